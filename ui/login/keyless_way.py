"""Leads to a session without a keyring and away from it; removes and hands in what earlier ones have left."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.clock import Clock
from app.errors import GradebookError, KeyringLockedError, NoKeyringError, StoreError, UnsafeKeyringError
from app.vault.profiles import keyless_folders
from ui.background import Background
from ui.error_texts import sentence
from ui.login.entrance import Entrance
from ui.login.sign_in_texts import sign_in_text

if TYPE_CHECKING:
    from app.services.profile import Profile
    from ui.login.keyless_page import KeylessPage
    from ui.login.locking import Sent

NO_KEYRING = (NoKeyringError, KeyringLockedError, UnsafeKeyringError)
"""After these nothing can be stored, and one can work all the same."""


class KeylessWay(QObject):
    """Of one program. home: the folder of all profiles."""

    wanted = Signal(str)
    """Somebody wants to sign in; the portal's address, empty where it has to be asked."""

    left = Signal()

    def __init__(self, home: Path, clock: Clock, entrance: Entrance, parent: QObject) -> None:
        super().__init__(parent)
        self._home, self._clock, self._entrance = home, clock, entrance
        self._address = ""
        self._waiting = 0
        self._background = Background(self)

    def offer(self, error: Exception, address: str) -> None:
        """Say why nothing can be stored, and what one can do. address: of the portal, as far as it is known."""
        self._address = address
        self._page.show_reason(sentence(error))
        self._show()

    def tell_end(self, address: str) -> None:
        """Say that a session is over. address: of its portal."""
        self._address = address
        self._page.show_ended()
        self._show()

    def sweep(self, last: "Profile | None" = None) -> None:
        """Remove what sessions have left, and hand their entries in. last: of the one that has just ended."""
        if last is None and not keyless_folders(self._home):
            # nearly always: the imports would hold up what is shown next
            return

        def job() -> int:
            from ui.login.keyless import bid_farewell  # noqa: PLC0415 - half of the imports: after the first paint

            return bid_farewell(self._home, self._clock, last)

        self._background.run(job, done=self._on_swept, failed=_raise_unknown)

    def close(self, last: "Profile | None") -> None:
        """Wait for what is running; then do the same here, where a session ends with the program."""
        self._background.close()
        if last is not None:
            from ui.login.keyless import bid_farewell  # noqa: PLC0415 - as above

            with suppress(StoreError):
                bid_farewell(self._home, self._clock, last)

    @cached_property
    def _page(self) -> "KeylessPage":
        from ui.login.keyless_page import KeylessPage  # noqa: PLC0415 - as above

        page = KeylessPage()
        page.wanted.connect(lambda: self.wanted.emit(self._address))
        page.left.connect(self.left)
        page.sending_wanted.connect(self._on_sending)
        return page

    def _show(self) -> None:
        self._page.show_waiting(self._waiting)
        self._entrance.show_page(self._page)

    def _on_swept(self, waiting: int) -> None:
        self._waiting = waiting
        if "_page" in vars(self):
            self._page.show_waiting(waiting)

    def _on_sending(self) -> None:
        def job() -> "Sent":
            from ui.login.keyless import hand_in  # noqa: PLC0415 - as above

            return hand_in(self._home, self._clock)

        def done(sent: "Sent") -> None:
            self._waiting = sent.waiting - sent.taken
            self._page.show_sent(sent.waiting, sent.taken)

        def failed(error: Exception) -> None:
            self._page.show_error(sign_in_text(error))
            _raise_unknown(error)

        self._background.run(job, done=done, failed=failed)


def _raise_unknown(error: Exception) -> None:
    if not isinstance(error, GradebookError):
        raise error
