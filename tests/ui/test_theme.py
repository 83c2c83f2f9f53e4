"""Colours that can be read, in both themes; WCAG 2.2, 1.4.3 and 1.4.11."""

from itertools import product

import pytest
from PySide6.QtGui import QColor

from tests.ui.shown_school import KINDS
from ui.journal.lesson_header import ink_on
from ui.theme import DARK, LIGHT, Theme

TEXT = 4.5
SHAPE = 3.0

INKS = (
    "text",
    "muted",
    "accent",
    "mark_5",
    "mark_4",
    "mark_3",
    "mark_2",
    "absence",
    "refused",
    "held",
    "conflict",
    "good",
)
GROUNDS = ("window", "surface", "raised")
IN_CELLS = ("mark_5", "mark_4", "mark_3", "mark_2", "absence", "muted")
CELLS = ("surface", "selection", "today", "accent_soft", "held_soft", "refused_soft", "conflict_soft", "raised")
PAIRS = (
    ("on_accent", "accent"),
    ("text", "selection"),
    ("text", "accent_soft"),
    ("text", "today"),
    ("muted", "selection"),
    ("muted", "month_band"),
    ("held", "held_soft"),
    ("refused", "refused_soft"),
    ("good", "good_soft"),
    ("text", "refused_soft"),
    ("text", "held_soft"),
    ("text", "conflict_soft"),
    ("text", "good_soft"),
)
SHAPES = (("focus", "surface"), ("focus", "window"), ("focus", "selection"), ("strong_line", "surface"))


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(theme: Theme, pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    found = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_text_can_be_read(theme: Theme) -> None:
    pairs = [*product(INKS, GROUNDS), *product(IN_CELLS, CELLS), *PAIRS]
    assert too_faint(theme, pairs, TEXT) == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_focus_and_edges_can_be_seen(theme: Theme) -> None:
    assert too_faint(theme, list(SHAPES), SHAPE) == {}


@pytest.mark.parametrize(
    "colour", [*(kind[4] for kind in KINDS), "#ffd54f", "#00897b", "#ffffff", "#000000", "#808080"]
)
def test_a_works_short_name_can_be_read_on_any_colour(colour: str) -> None:
    assert contrast(ink_on(QColor(colour)), QColor(colour)) >= TEXT
