"""Movement of pupils «Движение»: arriving, leaving, moving to another class, coming back; each by an order."""

import re
from datetime import date

from app.domain.movement import Entry, Flaw, Step, Whereabouts, check_members, enter, leave, on_day, transfer
from app.domain.records import NEVER, Enrolment, Group, Membership, Pupil
from app.ids import ClassId, GroupId, PupilId, derived
from portal.admin.import_lists import OLDEST, YOUNGEST
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
from portal.office.people_following import following_words
from portal.office.people_reading import People, full_name, namesakes
from portal.office.people_wording import dotted, flaw_words, long_day, span_words
from portal.office.rule_form import Change

SEXES: tuple[Option, ...] = (("m", "мужской"), ("f", "женский"), ("", "не указан"))
ORDER = Field("order", "Номер приказа", "Как в книге приказов, например 97-у.")
STAYS = "Отметки, пропуски и замечания остаются у ученика."

_NUMBERED = re.compile(r"(.+?)\s*\d+")


def division_of(group: Group) -> str:
    """Return by what a class is divided into groups like this one: «англ.» for «англ. 2»."""
    found = _NUMBERED.fullmatch(group.name)
    return found[1] if found else group.name


def divisions(people: People, school_class: ClassId) -> dict[str, list[Group]]:
    """Return the subgroups of a class by what it is divided by; groups of several classes are none."""
    found: dict[str, list[Group]] = {}
    for each in people.groups.values():
        if each.school_class == school_class and each.name and not people.is_across(each.id):
            found.setdefault(division_of(each), []).append(each)
    return found


def pupil_fields(pupil: Pupil | None, typed: Typed) -> tuple[Field, ...]:
    """Return the fields of a pupil's names, birth date and sex. pupil: None for a new one."""
    return (
        Field("surname", "Фамилия", value=pupil.surname if pupil else typed.get("surname", ""), kind="wide"),
        Field("name", "Имя", value=pupil.name if pupil else typed.get("name", ""), kind="wide"),
        Field("patronymic", "Отчество", "Может быть пустым.", value=pupil.patronymic if pupil else "", kind="wide"),
        Field("born", "Дата рождения", "Различает однофамильцев.", "date", value=f"{pupil.born}" if pupil else ""),
        Field("sex", "Пол", "", "radio", SEXES, pupil.sex if pupil else ""),
    )


def read_pupil(people: People, typed: Typed, key: PupilId, errors: dict[str, str]) -> Pupil | None:
    """Return the pupil that a form describes, None where its birth date cannot be read."""
    names = [
        read_name(typed, name, errors, may_lack=name == "patronymic") for name in ("surname", "name", "patronymic")
    ]
    born = read_day(people, typed, "born", errors)
    sex = read_choice({"sex": typed.get("sex", "")}, "sex", SEXES, errors)
    year = people.facts.year
    if born is not None and not year - OLDEST <= born.year <= year - YOUNGEST:
        errors["born"] = f"Год рождения ученика — от {year - OLDEST} до {year - YOUNGEST}."
    return None if born is None else Pupil(key, NEVER, names[0], names[1], names[2], born, sex)


def _new_pupil_form(people: People, key: str, typed: Typed) -> Drawn:
    title = people.title(known(people.classes, ClassId(key)).id)
    same = _alike(people, typed)
    other = (Field("other", "Это другой человек", _same_words(people, same), "tick"),) if same else ()
    fields = (*pupil_fields(None, typed), *other, *_entry_fields(people, ClassId(key), "Зачислен с"))
    return Drawn(f"Новый ученик в {title}", f"class/{key}", fields)


def _new_pupil(people: People, key: str, typed: Typed) -> Planned:
    school_class, errors = ClassId(key), dict[str, str]()
    pupil = read_pupil(people, typed, PupilId("new"), errors)
    entry = _read_entry(people, school_class, typed, errors)
    if pupil is None or entry is None or errors:
        return Planned(errors=errors)
    same = namesakes(people, pupil)
    if same and typed.get("other") != "1":
        return Planned(
            errors={
                "other": f"Такое имя в школе уже есть. {_same_words(people, same)} Если это другой человек, отметьте."
            }
        )
    pupil = Pupil(_new_id(people, pupil), NEVER, *(getattr(pupil, name) for name in Pupil.__struct_fields__[2:]))
    step = enter(Whereabouts(pupil.id, (), (), people.groups), entry, people.year)
    if isinstance(step, Flaw):
        return Planned(errors={"first": flaw_words(people, step)})
    name = full_name(pupil)
    first = Change("Новый ученик", "", f"{name}, род. {dotted(pupil.born)}")
    return Planned(
        f"Зачисление: {name}, {people.title(school_class)} с {long_day(entry.first)}{_by(entry.order)}",
        f"pupil/{pupil.id}",
        (pupil, *step.records),
        (first, *_step_changes(people, step)),
    )


def _return_form(people: People, key: str, typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    return _moving_form(people, pupil, typed, f"Зачислить: {full_name(pupil)}", "Зачислен с")


def _return(people: People, key: str, typed: Typed) -> Planned:
    return _moved(people, key, typed, "Зачисление")


def _transfer_form(people: People, key: str, typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    return _moving_form(people, pupil, typed, f"Перевод в другой класс: {full_name(pupil)}", "В новом классе с")


def _transfer(people: People, key: str, typed: Typed) -> Planned:
    return _moved(people, key, typed, "Перевод")


def _moving_form(people: People, pupil: Pupil, typed: Typed, title: str, label: str) -> Drawn:
    chosen = ClassId(typed.get("class", ""))
    now = people.class_on(pupil.id, people.today)
    options = tuple((key, people.title(key)) for key in people.classes if key != now)
    to = Field("class", "Класс", "", "select", (("", "— выберите —"), *options))
    rest = _entry_fields(people, chosen, label, pupil.id) if chosen in people.classes else ()
    facts = tuple(
        f"{people.title(each.school_class)} {span_words(each)}" for each in people.enrolments.get(pupil.id, ())
    )
    return Drawn(title, f"pupil/{pupil.id}", (to, *rest), facts, "Показать подгруппы класса")


def _moved(people: People, key: str, typed: Typed, kind: str) -> Planned:
    pupil: Pupil = known(people.pupils, key)
    errors: dict[str, str] = {}
    to = ClassId(read_choice(typed, "class", [(each, "") for each in people.classes], errors))
    entry = None if errors else _read_entry(people, to, typed, errors)
    if entry is None or errors:
        return Planned(errors=errors)
    where = people.whereabouts(pupil.id)
    step = (transfer if kind == "Перевод" else enter)(where, entry, people.year)
    if isinstance(step, Flaw):
        return Planned(errors={"first": flaw_words(people, step)})
    old = f"{people.title(step.was.school_class)} → " if step.was else ""
    return Planned(
        f"{kind}: {full_name(pupil)}, {old}{people.title(to)} с {long_day(entry.first)}{_by(entry.order)}",
        f"pupil/{pupil.id}",
        tuple(step.records),
        _step_changes(people, step),
        (
            STAYS,
            *following_words(people, [*step.ended, *step.begun]),
            *_other_grade(people, step),
            *_emptied(people, step.ended),
        ),
    )


def _leave_form(people: People, key: str, _typed: Typed) -> Drawn:
    pupil: Pupil = known(people.pupils, key)
    facts = tuple(
        f"{people.title(each.school_class)} {span_words(each)}" for each in people.enrolments.get(pupil.id, ())
    )
    last = Field(
        "last", "Последний день в школе", "В этот день ученик ещё числится в классе.", "date", value=str(people.today)
    )
    return Drawn(f"Выбытие: {full_name(pupil)}", f"pupil/{key}", (last, ORDER), facts)


def _leave(people: People, key: str, typed: Typed) -> Planned:
    pupil: Pupil = known(people.pupils, key)
    errors: dict[str, str] = {}
    last, order = read_day(people, typed, "last", errors), read_name(typed, "order", errors, may_lack=True)
    if last is None or errors:
        return Planned(errors=errors)
    step = leave(people.whereabouts(pupil.id), last, order, people.year)
    if isinstance(step, Flaw):
        return Planned(errors={"last": flaw_words(people, step)})
    title = people.title(step.was.school_class) if step.was else ""
    return Planned(
        f"Выбытие: {full_name(pupil)}, {title}, последний день {long_day(last)}{_by(order)}",
        f"pupil/{pupil.id}",
        tuple(step.records),
        _step_changes(people, step),
        (STAYS, *_emptied(people, step.ended)),
    )


def _entry_fields(people: People, school_class: ClassId, label: str, pupil: PupilId | None = None) -> tuple[Field, ...]:
    begin = Field("first", label, "С этого дня ученик числится в классе.", "date", value=str(people.today))
    had = {
        division_of(each): each.name
        for each in people.groups.values()
        if pupil is not None and each.name and pupil in people.members_on(each.id, people.today)
    }
    halves = tuple(
        Field(
            f"half.{n}",
            f"Подгруппа: {name}",
            f"Сейчас «{had[name]}»." if name in had else "",
            "select",
            (("", "— ни в какой —"), *((each.id, each.name) for each in groups)),
            next((each.id for each in groups if each.name == had.get(name)), ""),
        )
        for n, (name, groups) in enumerate(divisions(people, school_class).items())
    )
    return (begin, ORDER, *halves)


def _read_entry(people: People, school_class: ClassId, typed: Typed, errors: dict[str, str]) -> Entry | None:
    first, order = read_day(people, typed, "first", errors), read_name(typed, "order", errors, may_lack=True)
    whole = people.whole(school_class)
    joined = [whole.id if whole else GroupId(derived("group", school_class, ""))]
    for n, groups in enumerate(divisions(people, school_class).values()):
        name = f"half.{n}"
        chosen = read_choice({name: "", **typed}, name, (("", ""), *((each.id, "") for each in groups)), errors)
        joined += [GroupId(chosen)] if chosen else []
    return None if first is None else Entry(school_class, first, order, tuple(joined))


def _step_changes(people: People, step: Step) -> tuple[Change, ...]:
    """Return what a step does, in words: the class, then each subgroup, old and new side by side."""
    changes = [Change("Класс", _time_words(people, step.was), _time_words(people, step.becomes) or "–")]
    old = {_division(people, each): each for each in step.ended if _named(people, each)}
    new = {_division(people, each): each for each in step.begun if _named(people, each)}
    changes += [
        Change(f"Подгруппа ({name})", _member_words(people, old.get(name)), _member_words(people, new.get(name)) or "–")
        for name in dict.fromkeys((*old, *new))
    ]
    changes += [Change("Остаётся в группе", "", people.group_title(each.group)) for each in step.stays]
    return tuple(changes)


def _division(people: People, member: Membership) -> str:
    return division_of(people.groups[member.group])


def _named(people: People, member: Membership) -> bool:
    group = people.groups.get(member.group)
    return group is not None and bool(group.name)


def _time_words(people: People, time: Enrolment | None) -> str:
    if time is None:
        return ""
    order = time.order if time.last is None else time.end_order or time.order
    until = f"до {long_day(time.last)}" if time.last else f"с {long_day(time.first)}"
    return f"{people.title(time.school_class)} {until}{_by(order)}"


def _member_words(people: People, member: Membership | None) -> str:
    if member is None:
        return ""
    name = people.groups[member.group].name
    if member.last is None:
        return f"{name} с {long_day(member.first)}"
    return f"{name} до {long_day(member.last)}" if member.last >= member.first else f"{name}: не был(а)"


def _other_grade(people: People, step: Step) -> tuple[str, ...]:
    """Return a warning where a move leads to another grade in the middle of the year."""
    if step.was is None or step.becomes is None:
        return ()
    old, new = people.classes[step.was.school_class].grade, people.classes[step.becomes.school_class].grade
    return () if old == new else (f"Это другая параллель: {old}-й класс → {new}-й класс.",)


def _emptied(people: People, ended: tuple[Membership, ...]) -> tuple[str, ...]:
    """Return a warning for each group in which nobody stays."""
    said = []
    for each in ended:
        rest = [one for one in people.memberships.get(each.group, ()) if one.pupil != each.pupil]
        if check_members(rest, each.last or date.max) is not None:
            said.append(f"В группе «{people.group_title(each.group)}» больше никого не останется.")
    return tuple(said)


def _by(order: str) -> str:
    return f", приказ {order}" if order else ""


def _alike(people: People, typed: Typed) -> list[Pupil]:
    if not typed.get("surname") or not typed.get("name"):
        return []
    wanted = Pupil(PupilId("new"), NEVER, typed["surname"], typed["name"], "", date.min, "")
    return namesakes(people, wanted)


def _same_words(people: People, same: list[Pupil]) -> str:
    listed = "; ".join(f"{full_name(each)}, род. {dotted(each.born)}, {_where(people, each)}" for each in same)
    return f"Уже есть: {listed}."


def _where(people: People, pupil: Pupil) -> str:
    now = on_day(people.enrolments.get(pupil.id, ()), people.today)
    return people.title(now.school_class) if now else "сейчас не в классе"


def _new_id(people: People, pupil: Pupil) -> PupilId:
    """Return an id for a new pupil: the one that a list would give, or the next free one for a namesake of one day."""
    names = (pupil.surname, pupil.name, pupil.patronymic, pupil.born.isoformat())
    key = PupilId(derived("pupil", people.school, *names))
    n = 2
    while key in people.pupils:
        key, n = PupilId(derived("pupil", people.school, *names, str(n))), n + 1
    return key


MOVEMENT = {
    "new-pupil": DeedPage(_new_pupil_form, _new_pupil),
    "return": DeedPage(_return_form, _return),
    "transfer": DeedPage(_transfer_form, _transfer),
    "leave": DeedPage(_leave_form, _leave),
}
"""By the word in the address."""
