"""What a family says it has read «прочитано» of the diary: which things can be said to be read, and which were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, select

from app.domain.classroom import DiaryRead, Remark
from app.domain.records import Group, Journal, Membership, School
from app.ids import JournalId
from app.judging.remarks import REMARK, TERM, WEEK
from app.planning import DiarySeen
from portal.diary.reading import read_span
from portal.diary.term_reading import read_term
from portal.diary.weeks import DiaryOwner, monday_of
from portal.store.tables import TABLES

read, remark, journal = TABLES[DiaryRead], TABLES[Remark], TABLES[Journal]
group, membership, school = TABLES[Group], TABLES[Membership], TABLES[School]


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """What was said to be read, by what and key: the day on which it was said."""

    days: Mapping[tuple[str, str], date]

    def day(self, what: str, key: str) -> date | None:
        """Return when something was said to be read, None where it was not."""
        return self.days.get((what, key))


def read_read_marks(connection: Connection, owner: DiaryOwner) -> ReadMarks:
    """Return all that was said to be read of a pupil's diary."""
    zone = ZoneInfo(owner.zone)
    rows = connection.execute(
        select(read.c.what, read.c.key, read.c.wall).where(
            read.c.school_id == owner.school_id, read.c.pupil == owner.pupil
        )
    )
    return ReadMarks({(row.what, row.key): datetime.fromisoformat(row.wall).astimezone(zone).date() for row in rows})


def seen_of(connection: Connection, owner: DiaryOwner, what: str, key: str, today: date) -> DiarySeen | None:
    """Return what is said by it, None where there is no such thing in this pupil's diary to be read yet."""
    if what == REMARK:
        found = connection.execute(
            select(remark.c.journal).where(
                remark.c.school_id == owner.school_id,
                remark.c.id == key,
                remark.c.pupil == owner.pupil,
                remark.c.annulled.is_(False),
            )
        ).scalar()
    elif what == WEEK:
        found = _own_journal(connection, owner) if _is_week(connection, owner, key, today) else None
    elif what == TERM:
        term = read_term(connection, owner, today, key)
        begun = term is not None and term.chosen is not None and term.chosen.first <= today
        found = _own_journal(connection, owner) if begun else None
    else:
        found = None
    return None if found is None else DiarySeen(JournalId(found), owner.pupil, what, key)


def _is_week(connection: Connection, owner: DiaryOwner, key: str, today: date) -> bool:
    """Return whether the key is the Monday of a week that has begun and lies within the pupil's lessons."""
    try:
        monday = date.fromisoformat(key)
    except ValueError:
        return False
    span = read_span(connection, owner, today)
    if str(monday) != key or monday != monday_of(monday) or span.first is None or span.last is None:
        return False
    return monday_of(span.first) <= monday <= min(span.last, today)


def _own_journal(connection: Connection, owner: DiaryOwner) -> JournalId | None:
    """Return a journal of the pupil's own class of this school year, which the class teacher reads."""
    return connection.execute(
        select(journal.c.id)
        .join(school, and_(school.c.school_id == journal.c.school_id, school.c.year == journal.c.year))
        .join(group, and_(group.c.school_id == journal.c.school_id, group.c.id == journal.c.group))
        .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == group.c.id))
        .where(membership.c.school_id == owner.school_id, membership.c.pupil == owner.pupil)
        .order_by(membership.c.first.desc(), group.c.name, journal.c.id)
        .limit(1)
    ).scalar()
