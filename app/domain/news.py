"""What others have written since one's last visit, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.ids import JournalId, LessonId, PupilId


class Told(StrEnum):
    """What a line of the news tells; as it stands in the local table."""

    MARK = "mark"
    COMMENT = "comment"
    ATTENDANCE = "attendance"
    TOPIC = "topic"
    HOMEWORK = "homework"
    LESSON = "lesson"
    """Its time, or whether it is held."""
    ROOM = "room"
    WORK = "work"
    """One that was announced."""
    DEBT = "debt"
    """What a pupil owes from now on."""
    FINAL_MARK = "final_mark"
    REMARK = "remark"
    CHANGE = "revision"
    """Something that was replaced; the field says what of."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that somebody else wrote.

    field: of a change, as in a Revision, else empty. title, subject: of the journal. number: of the lesson, 0 for none.
    pupil_name: with the patronymic where the school has a namesake. period: a term's id, or "year", "exam", "final";
    period_name: of a term. before: None where it is no change. after: the value, the text, "+" for praise, "cancelled"
    of a lesson, the last day for a debt, of a work as in a Revision. label: the work that a mark or a debt is for, or
    the remark. reason: of a correction, or why a lesson is moved.
    author: short name, empty for the school office.
    """

    n: int
    told: Told
    field: str
    journal: JournalId
    title: str
    subject: str
    lesson: LessonId | None
    day: date | None
    number: int
    pupil: PupilId | None
    pupil_name: str
    period: str
    period_name: str
    before: str | None
    after: str
    label: str
    reason: str
    author: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class NewsPage:
    """Lines by journal, each journal's by day, the latest day first. kinds: names of the kinds of work, by id.

    unseen: how many lines there are that nobody has looked at, shown or not.
    """

    items: tuple[NewsItem, ...]
    kinds: dict[str, str]
    unseen: int
