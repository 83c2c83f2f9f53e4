"""What a teacher can do about the own profile while it is open: lock it, change its PIN, name it, remove it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.clock import Clock
from ui.background import Background
from ui.login.change_pin import ChangePin
from ui.login.portal_acts import PortalActs
from ui.login.removal import Removal
from ui.settings import IDLE_MINUTES, Settings
from ui.widgets.offering import offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.vault import Vault
    from ui.login.entering import Opened


class ProfileActs(QObject):
    """Opens its questions over the window; what is slow runs beside it."""

    lock_wanted = Signal()
    told = Signal(str)
    refused = Signal(object)
    removed = Signal()
    """Nothing of the profile waits: it may be closed and erased."""

    idle_changed = Signal()

    def __init__(self, folder: Path, opened: "Opened", settings: Settings, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self.portal = PortalActs(opened, clock, self)
        self.portal.told.connect(self.told)
        self.portal.refused.connect(self.refused)
        self._folder = folder
        self._opened = opened
        self._settings = settings
        self._window: QWidget | None = None
        self._vault: Vault | None = None
        self._background = Background(self)

    def show_over(self, window: QWidget) -> None:
        """Ask over this window from now on."""
        self._window = window
        self.portal.show_over(window)

    @property
    def is_keyless(self) -> bool:
        """Whether the journal ends with its session, so that no PIN opens it and nobody finds it listed."""
        return self._opened.keyless is not None

    def offer_lasting(self, *actions: QAction) -> None:
        """Enable what is about a profile that lasts, or say why there is none."""
        reason = self.tr("There is no password storage: this journal has no PIN and ends with the session.")
        for action in actions:
            offer(action, possible=not self.is_keyless, reason=reason)

    def add_choices(self, menu: QMenu) -> None:
        """Add the sign-in, after how long the profile locks itself, and how it is listed."""
        self.portal.add_to(menu)
        ends = self.tr("End the session when nothing is typed")
        after = menu.addMenu(ends if self.is_keyless else self.tr("Lock when nothing is typed"))
        group = QActionGroup(after)
        for minutes in IDLE_MINUTES:
            text = self.tr("%n minute(s)", "", minutes)
            action = self._choice(group, after, text, chosen=minutes == self._settings.idle_minutes)
            action.triggered.connect(partial(self._on_minutes, minutes))
        listed = menu.addMenu(self.tr("In the list of teachers"))
        self.offer_lasting(listed.menuAction())
        group = QActionGroup(listed)
        for named, text in ((False, self.tr("Initials")), (True, self.tr("Surname and initials"))):
            action = self._choice(group, listed, text, chosen=named is self._is_named())
            action.triggered.connect(partial(self._on_named, named))

    def change_pin(self) -> None:
        """Ask for the PIN and for another one."""
        dialog = ChangePin(self._window)

        def changed(_: None) -> None:
            dialog.accept()
            self.told.emit(self.tr("The PIN is changed."))

        def job(old: str, new: str) -> None:
            from ui.login.locking import change_pin  # noqa: PLC0415 - the derivation's library: when it is needed

            change_pin(self._folder, self._lock(), old, new)

        dialog.submitted.connect(
            lambda old, new: self._background.run(
                partial(job, old, new), done=changed, failed=lambda error: dialog.show_error(error, self._left())
            )
        )
        dialog.open()

    def remove(self) -> None:
        """Ask twice whether the profile shall go from this PC; refused while anything waits."""
        self._background.run(self._check_empty, done=lambda _: self._ask_removal(), failed=self.refused.emit)

    def abandon(self) -> "Callable[[], None]":
        """Say nothing any more; return what waits for what is running, elsewhere."""
        steps = self._background.abandon(), self.portal.abandon()

        def end() -> None:
            for step in steps:
                step()

        return end

    def _check_empty(self) -> None:
        from ui.login.removing import check_empty  # noqa: PLC0415 - as above

        check_empty(self._folder, self._opened.store)

    def _ask_removal(self) -> None:
        question = Removal(self._window)
        question.accepted.connect(self.removed)
        question.open()

    def _lock(self) -> "Vault":
        from app.vault.vault import Vault  # noqa: PLC0415 - as above

        self._vault = self._vault or Vault(self._folder, self._folder.name)
        return self._vault

    def _left(self) -> int:
        return self._vault.tries.left if self._vault else 0

    def _is_named(self) -> bool:
        from app.vault.facts import read_facts  # noqa: PLC0415 - as above

        facts = read_facts(self._folder)
        return facts is not None and facts.named

    def _choice(self, group: QActionGroup, menu: QMenu, text: str, *, chosen: bool) -> QAction:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        menu.addAction(action)
        return action

    def _on_minutes(self, minutes: int, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 (a signal's)
        self._settings.idle_minutes = minutes
        self.idle_changed.emit()

    def _on_named(self, named: bool, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 (a signal's)
        from ui.login.locking import keep_facts  # noqa: PLC0415 - as above

        profile = self._opened.profile
        if profile is not None:
            job = partial(keep_facts, self._folder, self._opened.store, profile, named=named)
            self._background.run(job, done=lambda _: None, failed=self.refused.emit)
