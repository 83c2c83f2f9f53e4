"""What a PIN does to this PC's profiles; plain functions that run outside the window's thread."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from nacl.signing import VerifyKey

from app.clock import Clock
from app.ids import TeacherId
from app.services.names import read_label
from app.services.profile import Profile
from app.store.backups import Told, copies, put_back
from app.store.opening import open_store
from app.store.spool import SPOOL, read_spool
from app.store.unit import Store
from app.vault.errors import NothingEntrustedError
from app.vault.facts import Facts, read_facts, read_recovery, write_facts, write_recovery
from app.vault.profiles import journal_file, profile_folders
from app.vault.vault import Half, Vault
from app.wire.framing import from_base64
from app.wire.recovery import Entrusted, entrust
from sync.courier import carry
from sync.credentials import JournalKeys
from sync.http_portal import HttpPortal
from sync.transport import new_session
from ui.login.entering import Opened, folder_id, open_journal, opened_with


class Door(Enum):
    """How a profile's folder stands."""

    NEW = "new"
    """Nobody has signed in here yet."""
    BARE = "bare"
    """Its key is in the keyring alone, as the releases before PINs left it."""
    LOCKED = "locked"
    SHUT = "shut"
    """No PIN opens it any more; the portal can."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a profile without opening it. waiting: entries that the portal has not confirmed.

    address: of its portal, or of that of this PC's other profiles; empty where nobody knows one.
    """

    door: Door
    label: str
    waiting: int
    vault: Vault
    address: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the waiting entries of a locked profile. taken: those that the portal has now."""

    waiting: int
    taken: int


def look_at(folder: Path, clock: Clock) -> Seen:
    """Return what is seen of a profile; one without a PIN is opened for a look.

    Raises:
        CredentialError: the keyring does not say whether it has a key.
        StoreError: a journal without a PIN cannot be opened, or a file not read.
    """
    facts = read_facts(folder)
    vault = Vault(folder, folder.name)
    known = (facts, *map(read_facts, profile_folders(folder.parent)))
    address = next((each.address for each in known if each), "")
    return Seen(_door(folder, clock, vault), facts.label if facts else "", waiting_in(folder), vault, address)


def waiting_in(folder: Path) -> int:
    """Return how many entries of a profile wait for the portal, by its spool.

    Raises:
        StoreError: the spool cannot be read.
    """
    return len(read_spool(folder / SPOOL))


def protect(folder: Path, clock: Clock, vault: Vault, pin: str) -> Opened:
    """Give a profile its first PIN and open it; then the key leaves the keyring. A cut anywhere leaves one way in.

    Raises:
        WeakPinError: the PIN would be guessed.
        CredentialError: the keyring does not do what is needed.
        StoreError: the disk does not, or the journal cannot be opened.
    """
    keys = JournalKeys(folder)
    key = keys.read_key(folder_id(folder))
    half = Half(keys.new_key(half_id(folder)))
    vault.lock(key, pin, half)
    # by the PIN as well, before the other way is given up
    return settled(folder, clock, vault.unlock(pin, half))


def unlock(folder: Path, clock: Clock, vault: Vault, pin: str) -> Opened:
    """Open a profile by its PIN.

    Raises:
        ProfileLockedError: the kind says why it stays locked.
        CredentialError: the keyring does not give its half of the key.
        StoreError: the journal cannot be opened.
    """
    return settled(folder, clock, _key(folder, vault, pin))


def restore(folder: Path, clock: Clock, vault: Vault, pin: str, told: Told) -> Opened | None:
    """Put the last whole copy in the journal's place and open it by the PIN; None where it was stopped.

    told: as of the copying; the journal is as it was where it says to stop.

    Raises:
        ProfileLockedError: the kind says why it stays locked.
        CredentialError: the keyring does not give its half of the key.
        StoreError: there is no whole copy, or the disk does not take it.
    """
    key = _key(folder, vault, pin)
    return settled(folder, clock, key) if put_back(journal_file(folder), key, clock, told) else None


def has_copy(folder: Path) -> bool:
    """Return whether there is a copy of a profile's journal that could be put back."""
    return bool(copies(folder))


def change_pin(folder: Path, vault: Vault, old: str, new: str) -> None:
    """Set another PIN; a wrong old one counts as at the unlocking.

    Raises:
        ProfileLockedError: the old one is wrong, or the new one would be guessed.
        CredentialError: the keyring does not give its half of the key.
        StoreError: the disk does not take it; the PIN before it still opens.
    """
    half = Half(JournalKeys(folder).read_key(half_id(folder)))
    vault.lock(vault.unlock(old, half), new, half)


def send_waiting(folder: Path, clock: Clock) -> Sent:
    """Hand in what waits in a locked profile; it stays here until the profile is opened.

    Raises:
        NothingEntrustedError: nobody knows where to.
        SyncError: the portal was not reached.
        StoreError: the spool cannot be read.
    """
    facts = read_facts(folder)
    if facts is None:
        raise NothingEntrustedError
    records = read_spool(folder / SPOOL)
    nobody = Profile(facts.address, facts.school, TeacherId(""), facts.replica, "", facts.portal_key, "")
    with new_session() as session:
        delivery = carry(HttpPortal(facts.address, nobody, clock, session), records)
    return Sent(len(records), sum(delivery.has(each) for each in records))


def keep_facts(folder: Path, store: Store, profile: Profile, *, named: bool | None = None) -> None:
    """Write down what may be seen of the profile while it is locked. named: by the surname too, None as before.

    Raises:
        StoreError: the folder cannot be written.
    """
    before = read_facts(folder)
    named = before.named if before and named is None else bool(named)
    with store.reading() as unit:
        label = read_label(unit, profile.teacher, with_surname=named)
    facts = Facts(profile.address, profile.school, profile.replica, profile.portal_key, label, named)
    if facts != before:
        write_facts(folder, facts)


def half_id(folder: Path) -> str:
    """Return the name under which the keyring has a profile's half of the key."""
    return f"{folder_id(folder)} half"


def _key(folder: Path, vault: Vault, pin: str) -> bytes:
    return vault.unlock(pin, Half(JournalKeys(folder).read_key(half_id(folder))))


def _door(folder: Path, clock: Clock, vault: Vault) -> Door:
    if not journal_file(folder).exists():
        return Door.NEW
    if vault.has_lock:
        return Door.LOCKED
    if read_recovery(folder) is not None and not JournalKeys(folder).holds(folder_id(folder)):
        return Door.SHUT
    opened = open_journal(folder, clock)
    if opened is None:
        return Door.NEW
    opened.store.close()
    return Door.NEW if opened.profile is None else Door.BARE


def settled(folder: Path, clock: Clock, key: bytes) -> Opened:
    """Open the journal, and leave the folder and the keyring as they should be, whatever was cut short before.

    Raises:
        CredentialError: the keyring does not let go of the whole key.
        StoreError: the journal cannot be opened, or the folder not written.
    """
    opened = opened_with(open_store(journal_file(folder), key, clock))
    try:
        if profile := opened.profile:
            whose = Entrusted(profile.school, profile.teacher, profile.replica, key)
            write_recovery(folder, entrust(whose, VerifyKey(from_base64(profile.portal_key))))
            keep_facts(folder, opened.store, profile)
        JournalKeys(folder).forget(folder_id(folder))
    except BaseException:
        opened.store.close()
        raise
    return opened
