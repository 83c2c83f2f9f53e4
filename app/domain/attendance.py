"""Absence signs, how they are typed, and what they mean."""

from datetime import date
from enum import StrEnum

from app.ids import LessonId, PupilId, derived

MOST_MINUTES = 90
"""Nobody is late by more, whatever the school's rule: two lessons in one, the longest that bells can have."""


class Absence(StrEnum):
    """The codes of attendance; the empty code means present.

    Source: the school's regulation on the journal; the defaults of the product.
    """

    PRESENT = ""
    ABSENT = "н"
    ILL = "б"
    EXCUSED = "у"
    LATE = "о"
    RELEASED = "осв"

    @property
    def is_missed(self) -> bool:
        """Whether the lesson counts as missed; being late or released does not."""
        return self in {Absence.ABSENT, Absence.ILL, Absence.EXCUSED}

    @property
    def is_excused(self) -> bool:
        """Whether a missed lesson has a valid reason."""
        return self in {Absence.ILL, Absence.EXCUSED}


KEYS: dict[str, Absence] = {
    "н": Absence.ABSENT,
    "б": Absence.ILL,
    "у": Absence.EXCUSED,
    "о": Absence.LATE,
    "с": Absence.RELEASED,
    # the same physical keys while the keyboard is in its Latin layout (ЙЦУКЕН over QWERTY)
    "y": Absence.ABSENT,
    ",": Absence.ILL,
    "e": Absence.EXCUSED,
    "j": Absence.LATE,
    "c": Absence.RELEASED,
}
"""What one key press means, lower case, in either layout."""


def told_sign(code: str, minutes: int) -> str:
    """Return a sign as a history keeps it: the code, and after a space the minutes late, where they are said."""
    return f"{code} {minutes}" if code and minutes else code


def sign_told(text: str) -> tuple[Absence, int]:
    """Return the sign and the minutes late that told_sign has put into a text."""
    code, _, minutes = text.partition(" ")
    return Absence(code), int(minutes or 0)


def told_excuse(code: str, document: str, day: date | None) -> str:
    """Return the reason of an absence as a history keeps it: its sign, the paper's day and name, each in a line.

    Empty where there is no reason.
    """
    return f"{code}\n{day or ''}\n{document}" if code else ""


def excuse_told(text: str) -> tuple[Absence, str, date | None]:
    """Return the sign, the paper and its day that told_excuse has put into a text, or those of a sign alone."""
    code, day, document = [*text.split("\n", 2), "", ""][:3]
    return Absence(code), document, date.fromisoformat(day) if day else None


def attendance_id(lesson: LessonId, pupil: PupilId) -> str:
    """Return the id of a pupil's attendance of a lesson: there is one, whoever writes it."""
    return derived("attendance", lesson, pupil)
