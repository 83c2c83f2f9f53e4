"""What people of the office did: kept with the rows as they were, listed, and taken back as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, update

from app.domain.attendance import attendance_id
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import Attendance, Group, Journal, Pupil, Record, SchoolClass, Subject, Teacher
from app.ids import SchoolId
from app.judging.verdicts import Outcome
from app.operations import AbsenceExcuse, Operation
from portal.admin.gone import read_gone
from portal.auth.office_links import OfficeVisit
from portal.exchange.office import decide_asked, put_reasons, put_rows
from portal.office.refusing import DECIDED, PageRefusedError
from portal.office.undoing import decisions_back, obstacles, reasons_back, undoing
from portal.store.rows import Key, read_records
from portal.store.tables import office_actions, office_links

SHOWN = 100
"""Actions in the list."""

NUMBER_DIGITS = 9
"""Longest number of an action in an address, which anybody can write."""

NAMES_ONLY = Pupil | SchoolClass | Group | Journal | Subject | Teacher
"""What has no days of its own: taken back, it stays as a name that nobody is shown."""

_LAST = select(func.max(office_actions.c.number)).where(office_actions.c.school_id == bindparam("school"))
_LISTED = (
    select(
        office_actions.c.number,
        office_actions.c.made,
        office_actions.c.visit,
        office_actions.c.title,
        office_actions.c.did,
        office_actions.c.undone,
        office_links.c.created,
    )
    .outerjoin(
        office_links,
        (office_links.c.school_id == office_actions.c.school_id) & (office_links.c.code_hash == office_actions.c.visit),
    )
    .where(office_actions.c.school_id == bindparam("school"))
    .order_by(office_actions.c.number.desc())
    .limit(SHOWN)
)
_ONE = select(office_actions.c.before, office_actions.c.after, office_actions.c.undone).where(
    office_actions.c.school_id == bindparam("school"), office_actions.c.number == bindparam("number")
)
_UNDO = (
    update(office_actions)
    .where(office_actions.c.school_id == bindparam("school"), office_actions.c.number == bindparam("action"))
    .values(undone=bindparam("now"))
)
_encode, _rows = msgspec.json.Encoder().encode, msgspec.json.Decoder(list[Record])
_words = msgspec.json.Decoder(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was done. did: what changed, a line each. made, undone, link_made: Unix milliseconds.

    is_own: by this visitor. link_made: when the link was issued by which it was done.
    """

    number: int
    made: int
    title: str
    did: tuple[str, ...]
    undone: int | None
    is_own: bool
    link_made: int


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done, in words. did: what changes, a line each."""

    title: str
    did: tuple[str, ...]


def act(
    connection: Connection, visit: OfficeVisit, deed: Deed, records: Sequence[Record], *, now_ms: int
) -> int | None:
    """Put records as one action that can be taken back; return its number, None where nothing was different."""
    school = visit.school
    before = list(read_records(connection, school, [(type(each), each.id) for each in records]))
    after = put_rows(connection, school, records, received_ms=now_ms)
    revived = _revived(connection, school, before)
    if not after and not revived:
        return None
    written = {(type(each), each.id) for each in after}
    kept = [each for each in before if (type(each), each.id) in written and each.id not in revived]
    after += [each for each in before if each.id in revived and (type(each), each.id) not in written]
    return _keep(connection, visit, deed, (kept, after), now_ms=now_ms)


def decide(connection: Connection, visit: OfficeVisit, decision: Operation, *, now_ms: int) -> None:
    """Decide what a family asks, as it was looked at in the same transaction.

    Raises:
        PageRefusedError: somebody else has decided meanwhile.
    """
    if decide_asked(connection, visit.school, decision, received_ms=now_ms).outcome is Outcome.REJECTED:
        raise PageRefusedError(DECIDED)


def give_reasons(
    connection: Connection,
    visit: OfficeVisit,
    deed: Deed,
    asked: tuple[Operation | None, Sequence[Operation]],
    *,
    now_ms: int,
) -> int | None:
    """Give absences their reasons as one action that can be taken back; return its number, None as of act().

    asked: what is decided about a parent's proposal, None where the office says it of itself; the reasons, an
    AbsenceExcuse each.

    Raises:
        PageRefusedError: somebody else has decided meanwhile.
    """
    school, (decision, reasons) = visit.school, asked
    proposals: list[Key] = [(ExcuseProposal, str(decision.ent))] if decision else []
    keys = [attendance_id(args.lesson, args.pupil) for each in reasons if isinstance(args := each.args, AbsenceExcuse)]
    before = list(read_records(connection, school, [*proposals, *((Attendance, key) for key in keys)]))
    if decision:
        decide(connection, visit, decision, now_ms=now_ms)
    after: list[Record] = [*read_records(connection, school, proposals)]
    after += put_reasons(connection, school, reasons, received_ms=now_ms)
    written = {each.id for each in after}
    kept = [each for each in before if each.id in written]
    return _keep(connection, visit, deed, (kept, after), now_ms=now_ms) if after else None


def _keep(
    connection: Connection,
    visit: OfficeVisit,
    deed: Deed,
    rows: tuple[Sequence[Record], Sequence[Record]],
    *,
    now_ms: int,
) -> int:
    """Keep an action with its rows as they were and as they became; return its number."""
    school, (kept, after) = visit.school, rows
    number = int(connection.execute(_LAST, {"school": school}).scalar() or 0) + 1
    row = {"school_id": school, "number": number, "made": now_ms, "visit": visit.key, "title": deed.title}
    had = {each.id for each in kept}
    named = [each.id for each in after if isinstance(each, NAMES_ONLY) and each.id not in had]
    blobs = {"did": _encode(deed.did), "before": _encode(kept), "after": _encode(after), "named": _encode(named)}
    connection.execute(insert(office_actions), {**row, **blobs, "undone": None})
    return number


def undo(connection: Connection, school: SchoolId, number: int, *, now_ms: int) -> tuple[str, ...]:
    """Take an action back, or return in words what was built on it since; nothing is changed then."""
    found = connection.execute(_ONE, {"school": school, "number": number}).one_or_none()
    if found is None:
        return ("Такого действия нет.",)
    if found.undone is not None:
        return ("Оно уже отменено.",)
    before, after = _rows.decode(found.before), _rows.decode(found.after)
    if said := obstacles(connection, school, before, after):
        return said
    put_rows(connection, school, undoing(before, after), received_ms=now_ms)
    for decision in decisions_back(connection, school, before):
        decide_asked(connection, school, decision, received_ms=now_ms)
    put_reasons(connection, school, list(reasons_back(connection, school, before)), received_ms=now_ms)
    connection.execute(_UNDO, {"school": school, "action": number, "now": now_ms})
    return ()


def read_actions(connection: Connection, visit: OfficeVisit) -> tuple[Action, ...]:
    """Return the last actions, the newest first."""
    return tuple(
        Action(
            row.number,
            row.made,
            row.title,
            _words.decode(row.did),
            row.undone,
            row.visit == visit.key,
            row.created or row.made,
        )
        for row in connection.execute(_LISTED, {"school": visit.school})
    )


def read_action(connection: Connection, visit: OfficeVisit, number: int) -> Action | None:
    """Return one of the last actions, None where it is not among them."""
    return next((each for each in read_actions(connection, visit) if each.number == number), None)


def read_done(connection: Connection, visit: OfficeVisit, asked: Mapping[str, str]) -> Action | None:
    """Return what an address says was just done, None where it says nothing."""
    number = asked.get("done", "")
    known = number.isdecimal() and len(number) <= NUMBER_DIGITS
    return read_action(connection, visit, int(number)) if known else None


def _revived(connection: Connection, school: SchoolId, before: Sequence[Record]) -> frozenset[str]:
    """Return the ids of what this action brings back that was made and taken back before."""
    return frozenset({each.id for each in before} & read_gone(connection, school)) if before else frozenset()
