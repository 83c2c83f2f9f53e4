"""Why a profile stays locked, in sentences with a way out."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.errors import GradebookError
from app.vault import errors as e
from app.vault.pins import LEAST_DIGITS, LEAST_PHRASE, PinFlaw

CONTEXT = "Errors"
MINUTE_S = 60

TEXTS: dict[type[GradebookError], str] = {
    e.WrongPinError: str(QT_TRANSLATE_NOOP("Errors", "This is another PIN. Please try again.")),
    e.WeakPinError: str(QT_TRANSLATE_NOOP("Errors", "Please choose another PIN: {why}.")),
    e.TryLaterError: str(QT_TRANSLATE_NOOP("Errors", "The PIN was wrong several times. The next try is in {wait}.")),
    e.TooManyTriesError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The PIN was wrong too often and opens nothing any more. Sign in again: the entries are kept."
        )
    ),
    e.DamagedSlotError: str(
        QT_TRANSLATE_NOOP("Errors", "What the PIN opens is damaged on the disk. Sign in again: the entries are kept.")
    ),
    e.EditedSlotError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "What the PIN opens belongs to another profile or was changed. Sign in again, or ask the office."
        )
    ),
    e.OtherTeacherError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another teacher has signed in. This journal is opened by its own teacher only; nothing was changed.",
        )
    ),
    e.NothingEntrustedError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nothing is left that the portal could open this profile with. Its waiting entries can still be sent.",
        )
    ),
    e.StillWaitingError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The profile stays: entries that the portal has not confirmed: {waiting}. Synchronise first."
        )
    ),
    e.KeyringChangedError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The key is kept by «{before}», and this session has «{now}». Start that keyring, or sign in again.",
        )
    ),
}

WHY: dict[str, str] = {
    PinFlaw.SHORT: str(QT_TRANSLATE_NOOP("Errors", "it needs {digits} digits, or a phrase of {letters} letters")),
    PinFlaw.LONG: str(QT_TRANSLATE_NOOP("Errors", "it is too long")),
    PinFlaw.GUESSED: str(QT_TRANSLATE_NOOP("Errors", "this one is guessed at once")),
}
"""By the value of PinFlaw."""


def flaw_text(flaw: str) -> str:
    """Return why a new PIN cannot be taken, as the end of a sentence."""
    return QCoreApplication.translate(CONTEXT, WHY.get(flaw, WHY[PinFlaw.GUESSED])).format(
        digits=LEAST_DIGITS, letters=LEAST_PHRASE
    )


def wait_text(seconds: float) -> str:
    """Return how long one has to wait, such as "2 min" or "30 s"."""
    whole = int(seconds) + 1
    if whole <= MINUTE_S:
        return QCoreApplication.translate("Errors", "{seconds} s").format(seconds=whole)
    return QCoreApplication.translate("Errors", "{minutes} min").format(minutes=-(-whole // MINUTE_S))
