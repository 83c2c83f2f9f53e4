"""Clashes of the timetable in words."""

from app.domain.timetable import Clash, ClashKind

_WORDS = {
    ClashKind.OUTSIDE: "день вне учебного года",
    ClashKind.HOLIDAY: "каникулы: {name}",
    ClashKind.CLASS: "класс занят: {other}",
    ClashKind.TEACHER: "{name} ведёт в это время {other}",
    ClashKind.ROOM: "кабинет {name} занят: {other}",
}


def clash_words(clash: Clash) -> str:
    """Return a clash in words."""
    return _WORDS[clash.kind].format(name=clash.name, other=clash.other)
