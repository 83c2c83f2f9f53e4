"""Gives this copy of a PC a name of its own, where another copy has its name or its disk was put back (I16)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

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
from app.services.receiving import settle_known
from app.store.unit import Store
from app.wire.framing import to_base64
from app.wire.messages import ForkAsk, fork_text
from sync.portal import Portal
from sync.resuming import find_known

Lost = Sequence[OwnOperation]


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who asks whom for a name. lost: own operations of which only the spool knows."""

    store: Store
    portal: Portal
    author: SigningKey
    lost: Lost


def take_own_name(store: Store, portal: Portal, author: SigningKey, lost: Lost = ()) -> Changes:
    """Ask for a name of this copy's own, and go on under it: nothing is lost, and nothing is sent twice.

    lost: own operations of which only the spool knows; this copy goes on behind those, too.

    Raises:
        SyncError: the portal was not reached or refused; all is as it was, and the same name is asked for again.
    """
    with store.unit() as unit:
        name, profile = wanted_name(unit), read_profile(unit)
    return _fork_anyhow(_Asking(store, portal, author, lost), name, profile)


def take_name_again(store: Store, portal: Portal, author: SigningKey, lost: Lost = ()) -> Changes:
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
        return _fork_anyhow(_Asking(store, portal, author, lost), own.replica, root)
    except BaseException:
        portal.become(own)
        raise


def _fork_anyhow(asking: _Asking, name: ReplicaId, profile: Profile | None) -> Changes:
    """Ask for a name; for another one where a copy has gone on with what both had, so that the name's numbers end."""
    try:
        return _fork(asking, name, profile)
    except ForkedError:
        with asking.store.unit() as unit:
            another = wanted_name(unit, instead_of=name)
        return _fork(asking, another, profile)


def _fork(asking: _Asking, name: ReplicaId, profile: Profile | None) -> Changes:
    if profile is None:
        raise SignedOutError
    store, portal = asking.store, asking.portal
    with store.reading() as unit:
        own, lease = own_operations(unit), lease_of(unit)
    found = find_known(portal, sorted((*own, *asking.lost), key=lambda each: each.n, reverse=True))
    last = max(found, key=lambda each: each.n, default=None)
    with store.reading() as unit:
        first = first_number(unit, behind=last.n if last else 0)
    of = last.replica if last else profile.replica
    ask = ForkAsk(name, of, first, lease.held, text_of(os.urandom(ID_BYTES)), "")
    sig = to_base64(asking.author.sign(fork_text(profile.replica, ask)).signature)
    answer = portal.fork(ForkAsk(ask.id, ask.of, ask.first_n, ask.lease, ask.nonce, sig))
    ids = {each.id for each in own}
    with store.unit() as unit:
        changes = settle_known(unit, found=[each for each in found if each.id in ids])
        take_name(unit, name=Name(name, answer.token, answer.forks))
        taken = read_profile(unit)
    if taken is not None:
        portal.become(taken)
    return changes
