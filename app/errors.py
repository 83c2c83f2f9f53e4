"""Every error that a person can be told about; each carries facts, never a sentence."""


class GradebookError(Exception):
    """Something that the program expects and can explain."""


class RuleError(GradebookError):
    """The school's rules say no; nothing was written."""


class UnknownMarkError(RuleError):
    """The typed text is no mark of the subject's scale. known: what would be one."""

    def __init__(self, text: str, known: str = "5, 4, 3, 2, 1") -> None:
        super().__init__()
        self.text = text
        self.known = known


class BadMinutesError(RuleError):
    """Nobody can be late by so many minutes. most: of a lesson."""

    def __init__(self, text: str, most: int) -> None:
        super().__init__()
        self.text = text
        self.most = most


class UnknownPastedError(RuleError):
    """A pasted text is neither marks nor a sign of absence; nothing of the block was written. row: 1 is its first."""

    def __init__(self, text: str, row: int) -> None:
        super().__init__()
        self.text = text
        self.row = row


class DoesNotFitError(RuleError):
    """A pasted block reaches beyond the page; nothing of it was written."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.rows = rows
        self.columns = columns


class NoSuchThingError(RuleError):
    """What the command is about is not in this journal (any more)."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind


class TooLongError(RuleError):
    """A text is longer than the journal takes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class BadLinkError(RuleError):
    """A line of a homework's links is no address of a page on the web."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class BadPlanError(RuleError):
    """An item of a plan has no topic, no possible hours, or is one too many. number: its place from 1."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class BadWeightError(RuleError):
    """The weight of a work is outside of 0..10."""

    def __init__(self, weight: int) -> None:
        super().__init__()
        self.weight = weight


class WorkHasMarksError(RuleError):
    """A work cannot be taken back while marks stand for it."""


class ReasonNeededError(RuleError):
    """The school asks for a reason here, and none was given."""


class UnmarkedClassError(RuleError):
    """The class has no marks «безотметочное обучение»: attendance and remarks only."""


class NotMemberError(RuleError):
    """The pupil was not in the journal's group on the lesson's day."""


class WorkMarkedError(RuleError):
    """A mark stands for the work, so it is not owed."""


class UnconfirmedError(RuleError):
    """An unusual entry that is written once its author has said that it is meant."""


class BesideAbsenceError(UnconfirmedError):
    """A mark and a sign of a missed lesson would stand in one cell."""


class ReleasedPupilError(UnconfirmedError):
    """Somebody would be absent from a lesson from which the pupil is released."""


class FutureLessonError(UnconfirmedError):
    """By this PC's clock, which may be wrong, the lesson has not taken place yet."""


class HolidayError(UnconfirmedError):
    """The lesson lies in the holidays. holiday: their name."""

    def __init__(self, holiday: str) -> None:
        super().__init__()
        self.holiday = holiday


class CancelledLessonError(UnconfirmedError):
    """The lesson was cancelled."""


class TermClosedError(RuleError):
    """The deputy head has closed the term; its marks are frozen. term: its name."""

    def __init__(self, term: str) -> None:
        super().__init__()
        self.term = term


class NotYoursToWriteError(RuleError):
    """One reads this journal but is not its teacher on that day: marks, signs and topics are others' to write."""


class PupilNotChosenError(RuleError):
    """What was typed is the name of no pupil of the lesson, or of several."""


class EmptyTextError(RuleError):
    """A text that shall be kept says nothing."""


class NoLessonsError(RuleError):
    """There is no lesson on these days that the command could be about."""


class NoAbsencesError(RuleError):
    """Nobody chosen is marked absent without a reason on these days."""


class ChangedSinceError(RuleError):
    """Undo was refused: somebody changed the same thing after this step."""


class OutsideYearError(RuleError):
    """The class has no lessons on that day: it is before or after its school year."""


class NothingToUndoError(RuleError):
    """There is no step to undo or to redo."""


class NotEnrolledError(RuleError):
    """The PC has not been connected to a portal yet, so nobody can be the author of an entry."""


class StoreError(GradebookError):
    """The local journal cannot be read or written."""


class DiskFullError(StoreError):
    """The disk has no room; the last entry was not written, everything older is kept."""


class DiskFailureError(StoreError):
    """The disk does not read or write; the last entry was not written."""


class ReadOnlyError(StoreError):
    """The journal's folder or file cannot be written."""


class LockedError(StoreError):
    """Another process writes to the journal and did not let go in time."""


class DamagedError(StoreError):
    """The journal's file is damaged, or is no journal, or belongs to another key."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class NewerJournalError(StoreError):
    """The journal was written by a newer version of the program; it was not touched."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__()
        self.found = found
        self.known = known


class PlaintextError(StoreError):
    """The database library would have written the journal unencrypted; nothing was written."""


class NetworkShareError(StoreError):
    """The folder for the journal lies on another computer."""


class AlreadyRunningError(StoreError):
    """Another instance of the program has this profile open."""


class CredentialError(GradebookError):
    """The operating system's keyring does not give or take the key."""


class NoKeyringError(CredentialError):
    """There is no keyring service on this PC."""


class KeyringLockedError(CredentialError):
    """The keyring is locked and was not opened."""


class UnsafeKeyringError(CredentialError):
    """The keyring offered would keep the key in plain text, or nowhere."""

    def __init__(self, backend: str) -> None:
        super().__init__()
        self.backend = backend


class KeyMissingError(CredentialError):
    """The keyring works but has no key for this profile."""


class SyncError(GradebookError):
    """A round with the portal ended early; nothing that waits to be sent was lost."""


class OfflineError(SyncError):
    """There is no network, or the portal's name is not found."""


class PortalSilentError(SyncError):
    """Nobody answers at the portal's address, or the answer stalled."""


class CertificateError(SyncError):
    """The portal's certificate is not trusted on this PC."""

    def __init__(self, *, clock_is_wrong: bool) -> None:
        super().__init__()
        self.clock_is_wrong = clock_is_wrong


class NotThePortalError(SyncError):
    """What answered is not the portal: a page that wants a login, another program, an altered answer."""


class BadAddressError(SyncError):
    """The typed address is no address of a portal."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class WrongCodeError(SyncError):
    """The portal does not know the enrolment code, or it was used already."""


class ExpiredCodeError(SyncError):
    """The enrolment code is too old."""


class SignInRefusedError(SyncError):
    """Somebody said no to this program, or the answer was not of this sign-in."""


class SignInExpiredError(SyncError):
    """Nobody has confirmed the sign-in in time."""


class SignedOutError(SyncError):
    """The portal no longer accepts this PC's credentials."""


class ThrottledError(SyncError):
    """The portal asks to wait."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__()
        self.retry_after_s = retry_after_s


class PortalBrokenError(SyncError):
    """The portal answered that it has failed."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


class TooLargeError(SyncError):
    """The portal, or something before it, takes only smaller messages."""


class PortalTooNewError(SyncError):
    """The portal no longer speaks with this version of the program. parked: how many entries it keeps until then."""

    def __init__(self, parked: int = 0) -> None:
        super().__init__()
        self.parked = parked


class PortalTooOldError(SyncError):
    """The portal is older than this version of the program and does not understand what it says."""


class CursorLostError(SyncError):
    """The portal does not know the point up to which this PC has read; a new first synchronisation is needed."""


class ForkedError(SyncError):
    """Another copy of this PC speaks under its name, or its disk was put back; it needs a name of its own."""


class FileError(GradebookError):
    """A file cannot be taken in."""


class UnreadableFileError(FileError):
    """The file is not of a kind that can be read, or is damaged, or is too large.

    why: a value of app.files.guard.Why. where: the line or the part inside, empty where the whole file is meant.
    """

    def __init__(self, name: str, why: str, where: str = "") -> None:
        super().__init__()
        self.name = name
        self.why = why
        self.where = where


class MissingColumnError(FileError):
    """A table lacks a column that is needed."""

    def __init__(self, name: str, column: str) -> None:
        super().__init__()
        self.name = name
        self.column = column


class UnwritableFileError(FileError):
    """A file cannot be written where it was wanted; what stood there is as it was."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PrinterRefusesError(GradebookError):
    """The printer takes nothing."""


class MalformedOperationError(GradebookError):
    """The bytes are no operation."""


class UnknownKindError(GradebookError):
    """The bytes are an operation of a kind or version that is not known here."""

    def __init__(self, kind: str, kv: int) -> None:
        super().__init__()
        self.kind = kind
        self.kv = kv
