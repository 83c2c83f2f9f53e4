"""How a kind's colour looks in the journal: letters on a chip, the chip on the table's head, by day and by night."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

GROUNDS = (("светлое оформление", "#f7f8fa", "#1a2230"), ("тёмное оформление", "#222832", "#e6eaf0"))
"""What the journal is called, the head of its table behind the chip, and its text."""

INKS = ("#000000", "#ffffff")

LEAST_SEEN = Decimal(2)
"""Contrast of chip and ground; below it only the letters are seen; one of INKS always has 4.58 or more."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip as it looks on one ground. contrast: of chip and ground, 1..21, one decimal, never rounded up."""

    where: str
    ground: str
    text: str
    colour: str
    ink: str
    contrast: Decimal

    @property
    def is_seen(self) -> bool:
        """Whether the chip stands out from its ground."""
        return self.contrast >= LEAST_SEEN


def chips(colour: str) -> tuple[Chip, ...]:
    """Return how a chip of this colour looks on each ground. colour: "#rrggbb"."""
    ink = ink_on(colour)
    return tuple(
        Chip(where, ground, text, colour, ink, Decimal(contrast(colour, ground)).quantize(Decimal("0.1"), ROUND_DOWN))
        for where, ground, text in GROUNDS
    )


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on the colour."""
    return max(INKS, key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1..21. Source: WCAG 2.2, «contrast ratio»."""
    less, more = sorted((_luminance(one), _luminance(other)))
    return (more + 0.05) / (less + 0.05)


def _luminance(colour: str) -> float:
    """Source: WCAG 2.2, «relative luminance»."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 (sRGB)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
