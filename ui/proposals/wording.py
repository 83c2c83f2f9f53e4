"""What a parent's reason of an absence says: who was away when and why, who tells it, and what was decided."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from app.domain.attendance import Absence
from app.domain.excuse_proposals import UNDECIDED, WITHDRAWN
from app.domain.pages import Standing
from app.domain.proposal_pages import BareLesson, ShownProposal
from ui.attention.wording import proposal_text
from ui.journal.wording import day_text, standing_text

CONTEXT = "Proposals"


def pupil_text(proposal: ShownProposal, *, whole: bool = False) -> str:
    """Return who is away: "Иванов Пётр, 7Б". whole: with the patronymic."""
    if proposal.pupil is None:
        name = QCoreApplication.translate("Proposals", "A pupil who is not in your lists")
    else:
        name = proposal.pupil.full_name if whole else proposal.pupil.short_name
    return ", ".join(part for part in (name, proposal.title) if part)


def days_text(proposal: ShownProposal) -> str:
    """Return the days: "24 ноября" or "24 ноября – 2 декабря"."""
    if proposal.first == proposal.last:
        return day_text(proposal.first)
    return f"{day_text(proposal.first)} – {day_text(proposal.last)}"


def reason_text(proposal: ShownProposal) -> str:
    """Return why: "б — болезнь, справка № 5 от 14.09.2026"."""
    translate = QCoreApplication.translate
    reason = {
        Absence.ILL: translate("Proposals", "illness"),
        Absence.EXCUSED: translate("Proposals", "another good reason"),
    }[proposal.sign]
    paper = proposal.document
    if proposal.document_day is not None:
        day = proposal.document_day
        dated = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
        paper = translate("Proposals", "{paper} of {day}").format(paper=paper, day=dated)
    return ", ".join(part for part in (f"{proposal.sign} — {reason}", paper) if part)


def state_text(proposal: ShownProposal) -> str:
    """Return what is to be done, or how it was decided, in a few words."""
    translate = QCoreApplication.translate
    if proposal.is_waiting:
        return translate("Proposals", "to decide")
    if proposal.is_followed_up:
        return translate("Proposals", "accepted, “н” has come since")
    if proposal.is_open:
        return translate("Proposals", "accepted, awaited")
    parts = [proposal_text(proposal.decision), _judge(proposal)]
    if proposal.standing is not Standing.SENT:
        parts.append(standing_text(proposal.standing))
    return " · ".join(part for part in parts if part)


def bare_text(proposal: ShownProposal) -> str:
    """Return which lessons with «н» an acceptance excuses, or that there are none, and what follows then."""
    translate = QCoreApplication.translate
    if proposal.bare:
        lessons = "; ".join(map(_lesson, proposal.bare))
        return translate("Proposals", "“н” without a reason: {lessons}.").format(lessons=lessons)
    if not proposal.is_open:
        return ""
    if proposal.is_coming:
        return translate(
            "Proposals",
            "There is no “н” on these days yet. Once a teacher writes one, it is told here: + gives the reason.",
        )
    return translate("Proposals", "There is no “н” without a reason on these days.")


def told_text(proposal: ShownProposal) -> str:
    """Return who has told it and when."""
    translate = QCoreApplication.translate
    told = translate("Proposals", "Told by: {who}, {time}.")
    return told.format(who=proposal.proposer, time=_moment(proposal.filed))


def decided_text(proposal: ShownProposal) -> str:
    """Return how it was decided, by whom and why, and what happens next; empty while it waits."""
    translate = QCoreApplication.translate
    if proposal.decision == UNDECIDED:
        return ""
    state = proposal_text(proposal.decision)
    told = " · ".join(part for part in (state[:1].upper() + state[1:], _judge(proposal)) if part)
    is_sent = proposal.standing is Standing.SENT
    goes = "" if is_sent else translate("Proposals", "This goes to the portal with the next synchronisation.")
    return "\n".join(part for part in (told, proposal.answer, goes) if part)


def spoken_text(proposal: ShownProposal) -> str:
    """Return a row as one sentence."""
    parts = (pupil_text(proposal), days_text(proposal), reason_text(proposal), state_text(proposal))
    return "; ".join(part.rstrip(".") for part in parts)


def _judge(proposal: ShownProposal) -> str:
    """Return who decided, empty where the family did."""
    translate = QCoreApplication.translate
    if proposal.decision == WITHDRAWN:
        return ""
    if proposal.by_me:
        return translate("Proposals", "you")
    return translate("Proposals", "school office") if proposal.by_office else proposal.decided_by


def _lesson(lesson: BareLesson) -> str:
    text = QCoreApplication.translate("Proposals", "{day}, lesson {number}, {subject}")
    return text.format(day=day_text(lesson.day), number=lesson.number, subject=lesson.subject)


def _moment(wall: str) -> str:
    try:
        filed = datetime.fromisoformat(wall).astimezone()
    except (ValueError, OverflowError):
        return wall
    shape = QCoreApplication.translate("Proposals", "d MMMM, HH:mm")
    moment = QDateTime(filed.date(), filed.time().replace(tzinfo=None))  # type: ignore[call-overload]  # takes Python's own
    return QLocale().toString(moment, shape)
