"""Terms, holidays and alternating weeks, by days that one can find in a calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar_rules import (
    EVEN,
    ODD,
    Flaw,
    Found,
    Notice,
    check_holiday,
    check_term,
    days_between,
    is_school_day,
    notices_of,
    school_year_of,
    terms_in_force,
    week_of,
    year_span,
)
from app.domain.records import NEVER, Holiday, Term
from app.domain.terms import term_of
from app.domain.withdrawing import withdrawn


def a_term(name: str, first: date, last: date, grades: tuple[int, int] = (1, 9)) -> Term:
    return Term(name, NEVER, name, 0, *grades, first, last)


def a_holiday(name: str, first: date, last: date) -> Holiday:
    return Holiday(name, NEVER, name, first, last)


FIRST = a_term("1 четверть", date(2026, 9, 1), date(2026, 10, 23))
SECOND = a_term("2 четверть", date(2026, 11, 2), date(2026, 12, 30))
HALF = a_term("1 полугодие", date(2026, 9, 1), date(2026, 12, 30), (10, 11))
AUTUMN = a_holiday("Осенние", date(2026, 10, 24), date(2026, 11, 1))
WINTER = a_holiday("Зимние", date(2026, 12, 31), date(2027, 1, 10))


@pytest.mark.parametrize(
    ("term", "flaws"),
    [
        (a_term("3", date(2027, 1, 11), date(2027, 3, 26)), ()),
        (a_term("3", date(2027, 3, 26), date(2027, 1, 11)), (Found(Flaw.BACKWARDS),)),
        (a_term("3", date(2026, 8, 31), date(2026, 9, 5)), (Found(Flaw.OUTSIDE),)),
        (a_term("3", date(2027, 1, 11), date(2027, 9, 1)), (Found(Flaw.OUTSIDE),)),
        (a_term("3", date(2027, 1, 11), date(2027, 3, 26), (9, 5)), (Found(Flaw.GRADES),)),
        (a_term("3", date(2027, 1, 11), date(2027, 3, 26), (0, 0)), (Found(Flaw.GRADES),)),
        (a_term("3", date(2026, 12, 29), date(2027, 3, 26)), (Found(Flaw.OVERLAP, "2 четверть"),)),
        # they meet on 30 December only: that day counts in the term that ends
        (a_term("3", date(2026, 12, 30), date(2027, 3, 26)), ()),
        # other grades may have the same days
        (a_term("3", date(2026, 12, 1), date(2027, 3, 26), (10, 11)), (Found(Flaw.OVERLAP, "1 полугодие"),)),
        (a_term("3", date(2026, 12, 31), date(2027, 1, 10)), (Found(Flaw.NO_DAYS),)),
        (a_term("3", date(2027, 1, 17), date(2027, 1, 17)), (Found(Flaw.NO_DAYS),)),
    ],
)
def test_a_term_that_cannot_be_says_why(term: Term, flaws: tuple[Found, ...]) -> None:
    assert check_term(term, [FIRST, SECOND, HALF], [AUTUMN, WINTER], 2026) == flaws


def test_a_term_is_no_obstacle_to_itself() -> None:
    longer = a_term("1 четверть", date(2026, 9, 1), date(2026, 10, 24))
    assert check_term(longer, [FIRST, SECOND], [], 2026) == ()


def test_a_term_that_was_taken_back_is_in_nobodys_way() -> None:
    gone = withdrawn(SECOND)
    assert isinstance(gone, Term)
    assert terms_in_force([FIRST, gone]) == (FIRST,)
    assert check_term(a_term("3", date(2026, 12, 1), date(2027, 3, 26)), [FIRST, gone], [], 2026) == ()


def test_two_terms_that_meet_on_a_day_say_so_and_it_counts_in_the_one_that_ends() -> None:
    meeting = a_term("2 четверть", date(2026, 10, 23), date(2026, 12, 30))
    (said,) = notices_of(meeting, [FIRST], [])
    assert (said.notice, said.other, said.first) == (Notice.MEETS, "1 четверть", date(2026, 10, 23))
    assert term_of(date(2026, 10, 23), [meeting, FIRST]) is FIRST


def test_a_gap_is_said_where_it_has_school_days_only() -> None:
    assert notices_of(SECOND, [FIRST], [AUTUMN]) == ()
    # without the holidays 24 October, a Saturday, to 31 October are in no term; 25 October and 1 November are Sundays
    (said,) = notices_of(SECOND, [FIRST], [])
    assert (said.notice, said.first, said.last) == (Notice.GAP, date(2026, 10, 24), date(2026, 10, 31))


def test_holidays_do_not_overlap() -> None:
    met = a_holiday("Праздник", date(2026, 11, 1), date(2026, 11, 4))
    assert check_holiday(met, [AUTUMN, WINTER], 2026) == (Found(Flaw.OVERLAP, "Осенние"),)
    after = a_holiday("Праздник", date(2026, 11, 2), date(2026, 11, 4))
    assert check_holiday(after, [AUTUMN, WINTER], 2026) == ()
    assert check_holiday(AUTUMN, [AUTUMN], 2026) == ()


def test_a_leap_day_and_the_last_of_december_are_days_like_others() -> None:
    winter = a_term("3", date(2028, 2, 28), date(2028, 3, 1))
    assert check_term(winter, [], [], 2027) == ()
    assert list(days_between(winter.first, winter.last)) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    assert is_school_day(date(2026, 12, 31), [])
    assert not is_school_day(date(2026, 12, 31), [WINTER])


def test_weeks_alternate_from_the_week_of_the_first_day() -> None:
    first = date(2026, 9, 1)  # a Tuesday
    assert week_of(date(2026, 8, 31), first) == ODD
    assert week_of(date(2026, 9, 6), first) == ODD
    assert week_of(date(2026, 9, 7), first) == EVEN
    # 1 September to 31 December 2026: 17 Mondays lie between, so the 18th week
    assert week_of(date(2026, 12, 31), first) == EVEN
    # a leap day: 30 August 2027 to 28 February 2028 are 182 days, 26 weeks, so it is in the 27th
    assert week_of(date(2028, 2, 29), date(2027, 9, 1)) == ODD


def test_holidays_shift_the_count_only_where_the_school_says_so() -> None:
    first = date(2026, 9, 1)
    whole = a_holiday("Осенние", date(2026, 10, 26), date(2026, 10, 31))
    assert week_of(date(2026, 11, 2), first) == EVEN
    assert week_of(date(2026, 11, 2), first, [whole]) == ODD
    # a week with one school day is counted
    almost = a_holiday("Осенние", date(2026, 10, 26), date(2026, 10, 30))
    assert week_of(date(2026, 11, 2), first, [almost]) == EVEN


@given(st.dates(date(2026, 9, 1), date(2027, 5, 31)))
def test_a_week_is_never_the_one_of_the_week_before(day: date) -> None:
    later = day.fromordinal(day.toordinal() + 7)
    assert week_of(day, date(2026, 9, 1)) != week_of(later, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 8, 31), 2026),
        (date(2027, 9, 1), 2027),
        (date.max, 9999),
        (date.min, 0),
    ],
)
def test_a_school_year_begins_in_september(day: date, year: int) -> None:
    assert school_year_of(day) == year


def test_each_day_of_a_school_year_is_of_it() -> None:
    assert {school_year_of(day) for day in year_span(2026)} == {2026}
    assert year_span(2026) == (date(2026, 9, 1), date(2027, 8, 31))
