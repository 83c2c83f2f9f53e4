"""What tells this copy of a PC from others: the lease that it renews with the portal, and a name of its own."""

import os
from dataclasses import dataclass

from sqlalchemy import Row, func, select, update

from app.ids import ID_BYTES, OperationId, ReplicaId, text_of
from app.services.profile import Profile, read_profile
from app.store.outbox import LAST_GIVEN
from app.store.tables import identity, outbox
from app.store.unit import Unit

SECRET_BYTES = 8
"""Of a lease, beside the 64 random bits of the run of the program that made it."""


FORGETFUL = 2
"""Copies of one state from which on its PC seems to forget its disk; one that was copied or put back once makes one."""


@dataclass(frozen=True, slots=True)
class Lease:
    """What the portal knows this copy by. coming: what it is asked to know it by, empty where that is settled."""

    held: str = ""
    coming: str = ""


NO_LEASE = Lease()


@dataclass(frozen=True, slots=True)
class OwnOperation:
    """An own operation on its way. waits: whether it has no outcome here."""

    id: OperationId
    n: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Name:
    """What the portal calls this copy. forks: how many copies of one state there are by now, this one too."""

    replica: ReplicaId
    token: str
    forks: int


_LEASE = select(identity.c.lease, identity.c.next_lease)


def lease_of(unit: Unit) -> Lease:
    """Return what this copy is known by."""
    found = unit.connection.execute(_LEASE).one_or_none()
    return NO_LEASE if found is None else Lease(*found)


def is_lease_due(unit: Unit, lease: Lease, *, sending: bool) -> bool:
    """Return whether the lease is to be renewed: with the first exchange of a run, and where a round begins to send."""
    return not lease.coming and (sending or f".{unit.replica.boot}." not in lease.held)


def renew_lease(unit: Unit) -> Lease:
    """Write down what the portal will be asked to know this copy by; before it is asked, so that no reply is missed."""
    held = lease_of(unit).held
    count = int(held.partition(".")[0] or 0)
    coming = f"{count + 1}.{unit.replica.boot}.{text_of(os.urandom(SECRET_BYTES))}"
    unit.connection.execute(update(identity).values(next_lease=coming))
    return Lease(held, coming)


def settle_lease(unit: Unit, *, lease: Lease) -> None:
    """Write down that the portal knows this copy as it was asked to."""
    if lease.coming:
        asked = update(identity).where(identity.c.next_lease == lease.coming)
        unit.connection.execute(asked.values(lease=lease.coming, next_lease=""))


def wanted_name(unit: Unit, *, instead_of: str = "") -> ReplicaId:
    """Return the name that this copy asks for; written down first, so that asking twice makes no second one.

    instead_of: one that the portal cannot give.
    """
    row = _identity(unit)
    if row.next_replica in {"", instead_of}:
        name = text_of(os.urandom(ID_BYTES))
        unit.connection.execute(update(identity).values(next_replica=name))
        return ReplicaId(name)
    return ReplicaId(row.next_replica)


def own_operations(unit: Unit) -> tuple[OwnOperation, ...]:
    """Return every own operation that is here, the newest first."""
    rows = unit.connection.execute(select(outbox.c.id, outbox.c.n, outbox.c.outcome).order_by(outbox.c.n.desc()))
    return tuple(OwnOperation(OperationId(key), n, outcome is None) for key, n, outcome in rows)


def root_profile(unit: Unit) -> Profile | None:
    """Return the profile as it was enrolled, None where the PC still has that name."""
    row, own = _identity(unit), read_profile(unit)
    if own is None or not row.root:
        return None
    return Profile(own.address, own.school, own.teacher, row.root, row.root_token, own.portal_key, own.author_seed)


def take_name(unit: Unit, *, name: Name) -> None:
    """Go on under another name (I16). One that the PC has already gets its token anew.

    Ids and numbers stay, so whoever has seen an operation still means the same one.
    """
    row = _identity(unit)
    taken: dict[str, object] = {"token": name.token}
    if name.replica != row.replica:
        taken |= {"replica": name.replica, "lease": "", "next_lease": "", "next_replica": "", "forks": name.forks}
        taken |= {"root": row.root or row.replica, "root_token": row.root_token or row.token}
    unit.connection.execute(update(identity).values(**taken))
    unit.replica.forget()


def first_number(unit: Unit, *, behind: int) -> int:
    """Return the first own number behind one that the portal holds, or the next one that will be given."""
    fresh = unit.connection.execute(select(func.min(outbox.c.n)).where(outbox.c.n > behind)).scalar()
    return int(fresh or max(unit.connection.execute(LAST_GIVEN).scalar() or 0, behind) + 1)


def is_forgetful(unit: Unit) -> bool:
    """Return whether this PC seems to lose what is written on it: the same state of it comes again and again."""
    return int(unit.connection.execute(select(identity.c.forks)).scalar() or 0) >= FORGETFUL


def _identity(unit: Unit) -> Row[tuple[object, ...]]:
    return unit.connection.execute(select(identity)).one()
