"""What the office sees of its school's PCs, accounts and sign-ins: names of teachers, never a secret."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.records import Teacher
from app.ids import SchoolId
from portal.auth.accounts import LOCAL
from portal.auth.auditing import Past, read_events
from portal.auth.oauth.grants import read_grants
from portal.auth.web_sessions import read_sessions
from portal.store.dialects import enter
from portal.store.sign_in_tables import identities
from portal.store.tables import TABLES, replicas

EVENT_WORDS = {
    "invited": "приглашение выдано",
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
}
"""Kinds of events as the page says them."""

_teacher = TABLES[Teacher]


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
class Access:
    """What the page shows. accounts: the owner of each. browsers: of each account, how many are signed in."""

    pcs: Sequence[KnownPc]
    accounts: Mapping[str, str]
    browsers: Mapping[str, int]
    events: Sequence[tuple[Past, str, str]]


def read_access(connection: Connection, school: SchoolId, *, now_ms: int) -> Access:
    """Return what there is to see; the transaction then may be in no school."""
    enter(connection, school)
    names = _teachers(connection, school)
    grants = read_grants(connection, school)
    accounts = {
        row.subject: names.get(row.person, "")
        for row in connection.execute(
            select(identities.c.subject, identities.c.person).where(
                identities.c.school_id == school, identities.c.issuer == LOCAL
            )
        )
    }
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
    events = [
        (past, EVENT_WORDS[past.kind], accounts.get(past.account, "") or names.get(past.subject, ""))
        for past in read_events(connection, school)
    ]
    browsers = {account: len(read_sessions(connection, account, now_ms=now_ms)) for account in accounts}
    return Access(pcs, accounts, browsers, events)


def _teachers(connection: Connection, school: SchoolId) -> dict[str, str]:
    rows = connection.execute(
        select(_teacher.c.id, _teacher.c.surname, _teacher.c.name, _teacher.c.patronymic).where(
            _teacher.c.school_id == school
        )
    )
    return {row.id: " ".join(part for part in row[1:] if part) for row in rows}
