"""Collects what the window offers now: actions and buttons of what is shown, and what the menus hold."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QMenuBar, QToolButton, QWidget

from ui.palette.entry import Entry


def page_entries(page: QWidget, title: str) -> Iterator[Entry]:
    """Yield what the shown page offers, in its bars and in the menu at the caret. title: the page's name."""
    for action in actions_of(page):
        yield _entry(action, title)


def actions_of(page: QWidget) -> Iterator[QAction]:
    """Yield the actions of what is seen of a page, each once."""
    inside = [page, *(each for each in page.findChildren(QWidget) if each.isVisibleTo(page))]
    seen: set[QAction] = set()
    for widget in inside:
        for action in widget.actions():
            if action not in seen and not isinstance(widget, QMenu) and _is_offered(action):
                seen.add(action)
                yield action


def button_entries(page: QWidget, title: str) -> Iterator[Entry]:
    """Yield the buttons that are seen of a page and stand for no action. title: the page's name."""
    for button in page.findChildren(QAbstractButton):
        name = button.accessibleName() or button.text()
        if name and button.isVisibleTo(page) and not _is_of_something_else(button):
            yield _of_button(button, name.replace("&", ""), title)


def menu_entries(bar: QMenuBar) -> Iterator[Entry]:
    """Yield what the menus offer, submenus included."""
    for action in bar.actions():
        yield from _of_menu(action, "")


def _of_menu(head: QAction, above: str) -> Iterator[Entry]:
    menu = head.menu()
    if not isinstance(menu, QMenu) or not head.isVisible():
        return
    where = f"{above} › {_text(head)}" if above else _text(head)
    for action in menu.actions():
        if isinstance(action.menu(), QMenu):
            yield from _of_menu(action, where)
        elif _is_offered(action):
            yield _entry(action, where)


def _is_of_something_else(button: QAbstractButton) -> bool:
    """Return whether a button is an action's, or a hint's."""
    around = button.parentWidget()
    of_action = isinstance(button, QToolButton) and button.defaultAction() is not None
    return of_action or (around is not None and around.property("role") == "hint")


def _of_button(button: QAbstractButton, name: str, where: str) -> Entry:
    return Entry(
        key=f"button {button.objectName() or name}",
        title=name.rstrip("…"),
        detail=where,
        act=button.click,
        keys=_keys(button.shortcut()),
        reason="" if button.isEnabled() else button.statusTip() or _usual_reason(),
        also=button.text(),
    )


def _is_offered(action: QAction) -> bool:
    return (
        action.isVisible() and bool(action.text()) and not action.isSeparator() and not isinstance(action.menu(), QMenu)
    )


def _entry(action: QAction, where: str) -> Entry:
    keys = _keys(action.shortcut())
    tip = action.toolTip().removesuffix(f" ({keys})")
    says_more = action.isEnabled() and tip.rstrip(".…") != _text(action).rstrip(".…")
    return Entry(
        key=action.objectName() or _text(action),
        title=_text(action).rstrip("…"),
        detail=tip if says_more else where,
        act=action.trigger,
        keys=keys,
        reason="" if action.isEnabled() else action.statusTip() or _usual_reason(),
        also=where,
    )


def _keys(shortcut: QKeySequence) -> str:
    return shortcut.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _text(action: QAction) -> str:
    return action.text().replace("&", "")


def _usual_reason() -> str:
    return QCoreApplication.translate("PaletteActions", "Not possible just now.")
