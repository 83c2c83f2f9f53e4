"""Texts as a printed archive can show them: signs that its font does not have become a box, none breaks a line."""

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

_LACKING = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u0370-\u0377\u0384-\u03ff\u0400-\u04ff"
    "\u2010-\u2027\u2030-\u203f\u2070\u2074-\u208e\u20a0-\u20bf\u2116\u2122\u2190-\u22ff\u25a0-\u25ff]"
)
"""Signs that the font is not known to have: Latin, Greek, Cyrillic, numbers and mathematics stay."""

_BREAKING = re.compile("[\\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BOX, UNASSIGNED = "□", "Cn"


def printed(text: str) -> str:
    """Return a text of one paragraph that the font can show whole."""
    visible = _BREAKING.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()
    return "".join(sign if unicodedata.category(sign) != UNASSIGNED else BOX for sign in _LACKING.sub(BOX, visible))


def day_text(day: date | None) -> str:
    """Return a day such as "02.09.2026"."""
    return f"{day:%d.%m.%Y}" if day else ""


def wall_text(wall: str, zone: str) -> str:
    """Return a moment by the school's clocks, as the PC claimed it, such as "02.09.2026 08:31"."""
    try:
        moment = datetime.fromisoformat(wall)
    except ValueError:
        return printed(wall)
    local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    return f"{local:%d.%m.%Y %H:%M}"
