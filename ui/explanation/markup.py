"""An explanation as a page of text: the marks, the sum, the rule, and what would change it."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from app.domain.counting import Counting
from app.domain.explaining import Explanation, Line, WhatIf
from app.domain.finals import MeanExplanation
from ui.explanation.wording import (
    counting_text,
    enough_text,
    ground_text,
    needed_text,
    quotient_text,
    rule_lines,
    short_day,
    two_places,
)
from ui.theme import DISPLAY_PT, SMALL_PT, Theme


@dataclass(frozen=True, slots=True)
class Heading:
    """What is explained. value: the mark that is set, empty for none. notes: facts about it, a line each."""

    pupil: str
    period: str
    value: str = ""
    notes: tuple[str, ...] = ()


class Markup:
    """Writes pages in one theme's colours; everything that a person typed is escaped."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def plain(self, heading: Heading, text: str) -> str:
        """Return a page that only says something."""
        return self._head(heading) + self._muted(text)

    def term(self, heading: Heading, why: Explanation) -> str:
        """Return why a term's average and proposal are what they are."""
        translate = QCoreApplication.translate
        average = "—" if why.proposal.average is None else two_places(why.proposal.average)
        parts = [
            self._head(heading),
            self._answer(average, why.proposal.value, heading),
            *map(self._line, (*heading.notes, ground_text(why.proposal.ground), enough_text(why))),
        ]
        if why.lines:
            parts += [self._title(translate("Explanation", "Marks of the term")), self._marks(why)]
        if rules := rule_lines(why):
            parts += [self._title(translate("Explanation", "Rule")), *map(self._line, rules)]
        if why.what_if:
            parts += [
                self._title(translate("Explanation", "One more mark would make")),
                self._further(why.what_if, why.proposal.value),
                self._line(needed_text(why.what_if)),
            ]
        return "".join(parts)

    def mean(self, heading: Heading, why: MeanExplanation, names: tuple[str, ...]) -> str:
        """Return what a mark that rests on others is the mean of. names: of the parts."""
        translate = QCoreApplication.translate
        mean = "—" if why.mark.mean is None else two_places(why.mark.mean)
        rows = "".join(
            f"<tr>{self._cell(escape(name))}{self._cell(self._mark(value) if value else '—', align='right')}</tr>"
            for name, (_, value) in zip(names, why.parts, strict=True)
        )
        return "".join(
            [
                self._head(heading),
                self._answer(mean, why.mark.value, heading),
                *map(self._line, (*heading.notes, ground_text(why.mark.ground))),
                self._title(translate("Explanation", "Mean of")),
                self._table(rows),
                self._line(translate("Explanation", "An exact half goes to the better mark.")),
            ]
        )

    def _head(self, heading: Heading) -> str:
        return (
            f"<div style='font-weight:600'>{escape(heading.pupil)}</div>"
            f"<div style='color:{self._theme.muted.name()}'>{escape(heading.period)}</div>"
        )

    def _answer(self, average: str, proposed: str | None, heading: Heading) -> str:
        translate = QCoreApplication.translate
        set_text = translate("Explanation", "set: {mark}").format(mark=self._mark(heading.value))
        proposal = translate("Explanation", "proposed: {mark}").format(mark=self._mark(proposed or "—"))
        said = f"{proposal} · {set_text}" if heading.value else proposal
        return (
            f"<div style='margin-top:8px'><span style='font-size:{DISPLAY_PT}pt;font-weight:600'>{average}</span>"
            f"&nbsp;&nbsp; {said}</div>"
        )

    def _marks(self, why: Explanation) -> str:
        translate = QCoreApplication.translate
        heads = (
            (translate("Explanation", "Day"), "left"),
            (translate("Explanation", "For what"), "left"),
            (translate("Explanation", "Mark"), "right"),
            (translate("Explanation", "Weight"), "right"),
            (translate("Explanation", "Product"), "right"),
        )
        rows = ["<tr>" + "".join(self._cell(self._small(text), align=align) for text, align in heads) + "</tr>"]
        rows += [self._row(line) for line in why.lines]
        return self._table("".join(rows)) + self._line(self._sum(why))

    def _row(self, line: Line) -> str:
        counts = line.counting is Counting.COUNTS
        label = escape(line.mark.label or QCoreApplication.translate("Explanation", "answer"))
        if not counts:
            label += " " + self._small(f"({counting_text(line.counting)})")
        value = self._mark(line.mark.value) if counts else self._small(f"<s>{escape(line.mark.value)}</s>")
        weight, product = (str(line.weight), str(line.product)) if counts else ("—", "—")
        cells = (self._cell(text, align="right") for text in (value, weight, product))
        return f"<tr>{self._cell(self._small(short_day(line.mark.day)))}{self._cell(label)}{''.join(cells)}</tr>"

    def _sum(self, why: Explanation) -> str:
        if why.quotient is None or why.proposal.average is None:
            return ""
        translate = QCoreApplication.translate
        text = translate(
            "Explanation", "Sum of products {products}, of weights {weight}: {quotient}, shown as {shown}."
        )
        return text.format(
            products=why.sums.products,
            weight=why.sums.weight,
            quotient=quotient_text(why.quotient),
            shown=two_places(why.proposal.average),
        )

    def _further(self, what_if: tuple[WhatIf, ...], now: str | None) -> str:
        weights = sorted({row.weight for row in what_if})
        values = list(dict.fromkeys(row.value for row in what_if))
        found = {(row.value, row.weight): row for row in what_if}
        heading = QCoreApplication.translate("Explanation", "weight {weight}")
        rows = ["<tr>" + self._cell("")]
        rows += [self._cell(self._small(heading.format(weight=weight)), align="right") for weight in weights]
        rows.append("</tr>")
        for value in values:
            cells = (self._cell(self._outcome(found[value, weight], now), align="right") for weight in weights)
            rows.append(f"<tr>{self._cell(self._mark(value))}{''.join(cells)}</tr>")
        return self._table("".join(rows))

    def _outcome(self, row: WhatIf, now: str | None) -> str:
        average = "—" if row.average is None else two_places(row.average)
        if row.proposal == now or row.proposal is None:
            return average
        return f"<b>{average}</b>&nbsp;→&nbsp;{self._mark(row.proposal)}"

    def _table(self, rows: str) -> str:
        return f"<table width='100%' cellspacing='0' cellpadding='2'>{rows}</table>"

    def _cell(self, text: str, *, align: str = "left") -> str:
        return f"<td align='{align}' style='border-bottom:1px solid {self._theme.line.name()}'>{text}</td>"

    def _mark(self, value: str) -> str:
        colour: QColor = self._theme.mark(value)
        return f"<span style='color:{colour.name()};font-weight:600'>{escape(value)}</span>"

    def _small(self, text: str) -> str:
        return f"<span style='font-size:{SMALL_PT}pt;color:{self._theme.muted.name()}'>{text}</span>"

    def _muted(self, text: str) -> str:
        return f"<div style='margin-top:8px;color:{self._theme.muted.name()}'>{escape(text)}</div>"

    def _title(self, text: str) -> str:
        return f"<div style='margin-top:12px'>{self._small(escape(text))}</div>"

    def _line(self, text: str) -> str:
        return f"<div style='margin-top:4px'>{escape(text)}</div>" if text else ""
