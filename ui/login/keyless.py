"""A session without a keyring: its journal, and its end; plain functions that run outside the window's thread."""

import os
from contextlib import suppress
from pathlib import Path

from app.clock import Clock
from app.errors import GradebookError, SyncError
from app.ids import ID_BYTES, ReplicaId, text_of
from app.services.profile import Profile, keep_profile
from app.store.keyless import KeylessFolder, forget, holding, tidy
from app.store.opening import open_store
from app.vault.errors import NothingEntrustedError
from app.vault.facts import Facts, write_facts
from app.vault.profiles import keyless_folders
from sync.access import from_journal
from sync.credentials import KEY_BYTES
from sync.sign_in import SignIn
from sync.transport import new_session
from ui.login.entering import Opened
from ui.login.locking import Sent, send_waiting
from ui.login.making import SEED_BYTES, Enrolling


def prepare_keyless(home: Path) -> None:
    """Make sure that this PC takes sealed entries, before anybody is asked to sign in.

    Raises:
        StoreError: the disk takes none.
    """
    tidy_all(home)
    KeylessFolder(home).end()


def make_keyless(home: Path, clock: Clock, enrolling: Enrolling) -> Opened:
    """Make a journal whose key nobody keeps. Whoever ends the session closes it by its folder.

    Raises:
        SyncError: the portal was not reached, or does not let this PC in.
        StoreError: the journal cannot be written, or the disk takes no sealed entry.
    """
    folder = KeylessFolder(home)
    try:
        store = open_store(folder.journal, os.urandom(KEY_BYTES), clock)
    except BaseException:
        folder.end()
        raise
    try:
        # by the portal's answer its key is pinned: without it nothing could be sealed
        profile = enrolling(ReplicaId(text_of(os.urandom(ID_BYTES))), os.urandom(SEED_BYTES))
        with store.unit() as unit:
            keep_profile(unit, profile=profile)
        # whose it is stays unsaid
        write_facts(folder.path, Facts(profile.address, profile.school, profile.replica, profile.portal_key))
    except BaseException:
        folder.end(store)
        raise
    return Opened(store, profile, complete=False, keyless=folder)


def tidy_all(home: Path) -> int:
    """Remove what earlier sessions have left; return how many sealed entries of theirs wait for the portal.

    Raises:
        StoreError: a file cannot be read or removed.
    """
    return sum(tidy(folder) for folder in keyless_folders(home))


def hand_in(home: Path, clock: Clock) -> Sent:
    """Hand in what earlier sessions have left; what the portal has is gone from here.

    Raises:
        SyncError: a portal was not reached; what it has not got stays.
        NothingEntrustedError: nobody knows which portal something is for.
        StoreError: a file cannot be read or removed.
    """
    waiting = taken = 0
    failed: list[GradebookError] = []
    for folder in keyless_folders(home):
        try:
            with holding(folder) as left:
                sent = send_waiting(folder, clock) if left else Sent(0, 0)
        except (SyncError, NothingEntrustedError) as error:
            failed.append(error)
            continue
        waiting, taken = waiting + sent.waiting, taken + sent.taken
        if sent.waiting and sent.taken == sent.waiting:
            forget(folder)
    if failed:
        raise failed[0]
    return Sent(waiting, taken)


def bid_farewell(home: Path, clock: Clock, left: Profile | None) -> int:
    """Hand in what waits, and end a session's sign-in at the portal; return how many entries wait still.

    left: of the session that is over, None where none has just ended. Who cannot reach the portal finds the sign-in
    among the own programs there, where it can be ended too.

    Raises:
        StoreError: a file cannot be read or removed.
    """
    # what is not reached now is asked again at the next start
    with suppress(GradebookError):
        hand_in(home, clock)
        if left is not None and left.token:
            with new_session() as session:
                SignIn(left.address, session, clock).end(from_journal(left.token))
    return tidy_all(home)
