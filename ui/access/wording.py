"""What an application for access to a diary says: who applies for whom, what is to be checked, and what was decided."""

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from app.domain.access import UNDECIDED, WITHDRAWN
from app.domain.access_pages import ShownRequest
from app.domain.pages import Standing
from ui.attention.wording import access_text
from ui.journal.wording import day_text, standing_text

CONTEXT = "Access"

GROUNDS: dict[str, str] = {
    "mother": str(QT_TRANSLATE_NOOP("Access", "mother")),
    "father": str(QT_TRANSLATE_NOOP("Access", "father")),
    "guardian": str(QT_TRANSLATE_NOOP("Access", "guardian")),
    "adopter": str(QT_TRANSLATE_NOOP("Access", "adoptive parent")),
    "self": str(QT_TRANSLATE_NOOP("Access", "the pupil")),
}
"""Who applicants say to be."""

DOUBTS: dict[str, str] = {
    "surname_differs": str(QT_TRANSLATE_NOOP("Access", "The applicant's surname differs from the pupil's.")),
    "others_have_access": str(QT_TRANSLATE_NOOP("Access", "Somebody else of the family has access already.")),
    "applicant_young": str(QT_TRANSLATE_NOOP("Access", "The applicant is less than 14 years older than the pupil.")),
    "of_age": str(
        QT_TRANSLATE_NOOP("Access", "The pupil is of age: whether parents read the diary is the pupil's own decision.")
    ),
    "name_stated": str(
        QT_TRANSLATE_NOOP("Access", "The name was typed by the applicant; no document and no sign-in confirms it.")
    ),
    "refused_before": str(QT_TRANSLATE_NOOP("Access", "The school has refused the same application before.")),
}
"""What the portal could not check by itself, by its codes."""

UNKNOWN_DOUBT = str(QT_TRANSLATE_NOOP("Access", "The portal asks to check: {code}."))


def pupil_text(request: ShownRequest) -> str:
    """Return whose diary it is: "Иванов Пётр, 7Б"."""
    return ", ".join(part for part in (_pupil(request, whole=False), request.title) if part)


def whole_pupil_text(request: ShownRequest) -> str:
    """Return whose diary it is, with the patronymic."""
    return ", ".join(part for part in (_pupil(request, whole=True), request.title) if part)


def ground_text(request: ShownRequest) -> str:
    """Return who the applicant says to be."""
    return QCoreApplication.translate(CONTEXT, GROUNDS.get(request.ground, request.ground))


def applicant_text(request: ShownRequest) -> str:
    """Return who applies: "Иванова Мария Петровна — мать"."""
    applies = QCoreApplication.translate("Access", "{name} — {who}")
    return applies.format(name=request.applicant, who=ground_text(request))


def doubt_texts(request: ShownRequest) -> tuple[str, ...]:
    """Return what a person has to look at, a sentence each."""
    translate = QCoreApplication.translate
    return tuple(translate(CONTEXT, DOUBTS.get(code, UNKNOWN_DOUBT)).format(code=code) for code in request.doubts)


def state_text(request: ShownRequest) -> str:
    """Return until when an application is to be decided, or how it was: "решить до 24 ноября"."""
    translate = QCoreApplication.translate
    if request.is_overdue:
        return translate("Access", "overdue since {day}").format(day=day_text(request.due))
    if request.is_waiting:
        return translate("Access", "decide by {day}").format(day=day_text(request.due))
    parts = [access_text(request.decision), _judge(request)]
    if request.standing is not Standing.SENT:
        parts.append(standing_text(request.standing))
    return " · ".join(part for part in parts if part)


def filed_text(request: ShownRequest) -> str:
    """Return when it was filed, and by which day it is to be decided while it waits."""
    translate = QCoreApplication.translate
    filed = translate("Access", "Filed on {time}.").format(time=_moment(request.filed))
    if not request.is_waiting:
        return filed
    due = translate("Access", "To be decided by {day}, one working day.").format(day=day_text(request.due))
    if request.is_overdue:
        due = translate("Access", "It was to be decided by {day}: overdue.").format(day=day_text(request.due))
    return f"{filed} {due}"


def decided_text(request: ShownRequest) -> str:
    """Return how it was decided, by whom and why, and what happens next; empty while it waits."""
    translate = QCoreApplication.translate
    if request.decision == UNDECIDED:
        return ""
    state = access_text(request.decision)
    told = " · ".join(part for part in (state[:1].upper() + state[1:], _judge(request)) if part)
    is_sent = request.standing is Standing.SENT
    goes = "" if is_sent else translate("Access", "This goes to the portal with the next synchronisation.")
    return "\n".join(part for part in (told, request.answer, goes) if part)


def spoken_text(request: ShownRequest) -> str:
    """Return a row as one sentence."""
    parts = [pupil_text(request), applicant_text(request), state_text(request), *doubt_texts(request)]
    return "; ".join(part.rstrip(".") for part in parts)


def _judge(request: ShownRequest) -> str:
    """Return who decided, empty where the applicant did."""
    translate = QCoreApplication.translate
    if request.decision == WITHDRAWN:
        return ""
    if request.by_me:
        return translate("Access", "you")
    return translate("Access", "school office") if request.by_office else request.decided_by


def _pupil(request: ShownRequest, *, whole: bool) -> str:
    if request.pupil is None:
        return QCoreApplication.translate("Access", "A pupil who is not in your lists")
    return request.pupil.full_name if whole else request.pupil.short_name


def _moment(wall: str) -> str:
    try:
        filed = datetime.fromisoformat(wall).astimezone()
    except (ValueError, OverflowError):
        return wall
    shape = QCoreApplication.translate("Access", "d MMMM, HH:mm")
    moment = QDateTime(filed.date(), filed.time().replace(tzinfo=None))  # type: ignore[call-overload]  # takes Python's own
    return QLocale().toString(moment, shape)
