"""Gives this copy of a PC a name of its own, where another copy has its name or its disk was put back (I16)."""

import os
from collections.abc import Sequence

from nacl.signing import SigningKey

from app.changes import Changes
from app.errors import ForkedError, SignedOutError
from app.ids import ID_BYTES, ReplicaId, text_of
from app.services.forking import (
    Name,
    OwnOperation,
    first_number,
    lease_of,
    own_operations,
    root_profile,
    take_name,
    wanted_name,
)
from app.services.profile import Profile, read_profile
from app.store.unit import Store
from app.wire.framing import to_base64
from app.wire.messages import MAX_OPERATIONS, ForkAsk, Found, KnownAsk, fork_text
from sync.portal import Portal


def take_own_name(store: Store, portal: Portal, author: SigningKey) -> Changes:
    """Ask for a name of this copy's own, and go on under it: nothing is lost, and nothing is sent twice.

    Raises:
        SyncError: the portal was not reached or refused; all is as it was, and the same name is asked for again.
    """
    with store.unit() as unit:
        name, profile = wanted_name(unit), read_profile(unit)
    return _fork_anyhow(store, portal, author, name, profile)


def take_name_again(store: Store, portal: Portal, author: SigningKey) -> Changes:
    """Ask for the own name anew, of a portal that was put back to before it gave it (I15).

    Raises:
        SignedOutError: the PC has the name with which it was enrolled, or the portal does not know that either.
        SyncError: as `take_own_name`.
    """
    with store.reading() as unit:
        own, root = read_profile(unit), root_profile(unit)
    if own is None or root is None:
        raise SignedOutError
    portal.become(root)
    try:
        return _fork_anyhow(store, portal, author, own.replica, root)
    except BaseException:
        portal.become(own)
        raise


def _fork_anyhow(store: Store, portal: Portal, author: SigningKey, name: ReplicaId, asking: Profile | None) -> Changes:
    """Ask for a name; for another one where a copy has gone on with what both had, so that the name's numbers end."""
    try:
        return _fork(store, portal, author, name, asking)
    except ForkedError:
        with store.unit() as unit:
            another = wanted_name(unit, instead_of=name)
        return _fork(store, portal, author, another, asking)


def _fork(store: Store, portal: Portal, author: SigningKey, name: ReplicaId, asking: Profile | None) -> Changes:
    if asking is None:
        raise SignedOutError
    with store.reading() as unit:
        operations, lease = own_operations(unit), lease_of(unit)
    found = _known(portal, operations)
    last = max(found, key=lambda each: each.n, default=None)
    with store.reading() as unit:
        first = first_number(unit, behind=last.n if last else 0)
    of = last.replica if last else asking.replica
    ask = ForkAsk(name, of, first, lease.held, text_of(os.urandom(ID_BYTES)), "")
    sig = to_base64(author.sign(fork_text(asking.replica, ask)).signature)
    answer = portal.fork(ForkAsk(ask.id, ask.of, ask.first_n, ask.lease, ask.nonce, sig))
    with store.unit() as unit:
        changes = take_name(unit, name=Name(name, answer.token, answer.forks), found=found)
        profile = read_profile(unit)
    if profile is not None:
        portal.become(profile)
    return changes


def _known(portal: Portal, operations: Sequence[OwnOperation]) -> list[Found]:
    """Return which of these the portal holds; of those that do not wait, down to the newest that it holds."""
    found: list[Found] = []
    for start in range(0, len(operations), MAX_OPERATIONS):
        found += portal.known(KnownAsk(tuple(each.id for each in operations[start : start + MAX_OPERATIONS]))).found
        if found and not any(each.waits for each in operations[start + MAX_OPERATIONS :]):
            break
    return found
