"""Marks that came with a pupil from another class, on the journal's page and in what explains an average."""

from datetime import date
from decimal import Decimal

import pytest

from app.changes import Changes
from app.domain.classroom import CarriedMark, carried_mark_id
from app.ids import MarkId, OperationId
from app.store.unit import Store
from tests.builders import FeedOf
from tests.ui.conftest import Shown
from tests.ui.shown_school import ALGEBRA, TODAY
from ui.explanation.sheet import ExplanationSheet
from ui.journal.pupil_wording import note_text, pupil_lines, spoken_pupil


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


def carried(shown: Shown, *values: str, source: str = "7А") -> list[CarriedMark]:
    """Return marks of weight 4 of the first pupil, of the current term."""
    who = shown.page.pupils[0].id
    originals = [MarkId(f"{source}-{n}") for n in range(len(values))]
    return [
        CarriedMark(
            carried_mark_id(ALGEBRA, original),
            OperationId(original),
            ALGEBRA,
            who,
            date(2026, 11, 10),
            value,
            4,
            "Контрольная работа",
            source,
            original,
        )
        for value, original in zip(values, originals, strict=True)
    ]


def arrive(shown: Shown, feed: FeedOf, *rows: CarriedMark) -> None:
    feed.send(*rows)
    shown.desk.announce(Changes(shapes=frozenset({ALGEBRA})))


def test_a_quiet_note_beside_the_name_says_how_many_and_its_tooltip_from_where(shown: Shown, feed: FeedOf) -> None:
    assert note_text(shown.page, shown.page.pupils[0], TODAY) == ""
    arrive(shown, feed, *carried(shown, "5", "4"), *carried(shown, "3", source="Школа № 3"))
    assert note_text(shown.page, shown.page.pupils[0], TODAY) == "+3"
    assert note_text(shown.page, shown.page.pupils[1], TODAY) == ""
    assert "7А: 2, Школа № 3: 1" in pupil_lines(shown.page, 0)
    assert "7А: 2, Школа № 3: 1" in spoken_pupil(shown.page, 0)


def test_the_average_on_the_page_moves_with_them(shown: Shown, feed: FeedOf) -> None:
    before = shown.page.averages[shown.page.pupils[0].id]
    arrive(shown, feed, *carried(shown, "2", "2", "2", "2"))
    after = shown.page.averages[shown.page.pupils[0].id]
    assert before is not None
    assert after is not None
    assert Decimal(2) < after < before


def test_the_explanation_names_the_class_before_the_work(shown: Shown, feed: FeedOf) -> None:
    arrive(shown, feed, *carried(shown, "3"))
    shown.table.average_clicked.emit(0)
    sheet = shown.view.findChild(ExplanationSheet)
    assert sheet is not None
    assert "7А: Контрольная работа" in sheet.toPlainText()
