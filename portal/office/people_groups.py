"""Groups: subgroups of a class, its pupils divided among them, and groups of pupils of several classes."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from app.domain.movement import check_members, check_membership, is_on, membership, regroup
from app.domain.records import NEVER, Group, Membership, SchoolClass
from app.ids import ClassId, GroupId, PupilId, derived
from portal.diary.term_wording import count_words
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
from portal.office.people_following import following_words
from portal.office.people_movement import divisions
from portal.office.people_reading import People, full_name, titled
from portal.office.people_wording import PUPILS, RULES, flaw_words, long_day
from portal.office.rule_form import Change

MOST_HALVES = 6


def _new_division_form(people: People, key: str, _typed: Typed) -> Drawn:
    title = people.title(known(people.classes, key).id)
    facts = tuple(
        f"{name}: {', '.join(each.name for each in groups)}" for name, groups in divisions(people, ClassId(key)).items()
    )
    fields = (
        Field("name", "По чему делится", "Коротко, например «англ.»: получатся «англ. 1», «англ. 2»."),
        Field("count", "Сколько подгрупп", "", value="2"),
    )
    return Drawn(f"Новые подгруппы {title}", f"class/{key}", fields, facts)


def _new_division(people: People, key: str, typed: Typed) -> Planned:
    school_class: SchoolClass = known(people.classes, key)
    errors: dict[str, str] = {}
    name = read_name(typed, "name", errors, most=30)
    count = typed.get("count", "")
    if count not in set(map(str, range(1, MOST_HALVES + 1))):
        errors["count"] = f"Нужно число от 1 до {MOST_HALVES}."
    elif name in divisions(people, school_class.id):
        errors["name"] = "Такие подгруппы в классе уже есть."
    if errors:
        return Planned(errors=errors)
    groups = tuple(_group(school_class.id, f"{name} {n}") for n in range(1, int(count) + 1))
    words = ", ".join(each.name for each in groups)
    title = people.title(school_class.id)
    note = "Учеников в них ещё нет: разделите класс на следующей странице."
    return Planned(
        f"Подгруппы {title}: {words}", f"class/{key}", groups, (Change("Новые подгруппы", "", words),), (note,)
    )


def _rename_form(people: People, key: str, _typed: Typed) -> Drawn:
    group: Group = known(people.groups, key)
    name = Field("name", "Название", "Так группа называется в журналах.", "wide", value=group.name)
    return Drawn(f"Группа {people.group_title(group.id)}", f"group/{key}", (name,))


def _rename(people: People, key: str, typed: Typed) -> Planned:
    group: Group = known(people.groups, key)
    errors: dict[str, str] = {}
    name = read_name(typed, "name", errors, most=40)
    if not group.name:
        errors["name"] = "Группа всего класса называется как класс."
    elif any(
        each.name == name and each.id != group.id
        for each in people.groups.values()
        if each.school_class == group.school_class
    ):
        errors["name"] = "Группа с таким названием у этого класса уже есть."
    if errors:
        return Planned(errors=errors)
    wanted = replace(group, name=name)
    changes = (Change("Группа", group.name, name),) if wanted != group else ()
    return Planned(f"Группа {group.name} → {name}", f"group/{key}", (wanted,) if changes else (), changes)


def _divide_form(people: People, key: str, typed: Typed) -> Drawn:
    school_class: SchoolClass = known(people.classes, key)
    division = typed.get("division", "")
    groups = known(divisions(people, school_class.id), division)
    day = people.today
    options = (*((each.id, each.name) for each in groups), ("", "ни в какой"))
    rows = tuple(
        Field(f"of.{pupil}", _listed(people, pupil), "", "row", options, _group_on(people, groups, pupil, day) or "")
        for pupil in _pupils_of(people, {school_class.id}, day)
    )
    fields = (
        Field("division", "", "", "hidden", (), division),
        Field("first", "С какого дня", "Прежняя подгруппа кончается накануне.", "date", value=str(day)),
        *rows,
    )
    return Drawn(f"{people.title(school_class.id)}: подгруппы {division}", f"class/{key}", fields)


def _divide(people: People, key: str, typed: Typed) -> Planned:
    school_class: SchoolClass = known(people.classes, key)
    groups: list[Group] = known(divisions(people, school_class.id), typed.get("division", ""))
    errors: dict[str, str] = {}
    first = read_day(people, typed, "first", errors)
    if first is None or errors:
        return Planned(errors=errors)
    names = {each.id: each.name for each in groups}
    rows: list[Membership] = []
    changes = []
    for pupil in _pupils_of(people, {school_class.id}, people.today):
        wanted = GroupId(read_choice({f"of.{pupil}": "", **typed}, f"of.{pupil}", [("", ""), *names.items()], errors))
        mine = [each for group in names for each in people.memberships.get(group, ()) if each.pupil == pupil]
        fresh = regroup(pupil, mine, wanted or None, first)
        if fresh:
            old = _group_on(people, groups, pupil, first)
            changes.append(Change(_listed(people, pupil), names[old] if old else "", names.get(wanted, "ни в какой")))
        rows += fresh
        _check(people, fresh, errors)
    errors |= {} if errors else _without_pupils(people, groups, rows, first)
    title = f"Подгруппы {people.title(school_class.id)}: {', '.join(names.values())} с {long_day(first)}"
    notes = () if errors else following_words(people, rows)
    return Planned(title, f"class/{key}", tuple(rows), tuple(changes), notes, errors)


def _across_form(people: People, _key: str, typed: Typed) -> Drawn:
    chosen = {ClassId(key) for key in ticked(typed, "class.")}
    classes = tuple(Field(f"class.{key}", people.title(key), "", "box") for key in people.classes)
    fields = (
        Field("name", "Название", "Например «Право» или «электив 1».", "wide"),
        Field("first", "С какого дня", "", "date", value=str(people.today)),
        *classes,
        *_pupil_boxes(people, chosen, frozenset()),
    )
    return Drawn("Группа из нескольких классов", "", fields, (), "Показать учеников выбранных классов")


def _across(people: People, _key: str, typed: Typed) -> Planned:
    errors: dict[str, str] = {}
    name, first = read_name(typed, "name", errors, most=40), read_day(people, typed, "first", errors)
    chosen = [key for key in people.classes if key in ticked(typed, "class.")]
    if len(chosen) < 2:  # noqa: PLR2004 (several)
        errors["name"] = errors.get("name", "Выберите два класса или больше.")
        return Planned(errors=errors)
    if name and any((each.school_class, each.name) == (chosen[0], name) for each in people.groups.values()):
        errors["name"] = f"У {people.title(chosen[0])} уже есть группа с таким названием."
    members = _ticked_pupils(people, set(chosen), typed)
    if not members:
        errors["name"] = errors.get("name", f"{RULES[check_members((), people.today).breach]} Отметьте учеников.")  # type: ignore[union-attr]  # nobody is a flaw
    if first is None or errors:
        return Planned(errors=errors)
    group = _group(chosen[0], name)
    rows = tuple(membership(group.id, pupil, first) for pupil in members)
    _check(people, rows, errors)
    words = f"{titled(people, chosen)}, {name}"
    changes = (
        Change("Новая группа", "", words),
        Change(
            "Ученики",
            "",
            f"{count_words(len(members), PUPILS)}: {', '.join(_listed(people, each) for each in members)}",
        ),
    )
    title = f"Группа {words} с {long_day(first)}"
    return Planned(title, f"group/{group.id}", (group, *rows), changes, errors=errors)


def _members_form(people: People, key: str, typed: Typed) -> Drawn:
    group: Group = known(people.groups, key)
    chosen = set(people.classes_of(group.id)) | {ClassId(each) for each in ticked(typed, "class.")}
    others = tuple(
        Field(f"class.{each}", people.title(each), "", "box")
        for each in people.classes
        if each not in people.classes_of(group.id)
    )
    first = Field("first", "С какого дня", "Кто уходит, в группе до кануна этого дня.", "date", value=str(people.today))
    boxes = _pupil_boxes(people, chosen, frozenset(people.members_on(group.id, people.today)))
    return Drawn(
        f"Состав: {people.group_title(group.id)}",
        f"group/{key}",
        (first, *boxes, *others),
        (),
        "Показать учеников выбранных классов",
    )


def _members(people: People, key: str, typed: Typed) -> Planned:
    group: Group = known(people.groups, key)
    errors: dict[str, str] = {}
    first = read_day(people, typed, "first", errors)
    if first is None or errors:
        return Planned(errors=errors)
    classes = set(people.classes_of(group.id)) | {ClassId(each) for each in ticked(typed, "class.")}
    wanted = set(_ticked_pupils(people, classes, typed))
    now = people.members_on(group.id, first)
    rows: list[Membership] = []
    for pupil in sorted(wanted | now):
        mine = [each for each in people.memberships.get(group.id, ()) if each.pupil == pupil]
        rows += regroup(pupil, mine, group.id if pupil in wanted else None, first)
    _check(people, [each for each in rows if each.pupil in wanted], errors)
    errors |= {} if errors else _without_pupils(people, [group], rows, first)
    came = [_listed(people, each) for each in people.pupils if each in wanted - now]
    gone = [_listed(people, each) for each in people.pupils if each in now - wanted]
    changes = tuple(
        Change(title, "", ", ".join(names)) for title, names in (("Приходят", came), ("Уходят", gone)) if names
    )
    title = f"Состав {people.group_title(group.id)} с {long_day(first)}"
    notes = () if errors else following_words(people, rows)
    return Planned(title, f"group/{key}", tuple(rows) if changes else (), changes, notes, errors)


def _without_pupils(people: People, groups: Iterable[Group], rows: Iterable[Membership], day: date) -> dict[str, str]:
    """Return that one of these groups had pupils and would have none."""
    fresh = {each.id: each for each in rows}
    for group in groups:
        before = people.memberships.get(group.id, [])
        after = [each for each in {**{each.id: each for each in before}, **fresh}.values() if each.group == group.id]
        if check_members(before, day) is None and (flaw := check_members(after, day)):
            return {"first": f"{flaw_words(people, flaw)} Сейчас в «{group.name}»: {count_words(len(before), PUPILS)}."}
    return {}


def _check(people: People, rows: Iterable[Membership], errors: dict[str, str]) -> None:
    for each in rows:
        if each.last is None and (flaw := check_membership(each, people.enrolments.get(each.pupil, ()))):
            errors["first"] = f"{_listed(people, each.pupil)}: {flaw_words(people, flaw)}"


def _pupils_of(people: People, classes: Iterable[ClassId], day: date) -> list[PupilId]:
    wanted = set(classes)
    return [
        key
        for key in people.pupils
        if any(
            each.school_class in wanted and (is_on(each, day) or each.first > day)
            for each in people.enrolments.get(key, ())
        )
    ]


def _pupil_boxes(people: People, classes: Iterable[ClassId], now: frozenset[PupilId]) -> tuple[Field, ...]:
    found = _pupils_of(people, classes, people.today)
    by_class = {key: [each for each in found if people.class_on(each, people.today) == key] for key in people.classes}
    return tuple(
        Field(
            f"in.{pupil}", f"{_listed(people, pupil)}, {people.title(key)}", "", "box", (), "1" if pupil in now else ""
        )
        for key, pupils in by_class.items()
        for pupil in pupils
    )


def _ticked_pupils(people: People, classes: Iterable[ClassId], typed: Typed) -> list[PupilId]:
    chosen = ticked(typed, "in.")
    return [each for each in _pupils_of(people, classes, people.today) if each in chosen]


def _group_on(people: People, groups: Iterable[Group], pupil: PupilId, day: date) -> GroupId | None:
    return next((each.id for each in groups if pupil in people.members_on(each.id, day)), None)


def _listed(people: People, pupil: PupilId) -> str:
    return full_name(people.pupils[pupil])


def _group(school_class: ClassId, name: str) -> Group:
    return Group(GroupId(derived("group", school_class, name)), NEVER, school_class, name)


GROUP_DEEDS = {
    "new-groups": DeedPage(_new_division_form, _new_division),
    "rename-group": DeedPage(_rename_form, _rename),
    "divide": DeedPage(_divide_form, _divide),
    "new-group": DeedPage(_across_form, _across),
    "members": DeedPage(_members_form, _members),
}
"""By the word in the address."""
