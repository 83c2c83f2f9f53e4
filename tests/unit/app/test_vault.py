"""A profile's lock: what a PIN opens, what it does not, and how often one may be wrong (P17)."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from app.ids import ReplicaId, SchoolId, TeacherId
from app.vault.derivation import LEAST, Cost, calibrated, hkdf
from app.vault.errors import (
    DamagedSlotError,
    EditedSlotError,
    TooManyTriesError,
    TryLaterError,
    WeakPinError,
    WrongPinError,
)
from app.vault.pins import PinFlaw, flaw_of, secret_of
from app.vault.slots import COPIES, Header, Slot, read_slot, write_slot
from app.vault.tries import FILE, FREE, MOST, WAITS_S
from app.vault.vault import Half, Vault
from app.wire.recovery import (
    BrokenRecoveryError,
    Entrusted,
    entrust,
    open_answer,
    read_entrusted,
    seal_answer,
)

KEY, PIN, PROFILE = bytes(range(32)), "480263", "profile"
HALF = Half(bytes(32))


class Clock:
    """Monotonic seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def a_vault(folder: Path, clock: Clock | None = None, profile: str = PROFILE) -> Vault:
    return Vault(folder, profile, monotonic=clock or Clock(), cost=lambda: LEAST)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A folder whose profile has a PIN."""
    a_vault(tmp_path).lock(KEY, PIN, HALF)
    return tmp_path


def wrong(vault: Vault, clock: Clock, times: int) -> None:
    for _ in range(times):
        clock.now += WAITS_S[-1]
        with pytest.raises(WrongPinError):
            vault.unlock("000001", HALF)


# RFC 5869, appendix A, cases 1 and 3: the first 32 of the 42 bytes
@pytest.mark.parametrize(
    ("salt", "info", "output"),
    [
        (
            bytes(range(13)),
            bytes(range(0xF0, 0xFA)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
        ),
        (b"", b"", "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"),
    ],
)
def test_the_key_derivation_is_that_of_the_standard(salt: bytes, info: bytes, output: str) -> None:
    assert hkdf(b"\x0b" * 22, salt=salt, info=info).hex() == output


def test_the_right_pin_with_the_keyrings_half_gives_the_key(locked: Path) -> None:
    assert a_vault(locked).unlock(PIN, HALF) == KEY


def test_a_pin_from_a_keyboard_of_another_layout_is_the_same() -> None:
    assert secret_of("４８０２６３") == secret_of(" 480263 ") == b"480263"


@pytest.mark.parametrize("pin", ["480264", "480263 1", ""])
def test_another_pin_gives_nothing(locked: Path, pin: str) -> None:
    with pytest.raises(WrongPinError):
        a_vault(locked).unlock(pin, HALF)


def test_the_pin_without_the_keyrings_half_gives_nothing(locked: Path) -> None:
    with pytest.raises(WrongPinError):
        a_vault(locked).unlock(PIN, Half(b"\x01" * 32))


def test_the_key_and_the_pin_are_nowhere_in_the_folder(locked: Path) -> None:
    texts = [path.read_bytes() for path in locked.iterdir()]
    assert texts
    assert not any(KEY in text or PIN.encode() in text or HALF.secret in text for text in texts)


def test_another_pin_is_set_over_the_one_before_and_the_key_stays(locked: Path) -> None:
    a_vault(locked).lock(KEY, "719204", HALF)
    with pytest.raises(WrongPinError):
        a_vault(locked).unlock(PIN, HALF)
    assert a_vault(locked).unlock("719204", HALF) == KEY


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize(
    "damage", [lambda text: text[:40], lambda text: text[:-1] + bytes([text[-1] ^ 1]), lambda _: b""]
)
def test_one_damaged_copy_is_no_loss_and_two_are_said_not_counted(locked: Path, copy: str, damage: object) -> None:
    assert callable(damage)
    path = locked / copy
    path.write_bytes(damage(path.read_bytes()))
    assert a_vault(locked).unlock(PIN, HALF) == KEY
    for name in COPIES:
        (locked / name).write_bytes(damage((locked / name).read_bytes()) if name != copy else b"x")
    with pytest.raises(DamagedSlotError):
        a_vault(locked).unlock(PIN, HALF)
    assert a_vault(locked).has_lock
    assert a_vault(locked).tries.left == MOST


def test_a_slot_of_another_profile_is_refused_whatever_its_pin(locked: Path) -> None:
    with pytest.raises(EditedSlotError):
        a_vault(locked, profile="another").unlock(PIN, HALF)


@pytest.mark.parametrize("cost", [Cost(8192, 1), Cost(LEAST.memory, 1), Cost(2**40, 2), Cost(LEAST.memory, 10**6)])
def test_a_slot_that_was_edited_to_be_guessed_faster_or_to_hang_the_pc_is_refused(locked: Path, cost: Cost) -> None:
    slot = read_slot(locked)
    assert slot is not None
    header = msgspec.structs.replace(msgspec.msgpack.decode(slot.header, type=Header), cost=cost)
    write_slot(locked, Slot(msgspec.msgpack.encode(header), slot.locked))
    with pytest.raises(EditedSlotError):
        a_vault(locked).unlock(PIN, HALF)


def test_a_slot_whose_header_was_edited_within_reason_opens_with_no_pin(locked: Path) -> None:
    slot = read_slot(locked)
    assert slot is not None
    header = msgspec.structs.replace(msgspec.msgpack.decode(slot.header, type=Header), cost=Cost(LEAST.memory, 3))
    write_slot(locked, Slot(msgspec.msgpack.encode(header), slot.locked))
    with pytest.raises(WrongPinError):
        a_vault(locked).unlock(PIN, HALF)


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_any_bytes_in_place_of_a_slot_are_told_as_damage(tmp_path_factory: pytest.TempPathFactory, text: bytes) -> None:
    folder = tmp_path_factory.mktemp("slot")
    (folder / COPIES[0]).write_bytes(text)
    with pytest.raises(DamagedSlotError):
        read_slot(folder)


def test_the_first_wrong_pins_are_free_and_the_next_ones_wait_longer_and_longer(locked: Path) -> None:
    clock = Clock()
    vault = a_vault(locked, clock)
    for _ in range(FREE):
        with pytest.raises(WrongPinError):
            vault.unlock("000001", HALF)
    waits = []
    for _ in range(MOST - FREE - 1):
        waits.append(vault.tries.wait_s)
        with pytest.raises(TryLaterError):
            vault.unlock(PIN, HALF)
        clock.now += waits[-1]
        with pytest.raises(WrongPinError):
            vault.unlock("000001", HALF)
    assert waits == list(WAITS_S)


def test_a_restart_neither_forgets_the_wrong_pins_nor_shortens_the_wait(locked: Path) -> None:
    wrong(a_vault(locked, clock := Clock()), clock, FREE + 1)
    again = a_vault(locked, Clock())
    assert (again.tries.left, again.tries.wait_s) == (MOST - FREE - 1, WAITS_S[1])


def test_a_try_counts_although_the_program_is_ended_in_its_middle(locked: Path) -> None:
    a_vault(locked).tries.begin()
    assert a_vault(locked).tries.left == MOST - 1


def test_the_right_pin_makes_the_wrong_ones_forgotten(locked: Path) -> None:
    clock = Clock()
    vault = a_vault(locked, clock)
    wrong(vault, clock, 3)
    vault.unlock(PIN, HALF)
    assert vault.tries.left == MOST


def test_the_tenth_wrong_pin_erases_the_slot_so_that_the_right_one_is_too_late(locked: Path) -> None:
    clock = Clock()
    vault = a_vault(locked, clock)
    wrong(vault, clock, MOST - 1)
    clock.now += WAITS_S[-1]
    with pytest.raises(TooManyTriesError):
        vault.unlock("000001", HALF)
    assert not any((locked / name).exists() for name in COPIES)
    with pytest.raises(TooManyTriesError):
        a_vault(locked).unlock(PIN, HALF)


def test_a_counter_that_was_made_unreadable_leaves_one_try(locked: Path) -> None:
    (locked / FILE).write_text("-7")
    assert a_vault(locked).tries.left == 1


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("12345", PinFlaw.SHORT),
        ("123456", PinFlaw.GUESSED),
        ("987654", PinFlaw.GUESSED),
        ("890123", PinFlaw.GUESSED),
        ("111111", PinFlaw.GUESSED),
        ("121212", PinFlaw.GUESSED),
        ("123123", PinFlaw.GUESSED),
        ("123321", PinFlaw.GUESSED),
        ("147258", PinFlaw.GUESSED),
        ("020413", PinFlaw.GUESSED),
        ("02041975", PinFlaw.GUESSED),
        ("480263", None),
        ("32041875", None),
        ("пароль", PinFlaw.SHORT),
        ("ааааааааааааа", PinFlaw.GUESSED),
        ("мел доска окно", None),
        ("5" * 200, PinFlaw.LONG),
    ],
)
def test_what_is_guessed_first_is_no_pin(text: str, flaw: PinFlaw | None) -> None:
    assert flaw_of(text) is flaw


def test_a_weak_pin_is_refused_and_the_one_before_still_opens(locked: Path) -> None:
    with pytest.raises(WeakPinError):
        a_vault(locked).lock(KEY, "111111", HALF)
    assert a_vault(locked).unlock(PIN, HALF) == KEY


def test_the_cost_is_what_this_pc_bears() -> None:
    assert calibrated().is_sane
    slow = iter((0.0, 10.0))
    assert calibrated(lambda: next(slow)).passes == LEAST.passes


def test_the_portal_gives_the_key_back_to_the_pc_that_asked_and_nobody_else() -> None:
    portal, asker = SigningKey.generate(), PrivateKey.generate()
    entrusted = Entrusted(SchoolId("school"), TeacherId("anna"), ReplicaId("pc"), KEY)
    found = read_entrusted(entrust(entrusted, portal.verify_key), portal)
    assert found == entrusted
    answer = seal_answer(found.key, asker.public_key)
    assert open_answer(answer, asker) == KEY
    with pytest.raises(BrokenRecoveryError):
        open_answer(answer, PrivateKey.generate())
    with pytest.raises(BrokenRecoveryError):
        read_entrusted(entrust(entrusted, portal.verify_key), SigningKey.generate())
