"""What the office has decided so far of the turn of the year, kept between its pages, and what follows from it."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, select

from app.columns import record_of
from app.domain.earlier_marks import EARLIER_GRADE
from app.domain.movement import is_real
from app.domain.records import Assignment, Enrolment, FinalMark
from app.domain.year_turn import Turn, YearBefore, fresh_titles
from app.domain.year_turned import YearTurned
from app.ids import SchoolId
from portal.admin.calendar import read_calendar
from portal.office.people_reading import People
from portal.store.dialects import upsert
from portal.store.rows import fields_of, sliced
from portal.store.tables import TABLES, office_drafts

NAME = "turn"
OPENS = (4, 1)
"""Month and day from which on the turn is prepared: the last term has begun."""

final_mark = TABLES[FinalMark]

_DRAFT = select(office_drafts.c.body).where(
    office_drafts.c.school_id == bindparam("school"), office_drafts.c.name == NAME
)
_DROP = delete(office_drafts).where(office_drafts.c.school_id == bindparam("of"), office_drafts.c.name == NAME)
_KEEP = upsert(office_drafts)
_turns = msgspec.json.Decoder(Turn)
_encode = msgspec.json.Encoder().encode


def is_open(people: People, today: date) -> bool:
    """Return whether the turn may be prepared: not long before the year ends. today: by the school's clocks."""
    return today >= date(people.facts.year + 1, *OPENS)


def read_turn(connection: Connection, school: SchoolId, before: YearBefore) -> YearTurned:
    """Return the school as it shall be, by what was decided so far."""
    body = connection.execute(_DRAFT, {"school": school}).scalar()
    turn = _turns.decode(body) if body is not None else Turn(fresh=fresh_titles(before.classes))
    return YearTurned(before, _known(turn, before))


def keep_turn(connection: Connection, school: SchoolId, turn: Turn, *, now_ms: int) -> None:
    """Keep what was decided."""
    row = {"school_id": school, "name": NAME, "body": _encode(turn), "changed": now_ms}
    connection.execute(_KEEP, row)


def drop_turn(connection: Connection, school: SchoolId) -> None:
    """Forget what was decided: it is done, or the office begins anew."""
    connection.execute(_DROP, {"of": school})


def year_before(people: People) -> YearBefore:
    """Return the school as it is in its present year."""
    calendar = read_calendar(people.connection, people.school)
    enrolments = tuple(
        each
        for each in people.all(Enrolment)
        if is_real(each) and each.school_class in people.classes and each.pupil in people.pupils
    )
    return YearBefore(
        people.facts,
        tuple(people.classes.values()),
        tuple(people.groups.values()),
        enrolments,
        tuple(each for key in people.groups for each in people.memberships.get(key, ())),
        tuple(people.journals.values()),
        tuple(_assignments(people)),
        calendar.terms,
        calendar.holidays,
        tuple(_finals(people, enrolments)),
    )


def _finals(people: People, enrolments: Sequence[Enrolment]) -> Iterator[FinalMark]:
    """Yield the marks for periods of whoever is or was in a tenth class this year."""
    finishing = {each.pupil for each in enrolments if people.classes[each.school_class].grade == EARLIER_GRADE}
    for some in sliced(finishing):
        mine = final_mark.c.school_id == people.school, final_mark.c.pupil.in_(some)
        for row in people.connection.execute(select(*fields_of(FinalMark)).where(*mine)):
            yield record_of(FinalMark, row)


def _assignments(people: People) -> list[Assignment]:
    return [each for key in people.journals for each in people.assignments.get(key, ())]


def _known(turn: Turn, before: YearBefore) -> Turn:
    """Return the decisions without those about what is not there any more."""
    classes = {each.id for each in before.classes}
    pupils = {each.pupil for each in before.enrolments}
    journals = {each.id for each in before.journals}
    days = {each.id for each in before.spans}
    return replace(
        turn,
        classes={key: to for key, to in turn.classes.items() if key in classes},
        pupils={key: to for key, to in turn.pupils.items() if key in pupils},
        loads={key: load for key, load in turn.loads.items() if key in journals},
        days={key: each for key, each in turn.days.items() if key in days},
    )
