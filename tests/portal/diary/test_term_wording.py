"""The term page's words: rounding that can be followed, plurals, marks that are no numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.absences import LessonSums
from app.domain.averages import AverageExplanation, explain_average
from app.domain.counting import CountedMark, Counting
from app.domain.final_marks import FINAL_VALUES
from app.domain.marks import SCALE
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE
from portal.diary.term_wording import (
    LESSONS,
    UNCOUNTED,
    count_words,
    final_words,
    mark_class,
    missed_words,
    quotient_words,
    rounding_words,
)


def why(*marks: tuple[str, int]) -> AverageExplanation:
    """Return the explanation of marks, each a value with its weight."""
    return explain_average([CountedMark(*mark, date(2026, 9, 1)) for mark in marks], FIVE, MarkingRules())


@pytest.mark.parametrize(
    ("marks", "division", "rounding"),
    [
        ((("5", 1), ("4", 1)), "9 : 2 = 4,50", ""),
        ((("5", 1), ("4", 7)), "33 : 8 = 4,125 ≈ 4,13", "Третья цифра после запятой — 5: округляем вверх."),
        ((("5", 4), ("3", 1), ("4", 2)), "31 : 7 = 4,4285… ≈ 4,43", "Третья цифра после запятой — 8: округляем вверх."),
        ((("5", 1), ("4", 2)), "13 : 3 = 4,3333… ≈ 4,33", "Третья цифра после запятой — 3: округляем вниз."),
        ((("5", 0), ("зач", 1)), "", ""),
    ],
)
def test_a_division_is_written_so_that_its_rounding_can_be_followed(
    marks: tuple[tuple[str, int], ...], division: str, rounding: str
) -> None:
    assert (quotient_words(why(*marks)), rounding_words(why(*marks))) == (division, rounding)


@given(st.lists(st.tuples(st.sampled_from(SCALE), st.integers(1, 10)), min_size=1, max_size=40))
def test_the_digit_that_is_named_decides_which_way_it_is_rounded(marks: list[tuple[str, int]]) -> None:
    words = rounding_words(why(*marks))
    if words:
        assert ("вверх" in words) is (int(words.split("— ")[1][0]) >= 5)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 урок"),
        (3, "3 урока"),
        (5, "5 уроков"),
        (11, "11 уроков"),
        (12, "12 уроков"),
        (21, "21 урок"),
        (104, "104 урока"),
    ],
)
def test_lessons_are_counted_in_russian(count: int, words: str) -> None:
    assert count_words(count, LESSONS) == words


def test_one_reason_needs_no_number_of_its_own() -> None:
    assert missed_words(LessonSums(lessons=9, ill=5), "m") == "пропуски — 5 уроков (по болезни)"
    assert (
        missed_words(LessonSums(lessons=9, late=2, released=5), "")
        == "опоздал(а) на 2 урока; освобождён(а) от 5 уроков"
    )
    assert missed_words(LessonSums(lessons=9), "f") == ""


@pytest.mark.parametrize("value", FINAL_VALUES)
def test_every_final_mark_is_a_number_or_has_words(value: str) -> None:
    assert bool(final_words(value, "f")) is not bool(mark_class(value))


def test_every_reason_why_a_mark_does_not_count_has_words() -> None:
    assert set(UNCOUNTED) == set(Counting) - {Counting.COUNTS}
