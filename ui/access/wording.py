"""What an application for access to a diary says: who applies for whom, what is to be checked, and what was decided."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.access_pages import ShownRequest
from ui.asked.wording import moment_text, pupil_text, settled_text
from ui.attention.wording import access_text
from ui.journal.wording import day_text

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
    return settled_text(request, access_text(request.decision))


def filed_text(request: ShownRequest) -> str:
    """Return when it was filed, and by which day it is to be decided while it waits."""
    translate = QCoreApplication.translate
    filed = translate("Access", "Filed on {time}.").format(time=moment_text(request.filed))
    if not request.is_waiting:
        return filed
    due = translate("Access", "To be decided by {day}, one working day.").format(day=day_text(request.due))
    if request.is_overdue:
        due = translate("Access", "It was to be decided by {day}: overdue.").format(day=day_text(request.due))
    return f"{filed} {due}"


def spoken_text(request: ShownRequest) -> str:
    """Return a row as one sentence."""
    parts = [pupil_text(request), applicant_text(request), state_text(request), *doubt_texts(request)]
    return "; ".join(part.rstrip(".") for part in parts)
