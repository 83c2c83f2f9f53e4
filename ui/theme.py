"""Colours, spacing and type of the windows, light and dark, and how they reach the application."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources.paths import ICONS, STYLES

FAMILIES = ("Segoe UI", "PT Sans", "Noto Sans", "Liberation Sans", "DejaVu Sans")
"""Wanted first to last; the system's own font where none is installed. All have Cyrillic and even digits."""

GAP = 4
"""Pixels of the smallest distance; every other distance is a multiple."""

SMALL_GAP = 2 * GAP
WIDE_GAP = 4 * GAP
PAGE_GAP = 6 * GAP

RADIUS = 6
"""Pixels of a rounded corner."""

TEXT_PT = 10.5
"""Points of ordinary text."""

SMALL_PT = 9.5
TITLE_PT = 13.0
DISPLAY_PT = 18.0
HUGE_PT = 28.0

TEXT_PERCENT = "text_percent"
"""Property of the application: how large texts are, of their usual size."""


TOUCH = "touch"
"""Property of the application: whether it is used with fingers."""

STYLE = "Fusion"
STYLED = "styled"
"""Property of the application: whether it has this style already."""

TARGET = 40
"""Pixels: least width and height of what a finger presses."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """One set of colours; every text colour has a contrast of 4.5 or more on window, surface and raised."""

    name: str
    is_dark: bool
    window: QColor
    surface: QColor
    """Pages, fields, cells."""
    raised: QColor
    """Headers and bars above a page."""
    line: QColor
    strong_line: QColor
    text: QColor
    muted: QColor
    """Secondary text; still readable."""
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    """Background of what belongs to the accent, under ordinary text."""
    focus: QColor
    selection: QColor
    """Background of selected cells and rows, under ordinary text."""
    mark_5: QColor
    mark_4: QColor
    mark_3: QColor
    mark_2: QColor
    absence: QColor
    absence_soft: QColor
    waiting: QColor
    held: QColor
    refused: QColor
    conflict: QColor
    waiting_soft: QColor
    held_soft: QColor
    refused_soft: QColor
    conflict_soft: QColor
    good: QColor
    good_soft: QColor
    today: QColor
    """Background of today's column or row."""
    month_band: QColor
    """Background of every second month or term in a header."""

    def mark(self, value: str) -> QColor:
        """Return the colour of a mark's text; ordinary text for values outside the scale."""
        colours = {"5": self.mark_5, "4": self.mark_4, "3": self.mark_3, "2": self.mark_2, "1": self.mark_2}
        return colours.get(value, self.text)


LIGHT = Theme(
    name="light",
    is_dark=False,
    window=QColor("#eef1f5"),
    surface=QColor("#ffffff"),
    raised=QColor("#f7f8fa"),
    line=QColor("#dde2e9"),
    strong_line=QColor("#8a95a5"),
    text=QColor("#1a2230"),
    muted=QColor("#566173"),
    accent=QColor("#1d5fb8"),
    on_accent=QColor("#ffffff"),
    accent_soft=QColor("#e3edfa"),
    focus=QColor("#1d5fb8"),
    selection=QColor("#d3e4fa"),
    mark_5=QColor("#0b6b3a"),
    mark_4=QColor("#1d5fb8"),
    mark_3=QColor("#8a5300"),
    mark_2=QColor("#b3261e"),
    absence=QColor("#6a3fa0"),
    absence_soft=QColor("#f1eaf9"),
    waiting=QColor("#566173"),
    held=QColor("#8a5300"),
    refused=QColor("#b3261e"),
    conflict=QColor("#a01f63"),
    waiting_soft=QColor("#eef1f5"),
    held_soft=QColor("#fdf1dc"),
    refused_soft=QColor("#fdeae8"),
    conflict_soft=QColor("#fce8f1"),
    good=QColor("#0b6b3a"),
    good_soft=QColor("#e2f4e9"),
    today=QColor("#fff8dd"),
    month_band=QColor("#f0f3f7"),
)

DARK = Theme(
    name="dark",
    is_dark=True,
    window=QColor("#14181e"),
    surface=QColor("#1c2129"),
    raised=QColor("#222832"),
    line=QColor("#323a46"),
    strong_line=QColor("#75808f"),
    text=QColor("#e6eaf0"),
    muted=QColor("#a5afbd"),
    accent=QColor("#83b6ff"),
    on_accent=QColor("#0d1b30"),
    accent_soft=QColor("#22344f"),
    focus=QColor("#83b6ff"),
    selection=QColor("#2a4266"),
    mark_5=QColor("#74d69c"),
    mark_4=QColor("#83b6ff"),
    mark_3=QColor("#f0b457"),
    mark_2=QColor("#ff8f85"),
    absence=QColor("#c7a5f2"),
    absence_soft=QColor("#342a45"),
    waiting=QColor("#a5afbd"),
    held=QColor("#f0b457"),
    refused=QColor("#ff8f85"),
    conflict=QColor("#ff8fc0"),
    waiting_soft=QColor("#262d38"),
    held_soft=QColor("#3a2f1b"),
    refused_soft=QColor("#43252a"),
    conflict_soft=QColor("#43243a"),
    good=QColor("#74d69c"),
    good_soft=QColor("#1c3a2a"),
    today=QColor("#2f2d1e"),
    month_band=QColor("#262c36"),
)


def system_theme() -> Theme:
    """Return the theme that fits the system's scheme, the light one where the system does not say."""
    return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def styled_application(arguments: Sequence[str]) -> QApplication:
    """Return the application, in its style from the beginning.

    `setStyle` returns the style, and Python would make all the enumerations of its class: 8 ms before the first window.
    """
    app = QApplication([*arguments, "-style", STYLE])
    app.setProperty(STYLED, True)  # noqa: FBT003 - a property's value
    return app


def apply_theme(app: QApplication, theme: Theme, text_percent: int = 100, *, touch: bool = False) -> None:
    """Give the whole application a theme: style, font, palette and the one style sheet.

    text_percent: how large texts are, of their usual size. touch: room for fingers.
    """
    app.setProperty(TEXT_PERCENT, text_percent)
    app.setProperty(TOUCH, touch)
    if not app.property(STYLED):
        app.setStyle(STYLE)
        app.setProperty(STYLED, True)  # noqa: FBT003 - as above
    app.setFont(text_font())
    app.setPalette(_palette(theme))
    sheet = Template((STYLES / "peremena.qss").read_text(encoding="utf-8"))
    colours = {name: getattr(theme, name).name() for name in _COLOURS}
    sizes = {name: f"{text_points(points):g}pt" for name, points in _SIZES.items()}
    places = {"radius": f"{RADIUS}px", "icons": ICONS.as_posix(), "name": theme.name}
    for_fingers = (STYLES / "touch.qss").read_text(encoding="utf-8") if touch else ""
    app.setStyleSheet(sheet.substitute(colours, **sizes, **places) + for_fingers)


def is_touch() -> bool:
    """Return whether the program is used with fingers."""
    app = QGuiApplication.instance()
    return bool(app and app.property(TOUCH))


def touchable(pixels: int) -> int:
    """Return a size of something that is pressed: larger where fingers press it."""
    return max(pixels, TARGET) if is_touch() else pixels


def text_points(points: float) -> float:
    """Return a size of text as the teacher wants texts to be."""
    app = QGuiApplication.instance()
    return points * int((app.property(TEXT_PERCENT) if app else None) or 100) / 100


def text_font(points: float = TEXT_PT, *, bold: bool = False) -> QFont:
    """Return the program's font."""
    font = QFont(QGuiApplication.font())
    if family := _family():
        font.setFamily(family)
    font.setPointSizeF(text_points(points))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


@cache
def _family() -> str:
    """Return the first of our families that this PC has, empty for none."""
    return next((each for each in FAMILIES if QFontDatabase.hasFamily(each)), "")


_SIZES = {"small": SMALL_PT, "title": TITLE_PT, "display": DISPLAY_PT, "huge": HUGE_PT}
_COLOURS = tuple(name for name in Theme.__dataclass_fields__ if name not in {"name", "is_dark"})


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for each, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.surface,
        role.PlaceholderText: theme.muted,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.refused,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.line,
        role.Dark: theme.strong_line,
        role.Shadow: theme.strong_line,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
    }.items():
        palette.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, theme.strong_line)
    return palette
