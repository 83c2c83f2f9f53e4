"""What the operator orders on a school's accounts, devices and sessions waits for a second person.

A school in which nobody signs in for the office yet is being set up: there it is done at once. What only closes is done
at once everywhere.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Engine, insert, select, update

from app.ids import ID_BYTES, SchoolId, text_of
from portal.auth.auditing import Event, Happened, note
from portal.auth.esia.linking import has_office
from portal.auth.operators import is_same
from portal.errors import ActWaitsError, NoOperatorActError, SameOperatorError
from portal.store.dialects import enter
from portal.store.operator_tables import operator_acts

T = TypeVar("T")

VALID_DAYS = 7
"""From the asking on: whoever has not agreed, or not come back, in a week asks anew."""

VALID_MS = VALID_DAYS * 24 * 60 * 60 * 1000
WAITING, CONFIRMED, REFUSED, EXPIRED, DONE = "waiting", "confirmed", "refused", "expired", "done"
_OPEN = (WAITING, CONFIRMED)
_NOTED = {
    CONFIRMED: Happened.OPERATOR_CONFIRMED,
    REFUSED: Happened.OPERATOR_REFUSED,
    EXPIRED: Happened.OPERATOR_EXPIRED,
    DONE: Happened.OPERATOR_DID,
}
STATE_WORDS = {
    WAITING: "ждёт второго человека",
    CONFIRMED: "подтверждено, ждёт той же команды",
    REFUSED: "отказано",
    EXPIRED: "срок вышел",
    DONE: "исполнено",
}
TITLES = {
    "user code": "код, который подключает компьютер учителя",
    "user invite": "приглашение учителю: учётная запись или новый пароль",
    "user link": "ссылка на дневник ученика",
    "user deputy": "назначить завучем",
    "office link": "ссылка на страницы канцелярии на 12 часов",
    "program add": "дать программе читать списки школы",
}
"""What each command does, for who is to agree."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command and what it is about: logins, names, days; an empty word says nothing."""

    command: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OperatorAct:
    """An act, as its table has it."""

    id: str
    command: str
    words: str
    state: str
    asked: int
    asked_by: str
    decided: int | None
    decided_by: str

    @property
    def order(self) -> Order:
        """Return what was ordered."""
        return Order(self.command, tuple(json.loads(self.words)))

    @property
    def title(self) -> str:
        """Return what it is about and whom, as a person is asked to agree to it."""
        about = ", ".join(_said(each) for each in self.order.words if each)
        return f"{TITLES[self.command]}: {about}" if about else TITLES[self.command]

    @property
    def operator(self) -> str:
        """Return who asked, by the name on the server."""
        return self.asked_by.partition(" ")[2]

    def is_late(self, now_ms: int) -> bool:
        """Whether nobody came in time."""
        return self.state in _OPEN and now_ms >= self.asked + VALID_MS


def carry_out(  # noqa: PLR0913 (where, what, how, who and when)
    engine: Engine,
    school: SchoolId,
    order: Order,
    do: Callable[[Connection], T],
    *,
    by: str,
    now_ms: int,
) -> T:
    """Do what the operator orders, where nobody has to agree or somebody has; else ask, and do nothing.

    engine: for writing in the school. by: as `operator_now` says it. What cannot be done is said before anybody is
    asked: it is tried, and what came of it, secrets too, is thrown away.

    Raises:
        ActWaitsError: a second person has to agree first.
    """
    with engine.begin() as connection:
        if not has_office(connection, school) or _take(connection, school, order, by, now_ms):
            return do(connection)
        trial = connection.begin_nested()
        try:
            do(connection)
        finally:
            trial.rollback()
        enter(connection, school)
        act = _ask(connection, school, order, by, now_ms)
    raise ActWaitsError(act.id, act.title, str(VALID_DAYS))


def read_operator_acts(connection: Connection, school: SchoolId) -> Sequence[OperatorAct]:
    """Return the acts, the newest first."""
    wanted = (
        select(*(column for column in operator_acts.c if column.name != "school_id"))
        .where(operator_acts.c.school_id == school)
        .order_by(operator_acts.c.asked.desc(), operator_acts.c.id)
    )
    return [OperatorAct(*row) for row in connection.execute(wanted)]


def decide(  # noqa: PLR0913 (where, what, how, who and when)
    connection: Connection, school: SchoolId, key: str, *, agrees: bool, by: str, account: str = "", now_ms: int
) -> OperatorAct:
    """Agree to an act, or refuse it; return it. by: an operator, or empty where an account of the office decides.

    Raises:
        NoOperatorActError: it does not wait for anybody.
        SameOperatorError: who asked would agree with themselves.
    """
    expire(connection, school, now_ms=now_ms)
    act = next((each for each in read_operator_acts(connection, school) if each.id == key), None)
    if act is None or act.state != WAITING:
        raise NoOperatorActError
    if agrees and not account and is_same(act.asked_by, by):
        raise SameOperatorError
    if not _move(connection, school, act, CONFIRMED if agrees else REFUSED, by=account or by, now_ms=now_ms):
        raise NoOperatorActError
    return act


def expire(connection: Connection, school: SchoolId, *, now_ms: int) -> None:
    """End the acts for which nobody came in time."""
    for act in read_operator_acts(connection, school):
        if act.is_late(now_ms):
            _move(connection, school, act, EXPIRED, by=act.decided_by, now_ms=now_ms)


def _take(connection: Connection, school: SchoolId, order: Order, by: str, now_ms: int) -> bool:
    """Use up an act of this operator's that somebody has agreed to; return whether there was one."""
    expire(connection, school, now_ms=now_ms)
    mine = _mine(connection, school, order, by, CONFIRMED)
    return mine is not None and _move(connection, school, mine, DONE, by=mine.decided_by, now_ms=now_ms)


def _ask(connection: Connection, school: SchoolId, order: Order, by: str, now_ms: int) -> OperatorAct:
    known = _mine(connection, school, order, by, WAITING)
    if known is not None:
        return known
    key = text_of(os.urandom(ID_BYTES)).replace("-", "a").replace("_", "b")
    words = json.dumps(order.words, ensure_ascii=False)
    act = OperatorAct(key, order.command, words, WAITING, now_ms, by, None, "")
    row = {name: getattr(act, name) for name in OperatorAct.__dataclass_fields__}
    connection.execute(insert(operator_acts), {"school_id": school, **row})
    note(connection, school, Event(Happened.OPERATOR_ASKED, subject=key), now_ms=now_ms)
    return act


def _mine(connection: Connection, school: SchoolId, order: Order, by: str, state: str) -> OperatorAct | None:
    acts = read_operator_acts(connection, school)
    return next(
        (each for each in acts if each.state == state and each.order == order and is_same(each.asked_by, by)), None
    )


def _move(  # noqa: PLR0913 (where, what, whereto, who and when)
    connection: Connection, school: SchoolId, act: OperatorAct, state: str, *, by: str, now_ms: int
) -> bool:
    """Bring an act into a state and write that down; of many who try at once one succeeds."""
    mine = (operator_acts.c.school_id == school, operator_acts.c.id == act.id, operator_acts.c.state == act.state)
    changed = {"state": state, "decided": now_ms, "decided_by": by}
    if connection.execute(update(operator_acts).where(*mine).values(changed)).rowcount != 1:
        return False
    account = by if state in {CONFIRMED, REFUSED} and " " not in by else ""
    note(connection, school, Event(_NOTED[state], account, act.id), now_ms=now_ms)
    return True


def _said(word: str) -> str:
    try:
        return f"{date.fromisoformat(word):%d.%m.%Y}"
    except ValueError:
        return word
