"""What a year with «н/а» says to the deputy head."""

from PySide6.QtCore import QCoreApplication

from app.domain.final_marks import NOT_ASSESSED, RELEASED
from app.domain.year_cases import YearCase
from ui.explanation.wording import two_places


def place_text(case: YearCase) -> str:
    """Return the journal, as "7Б Алгебра"."""
    return f"{case.title} {case.subject}"


def terms_text(case: YearCase) -> str:
    """Return the marks of the terms, as "I четверть — н/а, II четверть — 4"."""
    return ", ".join(f"{name} — {value}" for name, value in case.terms)


def marks_text(case: YearCase) -> str:
    """Return the marks of the terms alone, as "н/а · н/а · 4 · 5"."""
    return " · ".join(value for _, value in case.terms)


def proposal_text(case: YearCase) -> str:
    """Return what the teacher proposes, as "4 (Громова А. И.: сдал зачёт)"."""
    translate = QCoreApplication.translate
    if not case.value:
        return translate("Deputy", "nothing yet")
    said = f"{case.author}: {case.reason}" if case.reason else case.author
    return translate("Deputy", "{mark} ({said})").format(mark=case.value, said=said)


def choice_text(value: str) -> str:
    """Return a mark to choose, in words where it is no number."""
    translate = QCoreApplication.translate
    words = {
        NOT_ASSESSED: translate("Deputy", "н/а — not assessed"),
        RELEASED: translate("Deputy", "осв — released"),
    }
    return words.get(value, value)


def mean_text(case: YearCase) -> str:
    """Return the mean of the terms that have a number, in words also where none has."""
    translate = QCoreApplication.translate
    if case.mean is None:
        return translate("Deputy", "No term has a mark")
    return translate("Deputy", "Mean of the other terms: {mean}").format(mean=two_places(case.mean))


def spoken_case(case: YearCase) -> str:
    """Return a row as one sentence."""
    proposed = QCoreApplication.translate("Deputy", "proposed: {proposal}").format(proposal=proposal_text(case))
    return f"{case.pupil.short_name}, {place_text(case)}: {terms_text(case)}; {mean_text(case)}; {proposed}"
