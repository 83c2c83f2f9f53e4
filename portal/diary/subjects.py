"""One subject of a pupil in a term: every mark with its work and comment, the average over time, the homework."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from app.domain.explaining import Line
from app.domain.homework import shown_links
from app.domain.marks import as_shown
from app.domain.records import Lesson
from app.ids import SubjectId
from portal.diary.reading import is_taught
from portal.diary.term_reading import read_term
from portal.diary.terms import DiarySubject, DiaryTerm, NamedTerm, TermMark
from portal.diary.weeks import DiaryOwner
from portal.store.tables import TABLES
from portal.written_lessons import IS_SHOWN

lesson = TABLES[Lesson]

WIDTH, HEIGHT, EDGE = 300, 60, 6
"""Of the drawing of an average, and what is left free around it; in units of the drawing."""

LEAST, MOST = Decimal(2), Decimal(5)
"""Averages at the lower and at the upper edge of the drawing; what is below stands at the edge."""


@dataclass(frozen=True, slots=True)
class GivenHomework:
    """What was set at a lesson. text: empty where only addresses were given."""

    day: date
    topic: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AverageOn:
    """The average after all marks up to a day."""

    day: date
    average: Decimal


@dataclass(frozen=True, slots=True)
class DiarySubjectPage:
    """A subject in a term. subject: None where the pupil was not taught it then. trend: by day, at least two days.

    homework: the latest first.
    """

    term: DiaryTerm
    id: SubjectId
    name: str
    subject: DiarySubject | None
    trend: tuple[AverageOn, ...]
    homework: tuple[GivenHomework, ...]

    @property
    def chosen(self) -> NamedTerm | None:
        """Return the term that is shown."""
        return self.term.chosen


def read_subject(
    connection: Connection, owner: DiaryOwner, today: date, wanted: str, term: str | None
) -> DiarySubjectPage | None:
    """Return a subject's page, None where the subject or the term is none of the pupil's. term: None for today's."""
    shown = read_term(connection, owner, today, term)
    key = SubjectId(wanted)
    if shown is None or shown.chosen is None or key not in shown.taught:
        return None
    subject = next((each for each in shown.subjects if each.id == key), None)
    homework = () if subject is None else _homework(connection, owner, subject, shown.chosen)
    trend = () if subject is None else trend_of(subject.why.lines)
    return DiarySubjectPage(shown, key, shown.taught[key], subject, trend, homework)


def trend_of(lines: Iterable[Line]) -> tuple[AverageOn, ...]:
    """Return how an average came about, day by day; nothing where fewer than two days changed it."""
    products = weight = 0
    days: dict[date, Decimal] = {}
    for line in lines:
        if line.five is None or not line.weight:
            continue
        products, weight = products + line.product, weight + line.weight
        shown = as_shown(products, weight)
        if shown is not None:
            days[line.mark.day] = shown
    return tuple(AverageOn(*each) for each in days.items()) if len(days) > 1 else ()


def points_of(trend: Sequence[AverageOn]) -> str:
    """Return the corners of a trend's line for SVG, the days at distances as in the calendar."""
    first, days = trend[0].day, (trend[-1].day - trend[0].day).days
    corners = []
    for each in trend:
        x = EDGE + (WIDTH - 2 * EDGE) * (each.day - first).days / days
        share = (min(max(each.average, LEAST), MOST) - LEAST) / (MOST - LEAST)
        corners.append(f"{x:.1f},{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float(share):.1f}")
    return " ".join(corners)


def comment_of(line: Line) -> str:
    """Return what a teacher wrote to the parent beside a mark."""
    return line.mark.comment if isinstance(line.mark, TermMark) else ""


def _homework(
    connection: Connection, owner: DiaryOwner, subject: DiarySubject, term: NamedTerm
) -> tuple[GivenHomework, ...]:
    rows = connection.execute(
        select(lesson.c.day, lesson.c.topic, lesson.c.homework, lesson.c.homework_links)
        .where(is_taught(connection, owner), IS_SHOWN, lesson.c.journal.in_(subject.journals))
        .where(lesson.c.day.between(term.first, term.last))
        .where(or_(lesson.c.homework != "", lesson.c.homework_links != ""))
        .order_by(lesson.c.day.desc(), lesson.c.number.desc(), lesson.c.id)
    )
    given = (GivenHomework(row.day, row.topic, row.homework, shown_links(row.homework_links)) for row in rows)
    return tuple(each for each in given if each.text or each.links)
