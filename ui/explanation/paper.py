"""What pages of text are written with: headings, lines and tables in a theme's colours."""

from html import escape

from PySide6.QtGui import QColor

from ui.theme import SMALL_PT, Theme, text_points


class Paper:
    """Whatever a person typed is escaped here, but for the cells of a table, which hold what was written before."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def head(self, name: str, below: str) -> str:
        """Return what the page is about, in two lines."""
        return (
            f"<div style='font-weight:600'>{escape(name)}</div>"
            f"<div style='color:{self._theme.muted.name()}'>{escape(below)}</div>"
        )

    def title(self, text: str) -> str:
        """Return the title of a part."""
        return f"<div style='margin-top:12px'>{self.small(escape(text))}</div>"

    def line(self, text: str) -> str:
        """Return a line, nothing for no text."""
        return f"<div style='margin-top:4px'>{escape(text)}</div>" if text else ""

    def muted(self, text: str) -> str:
        """Return a line of secondary text."""
        return f"<div style='margin-top:8px;color:{self._theme.muted.name()}'>{escape(text)}</div>"

    def table(self, rows: str) -> str:
        """Return a table as wide as the page."""
        return f"<table width='100%' cellspacing='0' cellpadding='2'>{rows}</table>"

    def cell(self, text: str, *, align: str = "left") -> str:
        """Return a cell of a table. text: written already."""
        return f"<td align='{align}' style='border-bottom:1px solid {self._theme.line.name()}'>{text}</td>"

    def mark(self, value: str) -> str:
        """Return a mark in its colour."""
        colour: QColor = self._theme.mark(value)
        return f"<span style='color:{colour.name()};font-weight:600'>{escape(value)}</span>"

    def small(self, text: str) -> str:
        """Return small secondary text. text: written already."""
        return f"<span style='font-size:{text_points(SMALL_PT):g}pt;color:{self._theme.muted.name()}'>{text}</span>"
