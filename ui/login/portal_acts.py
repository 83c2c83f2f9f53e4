"""What a teacher can do about the sign-in at the portal while the profile is open: sign in anew, sign out."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QMessageBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.clock import Clock
from app.errors import GradebookError, SyncError
from ui.background import Background
from ui.help.helping import offer_help
from ui.login.sign_in_page import SignInPage
from ui.login.sign_in_texts import sign_in_text
from ui.login.signing_in import SigningIn
from ui.widgets.offering import offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.login.entering import Opened
    from ui.login.making import SignedIn


class SignInDialog(QDialog):
    """The page of a sign-in over the open journal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in_dialog")
        self.setWindowTitle(self.tr("Sign in again"))
        self.page = SignInPage()
        self._lines = lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.page)
        self.page.left.connect(self.reject)
        self.finished.connect(self.deleteLater)
        offer_help(self)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # what is shown next may be taller than what the dialog was opened with, and wraps
            self.resize(self.width(), max(self.height(), self._lines.totalHeightForWidth(self.width())))
        return done


class PortalActs(QObject):
    """Opens its questions over the window; what is slow runs beside it."""

    told = Signal(str)
    refused = Signal(object)
    changed = Signal()
    """The portal is to be asked by another sign-in, or by none."""

    def __init__(self, opened: "Opened", clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._opened = opened
        self._clock = clock
        self._window: QWidget | None = None
        self._signing_in: SigningIn | None = None
        self._background = Background(self)

    def show_over(self, window: QWidget) -> None:
        """Ask over this window from now on."""
        self._window = window

    def add_to(self, menu: QMenu) -> None:
        """Add signing in anew and out; who has not signed in has nothing to end."""
        again, out = QAction(self.tr("Sign in again…"), menu), QAction(self.tr("Sign out…"), menu)
        for action, name, act in ((again, "sign_in_again", self.sign_in_again), (out, "sign_out", self.sign_out)):
            action.setObjectName(name)
            action.triggered.connect(lambda _checked, act=act: act())
            menu.addAction(action)
        reason = self.tr("The sign-in ends with the session.")
        offer(out, possible=self._opened.keyless is None, reason=reason)
        menu.aboutToShow.connect(lambda: out.setVisible(self._is_signed_in()))

    def sign_in_again(self) -> None:
        """Show how to sign in by a phone, and let the profile speak by that from then on."""
        profile = self._opened.profile
        if profile is None:
            return
        dialog = SignInDialog(self._window)
        self._signing_in = signing_in = SigningIn(dialog.page, self._clock, self)
        signing_in.signed_in.connect(partial(self._on_signed_in, dialog))
        signing_in.refused.connect(lambda error: dialog.page.show_error(sign_in_text(error)))
        dialog.finished.connect(self._on_closed)
        signing_in.begin(profile.address)
        dialog.open()

    def sign_out(self) -> None:
        """Ask whether the sign-in shall end, and say what becomes of what is not sent."""
        self._background.run(self._waiting, done=self._ask_sign_out, failed=self.refused.emit)

    def abandon(self) -> "Callable[[], None]":
        """Say nothing any more; return what waits for what is running, elsewhere."""
        steps = [self._background.abandon()]
        if self._signing_in is not None:
            steps.append(self._signing_in.abandon())

        def end() -> None:
            for step in steps:
                step()

        return end

    def _is_signed_in(self) -> bool:
        from app.services.profile import read_profile  # noqa: PLC0415 - the store: when it is needed
        from sync.access import is_refresh_token  # noqa: PLC0415 - as above

        with self._opened.store.reading() as unit:
            profile = read_profile(unit)
        return profile is not None and is_refresh_token(profile.token)

    def _waiting(self) -> int:
        from app.store.outbox import waiting  # noqa: PLC0415 - as above

        with self._opened.store.reading() as unit:
            return waiting(unit)

    def _ask_sign_out(self, waiting: int) -> None:
        told = self.tr("The journal stays on this computer, open by its PIN, and can be written as before.")
        left = self.tr("%n entry(ies) are not sent yet; they stay here until the next sign-in.", "", waiting)
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Sign out"), "", parent=self._window)
        box.setObjectName("sign_out_dialog")
        box.setText(f"{told} {left}" if waiting else told)
        out = box.addButton(self.tr("Sign out"), QMessageBox.ButtonRole.AcceptRole)
        out.setObjectName("sign_out_submit")
        box.setDefaultButton(box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole))
        out.clicked.connect(self._sign_out)
        box.finished.connect(box.deleteLater)
        offer_help(box, "unlock")
        box.open()

    def _sign_out(self) -> None:
        def job() -> None:
            from ui.login.regaining import sign_out  # noqa: PLC0415 - as above

            sign_out(self._opened.store, self._clock)

        def done(_: None) -> None:
            self.changed.emit()
            self.told.emit(self.tr("Signed out. To send and receive again, sign in: Journal, Profile."))

        self._background.run(job, done=done, failed=self.refused.emit)

    def _on_signed_in(self, dialog: SignInDialog, signed_in: "SignedIn") -> None:
        def job() -> None:
            from app.vault.errors import OtherTeacherError  # noqa: PLC0415 - as above
            from ui.login.regaining import sign_in_anew  # noqa: PLC0415 - as above

            try:
                sign_in_anew(self._opened.store, self._clock, signed_in)
            except OtherTeacherError:
                with suppress(SyncError):
                    signed_in.end()
                raise

        def done(_: None) -> None:
            dialog.accept()
            self.changed.emit()
            self.told.emit(self.tr("Signed in. What was waiting is being sent."))

        def failed(error: Exception) -> None:
            dialog.page.show_error(sign_in_text(error))
            if not isinstance(error, GradebookError):
                raise error

        self._background.run(job, done=done, failed=failed)

    def _on_closed(self) -> None:
        if self._signing_in is not None:
            end, self._signing_in = self._signing_in.abandon(), None
            self._background.run(end, done=lambda _: None, failed=self.refused.emit)
