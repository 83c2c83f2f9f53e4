"""Makes a teacher's profile on this PC, after the sign-in and the choice of a PIN; it is there whole or not at all."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.clock import Clock
from app.ids import ID_BYTES, ReplicaId, text_of
from app.services.profile import Profile, keep_profile
from app.store.opening import open_store
from app.vault.profiles import JOURNAL, journal_file
from app.vault.vault import Half, Vault
from sync.access import Access
from sync.credentials import KEY_BYTES, JournalKeys
from sync.enrolment import enrol_signed_in
from ui.login.entering import Opened, set_aside
from ui.login.locking import half_id, settled

SEED_BYTES = 32
"""Length of an Ed25519 seed."""

UNFINISHED = f"making-{JOURNAL}"
"""How a journal is called until everything about it is done."""

Enrolling = Callable[[ReplicaId, bytes], Profile]
"""From a PC's new name and author's seed to its profile: what the portal is asked."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody was let in at a portal. access: for whom, kept in memory only."""

    address: str
    access: Access

    def enrolling(self, clock: Clock) -> Enrolling:
        """Return what makes this PC known to the portal by this sign-in."""
        return partial(_enrolled, self, clock)

    def end(self) -> None:
        """Give the sign-in back, as far as the portal can be reached.

        Raises:
            SyncError: it cannot.
        """
        self.access.end()


def prepare(folder: Path, *, is_new: bool) -> None:
    """Make sure that this PC can keep a key, before anybody is asked to sign in.

    Raises:
        CredentialError: the keyring does not take or give one.
        StoreError: the folder cannot be written.
    """
    keys = JournalKeys(folder)
    if is_new:
        keys.new_key(half_id(folder))
    else:
        # an existing profile's half is replaced by nothing before its teacher has signed in
        keys.holds(half_id(folder))


def make_profile(folder: Path, clock: Clock, vault: Vault, pin: str, enrolling: Enrolling) -> Opened:
    """Make a profile that opens by a PIN: its lock, an encrypted journal, the portal's consent; last its name.

    A cut anywhere before the last step leaves nothing that the next start takes for a profile.

    Raises:
        WeakPinError: the PIN would be guessed.
        SyncError: the portal was not reached, or does not let this PC in.
        CredentialError: the keyring does not take its half of the key.
        StoreError: the journal cannot be written.
    """
    if journal_file(folder).exists():
        set_aside(folder)
    half, key = Half(JournalKeys(folder).new_key(half_id(folder))), os.urandom(KEY_BYTES)
    vault.lock(key, pin, half)
    unfinished = folder / UNFINISHED
    for left in folder.glob(f"{UNFINISHED}*"):
        left.unlink()
    store = open_store(unfinished, key, clock)
    try:
        profile = enrolling(ReplicaId(text_of(os.urandom(ID_BYTES))), os.urandom(SEED_BYTES))
        with store.unit() as unit:
            keep_profile(unit, profile=profile)
    finally:
        # with its last connection the log is folded into the file and goes
        store.close()
    unfinished.rename(journal_file(folder))
    return settled(folder, clock, key)


def _enrolled(signed_in: SignedIn, clock: Clock, replica: ReplicaId, seed: bytes) -> Profile:
    return signed_in.access.use(
        lambda tokens: enrol_signed_in(
            signed_in.address, tokens, replica=replica, seed=seed, name=platform.node(), clock=clock
        )
    )
