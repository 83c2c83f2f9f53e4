"""Remarks and praise as the windows show them."""

from dataclasses import dataclass
from datetime import date

from app.domain.pages import Standing
from app.ids import JournalId, LessonId, PupilId


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark «замечание» or praise «похвала». pupil_name: surname and name. author: short name. is_mine: one's own.

    number: of the lesson. subject: its name. standing: whether it still waits for the portal. read: when the family
    said that it has read it, by the portal's clock as ISO 8601; empty while it has not.
    """

    id: str
    praise: bool
    text: str
    journal: JournalId
    lesson: LessonId
    day: date
    number: int
    subject: str
    pupil: PupilId
    pupil_name: str
    author: str
    is_mine: bool
    standing: Standing = Standing.SENT
    read: str = ""
