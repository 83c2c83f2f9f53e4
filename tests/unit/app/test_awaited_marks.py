"""Which journals wait for marks of a term: told from a week before their day until the last one is set."""

from datetime import date

import pytest

from app.domain.finals import AwaitedMarks
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import NEVER, Assignment, Closing, FinalMark, Lesson, Membership, Term
from app.domain.regulations import Setting
from app.ids import LessonId, OperationId
from app.services.awaited_marks import read_awaited
from app.store.unit import Store
from tests.builders import FeedOf
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, CLASS, GROUP, PUPILS, WHOLE_YEAR

AUTUMN = "autumn"
DUE = date(2026, 9, 28)
"""Two days before the term's end."""

WEEK_BEFORE, DAY_EARLIER = date(2026, 9, 21), date(2026, 9, 20)


@pytest.fixture(autouse=True)
def _terms(feed: FeedOf) -> None:
    """Thirty lessons are of the autumn; the spring has none."""
    feed.send(Term(WHOLE_YEAR, NEVER, "Весна", 2, 1, 11, date(2027, 1, 11), date(2027, 5, 31)))
    feed.send(Term(AUTUMN, NEVER, "Осень", 1, 1, 11, BEGINS, date(2026, 9, 30)))


def awaited(store: Store, today: date = DUE) -> tuple[AwaitedMarks, ...]:
    with store.reading() as unit:
        return read_awaited(unit, today=today)


def set_marks(feed: FeedOf, count: int) -> None:
    feed.send(
        *(
            FinalMark(final_mark_id(ALGEBRA, who, AUTUMN), OperationId("f"), ALGEBRA, who, AUTUMN, "4", "", "", ANNA)
            for who in PUPILS[:count]
        )
    )


def test_it_is_told_from_a_week_before_the_day(store: Store) -> None:
    assert awaited(store, DAY_EARLIER) == ()
    assert awaited(store, WEEK_BEFORE) == (AwaitedMarks(ALGEBRA, "7Б", "Алгебра", AUTUMN, "Осень", DUE, 30),)


def test_it_is_told_until_the_last_mark_is_set(store: Store, feed: FeedOf) -> None:
    set_marks(feed, 29)
    assert [each.count for each in awaited(store, date(2027, 2, 1))] == [1]
    set_marks(feed, 30)
    assert awaited(store) == ()


def test_a_mark_that_was_taken_back_is_waited_for_again(store: Store, feed: FeedOf) -> None:
    set_marks(feed, 30)
    key = final_mark_id(ALGEBRA, PUPILS[0], AUTUMN)
    feed.send(FinalMark(key, OperationId("g"), ALGEBRA, PUPILS[0], AUTUMN, "", "", "", ANNA))
    assert [each.count for each in awaited(store)] == [1]


def test_who_left_before_the_end_is_not_waited_for(store: Store, feed: FeedOf) -> None:
    feed.send(Membership(f"member-{PUPILS[0]}", NEVER, GROUP, PUPILS[0], BEGINS, date(2026, 9, 29)))
    feed.send(Membership("again", NEVER, GROUP, PUPILS[1], BEGINS, None))
    assert [each.count for each in awaited(store)] == [29], "a pupil with two memberships is one"


def test_the_day_is_the_schools(store: Store, feed: FeedOf) -> None:
    feed.send(Setting("due_days", OperationId("s"), "5"))
    assert [each.due for each in awaited(store)] == [date(2026, 9, 25)]
    assert awaited(store, date(2026, 9, 17)) == ()


def test_a_closed_term_waits_for_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(Closing(closing_id(AUTUMN, CLASS), OperationId("c"), AUTUMN, CLASS, True, "", ANNA))
    assert awaited(store) == ()
    feed.send(Closing(closing_id(AUTUMN, CLASS), OperationId("d"), AUTUMN, CLASS, False, "", ANNA))
    assert len(awaited(store)) == 1


def test_a_class_without_marks_waits_for_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(Setting("unmarked_grades", OperationId("s"), "7"))
    assert awaited(store) == ()


def test_a_journal_that_is_no_longer_mine_waits_for_somebody_else(store: Store, feed: FeedOf) -> None:
    feed.send(Assignment(f"assignment-{ANNA}", NEVER, ALGEBRA, ANNA, BEGINS, date(2026, 9, 27)))
    feed.send(Assignment(f"assignment-{BORIS}", NEVER, ALGEBRA, BORIS, BEGINS, None))
    assert len(awaited(store, date(2026, 9, 27))) == 1
    assert awaited(store) == ()


def test_a_term_without_lessons_waits_for_nothing_and_the_oldest_comes_first(store: Store, feed: FeedOf) -> None:
    spring = date(2027, 5, 29)
    assert [each.term for each in awaited(store, spring)] == ["Осень"]
    lesson = LessonId("spring")
    feed.send(Lesson(lesson, NEVER, ALGEBRA, date(2027, 3, 1), 1, "201", cancelled=True))
    assert [each.term for each in awaited(store, spring)] == ["Осень"]
    feed.send(Lesson(lesson, NEVER, ALGEBRA, date(2027, 3, 1), 1, "201"))
    assert [each.term for each in awaited(store, spring)] == ["Осень", "Весна"]
