"""Words of the page «Сообщить о пропуске»: what is wrong with a form, and what became of what was sent."""

from datetime import date

from app.domain.attendance import Absence
from app.domain.excuse_proposals import (
    ACCEPTED,
    DAYS_AHEAD,
    DAYS_BACK,
    DECLINED,
    LONGEST_DAYS,
    LONGEST_DOCUMENT,
    LONGEST_NAME,
    MOST_WAITING,
    UNDECIDED,
    WITHDRAWN,
    ExcuseProposal,
    Slip,
)
from portal.diary.wording import day_words

SIGNS = {Absence.ILL.value: "болезнь", Absence.EXCUSED.value: "другая уважительная причина"}
STATES = {
    UNDECIDED: "ждёт ответа школы",
    ACCEPTED: "принято",
    DECLINED: "не принято",
    WITHDRAWN: "отозвано",
}
_MOST = {"document": LONGEST_DOCUMENT, "proposer": LONGEST_NAME}
_ERRORS = {
    Slip.BACKWARDS.value: "Последний день не может быть раньше первого.",
    Slip.TOO_OLD.value: f"Сообщить можно о днях не старше {DAYS_BACK} дней. О более давних – в школу с документом.",
    Slip.TOO_FAR.value: f"Не дальше чем на {DAYS_AHEAD} дней вперёд.",
    Slip.TOO_LONG.value: f"Не больше {LONGEST_DAYS} дней сразу.",
    "no_day": "Нужен день, например 12.10.2026.",
    "no_sign": "Выберите причину.",
    "no_words": "Напишите, какая причина.",
    "no_document": "Назовите документ, у которого эта дата.",
    "day_ahead": "Дата документа ещё не наступила.",
    "no_name": "Напишите, кто сообщает.",
    "hidden": "Есть невидимые знаки.",
}
REFUSED = {
    "waiting": f"Школа ещё не ответила на {MOST_WAITING} сообщений. Дождитесь ответа или отзовите лишние.",
    "often": "За сутки отправлено слишком много сообщений. Позвоните классному руководителю.",
    "no_class": "Сейчас ученик не числится ни в одном классе, поэтому сообщить некому.",
}
"""Why nothing is sent, whatever is typed."""


def error_words(name: str, code: str) -> str:
    """Return what is wrong with a field. name: of the field. code: as proposing has it."""
    return f"Не длиннее {_MOST[name]} знаков." if code == "long" else _ERRORS[code]


def days_words(proposal: ExcuseProposal) -> str:
    """Return the days of a proposal as span_words() has them."""
    return span_words(proposal.first, proposal.last)


def span_words(first: date, last: date) -> str:
    """Return days such as «7 сентября 2026», «7–9 сентября 2026», «30 сентября – 2 октября 2026»."""
    year = f" {last.year}"
    if first == last:
        return f"{day_words(last)}{year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}{year}"
    begun = "" if first.year == last.year else f" {first.year}"
    return f"{day_words(first)}{begun} – {day_words(last)}{year}"


def reason_words(proposal: ExcuseProposal) -> str:
    """Return a reason such as «болезнь, справка № 5 от 14.09.2026»."""
    dated = f" от {proposal.document_day:%d.%m.%Y}" if proposal.document_day else ""
    paper = f", {proposal.document}{dated}" if proposal.document else ""
    return f"{SIGNS[proposal.sign]}{paper}"
