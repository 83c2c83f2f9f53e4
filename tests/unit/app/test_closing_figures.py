"""For which periods a school closes, which one opens, and what classes come to together."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.closing_figures import (
    ClassClosing,
    GradePeriod,
    JournalClosing,
    awaited_from,
    chosen_period,
    closing_periods,
    levels_of,
)
from app.domain.figures import GroupFigures, Standings, class_figures, marks_of_group
from app.domain.periods import YEAR
from app.domain.records import NEVER, Term
from app.domain.rules import MarkingRules
from app.ids import ClassId, GroupId, JournalId, PupilId, SubjectId

RULES = MarkingRules(due_days=2)
QUARTERS = (
    Term("q1", NEVER, "I четверть", 1, 1, 9, date(2026, 9, 1), date(2026, 10, 25)),
    Term("q2", NEVER, "II четверть", 2, 1, 9, date(2026, 11, 2), date(2026, 12, 29)),
)
HALF = Term("h1", NEVER, "I полугодие", 1, 10, 11, date(2026, 9, 1), date(2026, 12, 30))
FOUND = closing_periods((HALF, *QUARTERS))


def key(day: str) -> str:
    chosen = chosen_period(FOUND, "", date.fromisoformat(day), RULES)
    assert chosen is not None
    return chosen.key


def test_terms_that_end_together_are_one_period() -> None:
    autumn, winter, _ = FOUND
    assert (autumn.key, autumn.names, set(autumn.grades)) == ("2026-10-25", ("I четверть",), set(range(1, 10)))
    assert (winter.key, winter.names) == ("2026-12-30", ("II четверть", "I полугодие"))
    assert winter.grades[9] == GradePeriod("q2", date(2026, 11, 2), date(2026, 12, 29))
    assert winter.grades[10] == GradePeriod("h1", date(2026, 9, 1), date(2026, 12, 30))


def test_terms_more_than_two_weeks_apart_are_two_periods() -> None:
    early = Term("x", NEVER, "Модуль", 1, 10, 11, date(2026, 9, 1), date(2026, 10, 11))
    late = Term("y", NEVER, "Модуль", 1, 10, 11, date(2026, 9, 1), date(2026, 10, 10))
    assert [each.key for each in closing_periods((QUARTERS[0], early))] == ["2026-10-25", YEAR]
    assert [each.key for each in closing_periods((QUARTERS[0], late))] == ["2026-10-10", "2026-10-25", YEAR]


def test_the_year_goes_from_the_first_term_to_the_last_of_each_grade() -> None:
    year = FOUND[-1]
    assert (year.key, year.names) == (YEAR, ())
    assert year.grades[1] == GradePeriod(YEAR, date(2026, 9, 1), date(2026, 12, 29))
    assert year.grades[11] == GradePeriod(YEAR, date(2026, 9, 1), date(2026, 12, 30))


def test_without_terms_there_is_no_period() -> None:
    assert closing_periods(()) == ()
    assert chosen_period((), "year", date(2026, 9, 1), RULES) is None


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        ("2026-08-20", "2026-10-25"),
        ("2026-10-22", "2026-10-25"),
        ("2026-12-26", "2026-10-25"),
        ("2026-12-27", "2026-12-30"),
        ("2027-08-01", "2026-12-30"),
    ],
)
def test_the_last_period_whose_marks_are_due_opens(day: str, opens: str) -> None:
    """29 December − 2 days = 27 December; before the first one is due there is none but it."""
    assert key(day) == opens


def test_the_year_opens_only_where_it_is_asked_for() -> None:
    asked = chosen_period(FOUND, YEAR, date(2026, 9, 1), RULES)
    assert asked is FOUND[-1]
    assert awaited_from(FOUND[-1], RULES) == date(2026, 12, 27)


def test_a_past_year_opens_whole_unless_a_period_is_asked_for() -> None:
    day = date(2027, 9, 1)
    assert chosen_period(FOUND, "", day, RULES, is_past=True) is FOUND[-1]
    assert chosen_period(FOUND, "2027-10-24", day, RULES, is_past=True) is FOUND[-1]
    assert chosen_period(FOUND, "2026-10-25", day, RULES, is_past=True) is FOUND[0]
    assert chosen_period((), "", day, RULES, is_past=True) is None


def a_class(grade: int, standings: Standings, *journals: JournalClosing, closed: bool | None = False) -> ClassClosing:
    period = GradePeriod("q1", date(2026, 9, 1), date(2026, 10, 25))
    return ClassClosing(
        ClassId(f"c{grade}"), f"{grade}А", grade, period, standings, GroupFigures(fives=grade), journals, closed=closed
    )


def a_journal(figures: GroupFigures, *, is_unmarked: bool = False) -> JournalClosing:
    return JournalClosing(JournalId("j"), GroupId("g"), "Алгебра", (), figures, is_unmarked)


def test_levels_are_sums_and_a_level_without_classes_is_left_out() -> None:
    """Quality of 4 and 11 together: (1 + 2) : (1 + 4) = 60 %, not the mean of 100 % and 50 %."""
    four, eleven = Standings(pupils=2, excellent=1), Standings(pupils=4, good=2, failing=2)
    primary, secondary, whole = levels_of([a_class(4, four), a_class(11, eleven)])
    assert (primary.grades, secondary.grades, whole.grades) == ((1, 4), (10, 11), None)
    assert (whole.standings.pupils, whole.standings.quality, whole.standings.success) == (
        6,
        Decimal("60.00"),
        Decimal("60.00"),
    )
    assert whole.marks == GroupFigures(fives=15)
    assert [each.title for each in whole.classes] == ["4А", "11А"]


@pytest.mark.parametrize(
    ("closed", "not_set", "done"),
    [(True, 0, True), (False, 0, False), (True, 1, False), (None, 0, True), (None, 1, False)],
)
def test_a_class_is_done_when_all_is_set_and_its_term_closed(closed: bool | None, not_set: int, done: bool) -> None:
    assert a_class(5, Standings(), a_journal(GroupFigures(not_set=not_set)), closed=closed).is_done is done


def test_a_class_without_marks_waits_for_none() -> None:
    assert a_journal(GroupFigures(not_set=9), is_unmarked=True).missing == 0


def test_counts_of_groups_are_added_one_by_one() -> None:
    first, second = GroupFigures(1, 2, 3, 4, 5, 6, 7), GroupFigures(10, 20, 30, 40, 50, 60, 70)
    assert first + second == GroupFigures(11, 22, 33, 44, 55, 66, 77)


def test_counts_of_pupils_are_added_one_by_one() -> None:
    first, second = Standings(1, 2, 3, 4, 5, 6, 7, 8, 9), Standings(10, 20, 30, 40, 50, 60, 70, 80, 90)
    assert first + second == Standings(11, 22, 33, 44, 55, 66, 77, 88, 99)


def test_a_classs_standings_are_counts_of_its_pupils() -> None:
    marks = {
        PupilId(who): {SubjectId(f"s{n}"): value for n, value in enumerate(values)}
        for who, values in {
            "excellent": ("5", "5"),
            "one four": ("5", "4"),
            "good": ("4", "4"),
            "one three": ("3", "5"),
            "failing": ("2", "н/а"),
            "unset": ("5", None),
        }.items()
    }
    assert class_figures(marks).standings == Standings(
        pupils=6,
        excellent=1,
        good=2,
        satisfactory=1,
        failing=1,
        with_one_four=1,
        with_one_three=1,
        not_assessed=1,
        unfinished=1,
    )


def test_who_left_is_counted_with_a_mark_and_left_out_without() -> None:
    here, gone, marked = PupilId("here"), PupilId("gone"), PupilId("marked")
    decided = {marked: "4", gone: ""}
    assert marks_of_group(decided, {here}, [here, gone, marked]) == (None, "4")
