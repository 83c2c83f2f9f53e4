"""How journals are kept: each count worked out by hand over a small school."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.domain.attendance import attendance_id
from app.domain.classroom import CarriedMark
from app.domain.keeping import JournalFacts, JournalKeeping, Lack, marks_needed
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import Attendance, Closing, FinalMark, Lesson, Mark, Membership, PlanItem, Record, Term, Work
from app.domain.regulations import Setting
from app.domain.rules import MarkingRules
from app.ids import LessonId, MarkId, OperationId, PupilId, WorkId, WorkTypeId
from app.services.deputy_desk import read_keeping
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS

TOKEN = OperationId("t")
FIRST = Term("q1", TOKEN, "I четверть", 1, 1, 9, BEGINS, BEGINS + timedelta(39))
SECOND = Term("q2", TOKEN, "II четверть", 2, 1, 9, BEGINS + timedelta(40), BEGINS + timedelta(79))
YEAR = Term("whole-year", TOKEN, "Учебный год", 1, 10, 11, BEGINS, date(2027, 5, 31))
"""The small school's only term, moved out of the way of class 7."""

FULL = JournalFacts(held=10, planned=30)
EMPTY_DAYS = MarkingRules().empty_days
DAY_20 = BEGINS + timedelta(20)


def lesson(day: int, *, topic: str = "Тема", homework: str = "№ 1", cancelled: bool = False, item: str = "") -> Lesson:
    """Return the small school's lesson of a day, from 0, as it is once something is written."""
    told = TOKEN if homework else OperationId("")
    return Lesson(
        LESSONS[day], TOKEN, ALGEBRA, BEGINS + timedelta(day), 1 + day % 6, "201", cancelled, topic, TOKEN,
        homework, told, plan_item=item,
    )  # fmt: skip


def mark(pupil: PupilId, at: LessonId, again: str = "") -> Mark:
    return Mark(MarkId(f"{pupil}-{at}{again}"), TOKEN, ALGEBRA, at, pupil, None, "4", ANNA)


def keeping(store: Store, today: date) -> JournalKeeping:
    with store.reading() as unit:
        (found,) = read_keeping(unit, today=today)
    return found


@pytest.fixture(autouse=True)
def _terms(feed: FeedOf) -> None:
    feed.send(FIRST, SECOND, YEAR)


def well_kept(days: int) -> Iterator[Record]:
    """Yield the first days as they should be: topic, homework, and a mark for everybody each day."""
    for day in range(days):
        yield lesson(day)
        yield from (mark(pupil, LESSONS[day]) for pupil in PUPILS)


def test_a_well_kept_journal_lacks_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(*well_kept(10))
    found = keeping(store, BEGINS + timedelta(10))
    assert (found.title, found.subject, found.teachers) == ("7Б", "Алгебра", ("Громова А. И.", "Седов Б."))
    assert (found.facts.held, found.facts.planned, found.lacking) == (10, 40, {})


def test_what_is_of_today_can_still_be_written(store: Store, feed: FeedOf) -> None:
    feed.send(*well_kept(10))
    # lesson 10 is empty, but it is today's
    assert keeping(store, BEGINS + timedelta(10)).lacking == {}
    assert keeping(store, BEGINS + timedelta(11)).lacking == {Lack.NO_TOPIC: 1, Lack.NO_HOMEWORK: 1}


def test_homework_that_was_said_to_be_none_is_said(store: Store, feed: FeedOf) -> None:
    said = replace(lesson(1), homework="", homework_token=TOKEN)
    links = replace(lesson(2, homework=""), homework_links="https://example.org")
    feed.send(*well_kept(4), said, links, lesson(3, homework=""))
    assert keeping(store, BEGINS + timedelta(4)).lacking == {Lack.NO_HOMEWORK: 1}


def test_a_cancelled_lesson_lacks_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(*well_kept(4), lesson(4, topic="", homework="", cancelled=True))
    assert keeping(store, BEGINS + timedelta(5)).lacking == {}


def test_lessons_that_nobody_took_are_late_after_a_week(store: Store, feed: FeedOf) -> None:
    # 0..9 are taken, 10 and on have topic and homework only
    feed.send(*well_kept(10), *(lesson(day) for day in range(10, 20)))
    day = BEGINS + timedelta(10 + EMPTY_DAYS)
    assert Lack.EMPTY not in keeping(store, day - timedelta(1)).lacking
    found = keeping(store, day)
    assert (found.lacking[Lack.EMPTY], found.facts.empty_since) == (EMPTY_DAYS, BEGINS + timedelta(10))


def test_one_absence_says_that_somebody_looked(store: Store, feed: FeedOf) -> None:
    sign = Attendance(attendance_id(LESSONS[16], PUPILS[0]), TOKEN, ALGEBRA, LESSONS[16], PUPILS[0], "н", 0, ANNA)
    feed.send(*well_kept(10), *(lesson(day) for day in range(10, 20)), sign)
    found = keeping(store, BEGINS + timedelta(20))
    # only 17, 18 and 19 are empty, and the first of them was three days ago
    assert (found.facts.empty, Lack.EMPTY in found.lacking) == (3, False)


def test_pupils_with_too_few_marks_are_counted_by_the_share_of_the_term(store: Store, feed: FeedOf) -> None:
    """5 lessons a week ask for 7 marks; 20 of 40 lessons are held, so 7 * 20 // 40 = 3 are needed by now."""
    days = [lesson(day) for day in range(20)]
    threes = [mark(pupil, LESSONS[n]) for pupil in PUPILS[:28] for n in (0, 10, 19)]
    twos = [mark(PUPILS[28], LESSONS[n]) for n in (0, 19)]
    retaken = replace(mark(PUPILS[28], LESSONS[19], "again"), retakes=twos[1].id)
    feed.send(*days, *threes, *twos, retaken)
    # the 29th has two, one of them given twice; the 30th has none
    assert keeping(store, BEGINS + timedelta(20)).lacking == {Lack.FEW_MARKS: 2}


def member(pupil: PupilId, first: int, last: int | None = None, time: str = "") -> Membership:
    """Return when a pupil is in the group, in days from the beginning."""
    until = None if last is None else BEGINS + timedelta(last)
    return Membership(f"member-{pupil}{time}", TOKEN, GROUP, pupil, BEGINS + timedelta(first), until)


def test_who_arrived_in_mid_term_needs_marks_of_the_lessons_since_then(store: Store, feed: FeedOf) -> None:
    """The term asks for 7 marks in its 40 lessons; 20 of them, 0..19, are held.

    From the beginning: 7 * 20 / 40 = 3.5, so 3. Since day 12, lessons 12..19: 7 * 8 / 40 = 1.4, so 1. Since day 15,
    lessons 15..19: 7 * 5 / 40 = 0.875, so none. There on days 0..4 and again since day 15: 7 * 10 / 40 = 1.75, so 1.
    """
    since_12, since_15, again = PUPILS[27:]
    times = member(since_12, 12), member(since_15, 15), member(again, 0, 4), member(again, 15, time="-2")
    days = [lesson(day) for day in range(20)]
    threes = [mark(pupil, LESSONS[n]) for pupil in PUPILS[:27] for n in (0, 10, 19)]
    feed.send(*days, *threes, *times)
    assert keeping(store, DAY_20).lacking == {Lack.FEW_MARKS: 2}
    feed.send(mark(since_12, LESSONS[13]))
    assert keeping(store, DAY_20).lacking == {Lack.FEW_MARKS: 1}
    feed.send(mark(again, LESSONS[16]))
    assert keeping(store, DAY_20).lacking == {}


def test_marks_of_weight_nought_are_none_that_are_needed(store: Store, feed: FeedOf) -> None:
    """20 of 40 lessons: 7 * 20 / 40 = 3.5, so 3 marks; with a diagnostic test of weight 0 these are only 2."""
    test = Work(WorkId("test"), TOKEN, ALGEBRA, LESSONS[19], WorkTypeId("own"), "Диагностика", 0)
    weightless = replace(mark(PUPILS[29], LESSONS[19]), work=test.id)
    days = [lesson(day) for day in range(20)]
    threes = [mark(pupil, LESSONS[n]) for pupil in PUPILS[:29] for n in (0, 10, 18)]
    twos = [mark(PUPILS[29], LESSONS[n]) for n in (0, 10)]
    feed.send(*days, *threes, *twos, test, weightless)
    found = keeping(store, DAY_20)
    assert (found.lacking, found.facts.empty) == ({Lack.FEW_MARKS: 1}, 0)
    feed.send(replace(test, weight=1))
    assert keeping(store, DAY_20).lacking == {}


def test_a_mark_of_weight_nought_from_elsewhere_is_none_that_is_needed(store: Store, feed: FeedOf) -> None:
    """Since day 12: 7 * 8 / 40 = 1.4, so 1 mark, which may have come along from the former class."""
    came = CarriedMark("c", TOKEN, ALGEBRA, PUPILS[29], BEGINS, "4", 0, "", "7А", MarkId("there"))
    days = [lesson(day) for day in range(20)]
    threes = [mark(pupil, LESSONS[n]) for pupil in PUPILS[:29] for n in (0, 10, 19)]
    feed.send(*days, *threes, member(PUPILS[29], 12), came)
    assert keeping(store, DAY_20).lacking == {Lack.FEW_MARKS: 1}
    feed.send(replace(came, weight=2))
    assert keeping(store, DAY_20).lacking == {}


def test_the_school_says_when_empty_lessons_and_a_plan_behind_are_told(store: Store, feed: FeedOf) -> None:
    items = [PlanItem(f"p{n}", TOKEN, ALGEBRA, n, "", f"Тема {n}", 1, "") for n in range(1, 41)]
    feed.send(*items, *(lesson(day, topic=f"Тема {day + 1}", item=f"p{day + 1}") for day in range(4)))
    feed.send(*(lesson(day, topic="", homework="", cancelled=True) for day in (4, 5)))
    feed.send(*(mark(pupil, LESSONS[0]) for pupil in PUPILS))
    today = BEGINS + timedelta(6)
    # lessons 1..3 are empty since day 1, five days ago, and due 6 hours of which 4 are given: 2 behind
    assert keeping(store, today).lacking == {}
    feed.send(Setting("empty_days", TOKEN, "5"), Setting("plan_tolerance", TOKEN, "1"))
    assert keeping(store, today).lacking == {Lack.EMPTY: 3, Lack.PLAN: 2}
    feed.send(Setting("empty_days", TOKEN, "6"), Setting("plan_tolerance", TOKEN, "2"))
    assert keeping(store, today).lacking == {}


def test_a_class_without_marks_needs_none(store: Store, feed: FeedOf) -> None:
    feed.send(*(lesson(day) for day in range(5)), Setting("unmarked_grades", TOKEN, "7"))
    feed.send(mark(PUPILS[0], LESSONS[4]))
    assert keeping(store, BEGINS + timedelta(5)).lacking == {}


def test_the_plan_is_behind_by_the_lessons_that_were_cancelled(store: Store, feed: FeedOf) -> None:
    items = [PlanItem(f"p{n}", TOKEN, ALGEBRA, n, "", f"Тема {n}", 1, "") for n in range(1, 41)]
    taught = [lesson(day, topic=f"Тема {day + 1}", item=f"p{day + 1}") for day in range(6)]
    lost = [lesson(day, topic="", homework="", cancelled=True) for day in range(6, 9)]
    marks = [mark(pupil, LESSONS[n]) for pupil in PUPILS for n in (0, 5)]
    feed.send(*items, *taught, *lost, *marks)
    # due 9 hours, given 6
    assert keeping(store, BEGINS + timedelta(9)).lacking == {Lack.PLAN: 3}
    assert keeping(store, BEGINS + timedelta(8)).facts.behind == 2
    assert keeping(store, BEGINS + timedelta(8)).lacking == {}


def test_marks_for_a_term_are_missing_from_a_week_before_their_day(store: Store, feed: FeedOf) -> None:
    feed.send(*well_kept(40))
    finals = [
        FinalMark(final_mark_id(ALGEBRA, pupil, "q1"), TOKEN, ALGEBRA, pupil, "q1", "4", "4.00", "", ANNA)
        for pupil in PUPILS[:27]
    ]
    feed.send(*finals)
    # the term ends on day 39, its marks are due on day 37, so from day 30 on
    assert keeping(store, BEGINS + timedelta(29)).lacking == {}
    assert keeping(store, BEGINS + timedelta(30)).lacking == {Lack.NO_FINAL: 3}
    # and still in the next term, until it is closed
    assert keeping(store, BEGINS + timedelta(45)).lacking[Lack.NO_FINAL] == 3
    feed.send(Closing(closing_id("q1", CLASS), TOKEN, "q1", CLASS, True, "", ANNA))
    assert Lack.NO_FINAL not in keeping(store, BEGINS + timedelta(45)).lacking


def test_before_the_year_nothing_is_lacking(store: Store) -> None:
    assert keeping(store, BEGINS - timedelta(1)).lacking == {}


def test_marks_are_needed_by_the_share_rounded_down() -> None:
    rules = MarkingRules()
    assert [marks_needed(1, held, 9, rules) for held in (0, 2, 3, 8, 9)] == [0, 0, 1, 2, 3]
    assert marks_needed(3, 5, 0, rules) == 0


def test_the_worst_has_most_kinds_of_lack_then_most_of_all() -> None:
    def kept(**lacking: int) -> tuple[int, int]:
        counts = {Lack(name): count for name, count in lacking.items()}
        return JournalKeeping(ALGEBRA, "7Б", "Алгебра", 7, "7Б", (), FULL, counts).badness

    assert kept(no_topic=1, no_homework=1) > kept(no_topic=50) > kept(no_topic=2) > kept()
