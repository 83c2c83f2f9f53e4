"""What the indicator and its panel say about the portal, in a teacher's words."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.errors import OfflineError, PortalTooNewError, SignedOutError, SyncError
from sync.rounds import Progress
from ui.counts import Counts
from ui.error_texts import sentence
from ui.sync_panel.status import SyncStatus


def headline(status: SyncStatus) -> str:
    """Return the indicator's one line: the state of the connection, then what waits and what needs a look."""
    translate = QCoreApplication.translate
    parts = [_connection(status)]
    if status.waiting and not (status.running and status.error is None):
        parts.append(translate("Sync", "waiting to be sent: {count}").format(count=status.waiting))
    if status.attention:
        parts.append(translate("Sync", "needs attention: {count}").format(count=status.attention))
    if status.asks:
        parts.append(translate("Sync", "a question about removing"))
    text = " · ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def explanation(status: SyncStatus) -> str:
    """Return the state in full sentences, with what the teacher can do."""
    translate, counts = QCoreApplication.translate, Counts()
    parts = [
        sentence(status.error) if status.error else "",
        counts.waiting(status.waiting) if status.waiting else "",
        _parked(status),
        counts.attention(status.attention) if status.attention else "",
    ]
    if not any(parts):
        parts = [
            translate("Sync", "Everything is sent. The gradebook works without the network too.")
            if status.last
            else translate("Sync", "The gradebook works without the network; entries are sent when there is one.")
        ]
    return "\n".join(part for part in (*parts, _witnessed(status), _copied(status)) if part)


def repaired_text(status: SyncStatus) -> str:
    """Return how often rows were put right after a comparison with the portal, empty for never."""
    if not status.repaired:
        return ""
    return QCoreApplication.translate("Sync", "Repaired: {count}").format(count=status.repaired)


def last_text(status: SyncStatus) -> str:
    """Return when the last round was complete."""
    if status.last is None:
        return QCoreApplication.translate("Sync", "There was no synchronisation since the start.")
    return QCoreApplication.translate("Sync", "Last synchronisation: {time}").format(time=_time(status))


def progress_text(progress: Progress) -> str:
    """Return what a running round is doing."""
    translate = QCoreApplication.translate
    stage = {
        "snapshot": translate("Sync", "Loading the journals"),
        "sending": translate("Sync", "Sending"),
        "receiving": translate("Sync", "Receiving"),
    }.get(progress.stage, "")
    if not progress.total:
        return stage
    return translate("Sync", "{stage}: {done} of {total}").format(
        stage=stage, done=QLocale().toString(progress.done), total=QLocale().toString(progress.total)
    )


def icon_name(status: SyncStatus) -> str:
    """Return the indicator's icon."""
    if status.running and status.waiting:
        return "sending"
    if isinstance(status.error, SyncError):
        return "offline"
    if status.error or status.attention or status.asks:
        return "attention"
    return "waiting" if status.waiting or status.last is None else "sent"


def _parked(status: SyncStatus) -> str:
    kept = status.error.parked if isinstance(status.error, PortalTooNewError) else 0
    return Counts().parked(min(kept, status.waiting)) if kept and status.waiting else ""


def _connection(status: SyncStatus) -> str:
    translate = QCoreApplication.translate
    if status.running and (status.waiting or status.last is None):
        return translate("Sync", "sending…") if status.waiting else translate("Sync", "synchronising…")
    if status.error:
        return _trouble(status.error)
    if status.waiting or status.attention or status.asks:
        return ""
    if status.last:
        return translate("Sync", "everything sent at {time}").format(time=_time(status))
    return translate("Sync", "not synchronised yet")


def _trouble(error: Exception) -> str:
    translate = QCoreApplication.translate
    if isinstance(error, OfflineError):
        return translate("Sync", "offline")
    if isinstance(error, SignedOutError):
        return translate("Sync", "sign in again to send")
    return translate("Sync", "no connection with the portal")


def _witnessed(status: SyncStatus) -> str:
    """Return what is to be known of a portal that was put back, empty while nobody else's entries are lost."""
    if not status.witnessed:
        return ""
    lost = QCoreApplication.translate(
        "Sync",
        "The portal was put back to an older state and has lost entries of others that teachers' computers had seen: "
        "{count}. The deputy head decides whether they come back.",
    )
    return lost.format(count=status.witnessed)


def _copied(status: SyncStatus) -> str:
    """Return what is to be known of a PC that is one of several copies, empty for others."""
    translate = QCoreApplication.translate
    texts = []
    if status.copied:
        texts.append(
            translate(
                "Sync",
                "This computer is a copy of another one, or its disk was put back. It has got a name of its own; "
                "nothing was lost.",
            )
        )
    if status.forgets:
        texts.append(
            translate("Sync", "It seems to forget what is written on it when it is switched off: send before you go.")
        )
    return "\n".join(texts)


def _time(status: SyncStatus) -> str:
    if status.last is None:
        return ""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(status.last.timestamp())).time(), "HH:mm")
