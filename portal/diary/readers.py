"""«Кто смотрел»: who was shown what of a pupil, as far as the portal has written it down; nothing is guessed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from app.domain.classroom import CarriedMark, Duty, Release
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import Enrolment, Membership, Teacher
from app.ids import SchoolId
from portal.auth.accounts import LOCAL, TEACHER
from portal.auth.auditing import Happened
from portal.diary.opening import Visit
from portal.diary.reader_pages import BEGINNINGS, OF_ONE, OF_SCHOOL, About, page_of
from portal.diary.weeks import DiaryOwner
from portal.diary.wording import teacher_words
from portal.oneroster.programs import program_names
from portal.rights import Role
from portal.store.sign_in_tables import events, identities
from portal.store.tables import TABLES, access_applications, diary_readings

SIZE = 40
"""Lines of a page."""

MOST_PAGES = 250
"""Pages that can be turned: ten thousand lines are some years."""

BY_OFFICE, BY_OFFICE_LINK, BY_COMMAND = "канцелярия", "канцелярия, по ссылке", "оператор портала, командой"
BY_LINK = "по ссылке, которую выдала школа"
YOU, PARENT, PUPIL = "вы", "родитель", "ученик"
DIARY, FILE = "дневник", "данные скачаны файлом"

enrolment, membership, teacher, duty = TABLES[Enrolment], TABLES[Membership], TABLES[Teacher], TABLES[Duty]
release, carried_mark, proposal = TABLES[Release], TABLES[CarriedMark], TABLES[ExcuseProposal]

Span = tuple[date, date | None]
"""First and last day, both included; None while it lasts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody was shown something. at: Unix milliseconds. is_own: by whoever asks now."""

    at: int
    who: str
    what: str
    about: About
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Lines, the newest first. number: of the page, from 1. has_more: whether older ones follow."""

    lines: tuple[Reading, ...]
    number: int
    has_more: bool


def read_readings(visit: Visit, account: str, number: int) -> ReadingsPage:
    """Return a page of who was shown what of the pupil. account: of whoever asks. number: of the page, from 1."""
    number = max(1, min(number, MOST_PAGES))
    upto = number * SIZE + 1
    found = [*_of_school(visit, account, upto), *_of_family(visit, account, upto)]
    found.sort(key=lambda each: each.at, reverse=True)
    lines = found[(number - 1) * SIZE : number * SIZE]
    return ReadingsPage(tuple(lines), number, len(found) > number * SIZE and number < MOST_PAGES)


def _of_family(visit: Visit, account: str, upto: int) -> Iterator[Reading]:
    """Yield by which links the diary was opened."""
    owner, read = visit.owner, diary_readings.c
    rows = visit.connection.execute(
        select(read.at, read.account)
        .where(read.school_id == owner.school_id, read.pupil == owner.pupil)
        .order_by(read.at.desc(), read.link)
        .limit(upto)
    ).all()
    who = _family(visit.connection, owner, {row.account for row in rows})
    for row in rows:
        is_own = row.account == account
        name = YOU if is_own else who.get(row.account, PARENT) if row.account else BY_LINK
        yield Reading(row.at, name, DIARY, About.PUPIL, is_own)


def _of_school(visit: Visit, account: str, upto: int) -> Iterator[Reading]:
    """Yield what the audit has of the school's pages, and of files of the pupil's data."""
    owner, event = visit.owner, events.c
    connection, school = visit.connection, owner.school_id
    own, shared = _keys(connection, owner)
    taken = and_(event.kind == Happened.TAKEN, event.subject == owner.pupil)
    shown = and_(event.kind == Happened.READ, or_(*_shown(owner, own, shared)))
    rows = connection.execute(
        select(event.at, event.kind, event.account, event.subject, event.address_hash)
        .where(event.school_id == school, or_(taken, shown))
        .order_by(event.at.desc(), event.id)
        .limit(upto)
    ).all()
    accounts = {row.account for row in rows if row.account}
    family, staff = _family(connection, owner, accounts), _Staff(connection, owner, accounts)
    for row in rows:
        is_own, what, about = row.account == account, FILE, About.PUPIL
        if row.kind == Happened.TAKEN:
            who = family.get(row.account, PARENT)
        else:
            who, what = staff.name(row.account, row.at, row.address_hash), page_of(row.subject)
            key = row.subject.rpartition("/")[2]
            of_one = About.PUPIL if key in own else About.CLASS if key in shared else About.SCHOOL
            about = About.SCHOOL if row.subject.startswith(tuple(BEGINNINGS)) else of_one
        yield Reading(row.at, YOU if is_own else who, what, about, is_own)


def _keys(connection: Connection, owner: DiaryOwner) -> tuple[set[str], dict[str, list[Span]]]:
    """Return the keys of what is the pupil's, and of classes and groups with the pupil's days in them."""
    own: set[str] = {owner.pupil}
    for table in (release, carried_mark, access_applications, proposal):
        mine = table.c.school_id == owner.school_id, table.c.pupil == owner.pupil
        own |= set(connection.execute(select(table.c.id).where(*mine)).scalars())
    shared: dict[str, list[Span]] = {}
    for key, first, last in _times(connection, owner):
        shared.setdefault(key, []).append((first, last))
    return own, shared


def _times(connection: Connection, owner: DiaryOwner) -> Iterator[tuple[str, date, date | None]]:
    for table, key in ((enrolment, enrolment.c.school_class), (membership, membership.c.group)):
        mine = table.c.school_id == owner.school_id, table.c.pupil == owner.pupil
        for row in connection.execute(select(key, table.c.first, table.c.last).where(*mine)):
            if row[2] is None or row[1] <= row[2]:
                yield row[0], row[1], row[2]


def _shown(
    owner: DiaryOwner, own: Collection[str], shared: Mapping[str, Sequence[Span]]
) -> Iterator[ColumnElement[bool]]:
    """Yield conditions on events: pages of the pupil, of a class with the pupil in it, of the school since then."""
    subject, spans = events.c.subject, [span for held in shared.values() for span in held]
    yield subject.in_(_addresses(own))
    for key, held in shared.items():
        yield from (and_(subject.in_(_addresses([key])), _during(owner, span)) for span in held)
    begun = (subject.startswith(each, autoescape=True) for each in BEGINNINGS)
    of_school = or_(subject.in_(list(OF_SCHOOL)), *begun)
    yield from (and_(of_school, _during(owner, span)) for span in _joined(spans))


def _addresses(keys: Collection[str]) -> list[str]:
    return [f"{page}/{key}" for page in OF_ONE for key in keys]


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield from the first day at the school to the last one."""
    if spans:
        lasts = [last for _, last in spans if last is not None]
        yield min(first for first, _ in spans), max(lasts) if len(lasts) == len(spans) else None


def _during(owner: DiaryOwner, span: Span) -> ColumnElement[bool]:
    first, last = span
    since = events.c.at >= _begin_ms(first, owner.zone)
    return since if last is None else and_(since, events.c.at < _begin_ms(last + timedelta(1), owner.zone))


def _begin_ms(day: date, zone: str) -> int:
    return int(datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC).timestamp() * 1000)


def _family(connection: Connection, owner: DiaryOwner, accounts: Collection[str]) -> dict[str, str]:
    """Return what accounts are to the pupil: no parent is told another one's name."""
    rows = connection.execute(
        select(identities.c.subject, identities.c.kind).where(
            identities.c.school_id == owner.school_id,
            identities.c.issuer == LOCAL,
            identities.c.person == owner.pupil,
            identities.c.subject.in_(list(accounts)),
        )
    )
    return {account: PUPIL if kind == Role.PUPIL else PARENT for account, kind in rows}


class _Staff:
    """Who of the school an event names: its account, a teacher, a program, or nobody."""

    def __init__(self, connection: Connection, owner: DiaryOwner, accounts: Collection[str]) -> None:
        school = SchoolId(owner.school_id)
        rows = connection.execute(
            select(identities.c.subject, identities.c.person).where(
                identities.c.school_id == school,
                identities.c.issuer == LOCAL,
                identities.c.kind == TEACHER,
                identities.c.subject.in_(list(accounts)),
            )
        )
        self._teacher_of: dict[str, str] = {row.subject: row.person for row in rows}
        wanted = {*accounts, *self._teacher_of.values()}
        named = select(teacher.c.id, teacher.c.surname, teacher.c.name, teacher.c.patronymic)
        found = connection.execute(named.where(teacher.c.school_id == school, teacher.c.id.in_(list(wanted))))
        self._names = {row[0]: teacher_words(*row[1:]) for row in found}
        held = select(duty.c.teacher, duty.c.first, duty.c.last).where(
            duty.c.school_id == school, duty.c.role == Role.DEPUTY_HEAD, duty.c.teacher.in_(list(wanted))
        )
        self._duties = connection.execute(held).all()
        self._programs, self._zone = program_names(connection, school), ZoneInfo(owner.zone)

    def name(self, account: str, at: int, address: str) -> str:
        """Return the role, and of a teacher surname and initials. address: what tells visitors apart, may be empty."""
        if not account:
            return BY_OFFICE_LINK if address else BY_COMMAND
        key = self._teacher_of.get(account, account)
        if key not in self._names:
            return self._programs.get(account, BY_OFFICE)
        day = datetime.fromtimestamp(at / 1000, self._zone).date()
        is_deputy = any(
            who == key and first <= day and (last is None or day <= last) for who, first, last in self._duties
        )
        return f"{'завуч' if is_deputy else 'сотрудник школы'} {self._names[key]}"
