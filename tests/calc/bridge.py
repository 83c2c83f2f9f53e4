"""Looks into LibreOffice from within, a question a line; run by the system's Python, which has its UNO.

Questions and answers are JSON. Nothing here presses a key: what is done is done by the keyboard and the mouse.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import uno  # type: ignore[import-not-found]  # the system's, not ours
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

PATIENCE_S = 60
WIDEST = 300
"""Children of a thing that is looked through; a table of cells has millions."""

CELL = re.compile(r"([A-Z])(\d+)")
TABLE = 58
"""com.sun.star.accessibility.AccessibleRole.TABLE"""

SHOWING = 25
"""com.sun.star.accessibility.AccessibleStateType.SHOWING"""


def connected(pipe: str) -> Any:
    """Return the context of the office that listens at a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # its own kind of error, which is known only when it runs
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def walked(accessible: Any) -> Iterator[Any]:
    """Yield a thing on the screen and everything in it."""
    context = accessible.getAccessibleContext()
    if context is None:
        return
    yield context
    count = context.getAccessibleChildCount()
    for place in range(count if count <= WIDEST else 0):
        child = context.getAccessibleChild(place)
        if child is not None:
            yield from walked(child)


class Bridge:
    """Answers questions about one office."""

    def __init__(self, pipe: str) -> None:
        context = connected(pipe)
        self._make = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
        self._desktop = self._make("com.sun.star.frame.Desktop")
        self._toolkit = self._make("com.sun.star.awt.Toolkit")

    def keep(self, source: str, target: str, password: str) -> None:
        """Write a book as one of Calc's own that is locked by a password."""
        found = self._desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(source), "_blank", 0, (_say("Hidden", True),)
        )
        kind = (_say("FilterName", "calc8"), _say("Password", password))
        found.storeToURL(uno.systemPathToFileUrl(target), kind)
        found.close(True)

    def open(self, path: str, password: str) -> None:
        """Open a book as from the list of recent ones."""
        url = uno.systemPathToFileUrl(path)
        self._desktop.loadComponentFromURL(url, "_default", 0, (_say("Password", password),))

    def go(self, places: list[list[str]]) -> None:
        """Put the caret of each sheet where it shall be; the last one stays in sight."""
        controller = self._desktop.getCurrentComponent().CurrentController
        for sheet, cell in places:
            found = controller.Model.Sheets.getByName(sheet)
            controller.setActiveSheet(found)
            controller.select(found.getCellRangeByName(cell))
            # a range that was selected by a program stays marked: the caret alone is wanted
            controller.select(controller.Model.createInstance("com.sun.star.sheet.SheetCellRanges"))

    def where(self) -> list[str]:
        """Return the sheet that is in sight and its caret's cell."""
        controller = self._desktop.getCurrentComponent().CurrentController
        return [controller.ActiveSheet.Name, controller.Model.CurrentSelection.AbsoluteName.rsplit(".", 1)[-1]]

    def texts(self, sheet: str, area: str) -> list[str]:
        """Return what is seen in the cells of an area, row by row."""
        rows = self._desktop.getCurrentComponent().Sheets.getByName(sheet).getCellRangeByName(area)
        wide, high = rows.Columns.Count, rows.Rows.Count
        return [rows.getCellByPosition(column, row).String for row in range(high) for column in range(wide)]

    def print_of(self, sheet: str) -> list[str | bool]:
        """Return the first and the last column that stand on every page of a sheet, and whether its pages lie."""
        book = self._desktop.getCurrentComponent()
        found = book.Sheets.getByName(sheet)
        titles = found.getTitleColumns()
        style = book.StyleFamilies.getByName("PageStyles").getByName(found.PageStyle)
        first, last = (chr(ord("A") + each) for each in (titles.StartColumn, titles.EndColumn))
        return [first, last, style.IsLandscape]

    def is_open(self) -> bool:
        """Return whether a book is open."""
        found = self._desktop.getCurrentComponent()
        # the page of recent books is a component too
        return found is not None and hasattr(found, "Sheets")

    def close(self) -> None:
        """Close the book, whatever is not kept in it."""
        if self.is_open():
            found = self._desktop.getCurrentComponent()
            found.setModified(False)
            found.close(True)

    def centre(self, name: str) -> list[int] | None:
        """Return the middle of what has a name and is seen, the one opened last; None where nothing has it."""
        middle = None
        for place in range(self._toolkit.getTopWindowCount()):
            for each in walked(self._toolkit.getTopWindow(place)):
                found = _cell(each, name) or each
                if (found is not each or _plain(each.getAccessibleName()) == name) and _is_seen(found):
                    at, size = found.getLocationOnScreen(), found.getSize()
                    middle = [at.X + size.Width // 2, at.Y + size.Height // 2]
        return middle

    def windows(self) -> list[str]:
        """Return the titles of the windows and of the boxes over them."""
        tops = (self._toolkit.getTopWindow(place) for place in range(self._toolkit.getTopWindowCount()))
        return [each.getAccessibleContext().getAccessibleName() for each in tops]


def _cell(context: Any, name: str) -> Any:
    """Return the cell of a table that has a name such as "C4"; None where it is no table or no such name."""
    found = CELL.fullmatch(name)
    if found is None or context.getAccessibleRole() != TABLE:
        return None
    return context.getAccessibleCellAt(int(found[2]) - 1, ord(found[1]) - ord("A")).getAccessibleContext()


def _plain(name: str) -> str:
    return name.replace("~", "").rstrip(".…:")


def _is_seen(context: Any) -> bool:
    try:
        size = context.getSize()
    except Exception:  # noqa: BLE001 (a thing that has no place; the kind is known only when it runs)
        return False
    return bool(size.Width > 0 and context.getAccessibleStateSet().contains(SHOWING))


def _say(name: str, value: Any) -> Any:
    told = PropertyValue()
    told.Name, told.Value = name, value
    return told


def main() -> None:
    """Answer until nothing is asked any more."""
    bridge = Bridge(sys.argv[1])
    for line in sys.stdin:
        what, *rest = json.loads(line)
        try:
            answer = {"is": getattr(bridge, what)(*rest)}
        except Exception as error:  # noqa: BLE001 (told to whoever asked)
            answer = {"error": repr(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
