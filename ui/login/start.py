"""From the start of the program to an open journal: a lock, or the way to a new one; never blocks the window."""

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.clock import Clock
from app.errors import DamagedError, GradebookError, KeyMissingError, StoreError
from app.vault.errors import NothingEntrustedError
from ui.background import Background
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.keyless_way import NO_KEYRING

if TYPE_CHECKING:
    from app.vault.vault import Vault
    from ui.login.entering import Opened
    from ui.login.joining import Joining
    from ui.login.locking import Seen, Sent
    from ui.login.profiles_page import Listed, ProfilesPage
    from ui.login.unlock_page import UnlockPage


KIB = 1024

WAYS_ANEW = (KeyMissingError, DamagedError, NothingEntrustedError)
"""After these a new sign-in is the way out; the old files are kept."""


class Start(QObject):
    """Leads the entrance window on one profile's folder; emits the open, enrolled journal.

    address: of the portal for a new profile, as the command line tells it; empty for what this PC knows itself.
    """

    entered = Signal(object)
    left = Signal()
    """The list of this PC's teachers is wanted."""

    chosen = Signal(str)
    """The name of a profile's folder."""

    new_wanted = Signal()
    without_keyring = Signal(object, str)
    """Somebody wants to work though this PC keeps or gives no key: the error, the portal's address."""

    _put_back = Signal(int, int)
    """How many KiB of a copy are put back, and of how many."""

    def __init__(  # noqa: PLR0913 (what the command line tells, and the window)
        self, folder: Path, clock: Clock, entrance: Entrance, form: FirstStart, *, address: str = "", hint: str = ""
    ) -> None:
        super().__init__()
        self._folder = folder
        self._clock = clock
        self._entrance = entrance
        self._form = form
        self._address = address
        self._hint = hint
        self._others = False
        self._seen: Seen | None = None
        self._from_copy = self._is_keyless = False
        self._refusal: Exception | None = None
        self._stop = threading.Event()
        self._closing = Background(self)
        self._quiet = threading.Event()
        self._quiet.set()
        self._background = Background(self)
        entrance.again.connect(self.open)
        entrance.anew.connect(self._on_anew)
        entrance.from_copy.connect(self._on_from_copy)
        entrance.keyless.connect(self._on_keyless)
        entrance.stop_wanted.connect(self._stop.set)
        self._put_back.connect(entrance.show_restoring)
        form.left.connect(self.left)

    def begin(self, folder: Path, *, others: bool) -> None:
        """Lead to the journal of this folder from now on. others: whether this PC has other profiles."""
        self._folder, self._others = folder, others
        self._seen, self._from_copy = None, False
        self.open()

    def open(self) -> None:
        """Look how the profile stands, and ask for what is missing."""
        self._is_keyless = False
        self._entrance.show_opening()

        def job() -> "Seen":
            from ui.login.locking import look_at  # noqa: PLC0415 - half of the imports: after the first paint

            return look_at(self._folder, self._clock)

        self._background.run(job, done=self._on_seen, failed=self._on_closed)

    def join_keyless(self, address: str) -> None:
        """Lead to a journal that ends with its session. address: of the portal, empty where it has to be asked."""
        self._is_keyless = True
        self._joining.begin_keyless(self._folder, address=address)

    def show_profiles(self, folders: Sequence[Path], error: str = "") -> None:
        """List this PC's profiles. error: why one could not be opened."""

        def job() -> "list[Listed]":
            from app.vault.facts import read_facts  # noqa: PLC0415 - as above
            from ui.login.locking import waiting_in  # noqa: PLC0415 - as above
            from ui.login.profiles_page import Listed  # noqa: PLC0415 - as above

            facts = [(folder, read_facts(folder)) for folder in folders]
            return [Listed(folder.name, each.label if each else "", waiting_in(folder)) for folder, each in facts]

        def show(listed: "list[Listed]") -> None:
            self._entrance.show_page(self._profiles)
            self._profiles.show_profiles(listed)
            if error:
                self._profiles.show_error(error)

        self._background.run(job, done=show, failed=self._on_closed)

    def after(self, job: Callable[[], None], *, done: Callable[[], None]) -> None:
        """Run what must have ended before the next journal is opened; a PIN can be typed meanwhile."""
        self._quiet.clear()

        def run() -> None:
            try:
                job()
            finally:
                self._quiet.set()

        self._closing.run(run, done=lambda _: done(), failed=self._on_closed)

    def close(self) -> None:
        """Wait for what is running; what can be stopped is."""
        self._stop.set()
        self._closing.close()
        self._quiet.set()
        if "_joining" in vars(self):
            self._joining.close()
        self._background.close()

    @cached_property
    def _unlock(self) -> "UnlockPage":
        from ui.login.unlock_page import UnlockPage  # noqa: PLC0415 - as above

        page = UnlockPage(self._hint)
        page.submitted.connect(self._on_pin)
        page.forgotten.connect(self._on_forgotten)
        page.sending_wanted.connect(self._on_sending)
        page.keyless_wanted.connect(self._on_keyless)
        page.left.connect(self.left)
        return page

    @cached_property
    def _joining(self) -> "Joining":
        from ui.login.joining import Joining  # noqa: PLC0415 - as above

        joining = Joining(self._clock, self._entrance, self._form, self._quiet.wait, self)
        joining.opened.connect(self._on_opened)
        joining.left.connect(self._on_left)
        joining.failed.connect(self._on_closed)
        joining.without_keyring.connect(self.without_keyring)
        return joining

    @cached_property
    def _profiles(self) -> "ProfilesPage":
        from ui.login.profiles_page import ProfilesPage  # noqa: PLC0415 - as above

        page = ProfilesPage()
        page.chosen.connect(self.chosen)
        page.new_wanted.connect(self.new_wanted)
        return page

    @property
    def _vault(self) -> "Vault":
        if self._seen is None:
            from app.vault.vault import Vault  # noqa: PLC0415 - as above

            return Vault(self._folder, self._folder.name)
        return self._seen.vault

    def _on_seen(self, seen: "Seen") -> None:
        from ui.login.locking import Door  # noqa: PLC0415 - as above

        self._seen = seen
        if seen.door is Door.NEW:
            address = self._address or seen.address
            self._joining.begin_new(self._folder, seen.vault, address=address, back=self._others)
        elif seen.door is Door.BARE:
            self._joining.ask_first_pin(self._folder, seen.vault)
        else:
            shut = seen.door is Door.SHUT
            self._entrance.show_page(self._unlock)
            self._unlock.show_profile(seen.label, seen.waiting, shut=shut, wait_s=seen.vault.tries.wait_s)

    def _on_pin(self, pin: str) -> None:
        vault = self._vault

        def job() -> "Opened":
            from ui.login.locking import unlock  # noqa: PLC0415 - as above

            self._quiet.wait()
            return unlock(self._folder, self._clock, vault, pin)

        if self._from_copy:
            self._restore(vault, pin)
        else:
            self._background.run(job, done=self._on_opened, failed=self._on_locked)

    def _restore(self, vault: "Vault", pin: str) -> None:
        self._stop.clear()

        def told(done: int, total: int) -> bool:
            self._put_back.emit(done // KIB, total // KIB)
            return not self._stop.is_set()

        def job() -> "Opened | None":
            from ui.login.locking import restore  # noqa: PLC0415 - as above

            self._quiet.wait()
            return restore(self._folder, self._clock, vault, pin, told)

        def done(opened: "Opened | None") -> None:
            if opened is not None:
                self._on_opened(opened)
                return
            self._from_copy = False
            text = self.tr("Stopped. The journal is as it was: damaged, and kept.")
            self._entrance.show_error(text, anew=True, copy=True)

        self._background.run(job, done=done, failed=self._on_locked)

    def _on_locked(self, error: Exception) -> None:
        if isinstance(error, StoreError):
            self._on_closed(error)
            return
        self._unlock.show_error(error, left=self._vault.tries.left)
        self._refusal = error
        if isinstance(error, NO_KEYRING):
            self._unlock.offer_keyless()
        _raise_unknown(error)

    def _on_forgotten(self) -> None:
        vault = self._vault

        def job() -> str:
            from ui.login.regaining import entrusted  # noqa: PLC0415 - as above

            return entrusted(self._folder)

        def done(address: str) -> None:
            self._joining.begin_anew(self._folder, vault, address=address)

        self._background.run(job, done=done, failed=self._on_closed)

    def _on_left(self) -> None:
        from ui.login.locking import Door  # noqa: PLC0415 - as above

        if self._seen is not None and self._seen.door is Door.NEW and not self._is_keyless:
            self.left.emit()
        else:
            self.open()

    def _on_sending(self) -> None:
        def job() -> "Sent":
            from ui.login.locking import send_waiting  # noqa: PLC0415 - as above

            return send_waiting(self._folder, self._clock)

        self._background.run(
            job, done=lambda sent: self._unlock.show_sent(sent.waiting, sent.taken), failed=self._on_locked
        )

    def _on_opened(self, opened: "Opened") -> None:
        self._from_copy = False
        self.entered.emit(opened)

    def _on_closed(self, error: Exception) -> None:
        copy = isinstance(error, DamagedError) and not self._from_copy and self._has_copy()
        keyless = isinstance(error, NO_KEYRING)
        self._entrance.show_error(sentence(error), anew=isinstance(error, WAYS_ANEW), copy=copy, keyless=keyless)
        self._refusal = error
        self._from_copy = False
        _raise_unknown(error)

    def _has_copy(self) -> bool:
        """Return whether a PIN opens the profile, and a copy of its journal with it."""
        from ui.login.locking import has_copy  # noqa: PLC0415 - as above

        return self._seen is not None and self._seen.vault.has_lock and has_copy(self._folder)

    def _on_keyless(self) -> None:
        from app.vault.facts import read_facts  # noqa: PLC0415 - as above

        facts = read_facts(self._folder)
        address = (self._seen.address if self._seen else "") or (facts.address if facts else "") or self._address
        self.without_keyring.emit(self._refusal, address)

    def _on_from_copy(self) -> None:
        self._from_copy = True
        self.open()

    def _on_anew(self) -> None:
        def job() -> None:
            from ui.login.entering import set_aside  # noqa: PLC0415 - as above

            set_aside(self._folder)

        self._background.run(job, done=lambda _: self.open(), failed=self._on_closed)


def _raise_unknown(error: Exception) -> None:
    if not isinstance(error, GradebookError):
        raise error
