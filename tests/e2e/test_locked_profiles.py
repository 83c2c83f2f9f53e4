"""P17, P18, P19: profiles on one PC, with the real portal, a real keyring and real files."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.clock import Clock
from app.errors import KeyMissingError
from app.store.tables import mark, pupil
from app.vault.derivation import LEAST
from app.vault.errors import (
    EditedSlotError,
    OtherTeacherError,
    StillWaitingError,
    TooManyTriesError,
    WrongPinError,
)
from app.vault.facts import read_facts
from app.vault.profiles import journal_file
from app.vault.slots import COPIES
from app.vault.tries import MOST
from app.vault.vault import Half, Vault
from sync.credentials import JournalKeys
from tests.faults.journals import make_journal
from tests.keyring_service import KeyringService
from tests.locked_pcs import MARKS, OTHER_PIN, PIN, Pc, a_pc, type_marks, unsent
from tests.portal_process import PortalProcess
from ui.login.entering import folder_id
from ui.login.locking import (
    Door,
    change_pin,
    half_id,
    look_at,
    send_waiting,
    unlock,
    waiting_in,
)
from ui.login.removing import check_empty, erase_profile


@pytest.fixture
def anna(keyring_service: KeyringService, portal_process: PortalProcess, tmp_path: Path) -> Pc:
    return a_pc(tmp_path / "pc" / "default", portal_process, "anna")


@pytest.fixture
def boris(anna: Pc, portal_process: PortalProcess) -> Pc:
    return a_pc(anna.folder.parent / "teacher-2", portal_process, "boris")


def test_a_forgotten_pin_is_replaced_by_a_fresh_sign_in_and_every_waiting_entry_is_there(
    anna: Pc, portal_process: PortalProcess
) -> None:
    type_marks(anna)
    opened = anna.regain(portal_process, "anna")
    assert unsent(opened.store) == MARKS
    anna.round(opened)
    assert unsent(opened.store) == 0
    opened.store.close()
    with pytest.raises(WrongPinError):
        anna.unlock(PIN)
    anna.unlock(OTHER_PIN).store.close()


def test_an_emptied_keyring_is_overcome_the_same_way(
    anna: Pc, portal_process: PortalProcess, keyring_service: KeyringService
) -> None:
    type_marks(anna)
    keyring_service.empty()
    with pytest.raises(KeyMissingError):
        anna.unlock()
    opened = anna.regain(portal_process, "anna")
    assert unsent(opened.store) == MARKS
    opened.store.close()


def test_after_the_last_wrong_pin_only_the_portal_opens_the_profile(anna: Pc, portal_process: PortalProcess) -> None:
    type_marks(anna)
    clock = [0.0]
    vault = Vault(anna.folder, anna.folder.name, monotonic=lambda: clock[0], cost=lambda: LEAST)
    for number in range(MOST):
        clock[0] += 1000
        with pytest.raises(TooManyTriesError if number == MOST - 1 else WrongPinError):
            unlock(anna.folder, Clock(), vault, OTHER_PIN)
    assert look_at(anna.folder, Clock()).door is Door.SHUT
    with pytest.raises(TooManyTriesError):
        anna.unlock(PIN)
    opened = anna.regain(portal_process, "anna")
    assert unsent(opened.store) == MARKS
    opened.store.close()


def test_the_second_teacher_cannot_open_the_first_ones_profile(
    boris: Pc, anna: Pc, portal_process: PortalProcess
) -> None:
    with pytest.raises(OtherTeacherError):
        anna.regain(portal_process, "boris")
    for name in COPIES:
        (anna.folder / name).write_bytes((boris.folder / name).read_bytes())
    half = Half(JournalKeys(boris.folder).read_key(half_id(boris.folder)))
    with pytest.raises(EditedSlotError):
        anna.vault.unlock(PIN, half)
    boris.unlock().store.close()


def test_what_waits_in_a_locked_profile_is_sent_by_anybody_and_read_by_nobody(anna: Pc, boris: Pc) -> None:
    type_marks(anna)
    sent = send_waiting(anna.folder, Clock())
    assert (sent.waiting, sent.taken) == (MARKS, MARKS)
    assert waiting_in(anna.folder) == MARKS
    opened = boris.unlock()
    boris.round(opened)
    with opened.store.reading() as unit:
        assert len(unit.connection.execute(select(mark)).all()) == MARKS
    opened.store.close()


def test_a_locked_profile_shows_no_name_no_pin_and_no_key_in_any_file(anna: Pc) -> None:
    type_marks(anna)
    opened = anna.unlock()
    with opened.store.reading() as unit:
        surnames = set(unit.connection.execute(select(pupil.c.surname)).scalars())
    assert opened.profile
    secrets = {*surnames, PIN, opened.profile.token, opened.profile.author_seed}
    opened.store.close()
    assert len(surnames) > 1
    held = {path.name: path.read_bytes() for path in anna.folder.iterdir()}
    found = [(name, each) for name, data in held.items() for each in secrets if each.encode() in data]
    assert found == []
    assert {"journal.db", "profile.json", "slot-r", "slot-a.1", "slot-a.2", "outbox.spool"} <= set(held)


def test_a_cut_between_any_two_steps_of_the_first_pin_of_an_older_profile_leaves_a_way_in(
    keyring_service: KeyringService, tmp_path: Path
) -> None:
    folder = tmp_path / "default"
    keys = JournalKeys(folder)
    raw = keys.new_key(folder_id(folder))
    make_journal(journal_file(folder), raw)
    assert look_at(folder, Clock()).door is Door.BARE
    half = Half(keys.new_key(half_id(folder)))
    assert look_at(folder, Clock()).door is Door.BARE
    pc = Pc(folder)
    pc.vault.lock(raw, PIN, half)
    assert look_at(folder, Clock()).door is Door.LOCKED
    pc.unlock().store.close()
    assert not keys.holds(folder_id(folder))
    assert keys.holds(half_id(folder))


def test_another_pin_takes_the_place_of_the_old_one(anna: Pc) -> None:
    with pytest.raises(WrongPinError):
        change_pin(anna.folder, anna.vault, OTHER_PIN, "305172")
    change_pin(anna.folder, anna.vault, PIN, OTHER_PIN)
    anna.unlock(OTHER_PIN).store.close()
    with pytest.raises(WrongPinError):
        anna.unlock(PIN)


def test_a_profile_with_waiting_entries_is_not_removed_even_after_a_courier_took_them(anna: Pc) -> None:
    type_marks(anna)
    send_waiting(anna.folder, Clock())
    opened = anna.unlock()
    with pytest.raises(StillWaitingError) as refused:
        check_empty(anna.folder, opened.store)
    assert refused.value.waiting == MARKS
    opened.store.close()
    with pytest.raises(StillWaitingError):
        erase_profile(anna.folder)
    anna.unlock().store.close()


def test_a_removed_profile_leaves_nothing_on_the_disk_or_in_the_keyring(
    anna: Pc, keyring_service: KeyringService
) -> None:
    type_marks(anna)
    opened = anna.unlock()
    anna.round(opened)
    check_empty(anna.folder, opened.store)
    opened.store.close()
    erase_profile(anna.folder)
    assert list(anna.folder.iterdir()) == []
    assert keyring_service.stored() == set()


def test_a_profile_is_listed_by_initials_unless_its_teacher_wants_otherwise(anna: Pc) -> None:
    anna.unlock().store.close()
    facts = read_facts(anna.folder)
    assert facts
    assert all(len(part) == 2 and part.endswith(".") for part in facts.label.split())
