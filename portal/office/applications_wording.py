"""The office's Russian words for applications for access: who applies, what to look at, steps, and who took them."""

from collections.abc import Mapping

from app.ids import OFFICE
from portal.auth.applications import APPLICANT, Step, Taken

GROUNDS = {
    "mother": "мать",
    "father": "отец",
    "guardian": "опекун или попечитель",
    "adopter": "усыновитель",
    "self": "ученик, это мой дневник (с 14 лет)",
}
"""Who an applicant can be to the child, by the field's value."""

DOUBTS = {
    "surname_differs": "Фамилии заявителя и ученика разные.",
    "others_have_access": "Доступ к этому дневнику уже есть у другого представителя.",
    "name_stated": "Имя заявитель написал сам, Госуслуги его не подтверждали: сверьте документ.",
    "applicant_young": "Заявитель старше ученика меньше чем на 14 лет.",
    "of_age": "Ученику уже 18 лет: он сам решает, читают ли дневник родители.",
    "refused_before": "Этому заявителю здесь уже отказывали.",
}
LOOK_CLOSER = "Проверьте заявление внимательнее."

STEPS = {
    Taken.ACCEPTED: "Заявление принято и проверено",
    Taken.SENT: "Передано в школу",
    Taken.DENIED: "Отказано при проверке",
    Taken.GRANTED: "Доступ открыт",
    Taken.REFUSED: "Отказано школой",
    Taken.WITHDRAWN: "Отозвано заявителем",
    Taken.ENDED: "Доступ прекращён",
    Taken.RESTORED: "Доступ восстановлен",
}
"""What was done, as the office and the applicant read it."""

STATES = {
    "": "ждёт решения",
    "granted": "доступ открыт",
    "refused": "отказано",
    "withdrawn": "отозвано",
    "ended": "доступ прекращён",
}
REASONS = {
    "mismatch": "сведения не совпали с данными школы",
    "not_self": "сведения не совпали с учётной записью заявителя",
    "young": "заявителю нет 14 лет",
    "holds": "доступ уже открыт",
    "held_before": "доступ уже был: восстановление в школе",
}
"""Why the portal itself has refused."""


def doubt_words(doubts: str) -> list[str]:
    """Return what a person has to look at. doubts: codes with spaces between."""
    return [DOUBTS.get(code, LOOK_CLOSER) for code in doubts.split()]


def who_words(step: Step, teachers: Mapping[str, str]) -> str:
    """Return who took a step. teachers: names by their ids."""
    if step.who == APPLICANT:
        return "заявитель"
    if step.who == OFFICE:
        return "канцелярия"
    return teachers.get(step.who, "учитель") if step.who else "портал"
