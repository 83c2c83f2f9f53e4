"""An explanation as a page of text: the marks, the sum, the rule, and what would change it."""

from dataclasses import dataclass
from html import escape
from itertools import starmap

from PySide6.QtCore import QCoreApplication

from app.domain.absences import LessonSums
from app.domain.counting import Counting
from app.domain.earlier_marks import NOT_GIVEN
from app.domain.explaining import Explanation, Line, WhatIf
from app.domain.finals import MeanExplanation
from ui.explanation.attended_wording import attended_lines, release_rule
from ui.explanation.paper import Paper
from ui.explanation.wording import (
    counting_text,
    enough_text,
    ground_text,
    needed_text,
    quotient_text,
    rule_lines,
    short_day,
    sum_text,
    two_places,
)
from ui.theme import DISPLAY_PT


@dataclass(frozen=True, slots=True)
class Heading:
    """What is explained. value: the mark that is set, empty for none. notes: facts about it, a line each.

    attended: how the pupil attended the period's lessons, None where that is not told.
    """

    pupil: str
    period: str
    value: str = ""
    notes: tuple[str, ...] = ()
    attended: LessonSums | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What the marks of a mean are called: its parts, and those of the tenth class that count before them."""

    parts: tuple[str, ...]
    tenth: tuple[str, ...] = ()


def _missing(why: MeanExplanation, names: Names) -> str:
    """Return which marks of the tenth class are not known, empty where all are."""
    found = [name for name, (_, value) in zip(names.tenth, why.tenth, strict=True) if not value]
    text = QCoreApplication.translate(
        "Explanation", "Not known of class 10: {marks}. The school office can enter them."
    )
    return text.format(marks=", ".join(found)) if found else ""


class Markup(Paper):
    """Writes explanations of marks."""

    def plain(self, heading: Heading, text: str) -> str:
        """Return a page that only says something."""
        return self.head(heading.pupil, heading.period) + self.muted(text)

    def term(self, heading: Heading, why: Explanation) -> str:
        """Return why a term's average and proposal are what they are."""
        translate = QCoreApplication.translate
        average = "—" if why.proposal.average is None else two_places(why.proposal.average)
        parts = [
            self.head(heading.pupil, heading.period),
            self._answer(average, why.proposal.value, heading),
            *map(self.line, (*heading.notes, ground_text(why.proposal.ground), enough_text(why))),
            *map(self.line, (*attended_lines(heading.attended), release_rule(heading.attended))),
        ]
        if why.lines:
            parts += [self.title(translate("Explanation", "Marks of the term")), self._marks(why)]
        if rules := rule_lines(why):
            parts += [self.title(translate("Explanation", "Rule")), *map(self.line, rules)]
        if why.what_if:
            parts += [
                self.title(translate("Explanation", "One more mark would make")),
                self._further(why.what_if, why.proposal.value),
                self.line(needed_text(why.what_if)),
            ]
        return "".join(parts)

    def mean(self, heading: Heading, why: MeanExplanation, names: Names) -> str:
        """Return what a mark that rests on others is the mean of."""
        translate = QCoreApplication.translate
        mean = "—" if why.mark.mean is None else two_places(why.mark.mean)
        rows = "".join(starmap(self._part, zip(names.parts, (value for _, value in why.parts), strict=True)))
        if why.tenth:
            tenth = zip(names.tenth, (value for _, value in why.tenth), strict=True)
            before = "".join(starmap(self._part, tenth))
            classes = translate("Explanation", "Class 10"), translate("Explanation", "Class 11")
            rows = f"{self._class(classes[0])}{before}{self._class(classes[1])}{rows}"
        return "".join(
            [
                self.head(heading.pupil, heading.period),
                self._answer(mean, why.mark.value, heading),
                *map(self.line, (*heading.notes, ground_text(why.mark.ground), _missing(why, names))),
                *map(self.line, attended_lines(heading.attended)),
                self.title(translate("Explanation", "Mean of")),
                self.table(rows),
                self.line(sum_text(why)),
                self.line(translate("Explanation", "An exact half goes to the better mark.")),
            ]
        )

    def _part(self, name: str, value: str) -> str:
        shown = self.mark(value) if value else "—"
        if value == NOT_GIVEN:
            shown = self.small(QCoreApplication.translate("Explanation", "not taught"))
        return f"<tr>{self.cell(escape(name))}{self.cell(shown, align='right')}</tr>"

    def _class(self, title: str) -> str:
        return f"<tr>{self.cell(self.small(escape(title)))}{self.cell('')}</tr>"

    def _answer(self, average: str, proposed: str | None, heading: Heading) -> str:
        translate = QCoreApplication.translate
        set_text = translate("Explanation", "set: {mark}").format(mark=self.mark(heading.value))
        proposal = translate("Explanation", "proposed: {mark}").format(mark=self.mark(proposed or "—"))
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
        rows = ["<tr>" + "".join(self.cell(self.small(text), align=align) for text, align in heads) + "</tr>"]
        rows += [self._row(line) for line in why.lines]
        return self.table("".join(rows)) + self.line(self._sum(why))

    def _row(self, line: Line) -> str:
        counts = line.counting is Counting.COUNTS
        label = escape(line.mark.label or QCoreApplication.translate("Explanation", "answer"))
        if line.mark.source:
            label = f"{escape(line.mark.source)}: {label}"
        if not counts:
            label += " " + self.small(f"({counting_text(line.counting)})")
        shown = self.mark(line.mark.value) if line.five in {None, line.mark.value} else self._as_five(line)
        value = shown if counts else self.small(f"<s>{escape(line.mark.value)}</s>")
        weight, product = (str(line.weight), str(line.product)) if counts else ("—", "—")
        cells = (self.cell(text, align="right") for text in (value, weight, product))
        return f"<tr>{self.cell(self.small(short_day(line.mark.day)))}{self.cell(label)}{''.join(cells)}</tr>"

    def _as_five(self, line: Line) -> str:
        """Return a mark of another scale with what it is on the five-point scale, as "8 (4)"."""
        return f"{escape(line.mark.value)} {self.small(f'({line.five})')}"

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
        rows = ["<tr>" + self.cell("")]
        rows += [self.cell(self.small(heading.format(weight=weight)), align="right") for weight in weights]
        rows.append("</tr>")
        for value in values:
            cells = (self.cell(self._outcome(found[value, weight], now), align="right") for weight in weights)
            rows.append(f"<tr>{self.cell(self.mark(value))}{''.join(cells)}</tr>")
        return self.table("".join(rows))

    def _outcome(self, row: WhatIf, now: str | None) -> str:
        average = "—" if row.average is None else two_places(row.average)
        if row.proposal == now or row.proposal is None:
            return average
        return f"<b>{average}</b>&nbsp;→&nbsp;{self.mark(row.proposal)}"
