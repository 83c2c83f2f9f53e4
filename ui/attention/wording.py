"""What an entry that needs attention says: what and where, both sides, who and when, and what happens meanwhile."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.domain.access import ENDED, GRANTED, WITHDRAWN
from app.domain.access import REFUSED as REFUSED_ACCESS
from app.domain.attendance import Absence, sign_told
from app.domain.attention import About, AttentionItem
from app.domain.excuse_proposals import ACCEPTED, DECLINED
from app.domain.excuse_proposals import WITHDRAWN as PROPOSAL_WITHDRAWN
from app.domain.finals import Period
from app.domain.pages import Standing
from app.judging.held import REFUSED
from ui.attention.reasons import reason_text
from ui.counts import Counts
from ui.finals.wording import period_text
from ui.journal.wording import absence_text, day_text

SHORT = 28
"""Letters of a value on a button and in the list; the card shows the whole of it."""

WITHOUT_SIDES = {About.CLOSING, About.DECISION, About.DEBT, About.OTHER}
"""What has no values to compare."""


def title(item: AttentionItem) -> str:
    """Return whose or which: "7Б Алгебра · Иванов Пётр"."""
    translate = QCoreApplication.translate
    journal = f"{item.title} {item.subject}".strip() or translate("Attention", "A journal that is not yours any more")
    return " · ".join(part for part in (journal, item.pupil_name) if part)


def place(item: AttentionItem) -> str:
    """Return what and when: "Отметка · 24 ноября, урок 2"."""
    translate = QCoreApplication.translate
    at = ""
    if item.day is not None:
        lesson = translate("Attention", "{day}, lesson {number}")
        at = lesson.format(day=day_text(item.day), number=item.number)
    period = period_text(Period(item.period, item.period if item.period not in _UNNAMED else ""))
    return " · ".join(part for part in (about_text(item.about), period, at) if part)


def about_text(about: About) -> str:
    """Return what an entry is about, in a word or two."""
    translate = QCoreApplication.translate
    return {
        About.MARK: translate("Attention", "Mark"),
        About.COMMENT: translate("Attention", "Comment of a mark"),
        About.ATTENDANCE: translate("Attention", "Attendance"),
        About.EXCUSE: translate("Attention", "Reason of an absence"),
        About.TOPIC: translate("Attention", "Topic"),
        About.HOMEWORK: translate("Attention", "Homework"),
        About.FINAL_MARK: translate("Attention", "Final mark"),
        About.WORK: translate("Attention", "Work of the lesson"),
        About.CLOSING: translate("Attention", "Closing of a term"),
        About.DECISION: translate("Attention", "Decision on two entries"),
        About.REMARK: translate("Attention", "Remark"),
        About.DEBT: translate("Attention", "Debt"),
        About.ACCESS: translate("Attention", "Access to the diary"),
        About.PROPOSAL: translate("Attention", "Message of parents about an absence"),
        About.OTHER: translate("Attention", "Entry"),
    }[about]


def standing_text(item: AttentionItem) -> str:
    """Return why an entry is on the list, in two words."""
    translate = QCoreApplication.translate
    if item.standing is Standing.HELD and not item.reason:
        return translate("Attention", "request to be sent")
    if item.decision == REFUSED:
        return translate("Attention", "refused by the deputy head")
    return {
        Standing.CONFLICT: translate("Attention", "two entries"),
        Standing.HELD: translate("Attention", "with the deputy head"),
        Standing.REFUSED: translate("Attention", "not accepted"),
    }[item.standing]


def shown_text(item: AttentionItem) -> str:
    """Return what stands in the journal now, in words also where nothing does."""
    return value_text(item.about, item.shown)


def other_text(item: AttentionItem) -> str:
    """Return what the other entry, or the own one that was not taken, wanted."""
    return value_text(item.about, item.other)


def short(text: str) -> str:
    """Return a value on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def summary(item: AttentionItem) -> str:
    """Return the list's second line: where, and both sides in short."""
    translate = QCoreApplication.translate
    if item.about in WITHOUT_SIDES:
        return place(item)
    sides = translate("Attention", "now: {shown}, the other: {other}")
    if item.standing is not Standing.CONFLICT:
        sides = translate("Attention", "now: {shown}, yours: {other}")
    return " · ".join((place(item), sides.format(shown=short(shown_text(item)), other=short(other_text(item)))))


def origin(item: AttentionItem) -> str:
    """Return who wrote the other side, when by that PC's clock, on which PC, and why."""
    translate = QCoreApplication.translate
    if item.standing is not Standing.CONFLICT:
        text = translate("Attention", "You wrote this on this computer, {when}.")
        if not item.this_pc:
            text = translate("Attention", "You wrote this on another computer, {when}.")
    elif not item.is_mine:
        text = translate("Attention", "The other entry: {author}, from another computer, {when}.")
    elif item.this_pc:
        text = translate("Attention", "The other entry is yours, from this computer, {when}.")
    else:
        text = translate("Attention", "The other entry is yours, from another computer, {when}.")
    told = text.format(author=item.author or translate("Attention", "another teacher"), when=claimed_text(item))
    said = translate("Attention", "Your reason: {said}").format(said=item.said) if item.said else ""
    return f"{told} {said}".rstrip()


def meanwhile(item: AttentionItem) -> str:
    """Return why it is so and what happens if nothing is done."""
    translate = QCoreApplication.translate
    if item.standing is Standing.HELD:
        return _while_held(item)
    if item.standing is Standing.REFUSED:
        return _since_refused(item)
    if not item.can_take:
        return translate(
            "Attention", "What stands now counts. To change the work, open its lesson; then keep what stands."
        )
    if len(shown_text(item)) > SHORT:
        return translate("Attention", "Parents see what stands now. Nothing changes until you decide.")
    seen = translate("Attention", "Parents see: {shown}. Nothing changes until you decide.")
    return seen.format(shown=shown_text(item))


def _while_held(item: AttentionItem) -> str:
    translate = QCoreApplication.translate
    if not item.reason:
        return translate(
            "Attention",
            "The request goes to the deputy head with the next synchronisation. Until then it is kept here, and "
            "parents see what stands now.",
        )
    held = translate("Attention", "The deputy head decides. Until then it is kept, and parents see what stands now.")
    return f"{reason_text(item.reason)} {held}"


def _since_refused(item: AttentionItem) -> str:
    translate = QCoreApplication.translate
    why = reason_text(item.reason)
    if item.decision == REFUSED:
        refused = translate("Attention", "{deputy} did not accept this: {answer}")
        why = (
            refused.format(
                deputy=item.decided_by or translate("Attention", "The deputy head"), answer=item.answer
            ).rstrip(".")
            + "."
        )
    kept = translate("Attention", "Parents see what stands now. Off the list, your entry stays in the history.")
    if item.about in {About.ACCESS, About.PROPOSAL}:
        kept = translate(
            "Attention", "What was decided first counts. Off the list, your decision stays in the history."
        )
    return f"{why} {kept}"


def spoken(item: AttentionItem) -> str:
    """Return a row as one sentence."""
    return f"{title(item)}, {summary(item)}, {standing_text(item)}"


_UNNAMED = {"", "year", "exam", "final"}


def value_text(about: About, value: str) -> str:
    """Return a value in words also where there is none."""
    translate = QCoreApplication.translate
    if about is About.ATTENDANCE:
        sign, minutes = sign_told(value)
        text = f"{sign} — {absence_text(sign)}" if sign else translate("Attention", "present")
        return f"{text} {Counts().minutes_late(minutes)}" if minutes else text
    if about is About.EXCUSE:
        sign = Absence(value)
        return f"{sign} — {absence_text(sign)}" if sign else translate("Attention", "without a reason")
    if about in {About.ACCESS, About.PROPOSAL}:
        return access_text(value) if about is About.ACCESS else proposal_text(value)
    if value:
        return value
    if about in {About.MARK, About.FINAL_MARK}:
        return translate("Attention", "no mark")
    return translate("Attention", "without a name") if about is About.WORK else translate("Attention", "nothing")


def access_text(decision: str) -> str:
    """Return how an application for access to a diary is decided."""
    translate = QCoreApplication.translate
    return {
        GRANTED: translate("Attention", "access granted"),
        REFUSED_ACCESS: translate("Attention", "access refused"),
        WITHDRAWN: translate("Attention", "taken back by the applicant"),
        ENDED: translate("Attention", "access ended"),
    }.get(decision, translate("Attention", "not decided yet"))


def proposal_text(decision: str) -> str:
    """Return how a parent's reason of an absence is decided."""
    translate = QCoreApplication.translate
    return {
        ACCEPTED: translate("Attention", "accepted"),
        DECLINED: translate("Attention", "declined"),
        PROPOSAL_WITHDRAWN: translate("Attention", "taken back by the parents"),
    }.get(decision, translate("Attention", "not decided yet"))


def claimed_text(item: AttentionItem) -> str:
    """Return when its PC claims that an entry was written."""
    translate = QCoreApplication.translate
    try:
        claimed = datetime.fromisoformat(item.wall).astimezone()
    except (ValueError, OverflowError):
        return translate("Attention", "at a time that its computer did not tell")
    same_year = item.day is not None and item.day.year == claimed.year
    shape = translate("Attention", "d MMMM, HH:mm") if same_year else translate("Attention", "d MMMM yyyy, HH:mm")
    moment = QDateTime(claimed.date(), claimed.time().replace(tzinfo=None))  # type: ignore[call-overload]  # takes Python's own
    return translate("Attention", "on {time} by its clock").format(time=QLocale().toString(moment, shape))
