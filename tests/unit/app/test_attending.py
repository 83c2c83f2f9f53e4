"""Who is at a lesson: signs that are set, taken away, and set again."""

from app.domain.attendance import Absence
from app.services.attending import set_absence
from app.store.unit import Store
from tests.builders import FeedOf, a_cell
from tests.small_school import LESSONS, PUPILS


def test_a_sign_that_was_taken_away_and_sent_can_be_set_again(store: Store) -> None:
    feed = FeedOf(store)
    for sign in (Absence.ABSENT, Absence.PRESENT, Absence.ILL):
        with store.unit() as unit:
            set_absence(unit, pupil=PUPILS[0], lesson=LESSONS[0], absence=sign, seen=a_cell(store))
        feed.apply_all()
    assert a_cell(store).absence is Absence.ILL
