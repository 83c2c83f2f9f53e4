"""Collects what the window offers now: the actions of the page that is shown, and those of the menus."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.palette.entry import Entry


def page_entries(page: QWidget, title: str) -> Iterator[Entry]:
    """Yield what the shown page offers, in its bars and in the menu at the caret. title: the page's name."""
    inside = [page, *(each for each in page.findChildren(QWidget) if each.isVisibleTo(page))]
    seen: set[QAction] = set()
    for widget in inside:
        for action in widget.actions():
            if action not in seen and not isinstance(widget, QMenu) and _is_offered(action):
                seen.add(action)
                yield _entry(action, title)


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


def _is_offered(action: QAction) -> bool:
    return (
        action.isVisible() and bool(action.text()) and not action.isSeparator() and not isinstance(action.menu(), QMenu)
    )


def _entry(action: QAction, where: str) -> Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
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


def _text(action: QAction) -> str:
    return action.text().replace("&", "")


def _usual_reason() -> str:
    return QCoreApplication.translate("PaletteActions", "Not possible just now.")
