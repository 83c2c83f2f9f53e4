"""Why a profile stays locked; each carries facts, never a sentence."""

from app.errors import GradebookError, KeyMissingError


class ProfileLockedError(GradebookError):
    """A profile was not unlocked; nothing of it was changed."""


class WrongPinError(ProfileLockedError):
    """The PIN or phrase is another one, or the keyring has another half of the key by now."""


class WeakPinError(ProfileLockedError):
    """A new PIN or phrase is guessed too soon. flaw: a value of app.vault.pins.PinFlaw."""

    def __init__(self, flaw: str) -> None:
        super().__init__()
        self.flaw = flaw


class TryLaterError(ProfileLockedError):
    """After several wrong PINs one has to wait."""

    def __init__(self, wait_s: float) -> None:
        super().__init__()
        self.wait_s = wait_s


class TooManyTriesError(ProfileLockedError):
    """The PIN opens nothing any more; the portal can give the key back after a fresh sign-in."""


class DamagedSlotError(ProfileLockedError):
    """No copy of what the PIN opens is whole."""


class EditedSlotError(ProfileLockedError):
    """What the PIN opens is another profile's, or was changed by somebody."""


class OtherTeacherError(ProfileLockedError):
    """Another teacher than the profile's has signed in, or the portal does not know what was entrusted to it."""


class NothingEntrustedError(ProfileLockedError):
    """There is nothing in the profile's folder that the portal could open."""


class StillWaitingError(ProfileLockedError):
    """A profile cannot be removed while entries wait that the portal has not confirmed."""

    def __init__(self, waiting: int) -> None:
        super().__init__()
        self.waiting = waiting


class KeyringChangedError(KeyMissingError):
    """The keyring in use is another one than the key was given to. before, now: their short names."""

    def __init__(self, before: str, now: str) -> None:
        super().__init__()
        self.before = before
        self.now = now
