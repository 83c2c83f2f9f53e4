"""What must hold once everything is quiet: I2, I3, I5, I8, I14, judged by the log and by a model of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from app.columns import record_of
from app.domain.access import NEXT, UNDECIDED, AccessRequest
from app.domain.disputes import Conflict, HeldEntry
from app.domain.excuse_proposals import ACCEPTED, ExcuseProposal
from app.domain.excuse_proposals import NEXT as NEXT_OF_PROPOSAL
from app.domain.parts import Part
from app.domain.records import RECORD_TYPES, Mark, Record, types_of
from app.domain.witnesses import WITNESS, share_of
from app.ids import OperationId
from app.operations import MarkAdd, MarkAnnul, MarkSet, read_args, read_envelope
from app.store import tables as desktop
from app.store.tables import outbox, underlay
from portal.exchange.cursors import chain_after
from portal.exchange.seen_rows import seen_in
from portal.store.rows import fields_of
from portal.store.tables import TABLES as PORTAL
from portal.store.tables import operations, replicas, schools
from tests.simulation.flipping import differing
from tests.simulation.pcs import SimulatedPc
from tests.simulation.school import Template
from tests.simulation.world import STEPS, World, a_world

_SHOWN: dict[type[Record], Select[Any]] = {kind: select(table) for kind, table in desktop.TABLES.items()}
_HELD: dict[type[Record], Select[Any]] = {kind: select(*fields_of(kind)) for kind in RECORD_TYPES}
_WITNESSED = select(*fields_of(HeldEntry)).where(PORTAL[HeldEntry].c.ground == WITNESS)


_DECIDING: Mapping[str, Mapping[str, frozenset[str]]] = {"access.decide": NEXT, "proposal.decide": NEXT_OF_PROPOSAL}
"""What may follow what, by the kind of operation that decides."""


class BrokenInvariantError(AssertionError):
    """Something that must hold does not."""


@dataclass(frozen=True, slots=True)
class Played:
    """A history that holds. trace: tells it from every other one. outcomes: of each kind of operation in its log.

    faults: requests to which something happened.
    """

    trace: str
    outcomes: Counter[tuple[str, str]]
    faults: int


def play(template: Template, folder: Path, seed: int) -> Played:
    """Play one history in a folder of its own, let it settle, and check it.

    Raises:
        BrokenInvariantError: something does not hold after this seed's history.
    """
    with a_world(template, folder, seed) as world:
        for _ in range(STEPS):
            world.step()
        world.settle()
        check(world)
        with world.network.served.dependencies.engine.connect() as connection:
            log = connection.execute(select(operations.c.kind, operations.c.outcome)).all()
        outcomes = Counter((kind, outcome) for kind, outcome in log)
        return Played(str(world.network.trace), outcomes, world.network.faults)


def check(world: World) -> None:
    """Check everything that must hold after the school has settled.

    Raises:
        BrokenInvariantError: the first thing that does not hold.
    """
    with world.network.served.dependencies.engine.connect() as connection:
        log = connection.execute(select(operations).order_by(operations.c.seq)).all()
        head = connection.execute(select(schools)).one()
        copies = {row.id: row for row in connection.execute(select(replicas))}
        _check_order(log, head)
        _check_numbers(log, copies)
        _check_nothing_lost(world, log)
        _check_conflicts(connection, log)
        _check_marks(connection, log, copies)
        _check_asked(connection, log)
        _check_witnesses(connection, log)
        for pc in world.pcs:
            check_pc(pc, connection)
            _demand(not (parts := differing(pc)), f"I14: digests of {parts} differ")


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise BrokenInvariantError(what)


def _check_order(log: Any, head: Any) -> None:
    """I5: no gaps, and the chain is what its operations make it."""
    _demand([row.seq for row in log] == list(range(1, len(log) + 1)), "I5: seq has a gap")
    chain = ""
    for row in log:
        chain = chain_after(chain, OperationId(row.id))
        _demand(row.chain == chain, "I5: the chain is another")
    _demand((head.head, head.chain) == (len(log), chain), "I5: the head is another")


def _check_numbers(log: Any, copies: Mapping[str, Any]) -> None:
    """I3, I16: the numbers of each PC go on without gaps, those of a copy from where it became one."""
    numbers = {key: copy.first_n - 1 for key, copy in copies.items()}
    for row in log:
        _demand(row.n == numbers.get(row.replica, 0) + 1, "I3: a number of a replica is missing or twice")
        numbers[row.replica] = row.n


def _check_nothing_lost(world: World, log: Any) -> None:
    """I2, I15: what a screen acknowledged is in the log; nothing waits any more."""
    known = {row.id for row in log}
    for pc in world.pcs:
        _demand(pc.waiting() == 0, "I11: an operation still waits")
        _demand(not pc.spool.read(), "I2: the spool holds what was answered")
        lost = pc.acknowledged - known
        _demand(not lost, f"I2: {len(lost)} acknowledged operations are lost")


def _check_conflicts(connection: Connection, log: Any) -> None:
    """I8, I10: the other side of each collision and each held entry can be read."""
    for outcome, kind in (("conflict", Conflict), ("held", HeldEntry)):
        kept = set(connection.execute(select(PORTAL[kind].c.id)).scalars())
        wanted = {row.id for row in log if row.outcome == outcome and row.reason != "unknown_kind"}
        _demand(wanted <= kept, f"I8, I10: a {outcome} cannot be read")


def _check_marks(connection: Connection, log: Any, copies: Mapping[str, Any]) -> None:
    """Replay the log's marks by a model of a dozen lines and compare what stands."""
    marks: dict[str, tuple[str, str, bool]] = {}
    by_id = {row.id: row for row in log}
    by_number = {(row.replica, row.n): row.id for row in log}
    seen = {row.id: seen_in(record_of(HeldEntry, row)) for row in connection.execute(_WITNESSED)}
    back: set[str] = set()
    for row in log:
        if row.kind == "held.decide" and row.outcome != "applied":
            continue  # somebody has decided the same, or otherwise, before
        meant = row
        if row.kind == "held.decide" and msgspec.json.decode(read_envelope(row.body).args)[0]:
            if row.entity in seen:
                back |= _put_back(marks, seen[row.entity])
                continue
            meant = by_id[row.entity]
        if (meant.id in back or meant.entity in back) and row.outcome != "applied":
            continue  # it says again what the deputy head has put back, or something else beside it
        if not meant.kind.startswith("mark.") or row.outcome in {"held", "rejected"}:
            continue
        base = read_envelope(meant.body).base
        wanted = _model(marks, meant, by_number.get((_writer(copies, meant.replica, base), base), base))
        if meant is row and wanted:
            _demand(row.outcome == wanted, f"I8: {row.kind} is {row.outcome}, not {wanted}")
    stands = {row.id: (row.value, row.token, row.annulled) for row in connection.execute(select(PORTAL[Mark]))}
    _demand(stands == marks, "I8: marks stand that nobody gave, or were overwritten")


def _put_back(marks: dict[str, tuple[str, str, bool]], seen: Record) -> set[str]:
    """Let a mark that others had seen stand again; return which mark it is."""
    if not isinstance(seen, Mark):
        return set()
    marks[seen.id] = seen.value, seen.token, seen.annulled
    return {seen.id}


def _check_witnesses(connection: Connection, log: Any) -> None:
    """I15: no question is left about what its author has brought back, and nobody is asked twice."""
    entries = [record_of(HeldEntry, row) for row in connection.execute(_WITNESSED)]
    here = {row.id for row in log if row.outcome != "rejected"}
    for each in entries:
        share = share_of(seen_in(each), each.field)
        _demand(share is not None and (bool(each.decision) or share.token not in here), "I15: a question stays open")


def _check_asked(connection: Connection, log: Any) -> None:
    """I8: a decision of what a family asks stands until one that may follow it; no other stands, and none is outrun."""
    decisions: dict[str, str] = {}
    for row in log:
        if row.kind == "absence.excuse" and row.outcome == "applied":
            _check_following(read_args(read_envelope(row.body)), decisions)
        if row.kind not in _DECIDING or row.outcome != "applied":
            continue
        wanted = msgspec.json.decode(read_envelope(row.body).args)[0]
        may_follow = _DECIDING[row.kind][decisions.get(row.entity, UNDECIDED)]
        _demand(wanted in may_follow, "I8: a decision about what a family asks was overwritten")
        decisions[row.entity] = wanted
    for kind in (AccessRequest, ExcuseProposal):
        rows = connection.execute(select(PORTAL[kind])).all()
        _demand(all(row.decision == decisions.get(row.id, UNDECIDED) for row in rows), "I8: nobody has decided so")


def _check_following(args: Any, decisions: Mapping[str, str]) -> None:
    """I8: a reason that follows from a decision was given, or taken back, while that one stood."""
    stood = (decisions.get(args.proposal) == ACCEPTED) == bool(args.code)
    _demand(not args.proposal or stood, "I8: a reason follows from a decision that did not stand")


def _writer(copies: Mapping[str, Any], replica: str, number: object) -> str:
    """Return under which name a PC wrote its operation of this number, if it is one."""
    while isinstance(number, int) and replica in copies and number < copies[replica].first_n:
        replica = copies[replica].forked_from
    return replica


def _model(marks: dict[str, tuple[str, str, bool]], row: Any, base: object) -> str:
    """Give, change or take back a mark, unless it is not (any more) what its author saw; return what becomes of it."""
    value, token, annulled = marks.get(row.entity, ("", "", False))
    match read_args(read_envelope(row.body)):
        case MarkAdd(value=given):
            marks[row.id] = given, row.id, False
            return "applied"
        case MarkSet(value=wanted):
            after = wanted, row.id, False
        case MarkAnnul():
            after = value, row.id, True
        case _:
            return ""
    if (value, annulled) == (after[0], after[2]):
        return "same"
    if base != token:
        return "conflict"
    marks[row.entity] = after
    return "applied"


def check_pc(pc: SimulatedPc, connection: Connection) -> None:
    """I14: a PC shows exactly what the portal has, and nothing is laid over it any more."""
    with pc.store.reading() as unit:
        _demand(unit.connection.execute(select(underlay)).first() is None, "I7: something is still laid over")
        shown = unit.connection.execute(select(outbox.c.n).where(outbox.c.shown == 1)).first()
        _demand(shown is None, "I7: an answered operation is still replayed")
        for kind in _kinds():
            mine = set(map(tuple, unit.connection.execute(_SHOWN[kind])))
            theirs = {row for row in map(tuple, connection.execute(_HELD[kind])) if _is_for(pc, kind, row)}
            _demand(mine == theirs, f"I14: {kind.__name__} differ by {len(mine ^ theirs)}")


def _kinds() -> Iterator[type[Record]]:
    for part in (Part.SCHOOL, Part.JOURNAL, Part.OWN, Part.ACCESS):
        yield from types_of(part)


def _is_for(pc: SimulatedPc, kind: type[Record], row: tuple[Any, ...]) -> bool:
    fields = dict(zip(kind.__struct_fields__, row, strict=True))
    if kind.PART is Part.OWN:
        return bool(fields["author"] == pc.teacher)
    if kind.PART is Part.ACCESS:
        return bool(pc.teacher == "boris" or fields["school_class"] == "7b")
    return kind.PART is Part.SCHOOL or pc.teacher == "boris" or fields["journal"] == "algebra-7b"
