"""Closing and opening a term: the deputy head's, with a reason for opening; marks of the term are frozen between."""

from datetime import date

import pytest

from app.domain.classroom import Duty
from app.domain.records import NEVER
from app.errors import ReasonNeededError, TermClosedError
from app.ids import TeacherId
from app.services.finals import read_finals
from app.services.marking import put_mark
from app.services.terms import close_term, is_deputy_head, open_term
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, unsent
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

TODAY = date(2026, 12, 28)


def close(store: Store) -> None:
    with store.unit() as unit:
        close_term(unit, term_id=WHOLE_YEAR, school_class=CLASS)


def reopen(store: Store, reason: str) -> None:
    with store.unit() as unit:
        open_term(unit, term_id=WHOLE_YEAR, school_class=CLASS, reason=reason)


def is_closed(store: Store) -> bool:
    with store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=TODAY).periods[0].closed


def give_mark(store: Store) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=PUPILS[0], lesson=LESSONS[0], value="5", seen=a_cell(store))


def duty(feed: FeedOf, teacher: TeacherId, *, last: date | None = None, role: str = "deputy_head") -> None:
    feed.send(Duty(f"duty-{teacher}-{role}", NEVER, teacher, role, date(2026, 9, 1), last))


def deputy(store: Store) -> bool:
    with store.reading() as unit:
        return is_deputy_head(unit, today=TODAY)


def test_a_term_that_is_closed_freezes_its_marks_and_waits_for_the_portal(store: Store) -> None:
    close(store)
    assert is_closed(store)
    with pytest.raises(TermClosedError):
        give_mark(store)
    assert unsent(store) == 1


def test_closing_twice_changes_nothing(store: Store) -> None:
    close(store)
    close(store)
    assert unsent(store) == 1


def test_a_term_is_opened_with_a_reason_and_its_marks_are_free_again(store: Store) -> None:
    close(store)
    reopen(store, " Ошибка в контрольной ")
    assert not is_closed(store)
    give_mark(store)
    assert unsent(store) == 3


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_a_term_stays_closed(store: Store, reason: str) -> None:
    close(store)
    with pytest.raises(ReasonNeededError):
        reopen(store, reason)
    assert is_closed(store)
    assert unsent(store) == 1


def test_the_deputy_head_is_who_has_the_duty_today(store: Store, feed: FeedOf) -> None:
    assert not deputy(store)
    duty(feed, ANNA)
    assert deputy(store)


def test_somebody_elses_duty_an_ended_one_or_another_one_does_not_count(store: Store, feed: FeedOf) -> None:
    duty(feed, BORIS)
    duty(feed, ANNA, last=date(2026, 12, 27))
    duty(feed, ANNA, role="librarian")
    assert not deputy(store)
