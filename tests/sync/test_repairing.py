"""What differs from the portal without anybody's doing is found and put right, that bucket only (I14)."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, delete, select, update
from typing_extensions import override

from app.changes import Changes
from app.clock import Clock
from app.domain.records import Lesson, Mark
from app.errors import NotThePortalError, SyncError
from app.ids import LessonId, MarkId, OperationId
from app.services.comparing import confirmed, count_repaired
from app.services.removing import read_removals
from app.store.rows import write
from app.store.tables import lesson, mark, pupil, subject
from app.wire.buckets import FIELDS
from app.wire.messages import DigestsAnswer, DigestsAsk, SnapshotAnswer, SnapshotAsk
from sync.portal import Witness
from sync.repairing import FIRST_MS, PERIOD_MS, Checks, repair
from tests.small_school import ALGEBRA, ANNA, LESSONS, PUPILS, SUBJECT
from tests.sync.desktops import Desktop


@dataclass
class Watched:
    """Passes every question on; a test looks at them, or lets something happen between. asked: for buckets."""

    portal: Witness
    before_page: Callable[[], object] = lambda: None
    spoil: Callable[[DigestsAnswer], DigestsAnswer] = lambda answer: answer
    asked: list[tuple[str, str]] = field(default_factory=list)

    def digests(self, ask: DigestsAsk) -> DigestsAnswer:
        return self.spoil(self.portal.digests(ask))

    def snapshot(self, ask: SnapshotAsk) -> SnapshotAnswer:
        self.before_page()
        self.asked.append((ask.part, ask.bucket))
        return self.portal.snapshot(ask)


def repaired(desktop: Desktop, portal: Witness | None = None) -> int:
    return repair(desktop.store, portal or desktop.portal(), told=lambda _: None, stop=threading.Event())


def rows(desktop: Desktop) -> set[tuple[object, ...]]:
    with desktop.store.reading() as unit:
        return {
            tuple(row) for table in (lesson, mark, pupil, subject) for row in unit.connection.execute(select(table))
        }


def damage(desktop: Desktop, doing: Callable[[Connection], object]) -> None:
    with desktop.store.unit() as unit:
        doing(unit.connection)


@pytest.fixture
def marked(anna: Desktop) -> Desktop:
    """Anna's PC, quiet, with ten marks of the first quarter and of the next."""
    for n in range(5):
        anna.put("5", pupil=PUPILS[n])
        anna.put("4", pupil=PUPILS[n], lesson=LESSONS[35])
    anna.round()
    return anna


DAMAGES: dict[str, tuple[Callable[[Connection], object], set[tuple[str, str]]]] = {
    "a mark says something else": (
        lambda connection: connection.execute(
            update(mark).where(mark.c.pupil == PUPILS[2], mark.c.lesson == LESSONS[0]).values(value="2")
        ),
        {(ALGEBRA, "2026-3")},
    ),
    "a mark is missing": (
        lambda connection: connection.execute(delete(mark).where(mark.c.lesson == LESSONS[35])),
        {(ALGEBRA, "2026-4")},
    ),
    "a mark is here that nobody gave": (
        lambda connection: write(
            connection,
            [Mark(MarkId("ghost"), OperationId("ghost"), ALGEBRA, LESSONS[1], PUPILS[0], None, "2", ANNA)],
        ),
        {(ALGEBRA, "2026-3")},
    ),
    "a lesson is missing": (
        lambda connection: connection.execute(delete(lesson).where(lesson.c.id == LESSONS[0])),
        {(ALGEBRA, "2026-3"), (ALGEBRA, "rest")},
    ),
    "a lesson is on another day": (
        lambda connection: connection.execute(
            update(lesson).where(lesson.c.id == LESSONS[0]).values(day=date(2026, 12, 1))
        ),
        {(ALGEBRA, "2026-3"), (ALGEBRA, "2026-4")},
    ),
    "a pupil has another name": (
        lambda connection: connection.execute(update(pupil).where(pupil.c.id == PUPILS[3]).values(surname="?")),
        {("roster", "rest")},
    ),
    "a subject has another name": (
        lambda connection: connection.execute(update(subject).where(subject.c.id == SUBJECT).values(name="?")),
        {("school", "rest")},
    ),
}


def test_what_agrees_is_left_alone(marked: Desktop) -> None:
    before, watched = rows(marked), Watched(marked.portal())
    assert repaired(marked, watched) == 0
    assert (rows(marked), watched.asked) == (before, [])


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_repaired_and_nothing_else_is_fetched(marked: Desktop, name: str) -> None:
    doing, buckets = DAMAGES[name]
    before, watched = rows(marked), Watched(marked.portal())
    damage(marked, doing)
    assert rows(marked) != before
    assert repaired(marked, watched) == 1
    assert rows(marked) == before
    assert set(watched.asked) == buckets
    with marked.store.reading() as unit:
        assert count_repaired(unit) == 1
    assert repaired(marked) == 0


def test_an_entry_that_is_typed_meanwhile_stays_and_is_sent(marked: Desktop) -> None:
    damage(marked, DAMAGES["a mark says something else"][0])

    def typed() -> None:
        marked.put("3", pupil=PUPILS[2])
        marked.put("4", pupil=PUPILS[9])

    assert repaired(marked, Watched(marked.portal(), before_page=typed)) == 1
    assert marked.waiting() == 2
    assert [each.value for each in marked.cell(PUPILS[9]).marks] == ["4"]
    marked.round()
    assert (marked.waiting(), repaired(marked)) == (0, 0)


def test_nothing_is_compared_while_an_entry_waits(marked: Desktop) -> None:
    damage(marked, DAMAGES["a mark says something else"][0])
    marked.put("3", pupil=PUPILS[9])
    assert repaired(marked) == 0
    marked.round()
    assert repaired(marked) == 1


def test_what_is_shown_of_own_entries_is_no_part_of_what_is_compared(marked: Desktop) -> None:
    def digests() -> dict[str, str]:
        with marked.store.reading() as unit:
            return confirmed(unit, ALGEBRA, FIELDS).digests()

    before = digests()
    marked.put("3", pupil=PUPILS[2])
    marked.put("4", pupil=PUPILS[9])
    assert digests() == before


def test_a_comparison_ends_where_the_school_has_gone_on(marked: Desktop, boris: Desktop) -> None:
    damage(marked, DAMAGES["a mark says something else"][0])
    damaged = rows(marked)
    boris.put("5", pupil=PUPILS[20])
    boris.round()
    assert (repaired(marked), rows(marked)) == (0, damaged)
    marked.round()

    def others_write() -> None:
        boris.put("4", pupil=PUPILS[21])
        boris.round()

    assert repaired(marked, Watched(marked.portal(), before_page=others_write)) == 0
    marked.round()
    assert repaired(marked) == 1


@pytest.mark.parametrize("error", [NotThePortalError(), SyncError()])
def test_a_portal_that_does_not_know_the_question_is_not_asked_on(marked: Desktop, error: SyncError) -> None:
    def refuse(_answer: DigestsAnswer) -> DigestsAnswer:
        raise error

    assert repaired(marked, Watched(marked.portal(), spoil=refuse)) == 0


def test_an_answer_about_other_parts_changes_nothing(marked: Desktop) -> None:
    before = rows(marked)
    emptied = Watched(marked.portal(), spoil=lambda answer: replace(answer, buckets={}))
    assert (repaired(marked, emptied), rows(marked)) == (0, before)


def test_much_is_removed_after_a_question_only(marked: Desktop) -> None:
    """A damage that looks as if hundreds of rows had to go."""
    ghosts = [
        Lesson(LessonId(f"ghost-{n}"), OperationId("g"), ALGEBRA, date(2026, 9, 1) + timedelta(n % 20), 1, "")
        for n in range(501)
    ]
    damage(marked, lambda connection: write(connection, [*ghosts]))
    assert repaired(marked) == 0
    with marked.store.reading() as unit:
        (asked,) = read_removals(unit)
        assert (asked.part, asked.rows, asked.cause) == (ALGEBRA, 501, "fewer")
        assert len(unit.connection.execute(select(lesson.c.id)).all()) == len(LESSONS) + 501
    damage(marked, lambda connection: connection.execute(delete(lesson).where(lesson.c.id.startswith("ghost"))))
    assert repaired(marked) == 0
    with marked.store.reading() as unit:
        assert read_removals(unit) == ()


def test_what_is_repaired_is_told_to_the_windows(marked: Desktop) -> None:
    told: list[Changes] = []
    damage(marked, DAMAGES["a mark is missing"][0])
    repair(marked.store, marked.portal(), told=told.append, stop=threading.Event())
    assert {journal for changes in told for journal in changes.shapes} == {ALGEBRA}


class Wound(Clock):
    """A clock whose monotonic count a test moves."""

    at_ms = 0

    @override
    def elapsed_ms(self) -> int:
        return Wound.at_ms


def test_a_comparison_is_due_once_a_run_and_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = Checks(Wound())
    due = []
    for now in (0, FIRST_MS - 1, FIRST_MS, FIRST_MS + 1, FIRST_MS + PERIOD_MS - 1, FIRST_MS + PERIOD_MS):
        monkeypatch.setattr(Wound, "at_ms", now)
        due.append(checks.take())
    assert due == [False, False, True, False, False, True]
