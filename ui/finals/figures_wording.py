"""The figures of a group in words: names, numbers, and the way each one is worked out."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.figures import Figure, GroupFigures, Worked
from app.domain.final_marks import NOT_ASSESSED
from app.domain.finals import FinalsPage
from ui.explanation.wording import two_places

SHARES = frozenset({Figure.QUALITY, Figure.SUCCESS})
"""Figures that are a part of the assessed: their marks are only added."""

COUNTED = ("5", "4", "3", "2", NOT_ASSESSED)
"""The marks that the figures tell apart."""


def name_text(figure: Figure) -> str:
    """Return what a figure is called."""
    translate = QCoreApplication.translate
    return {
        Figure.QUALITY: translate("Finals", "Quality of knowledge"),
        Figure.SUCCESS: translate("Finals", "Success"),
        Figure.MEAN: translate("Finals", "Mean mark"),
        Figure.SOU: translate("Finals", "Degree of learning"),
    }[figure]


def meaning_text(figure: Figure) -> str:
    """Return what a figure is."""
    translate = QCoreApplication.translate
    return {
        Figure.QUALITY: translate("Finals", "the share of 5 and 4 among the assessed"),
        Figure.SUCCESS: translate("Finals", "the share of 5, 4 and 3 among the assessed"),
        Figure.MEAN: translate("Finals", "of the assessed"),
        Figure.SOU: translate("Finals", "after V. P. Simonov"),
    }[figure]


def value_text(figure: Figure, worked: Worked) -> str:
    """Return a figure as "68 %", or "4,12" for a mean; a dash where nobody is counted."""
    if worked.value is None:
        return "—"
    return two_places(worked.value) if figure is Figure.MEAN else percent(worked.value)


def percent(number: Decimal) -> str:
    """Return a number as "68 %" or "66,67 %"."""
    text = two_places(number)
    if QLocale().decimalPoint() in text:
        text = text.rstrip("0").removesuffix(QLocale().decimalPoint())
    return f"{text}\N{NO-BREAK SPACE}%"


def way_text(figure: Figure, worked: Worked) -> str:
    """Return how a figure is worked out, as "(5 + 12) из 25 = 68 %"; empty where nobody is counted."""
    if worked.value is None:
        return ""
    translate = QCoreApplication.translate
    is_share = figure in SHARES
    text = translate("Finals", "({sum}) of {among} {sign} {value}") if is_share else "({sum}) ÷ {among} {sign} {value}"
    counts = [str(count) for count, _ in worked.parts]
    products = [f"{count} × {worth}" for count, worth in worked.parts if count]
    return text.format(
        sum=" + ".join(counts if is_share else products),
        among=worked.among,
        sign="=" if worked.is_exact else "≈",
        value=value_text(figure, worked),
    )


def counts_of(figures: GroupFigures) -> tuple[tuple[str, str, int], ...]:
    """Return who has what: the mark (empty for no mark of the figures), what it is called, how many; none left out."""
    translate = QCoreApplication.translate
    return (
        *((mark, mark, figures.count(mark)) for mark in COUNTED),
        ("", translate("Finals", "other words"), figures.without),
        ("", translate("Finals", "not set"), figures.not_set),
    )


def counts_text(figures: GroupFigures) -> str:
    """Return who has what in one sentence, as "5 — 8, 4 — 9, не выставлено — 2"."""
    return ", ".join(f"{name} — {count}" for _, name, count in counts_of(figures) if count)


def assessed_text(page: FinalsPage, figures: GroupFigures) -> str:
    """Return how many are assessed, or why nobody is."""
    translate = QCoreApplication.translate
    if figures.assessed:
        all_of_them = figures.assessed + figures.not_assessed + figures.without + figures.not_set
        return translate("Finals", "Assessed: {count} of {all}").format(count=figures.assessed, all=all_of_them)
    if page.is_unmarked:
        return translate("Finals", "This class has no marks")
    return translate("Finals", "Nobody is assessed yet")


def figures_text(page: FinalsPage, figures: GroupFigures) -> str:
    """Return the figures in one line, as "Качество знаний 68 % · Успеваемость 96 %…"; in words where there are none."""
    if not figures.assessed:
        return assessed_text(page, figures)
    return " · ".join(f"{name_text(each)} {value_text(each, figures.worked(each))}" for each in Figure)


def ways_text(figures: GroupFigures) -> str:
    """Return how every figure is worked out, a line each; empty where nobody is assessed."""
    ways = ((each, way_text(each, figures.worked(each))) for each in Figure) if figures.assessed else ()
    return "\n".join(f"{name_text(each)}: {way}" for each, way in ways)
