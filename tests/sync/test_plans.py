"""A plan that one teacher puts and another one of the same journal sees; a note for oneself that nobody else gets."""

from app.domain.plans import PlanEntry
from app.domain.records import NEVER
from app.services.lesson_page import read_lesson
from app.services.lessons import set_note, set_topic
from app.services.plans import put_plan, read_entries, read_plan
from tests.small_school import ALGEBRA, BEGINS, LESSONS
from tests.sync.desktops import Desktop

A, B = PlanEntry("a", "Степени", "Степень", 2), PlanEntry("b", "Степени", "Одночлены", 1, "тест")


def entries(desktop: Desktop) -> tuple[PlanEntry, ...]:
    with desktop.store.reading() as unit:
        return read_entries(unit, ALGEBRA)


def test_a_plan_and_the_lesson_that_took_its_item_are_seen_by_the_other_teacher(anna: Desktop, boris: Desktop) -> None:
    with anna.store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=(A, B))
        set_topic(unit, lesson=LESSONS[0], topic="Степень", base=NEVER, plan_item="a")
        set_note(unit, lesson=LESSONS[0], text="Только для меня")
    anna.round()
    changes = boris.round().changes
    assert entries(boris) == (A, B)
    assert ALGEBRA in changes.shapes
    with boris.store.reading() as unit:
        page, lesson = read_plan(unit, ALGEBRA, today=BEGINS), read_lesson(unit, LESSONS[0])
    assert [[each.id for each in row.given] for row in page.rows] == [[LESSONS[0]], []]
    assert lesson is not None
    assert (lesson.topic_item, lesson.note) == ("a", "")


def test_the_later_plan_counts_and_an_item_that_is_gone_is_gone_everywhere(anna: Desktop, boris: Desktop) -> None:
    with anna.store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=(A, B))
    anna.round()
    boris.round()
    with boris.store.unit() as unit:
        put_plan(unit, journal=ALGEBRA, items=(B,))
    boris.round()
    anna.round()
    assert entries(anna) == entries(boris) == (B,)
    assert anna.attention() == boris.attention() == 0
