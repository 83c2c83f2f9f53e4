"""What a keyboard and a reader of the screen meet on every screen: a way through and back, names, roles, reasons."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QImage
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QTabWidget, QWidget

from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.door_screens import DOORS, Doors
from tests.ui.every_screen import back
from tests.ui.keyboard import PLAIN, SHIFT, pressed
from ui.main_window import MainWindow
from ui.widgets.floating_box import FloatingBox

Key = Qt.Key
Role = QAccessible.Role
UNSPOKEN = {Role.NoRole, Role.Client, Role.Window}
"""Roles that say nothing of what a widget is."""

MOST_STEPS = 400
"""Presses of Tab: more than any screen has places, a journal's columns included."""

KEEPS_TAB = {"palette"}
"""A field that is alone: Tab would only lose it, and Escape is the way out."""


@pytest.fixture
def shown(request: pytest.FixtureRequest) -> QWidget:
    """The screen that the test is about."""
    screen, whose = request.param
    owner: MainWindow | Doors = request.getfixturevalue(whose)
    back(owner.window if isinstance(owner, Doors) else owner)
    found: QWidget = screen.show(owner)
    QApplication.processEvents()
    return found


def over_all(*left_out: str) -> pytest.MarkDecorator:
    every = ((TEACHERS, "teachers"), (DEPUTYS, "deputys"), (DOORS, "doors"))
    chosen = [(screen, whose) for screens, whose in every for screen in screens if screen.name not in left_out]
    return pytest.mark.parametrize("shown", chosen, indirect=True, ids=[screen.name for screen, _ in chosen])


def told(widget: object) -> str:
    name = widget.objectName() if isinstance(widget, QWidget) else ""
    return f"{type(widget).__name__} {name}"


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the focus is lost"
    return found


def walk(screen: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> list[QWidget]:
    """Press Tab until the focus is where it was after the first press; return where it was on the way."""
    pressed(QApplication.focusWidget() or screen, key, modifiers=modifiers)
    begun = focused()
    met = [begun]
    for _ in range(MOST_STEPS):
        pressed(focused(), key, modifiers=modifiers)
        if focused() is begun and met[-1] is not begun:
            return met
        if focused() is not met[-1]:
            met.append(focused())
    pytest.fail(f"Tab does not come back: {[told(each) for each in met[:20]]}")


def stops(screen: QWidget) -> set[QWidget]:
    """Return every widget at which Tab stops; a box that lies over the page keeps it inside."""
    at = QApplication.focusWidget()
    boxes = [each for each in screen.findChildren(FloatingBox) if at is not None and each.isAncestorOf(at)]
    return {
        each
        for each in (boxes[-1] if boxes else screen).findChildren(QWidget)
        if each.isVisible()
        and each.window() is screen.window()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    }


@over_all(*KEEPS_TAB)
def test_tab_goes_through_everything_and_back(shown: QWidget) -> None:
    for key, modifiers in ((Key.Key_Tab, PLAIN), (Key.Key_Backtab, SHIFT)):
        before = stops(shown)
        met = set(walk(shown, key, modifiers)) if len(before) > 1 else before
        # what comes and goes with the caret's lesson is there at one end of the walk only
        assert {told(each) for each in before & stops(shown) - met} == set()


def looks(widget: QWidget) -> QImage:
    """Return how a widget, with a rim around it, is painted."""
    rim = widget.rect().adjusted(-3, -3, 3, 3)
    top = widget.window()
    return top.grab(rim.translated(widget.mapTo(top, QPoint(0, 0)))).toImage()


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """What was seen to show the focus on another screen: the panel beside the page is looked at once."""
    return set()


@over_all()
def test_whatever_has_the_focus_can_be_seen_to_have_it(shown: QWidget, looked_at: set[str]) -> None:
    blind = []
    for each in sorted((each for each in stops(shown) if told(each) not in looked_at), key=told):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not each or each.visibleRegion().isEmpty():
            continue
        with_focus = looks(each)
        each.clearFocus()
        if looks(each) == with_focus:
            blind.append(told(each))
        elif each.objectName():
            looked_at.add(told(each))
    assert blind == []


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield an interface and everything below it; a table's cells are left to their model."""
    yield interface
    if interface.role() in {Role.Table, Role.List, Role.Tree, Role.MenuBar}:
        return
    for number in range(interface.childCount()):
        below = interface.child(number)
        if below.isValid() and not below.state().invisible:
            yield from tree(below)


@over_all()
def test_whatever_takes_the_focus_is_named_and_what_cannot_be_used_says_why(shown: QWidget) -> None:
    root = QAccessible.queryAccessibleInterface(shown)
    focusable = [each for each in tree(root) if each.state().focusable and not each.state().disabled]
    assert focusable
    assert [told(each.object()) for each in focusable if not each.text(QAccessible.Text.Name).strip()] == []
    own = [each for each in focusable if each.object() is not shown and not is_frame(each.object())]
    assert [told(each.object()) for each in own if each.role() in UNSPOKEN] == []
    inside = [each for each in shown.findChildren(QWidget) if each.isVisible() and each.window() is shown.window()]
    assert [told(each) for each in inside if is_dull(each) and not reason_of(each)] == []
    actions = [action for each in inside for action in each.actions() if action.isVisible() and not action.isEnabled()]
    assert [each.text() for each in actions if not has_reason(each)] == []


def is_frame(widget: object) -> bool:
    """Return whether a widget only holds what is in it."""
    return isinstance(widget, QTabWidget | QDialog | QScrollArea)


def reason_of(widget: QWidget) -> str:
    """Return why a widget, or what it is in, cannot be used, as a reader of the screen is told."""
    above: QWidget | None = widget
    while above is not None:
        if above.statusTip() and above.statusTip() == above.toolTip():
            interface = QAccessible.queryAccessibleInterface(above)
            return interface.text(QAccessible.Text.Description)
        above = above.parentWidget()
    return ""


def is_dull(widget: QWidget) -> bool:
    """Return whether a widget was disabled by itself; what is inside it has its reason."""
    above = widget.parentWidget()
    is_qts = widget.objectName().startswith("qt_")
    return not widget.isEnabled() and not is_qts and (above is None or above.isEnabled())


def has_reason(action: QAction) -> bool:
    return action.isSeparator() or bool(action.statusTip() and action.statusTip() == action.toolTip())
