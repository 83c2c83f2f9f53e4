"""«Причина пропусков»: a paper brought to the office stands in place of «н» on the days that it is for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.domain.attendance import Absence
from app.domain.class_absences import Reason, StandingSign
from app.domain.movement import Breach
from app.domain.records import Attendance, Lesson, Pupil
from app.judging.reasons import reasoned
from portal.office.people_deeds import (
    DeedPage,
    Drawn,
    Field,
    Planned,
    Typed,
    known,
    read_choice,
    read_day,
    read_name,
)
from portal.office.people_reading import People, full_name
from portal.office.people_wording import RULES, dotted, long_day
from portal.office.rule_form import Change
from portal.office.time_wording import lessons_words, weekday_text
from portal.store.rows import read_records

REASONS = {Absence.ILL: "болезнь", Absence.EXCUSED: "уважительная причина"}
NO_REASON = "без причины"
SIGNS = (("б", REASONS[Absence.ILL]), ("у", f"{REASONS[Absence.EXCUSED]}: заявление, приказ, соревнования"))
LONGEST = 200
"""Letters of a paper's name, as on the class teacher's desk."""

SHOWN_DAYS = 10
"""Days without a reason that the form lists, the last ones."""

STAYS = "Число пропущенных уроков не изменится: у них появится причина."
SEEN_BY = "Классный руководитель увидит её у себя, ученик и родители – в дневнике."


@dataclass(frozen=True, slots=True)
class Signed:
    """A pupil's sign at a lesson that was held."""

    row: Attendance
    lesson: Lesson
    subject: str

    @property
    def standing(self) -> StandingSign:
        """The sign with the reason that was given for it."""
        row = self.row
        return StandingSign(row.lesson, row.pupil, Absence(row.code), Absence(row.excuse), row.excuse_token)

    @property
    def sign(self) -> str:
        """What stands there, in words."""
        return f"{self.row.code}, {self.row.document}" if self.row.document else self.row.code

    @property
    def title(self) -> str:
        """Which lesson of the day it was."""
        return f"{self.lesson.number} {self.subject}"

    def has(self, reason: Reason) -> bool:
        """Return whether just this reason was given already."""
        return (self.row.excuse, self.row.document, self.row.document_day) == (
            reason.sign.value,
            reason.document,
            reason.day,
        )


def _form(people: People, key: str, _typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    fields = (
        Field("first", "С", "Первый день, за который есть причина.", "date"),
        Field("last", "По", "Последний день. Причина встанет только туда, где учителя уже поставили «н».", "date"),
        Field("sign", "Причина", "", "radio", SIGNS, Absence.ILL.value),
        Field("document", "Документ", "Например «справка № 5» или «заявление мамы». Можно не заполнять.", "wide"),
        Field("day", "Дата документа", "Пусто, если документа нет.", "date"),
    )
    return Drawn(f"Причина пропусков: {full_name(pupil)}", f"pupil/{key}", fields, _bare_words(people, key))


def _plan(people: People, key: str, typed: Typed) -> Planned:
    pupil: Pupil = known(people.pupils, key)
    errors: dict[str, str] = {}
    days = _read_days(people, typed, errors)
    reason = _read_reason(people, typed, errors)
    if days is None or reason is None:
        return Planned(errors=errors)
    signs = list(signs_of(people, key, *days))
    taking = [each for each in signs if each.standing.takes(reason.sign)]
    if not taking:
        return Planned(errors={"last": "В эти дни у ученика нет «н», на место которых встала бы причина."})
    fresh = [each for each in taking if not each.has(reason)]
    return Planned(
        f"Причина пропусков: {full_name(pupil)}, {_days_words(*days)}",
        f"pupil/{key}",
        reasons=tuple(reasoned(each.standing, reason) for each in fresh),
        changes=(Change("Причина", "", _reason_words(reason)), *sign_changes(fresh, reason.sign)),
        notes=_notes(len(signs) - len(taking)),
    )


def _read_days(people: People, typed: Typed, errors: dict[str, str]) -> tuple[date, date] | None:
    """Return the first and the last day of a reason; what cannot be one is told in errors."""
    first, last = read_day(people, typed, "first", errors), read_day(people, typed, "last", errors)
    if first is None or last is None:
        return None
    if last < first:
        errors["last"] = RULES[Breach.BACKWARDS]
    elif not people.year.first <= first:
        errors["first"] = f"Нужен день этого учебного года: с {dotted(people.year.first)}."
    return None if errors else (first, last)


def _read_reason(people: People, typed: Typed, errors: dict[str, str]) -> Reason | None:
    sign = read_choice(typed, "sign", SIGNS, errors)
    document = read_name(typed, "document", errors, most=LONGEST, may_lack=True)
    day = read_day(people, typed, "day", errors, may_lack=True)
    if day and not document and "document" not in errors:
        errors["document"] = "Назовите документ, у которого эта дата."
    return None if errors else Reason(Absence(sign), document, day)


def signs_of(people: People, pupil: str, first: date, last: date) -> Iterator[Signed]:
    """Yield a pupil's signs of these days, both included, at lessons that were not cancelled, by day and number."""
    rows = {each.lesson: each for each in people.of_pupil(Attendance, pupil) if each.code}
    found = read_records(people.connection, people.school, [(Lesson, key) for key in rows])
    held = [each for each in found if isinstance(each, Lesson) and not each.cancelled and first <= each.day <= last]
    for each in sorted(held, key=lambda each: (each.day, each.number, each.id)):
        yield Signed(rows[each.id], each, _subject(people, each))


def _subject(people: People, lesson: Lesson) -> str:
    journal = people.journals.get(lesson.journal)
    subject = people.subjects.get(journal.subject) if journal else None
    return subject.name if subject else "предмет"


def sign_changes(signs: Iterable[Signed], reason: Absence) -> Iterator[Change]:
    """Yield what becomes of signs, a line for each day. reason: what stands there then, ABSENT without a reason."""
    for day, own in groupby(signs, lambda each: each.lesson.day):
        lessons: dict[str, list[str]] = {}
        for each in own:
            lessons.setdefault(each.sign, []).append(each.title)
        before = "; ".join(f"{sign}: {', '.join(titles)}" for sign, titles in lessons.items())
        yield Change(weekday_text(day), before, f"{reason.value} – {REASONS.get(reason, NO_REASON)}")


def _notes(kept: int) -> tuple[str, ...]:
    others = (f"Другие знаки учителей в эти дни останутся как есть: {lessons_words(kept)}.",) if kept else ()
    return (STAYS, *others, SEEN_BY)


def _reason_words(reason: Reason) -> str:
    """Return a reason such as «болезнь, справка № 5 от 14.09.2026»."""
    dated = f" от {dotted(reason.day)}" if reason.day else ""
    paper = f", {reason.document}{dated}" if reason.document else ""
    return f"{REASONS[reason.sign]}{paper}"


def _days_words(first: date, last: date) -> str:
    return long_day(first) if first == last else f"с {long_day(first)} по {long_day(last)}"


def _bare_words(people: People, pupil: str) -> tuple[str, ...]:
    """Return on which days of the year there is «н» without a reason, the last ones, in words."""
    signs = signs_of(people, pupil, people.year.first, people.today)
    bare: Sequence[Signed] = [each for each in signs if each.row.code == Absence.ABSENT]
    if not bare:
        return ("Пропусков без причины нет.",)
    days = [f"{dotted(day)} ({lessons_words(len(list(own)))})" for day, own in groupby(bare, lambda x: x.lesson.day)]
    return (f"Последние пропуски без причины: {', '.join(days[-SHOWN_DAYS:])}.",)


REASON_DEEDS = {"reason": DeedPage(_form, _plan)}
"""By the word in the address."""
