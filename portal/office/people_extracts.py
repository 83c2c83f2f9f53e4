"""Marks from another school's extract «Отметки из другой школы»: they count in the journals of a pupil who arrived."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.domain.classroom import CarriedMark, extract_mark_id
from app.domain.records import NEVER, Journal, Pupil, WorkType
from app.domain.regulations import MarkScale
from app.domain.scales import Scale, scale_named
from app.errors import UnknownMarkError
from app.ids import JournalId, MarkId, PupilId
from portal.office.people_deeds import (
    DeedPage,
    Drawn,
    Field,
    Option,
    Planned,
    Typed,
    known,
    read_choice,
    read_day,
    read_name,
)
from portal.office.people_reading import People, full_name
from portal.office.people_wording import dotted
from portal.office.rule_form import Change

ANSWER: Option = ("", "ответ на уроке, вес 1")
MOST_MARKS = 40
"""Marks of one subject and kind of work in one form; nobody has more in a term."""

COUNTS = "Учтутся в среднем балле и в отметке за четверть или полугодие; ученик и родители увидят их."


def extracts_of(people: People, pupil: str) -> list[CarriedMark]:
    """Return the marks that were entered from another school's extract, by day."""
    found = people.of_pupil(CarriedMark, pupil)
    return sorted(
        (each for each in found if not each.original and not each.annulled),
        key=lambda each: (each.day, each.journal, each.title, each.value, each.id),
    )


def extract_words(people: People, each: CarriedMark) -> str:
    """Return a mark such as «Алгебра: 4 — контрольная, 07.09.2026, Школа № 3»."""
    what = each.title or "ответ"
    return f"{_subject(people, each.journal)}: {each.value} — {what}, {dotted(each.day)}, {each.source}"


def _form(people: People, key: str, _typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    fields = (
        Field("school", "Школа", "Из какой школы выписка, например «Школа № 3».", "wide"),
        Field("journal", "Предмет", "", "select", (("", "— выберите —"), *_journals(people, pupil.id))),
        Field("day", "День", "За который отметка стоит в выписке.", "date"),
        Field("work", "За что", "От вида работы зависит вес.", "select", (ANSWER, *_works(people))),
        Field("marks", "Отметки", "Одна или несколько через пробел, например «5 4 4».", "wide"),
    )
    facts = tuple(extract_words(people, each) for each in extracts_of(people, key))
    return Drawn(f"Отметки из другой школы: {full_name(pupil)}", f"pupil/{key}", fields, facts)


def _enter(people: People, key: str, typed: Typed) -> Planned:
    pupil: Pupil = known(people.pupils, key)
    errors: dict[str, str] = {}
    source, journal = read_name(typed, "school", errors), read_choice(typed, "journal", _journals(people, key), errors)
    day = read_day(people, typed, "day", errors)
    work = read_choice({"work": "", **typed}, "work", (ANSWER, *_works(people)), errors)
    if day is not None and not people.year.first <= day <= people.today:
        errors["day"] = f"Нужен день этого учебного года, не позже сегодняшнего: с {dotted(people.year.first)}."
    if day is None or errors:
        return Planned(errors=errors)
    values = _values(people, JournalId(journal), typed.get("marks", ""), errors)
    if errors:
        return Planned(errors=errors)
    rows = tuple(_rows(people, pupil.id, JournalId(journal), (day, work, source), values))
    subject = _subject(people, journal)
    what = rows[0].title or "ответ на уроке"
    change = Change(f"{subject}, {what}, {dotted(day)}", "", " ".join(values))
    return Planned(
        f"Отметки из другой школы: {full_name(pupil)}, {subject}: {', '.join(values)}",
        f"pupil/{key}",
        rows,
        (change,),
        (f"Вес {rows[0].weight}. {COUNTS}",),
    )


def _end_form(people: People, key: str, _typed: Typed) -> Drawn:
    each, pupil = _found(people, key)
    never = Field("sure", "Больше не учитывать эту отметку", "", "hidden", value="1")
    return Drawn(f"Убрать отметку: {full_name(pupil)}", f"pupil/{pupil.id}", (never,), (extract_words(people, each),))


def _end(people: People, key: str, _typed: Typed) -> Planned:
    each, pupil = _found(people, key)
    words = extract_words(people, each)
    gone = replace(each, annulled=True, token=NEVER)
    return Planned(
        f"Отметка из другой школы: {full_name(pupil)}, убрана: {words}",
        f"pupil/{pupil.id}",
        (gone,),
        (Change("Отметка", words, "не учитывается"),),
    )


def _rows(
    people: People, pupil: PupilId, journal: JournalId, facts: tuple[date, str, str], values: list[str]
) -> Iterator[CarriedMark]:
    """Yield the marks, each in the next place of its day and title that is free."""
    day, work, source = facts
    kind = next((each for each in people.all(WorkType) if each.id == work), None)
    title, weight = (kind.name, kind.weight) if kind else ("", 1)
    taken = {each.id for each in extracts_of(people, pupil)}
    place = 0
    for value in values:
        while (key := extract_mark_id(journal, pupil, day, title, place)) in taken:
            place += 1
        taken.add(key)
        yield CarriedMark(key, NEVER, journal, pupil, day, value, weight, title, source, MarkId(""))


def _values(people: People, journal: JournalId, text: str, errors: dict[str, str]) -> list[str]:
    scale = _scale(people, journal)
    listed = text.replace(",", " ").split()
    try:
        values = [scale.parse(each) for each in listed]
    except UnknownMarkError:
        errors["marks"] = f"Отметки этого предмета: {scale.known}."
        return []
    if not 0 < len(values) <= MOST_MARKS:
        errors["marks"] = f"Нужна хотя бы одна отметка, и не больше {MOST_MARKS}."
    return values


def _scale(people: People, journal: JournalId) -> Scale:
    subject = people.subjects[people.journals[journal].subject]
    scheme = next((each.scheme for each in people.all(MarkScale) if each.id == subject.scale), None)
    return scale_named(subject.scale, scheme)


def _journals(people: People, pupil: str) -> list[Option]:
    """Return the journals of the groups in which a pupil is or will be, by subject."""
    groups = {
        each.group
        for each in people.whereabouts(PupilId(pupil)).memberships
        if each.last is None or each.last >= people.today
    }
    found = [each for each in people.journals.values() if each.group in groups]
    return sorted(((each.id, _subject(people, each.id)) for each in found), key=lambda each: each[1])


def _works(people: People) -> list[Option]:
    kinds = sorted(people.all(WorkType), key=lambda each: each.ordinal)
    return [(each.id, f"{each.name}, вес {each.weight}") for each in kinds]


def _subject(people: People, key: str) -> str:
    journal: Journal | None = people.journals.get(key)
    subject = people.subjects.get(journal.subject) if journal else None
    return subject.name if subject else "предмет"


def _found(people: People, key: str) -> tuple[CarriedMark, Pupil]:
    found = {each.id: each for each in people.all(CarriedMark) if not each.original and not each.annulled}
    each: CarriedMark = known(found, key)
    return each, known(people.pupils, each.pupil)


EXTRACT_DEEDS = {"extract": DeedPage(_form, _enter), "end-extract": DeedPage(_end_form, _end)}
"""By the word in the address."""
