"""The office's Russian words for days, and for what cannot be: the rule, and what is there now."""

from datetime import date

from app.domain.classroom import Release
from app.domain.movement import Breach, Flaw, Time
from app.domain.records import Assignment, Enrolment
from portal.diary.wording import day_words
from portal.office.people_reading import People, full_name

PUPILS = ("ученик", "ученика", "учеников")

RULES = {
    Breach.BACKWARDS: "Последний день не может быть раньше первого.",
    Breach.OUTSIDE_YEAR: "День должен быть в этом учебном году",
    Breach.TWO_CLASSES: "В один день ученик может быть только в одном классе.",
    Breach.SAME_CLASS: "Перевести можно только в другой класс.",
    Breach.NOT_ENROLLED: "В этот день ученик не числится ни в одном классе.",
    Breach.LATER: "После этого дня уже есть другое зачисление: сначала отмените его или выберите более поздний день.",
    Breach.OUTSIDE_ENROLMENT: "В группе можно быть только в те дни, когда ученик числится в классе.",
    Breach.NO_PUPILS: "В группе должен быть хотя бы один ученик.",
    Breach.NO_TEACHER: "У журнала должен быть учитель: выберите его.",
    Breach.TWICE_ASSIGNED: "Этот учитель уже ведёт этот журнал в эти дни.",
    Breach.TWICE_RELEASED: "На эти дни освобождение уже есть.",
}


def flaw_words(people: People, flaw: Flaw) -> str:
    """Return why something cannot be: the rule, and what is there now."""
    rule = RULES[flaw.breach]
    if flaw.breach is Breach.OUTSIDE_YEAR:
        return f"{rule}: {span_words(people.year)}."
    return f"{rule} {there_words(people, flaw.there)}" if flaw.there else rule


def there_words(people: People, time: Time) -> str:
    """Return what is there now."""
    match time:
        case Enrolment():
            return f"Сейчас: {people.title(time.school_class)} {span_words(time)}."
        case Assignment():
            teacher = people.teachers.get(time.teacher)
            return f"Сейчас: {full_name(teacher) if teacher else 'учитель'} {span_words(time)}."
        case Release():
            return f"Сейчас: {subject_words(people, time.subject)} {span_words(time)}."
        case _:
            return f"Сейчас: {span_words(time)}."


def subject_words(people: People, subject: str) -> str:
    """Return from what a pupil is released."""
    found = people.subjects.get(subject)
    return found.name if found else "все предметы"


def span_words(time: Time) -> str:
    """Return days such as «с 1 сентября 2026 по 11 октября 2026» or «с 12 октября 2026»."""
    if time.last is None:
        return f"с {long_day(time.first)}"
    return f"с {long_day(time.first)} по {long_day(time.last)}"


def days_words(time: Time) -> str:
    """Return days in short, such as «с 01.09.2026» or «01.09.2026–11.10.2026»."""
    return f"с {dotted(time.first)}" if time.last is None else f"{dotted(time.first)}–{dotted(time.last)}"


def long_day(day: date) -> str:
    """Return a day such as «7 сентября 2026»."""
    return f"{day_words(day)} {day.year}"


def dotted(day: date) -> str:
    """Return a day such as «07.09.2026»."""
    return f"{day:%d.%m.%Y}"
