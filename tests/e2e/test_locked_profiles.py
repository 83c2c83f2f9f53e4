"""P17, P18, P19: profiles on one PC, with the real portal, a real keyring and real files."""

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from app.clock import Clock
from app.domain.pages import EMPTY_CELL
from app.errors import KeyMissingError, WrongCodeError
from app.services.marking import put_mark
from app.store.outbox import waiting
from app.store.spool import Spool
from app.store.tables import mark, pupil
from app.store.unit import Store
from app.vault.derivation import LEAST
from app.vault.errors import (
    EditedSlotError,
    OtherTeacherError,
    StillWaitingError,
    TooManyTriesError,
    WrongPinError,
)
from app.vault.facts import read_facts
from app.vault.slots import COPIES
from app.vault.tries import MOST
from app.vault.vault import Half, Vault
from sync.credentials import JournalKeys
from tests.keyring_service import KeyringService
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from ui.login.entering import Opened, enrol_here, folder_id
from ui.login.locking import (
    Door,
    change_pin,
    half_id,
    look_at,
    protect,
    recover,
    send_waiting,
    unlock,
    waiting_in,
)
from ui.login.removing import check_empty, erase_profile
from ui.portal_rounds import PortalRounds

PIN, OTHER_PIN = "480263", "917304"
MARKS = 3


@dataclass
class Pc:
    """A teacher's profile on this PC."""

    folder: Path

    @property
    def vault(self) -> Vault:
        # without the waits, which are the vault's own tests' matter
        return Vault(self.folder, self.folder.name, cost=lambda: LEAST)

    def unlock(self, pin: str = PIN) -> Opened:
        return unlock(self.folder, Clock(), self.vault, pin)

    def recover(self, code: str, pin: str = OTHER_PIN) -> Opened:
        return recover(self.folder, Clock(), self.vault, code, pin)

    def round(self, opened: Opened) -> None:
        assert opened.profile
        PortalRounds(opened.store, Spool(self.folder), opened.profile, Clock())(lambda _: None, threading.Event())


def a_pc(folder: Path, portal: PortalProcess, login: str) -> Pc:
    """Enrol, choose the PIN, load everything, and lock again."""
    enrol_here(folder, Clock(), address=portal.url, code=portal.code(login)).store.close()
    pc = Pc(folder)
    opened = protect(folder, Clock(), pc.vault, PIN)
    pc.round(opened)
    opened.store.close()
    return pc


def type_marks(pc: Pc) -> None:
    """Type without the portal, and lock."""
    opened = pc.unlock()
    for number in range(MARKS):
        with opened.store.unit() as unit:
            put_mark(unit, pupil=PUPILS[number], lesson=LESSONS[0], value="5", seen=EMPTY_CELL)
    Spool(pc.folder).keep_up(opened.store)
    opened.store.close()


def unsent(store: Store) -> int:
    with store.reading() as unit:
        return waiting(unit)


@pytest.fixture
def anna(keyring_service: KeyringService, portal_process: PortalProcess, tmp_path: Path) -> Pc:
    return a_pc(tmp_path / "pc" / "default", portal_process, "anna")


@pytest.fixture
def boris(anna: Pc, portal_process: PortalProcess) -> Pc:
    return a_pc(anna.folder.parent / "teacher-2", portal_process, "boris")


def test_a_forgotten_pin_is_replaced_by_a_fresh_code_and_every_waiting_entry_is_there(
    anna: Pc, portal_process: PortalProcess
) -> None:
    type_marks(anna)
    opened = anna.recover(portal_process.code("anna"))
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
    opened = anna.recover(portal_process.code("anna"))
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
    opened = anna.recover(portal_process.code("anna"))
    assert unsent(opened.store) == MARKS
    opened.store.close()


def test_the_second_teacher_cannot_open_the_first_ones_profile(
    boris: Pc, anna: Pc, portal_process: PortalProcess
) -> None:
    code = portal_process.code("boris")
    with pytest.raises(OtherTeacherError):
        anna.recover(code)
    for name in COPIES:
        (anna.folder / name).write_bytes((boris.folder / name).read_bytes())
    half = Half(JournalKeys(boris.folder).read_key(half_id(boris.folder)))
    with pytest.raises(EditedSlotError):
        anna.vault.unlock(PIN, half)
    # the code was not used up
    boris.recover(code).store.close()


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


def test_a_cut_between_any_two_steps_of_the_first_pin_leaves_a_way_in(
    keyring_service: KeyringService, portal_process: PortalProcess, tmp_path: Path
) -> None:
    folder = tmp_path / "default"
    enrol_here(folder, Clock(), address=portal_process.url, code=portal_process.code("anna")).store.close()
    pc, keys = Pc(folder), JournalKeys(folder)
    raw = keys.read_key(folder_id(folder))
    assert look_at(folder, Clock()).door is Door.BARE
    half = Half(keys.new_key(half_id(folder)))
    assert look_at(folder, Clock()).door is Door.BARE
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


def test_a_used_code_recovers_nothing(anna: Pc, portal_process: PortalProcess) -> None:
    code = portal_process.code("anna")
    anna.recover(code).store.close()
    with pytest.raises(WrongCodeError):
        anna.recover(code)


def test_a_profile_is_listed_by_initials_unless_its_teacher_wants_otherwise(anna: Pc) -> None:
    anna.unlock().store.close()
    facts = read_facts(anna.folder)
    assert facts
    assert all(len(part) == 2 and part.endswith(".") for part in facts.label.split())
