"""What the printed summary sheet «сводная ведомость» of a class shows: pupils by subjects, a table for each period."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.calendar_rules import year_span
from app.domain.figures import FAILING, Figure, GroupFigures, group_figures
from app.domain.final_marks import NOT_ASSESSED, RELEASED
from app.domain.records import Pupil, Subject
from app.domain.scales import PASS_FAIL, PASSED
from app.domain.year_turn import title_of
from app.ids import PupilId
from portal.archive.journal_paper import PERIODS, name_of
from portal.archive.reading import KeptClass, YearSchool
from portal.archive.signs import day_text, printed

Marks = dict[tuple[PupilId, str], str]
"""Marks of a period by pupil and subject."""

NO_ORDER = "не указан"
WORDS = {PASSED, RELEASED}
"""What stands beside marks without making them worse."""


def summary_facts(found: YearSchool, kept: KeptClass) -> dict[str, Any]:
    """Return all that the template shows."""
    subjects = list(dict.fromkeys(each.subject for each in kept.journals))
    set_for = {each.period for each in kept.marks}
    periods = [(each.id, printed(each.name)) for each in found.terms_of(kept.school_class.grade)]
    periods += [(key, title) for key, title in PERIODS.items() if key in set_for]
    columns = [found.subjects[each] for each in subjects]
    return {
        "class": printed(title_of(kept.school_class)),
        "subjects": [printed(each.short or each.name) for each in columns],
        "periods": [_table(title, kept.pupils, columns, _marks(found, kept, key)) for key, title in periods],
        "orders": list(_movement(found, kept)),
    }


def _marks(found: YearSchool, kept: KeptClass, period: str) -> Marks:
    return {
        (each.pupil, found.journals[each.journal].subject): each.value for each in kept.marks if each.period == period
    }


def _table(title: str, pupils: Iterable[Pupil], subjects: list[Subject], marks: Marks) -> dict[str, Any]:
    rows = [[name_of(each), *(printed(marks.get((each.id, key.id), "")) for key in subjects)] for each in pupils]
    columns = [[value for (_, subject), value in marks.items() if subject == key.id] for key in subjects]
    figures = [group_figures(values) if not key.scale else None for key, values in zip(subjects, columns, strict=True)]
    compared = {key.id for key in subjects if key.scale in {"", PASS_FAIL.name}}
    return {
        "title": title,
        "rows": rows,
        "quality": [_percent(each, Figure.QUALITY) for each in figures],
        "success": [_percent(each, Figure.SUCCESS) for each in figures],
        "standing": _standing({key: value for key, value in marks.items() if key[1] in compared}),
    }


def _percent(figures: GroupFigures | None, figure: Figure) -> str:
    """Return a figure as it is printed, empty where the subject has another scale or nobody has a mark."""
    value = figures.worked(figure).value if figures else None
    return "" if value is None else str(value).replace(".", ",")


def _standing(marks: Marks) -> str:
    """Return in words how many have only fives, fives and fours, a failed subject, or one not assessed."""
    own: dict[PupilId, set[str]] = {}
    for (pupil, _), value in marks.items():
        own.setdefault(pupil, set()).add(value)
    excellent = sum("5" in values and values <= {"5", *WORDS} for values in own.values())
    good = sum("4" in values and values <= {"5", "4", *WORDS} for values in own.values())
    failing = sum(bool(values & FAILING) for values in own.values())
    without = sum(NOT_ASSESSED in values for values in own.values())
    return f"Отличников: {excellent}. На «4» и «5»: {good}. Не успевают: {failing}. Не аттестованы: {without}."


def _movement(found: YearSchool, kept: KeptClass) -> Iterator[list[str]]:
    """Yield who came after the first day of lessons or left before the last one, with the numbers of the orders."""
    terms = found.terms_of(kept.school_class.grade)
    begin, end = (terms[0].first, terms[-1].last) if terms else year_span(found.year)
    for pupil in kept.pupils:
        mine = [each for each in kept.enrolments if each.pupil == pupil.id]
        came = [f"с {day_text(each.first)}, приказ {each.order or NO_ORDER}" for each in mine if each.first > begin]
        left = [
            f"по {day_text(each.last)}, приказ {each.end_order or NO_ORDER}"
            for each in mine
            if each.last and each.last < end
        ]
        if came or left:
            yield [name_of(pupil), printed("; ".join(came)), printed("; ".join(left))]
