"""What became of a cell, a lesson and a mark for a period, and bringing an earlier value back."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.attendance import Absence, attendance_id
from app.domain.attention import About
from app.domain.classroom import Debt
from app.domain.debts import PAID
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.history import History, Step, Thread, in_order
from app.domain.pages import Standing
from app.domain.records import NEVER, Attendance, Lesson, Mark, Work, WorkType
from app.errors import BesideAbsenceError, ChangedSinceError, ReasonNeededError
from app.ids import OFFICE, MarkId, OperationId, ReplicaId, TeacherId, WorkId, WorkTypeId
from app.operations import MarkAnnul, MarkComment, MarkSet, Operation
from app.services.attending import set_absence
from app.services.debts import forgive_debts, set_debt
from app.services.entry_checks import Said
from app.services.finals import read_finals, set_final
from app.services.history import read_cell_history, read_final_history, read_lesson_history, restore
from app.services.lessons import set_topic
from app.services.marking import clear_cells, put_mark
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_cell
from tests.small_school import ALGEBRA, ANNA, BORIS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
DAY = date(2026, 9, 1)
WALL = "2026-09-01T10:42:00+00:00"
ELSEWHERE = ReplicaId("his")
GIVEN = MarkId("given")
MEANT = Said(confirmed=frozenset({BesideAbsenceError}))


def cell_of(store: Store) -> History:
    with store.reading() as unit:
        return read_cell_history(unit, pupil=IVANOV, lesson=MONDAY)


def thread_of(store: Store, about: About) -> Thread:
    return next(each for each in cell_of(store).threads if each.about is about)


def put(store: Store, value: str) -> None:
    seen = a_cell(store)
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value=value, seen=seen)


def a_mark(value: str, work: WorkId | None = None, author: TeacherId = BORIS) -> Mark:
    return Mark(GIVEN, OperationId("t"), ALGEBRA, MONDAY, IVANOV, work, value, author, wall=WALL)


def a_change(before: str, after: str, *, key: str = "change", field: str = "value", reason: str = "") -> Revision:
    change = OperationId(key)
    author = (BORIS, ELSEWHERE, WALL)
    return Revision(
        change, change, ALGEBRA, GIVEN, MONDAY, IVANOV, "", field, before, after, reason, *author, ANNA, WALL
    )


def told(thread: Thread) -> list[tuple[str | None, str, str, bool | None]]:
    return [(step.before, step.after, step.author, step.this_pc) for step in thread.steps]


def test_an_empty_cell_has_no_history(store: Store) -> None:
    assert cell_of(store).threads == ()


def test_ones_own_entries_are_told_with_this_pc_and_wait(store: Store) -> None:
    put(store, "3")
    put(store, "5")
    thread = thread_of(store, About.MARK)
    assert told(thread) == [("3", "5", "Громова А. И.", True), (None, "3", "Громова А. И.", True)]
    assert {step.standing for step in thread.steps} == {Standing.WAITING}
    assert all(step.is_mine for step in thread.steps)


def test_a_change_by_somebody_else_tells_both_authors(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("5"), a_change("3", "5", reason="опечатка"), author=BORIS)
    thread = thread_of(store, About.MARK)
    assert told(thread) == [("3", "5", "Седов Б.", False), (None, "3", "Громова А. И.", False)]
    assert [(step.reason, step.wall, step.is_mine) for step in thread.steps] == [
        ("опечатка", WALL, False),
        ("", WALL, True),
    ]


def test_a_first_entry_of_somebody_else_is_told_with_its_claimed_time(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("4"), author=BORIS)
    (step,) = thread_of(store, About.MARK).steps
    assert (step.before, step.after, step.author, step.wall) == (None, "4", "Седов Б.", WALL)


def test_a_mark_that_was_taken_back_and_given_again_tells_every_step(store: Store) -> None:
    put(store, "3")
    for args in (MarkAnnul("не тот"), MarkSet("4")):
        with store.unit() as unit:
            now = thread_of(store, About.MARK)
            unit.record(Operation(args, ent=now.entity, base=now.base))
    steps = [(step.before, step.after, step.reason) for step in thread_of(store, About.MARK).steps]
    assert steps == [("", "4", ""), ("3", "", "не тот"), (None, "3", "")]


def test_ones_own_change_keeps_whose_the_replaced_entry_was(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("4"), author=BORIS)
    put(store, "5")
    assert told(thread_of(store, About.MARK)) == [
        ("4", "5", "Громова А. И.", True),
        (None, "4", "Седов Б.", False),
    ]
    assert thread_of(store, About.MARK).steps[1].wall == WALL


def test_both_sides_of_a_collision_and_a_held_entry_are_told(store: Store, feed: FeedOf) -> None:
    other = Conflict(OperationId("c"), NEVER, ALGEBRA, GIVEN, MONDAY, IVANOV, "value", "2", BORIS, ELSEWHERE, WALL)
    held = HeldEntry(
        OperationId("h"),
        NEVER,
        ALGEBRA,
        GIVEN,
        MONDAY,
        IVANOV,
        "",
        "mark.set",
        "value",
        "4",
        "5",
        "term_closed",
        "пересдал",
        ANNA,
        ELSEWHERE,
        WALL,
        "refused",
        BORIS,
        "не за что",
    )
    feed.send(a_mark("4"), other, held, author=BORIS)
    steps = {step.standing: step for step in thread_of(store, About.MARK).steps}
    assert (steps[Standing.CONFLICT].after, steps[Standing.CONFLICT].author) == ("2", "Седов Б.")
    refused = steps[Standing.REFUSED]
    assert (refused.after, refused.decision, refused.decided_by, refused.answer) == (
        "5",
        "refused",
        "Седов Б.",
        "не за что",
    )
    assert steps[Standing.SENT].after == "4"


def test_a_refused_mark_stays_in_the_history_of_its_cell(store: Store, feed: FeedOf) -> None:
    put(store, "5")
    feed.answer_all("rejected", reason="no_pupil")
    (thread,) = cell_of(store).threads
    assert [(step.after, step.standing, step.ground) for step in thread.steps] == [("5", Standing.REFUSED, "no_pupil")]
    assert not thread.can_restore(thread.steps[0])


def test_a_private_comment_is_marked(store: Store) -> None:
    put(store, "5")
    mark = thread_of(store, About.MARK).entity
    with store.unit() as unit:
        unit.record(Operation(MarkComment("Списывал", private=True), ent=mark))
    (step,) = thread_of(store, About.COMMENT).steps
    assert (step.after, step.is_private) == ("Списывал", True)


def test_the_paper_behind_a_sign_is_not_told(store: Store, feed: FeedOf) -> None:
    key = attendance_id(MONDAY, IVANOV)
    change = replace(a_change("н", "б", field="attendance", reason="справка 095/у"), entity=key)
    feed.send(Attendance(key, OperationId("s"), ALGEBRA, MONDAY, IVANOV, "б", 0, ANNA), change, author=BORIS)
    assert [step.reason for step in thread_of(store, About.ATTENDANCE).steps] == ["", ""]


def test_what_the_school_office_did_is_told_as_its_own(store: Store, feed: FeedOf) -> None:
    key = attendance_id(MONDAY, IVANOV)
    change = replace(a_change("н", "б", field="attendance"), entity=key, author=OFFICE, replica=ReplicaId(OFFICE))
    feed.send(Attendance(key, OperationId("s"), ALGEBRA, MONDAY, IVANOV, "б", 0, ANNA), change)
    assert [step.by_office for step in thread_of(store, About.ATTENDANCE).steps] == [True, False]


def test_a_works_weight_explains_an_average_in_the_cell_and_at_the_lesson(store: Store, feed: FeedOf) -> None:
    work = Work(WorkId("w"), OperationId("w2"), ALGEBRA, MONDAY, WorkTypeId("control"), "Степени", 2)
    change = replace(a_change("control 4 Степени", "control 2 Степени", field="work"), entity=work.id, pupil=None)
    kind = WorkType(WorkTypeId("control"), NEVER, "Контрольная", "К", 4, "#b3261e", 1)
    feed.send(kind, work, a_mark("5", work=work.id), change, author=BORIS)
    for threads in (cell_of(store).threads, lesson_of(store).threads):
        (thread,) = (each for each in threads if each.about is About.WORK)
        assert [(step.before, step.after) for step in thread.steps] == [
            ("control 4 Степени", "control 2 Степени"),
            (None, "control 4 Степени"),
        ]
    assert thread_of(store, About.MARK).label == "Степени"
    with store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[1])
    with store.reading() as unit:
        now = read(unit.connection, Work, work.id)
    assert now is not None
    assert now.weight == 4


def lesson_of(store: Store) -> History:
    with store.reading() as unit:
        return read_lesson_history(unit, lesson=MONDAY)


def test_a_topic_that_was_changed_is_told_and_brought_back(store: Store) -> None:
    for topic in ("Степени", "Одночлены"):
        with store.unit() as unit:
            row = read(unit.connection, Lesson, MONDAY)
            assert row is not None
            set_topic(unit, lesson=MONDAY, topic=topic, base=row.topic_token)
    (thread,) = lesson_of(store).threads
    assert [(step.before, step.after) for step in thread.steps] == [("Степени", "Одночлены"), (None, "Степени")]
    with store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[1])
    assert lesson_of(store).threads[0].now == "Степени"


def test_a_mark_for_a_period_has_its_history(store: Store) -> None:
    for value in ("4", "5"):
        with store.unit() as unit:
            seen = read_finals(unit, ALGEBRA, today=DAY).cells[IVANOV, WHOLE_YEAR]
            set_final(unit, journal_id=ALGEBRA, who=IVANOV, period=WHOLE_YEAR, value=value, seen=seen, reason="так")
    with store.reading() as unit:
        (thread,) = read_final_history(unit, journal=ALGEBRA, pupil=IVANOV, period=WHOLE_YEAR).threads
    assert [(step.before, step.after, step.author) for step in thread.steps] == [
        ("4", "5", "Громова А. И."),
        (None, "4", "Громова А. И."),
    ]


@pytest.mark.parametrize("which", [1, 2])
def test_bringing_a_value_back_is_an_entry_of_ones_own(store: Store, which: int) -> None:
    for value in ("3", "4", "5"):
        put(store, value)
    thread = thread_of(store, About.MARK)
    wanted = thread.steps[which]
    assert not thread.can_restore(thread.steps[0])
    assert thread.can_restore(wanted)
    with store.unit() as unit:
        assert restore(unit, thread=thread, step=wanted).recorded
    after = thread_of(store, About.MARK)
    assert (after.now, after.steps[0].before, len(after.steps)) == (wanted.after, "5", 4)


def test_bringing_back_late_asks_for_a_reason_and_keeps_it(store: Store) -> None:
    put(store, "3")
    put(store, "5")
    thread = thread_of(store, About.MARK)
    late = date(2027, 1, 20)
    with store.unit() as unit, pytest.raises(ReasonNeededError):
        restore(unit, thread=thread, step=thread.steps[1], said=Said(late))
    assert thread_of(store, About.MARK).now == "5"
    with store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[1], said=Said(late, "описка"))
    assert (thread_of(store, About.MARK).now, thread_of(store, About.MARK).steps[0].reason) == ("3", "описка")


def test_what_somebody_changed_meanwhile_is_never_written_over(store: Store, feed: FeedOf) -> None:
    put(store, "3")
    put(store, "5")
    feed.apply_all()
    thread = thread_of(store, About.MARK)
    with store.reading() as unit:
        row = read(unit.connection, Mark, thread.entity)
    assert row is not None
    feed.send(replace(row, value="2", token=OperationId("newer")), author=BORIS)
    with store.unit() as unit, pytest.raises(ChangedSinceError):
        restore(unit, thread=thread, step=thread.steps[1])
    assert thread_of(store, About.MARK).now == "2"


def test_a_sign_and_a_comment_are_brought_back(store: Store) -> None:
    put(store, "5")
    mark = thread_of(store, About.MARK).entity
    for text in ("Молодец", ""):
        with store.unit() as unit:
            row = read(unit.connection, Mark, mark)
            assert row is not None
            unit.record(Operation(MarkComment(text), ent=mark, base=row.comment_token))
    for absence in (Absence.LATE, Absence.RELEASED):
        seen = a_cell(store)
        with store.unit() as unit:
            set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=absence, seen=seen)
    for about, text in ((About.COMMENT, "Молодец"), (About.ATTENDANCE, "о")):
        thread = thread_of(store, about)
        step = next(each for each in thread.steps if each.after == text)
        with store.unit() as unit:
            restore(unit, thread=thread, step=step)
        assert thread_of(store, about).now == text


def test_another_number_of_minutes_late_is_a_change_and_is_brought_back(store: Store, feed: FeedOf) -> None:
    for minutes in (5, 15):
        seen = a_cell(store)
        with store.unit() as unit:
            set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.LATE, minutes=minutes, seen=seen)
    thread = thread_of(store, About.ATTENDANCE)
    assert [each[:2] for each in told(thread)] == [("о 5", "о 15"), (None, "о 5")]
    with store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[1])
    assert (a_cell(store).absence, a_cell(store).minutes) == (Absence.LATE, 5)
    feed.apply_all()
    again = thread_of(store, About.ATTENDANCE)
    assert [each[:2] for each in told(again)] == [("о 15", "о 5"), ("о 5", "о 15"), (None, "о 5")]
    assert [again.can_restore(step) for step in again.steps] == [False, True, False]


def owe(store: Store, until: date) -> None:
    with store.unit() as unit:
        set_debt(unit, pupil=IVANOV, lesson=MONDAY, until=until, seen=a_cell(store))


def test_a_debt_tells_its_days_who_took_it_back_and_the_mark_that_paid_it(store: Store, feed: FeedOf) -> None:
    owe(store, date(2026, 9, 15))
    owe(store, date(2026, 9, 22))
    with store.unit() as unit:
        forgive_debts(unit, pupil=IVANOV, lesson=MONDAY, seen=a_cell(store))
    steps = [("2026-09-22", ""), ("2026-09-15", "2026-09-22"), (None, "2026-09-15")]
    assert [each[:2] for each in told(thread_of(store, About.DEBT))] == steps
    with store.unit() as unit:
        thread = thread_of(store, About.DEBT)
        restore(unit, thread=thread, step=thread.steps[2])
    feed.send(a_mark("4"), author=BORIS)
    thread = thread_of(store, About.DEBT)
    assert told(thread)[:2] == [
        ("2026-09-15", PAID, "Седов Б.", False),
        ("", "2026-09-15", "Громова А. И.", True),
    ]
    assert [thread.can_restore(step) for step in thread.steps] == [False, False, True, True, False]


def test_a_debt_that_somebody_changed_meanwhile_is_not_written_over(store: Store, feed: FeedOf) -> None:
    owe(store, date(2026, 9, 15))
    owe(store, date(2026, 9, 22))
    feed.apply_all()
    thread = thread_of(store, About.DEBT)
    with store.reading() as unit:
        row = read(unit.connection, Debt, thread.entity)
    assert row is not None
    feed.send(replace(row, until=None, token=OperationId("newer")), author=BORIS)
    with store.unit() as unit, pytest.raises(ChangedSinceError):
        restore(unit, thread=thread, step=thread.steps[1])


def test_the_lesson_tells_of_a_work_that_was_taken_back(store: Store, feed: FeedOf) -> None:
    kind = WorkType(WorkTypeId("control"), NEVER, "Контрольная", "К", 4, "#b3261e", 1)
    work = Work(WorkId("w"), OperationId("w"), ALGEBRA, MONDAY, kind.id, "", 4)
    mark = a_mark("4", work.id)
    feed.send(kind, work, mark, author=BORIS)
    feed.send(
        replace(mark, annulled=True, token=OperationId("m2")), a_change("4", "", key="m2"),
        replace(work, annulled=True, token=OperationId("w2")),
        replace(a_change("control 4", "", key="w2", field="work"), entity=work.id, pupil=None),
        author=BORIS,
    )  # fmt: skip
    with store.reading() as unit:
        of_lesson = read_lesson_history(unit, lesson=MONDAY).threads
    for threads in (of_lesson, cell_of(store).threads):
        thread = next(each for each in threads if each.about is About.WORK)
        assert [(step.before, step.after) for step in thread.steps] == [("control 4", ""), (None, "control 4")]
    assert [step.after for step in thread_of(store, About.MARK).steps] == ["", "4"]
    assert thread_of(store, About.MARK).label == "Контрольная"


def test_a_mark_beside_an_absence_is_brought_back_only_where_it_is_meant(store: Store) -> None:
    put(store, "5")
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.ABSENT, seen=a_cell(store))
    thread = thread_of(store, About.MARK)
    step = next(each for each in thread.steps if each.after == "5")
    with store.unit() as unit, pytest.raises(BesideAbsenceError):
        restore(unit, thread=thread, step=step)
    assert a_cell(store).marks == ()
    with store.unit() as unit:
        restore(unit, thread=thread, step=step, said=MEANT)
    assert [mark.value for mark in a_cell(store).marks] == ["5"]


def test_a_missed_lesson_beside_a_mark_is_brought_back_only_where_it_is_meant(store: Store) -> None:
    for absence in (Absence.ABSENT, Absence.PRESENT):
        seen = a_cell(store)
        with store.unit() as unit:
            set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=absence, seen=seen)
    put(store, "5")
    thread = thread_of(store, About.ATTENDANCE)
    step = next(each for each in thread.steps if each.after == "н")
    with store.unit() as unit, pytest.raises(BesideAbsenceError):
        restore(unit, thread=thread, step=step)
    assert a_cell(store).absence is Absence.PRESENT
    with store.unit() as unit:
        restore(unit, thread=thread, step=step, said=MEANT)
    assert a_cell(store).absence is Absence.ABSENT


def chain(values: list[str]) -> list[Step]:
    return [Step(str(n), Standing.SENT, *pair) for n, pair in enumerate(pairwise(values))]


@given(st.lists(st.text(min_size=1), min_size=2, max_size=8, unique=True), st.randoms())
def test_the_order_of_changes_follows_from_what_each_one_replaced(values: list[str], chance: Random) -> None:
    steps = chain(values)
    mixed = list(steps)
    chance.shuffle(mixed)
    assert in_order(mixed, values[-1]) == steps


@given(st.lists(st.sampled_from("2345"), min_size=2, max_size=8))
def test_no_change_is_lost_or_told_twice_where_values_come_again(values: list[str]) -> None:
    steps = chain(values)
    assert sorted(step.id for step in in_order(steps, values[-1])) == sorted(step.id for step in steps)


def test_changes_that_came_in_order_stay_in_order_where_values_come_again() -> None:
    steps = chain(["4", "5", "4", "5"])
    assert in_order(steps, "5") == steps
