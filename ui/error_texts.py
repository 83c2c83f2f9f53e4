"""Turns an error into a sentence for a teacher; the only place where an error becomes words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app import errors as e
from app.vault.errors import TryLaterError, WeakPinError
from sync.schedule import FIRST_RETRY_S, LONGEST_WAIT_S
from ui.file_error_texts import why_text
from ui.lock_texts import TEXTS as LOCKED
from ui.lock_texts import flaw_text, wait_text

CONTEXT = "Errors"

UNKNOWN = str(
    QT_TRANSLATE_NOOP("Errors", "Something went wrong, your marks are safe. What you did last may be missing.")
)

CLOCK_IS_WRONG = str(
    QT_TRANSLATE_NOOP(
        "Errors", "This computer's date is wrong, so the portal cannot be checked. Set the date and time."
    )
)

TEXTS: dict[type[e.GradebookError], str] = {
    e.UnknownMarkError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "“{text}” is not a mark here. Marks are {known}, two of them as 4/5; н, б, у, о say who is away."
        )
    ),
    e.BadMinutesError: str(
        QT_TRANSLATE_NOOP("Errors", "Late by “{text}” minutes: it may be 1 to {most}. Nothing was written.")
    ),
    e.UnknownPastedError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "Row {row} of what you paste: “{text}” is neither a mark nor a sign. Nothing was written."
        )
    ),
    e.DoesNotFitError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "What you paste is larger than the page from here on. Choose another first cell; nothing was written.",
        )
    ),
    e.NoSuchThingError: str(
        QT_TRANSLATE_NOOP("Errors", "This is no longer in the journal: it was removed or moved. Nothing was written.")
    ),
    e.NotEnrolledError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "This computer is not connected to a portal yet. Sign in with a one-time code first."
        )
    ),
    e.TooLongError: str(QT_TRANSLATE_NOOP("Errors", "The text is too long: at most {limit} characters. Shorten it.")),
    e.BadLinkError: str(
        QT_TRANSLATE_NOOP("Errors", "“{text}” is not the address of a page: it begins with https:// or http://.")
    ),
    e.BadPlanError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "Item {number} of the plan needs a topic and 1 to 99 hours; a plan has at most 500 items."
        )
    ),
    e.BadWeightError: str(QT_TRANSLATE_NOOP("Errors", "The weight {weight} is not possible: it is from 0 to 10.")),
    e.WorkHasMarksError: str(
        QT_TRANSLATE_NOOP("Errors", "Marks stand for this work. Take them back first, then the work can be removed.")
    ),
    e.ReasonNeededError: str(QT_TRANSLATE_NOOP("Errors", "The school asks for a reason here. Write one.")),
    e.UnmarkedClassError: str(
        QT_TRANSLATE_NOOP("Errors", "This class has no marks by the school's rule: attendance and remarks only.")
    ),
    e.NotMemberError: str(
        QT_TRANSLATE_NOOP("Errors", "On this day the pupil was not in the group. Nothing was written.")
    ),
    e.WorkMarkedError: str(QT_TRANSLATE_NOOP("Errors", "A mark stands for this work already, so it is not owed.")),
    e.ReleasedPupilError: str(
        QT_TRANSLATE_NOOP("Errors", "The pupil is released from this lesson, it is not counted: is the sign meant?")
    ),
    e.BesideAbsenceError: str(QT_TRANSLATE_NOOP("Errors", "A mark and a missed lesson in one cell: is that meant?")),
    e.FutureLessonError: str(
        QT_TRANSLATE_NOOP("Errors", "By this computer's date the lesson is still to come: is the mark meant?")
    ),
    e.HolidayError: str(QT_TRANSLATE_NOOP("Errors", "The lesson lies in the holidays ({holiday}): is the mark meant?")),
    e.CancelledLessonError: str(QT_TRANSLATE_NOOP("Errors", "The lesson was cancelled: is the mark meant?")),
    e.TermClosedError: str(
        QT_TRANSLATE_NOOP("Errors", "“{term}” is closed, its marks cannot be changed. Ask the deputy head to open it.")
    ),
    e.NotYoursToWriteError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "You read this journal, but on that day its subject teacher writes in it. Nothing was changed.",
        )
    ),
    e.PupilNotChosenError: str(QT_TRANSLATE_NOOP("Errors", "Choose a pupil: type the first letters of the surname.")),
    e.EmptyTextError: str(QT_TRANSLATE_NOOP("Errors", "There is no text yet. Write what it shall say.")),
    e.NoLessonsError: str(QT_TRANSLATE_NOOP("Errors", "There are no lessons then. Choose another day or pupil.")),
    e.NoAbsencesError: str(
        QT_TRANSLATE_NOOP("Errors", "Nobody chosen has an “н” there. A reason is given for an “н” only.")
    ),
    e.ChangedSinceError: str(
        QT_TRANSLATE_NOOP("Errors", "This was changed in the meantime. Look at the new value and decide again.")
    ),
    e.OutsideYearError: str(
        QT_TRANSLATE_NOOP("Errors", "This day is outside the school year of the class. Choose another day.")
    ),
    e.NothingToUndoError: str(QT_TRANSLATE_NOOP("Errors", "There is nothing to undo.")),
    e.DiskFullError: str(
        QT_TRANSLATE_NOOP("Errors", "The disk is full. The last entry was not written; free some space and repeat it.")
    ),
    e.DiskFailureError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The disk does not respond properly. The last entry was not written; tell your administrator."
        )
    ),
    e.ReadOnlyError: str(
        QT_TRANSLATE_NOOP("Errors", "The journal's folder cannot be written. Ask for the right to write to it.")
    ),
    e.LockedError: str(
        QT_TRANSLATE_NOOP("Errors", "Another program holds the journal's file. Wait a moment and repeat the entry.")
    ),
    e.DamagedError: str(
        QT_TRANSLATE_NOOP("Errors", "The journal's file cannot be read: it is damaged or of another key. It was kept.")
    ),
    e.NewerJournalError: str(
        QT_TRANSLATE_NOOP("Errors", "A newer version of the program wrote this journal. Update the program to open it.")
    ),
    e.PlaintextError: str(
        QT_TRANSLATE_NOOP("Errors", "The journal cannot be encrypted on this computer, so nothing was written.")
    ),
    e.NetworkShareError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The journal's folder lies on another computer, where a cut of the network would damage it. "
            "Ask to keep it on this computer's disk.",
        )
    ),
    e.AlreadyRunningError: str(
        QT_TRANSLATE_NOOP("Errors", "The gradebook is already open on this computer. Find its window on the taskbar.")
    ),
    e.NoKeyringError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This computer has no password storage, and the journal's key is kept only there. Ask to set it up.",
        )
    ),
    e.KeyringLockedError: str(
        QT_TRANSLATE_NOOP("Errors", "The computer's password storage is locked. Unlock it and try again.")
    ),
    e.UnsafeKeyringError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The password storage here ({backend}) would keep the key unprotected. Ask to set up a safe one."
        )
    ),
    e.KeyMissingError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The key of this journal is not in the computer's password storage. The journal was kept."
        )
    ),
    e.OfflineError: str(
        QT_TRANSLATE_NOOP("Errors", "There is no network. Work on: everything will be sent when the network is back.")
    ),
    e.PortalSilentError: str(
        QT_TRANSLATE_NOOP("Errors", "The portal does not answer. Work on: it will be tried again by itself.")
    ),
    e.CertificateError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The portal's certificate is not trusted on this computer. Tell your administrator."
        )
    ),
    e.NotThePortalError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Something else answered instead of the portal. The network may want you to sign in: open a browser.",
        )
    ),
    e.BadAddressError: str(
        QT_TRANSLATE_NOOP("Errors", "“{text}” is not a portal's address. It looks like https://school.example.ru")
    ),
    e.WrongCodeError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The portal does not know this code, or it was used already. Check it or ask for another."
        )
    ),
    e.ExpiredCodeError: str(QT_TRANSLATE_NOOP("Errors", "This code is too old. Ask the school office for a new one.")),
    e.SignInRefusedError: str(QT_TRANSLATE_NOOP("Errors", "The sign-in was refused. If it was you, try once more.")),
    e.SignInExpiredError: str(
        QT_TRANSLATE_NOOP("Errors", "Nobody confirmed the sign-in in time. Try once more: it takes a new code.")
    ),
    e.SignedOutError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The portal no longer lets this computer in. Your entries are kept; sign in again: Journal, Profile.",
        )
    ),
    e.ThrottledError: str(
        QT_TRANSLATE_NOOP("Errors", "The portal is busy and asks to wait {wait}. It will be tried again by itself.")
    ),
    e.PortalBrokenError: str(
        QT_TRANSLATE_NOOP("Errors", "The portal has a failure ({status}). Work on: it will be tried again by itself.")
    ),
    e.TooLargeError: str(
        QT_TRANSLATE_NOOP("Errors", "The network lets only small messages through. Tell your administrator.")
    ),
    e.PortalTooNewError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "The portal needs a newer version of the program. Your entries are kept; update it."
        )
    ),
    e.PortalTooOldError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The portal is older than this program and does not understand it. Your entries are kept; "
            "ask the school office to update the portal.",
        )
    ),
    e.ForkedError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another computer works under this one's name, and they could not be told apart. Nothing is lost; "
            "it is tried again by itself.",
        )
    ),
    e.CursorLostError: str(
        QT_TRANSLATE_NOOP("Errors", "The portal was restored, so everything is being read anew. Your entries are kept.")
    ),
    e.UnreadableFileError: str(
        QT_TRANSLATE_NOOP("Errors", "The file {name} cannot be read: {why}. Nothing was taken in.")
    ),
    e.MissingColumnError: str(
        QT_TRANSLATE_NOOP("Errors", "The file {name} lacks the column “{column}”. Nothing was taken in.")
    ),
    e.UnwritableFileError: str(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The file {name} cannot be written there: the disk is full, or it is not allowed. Choose another place.",
        )
    ),
    e.PrinterRefusesError: str(
        QT_TRANSLATE_NOOP("Errors", "The printer does not answer. Look whether it is on, or save the sheets as a PDF.")
    ),
    e.MalformedOperationError: str(
        QT_TRANSLATE_NOOP("Errors", "An entry cannot be read. It was kept; tell your administrator.")
    ),
    e.UnknownKindError: str(
        QT_TRANSLATE_NOOP(
            "Errors", "An entry was made by a newer version of the program. It was kept; update the program."
        )
    ),
} | LOCKED
"""The English sentence of each error, with its facts in braces."""


def sentence(error: BaseException) -> str:
    """Return what a teacher is told about an error, in plain text with a way out; never a name or a mark's author."""
    if isinstance(error, e.CertificateError) and error.clock_is_wrong:
        return QCoreApplication.translate(CONTEXT, CLOCK_IS_WRONG)
    kinds = (kind for kind in type(error).__mro__ if issubclass(kind, e.GradebookError))
    text = next((TEXTS[kind] for kind in kinds if kind in TEXTS), UNKNOWN)
    facts = dict(vars(error))
    if isinstance(error, e.UnreadableFileError):
        facts["why"] = why_text(error.why, error.where)
    if isinstance(error, e.ThrottledError):
        facts["wait"] = wait_text(min(max(error.retry_after_s, FIRST_RETRY_S), LONGEST_WAIT_S) - 1)
    if isinstance(error, WeakPinError):
        facts["why"] = flaw_text(error.flaw)
    if isinstance(error, TryLaterError):
        facts["wait"] = wait_text(error.wait_s)
    return QCoreApplication.translate(CONTEXT, text).format(**facts)
