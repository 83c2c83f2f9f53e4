"""The history of corrections in a printed journal: what a change replaced, who made it and when, who allowed it."""

from datetime import date
from typing import Protocol

from app.domain.attendance import told_sign
from app.domain.disputes import HeldEntry, Revision
from app.domain.records import Lesson
from app.ids import LessonId, PupilId
from portal.archive.reading import KeptJournal
from portal.archive.signs import day_text, printed, wall_text

FIELDS = {
    "value": "отметка",
    "attendance": "посещаемость",
    "topic": "тема",
    "homework": "домашнее задание",
    "work": "работа",
    "final_mark": "итоговая отметка",
    "debt": "долг",
}
DECISIONS = {"": "не решено", "accepted": "принято", "refused": "отклонено", "withdrawn": "отозвано"}
NOTHING = "–"


class Printed(Protocol):
    """What the rows need of a journal's paper."""

    @property
    def kept(self) -> KeptJournal:
        """All that is kept of the journal."""

    @property
    def zone(self) -> str:
        """The school's time zone."""

    @property
    def by_lesson(self) -> dict[LessonId, Lesson]:
        """Every lesson by its id."""

    @property
    def pupils(self) -> dict[PupilId, str]:
        """The names of the pupils."""

    @property
    def periods(self) -> list[tuple[str, str]]:
        """The periods and their titles."""

    def teacher(self, key: str) -> str:
        """Return a teacher's surname and initials."""


def revision_rows(paper: Printed) -> list[list[str]]:
    """Return the corrections in the order of the moments that their PCs claimed."""
    return [
        [
            wall_text(each.wall, paper.zone),
            paper.teacher(each.author),
            _about(paper, each),
            FIELDS.get(each.field, printed(each.field)),
            _text(each.field, each.before, each.before_minutes),
            _text(each.field, each.after, each.after_minutes),
            printed(each.reason),
        ]
        for each in sorted(paper.kept.of(Revision), key=lambda each: (each.wall, each.id))
    ]


def decision_rows(paper: Printed) -> list[list[str]]:
    """Return the entries that waited for the deputy head, and what became of them."""
    return [
        [
            wall_text(each.wall, paper.zone),
            paper.teacher(each.author),
            _about(paper, each),
            " → ".join(
                (
                    _text(each.field, each.before, each.before_minutes),
                    _text(each.field, each.value, each.value_minutes),
                )
            ),
            printed(each.reason),
            DECISIONS.get(each.decision, printed(each.decision)),
            " ".join(filter(None, (paper.teacher(each.decided_by), printed(each.answer)))),
        ]
        for each in sorted(paper.kept.of(HeldEntry), key=lambda each: (each.wall, each.id))
    ]


def _text(field: str, text: str, minutes: int = 0) -> str:
    """Return what stood or stands: of a debt the day, of a sign with the minutes late."""
    if field == "debt" and text:
        return f"до {day_text(date.fromisoformat(text))}"
    return printed(told_sign(text, minutes)) or NOTHING


def _about(paper: Printed, entry: Revision | HeldEntry) -> str:
    """Return the pupil and the lesson's day or the period that an entry is about."""
    lesson = paper.by_lesson.get(entry.lesson)
    when = dict(paper.periods).get(entry.period, entry.period) or (day_text(lesson.day) if lesson else "")
    who = paper.pupils.get(entry.pupil, "") if entry.pupil else ""
    return printed(", ".join(filter(None, (who, when))))
