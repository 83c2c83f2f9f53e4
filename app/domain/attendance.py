"""Absence signs, how they are typed, and what they mean."""

from enum import StrEnum

from app.ids import LessonId, PupilId, derived

LESSON_MINUTES = 45
"""Who comes later than this was not at the lesson."""


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


def attendance_id(lesson: LessonId, pupil: PupilId) -> str:
    """Return the id of a pupil's attendance of a lesson: there is one, whoever writes it."""
    return derived("attendance", lesson, pupil)
