"""A journal that ends with its session: its key is nowhere on the disk, its folder is nobody else's, its sign-in ends.

The portal is a real process, the files are real, and there is no keyring but where a colleague has one.
"""

import base64
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.clock import Clock
from app.domain.pages import EMPTY_CELL
from app.errors import SignedOutError, SyncError
from app.services.marking import put_mark
from app.services.profile import read_profile
from app.store.keyless import JOURNAL
from app.store.spool import SPOOL, Spool, read_spool
from app.vault.facts import FACTS, read_facts
from app.vault.profiles import LOCK, keyless_folders, profile_folders
from sync.access import access_of, from_journal
from sync.credentials import KEY_BYTES
from sync.http_portal import HttpPortal
from sync.rounds import run_round
from sync.sign_in import SignIn
from sync.transport import new_session
from tests.faults.test_keyless import marks_at
from tests.keyring_service import KeyringService
from tests.locked_pcs import a_pc, signed_in, unsent
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from ui.login.entering import Opened
from ui.login.keyless import bid_farewell, hand_in, make_keyless, prepare_keyless, tidy_all


@dataclass
class Session:
    """One session at a PC."""

    home: Path
    opened: Opened

    @property
    def folder(self) -> Path:
        assert self.opened.keyless
        return self.opened.keyless.path

    def enter(self, *values: str) -> None:
        """Type marks, which are in the sealed outbox at once."""
        for pupil, value in zip(PUPILS, values, strict=False):
            with self.opened.store.unit() as unit:
                put_mark(unit, pupil=pupil, lesson=LESSONS[0], value=value, seen=EMPTY_CELL)
        Spool(self.folder).keep_up(self.opened.store)

    def end(self) -> None:
        """Close it, as locking does."""
        assert self.opened.keyless
        self.opened.keyless.end(self.opened.store)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "pc").mkdir()
    return tmp_path / "pc"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every secret of a key's length that is drawn from the system, as it comes."""
    found: list[bytes] = []
    draw = os.urandom

    def noted(size: int) -> bytes:
        secret = draw(size)
        if size == KEY_BYTES:
            found.append(secret)
        return secret

    monkeypatch.setattr(os, "urandom", noted)
    return found


@pytest.fixture
def session(drawn: list[bytes], home: Path, portal_process: PortalProcess) -> Iterator[Session]:
    begun = begin(home, portal_process)
    yield begun
    begun.end()


def begin(home: Path, portal: PortalProcess) -> Session:
    prepare_keyless(home)
    with signed_in(portal, "anna") as somebody:
        begun = Session(home, make_keyless(home, Clock(), somebody.enrolling(Clock())))
    load(begun)
    return begun


def load(session: Session) -> None:
    """Run a round with the portal."""
    profile, store = session.opened.profile, session.opened.store
    assert profile
    with new_session() as line:
        portal = HttpPortal(profile.address, profile, Clock(), line, access_of(store, profile, line, Clock()))
        run_round(store, portal, author_seed=profile.author_seed, progress=lambda _: None, stop=threading.Event())
    Spool(session.folder).keep_up(store)


def spellings(secret: bytes) -> set[bytes]:
    return {secret, secret.hex().encode(), base64.b64encode(secret).rstrip(b"="), base64.urlsafe_b64encode(secret)[:-1]}


def leaked(home: Path, secrets: list[bytes]) -> list[str]:
    """Return which files hold one of the secrets."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [
        path.name for path in files for each in secrets if any(text in path.read_bytes() for text in spellings(each))
    ]


def test_neither_the_journals_key_nor_its_authors_lies_in_any_file_during_the_session_or_after(
    session: Session, drawn: list[bytes]
) -> None:
    session.enter("5", "4")
    assert len(drawn) >= 2
    assert leaked(session.home, drawn) == []
    assert {path.name.split(".db")[0] for path in session.folder.iterdir()} == {"session", SPOOL, FACTS, LOCK}
    session.end()
    assert {path.name for path in session.folder.iterdir()} == {SPOOL, FACTS, LOCK}
    assert leaked(session.home, drawn) == []
    (session.home / "control").write_text(drawn[0].hex())
    assert leaked(session.home, drawn) == ["control"]


def test_the_facts_beside_the_sealed_entries_name_nobody(session: Session) -> None:
    facts = read_facts(session.folder)
    assert facts
    assert (facts.label, facts.named) == ("", False)
    assert profile_folders(session.home) == []


def test_a_session_under_way_is_tidied_by_nobody_and_a_dead_one_by_the_next(
    session: Session, portal_process: PortalProcess
) -> None:
    session.enter("5")
    dead = session.home / "keyless-dead"
    shutil.copytree(session.folder, dead)
    before = sorted(path.name for path in session.folder.iterdir())
    assert tidy_all(session.home) == 1
    assert sorted(path.name for path in session.folder.iterdir()) == before
    assert {path.name for path in dead.iterdir()} == {SPOOL, FACTS, LOCK}
    assert hand_in(session.home, Clock()).taken == 1
    assert keyless_folders(session.home) == [session.folder]
    assert marks_at(portal_process) == ["5"]
    load(session)
    assert unsent(session.opened.store) == 0
    assert marks_at(portal_process) == ["5"]


def test_at_the_end_the_entries_are_handed_in_and_the_sign_in_is_over(
    session: Session, portal_process: PortalProcess
) -> None:
    session.enter("5", "4")
    with session.opened.store.reading() as unit:
        last = read_profile(unit)
    assert last
    session.end()
    assert bid_farewell(session.home, Clock(), last) == 0
    assert keyless_folders(session.home) == []
    assert marks_at(portal_process) == ["5", "4"]
    with new_session() as line, pytest.raises(SignedOutError):
        SignIn(portal_process.url, line, Clock()).refresh(from_journal(last.token))


def test_what_no_portal_was_reached_for_stays_sealed_until_one_is(
    session: Session, portal_process: PortalProcess
) -> None:
    session.enter("5", "4")
    portal_process.stop()
    session.end()
    with pytest.raises(SyncError):
        hand_in(session.home, Clock())
    assert bid_farewell(session.home, Clock(), session.opened.profile) == 2
    assert not (session.folder / JOURNAL).exists()
    portal_process.start()
    assert bid_farewell(session.home, Clock(), None) == 0
    assert marks_at(portal_process) == ["5", "4"]


def test_a_colleagues_round_hands_in_what_a_session_has_left(
    session: Session, portal_process: PortalProcess, keyring_service: KeyringService
) -> None:
    session.enter("5", "4", "3")
    session.end()
    boris = a_pc(session.home / "default", portal_process, "boris")
    assert marks_at(portal_process) == ["5", "4", "3"]
    assert len(read_spool(session.folder / SPOOL)) == 3
    assert boris.folder in profile_folders(session.home)
    assert bid_farewell(session.home, Clock(), None) == 0
    assert keyless_folders(session.home) == []
