"""Leads a sign-in: asks the portal beside the window, waits for a phone or a browser, and says what came of it."""

import platform
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.clock import Clock
from app.errors import (
    GradebookError,
    OfflineError,
    PortalBrokenError,
    PortalSilentError,
    SignInExpiredError,
    ThrottledError,
)
from ui.background import Background
from ui.login.sign_in_page import SignInPage
from ui.login.sign_in_texts import sign_in_text

if TYPE_CHECKING:
    from sync.sign_in import SignIn, Tokens, Waiting
    from sync.transport import HttpSession

PASSING = (OfflineError, PortalSilentError, PortalBrokenError, ThrottledError)
"""What a sign-in that waits for a phone outlives: the portal is asked again."""

LOOK_S = 0.3
"""How long the browser's answer is waited for before it is looked whether somebody has given up."""

BROWSER_S = 600
"""As long as the portal waits for a phone."""

T = TypeVar("T")


class SigningIn(QObject):
    """One sign-in after another at the same page; what comes for an abandoned one is dropped.

    open_browser: shows an address in this PC's browser.
    """

    signed_in = Signal(object)
    """A SignedIn."""

    refused = Signal(object)
    """The portal did not let anybody begin: the error."""

    _browser_asked = Signal(str)

    def __init__(
        self,
        page: SignInPage,
        clock: Clock,
        parent: QObject,
        open_browser: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._clock = clock
        self._address = ""
        self._given_up = threading.Event()
        self._background = Background(self)
        self._session: HttpSession | None = None
        self._timer = QTimer(self, singleShot=True)
        self._waiting: tuple[SignIn, Waiting] | None = None
        self._interval_s = 0
        self._timer.timeout.connect(self._on_time)
        self._browser_asked.connect(lambda address: open_browser(QUrl(address)))
        page.phone_wanted.connect(lambda: self.begin(self._address))
        page.browser_wanted.connect(lambda: self.begin_in_browser(self._address))

    def begin(self, address: str) -> None:
        """Begin anew by a phone. address: as it was typed."""

        def job() -> "tuple[SignIn, Waiting]":
            sign_in = self._asking(address)
            return sign_in, sign_in.begin_at_phone(platform.node())

        self._page.show_asking()
        self._run(job, done=self._on_waiting, failed=self.refused.emit, given_up=self._anew(address))

    def begin_in_browser(self, address: str) -> None:
        """Begin anew in this PC's browser. address: as it was typed."""
        given_up, page = self._anew(address), _brought_page(self.tr("Signed in. You may close this page."))

        def job() -> "tuple[SignIn, Tokens]":
            from sync.loopback import Loopback  # noqa: PLC0415 - not before the first paint

            sign_in = self._asking(address)
            with Loopback(page) as listening:
                start = sign_in.begin_in_browser(listening.port, platform.node())
                self._browser_asked.emit(start.address)
                return sign_in, sign_in.finish_in_browser(start, _brought(listening.wait, given_up))

        self._page.show_browser()
        self._run(job, done=self._on_tokens, failed=self._on_ended, given_up=given_up)

    def stop(self) -> None:
        """Wait for nobody any more."""
        self._given_up.set()
        self._timer.stop()

    def abandon(self) -> Callable[[], None]:
        """Announce nothing any more; return what waits for what is running, elsewhere."""
        self.stop()
        wait = self._background.abandon()

        def end() -> None:
            wait()
            if self._session is not None:
                self._session.close()

        return end

    def _anew(self, address: str) -> threading.Event:
        """Give the sign-in before up; return by what the new one is."""
        self.stop()
        self._address, self._given_up = address, threading.Event()
        return self._given_up

    def _asking(self, address: str) -> "SignIn":
        """Return who asks the portal, on the background's thread."""
        from sync.enrolment import check_address  # noqa: PLC0415 - as above
        from sync.sign_in import SignIn  # noqa: PLC0415 - as above
        from sync.transport import new_session  # noqa: PLC0415 - as above

        if self._session is None:
            self._session = new_session()
        return SignIn(check_address(address), self._session, self._clock)

    def _run(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        given_up: threading.Event,
    ) -> None:
        def unless_given_up(act: Callable[[T], None] | Callable[[Exception], None], what: object) -> None:
            if not given_up.is_set():
                act(what)  # type: ignore[arg-type]  # of the kind that the act takes

        self._background.run(
            job, done=lambda what: unless_given_up(done, what), failed=lambda error: unless_given_up(failed, error)
        )

    def _on_waiting(self, begun: "tuple[SignIn, Waiting]") -> None:
        self._waiting = begun
        _, waiting = begun
        self._interval_s = max(1, waiting.interval)
        self._page.show_phone(
            code=waiting.user_code,
            number=waiting.number,
            address=waiting.verification_uri,
            whole=waiting.verification_uri_complete,
        )
        self._timer.start(self._interval_s * 1000)

    def _on_time(self) -> None:
        if self._waiting is not None:
            sign_in, waiting = self._waiting

            def job() -> "tuple[SignIn, Tokens | int]":
                return sign_in, sign_in.ask_phone(waiting)

            self._run(job, done=self._on_asked, failed=self._on_unanswered, given_up=self._given_up)

    def _on_asked(self, asked: "tuple[SignIn, Tokens | int]") -> None:
        sign_in, answer = asked
        if isinstance(answer, int):
            self._interval_s += answer
            self._page.tell_waiting()
            self._timer.start(self._interval_s * 1000)
        else:
            self._on_tokens((sign_in, answer))

    def _on_unanswered(self, error: Exception) -> None:
        if isinstance(error, PASSING):
            wait_s = error.retry_after_s if isinstance(error, ThrottledError) else 0
            self._page.tell_waiting(held_up=True)
            self._timer.start(max(self._interval_s, wait_s) * 1000)
        else:
            self._on_ended(error)

    def _on_tokens(self, given: "tuple[SignIn, Tokens]") -> None:
        from sync.access import Access  # noqa: PLC0415 - as above
        from ui.login.making import SignedIn  # noqa: PLC0415 - as above

        sign_in, tokens = given
        self._page.show_entering()
        # until there is a journal nothing is written down
        self.signed_in.emit(SignedIn(sign_in.address, Access(sign_in, tokens, lambda _before, _token: None)))

    def _on_ended(self, error: Exception) -> None:
        self._page.show_error(sign_in_text(error))
        _raise_unknown(error)


def _brought(wait: Callable[[float], str | None], given_up: threading.Event) -> str:
    """Return what the browser has brought.

    Raises:
        SignInExpiredError: it brought nothing.
    """
    until = time.monotonic() + BROWSER_S
    while not given_up.is_set() and time.monotonic() < until:
        if (target := wait(LOOK_S)) is not None:
            return target
    raise SignInExpiredError


def _brought_page(text: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><title>{text}</title><p>{text}</p>'


def _raise_unknown(error: Exception) -> None:
    if not isinstance(error, GradebookError):
        raise error
