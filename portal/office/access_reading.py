"""What the office sees of its school's PCs, accounts and sign-ins: names of teachers, never a secret."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.collation import russian_key
from app.domain.records import Pupil, Teacher
from app.ids import SchoolId
from portal.auth.accounts import LOCAL, TEACHER
from portal.auth.auditing import JOURNALS, Past, read_events, read_readings
from portal.auth.invitations import read_issued
from portal.auth.oauth.grants import read_grants
from portal.auth.web_sessions import count_sessions
from portal.oneroster.programs import Program, list_programs, program_names
from portal.rights import Role
from portal.store.dialects import enter
from portal.store.sign_in_tables import identities
from portal.store.tables import TABLES, replicas

EVENT_WORDS = {
    "invited": "приглашение выдано",
    "uninvited": "приглашение отозвано",
    "joined": "учётная запись создана",
    "recovered": "пароль сменён по приглашению",
    "signed_in": "вход на портал",
    "refused": "отказ",
    "signed_out": "выход",
    "granted": "программа впущена",
    "denied": "программе отказано",
    "registered": "компьютер подключён",
    "revoked": "доступ отозван",
    "replayed": "пропуск предъявлен второй раз, доступ отозван",
    "ended": "доступ к дневнику закрыт",
    "closed": "ученик старше 18 лет закрыл дневник для родителей",
    "opened": "ученик старше 18 лет открыл дневник родителям",
    "restored": "доступ к дневнику возвращён",
    "applied": "заявление о доступе к дневнику подано",
    "admitted": "доступ к дневнику открыт по заявлению",
    "declined": "в доступе к дневнику отказано",
    "taken_back": "заявление о доступе к дневнику отозвано",
    "blocked": "учётная запись закрыта",
    "unblocked": "учётная запись открыта снова",
    "operator_asked": "действие оператора запрошено",
    "operator_confirmed": "действие оператора подтверждено",
    "operator_refused": "в действии оператора отказано",
    "operator_expired": "срок действия оператора вышел",
    "operator_did": "действие оператора исполнено",
    "taken": "данные ученика скачаны семьёй",
    "proposed": "родитель сообщил о пропуске",
    "proposal_withdrawn": "сообщение о пропуске отозвано",
}
"""Kinds of events as the page says them."""

PAGE_WORDS = {
    "people": "люди",
    "access": "устройства и вход",
    "applications": "заявления о доступе к дневнику",
    "figures": "пропуски классов",
    "control": "контроль школы",
    "turn": "поворот года",
    "operator": "действия оператора",
    "oneroster": "списки школы для программы",
    "region": "сводные показатели региона",
    JOURNALS: "все журналы школы",
}
"""What was shown, by the first word of an event's subject."""

ROLE_WORDS = {Role.PARENT.value: "родитель", Role.PUPIL.value: "ученик"}
"""What an account is to the pupil whose name follows; a teacher's name says enough."""


@dataclass(frozen=True, slots=True)
class KnownPc:
    """A PC, or a program that has not named its PC yet. step: what signs it out. how: it was let in."""

    step: str
    name: str
    owner: str
    how: str
    made: int
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """Somebody's account. roles: who it is at this school, in words. browsers: how many are signed in."""

    id: str
    roles: tuple[str, ...]
    browsers: int
    is_blocked: bool

    @property
    def title(self) -> str:
        """Return who it is."""
        return ", ".join(self.roles)


@dataclass(frozen=True, slots=True)
class KnownInvitation:
    """An open invitation. key: opens nothing. role: whom it makes of somebody. made, expires: Unix milliseconds."""

    key: str
    role: str
    made: int
    expires: int


@dataclass(frozen=True, slots=True)
class Access:
    """What the page shows. families: how many accounts of parents and pupils there are.

    programs: other programs that read the school's lists.
    """

    pcs: Sequence[KnownPc]
    accounts: Sequence[KnownAccount]
    families: int
    invitations: Sequence[KnownInvitation]
    events: Sequence[tuple[Past, str, str]]
    readings: Sequence[tuple[Past, str, str]]
    programs: Sequence[Program]


def read_access(connection: Connection, school: SchoolId, *, now_ms: int) -> Access:
    """Return what there is to see: accounts of teachers, and those of families that are shut out.

    The transaction is then in the school.
    """
    enter(connection, school)
    names = {**read_names(connection, school), **program_names(connection, school)}
    grants = read_grants(connection, school)
    signed_in = {grant.replica for grant in grants}
    rows = connection.execute(
        select(replicas).where(replicas.c.school_id == school).order_by(replicas.c.created.desc())
    )
    pcs = [
        KnownPc(
            f"pc {row.id}",
            row.name,
            names.get(row.teacher, ""),
            "вход" if row.id in signed_in else "код",
            row.created,
            row.revoked is not None,
        )
        for row in rows
    ]
    pcs += [
        KnownPc(f"grant {grant.id}", grant.name, names.get(grant.person, ""), "вход", grant.made, is_revoked=False)
        for grant in grants
        if not grant.replica
    ]
    every = read_accounts(connection, school, now_ms=now_ms)
    titles = {each.id: each.title for each in every}
    events = [
        (past, EVENT_WORDS[past.kind], titles.get(past.account, "") or names.get(past.subject, ""))
        for past in read_events(connection, school)
    ]
    readings = [
        (past, page_words(past.subject, names), titles.get(past.account, "") or names.get(past.account, ""))
        for past in read_readings(connection, school)
    ]
    teaching = _held(connection, school, TEACHER)
    shown = [each for each in every if each.id in teaching or each.is_blocked]
    invited = read_invitations(connection, school, now_ms=now_ms)
    families, programs = len({each.id for each in every} - teaching), list_programs(connection, school)
    return Access(pcs, shown, families, invited, events, readings, programs)


def read_accounts(connection: Connection, school: SchoolId, person: str = "", *, now_ms: int) -> Sequence[KnownAccount]:
    """Return the accounts of a school by whose they are; the transaction is then in the school.

    person: a teacher, or a pupil, whose parents' accounts are told too; empty for everybody's.
    """
    enter(connection, school)
    names = read_names(connection, school)
    wanted = select(identities).where(identities.c.school_id == school, identities.c.issuer == LOCAL)
    if person:
        wanted = wanted.where(identities.c.person == person)
    roles: dict[str, list[str]] = defaultdict(list)
    active: set[str] = set()
    for row in connection.execute(wanted.order_by(identities.c.kind, identities.c.linked)):
        roles[row.subject].append(_role(row.kind, names.get(row.person, "")))
        active |= {row.subject} if row.ended is None else set()
    browsers = count_sessions(connection, now_ms=now_ms)
    enter(connection, school)
    found = [KnownAccount(key, tuple(said), browsers.get(key, 0), key not in active) for key, said in roles.items()]
    return sorted(found, key=lambda each: russian_key(each.title))


def read_invitations(
    connection: Connection, school: SchoolId, person: str = "", *, now_ms: int
) -> Sequence[KnownInvitation]:
    """Return the open invitations, the newest first. person: a teacher or a pupil, empty for everybody's."""
    names = read_names(connection, school)
    return [
        KnownInvitation(each.key, _role(each.kind, names.get(each.person, "")), each.made, each.expires)
        for each in read_issued(connection, school, now_ms=now_ms)
        if person in {"", each.person}
    ]


def page_words(subject: str, names: Mapping[str, str]) -> str:
    """Return what was shown: a page of the office, with whom it was about, or the journals that a duty opens."""
    page, *rest = subject.split("/")
    about = [names[word] for word in rest if word in names]
    return ": ".join([PAGE_WORDS.get(page, page), *about])


def _role(kind: str, name: str) -> str:
    return f"{ROLE_WORDS[kind]}: {name}" if kind in ROLE_WORDS else name


def _held(connection: Connection, school: SchoolId, kind: str) -> set[str]:
    found = select(identities.c.subject).where(
        identities.c.school_id == school, identities.c.issuer == LOCAL, identities.c.kind == kind
    )
    return set(connection.execute(found).scalars())


def read_names(connection: Connection, school: SchoolId) -> dict[str, str]:
    """Return the full names of teachers and pupils by their ids."""
    found: dict[str, str] = {}
    for table in (TABLES[Teacher], TABLES[Pupil]):
        named = select(table.c.id, table.c.surname, table.c.name, table.c.patronymic)
        for row in connection.execute(named.where(table.c.school_id == school)):
            found[row.id] = " ".join(part for part in row[1:] if part)
    return found
