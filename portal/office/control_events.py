"""«Журнал событий» of a day: who came in, who was shown personal data, what was granted, decided and done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Connection, bindparam, select

from app.domain.collation import russian_key
from app.ids import OFFICE, SchoolId
from app.operations import HeldDecide, TermClose
from app.planning import AccessDecide, ProposalDecide
from portal.auth.auditing import Happened
from portal.exchange.cursors import read_head
from portal.office.access_reading import EVENT_WORDS, page_words, read_accounts, read_names
from portal.oneroster.programs import program_names
from portal.store.dialects import enter
from portal.store.sign_in_tables import events
from portal.store.tables import office_actions, office_links, operations

MOST = 1_000
"""Events of each source on a day that are shown."""

BY_LINK = "канцелярия, по ссылке"
"""Who did what was done by a link that a command gave away."""

BY_COMMAND = "оператор портала, командой"
"""Who looked without any page."""


class Sort(StrEnum):
    """Sorts of events, as the page filters them."""

    ENTRANCE = "entrance"
    GRANTS = "grants"
    READINGS = "readings"
    DECISIONS = "decisions"
    OFFICE = "office"


SORTS = {
    Sort.ENTRANCE: "вход и выход",
    Sort.GRANTS: "доступ и устройства",
    Sort.READINGS: "чтение личных данных",
    Sort.DECISIONS: "решения завуча",
    Sort.OFFICE: "действия канцелярии",
}
_ENTRANCE = frozenset({Happened.SIGNED_IN, Happened.REFUSED, Happened.SIGNED_OUT})
DECISIONS = {
    HeldDecide.KIND[0]: "решение по отложенной записи",
    TermClose.KIND[0]: "закрытие или открытие периода",
    AccessDecide.KIND[0]: "решение о доступе к дневнику",
    ProposalDecide.KIND[0]: "решение о сообщении о пропуске",
}
"""Kinds of operations that are decisions, in words: that one was made, never what it was about."""

_SCHOOL: BindParameter[str] = bindparam("school")
_DURING: tuple[BindParameter[int], BindParameter[int]] = bindparam("first_ms"), bindparam("last_ms")
_EVENTS = (
    select(events.c.at, events.c.kind, events.c.account, events.c.subject, events.c.address_hash)
    .where(events.c.school_id == _SCHOOL, events.c.at.between(*_DURING))
    .order_by(events.c.at.desc(), events.c.id)
    .limit(MOST)
)
_ACTIONS = (
    select(office_actions.c.made, office_actions.c.title, office_actions.c.undone, office_links.c.account)
    .outerjoin(
        office_links,
        (office_links.c.school_id == office_actions.c.school_id) & (office_links.c.code_hash == office_actions.c.visit),
    )
    .where(office_actions.c.school_id == _SCHOOL)
    .where(office_actions.c.made.between(*_DURING) | office_actions.c.undone.between(*_DURING))
    .order_by(office_actions.c.number.desc())
    .limit(MOST)
)
_DECIDED = (
    select(operations.c.received, operations.c.kind, operations.c.author)
    .where(
        operations.c.school_id == _SCHOOL,
        operations.c.seq >= bindparam("after"),
        operations.c.received.between(*_DURING),
        operations.c.kind.in_(list(DECISIONS)),
        operations.c.outcome == "applied",
    )
    .order_by(operations.c.seq.desc())
    .limit(MOST)
)
_RECEIVED = select(operations.c.received).where(operations.c.school_id == _SCHOOL, operations.c.seq == bindparam("seq"))
SLACK_MS = 10 * 60 * 1000
"""The log is in the order of its numbers; the times at which requests began may be a little out of it."""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """Something that happened. at: Unix milliseconds. who: empty where nobody is known. place: told addresses apart."""

    at: int
    sort: Sort
    what: str
    who: str = ""
    person: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are asked for. sort, person: empty for all; a person by the key that `people_in` gives."""

    day: date
    sort: str = ""
    person: str = ""


def read_day(connection: Connection, school: SchoolId, zone: str, day: date, *, now_ms: int) -> list[PastEvent]:
    """Return what happened on a day by the school's clocks, the newest first; the transaction is then in the school."""
    accounts = {each.id: each.title for each in read_accounts(connection, school, now_ms=now_ms)}
    enter(connection, school)
    names = {**read_names(connection, school), **program_names(connection, school), OFFICE: BY_LINK}
    first_ms, last_ms = _span(day, zone)
    asked: dict[str, Any] = {"school": school, "first_ms": first_ms, "last_ms": last_ms}
    found = [
        *_entrance(connection, asked, names, accounts),
        *_actions(connection, asked, accounts),
        *_decisions(connection, asked, names),
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def chosen(happened: Iterable[PastEvent], asked: Asked) -> list[PastEvent]:
    """Return the events that are asked for."""
    return [each for each in happened if asked.sort in {"", each.sort.value} and asked.person in {"", each.person}]


def people_in(happened: Iterable[PastEvent]) -> list[tuple[str, str]]:
    """Return who did something: keys and names, by name."""
    people = {each.person: each.who for each in happened if each.person}
    return sorted(people.items(), key=lambda each: (russian_key(each[1]), each[0]))


def _entrance(
    connection: Connection, asked: dict[str, Any], names: Mapping[str, str], accounts: Mapping[str, str]
) -> Iterator[PastEvent]:
    for at, word, account, subject, address in connection.execute(_EVENTS, asked):
        kind = Happened(word)
        who = accounts.get(account, "") or names.get(account, "")
        if kind is Happened.READ:
            looked = who or (BY_LINK if address else BY_COMMAND)
            yield PastEvent(at, Sort.READINGS, f"просмотр: {page_words(subject, names)}", looked, account, address)
            continue
        about = names.get(subject, "")
        what = f"{EVENT_WORDS[kind]}: {about}" if about and about != who else EVENT_WORDS[kind]
        yield PastEvent(at, Sort.ENTRANCE if kind in _ENTRANCE else Sort.GRANTS, what, who, account, address)


def _actions(connection: Connection, asked: dict[str, Any], accounts: Mapping[str, str]) -> Iterator[PastEvent]:
    for made, title, undone, account in connection.execute(_ACTIONS, asked):
        who = accounts.get(account or "", "") or BY_LINK
        for at, what in ((made, title), (undone, f"отменено: {title}")):
            if at is not None and asked["first_ms"] <= at <= asked["last_ms"]:
                yield PastEvent(at, Sort.OFFICE, what, who, account or "")


def _decisions(connection: Connection, asked: dict[str, Any], names: Mapping[str, str]) -> Iterator[PastEvent]:
    after = _first_since(connection, asked["school"], asked["first_ms"] - SLACK_MS)
    for at, kind, author in connection.execute(_DECIDED, {**asked, "after": after}):
        yield PastEvent(at, Sort.DECISIONS, DECISIONS[kind], names.get(author, ""), author)


def _first_since(connection: Connection, school: SchoolId, at_ms: int) -> int:
    """Return the number of the log's first operation since a moment: halving, for the log has no index by time."""
    low, high = 1, read_head(connection, school).seq + 1
    while low < high:
        middle = (low + high) // 2
        received = connection.execute(_RECEIVED, {"school": school, "seq": middle}).scalar()
        low, high = (middle + 1, high) if received is not None and received < at_ms else (low, middle)
    return low


def _span(day: date, zone: str) -> tuple[int, int]:
    """Return the first and the last millisecond of a day."""
    begins, ends = (
        datetime.combine(each, time.min, ZoneInfo(zone)).astimezone(UTC) for each in (day, day + timedelta(1))
    )
    return int(begins.timestamp() * 1000), int(ends.timestamp() * 1000) - 1
