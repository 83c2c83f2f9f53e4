"""From a sign-in through the choice of a PIN to an open profile: a new one, or one whose PIN or keyring is lost."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.clock import Clock
from app.errors import GradebookError, StoreError, SyncError
from app.vault.errors import NothingEntrustedError
from ui.background import Background
from ui.login.entrance import Entrance
from ui.login.first_start import FirstStart
from ui.login.keyless_way import NO_KEYRING
from ui.login.new_pin import NewPinPage
from ui.login.sign_in_page import SignInPage
from ui.login.sign_in_texts import sign_in_text
from ui.login.signing_in import SigningIn

if TYPE_CHECKING:
    from app.vault.vault import Vault
    from ui.login.entering import Opened
    from ui.login.making import SignedIn

Making = Callable[[str], "Opened"]
"""From a PIN to the open profile, on another thread."""


class Joining(QObject):
    """Leads the entrance's pages; nothing of a profile is on the disk before its PIN is chosen.

    ready: waits, on another thread, until the journal before is closed.
    """

    opened = Signal(object)
    left = Signal()
    failed = Signal(object)
    """The disk or the profile does not allow it: the error."""

    without_keyring = Signal(object, str)
    """Somebody wants to work though this PC can keep no key: the error, the portal's address."""

    def __init__(
        self, clock: Clock, entrance: Entrance, form: FirstStart, ready: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._entrance = entrance
        self._form = form
        self._ready = ready
        self._folder = Path()
        self._is_new, self._back, self._is_keyless = True, False, False
        self._refusal: Exception | None = None
        self._making_of: Callable[[SignedIn], Making] | None = None
        self._making: Making | None = None
        self._signed_in: SignedIn | None = None
        self._background = Background(self)
        self._page = SignInPage()
        self._new_pin = NewPinPage()
        self._signing_in = SigningIn(self._page, clock, self)
        self._signing_in.signed_in.connect(self._on_signed_in)
        self._signing_in.refused.connect(self._on_refused)
        form.submitted.connect(self._on_address)
        form.browser_wanted.connect(self._on_address_for_browser)
        form.keyless_wanted.connect(lambda address: self.without_keyring.emit(self._refusal, address))
        self._page.left.connect(self._on_left)
        self._page.address_wanted.connect(self._ask_address)
        self._new_pin.submitted.connect(self._on_pin)
        self._new_pin.left.connect(self._on_left)

    def begin_new(self, folder: Path, vault: "Vault", *, address: str, back: bool) -> None:
        """Lead to a new profile. address: of the portal, empty where it has to be asked. back: to other teachers."""

        def making_of(signed_in: "SignedIn") -> Making:
            from ui.login.making import make_profile  # noqa: PLC0415 - half of the imports: after the first paint

            return lambda pin: make_profile(folder, self._clock, vault, pin, signed_in.enrolling(self._clock))

        self._begin(folder, making_of, is_new=True, back=back)
        self._begin_at(address)

    def begin_keyless(self, folder: Path, *, address: str) -> None:
        """Lead to a journal that ends with its session, beside the folders of profiles such as this one."""

        def making_of(signed_in: "SignedIn") -> Making:
            from ui.login.keyless import make_keyless  # noqa: PLC0415 - as above

            return lambda _: make_keyless(folder.parent, self._clock, signed_in.enrolling(self._clock))

        self._begin(folder, making_of, is_new=True, back=True)
        self._is_keyless = True
        self._begin_at(address)

    def begin_anew(self, folder: Path, vault: "Vault", *, address: str) -> None:
        """Lead to another PIN of a profile that only the portal can open. address: of that portal."""

        def making_of(signed_in: "SignedIn") -> Making:
            from ui.login.regaining import regain  # noqa: PLC0415 - as above

            return lambda pin: regain(folder, self._clock, vault, pin, signed_in)

        self._begin(folder, making_of, is_new=False, back=True)
        self._on_address(address)

    def ask_first_pin(self, folder: Path, vault: "Vault") -> None:
        """Lead to the first PIN of a profile that an older release has left without one."""
        from ui.login.locking import protect  # noqa: PLC0415 - as above

        self._making = lambda pin: protect(folder, self._clock, vault, pin)
        self._entrance.show_page(self._new_pin)
        self._new_pin.ask_first(back=False)

    def close(self) -> None:
        """Wait for what is running."""
        self._signing_in.abandon()()
        self._background.close()

    def _begin_at(self, address: str) -> None:
        if address:
            self._form.set_address(address)
            self._on_address(address)
        else:
            self._ask_address()

    def _begin(self, folder: Path, making_of: "Callable[[SignedIn], Making]", *, is_new: bool, back: bool) -> None:
        self._folder, self._making_of, self._is_new, self._back = folder, making_of, is_new, back
        self._is_keyless = False
        self._page.offer_another_portal(possible=is_new)

    def _ask_address(self, error: str = "") -> None:
        self._signing_in.stop()
        self._form.show_asking(back=self._back)
        if error:
            self._form.show_error(error)
        self._entrance.show_first_start()

    def _on_address(self, address: str) -> None:
        self._prepared(lambda: self._signing_in.begin(address))

    def _on_address_for_browser(self, address: str) -> None:
        self._prepared(lambda: self._signing_in.begin_in_browser(address))

    def _prepared(self, begin: Callable[[], None]) -> None:
        folder, is_new, is_keyless = self._folder, self._is_new, self._is_keyless

        def job() -> None:
            from ui.login.keyless import prepare_keyless  # noqa: PLC0415 - as above
            from ui.login.making import prepare  # noqa: PLC0415 - as above

            self._ready()
            if is_keyless:
                prepare_keyless(folder.parent)
            else:
                prepare(folder, is_new=is_new)

        self._page.show_asking()
        self._entrance.show_page(self._page)
        self._background.run(job, done=lambda _: begin(), failed=self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._refusal = error
        if self._is_new:
            self._ask_address(sign_in_text(error))
            if isinstance(error, NO_KEYRING):
                self._form.offer_keyless()
        else:
            self._page.show_error(sign_in_text(error))
        if not isinstance(error, GradebookError):
            raise error

    def _on_signed_in(self, signed_in: "SignedIn") -> None:
        if self._making_of is None:
            return
        self._signed_in, self._making = signed_in, self._making_of(signed_in)
        if self._is_keyless:
            # there is nothing that a PIN could open
            self._make("")
            return
        self._entrance.show_page(self._new_pin)
        if self._is_new:
            self._new_pin.ask_first(back=True)
        else:
            self._new_pin.ask_another()

    def _on_pin(self, pin: str) -> None:
        if self._making is not None:
            self._new_pin.set_busy(busy=True)
            self._make(pin)

    def _make(self, pin: str) -> None:
        making = self._making
        if making is None:
            return

        def job() -> "Opened":
            self._ready()
            return making(pin)

        self._background.run(job, done=self._on_made, failed=self._on_not_made)

    def _on_made(self, opened: "Opened") -> None:
        self._signed_in = self._making = None
        self.opened.emit(opened)

    def _on_not_made(self, error: Exception) -> None:
        if isinstance(error, NothingEntrustedError | StoreError):
            self.failed.emit(error)
            return
        (self._page if self._is_keyless else self._new_pin).show_error(sign_in_text(error))
        if not isinstance(error, GradebookError):
            raise error

    def _on_left(self) -> None:
        """Give back what was signed in, and go back to where the sign-in began."""
        self._signing_in.stop()
        given = self._signed_in
        self._signed_in = self._making = None
        if given is not None:
            self._background.run(lambda: _end(given), done=lambda _: None, failed=self.failed.emit)
        if self._is_new and not self._back:
            self._ask_address()
        else:
            self.left.emit()


def _end(signed_in: "SignedIn") -> None:
    # who cannot be reached lists it among the person's programs, where it can be ended too
    with suppress(SyncError):
        signed_in.end()
