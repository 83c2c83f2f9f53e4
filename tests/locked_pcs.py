"""Teachers' profiles on one PC without their windows: signed in by a phone, locked by a PIN, real files and keyring."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.domain.pages import EMPTY_CELL
from app.ids import SchoolId
from app.services.marking import put_mark
from app.store.outbox import waiting
from app.store.spool import Spool
from app.store.unit import Store
from app.vault.derivation import LEAST
from app.vault.vault import Vault
from sync.access import Access
from sync.sign_in import SignIn, Tokens
from sync.transport import new_session
from tests.letting_in import let_in
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from ui.login.entering import Opened
from ui.login.locking import unlock
from ui.login.making import SignedIn, make_profile
from ui.login.regaining import regain
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
        """Open it by a PIN."""
        return unlock(self.folder, Clock(), self.vault, pin)

    def regain(self, portal: PortalProcess, login: str, pin: str = OTHER_PIN) -> Opened:
        """Let the portal open it for whoever signs in, and give it another PIN."""
        with signed_in(portal, login) as somebody:
            return regain(self.folder, Clock(), self.vault, pin, somebody)

    def round(self, opened: Opened) -> None:
        """Run one round, as the program does after a start."""
        assert opened.profile
        rounds = PortalRounds(opened.store, Spool(self.folder), opened.profile, Clock(), copies=True)
        rounds(lambda _: None, threading.Event())


@contextmanager
def signed_in(portal: PortalProcess, login: str, school: SchoolId | None = None) -> Iterator[SignedIn]:
    """Yield what the window has once a phone has let somebody in. school: where there are several."""
    with new_session() as session:
        sign_in = SignIn(portal.url, session, Clock())
        shown = sign_in.begin_at_phone("PC")
        let_in(portal.data, shown.user_code, login, school)
        tokens = sign_in.ask_phone(shown)
        assert isinstance(tokens, Tokens)
        yield SignedIn(portal.url, Access(sign_in, tokens, lambda _before, _token: None))


def a_pc(folder: Path, portal: PortalProcess, login: str) -> Pc:
    """Sign in, choose the PIN, load everything, and lock again."""
    folder.mkdir(parents=True)
    pc = Pc(folder)
    with signed_in(portal, login) as somebody:
        opened = make_profile(folder, Clock(), pc.vault, PIN, somebody.enrolling(Clock()))
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
    """Return how many entries wait."""
    with store.reading() as unit:
        return waiting(unit)
