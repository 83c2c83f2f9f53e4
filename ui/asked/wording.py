"""What is said alike of everything that a family asks: whose child it is about, who decided, and what happens next."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.domain import access, excuse_proposals
from app.domain.access_pages import ShownRequest
from app.domain.pages import Standing
from app.domain.proposal_pages import ShownProposal
from ui.journal.wording import standing_text

Asked = ShownRequest | ShownProposal

BY_FAMILY = frozenset({access.WITHDRAWN, excuse_proposals.WITHDRAWN})
"""Decisions of whoever asked."""


def pupil_text(asked: Asked, *, whole: bool = False) -> str:
    """Return whom it is about: "Иванов Пётр, 7Б". whole: with the patronymic."""
    if asked.pupil is None:
        name = QCoreApplication.translate("Asked", "A pupil who is not in your lists")
    else:
        name = asked.pupil.full_name if whole else asked.pupil.short_name
    return ", ".join(part for part in (name, asked.title) if part)


def settled_text(asked: Asked, state: str) -> str:
    """Return in a few words how it was decided, by whom, and whether the portal knows. state: the decision's word."""
    parts = [state, _judge(asked)]
    if asked.standing is not Standing.SENT:
        parts.append(standing_text(asked.standing))
    return " · ".join(part for part in parts if part)


def decided_text(asked: Asked, state: str) -> str:
    """Return how it was decided, by whom and why, and what happens next; empty while it waits."""
    if asked.is_waiting:
        return ""
    told = " · ".join(part for part in (state[:1].upper() + state[1:], _judge(asked)) if part)
    is_sent = asked.standing is Standing.SENT
    goes = (
        "" if is_sent else QCoreApplication.translate("Asked", "This goes to the portal with the next synchronisation.")
    )
    return "\n".join(part for part in (told, asked.answer, goes) if part)


def moment_text(wall: str) -> str:
    """Return when something was asked, by this PC's time. wall: ISO 8601; what is no time stays as it is."""
    try:
        filed = datetime.fromisoformat(wall).astimezone()
    except (ValueError, OverflowError):
        return wall
    shape = QCoreApplication.translate("Asked", "d MMMM, HH:mm")
    moment = QDateTime(filed.date(), filed.time().replace(tzinfo=None))  # type: ignore[call-overload]  # takes Python's own
    return QLocale().toString(moment, shape)


def _judge(asked: Asked) -> str:
    """Return who decided, empty where the family did."""
    translate = QCoreApplication.translate
    if asked.decision in BY_FAMILY:
        return ""
    if asked.by_me:
        return translate("Asked", "you")
    return translate("Asked", "school office") if asked.by_office else asked.decided_by
