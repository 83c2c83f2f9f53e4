"""A journal's plan and a lesson's record in the store: put as a whole, undone in one step, read as one page."""

import pytest

from app.domain.plan_pages import ItemState
from app.domain.plans import PlanEntry
from app.domain.records import NEVER, Assignment, Journal, Lesson, PlanItem
from app.errors import BadPlanError, ChangedSinceError, NotYoursToWriteError
from app.ids import JournalId, LessonId
from app.judging.plans import MOST_ITEMS
from app.services.lesson_page import read_lesson
from app.services.lessons import Beside, set_homework, set_note, set_topic
from app.services.plans import put_plan, read_entries, read_plan, read_plan_sources
from app.services.remark_texts import read_remark_texts
from app.services.remarks import add_remark
from app.services.undoing import revert
from app.store.unit import Store
from tests.builders import FeedOf, unsent
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, GROUP, LESSONS, PUPILS, SUBJECT

A, B = PlanEntry("a", "Степени", "Степень", 2), PlanEntry("b", "Степени", "Одночлены", 1, "тест")
TOMORROW = BEGINS.replace(day=2)
OTHERS = JournalId("algebra-others")


@pytest.fixture(autouse=True)
def others(feed: FeedOf) -> None:
    """A journal of somebody else, and its lesson."""
    feed.send(
        Journal(OTHERS, NEVER, GROUP, SUBJECT, BEGINS.year, 5),
        Assignment("others", NEVER, OTHERS, BORIS, BEGINS, None),
        Lesson(LessonId("others"), NEVER, OTHERS, BEGINS, 7, "1"),
        PlanItem("theirs", NEVER, OTHERS, 1, "", "Чужая тема", 1, ""),
    )


def entries(store: Store) -> tuple[PlanEntry, ...]:
    with store.reading() as unit:
        return read_entries(unit, ALGEBRA)


def test_a_plan_is_put_as_one_operation_and_undone_in_one_step(store: Store) -> None:
    with store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=(A, B))
    with store.unit() as unit:
        changes = put_plan(unit, journal=ALGEBRA, items=(B,))
    assert (entries(store), unsent(store)) == ((B,), 2)
    with store.unit() as unit:
        redo = revert(unit, steps=changes.recorded).recorded
    assert (entries(store), unsent(store)) == ((A, B), 3)
    with store.unit() as unit:
        revert(unit, steps=redo)
    assert entries(store) == (B,)


def test_undoing_is_refused_where_somebody_changed_the_item_since(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        changes = put_plan(unit, journal=ALGEBRA, items=(A,))
    feed.apply_all()
    feed.send(PlanItem("a", NEVER, ALGEBRA, 1, "Степени", "Степень и корень", 2, ""))
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert [each.topic for each in entries(store)] == ["Степень и корень"]


@pytest.mark.parametrize(
    "items", [(PlanEntry("x", "", " ", 1),), (PlanEntry("x", "", "Тема", 0),), (PlanEntry("x", "", "Тема", 100),)]
)
def test_an_item_needs_a_topic_and_hours_that_can_be(store: Store, items: tuple[PlanEntry, ...]) -> None:
    with pytest.raises(BadPlanError), store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=items)
    assert unsent(store) == 0


def test_a_plan_has_five_hundred_items_at_most(store: Store) -> None:
    many = tuple(PlanEntry(f"i{n}", "", "Тема", 1) for n in range(MOST_ITEMS + 1))
    with pytest.raises(BadPlanError), store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=many)
    with store.unit() as unit:
        assert put_plan(unit, journal=ALGEBRA, items=many[:-1])


def test_another_teachers_plan_and_lesson_are_read_and_not_written(store: Store) -> None:
    with store.reading() as unit:
        page = read_plan(unit, OTHERS, today=BEGINS)
        lesson = read_lesson(unit, LessonId("others"))
    assert ([row.entry.topic for row in page.rows], page.is_mine) == (["Чужая тема"], False)
    assert lesson is not None
    assert not lesson.is_mine
    with pytest.raises(NotYoursToWriteError), store.unit() as unit:
        put_plan(unit, journal=OTHERS, items=(A,))
    with pytest.raises(NotYoursToWriteError), store.unit() as unit:
        set_topic(unit, lesson=LessonId("others"), topic="Степень", base=NEVER)
    with pytest.raises(NotYoursToWriteError), store.unit() as unit:
        set_homework(unit, lesson=LessonId("others"), homework="§ 1", base=NEVER)


def test_the_page_of_the_plan_knows_which_lessons_took_an_item(store: Store) -> None:
    with store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=(A, B))
        set_topic(unit, lesson=LESSONS[0], topic="Степень", base=NEVER, plan_item="a")
    with store.reading() as unit:
        page = read_plan(unit, ALGEBRA, today=TOMORROW)
    assert [(row.state, [each.id for each in row.given]) for row in page.rows] == [
        (ItemState.BEGUN, [LESSONS[0]]),
        (ItemState.AHEAD, []),
    ]
    assert (page.title, page.is_mine, page.fact.behind, page.fact.lessons) == ("7Б", True, 0, len(LESSONS))


def test_a_plan_is_copied_from_ones_other_journals_that_have_one(store: Store, feed: FeedOf) -> None:
    second = JournalId("second")
    feed.send(
        Journal(second, NEVER, GROUP, SUBJECT, BEGINS.year, 5),
        Assignment("second", NEVER, second, ANNA, BEGINS, None),
    )
    with store.reading() as unit:
        assert read_plan_sources(unit, ALGEBRA) == ()
    with store.unit() as unit:
        put_plan(unit, journal=second, items=(A, B))
    with store.reading() as unit:
        (source,) = read_plan_sources(unit, ALGEBRA)
    assert (source.journal, source.hours, source.items) == (second, 3, (A, B))


def test_homework_shows_at_the_lesson_that_it_is_for(store: Store) -> None:
    with store.unit() as unit:
        beside = Beside("https://a.ru", LESSONS[2])
        set_homework(unit, lesson=LESSONS[0], homework="Доклад", base=NEVER, beside=beside)
        set_homework(unit, lesson=LESSONS[1], homework="§ 1", base=NEVER)
    with store.reading() as unit:
        first, second, third = (read_lesson(unit, each) for each in LESSONS[:3])
    assert first is not None
    assert second is not None
    assert third is not None
    assert [len(each.asked) for each in (first, second, third)] == [0, 0, 2]
    assert [(each.homework, each.links) for each in third.asked] == [("Доклад", ("https://a.ru",)), ("§ 1", ())]
    assert (first.due, first.no_homework, third.no_homework) == (LESSONS[2], False, False)


def test_nothing_set_is_said_by_an_empty_homework(store: Store) -> None:
    with store.unit() as unit:
        set_homework(unit, lesson=LESSONS[0], homework="", base=NEVER)
    with store.reading() as unit:
        page = read_lesson(unit, LESSONS[0])
    assert page is not None
    assert page.no_homework


def test_a_note_is_ones_own_and_says_whether_it_waits(store: Store) -> None:
    with store.unit() as unit:
        set_note(unit, lesson=LESSONS[0], text=" Спросить Иванова ")
    with store.reading() as unit:
        page, other = read_lesson(unit, LESSONS[0]), read_lesson(unit, LESSONS[1])
    assert page is not None
    assert other is not None
    assert (page.note, page.note_standing.name, other.note) == ("Спросить Иванова", "WAITING", "")


def test_ones_own_remarks_are_offered_again_the_latest_first(store: Store) -> None:
    with store.unit() as unit:
        for lesson, text in ((0, "Без тетради"), (1, "Молодец"), (2, "Без тетради")):
            add_remark(unit, lesson=LESSONS[lesson], pupil=PUPILS[0], praise=False, text=text)
    with store.reading() as unit:
        assert read_remark_texts(unit) == ("Без тетради", "Молодец")
