"""A lesson that was taken out of the timetable: gone from every page, and back where somebody wrote in it meanwhile."""

from datetime import date

from app.domain.records import NEVER, Bell, Lesson
from app.domain.regulations import BellDay
from app.domain.withdrawing import withdrawn
from app.ids import LessonId, WorkTypeId
from app.operations import Operation, TopicSet, WorkCreate
from app.planning import LessonCancel
from app.services.days import read_day
from app.services.plans import read_plan
from app.store.unit import Store
from tests.builders import FeedOf, a_page
from tests.small_school import ALGEBRA, BEGINS, LESSONS

FIRST = Lesson(LESSONS[0], NEVER, ALGEBRA, BEGINS, 1, "201")


def take_out(feed: FeedOf) -> None:
    gone = withdrawn(FIRST)
    assert isinstance(gone, Lesson)
    feed.send(gone)


def shown(store: Store) -> list[LessonId]:
    with store.unit() as unit:
        return [each.lesson for each in read_day(unit, BEGINS).lessons]


def test_it_is_on_no_page_and_the_plan_does_not_miss_it(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        before = read_plan(unit, ALGEBRA, today=date(2026, 9, 30))
    take_out(feed)
    assert shown(store) == []
    assert LESSONS[0] not in [each.id for each in a_page(store).lessons]
    with store.unit() as unit:
        after = read_plan(unit, ALGEBRA, today=date(2026, 9, 30))
    assert len(after.lessons) == len(before.lessons) - 1


def test_what_was_written_offline_meanwhile_brings_it_back_as_a_cancelled_one(store: Store, feed: FeedOf) -> None:
    take_out(feed)
    with store.unit() as unit:
        unit.record(Operation(TopicSet("Дроби"), ent=LESSONS[0], base=NEVER))
    assert shown(store) == [LESSONS[0]]
    with store.unit() as unit:
        assert read_day(unit, BEGINS).lessons[0].cancelled


def test_a_work_that_is_announced_there_brings_it_back_as_at_the_portal(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        unit.record(Operation(WorkCreate(LESSONS[0], WorkTypeId("control"), "Степени", 4)))
    take_out(feed)
    assert shown(store) == [LESSONS[0]]


def test_a_deputy_head_who_lets_it_be_held_puts_it_back(store: Store, feed: FeedOf) -> None:
    take_out(feed)
    with store.unit() as unit:
        unit.record(Operation(LessonCancel(cancelled=False), ent=LESSONS[0]))
    assert shown(store) == [LESSONS[0]]


def test_a_shortened_day_changes_the_times_of_its_own_lessons_only(store: Store, feed: FeedOf) -> None:
    feed.send(
        Bell("b", NEVER, 1, 0, 1, "08:30", "09:15"), BellDay("d", NEVER, BEGINS, 0, 1, "08:30", "09:00", "Короткий")
    )
    with store.unit() as unit:
        (lesson,) = read_day(unit, BEGINS).lessons
    assert (lesson.starts, lesson.ends) == ("08:30", "09:00")
