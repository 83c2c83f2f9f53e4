"""What a history says: each change in a line, who made it, when and where, and what became of it."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from app.domain.attendance import excuse_told, sign_told
from app.domain.attention import About
from app.domain.debts import PAID
from app.domain.history import Step, Thread
from app.domain.pages import Standing
from app.judging.held import ACCEPTED, WITHDRAWN
from ui.attention.reasons import reason_text
from ui.counts import Counts
from ui.journal.wording import absence_text, debt_day_text


def thing_text(thread: Thread) -> str:
    """Return what a thread is about, such as "Отметка, контрольная «Степени»"."""
    translate = QCoreApplication.translate
    if thread.about is About.MARK:
        return thread.label or translate("History", "Answer")
    if thread.about is About.DEBT and thread.label:
        return translate("History", "Debt, {work}").format(work=thread.label)
    return {
        About.COMMENT: translate("History", "Comment"),
        About.ATTENDANCE: translate("History", "Attendance"),
        About.EXCUSE: translate("History", "Reason of an absence"),
        About.TOPIC: translate("History", "Topic"),
        About.HOMEWORK: translate("History", "Homework"),
        About.FINAL_MARK: translate("History", "Final mark"),
        About.WORK: translate("History", "Work"),
        About.DEBT: translate("History", "Debt"),
    }[thread.about]


def step_text(thread: Thread, step: Step, kinds: Mapping[str, str]) -> str:
    """Return a change as "Контрольная: 3 → 4", a first entry as "Контрольная: 3"."""
    return f"{thing_text(thread)}: {change_text(thread.about, step.before, step.after, kinds)}"


def change_text(about: About, before: str | None, after: str, kinds: Mapping[str, str]) -> str:
    """Return what stood and what stands, or that alone where nothing stood; of a work only what differs."""
    if about is About.WORK and before and after:
        (kind, weight, title), (kind_now, weight_now, title_now) = _parts(before), _parts(after)
        if (kind, title) == (kind_now, title_now) and kind in kinds:
            text = QCoreApplication.translate("History", "{work}, weight {before} → {after}")
            return text.format(work=f"«{title}»" if title else kinds[kind], before=weight, after=weight_now)
    if about is About.ATTENDANCE and before and after and sign_told(before)[0] is sign_told(after)[0]:
        minutes = sign_told(after)[1]
        return f"{sign_text(before)} → {Counts().minutes_late(minutes) if minutes else sign_text(after)}"
    if about is About.EXCUSE and before and after and excuse_told(before)[0] is excuse_told(after)[0]:
        return f"{paper_text(before)} → {paper_text(after)}"
    shown = value_text(about, after, kinds)
    return f"{value_text(about, before, kinds)} → {shown}" if before else shown


def value_text(about: About, value: str, kinds: Mapping[str, str]) -> str:
    """Return what stood or stands, in words also where nothing does."""
    translate = QCoreApplication.translate
    worded = {About.ATTENDANCE: sign_text, About.EXCUSE: reason_of_text, About.DEBT: debt_text}.get(about)
    if worded is not None:
        return worded(value)
    if about is About.WORK:
        return work_text(value, kinds)
    if value:
        return value
    if about is About.HOMEWORK:
        return translate("History", "not set")
    return translate("History", "taken back")


def sign_text(value: str) -> str:
    """Return a sign of attendance with what it means, and how late. value: as in a Step."""
    if not value:
        return QCoreApplication.translate("History", "present")
    absence, minutes = sign_told(value)
    text = f"{absence.value} — {absence_text(absence)}"
    return f"{text} {Counts().minutes_late(minutes)}" if minutes else text


def reason_of_text(value: str) -> str:
    """Return why somebody was absent, with the paper that says so. value: as in a Step."""
    if not value:
        return QCoreApplication.translate("History", "without a reason")
    sign, document, day = excuse_told(value)
    text = f"{sign.value} — {absence_text(sign)}"
    return f"{text}, {paper_text(value)}" if document or day else text


def paper_text(value: str) -> str:
    """Return the paper of a reason with its date. value: as in a Step."""
    translate = QCoreApplication.translate
    _, document, day = excuse_told(value)
    if day is None:
        return document or translate("History", "without a paper")
    shown = QLocale().toString(QDate(day.year, day.month, day.day), translate("History", "d MMMM yyyy"))
    return translate("History", "{document} of {day}").format(document=document, day=shown).strip()


def debt_text(value: str) -> str:
    """Return until when something is owed, that it is paid, or that it is not owed. value: as in a Step."""
    translate = QCoreApplication.translate
    if value == PAID:
        return translate("History", "handed in")
    try:
        return debt_day_text(date.fromisoformat(value), overdue=False)
    except ValueError:
        return value or translate("History", "no longer owed")


def work_text(value: str, kinds: Mapping[str, str]) -> str:
    """Return a work as "Контрольная работа, вес 4, «Степени»". value: as in a Revision, or a title alone."""
    translate = QCoreApplication.translate
    kind, weight, title = _parts(value)
    if not value:
        return translate("History", "taken back")
    if kind not in kinds or not weight.isdecimal():
        return value
    named = translate("History", "{kind}, weight {weight}").format(kind=kinds[kind], weight=weight)
    return f"{named}, «{title}»" if title else named


def _parts(value: str) -> tuple[str, str, str]:
    kind, weight, title = [*value.split(" ", 2), "", ""][:3]
    return kind, weight, title


def origin_text(step: Step) -> str:
    """Return who made a change, when that PC claims, and on which PC."""
    translate = QCoreApplication.translate
    if step.by_office:
        return " · ".join(part for part in (translate("History", "school office"), when_text(step.wall)) if part)
    who = translate("History", "you") if step.is_mine else step.author or translate("History", "author not known")
    where = {
        True: translate("History", "this computer"),
        False: translate("History", "another computer"),
        None: "",
    }[step.this_pc]
    return " · ".join(part for part in (who, when_text(step.wall), where) if part)


def when_text(wall: str) -> str:
    """Return a claimed time as "24 ноября 2026, 10:42", empty where none was claimed."""
    translate = QCoreApplication.translate
    try:
        claimed = datetime.fromisoformat(wall).astimezone()
    except (ValueError, OverflowError):
        return ""
    moment = QDateTime(claimed.date(), claimed.time().replace(tzinfo=None))  # type: ignore[call-overload]  # takes Python's own
    return QLocale().toString(moment, translate("History", "d MMMM yyyy, HH:mm"))


def fate_text(step: Step) -> str:
    """Return what became of a change in a word or two, empty where it is simply in force."""
    translate = QCoreApplication.translate
    if step.decision == ACCEPTED:
        return translate("History", "accepted")
    if step.decision == WITHDRAWN:
        return translate("History", "taken back before it was decided")
    return {
        Standing.SENT: translate("History", "for the teacher only") if step.is_private else "",
        Standing.WAITING: translate("History", "waits to be sent"),
        Standing.HELD: translate("History", "with the deputy head"),
        Standing.REFUSED: translate("History", "not accepted"),
        Standing.CONFLICT: translate("History", "collided, not in force"),
    }[step.standing]


def full_text(thread: Thread, step: Step, kinds: Mapping[str, str]) -> str:
    """Return everything about a change, a fact a line."""
    translate = QCoreApplication.translate
    decided = ""
    if step.decision:
        said = {
            ACCEPTED: translate("History", "Accepted by {name}"),
            WITHDRAWN: translate("History", "Its author has taken it back before anybody decided."),
        }.get(step.decision, translate("History", "Refused by {name}"))
        decided = said.format(name=step.decided_by or translate("History", "the deputy head"))
    lines = (
        step_text(thread, step, kinds),
        origin_text(step),
        translate("History", "The time is that of the computer’s own clock.") if step.wall else "",
        translate("History", "Reason: {reason}").format(reason=step.reason) if step.reason else "",
        translate("History", "The parent does not see it.") if step.is_private else "",
        reason_text(step.ground) if step.ground and not step.decision else "",
        f"{decided}: {step.answer}" if step.answer else decided,
    )
    return "\n".join(line for line in lines if line)
