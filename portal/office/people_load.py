"""Load «нагрузка»: journals of groups with their hours, and teachers of them with intervals."""

from collections.abc import Sequence

from msgspec.structs import replace

from app.domain.movement import check_assignment, hand_over, is_on, taken_back
from app.domain.records import NEVER, Assignment, Group, Journal, Subject, Teacher
from app.ids import JournalId, SubjectId, TeacherId, derived
from portal.admin.import_defaults import SHORT_LENGTH, SUBJECT_SHORTS
from portal.admin.import_lists import MOST_HOURS
from portal.office.people_classes import teacher_options
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
    ticked,
)
from portal.office.people_reading import People, full_name, plain
from portal.office.people_wording import flaw_words, long_day, span_words
from portal.office.rule_form import Change

HOURS = "Часов в неделю"


def journal_title(people: People, journal: Journal) -> str:
    """Return what a journal is called, such as «7Б, англ. 1: Английский язык»."""
    subject = people.subjects.get(journal.subject)
    return f"{people.group_title(journal.group)}: {subject.name if subject else 'предмет'}"


def _new_journal_form(people: People, key: str, _typed: Typed) -> Drawn:
    group: Group = known(people.groups, key)
    subjects = (("", "— выберите —"), *((each.id, each.name) for each in people.subjects.values()))
    fields = (
        Field("subject", "Предмет", "", "select", subjects),
        Field("other", "Или новый предмет", "Если его нет в списке.", "wide"),
        Field("hours", HOURS, "", value="1"),
        Field("teacher", "Учитель", "", "select", teacher_options(people, "— выберите —")),
        Field("first", "Ведёт с", "", "date", value=str(people.year.first)),
    )
    return Drawn(f"Новый журнал: {people.group_title(group.id)}", f"group/{key}", fields)


def _new_journal(people: People, key: str, typed: Typed) -> Planned:
    group: Group = known(people.groups, key)
    errors: dict[str, str] = {}
    subject = _read_subject(people, typed, errors)
    hours, first = _read_hours(typed, errors), read_day(people, typed, "first", errors)
    teacher = TeacherId(typed.get("teacher", ""))
    if subject is None or first is None or errors:
        return Planned(errors=errors)
    journal = JournalId(derived("journal", group.id, subject.id, str(people.facts.year)))
    if journal in people.journals:
        return Planned(errors={"subject": "Такой журнал у этой группы уже есть."})
    right = _assignment(people, (journal, teacher), typed, errors)
    if right is None or errors:
        return Planned(errors=errors)
    made = Journal(journal, NEVER, group.id, subject.id, people.facts.year, hours)
    title = f"{people.group_title(group.id)}: {subject.name}"
    changes = (
        Change("Новый журнал", "", f"{title}, часов в неделю: {hours}"),
        Change("Учитель", "", f"{full_name(people.teachers[teacher])} {span_words(right)}"),
    )
    return Planned(f"Журнал {title}", f"group/{key}", (subject, made, right), changes)


def _hours_form(people: People, key: str, _typed: Typed) -> Drawn:
    journal: Journal = known(people.journals, key)
    hours = Field("hours", HOURS, "", value=str(journal.hours))
    return Drawn(journal_title(people, journal), f"group/{journal.group}", (hours,))


def _hours(people: People, key: str, typed: Typed) -> Planned:
    journal: Journal = known(people.journals, key)
    errors: dict[str, str] = {}
    hours = _read_hours(typed, errors)
    if errors or hours == journal.hours:
        return Planned(errors=errors)
    title = f"Часы: {journal_title(people, journal)}"
    change = Change(HOURS, str(journal.hours), str(hours))
    return Planned(title, f"group/{journal.group}", (replace(journal, hours=hours),), (change,))


def _assign_form(people: People, key: str, _typed: Typed) -> Drawn:
    journal: Journal = known(people.journals, key)
    having = people.assignments.get(key, [])
    instead = (("", "никого: ведут вместе"), *((each.id, _right_words(people, each)) for each in having))
    lasting = next((each.id for each in having if each.last is None), "")
    fields = (
        Field("teacher", "Учитель", "", "select", teacher_options(people, "— выберите —")),
        Field("first", "С", "Прежний учитель ведёт журнал до кануна этого дня.", "date", value=str(people.today)),
        Field("last", "По", "Пусто, если срок не ограничен.", "date"),
        Field("instead", "Вместо кого", "", "radio", instead, lasting),
    )
    return Drawn(f"Учитель: {journal_title(people, journal)}", f"group/{journal.group}", fields)


def _assign(people: People, key: str, typed: Typed) -> Planned:
    journal: Journal = known(people.journals, key)
    errors: dict[str, str] = {}
    having = people.assignments.get(key, [])
    chosen = read_choice({"instead": "", **typed}, "instead", [("", ""), *((each.id, "") for each in having)], errors)
    first, teacher = read_day(people, typed, "first", errors), TeacherId(typed.get("teacher", ""))
    if first is None or errors:
        return Planned(errors=errors)
    ended = [hand_over(each, first) for each in having if each.id == chosen]
    others = [*ended, *(each for each in having if each.id != chosen)]
    right = _assignment(people, (journal.id, teacher), typed, errors, others)
    if right is None or errors:
        return Planned(errors=errors)
    old = [each for each in having if each.id == chosen]
    changes = (
        *(
            Change("Прежний учитель", _right_words(people, was), _right_words(people, now))
            for was, now in zip(old, ended, strict=True)
        ),
        Change("Учитель", "", _right_words(people, right)),
    )
    title = f"{journal_title(people, journal)}: {full_name(people.teachers[teacher])} {span_words(right)}"
    return Planned(title, f"group/{journal.group}", (*ended, right), changes)


def _end_form(people: People, key: str, _typed: Typed) -> Drawn:
    right, journal = _found(people, key)
    fields = (
        Field("last", "Последний день", "Пусто, если срок не ограничен.", "date", value=str(right.last or "")),
        Field("never", "Убрать совсем, будто назначения не было", "", "tick"),
    )
    return Drawn(
        f"Назначение: {journal_title(people, journal)}",
        f"group/{journal.group}",
        fields,
        (_right_words(people, right),),
    )


def _end(people: People, key: str, typed: Typed) -> Planned:
    right, journal = _found(people, key)
    errors: dict[str, str] = {}
    last = read_day(people, typed, "last", errors, may_lack=True)
    if errors:
        return Planned(errors=errors)
    never = typed.get("never") == "1"
    wanted = replace(right, last=taken_back(right.first) if never else last)
    others = [each for each in people.assignments.get(journal.id, ()) if each.id != right.id]
    if not never and (flaw := check_assignment(wanted, others, people.year)):
        return Planned(errors={"last": flaw_words(people, flaw)})
    if wanted == right:
        return Planned()
    change = Change("Назначение", _right_words(people, right), _right_words(people, wanted))
    notes = () if others else ("У журнала не останется учителя: назначьте другого.",)
    return Planned(
        f"{journal_title(people, journal)}: {change.after}", f"group/{journal.group}", (wanted,), (change,), notes
    )


def _hand_over_form(people: People, key: str, _typed: Typed) -> Drawn:
    teacher: Teacher = known(people.teachers, key)
    boxes = tuple(
        Field(f"of.{each.id}", journal_title(people, people.journals[each.journal]), span_words(each), "box", (), "1")
        for each in _rights(people, teacher)
    )
    fields = (
        Field("teacher", "Кому", "", "select", teacher_options(people, "— выберите —")),
        Field(
            "first",
            "С какого дня",
            "Прежний учитель ведёт журналы до кануна этого дня.",
            "date",
            value=str(people.today),
        ),
        *boxes,
    )
    return Drawn(f"Передать журналы: {full_name(teacher)}", f"teacher/{key}", fields)


def _hand_over(people: People, key: str, typed: Typed) -> Planned:
    teacher: Teacher = known(people.teachers, key)
    errors: dict[str, str] = {}
    first, to = read_day(people, typed, "first", errors), TeacherId(typed.get("teacher", ""))
    chosen = [each for each in _rights(people, teacher) if each.id in ticked(typed, "of.")]
    if not chosen:
        errors["teacher"] = "Отметьте хотя бы один журнал."
    if first is None or errors:
        return Planned(errors=errors)
    rows: list[Assignment] = []
    changes = []
    for each in chosen:
        ended = hand_over(each, first)
        others = [ended, *(one for one in people.assignments[each.journal] if one.id != each.id)]
        right = _assignment(people, (each.journal, to), {"first": str(first)}, errors, others)
        rows += [ended, right] if right else []
        changes.append(
            Change(
                journal_title(people, people.journals[each.journal]),
                _right_words(people, ended),
                _right_words(people, right) if right else "",
            )
        )
    if errors:
        return Planned(errors=errors)
    title = f"Журналы: {full_name(teacher)} → {full_name(people.teachers[to])} с {long_day(first)}"
    return Planned(title, f"teacher/{key}", tuple(rows), tuple(changes))


def _rights(people: People, teacher: Teacher) -> list[Assignment]:
    """Return what a teacher has today or will have, by journal."""
    found = [each for rights in people.assignments.values() for each in rights if each.teacher == teacher.id]
    lasting = [
        each
        for each in found
        if each.journal in people.journals and (is_on(each, people.today) or each.first > people.today)
    ]
    return sorted(lasting, key=lambda each: journal_title(people, people.journals[each.journal]))


def _assignment(
    people: People,
    wanted: tuple[JournalId, TeacherId],
    typed: Typed,
    errors: dict[str, str],
    others: Sequence[Assignment] = (),
) -> Assignment | None:
    """Return the right that a form gives, None where it cannot be; why is told in errors."""
    first, last = read_day(people, typed, "first", errors), read_day(people, typed, "last", errors, may_lack=True)
    if first is None:
        return None
    journal, teacher = wanted
    known_teacher = TeacherId(teacher if teacher in people.teachers else "")
    right = Assignment(
        derived("assignment", journal, known_teacher, first.isoformat()), NEVER, journal, known_teacher, first, last
    )
    if flaw := check_assignment(right, others, people.year):
        errors["teacher"] = flaw_words(people, flaw)
        return None
    return right


def _read_subject(people: People, typed: Typed, errors: dict[str, str]) -> Subject | None:
    name = read_name(typed, "other", errors, may_lack=True)
    if not name:
        key = typed.get("subject", "")
        if key not in people.subjects:
            errors["subject"] = "Выберите предмет или впишите новый."
        return people.subjects.get(key)
    known_one = next((each for each in people.subjects.values() if plain(each.name) == plain(name)), None)
    short = SUBJECT_SHORTS.get(name, name[:SHORT_LENGTH])
    return known_one or Subject(SubjectId(derived("subject", people.school, name.lower())), NEVER, name, short)


def _read_hours(typed: Typed, errors: dict[str, str]) -> int:
    text = typed.get("hours", "")
    if text.isdecimal() and len(text) <= len(str(MOST_HOURS)) and 1 <= int(text) <= MOST_HOURS:
        return int(text)
    errors["hours"] = f"Нужно целое число от 1 до {MOST_HOURS}."
    return 0


def _right_words(people: People, right: Assignment) -> str:
    teacher = people.teachers.get(right.teacher)
    never = right.last is not None and right.last < right.first
    return f"{full_name(teacher) if teacher else 'учитель'} {'— убрано' if never else span_words(right)}"


def _found(people: People, key: str) -> tuple[Assignment, Journal]:
    rights = {each.id: each for having in people.assignments.values() for each in having}
    right: Assignment = known(rights, key)
    return right, known(people.journals, right.journal)


LOAD_DEEDS = {
    "new-journal": DeedPage(_new_journal_form, _new_journal),
    "hours": DeedPage(_hours_form, _hours),
    "assign": DeedPage(_assign_form, _assign),
    "end-assignment": DeedPage(_end_form, _end),
    "hand-over": DeedPage(_hand_over_form, _hand_over),
}
"""By the word in the address."""
