"""The sign-in of a profile that is there already: for a forgotten PIN, anew after it has ended, and its end."""

from pathlib import Path

from app.clock import Clock
from app.errors import NotThePortalError, PortalBrokenError, SignedOutError
from app.services.profile import keep_token, read_profile
from app.store.opening import open_store
from app.store.unit import Store
from app.vault.errors import NothingEntrustedError, OtherTeacherError
from app.vault.facts import read_facts, read_recovery
from app.vault.profiles import journal_file
from app.vault.vault import Half, Vault
from app.wire.framing import from_base64
from sync.access import Access, from_journal, is_refresh_token
from sync.credentials import JournalKeys
from sync.recovering import recover_key
from sync.sign_in import SignIn
from sync.transport import new_session
from ui.login.entering import Opened
from ui.login.locking import half_id, settled
from ui.login.making import SignedIn

MALFORMED = 422
"""What a portal answers where the PC is another teacher's."""


def entrusted(folder: Path) -> str:
    """Return the address of the portal that can open a profile.

    Raises:
        NothingEntrustedError: the folder has nothing that a portal could open.
    """
    facts, slot = read_facts(folder), read_recovery(folder)
    if facts is None or slot is None:
        raise NothingEntrustedError
    return facts.address


def regain(folder: Path, clock: Clock, vault: Vault, pin: str, signed_in: SignedIn) -> Opened:
    """Let the portal open a profile whose PIN or keyring is lost, give it a new PIN, and open it.

    Raises:
        NothingEntrustedError: the folder has nothing that the portal could open.
        OtherTeacherError: another teacher has signed in; the profile is as it was.
        SyncError: the portal was not reached, or does not let this PC in.
        CredentialError: the keyring does not take a half of the key.
        StoreError: the disk does not do what is needed.
    """
    facts, slot = read_facts(folder), read_recovery(folder)
    if facts is None or slot is None:
        raise NothingEntrustedError
    half = Half(JournalKeys(folder).new_key(half_id(folder)))
    key = signed_in.access.use(lambda tokens: recover_key(facts, slot, tokens.access_token, clock))
    store = open_store(journal_file(folder), key, clock)
    try:
        sign_in_anew(store, clock, signed_in)
    finally:
        store.close()
    vault.lock(key, pin, half)
    return settled(folder, clock, key)


def sign_in_anew(store: Store, clock: Clock, signed_in: SignedIn) -> None:
    """Let an open profile speak by another sign-in from now on; everything that waits stays.

    Raises:
        OtherTeacherError: another teacher has signed in; the profile is as it was.
        SyncError: the portal was not reached, or does not let this PC in.
        StoreError: the journal cannot be written.
    """
    with store.reading() as unit:
        profile = read_profile(unit)
    if profile is None:
        raise SignedOutError
    try:
        fresh = signed_in.enrolling(clock)(profile.replica, from_base64(profile.author_seed))
    except PortalBrokenError as error:
        if error.status == MALFORMED:
            raise OtherTeacherError from error
        raise
    if fresh.portal_key != profile.portal_key:
        raise NotThePortalError
    if (fresh.school, fresh.teacher) != (profile.school, profile.teacher):
        raise OtherTeacherError
    with store.unit() as unit:
        keep_token(unit, before=profile.token, token=fresh.token)


def sign_out(store: Store, clock: Clock) -> None:
    """End the sign-in of an open profile; everything that waits stays, and is sent after the next one.

    Raises:
        SyncError: the portal was not reached; the profile is signed in as before.
        StoreError: the journal cannot be written.
    """
    with store.reading() as unit:
        profile = read_profile(unit)
    if profile is None or not is_refresh_token(profile.token):
        raise SignedOutError
    with new_session() as session:
        sign_in = SignIn(profile.address, session, clock)
        Access(sign_in, from_journal(profile.token), keep=lambda _before, _token: None).end()
    with store.unit() as unit:
        # it may have been renewed meanwhile
        now = read_profile(unit)
        keep_token(unit, before=now.token if now else "", token="")
