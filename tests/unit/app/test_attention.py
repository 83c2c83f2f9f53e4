"""What needs attention: both sides of a collision, what is held, what was refused, and what settles each of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from msgspec.structs import replace
from sqlalchemy import event, select

from app.changes import Changes
from app.domain.attendance import Absence, attendance_id
from app.domain.attention import About, AttentionItem
from app.domain.disputes import PRIVATE, Conflict, HeldEntry
from app.domain.pages import ShownCell, Standing
from app.domain.periods import final_mark_id
from app.domain.records import Attendance, FinalMark, Lesson, Mark, Record, Work
from app.errors import ChangedSinceError, NoSuchThingError, TermClosedError
from app.ids import JournalId, LessonId, MarkId, OperationId, ReplicaId, TeacherId, WorkId, WorkTypeId
from app.operations import Operation, TermClose, TopicSet
from app.services.attending import set_absence
from app.services.attention import dismiss, read_attention, resolve
from app.services.history import read_cell_history
from app.services.lesson_page import read_lesson
from app.services.lessons import set_topic
from app.services.marking import comment_mark, put_mark
from app.services.reading import read_sync
from app.services.terms import close_term
from app.services.undoing import revert
from app.store.rows import read
from app.store.tables import outbox
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf, a_cell, unsent
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
HIS_PC = ReplicaId("his")
WALL = "2026-11-24T07:42:00+00:00"
COLLISION = OperationId("lost")


@dataclass(frozen=True)
class Case:
    """A collision. row: what stands. shown, other: both sides. now: what stands there, as a test reads it."""

    about: About
    row: Record
    shown: str
    other: str
    now: Callable[[Store], str]

    also: str = ""

    @property
    def conflict(self) -> Conflict:
        in_term = self.about is About.FINAL_MARK
        pupil = None if self.about in {About.TOPIC, About.HOMEWORK} else IVANOV
        at = LessonId("") if in_term else MONDAY
        value = self.other.partition(" ")[0] if self.about is About.ATTENDANCE else self.other
        sides = COLLISION, COLLISION, ALGEBRA, self.row.id, at, pupil, self.about, value
        return Conflict(*sides, BORIS, HIS_PC, WALL, also=self.also)


def a_mark(value: str = "4", comment: str = "") -> Mark:
    token = OperationId("first")
    return Mark(MarkId("m"), token, ALGEBRA, MONDAY, IVANOV, None, value, ANNA, comment=comment, comment_token=token)


def a_lesson() -> Lesson:
    first = OperationId("first")
    return Lesson(MONDAY, first, ALGEBRA, BEGINS, 1, "201", False, "Степени", first, "№ 1", first)


def field_of(kind: type[Record], key: str, name: str) -> Callable[[Store], str]:
    def now(store: Store) -> str:
        with store.reading() as unit:
            return str(getattr(read(unit.connection, kind, key), name))

    return now


SIGN = attendance_id(MONDAY, IVANOV)
TERM_MARK = final_mark_id(ALGEBRA, IVANOV, WHOLE_YEAR)
CASES = (
    Case(About.MARK, a_mark("4"), "4", "5", field_of(Mark, "m", "value")),
    Case(About.COMMENT, a_mark("4", "У доски"), "У доски", "С места", field_of(Mark, "m", "comment")),
    Case(
        About.ATTENDANCE,
        Attendance(SIGN, OperationId("first"), ALGEBRA, MONDAY, IVANOV, "н", 0, ANNA),
        "н",
        "б",
        field_of(Attendance, SIGN, "code"),
    ),
    Case(About.TOPIC, a_lesson(), "Степени", "Корни", field_of(Lesson, MONDAY, "topic")),
    Case(About.HOMEWORK, a_lesson(), "№ 1", "№ 2", field_of(Lesson, MONDAY, "homework")),
    Case(
        About.FINAL_MARK,
        FinalMark(TERM_MARK, OperationId("first"), ALGEBRA, IVANOV, WHOLE_YEAR, "4", "4.40", "", ANNA),
        "4",
        "5",
        field_of(FinalMark, TERM_MARK, "value"),
    ),
    Case(
        About.ATTENDANCE,
        Attendance(SIGN, OperationId("first"), ALGEBRA, MONDAY, IVANOV, "о", 5, ANNA),
        "о 5",
        "о 20",
        lambda store: f"{a_cell(store).absence} {a_cell(store).minutes}",
        also="20",
    ),
)
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.about}{case.also}")


def collide(feed: FeedOf, case: Case, conflict: Conflict | None = None) -> None:
    feed.send(case.row, conflict or case.conflict)


def listed(store: Store) -> tuple[AttentionItem, ...]:
    with store.reading() as unit:
        items = read_attention(unit)
        assert read_sync(unit).attention == len(items), "the indicator counts what is listed"
    return items


def decide(store: Store, *, take_other: bool) -> Changes:
    with store.unit() as unit:
        return resolve(unit, conflict_id=COLLISION, take_other=take_other)


def put_away(store: Store, operation: OperationId) -> Changes:
    with store.unit() as unit:
        return dismiss(unit, operation=operation)


def give(store: Store, value: str) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value=value, seen=a_cell(store))


def test_nothing_is_listed_where_nothing_is_wrong(store: Store, feed: FeedOf) -> None:
    give(store, "5")
    assert listed(store) == ()
    feed.apply_all()
    assert listed(store) == ()


@EACH
def test_a_collision_is_listed_with_both_sides(case: Case, store: Store, feed: FeedOf) -> None:
    collide(feed, case)
    (item,) = listed(store)
    assert (item.id, item.standing, item.about) == (COLLISION, Standing.CONFLICT, case.about)
    assert (item.shown, item.other) == (case.shown, case.other)
    assert (item.author, item.is_mine, item.this_pc, item.wall) == ("Седов Б.", False, False, WALL)
    assert (item.journal, item.title, item.subject) == (ALGEBRA, "7Б", "Алгебра")
    is_of_term = case.about is About.FINAL_MARK
    assert (item.day, item.number) == ((None, 0) if is_of_term else (BEGINS, 1))
    assert item.period == ("Учебный год" if is_of_term else "")
    assert item.pupil_name == ("" if item.pupil is None else "Фамилия00 Имя")


@pytest.mark.parametrize(("replica", "this_pc"), [(PROFILE.replica, True), (HIS_PC, False)])
def test_who_wrote_the_other_side_sees_that_it_is_the_own_one(
    replica: ReplicaId, this_pc: bool, store: Store, feed: FeedOf
) -> None:
    collide(feed, CASES[0], replace(CASES[0].conflict, author=ANNA, replica=replica))
    (item,) = listed(store)
    assert (item.author, item.is_mine, item.this_pc) == ("Громова А. И.", True, this_pc)


@EACH
def test_keeping_what_stands_settles_a_collision(case: Case, store: Store, feed: FeedOf) -> None:
    collide(feed, case)
    changes = decide(store, take_other=False)
    assert listed(store) == ()
    assert (case.now(store), unsent(store), changes.recorded) == (case.shown, 1, ())
    assert changes.cells or changes.lessons or changes.finals, "what shows it is drawn anew"


@EACH
def test_taking_the_other_side_settles_a_collision_and_can_be_undone(case: Case, store: Store, feed: FeedOf) -> None:
    collide(feed, case)
    changes = decide(store, take_other=True)
    assert (listed(store), case.now(store), unsent(store)) == ((), case.other, 2)
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert (listed(store), case.now(store)) == ((), case.shown)


@pytest.mark.parametrize("take_other", [True, False])
def test_a_settled_collision_leaves_the_cell_and_the_lesson(take_other: bool, store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0])
    collide(feed, CASES[3], replace(CASES[3].conflict, id=OperationId("lost-too")))
    assert a_cell(store).standing is Standing.CONFLICT
    decide(store, take_other=take_other)
    with store.unit() as unit:
        resolve(unit, conflict_id=OperationId("lost-too"), take_other=take_other)
        page = read_lesson(unit, MONDAY)
    assert a_cell(store).standing is (Standing.WAITING if take_other else Standing.SENT)
    assert page is not None
    assert page.conflicts == ()


def test_a_mark_that_one_wanted_to_take_back_is_taken_back(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0], replace(CASES[0].conflict, value=""))
    changes = decide(store, take_other=True)
    assert a_cell(store).marks == ()
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert [mark.value for mark in a_cell(store).marks] == ["4"]


def test_a_mark_that_was_taken_back_first_is_listed_as_none_and_can_stand_again(store: Store, feed: FeedOf) -> None:
    feed.send(replace(a_mark(), annulled=True), CASES[0].conflict)
    assert [(item.shown, item.other) for item in listed(store)] == [("", "5")]
    decide(store, take_other=True)
    assert [mark.value for mark in a_cell(store).marks] == ["5"]


def test_taking_what_stands_meanwhile_only_settles_the_collision(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0])
    feed.send(replace(a_mark("5"), token=OperationId("second")))
    decide(store, take_other=True)
    assert (listed(store), unsent(store)) == ((), 1)


def test_what_was_settled_elsewhere_disappears(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0])
    feed.send(replace(CASES[0].conflict, resolved=True, token=OperationId("decided")))
    assert listed(store) == ()
    with pytest.raises(NoSuchThingError):
        decide(store, take_other=True)
    assert (CASES[0].now(store), unsent(store)) == ("4", 0)


def test_a_collision_is_settled_once(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0])
    decide(store, take_other=False)
    with pytest.raises(NoSuchThingError):
        decide(store, take_other=True)
    assert unsent(store) == 1


def test_a_decision_that_the_portal_confirms_stays_made(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0])
    decide(store, take_other=True)
    feed.apply_all()
    assert (listed(store), CASES[0].now(store), a_cell(store).standing) == ((), "5", Standing.SENT)


@pytest.mark.parametrize("case", [CASES[0], CASES[5]], ids=lambda case: case.about)
def test_a_closed_term_refuses_the_other_side_and_changes_nothing(case: Case, store: Store, feed: FeedOf) -> None:
    collide(feed, case)
    with store.unit() as unit:
        close_term(unit, term_id=WHOLE_YEAR, school_class=CLASS)
    with pytest.raises(TermClosedError):
        decide(store, take_other=True)
    assert (len(listed(store)), case.now(store), unsent(store)) == (1, case.shown, 1)
    decide(store, take_other=False)
    assert listed(store) == ()


def test_the_other_side_of_a_work_cannot_be_taken(store: Store, feed: FeedOf) -> None:
    work = Work(WorkId("w"), OperationId("first"), ALGEBRA, MONDAY, WorkTypeId("control"), "Степени", 4)
    feed.send(work, replace(CASES[3].conflict, entity="w", field="work", value="Корни"))
    (item,) = listed(store)
    assert (item.shown, item.other, item.can_take) == ("Степени", "Корни", False)
    with pytest.raises(NoSuchThingError):
        decide(store, take_other=True)
    decide(store, take_other=False)
    assert (listed(store), unsent(store)) == ((), 1)


def test_what_an_older_portal_tells_of_a_lateness_has_no_minutes(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[-1], replace(CASES[-1].conflict, also=""))
    (item,) = listed(store)
    assert (item.shown, item.other) == ("о 5", "о")
    decide(store, take_other=True)
    assert (a_cell(store).absence, a_cell(store).minutes) == (Absence.LATE, 0)


@pytest.mark.parametrize("outcome", ["held", "rejected"])
def test_an_own_lateness_that_is_not_in_force_says_its_minutes(store: Store, feed: FeedOf, outcome: str) -> None:
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.LATE, minutes=15, seen=a_cell(store))
    feed.answer_all(outcome, reason="right_ended")
    assert [item.other for item in listed(store)] == ["о 15"]


def test_a_held_lateness_says_how_late_before_and_after(store: Store, feed: FeedOf) -> None:
    held = HeldEntry(
        *(OperationId("held"), OperationId("held"), ALGEBRA, SIGN, MONDAY, IVANOV, "", "attendance.set"),
        *("attendance", "о", "о", "right_ended", "", ANNA, HIS_PC, WALL),
        before_minutes=5,
        value_minutes=20,
    )
    feed.send(CASES[-1].row, held)
    (item,) = listed(store)
    assert (item.was, item.shown, item.other) == ("о 5", "о 5", "о 20")
    with store.reading() as unit:
        (thread,) = read_cell_history(unit, pupil=IVANOV, lesson=MONDAY).threads
    assert [(step.before, step.after) for step in thread.steps if step.standing is Standing.HELD] == [("о 5", "о 20")]


def test_a_collided_lateness_says_its_minutes_in_the_history(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[-1])
    with store.reading() as unit:
        (thread,) = read_cell_history(unit, pupil=IVANOV, lesson=MONDAY).threads
    assert [step.after for step in thread.steps if step.standing is Standing.CONFLICT] == ["о 20"]


@pytest.mark.parametrize(("outcome", "standing"), [("held", Standing.HELD), ("rejected", Standing.REFUSED)])
def test_an_own_entry_that_is_not_taken_is_listed_with_the_reason(
    outcome: str, standing: Standing, store: Store, feed: FeedOf
) -> None:
    give(store, "2")
    feed.answer_all(outcome, reason="right_ended")
    (item,) = listed(store)
    assert (item.standing, item.reason, item.shown, item.other) == (standing, "right_ended", "", "2")
    assert (item.is_mine, item.this_pc, item.title, item.pupil_name) == (True, True, "7Б", "Фамилия00 Имя")
    assert (item.day, item.number, item.lesson) == (BEGINS, 1, MONDAY)
    assert item.wall.startswith("20")


def refused_entries(store: Store) -> None:
    with store.unit() as unit:
        set_absence(unit, pupil=PUPILS[1], lesson=MONDAY, absence=Absence.ILL, seen=ShownCell())
        set_topic(unit, lesson=MONDAY, topic="Корни", base=OperationId(""))
        comment_mark(unit, mark=MarkId("m"), comment="У доски", base=OperationId("first"))
        unit.record(Operation(TermClose(WHOLE_YEAR, CLASS, closed=True)))


def test_entries_of_every_kind_are_listed_and_put_away_one_by_one(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark())
    refused_entries(store)
    feed.answer_all("rejected", reason="not_allowed")
    items = listed(store)
    assert {(item.about, item.other, item.title) for item in items} == {
        (About.ATTENDANCE, "б", "7Б"),
        (About.TOPIC, "Корни", "7Б"),
        (About.COMMENT, "У доски", "7Б"),
        (About.CLOSING, "", "7Б"),
    }
    assert [item.period for item in items if item.about is About.CLOSING] == ["Учебный год"]
    for left, item in enumerate(items, 1):
        put_away(store, item.id)
        assert len(listed(store)) == len(items) - left


def test_a_refused_entry_that_is_put_away_leaves_cell_and_count_and_stays_in_the_outbox(
    store: Store, feed: FeedOf
) -> None:
    give(store, "2")
    feed.answer_all("rejected", reason="no_lesson")
    (item,) = listed(store)
    changes = put_away(store, item.id)
    assert {(cell.pupil, cell.lesson) for cell in changes.cells} == {(IVANOV, MONDAY)}
    assert changes.outbox
    assert (listed(store), a_cell(store).marks) == ((), ())
    with store.reading() as unit:
        assert unit.connection.execute(select(outbox.c.id, outbox.c.outcome)).all() == [(item.id, "rejected")]


def test_what_is_held_or_collided_cannot_be_put_away(store: Store, feed: FeedOf) -> None:
    give(store, "2")
    feed.answer_all("held", reason="term_closed")
    collide(feed, CASES[0])
    for item in listed(store):
        with pytest.raises(NoSuchThingError):
            put_away(store, item.id)
    assert len(listed(store)) == 2


def test_an_entry_whose_journal_is_gone_is_still_listed_and_counted(store: Store, feed: FeedOf) -> None:
    feed.send(Lesson(LessonId("x"), OperationId("x"), JournalId("elsewhere"), BEGINS, 1, ""))
    with store.unit() as unit:
        unit.record(Operation(TopicSet("Корни"), ent="x", base=OperationId("")))
    feed.answer_all("rejected", reason="no_lesson")
    (item,) = listed(store)
    assert (item.journal, item.title, item.other) == (None, "", "Корни")
    put_away(store, item.id)
    assert listed(store) == ()


def test_collisions_come_first_then_what_is_held_then_what_was_refused(store: Store, feed: FeedOf) -> None:
    give(store, "2")
    feed.answer_all("rejected", reason="no_lesson")
    give(store, "3")
    feed.answer_all("held", reason="right_ended")
    collide(feed, CASES[4])
    assert [item.standing for item in listed(store)] == [Standing.CONFLICT, Standing.HELD, Standing.REFUSED]


def test_a_colleagues_newer_mark_keeps_the_decision_from_overwriting_it(store: Store, feed: FeedOf) -> None:
    collide(feed, CASES[0])
    changes = decide(store, take_other=True)
    feed.apply_all()
    feed.send(replace(a_mark("3"), token=OperationId("newer"), author=TeacherId("boris")))
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert CASES[0].now(store) == "3"


def test_a_long_list_takes_as_many_statements_as_a_short_one(store: Store, feed: FeedOf) -> None:
    def statements() -> int:
        told: list[str] = []
        with store.reading() as unit:
            event.listen(unit.connection, "before_cursor_execute", lambda *facts: told.append(facts[2]))
            read_attention(unit)
        return len(told)

    collide(feed, CASES[0])
    short = statements()
    for n in range(200):
        mark = replace(a_mark(), id=MarkId(f"m{n}"), pupil=PUPILS[n % 30])
        feed.send(mark, replace(CASES[0].conflict, id=OperationId(f"c{n}"), entity=mark.id, pupil=mark.pupil))
    assert (statements(), len(listed(store))) == (short, 201)


def test_the_other_sides_comment_stays_hidden_from_the_parent(store: Store, feed: FeedOf) -> None:
    mark = Mark(MarkId("m"), OperationId("o"), ALGEBRA, LESSONS[0], PUPILS[0], None, "5", ANNA, comment="Вслух")
    feed.send(mark, _collided("comment", "m", "Про себя", PRIVATE))
    decide(store, take_other=True)
    with store.reading() as unit:
        shown = read(unit.connection, Mark, "m")
    assert shown is not None
    assert (shown.comment, shown.comment_private) == ("Про себя", True)


def test_the_other_sides_homework_keeps_its_links_and_its_lesson(store: Store, feed: FeedOf) -> None:
    feed.send(_collided("homework", LESSONS[0], "§ 2", f"{LESSONS[4]}\nhttps://example.org"))
    decide(store, take_other=True)
    with store.reading() as unit:
        shown = read(unit.connection, Lesson, LESSONS[0])
    assert shown is not None
    said = shown.homework, shown.homework_links, shown.homework_due
    assert said == ("§ 2", "https://example.org", LESSONS[4])


def _collided(field: str, entity: str, value: str, also: str) -> Conflict:
    return Conflict(
        COLLISION,
        COLLISION,
        ALGEBRA,
        entity,
        LESSONS[0],
        PUPILS[0],
        field,
        value,
        BORIS,
        ReplicaId("pc"),
        "",
        also=also,
    )
