"""Pages as they were drawn, packed, for whoever asks again before anything that they show has changed."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from litestar.concurrency import sync_to_thread
from sqlalchemy import BindParameter, Connection, Engine, and_, bindparam, select, union

from app.domain.classroom import Debt
from app.domain.parts import Part
from app.domain.records import Journal, Membership
from portal.auth.tokens import hash_of
from portal.diary.family import Beside, read_beside
from portal.diary.looking import read_seen
from portal.diary.opening import UnknownLinkError, Visit, visit_of
from portal.diary.weeks import DiaryOwner
from portal.exchange.cursors import Head, read_head
from portal.store.change_signs import ChangeSign
from portal.store.tables import TABLES, effects

Drawing: TypeAlias = Callable[[Visit], str | None]
"""Draws a page, None for one that is not this pupil's."""

MOST = 4_000
"""Pages kept by a process, those asked for last; of some 6 KB each."""

MOST_EFFECTS = 300
"""Changes of a school that are looked through for one that the page shows; behind more it is drawn anew."""

PACKING = 6
"""How hard a page is packed: three times as fast as the hardest, and two per cent longer."""

_debt, _journal, _membership = TABLES[Debt], TABLES[Journal], TABLES[Membership]
_WHOSE: dict[str, BindParameter[str]] = {"school": bindparam("school"), "pupil": bindparam("pupil")}
_JOURNALS = union(
    select(_journal.c.id)
    .join(_membership, and_(_membership.c.school_id == _journal.c.school_id, _membership.c.group == _journal.c.group))
    .where(_membership.c.school_id == _WHOSE["school"], _membership.c.pupil == _WHOSE["pupil"]),
    select(_debt.c.journal).where(_debt.c.school_id == _WHOSE["school"], _debt.c.pupil == _WHOSE["pupil"]),
)
_EFFECTS = (
    select(effects.c.part, effects.c.rows)
    .where(effects.c.school_id == bindparam("school"), effects.c.seq > bindparam("after"))
    .limit(MOST_EFFECTS + 1)
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a page depends on that is in no school's order. beside: diaries that the family has put there.

    seen: up to where somebody has looked at what is new; a page says how much there is.
    """

    owner: DiaryOwner
    today: date
    beside: tuple[Beside, ...]
    seen: int | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page. sign: of the file as it was drawn or last found to be good. until: when the day ends at the school.

    head: up to where it is good in the school's order. journals: whose changes it shows, None where that is not known.
    """

    packed: bytes
    sign: int | None
    until: datetime
    head: Head
    journals: frozenset[str] | None
    around: _Around


class KeptPages:
    """The pages that a process has drawn; several threads may ask."""

    def __init__(self, engine: Engine, sign: ChangeSign, now: Callable[[], datetime]) -> None:
        """Keep none yet. engine: for transactions that only read. now: aware."""
        self._engine, self._sign, self._now = engine, sign, now
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    async def page(self, address: str, code: str, draw: Drawing, *, is_week: bool) -> bytes | None:
        """Return a page, packed, None where the link opens none; the rights of whoever asks were checked before.

        is_week: it shows what the pupil's own journals hold, so that others' changes leave it as it is.
        """
        key = hash_of(address)
        found = self._unchanged(key)
        if found is not None:
            return found
        return await sync_to_thread(self._asked, key, code, draw, is_week=is_week)

    def _unchanged(self, key: str) -> bytes | None:
        """Return a page of which nothing can have changed, for in the whole file nothing has."""
        kept = self._kept.get(key)
        if kept is None or kept.sign is None or kept.sign != self._sign.read() or self._now() >= kept.until:
            return None
        return kept.packed

    def _asked(self, key: str, code: str, draw: Drawing, *, is_week: bool) -> bytes | None:
        # before the transaction begins: what is committed meanwhile has another sign
        sign = self._sign.read()
        try:
            with self._engine.connect() as connection:
                visit = visit_of(connection, code, self._now())
                head = read_head(connection, visit.owner.school_id)
                around = _Around(
                    visit.owner, visit.today, read_beside(visit), read_seen(connection, visit.owner, visit.link)
                )
                kept = self._kept.get(key)
                if kept is not None and kept.around == around and _is_good(connection, kept, head):
                    return self._keep(key, replace(kept, sign=sign, head=head))
                page = draw(visit)
                journals = _journals_of(connection, visit.owner) if is_week else None
        except UnknownLinkError:
            return None
        if page is None:
            return None
        packed = gzip.compress(page.encode(), PACKING, mtime=0)
        return self._keep(key, _Kept(packed, sign, _end_of(visit), head, journals, around))

    def _keep(self, key: str, kept: _Kept) -> bytes:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return kept.packed


def _is_good(connection: Connection, kept: _Kept, head: Head) -> bool:
    """Return whether nothing behind the place up to which a page is good has to do with it."""
    before = kept.head
    if kept.journals is None or (head.epoch, head.roster) != (before.epoch, before.roster):
        return False
    if head.seq == before.seq:
        return True
    owner = kept.around.owner
    found = connection.execute(_EFFECTS, {"school": owner.school_id, "after": before.seq}).all()
    named = owner.pupil.encode()
    shown = kept.journals | {Part.SCHOOL.value}
    return len(found) <= MOST_EFFECTS and not any(part in shown or named in rows for part, rows in found)


def _journals_of(connection: Connection, owner: DiaryOwner) -> frozenset[str]:
    whose = {"school": owner.school_id, "pupil": owner.pupil}
    return frozenset(connection.execute(_JOURNALS, whose).scalars())


def _end_of(visit: Visit) -> datetime:
    """Return when the day ends at the school: a page says which day is today."""
    zone = ZoneInfo(visit.owner.zone)
    return datetime.combine(visit.today + timedelta(1), time.min, zone).astimezone(UTC)
