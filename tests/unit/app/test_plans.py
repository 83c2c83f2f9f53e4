"""The plan: which item a lesson takes, plan against fact, moving the rest, comparing; tables worked by hand."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan_comparing import Fate, compared
from app.domain.plan_facts import PlanFact, SectionFact, plan_fact
from app.domain.plan_moving import Wish, moved_rest
from app.domain.plan_pages import ItemState, plan_rows
from app.domain.plans import PlanEntry, PlanLesson, kept_link, next_items, skipped_items, taken_items
from app.ids import LessonId

FIRST = date(2026, 9, 1)
STEP = PlanEntry("a", "Степени", "Степень", 2)
MONO = PlanEntry("b", "Степени", "Одночлены", 1)
TEST = PlanEntry("c", "Степени", "Контрольная", 1, "контрольная")
POLY = PlanEntry("d", "Многочлены", "Многочлены", 3)
PLAN = (STEP, MONO, TEST, POLY)
"""Seven hours: 2 + 1 + 1 + 3."""

RESERVE = PlanEntry("reserve", "", "Резерв", 1)


def lessons(*told: str, coming: int = 0) -> list[PlanLesson]:
    """Return a lesson a day. told: "x" cancelled, "=b" linked with item b, else its topic; "" without one."""
    return [_lesson(n, text) for n, text in enumerate((*told, *[""] * coming))]


def _lesson(n: int, text: str) -> PlanLesson:
    linked = text[1:] if text.startswith("=") else ""
    topic = f"Тема {linked}" if linked else "" if text == "x" else text
    return PlanLesson(LessonId(f"l{n}"), FIRST + timedelta(n), 1, text == "x", topic, linked)


def today_after(n: int) -> date:
    return FIRST + timedelta(n)


@pytest.mark.parametrize(
    ("told", "places"),
    [
        (["Степень", "Степень"], (0, 0)),
        (["Своё", "Одночлены"], (None, 1)),
        (["=d", "=a"], (3, 0)),  # the link counts, whatever the topic is
        (["=gone"], (None,)),  # the item is no longer there, and no item has the topic
    ],
)
def test_a_lesson_took_the_item_that_it_is_linked_with_or_named_like(
    told: list[str], places: tuple[int | None, ...]
) -> None:
    assert taken_items(PLAN, lessons(*told)) == places


def test_of_items_with_one_topic_the_one_ahead_was_taken() -> None:
    again = PlanEntry("e", "Многочлены", "Контрольная", 1)
    assert taken_items((*PLAN, again), lessons("Контрольная", "Многочлены", "Контрольная")) == (2, 3, 4)


@pytest.mark.parametrize(
    ("told", "following"),
    [
        ([], "abcd"),
        (["=a"], "abcd"),
        (["=a", "=a"], "bcd"),
        (["=a", "=a", "=a"], "bcd"),  # longer than planned: nothing is lost
        (["=c"], "d"),
        (["=c", "=b"], "d"),  # what was passed over is taken up, then the plan goes on
        (["=a", "=a", ""], "cd"),  # a lesson without a topic has used an hour
        (["=d", "=d", "=d"], ""),
    ],
)
def test_the_plan_goes_on_behind_what_was_taken(told: list[str], following: str) -> None:
    assert "".join(each.id for each in next_items(PLAN, lessons(*told))) == following


def test_what_was_passed_over_is_told() -> None:
    assert [each.id for each in skipped_items(PLAN, lessons("=a", "=d"))] == ["b", "c"]


@pytest.mark.parametrize(("topic", "item"), [("Одночлены. Повторение", "b"), ("Одночлены", "b"), ("Повторение", "")])
def test_a_word_behind_the_topic_leaves_the_link(topic: str, item: str) -> None:
    assert kept_link(PLAN, "b", topic) == item


@pytest.mark.parametrize(
    ("told", "behind", "causes"),
    [
        # due = hours of the lessons until today, place = hours up to the farthest item; due - place = behind
        (["=a", "=a", "=b"], 0, {}),  # due 3, place 2 + 1
        (["=a", "x", "=a"], 1, {"cancelled": 1}),  # due 3, place 2
        (["=a", "=a", "=a"], 1, {"over": 1}),  # due 3, place 2: one lesson more than the item's hours
        (["=a", "", "=a"], 1, {"untold": 1}),
        (["=a", "Своё", "=a"], 1, {"own": 1}),
        (["=a", "=c"], -2, {"skipped": 2}),  # due 2, place 2 + 1 + 1: an hour of a and b were passed over
        (["=a", "=a", "=b", "=c", "=d", "=d", "=d", "Своё"], 0, {"own": 1}),  # due is never more than the plan's 7
        ([], 0, {}),
    ],
)
def test_plan_against_fact_names_the_causes(told: list[str], behind: int, causes: dict[str, int]) -> None:
    fact = plan_fact(PLAN, lessons(*told, coming=2), today_after(len(told)))
    assert fact.behind == behind
    names = ("cancelled", "untold", "own", "over", "skipped")
    assert {name: getattr(fact, name) for name in names if getattr(fact, name)} == causes


def test_a_plan_that_is_longer_than_the_year_is_told_and_sections_are_summed() -> None:
    fact = plan_fact(PLAN, lessons("=a", "=a", "=d", coming=2), today_after(3))
    assert (fact.hours, fact.lessons, fact.too_long) == (7, 5, 2)
    # place 2 + 1 + 1 + 1 = 5 of 7, so 2 hours are left for 2 lessons
    assert (fact.place, fact.left, fact.coming) == (5, 2, 2)
    assert fact.sections == (SectionFact("Степени", 4, 3, 2), SectionFact("Многочлены", 3, 0, 1))


def test_a_lesson_of_today_counts_once_its_topic_is_written() -> None:
    assert plan_fact(PLAN, lessons(""), FIRST).due == 0
    assert plan_fact(PLAN, lessons("=a"), FIRST).due == 1


TOLD = st.lists(st.sampled_from(["x", "", "Своё", "=a", "=b", "=c", "=d", "Одночлены"]), max_size=12)


def parts(fact: PlanFact) -> int:
    return fact.cancelled + fact.untold + fact.own + fact.over - fact.skipped


@given(TOLD, st.integers(0, 4))
def test_the_causes_add_up_to_the_hours_behind(told: list[str], coming: int) -> None:
    fact = plan_fact(PLAN, lessons(*told, coming=coming), today_after(len(told)))
    beyond = len(told) - fact.due  # lessons that the timetable has beyond the plan's last hour
    assert fact.behind == parts(fact) - beyond
    assert sum(each.hours for each in fact.sections) == fact.hours
    assert sum(each.due for each in fact.sections) == fact.due
    assert 0 <= fact.place <= fact.hours


@given(TOLD)
def test_every_item_has_a_state_and_its_lessons_are_counted_once(told: list[str]) -> None:
    held = lessons(*told)
    rows = plan_rows(PLAN, held, today_after(len(told)))
    taken = [place for place in taken_items(PLAN, [each for each in held if not each.cancelled]) if place is not None]
    assert sum(len(row.given) for row in rows) == len(taken)


def test_the_page_tells_states_and_expected_days() -> None:
    rows = plan_rows(PLAN, lessons("=a", "=c", coming=2), today_after(2))
    states = [row.state for row in rows]
    assert states == [ItemState.GIVEN, ItemState.SKIPPED, ItemState.GIVEN, ItemState.NEXT]
    assert rows[3].expected == (today_after(2), today_after(3))
    rows = plan_rows(PLAN, lessons("=a", coming=2), today_after(1))
    assert [row.state for row in rows] == [ItemState.BEGUN, ItemState.AHEAD, ItemState.LEFT_OUT, ItemState.LEFT_OUT]
    rows = plan_rows(PLAN, lessons("=a", "=a", "", coming=2), today_after(3))
    assert [row.state for row in rows][1:3] == [ItemState.UNTOLD, ItemState.NEXT]


def moved(told: Sequence[str], coming: int, wish: Wish) -> tuple[list[str], list[str], int]:
    """Return the plan as it would be, the items of the lessons to come, and the hours that have none."""
    found = moved_rest(PLAN, lessons(*told, coming=coming), today_after(len(told)), wish)
    places = [item.id if item else "-" for _, item in found.places]
    return [f"{each.id}{each.hours}" for each in found.items], places, sum(each.hours for each in found.left_out)


def test_the_rest_goes_over_the_coming_lessons_in_order() -> None:
    assert moved(["=a", "=a"], 4, Wish(RESERVE)) == (["a2", "b1", "c1", "d3"], ["b", "c", "d", "d"], 1)
    assert moved(["=a", "=a"], 6, Wish(RESERVE))[1:] == (["b", "c", "d", "d", "d", "-"], 0)


def test_lessons_are_kept_free_before_the_rest() -> None:
    told = moved(["=a", "=a"], 4, Wish(RESERVE, free=2))
    assert told == (["a2", "reserve2", "b1", "c1", "d3"], ["reserve", "reserve", "b", "c"], 3)


def test_what_was_passed_over_is_taken_up_first() -> None:
    told = moved(["=a", "=a", "=c"], 4, Wish(RESERVE, with_skipped=True))
    assert told == (["a2", "c1", "b1", "d3"], ["b", "d", "d", "d"], 0)


def test_hours_are_saved_of_the_longest_items_first() -> None:
    assert moved(["=a", "=a"], 4, Wish(RESERVE, fit=True)) == (["a2", "b1", "c1", "d2"], ["b", "c", "d", "d"], 0)


def test_then_neighbours_of_a_section_are_put_together_but_never_a_control() -> None:
    items = [PlanEntry(f"i{n}", "Раздел", f"Тема {n}", 1, "тест" if n == 3 else "") for n in range(5)]
    found = moved_rest(items, lessons(coming=4), FIRST, Wish(RESERVE, fit=True))
    assert [each.topic for each in found.items] == ["Тема 0", "Тема 1; Тема 2", "Тема 3", "Тема 4"]
    assert [each.id for each in found.items] == ["i0", "i1", "i3", "i4"]
    crowded = moved_rest(items, lessons(coming=2), FIRST, Wish(RESERVE, fit=True))
    assert [each.topic for each in crowded.items] == ["Тема 0; Тема 1; Тема 2", "Тема 3", "Тема 4"]
    assert sum(each.hours for each in crowded.left_out) == 1, "what cannot be saved is told"


@given(TOLD, st.integers(0, 6), st.integers(0, 3), st.booleans(), st.booleans())
def test_moving_loses_no_item_and_never_touches_what_was_taken(
    told: list[str], coming: int, free: int, skipped: bool, fit: bool
) -> None:
    held = [each for each in lessons(*told) if not each.cancelled]
    found = moved_rest(PLAN, lessons(*told, coming=coming), today_after(len(told)), Wish(RESERVE, free, skipped, fit))
    topics = "; ".join(each.topic for each in found.items)
    assert all(each.topic in topics for each in PLAN)
    taken = {PLAN[place].id for place in taken_items(PLAN, held) if place is not None}
    assert {each for each in PLAN if each.id in taken} <= set(found.items)


def ids() -> Iterator[str]:
    n = 0
    while True:
        n += 1
        yield f"new{n}"


def fates(then: Sequence[PlanEntry]) -> tuple[list[tuple[str, Fate]], list[str]]:
    made = ids()
    found = compared(PLAN, then, lambda: next(made))
    return [(each.entry.id, each.fate) for each in found.items], [each.entry.id for each in found.removed]


def test_an_item_stays_itself_where_its_topic_stays_wherever_it_stands() -> None:
    then = [PlanEntry("", "Степени", "Одночлены", 1), PlanEntry("", "Степени", "степень", 3), POLY]
    told = fates([*then, PlanEntry("", "", "Новая", 1)])
    assert told == ([("b", Fate.CHANGED), ("a", Fate.CHANGED), ("d", Fate.CHANGED), ("new1", Fate.NEW)], ["c"])


def test_an_item_that_is_renamed_in_its_place_stays_itself() -> None:
    then = [STEP, PlanEntry("", "Степени", "Одночлены и их виды", 1), TEST, POLY]
    assert fates(then) == ([("a", Fate.SAME), ("b", Fate.CHANGED), ("c", Fate.SAME), ("d", Fate.SAME)], [])


def test_the_same_plan_changes_nothing_and_a_shorter_one_tells_what_is_gone() -> None:
    assert fates(PLAN) == ([(each.id, Fate.SAME) for each in PLAN], [])
    assert fates(PLAN[:2]) == ([("a", Fate.SAME), ("b", Fate.SAME)], ["c", "d"])
    assert not compared(PLAN, PLAN, str).changes_anything
    assert compared(PLAN, PLAN[:2], str).changes_anything
