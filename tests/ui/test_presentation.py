"""What the class sees: no surname is painted, spoken or reachable, whatever is chosen; Escape twice or F11 leaves."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QHelpEvent, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.presenting import Veil
from app.services.remarks import add_remark
from app.store.unit import Store
from tests.builders import unsent
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.screenshots import quiet_round
from tests.ui.shown_school import ALGEBRA, NAMES, NOW, pupil_id
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.presentation.view import PresentationView
from ui.pupil_card.sheet import CardSheet
from ui.settings import Scheme, Settings
from ui.synchroniser import Synchroniser
from ui.theme_switch import ThemeSwitch

Key = Qt.Key
SURNAMES = {name.split()[0] for name in NAMES}


@pytest.fixture
def window(qtbot: QtBot, app: QApplication, desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    settings = Settings(tmp_path)
    settings.scheme, settings.hints_shown = Scheme.LIGHT, False
    synchroniser = Synchroniser(desk, quiet_round)
    shown = MainWindow(desk, synchroniser, ThemeSwitch(app, settings), settings, lambda: NOW)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.workspace.open_journal(ALGEBRA)
    yield shown
    synchroniser.close()


def journal(window: MainWindow) -> MarksTable:
    """Return the table of the page behind."""
    page = window.workspace.page
    assert page is not None
    found = page.findChild(MarksTable)
    assert found is not None
    return found


def shown(window: MainWindow) -> PresentationView | None:
    """Return what is presented, None where nothing is."""
    found = [each for each in window.findChildren(PresentationView) if each.isVisible()]
    return found[0] if found else None


def presented(window: MainWindow, veil: Veil = Veil.NAMES) -> PresentationView:
    pressed(journal(window), Key.Key_F11)
    QApplication.processEvents()
    view = shown(window)
    assert view is not None
    view.show_veil(veil)
    return view


def painted(window: QWidget) -> str:
    """Return every text that the window paints, as a drawing that keeps texts as texts."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(window.size())
    window.render(
        drawing, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground | QWidget.RenderFlag.DrawChildren
    )
    return " ".join(ET.fromstring(bytes(buffer.data().data())).itertext())


def spoken(interface: QAccessibleInterface) -> Iterator[str]:
    """Yield every text that a reader of the screen can reach, cells and headers included."""
    for text in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(text)
    for number in range(interface.childCount()):
        below = interface.child(number)
        if below.isValid() and not below.state().invisible:
            yield from spoken(below)


def told(window: MainWindow) -> str:
    return " ".join(spoken(QAccessible.queryAccessibleInterface(window)))


def surnames_in(text: str) -> set[str]:
    return {each for each in SURNAMES if each in text}


def test_the_usual_page_is_full_of_surnames(window: MainWindow) -> None:
    assert len(surnames_in(painted(window))) > 10
    assert len(surnames_in(told(window))) > 10


@pytest.mark.parametrize("veil", list(Veil))
def test_no_surname_is_painted_or_spoken(window: MainWindow, desk: Desk, veil: Veil) -> None:
    view = presented(window, veil)
    desk.do(add_remark, lesson=journal(window).marks.page.lessons[0].id, pupil=pupil_id(3), praise=False, text="Иванов")
    pressed(button(view, "chance_next"), Key.Key_Space)
    window.show_error(ValueError("Абрамов"))
    QApplication.processEvents()
    assert "3" in painted(window), "the picture is not empty"
    assert surnames_in(painted(window)) == set()
    assert surnames_in(told(window)) == set()
    assert surnames_in(window.windowTitle()) == set()


@pytest.mark.parametrize("veil", list(Veil))
def test_tooltips_of_the_page_name_nobody(window: MainWindow, veil: Veil) -> None:
    model = presented(window, veil).findChild(MarksTable).model()  # type: ignore[union-attr]  # it is there
    tips = [model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) for row in range(28)]
    cells = [model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) for row in range(28) for column in range(8)]
    assert surnames_in(" ".join(map(str, [*tips, *cells]))) == set()


def test_nothing_that_leads_to_names_opens_while_the_class_looks_on(window: MainWindow) -> None:
    view = presented(window)
    before = {each for each in window.findChildren(QWidget) if each.isVisible()}
    for key, modifiers in ((Key.Key_K, CTRL), (Key.Key_A, CTRL | SHIFT), (Key.Key_W, CTRL), (Key.Key_L, CTRL)):
        pressed(focused(), key, modifiers=modifiers)
        QApplication.processEvents()
    assert {each for each in window.findChildren(QWidget) if each.isVisible()} - before == set()
    assert view.isVisible()
    assert not window.menuBar().isVisible()
    assert not window.statusBar().isVisible()


def test_a_card_that_is_open_goes_away(window: MainWindow) -> None:
    pressed(journal(window), Key.Key_Return, modifiers=Qt.KeyboardModifier.AltModifier)
    presented(window)
    card = window.findChild(CardSheet)
    assert card is not None
    assert not card.isVisible()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(view: QWidget, name: str) -> QPushButton:
    found = view.findChild(QPushButton, name)
    assert found is not None
    return found


def label(view: QWidget, name: str) -> str:
    found = view.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_escape_asks_once_and_leaves_the_second_time(window: MainWindow) -> None:
    view = presented(window)
    calm = label(view, "presentation_said")
    pressed(focused(), Key.Key_Escape)
    assert view.isVisible()
    assert label(view, "presentation_said") != calm
    pressed(focused(), Key.Key_Escape)
    assert shown(window) is None
    assert window.menuBar().isVisible()
    assert window.statusBar().isVisible()
    assert journal(window).isVisible()
    assert journal(window).hasFocus()


def test_f11_leaves_at_once_and_comes_again(window: MainWindow) -> None:
    presented(window)
    pressed(focused(), Key.Key_F11)
    assert shown(window) is None
    presented(window)
    assert shown(window) is not None


def test_another_theme_leaves_the_class_before_the_same_page(window: MainWindow) -> None:
    presented(window, Veil.NUMBERS)
    window._switch.choose(Scheme.DARK)  # noqa: SLF001 (what the system does at dusk)
    QApplication.processEvents()
    view = shown(window)
    assert view is not None
    assert view.veil is Veil.NUMBERS
    assert not window.menuBar().isVisible()
    assert surnames_in(painted(window)) == set()
    window._switch.choose(Scheme.LIGHT)  # noqa: SLF001 (the tests after this one are light)


def test_nothing_is_typed_there(window: MainWindow, store: Store) -> None:
    view = presented(window, Veil.NUMBERS)
    table = view.findChild(MarksTable)
    assert table is not None
    typed(table, "5н")
    pressed(table, Key.Key_Delete, Key.Key_F2)
    assert unsent(store) == 0


def test_the_marks_of_one_pupil_follow_the_caret(window: MainWindow) -> None:
    view = presented(window, Veil.ONE)
    table = view.findChild(MarksTable)
    assert table is not None
    model = table.marks

    def rows() -> set[int]:
        return {
            row for row in range(28) for column in range(len(model.page.lessons)) if model.index(row, column).data()
        }

    assert rows() == {0}
    pressed(table, Key.Key_Down)
    assert rows() == {1}


def test_whoever_was_called_by_name_is_not_shown_by_number(window: MainWindow) -> None:
    view = presented(window)
    pressed(button(view, "chance_next"), Key.Key_Space)
    assert label(view, "chance_name")
    view.show_veil(Veil.NUMBERS)
    assert label(view, "chance_name") == ""
    assert "27" in label(view, "chance_why"), "the round goes on"


def test_without_a_journal_that_is_said(window: MainWindow) -> None:
    window.workspace.go(0)
    pressed(focused(), Key.Key_F11)
    assert shown(window) is None
    assert window.menuBar().isVisible()


def test_a_tooltip_that_was_open_is_gone(window: MainWindow) -> None:
    table = journal(window)
    header = table.verticalHeader()
    place = QPoint(40, 5)
    QApplication.sendEvent(
        header.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, header.viewport().mapToGlobal(place))
    )
    presented(window)
    QApplication.processEvents()
    visible = [each.text() for each in QApplication.topLevelWidgets() if isinstance(each, QLabel) and each.isVisible()]
    assert surnames_in(" ".join(visible)) == set()
