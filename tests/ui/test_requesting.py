"""A mark of a closed term: the cell asks why, the request goes to the deputy head, and the cell shows that it waits."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.pages import Standing
from app.errors import ChangedSinceError
from app.ids import ClassId
from app.services.attention import read_attention
from app.services.terms import close_term
from app.store.unit import Store
from sync.rounds import Progress, Round
from tests.builders import FeedOf, unsent
from tests.ui.conftest import Shown
from tests.ui.keyboard import pressed, typed
from tests.ui.screenshots import quiet_round
from ui.attention.view import AttentionView
from ui.synchroniser import SOON_MS, Synchroniser
from ui.theme import LIGHT

Key = Qt.Key


@pytest.fixture(autouse=True)
def _closed(shown: Shown) -> None:
    shown.desk.do(close_term, term_id="t2", school_class=ClassId("7Б"))


def box(shown: Shown) -> QWidget:
    found = shown.view.findChild(QWidget, "request_box")
    assert found is not None
    return found


def reason(shown: Shown) -> QLineEdit:
    found = box(shown).findChild(QLineEdit, "ask_reason")
    assert found is not None
    return found


def standing(shown: Shown, row: int) -> Standing:
    return shown.page.cell(row, shown.today).standing


def test_a_digit_asks_why_and_writes_nothing_before(shown: Shown, store: Store) -> None:
    before = unsent(store)
    typed(shown.table, "5")
    assert reason(shown).hasFocus()
    title = box(shown).findChild(QLabel, "ask_title")
    text = box(shown).findChild(QLabel, "ask_text")
    assert title is not None
    assert text is not None
    assert title.text().endswith(": 5")
    assert "II четверть" in text.text()
    pressed(reason(shown), Key.Key_Return)
    assert unsent(store) == before
    assert shown.refusals == []


def test_a_reason_sends_the_request_and_the_cell_shows_that_it_waits(shown: Shown, store: Store) -> None:
    before = unsent(store)
    typed(shown.table, "5")
    typed(reason(shown), "Ошибка при вводе")
    pressed(reason(shown), Key.Key_Return)
    assert not box(shown).isVisible()
    assert shown.table.hasFocus()
    assert unsent(store) == before + 1
    assert shown.stored(0) == ["5"]
    assert [mark.counts for mark in shown.page.cell(0, shown.today).marks] == [False]
    assert standing(shown, 0) is Standing.HELD
    (item,) = shown.desk.page(read_attention)
    assert (item.said, item.other) == ("Ошибка при вводе", "5")


def test_escape_leaves_the_cell_as_it_was(shown: Shown, store: Store) -> None:
    before = unsent(store)
    typed(shown.table, "5")
    typed(reason(shown), "Ошибка")
    pressed(reason(shown), Key.Key_Escape)
    assert shown.table.hasFocus()
    assert (unsent(store), shown.text(0)) == (before, "")


def test_the_question_is_about_the_cell_where_it_was_typed(shown: Shown) -> None:
    pressed(shown.table, Key.Key_Down)
    typed(shown.table, "4")
    pressed(reason(shown), Key.Key_Escape)
    pressed(shown.table, Key.Key_Down)
    typed(shown.table, "3")
    typed(reason(shown), "Так")
    pressed(reason(shown), Key.Key_Return)
    assert [standing(shown, row) for row in range(4)] == [Standing.SENT, Standing.SENT, Standing.HELD, Standing.SENT]


def test_several_cells_at_once_are_refused_with_a_sentence(shown: Shown, store: Store) -> None:
    before = unsent(store)
    pressed(shown.table, Key.Key_D, modifiers=Qt.KeyboardModifier.ControlModifier)
    pressed(shown.table, Key.Key_E, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert not any(each.isVisible() for each in shown.view.findChildren(QWidget, "request_box"))
    assert unsent(store) == before


def test_a_request_is_sent_soon_like_any_entry(shown: Shown, qtbot: QtBot) -> None:
    rounds: list[int] = []

    def round_of(progress: Callable[[Progress], None], stop: threading.Event) -> Round:
        rounds.append(1)
        return quiet_round(progress, stop)

    synchroniser = Synchroniser(shown.desk, round_of)
    shown.desk.announce(Changes(outbox=True))
    qtbot.wait(SOON_MS + 200)
    assert rounds == []
    typed(shown.table, "5")
    typed(reason(shown), "Ошибка")
    pressed(reason(shown), Key.Key_Return)
    qtbot.waitUntil(lambda: rounds == [1], timeout=SOON_MS + 2_000)
    synchroniser.close()


@pytest.fixture
def asked(shown: Shown) -> Shown:
    """A request for the first pupil waits to be sent."""
    typed(shown.table, "5")
    typed(reason(shown), "Ошибка при вводе")
    pressed(reason(shown), Key.Key_Return)
    return shown


def test_a_request_that_is_not_sent_yet_is_withdrawn_from_the_list(asked: Shown, qtbot: QtBot) -> None:
    view = AttentionView(asked.desk, LIGHT)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    button = view.findChild(QPushButton, "attention_withdraw")
    assert button is not None
    assert button.isVisible()
    pressed(button, Key.Key_Space)
    assert asked.desk.page(read_attention) == ()
    assert (standing(asked, 0), asked.stored(0)) == (Standing.SENT, [])
    empty = view.findChild(QLabel, "attention_empty")
    assert empty is not None
    assert empty.isVisible()


def test_what_was_refused_cannot_be_withdrawn(asked: Shown, store: Store, qtbot: QtBot) -> None:
    FeedOf(store).answer_all("rejected", reason="no_pupil")
    view = AttentionView(asked.desk, LIGHT)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    hidden = {
        name: part for name in ("withdraw", "dismiss") if (part := view.findChild(QPushButton, f"attention_{name}"))
    }
    assert [name for name, part in hidden.items() if part.isVisible()] == ["dismiss"]


def test_undo_withdraws_the_request_and_redo_asks_again(asked: Shown, store: Store) -> None:
    before = unsent(store)
    asked.desk.undo()
    assert (asked.desk.page(read_attention), standing(asked, 0)) == ((), Standing.SENT)
    asked.desk.redo()
    (item,) = asked.desk.page(read_attention)
    assert (item.said, item.other, standing(asked, 0)) == ("Ошибка при вводе", "5", Standing.HELD)
    asked.desk.undo()
    assert asked.desk.page(read_attention) == ()
    # each step goes to the portal, which tells the deputy head of none of them
    assert unsent(store) == before + 3


def test_a_request_that_was_decided_is_not_undone(asked: Shown, store: Store) -> None:
    FeedOf(store).answer_all("rejected", reason="no_pupil")
    with pytest.raises(ChangedSinceError):
        asked.desk.undo()
    assert [item.other for item in asked.desk.page(read_attention) if item.pupil] == ["5"]
