"""Classes and teachers: a new one, and what is changed of one."""

import re

from msgspec.structs import replace

from app.domain.records import NEVER, Group, SchoolClass, Teacher
from app.ids import ClassId, GroupId, TeacherId, derived
from portal.admin.import_books import class_title
from portal.office.people_deeds import DeedPage, Drawn, Field, Option, Planned, Typed, known, read_choice, read_name
from portal.office.people_reading import People, full_name
from portal.office.rule_form import Change

SHIFTS: tuple[Option, ...] = (("1", "первая"), ("2", "вторая"))

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def teacher_options(people: People, empty: str) -> tuple[Option, ...]:
    """Return the teachers to choose from. empty: what choosing none is called."""
    return (("", empty), *((key, full_name(each)) for key, each in people.teachers.items()))


def _class_fields(people: People, now: SchoolClass | None) -> tuple[Field, ...]:
    teacher = (now.teacher or "") if now else ""
    return (
        Field("shift", "Смена", "", "radio", SHIFTS, str(now.shift if now else 1)),
        Field("teacher", "Классный руководитель", "", "select", teacher_options(people, "— не назначен —"), teacher),
    )


def _new_class_form(people: People, _key: str, _typed: Typed) -> Drawn:
    title = Field("title", "Класс", "Число и буква, например 7Б.")
    return Drawn("Новый класс", "", (title, *_class_fields(people, None)))


def _new_class(people: People, _key: str, typed: Typed) -> Planned:
    errors: dict[str, str] = {}
    title = class_title(typed.get("title", ""))
    if title is None:
        errors["title"] = "Нужны число от 1 до 11 и буква, например 7Б."
    elif title in map(people.title, people.classes):
        errors["title"] = f"Класс {title} уже есть."
    shift = read_choice(typed, "shift", SHIFTS, errors)
    teacher = read_choice(typed, "teacher", teacher_options(people, ""), errors)
    if title is None or errors:
        return Planned(errors=errors)
    key = ClassId(derived("class", people.school, str(people.facts.year), title))
    made = SchoolClass(key, NEVER, int(title[:-1]), title[-1], int(shift), TeacherId(teacher) if teacher else None)
    group = Group(GroupId(derived("group", key, "")), NEVER, key, "")
    changes = (Change("Новый класс", "", title), *_class_changes(people, None, made))
    return Planned(f"Новый класс: {title}", f"class/{key}", (made, group), changes)


def _edit_class_form(people: People, key: str, _typed: Typed) -> Drawn:
    now: SchoolClass = known(people.classes, key)
    return Drawn(f"Класс {people.title(now.id)}", f"class/{key}", _class_fields(people, now))


def _edit_class(people: People, key: str, typed: Typed) -> Planned:
    now: SchoolClass = known(people.classes, key)
    errors: dict[str, str] = {}
    shift = read_choice(typed, "shift", SHIFTS, errors)
    teacher = read_choice(typed, "teacher", teacher_options(people, ""), errors)
    if errors:
        return Planned(errors=errors)
    wanted = replace(now, shift=int(shift), teacher=TeacherId(teacher) if teacher else None)
    changes = _class_changes(people, now, wanted)
    note = "Классный руководитель видит журналы своего класса, отмечает пропуски на весь день и их причины."
    return Planned(
        f"Класс {people.title(now.id)}: {changes[0].title.lower()}" if changes else "",
        f"class/{key}",
        (wanted,) if changes else (),
        changes,
        (note,),
    )


def _class_changes(people: People, now: SchoolClass | None, wanted: SchoolClass) -> tuple[Change, ...]:
    shifts = dict(SHIFTS)
    changes = []
    if now is None or now.teacher != wanted.teacher:
        before = _teacher_words(people, now.teacher) if now else ""
        changes.append(Change("Классный руководитель", before, _teacher_words(people, wanted.teacher)))
    if now is None or now.shift != wanted.shift:
        changes.append(Change("Смена", shifts[str(now.shift)] if now else "", shifts[str(wanted.shift)]))
    return tuple(changes)


def _teacher_words(people: People, key: TeacherId | None) -> str:
    found = people.teachers.get(key or "")
    return full_name(found) if found else "не назначен"


def _teacher_fields(now: Teacher | None) -> tuple[Field, ...]:
    return (
        Field("surname", "Фамилия", value=now.surname if now else "", kind="wide"),
        Field("name", "Имя", value=now.name if now else "", kind="wide"),
        Field("patronymic", "Отчество", "Может быть пустым.", value=now.patronymic if now else "", kind="wide"),
    )


def _new_teacher_form(_people: People, _key: str, _typed: Typed) -> Drawn:
    login = Field("login", "Логин", "Латинские буквы и цифры; по нему учителя узнают снова, изменить его нельзя.")
    return Drawn("Новый учитель", "teachers", (*_teacher_fields(None), login))


def _new_teacher(people: People, _key: str, typed: Typed) -> Planned:
    errors: dict[str, str] = {}
    names = _read_names(typed, errors)
    login = typed.get("login", "").lower()
    if not _LOGIN.fullmatch(login):
        errors["login"] = "Нужны латинские буквы и цифры, от двух знаков."
    elif login in {each.login for each in people.teachers.values()}:
        errors["login"] = "Такой логин уже есть."
    if errors:
        return Planned(errors=errors)
    key = TeacherId(derived("teacher", people.school, login))
    made = Teacher(key, NEVER, *names, login)
    words = f"{full_name(made)}, логин {login}"
    note = "Чтобы подключить компьютер учителя, нужен код подключения: его выдаёт тот, кто обслуживает портал."
    return Planned(
        f"Новый учитель: {full_name(made)}", f"teacher/{key}", (made,), (Change("Новый учитель", "", words),), (note,)
    )


def _edit_teacher_form(people: People, key: str, _typed: Typed) -> Drawn:
    now: Teacher = known(people.teachers, key)
    return Drawn(full_name(now), f"teacher/{key}", _teacher_fields(now), (f"Логин {now.login}",))


def _edit_teacher(people: People, key: str, typed: Typed) -> Planned:
    now: Teacher = known(people.teachers, key)
    errors: dict[str, str] = {}
    names = _read_names(typed, errors)
    if errors:
        return Planned(errors=errors)
    wanted = replace(now, surname=names[0], name=names[1], patronymic=names[2])
    changes = (Change("Учитель", full_name(now), full_name(wanted)),) if wanted != now else ()
    return Planned(f"Данные учителя: {full_name(wanted)}", f"teacher/{key}", (wanted,) if changes else (), changes)


def _read_names(typed: Typed, errors: dict[str, str]) -> tuple[str, str, str]:
    surname, name = read_name(typed, "surname", errors), read_name(typed, "name", errors)
    return surname, name, read_name(typed, "patronymic", errors, may_lack=True)


CLASS_DEEDS = {
    "new-class": DeedPage(_new_class_form, _new_class),
    "edit-class": DeedPage(_edit_class_form, _edit_class),
    "new-teacher": DeedPage(_new_teacher_form, _new_teacher),
    "edit-teacher": DeedPage(_edit_teacher_form, _edit_teacher),
}
"""By the word in the address."""
