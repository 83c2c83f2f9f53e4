"""The panel's question before much is removed from this PC: it never blocks, and says what would go and why."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, update

from app.services.removing import FEWER, RIGHT, read_removals
from app.store.tables import parts, removals
from app.store.unit import Store
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, GEOMETRY
from ui.desk import Desk
from ui.sync_panel.status import StatusKeeper
from ui.sync_panel.view import SyncIndicator, SyncPanel
from ui.synchroniser import Synchroniser
from ui.theme import LIGHT


@pytest.fixture
def asked(store: Store) -> None:
    """Two journals that left the scope, and lists of which the portal holds less."""
    with store.unit() as unit:
        for part, title, rows, cause in (
            (ALGEBRA, "7Б · Алгебра", 620, RIGHT),
            (GEOMETRY, "7Б · Геометрия", 41, RIGHT),
            ("roster", "", 700, FEWER),
        ):
            row = {"part": part, "title": title, "rows": rows, "cause": cause}
            unit.connection.execute(insert(removals), row)


@pytest.fixture
def indicator(qtbot: QtBot, app: QApplication, asked: None, desk: Desk) -> Iterator[SyncIndicator]:
    synchroniser = Synchroniser(desk, quiet_round)
    shown = SyncIndicator(StatusKeeper(desk, synchroniser, synchroniser), LIGHT)
    shown.wanted.connect(synchroniser.sync_now)
    qtbot.addWidget(shown)
    shown.show()
    shown.open_panel()
    yield shown
    synchroniser.close()


def panel_of(indicator: SyncIndicator) -> SyncPanel:
    panel = indicator.findChild(SyncPanel)
    assert panel is not None
    return panel


def press(indicator: SyncIndicator, qtbot: QtBot, name: str) -> None:
    button = panel_of(indicator).findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def text(indicator: SyncIndicator, cause: str) -> str:
    label = panel_of(indicator).findChild(QLabel, f"removal_{cause}")
    assert label is not None
    return label.text()


def test_the_panel_names_what_would_go_and_blocks_nothing(indicator: SyncIndicator) -> None:
    panel = panel_of(indicator)
    assert panel.windowModality() is Qt.WindowModality.NonModal
    assert "7Б · Алгебра: 620" in text(indicator, RIGHT)
    assert "7Б · Геометрия: 41" in text(indicator, RIGHT)
    label = panel.findChild(QLabel, f"removal_{FEWER}")
    assert label is not None
    assert not label.isVisible()


SHOWN = {RIGHT: ["7Б · Алгебра: 620"], FEWER: ["700"]}


def test_keeping_for_now_quiets_the_indicator_and_leaves_the_question(
    indicator: SyncIndicator, qtbot: QtBot, desk: Desk
) -> None:
    before = indicator.text()
    for cause in (RIGHT, FEWER):
        keep = panel_of(indicator).findChild(QPushButton, f"keep_{cause}")
        assert keep is not None
        qtbot.waitUntil(keep.isVisible)
        press(indicator, qtbot, f"keep_{cause}")
        assert all(name in text(indicator, cause) for name in SHOWN[cause])
    qtbot.waitUntil(lambda: indicator.text() != before)
    assert [each.kept for each in desk.page(read_removals)] == [True] * 3
    button = panel_of(indicator).findChild(QPushButton, f"remove_{RIGHT}")
    assert button is not None
    assert button.isVisible()
    hidden = panel_of(indicator).findChild(QPushButton, f"keep_{RIGHT}")
    assert hidden is not None
    assert not hidden.isVisible()


def test_removing_is_allowed_and_a_round_begins(indicator: SyncIndicator, qtbot: QtBot, desk: Desk) -> None:
    panel = panel_of(indicator)
    with qtbot.waitSignal(panel.decided) as decided:
        press(indicator, qtbot, f"remove_{RIGHT}")
    assert decided.args == [(ALGEBRA, GEOMETRY), True]
    # the lists go with the journals: nobody is asked about them besides
    assert desk.page(read_removals) == ()
    label = panel.findChild(QLabel, f"removal_{RIGHT}")
    assert label is not None
    qtbot.waitUntil(lambda: not label.isVisible())


def test_how_often_rows_were_put_right_is_told_in_the_panel_only(
    indicator: SyncIndicator, qtbot: QtBot, store: Store, desk: Desk
) -> None:
    with store.unit() as unit:
        unit.connection.execute(
            insert(parts), {"part": ALGEBRA, "version": "1", "after": "", "received": 1, "complete": 1}
        )
        unit.connection.execute(update(parts).values(repaired=3))
    label = panel_of(indicator).findChild(QLabel, "sync_repaired")
    assert label is not None
    assert not label.isVisible()
    press(indicator, qtbot, f"keep_{RIGHT}")
    qtbot.waitUntil(label.isVisible)
    assert "3" in label.text()
