"""What a parent's reason of an absence says: who was away when and why, who tells it, and what was decided."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.attendance import Absence
from app.domain.proposal_pages import BareLesson, ShownProposal
from ui.asked.wording import moment_text, pupil_text, settled_text
from ui.attention.wording import proposal_text
from ui.journal.wording import day_text

CONTEXT = "Proposals"


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
    return settled_text(proposal, proposal_text(proposal.decision))


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
    return told.format(who=proposal.proposer, time=moment_text(proposal.filed))


def spoken_text(proposal: ShownProposal) -> str:
    """Return a row as one sentence."""
    parts = (pupil_text(proposal), days_text(proposal), reason_text(proposal), state_text(proposal))
    return "; ".join(part.rstrip(".") for part in parts)


def _lesson(lesson: BareLesson) -> str:
    text = QCoreApplication.translate("Proposals", "{day}, lesson {number}, {subject}")
    return text.format(day=day_text(lesson.day), number=lesson.number, subject=lesson.subject)
