"""Whom chance calls at a lesson: everybody who is there once before anybody twice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.attendance import Absence
from app.domain.pages import JournalPage, is_member
from app.ids import PupilId

Choose = Callable[[Sequence[PupilId]], PupilId]
"""Picks one of several, each as likely as the others."""


@dataclass(frozen=True, slots=True)
class Round:
    """Who can be called now. number: of the round, from 1. left: those who were not called in it yet.

    present: all who can be called. skipped: how many are absent or released.
    """

    number: int
    left: tuple[PupilId, ...]
    present: tuple[PupilId, ...]
    skipped: int


def round_of(page: JournalPage, column: int, called: Iterable[PupilId]) -> Round:
    """Return whom chance may call at a lesson of the page. called: whom it has called already, in their order.

    Whoever came later, when others had been called already, is called once to catch up, and not more.
    """
    members = [each.id for each in page.pupils if is_taught(page, each.id, page.lessons[column].day)]
    present = [who for who in members if not _is_away(page, who, column)]
    number, running = _running(called)
    left = [who for who in present if who not in running]
    if not left:
        number, left = number + 1, present
    return Round(number, tuple(left), tuple(present), len(members) - len(present))


def _running(called: Iterable[PupilId]) -> tuple[int, set[PupilId]]:
    """Return the number of the round that is going on, and who was called in it: a repetition begins the next one."""
    number, running = 1, set[PupilId]()
    for who in called:
        if who in running:
            number, running = number + 1, set()
        running.add(who)
    return number, running


def is_taught(page: JournalPage, who: PupilId, day: date) -> bool:
    """Return whether a pupil is of the group on a day; where nothing is said, everybody is."""
    spans = page.members.get(who)
    return not spans or is_member(spans, day)


def _is_away(page: JournalPage, who: PupilId, column: int) -> bool:
    lesson = page.lessons[column]
    cell = page.cells.get((who, lesson.id))
    sign = cell.absence if cell else Absence.PRESENT
    return sign.is_missed or sign is Absence.RELEASED or is_member(page.released.get(who, ()), lesson.day)
