"""Makes the files of the demo school: `python -m resources.demo.generate [FOLDER]`; the same bytes every time."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from resources.demo.books import Book, Row, write_csv
from resources.demo.curriculum import (
    DEMO_TEACHER,
    OFFICE,
    SIZES,
    STAFF,
    SUBGROUPS,
    USUAL_SIZE,
    ClassPlan,
    Load,
    classes,
    loads,
)
from resources.demo.filling import Attending, Enrolled, Entered, absences, cell, entered
from resources.demo.people import FIRST_DAY, Person, person, pupils_of, sort_key
from resources.demo.school_year import (
    BELLS,
    LAST_DAY,
    LAST_FILLED,
    LESSON_MINUTES,
    TERMS,
    YOUNGEST_PAUSE,
    school_days,
)
from resources.demo.topics import Plan, plan_of
from resources.demo.weekly import Placed, timetable

SEED = 20260901
SCHOOL = Path(__file__).with_name("school")
WEEKDAYS = ("", "Понедельник", "Вторник", "Среда", "Четверг", "Пятница")
LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".split(),  # noqa: SIM905 (letter under letter)
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """All that the files tell. staff: by the code of the curriculum. logins: the accounts' names by the same."""

    classes: Sequence[ClassPlan]
    staff: Mapping[str, Person]
    logins: Mapping[str, str]
    enrolled: Mapping[str, Sequence[Enrolled]]
    loads: Sequence[Load]
    week: Sequence[Placed]


def make_school(seed: int = SEED) -> DemoSchool:
    """Invent the school."""
    random = Random(seed)  # noqa: S311 (invented people, not secrets)
    listed = classes()
    shared = loads(listed)
    staff = _staff(random)
    return DemoSchool(listed, staff, _logins(staff), _enrolled(random, listed), shared, timetable(random, shared))


def write_school(school: DemoSchool, folder: Path) -> None:
    """Write every file of the school."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_lists(school, folder)
    _write_year(folder)
    write_csv(folder / "Нагрузка 2026-2027.csv", _load_rows(school), encoding="cp1251")
    _write_timetable(school, folder / "Расписание.xlsx")
    for plan, titles in _filed_plans(school).items():
        write_plan(folder / f"КТП {plan.subject} {plan.first}.xlsx", plan, titles)
    for each in school.classes:
        write_journal(school, each, folder / f"Журнал {each.title}.xlsx")


def write_journal(school: DemoSchool, each: ClassPlan, path: Path) -> None:
    """Write a class's workbook: a sheet for each journal with marks and absences, then topics and homework."""
    random = Random(f"{SEED} {each.title}")  # noqa: S311 (invented marks, not secrets)
    days = list(school_days(LAST_FILLED))
    enrolled = school.enrolled[each.title]
    attending = absences(random, enrolled, days)
    topics: list[Row] = [("Класс", each.title), (), ("Предмет", "Группа", "Дата", "Урок", "Тема", "Домашнее задание")]
    with Book(path) as book:
        for load in (one for one in school.loads if one.school_class == each):
            lessons = entered(random, load, _lessons(school, load, days))
            rows = _journal_rows(random, school, load, lessons, attending)
            book.sheet(_sheet_title(load), rows, widths=(4, 38), bold=5)
            topics += [(load.subject, load.group, one.day, one.number, one.topic, one.homework) for one in lessons]
        book.sheet("Темы и задания", topics, widths=(28, 10, 12, 6, 48, 40), bold=2)


def write_plan(path: Path, plan: Plan, titles: Sequence[str]) -> None:
    """Write a calendar-thematic plan for the classes that follow it."""
    rows: list[Row] = [
        ("Календарно-тематическое планирование",),
        ("Предмет", plan.subject),
        ("Классы", ", ".join(titles)),
        (),
        ("№", "Раздел", "Тема", "Часы", "Вид контроля"),
    ]
    rows += [(n, item.section, item.topic, item.hours, item.control) for n, item in enumerate(plan.items, 1)]
    with Book(path) as book:
        book.sheet("КТП", rows, widths=(4, 36, 60, 6, 24), bold=4)


def _staff(random: Random) -> dict[str, Person]:
    codes = [code for logins in STAFF.values() for code in logins] + list(OFFICE)
    staff = {DEMO_TEACHER: Person("Морозова", "Елена", "Сергеевна", "f", date(1984, 3, 14))}
    taken = {"Морозова"}
    for code in codes:
        somebody = _unlike(random, taken, "m" if code in {"fk1", "trud1", "obzr1", "fiz2"} else "f")
        taken.add(somebody.surname)
        staff[code] = somebody
    staff["angl7"] = replace(staff["angl7"], patronymic="")
    return staff


def _unlike(random: Random, taken: set[str], sex: str) -> Person:
    while True:
        born = date(1962, 1, 1) + timedelta(random.randrange(36 * 365))
        somebody = person(random, sex, born)
        if somebody.surname not in taken:
            return somebody


def _logins(staff: Mapping[str, Person]) -> dict[str, str]:
    return {
        code: "".join(LETTERS[letter] for letter in each.surname.lower()).replace("-", "")
        for code, each in staff.items()
    }


def _enrolled(random: Random, listed: Sequence[ClassPlan]) -> dict[str, list[Enrolled]]:
    found = {each.title: _class_of(random, each) for each in listed}
    _add_namesakes(found)
    _move_pupils(found)
    return found


def _class_of(random: Random, each: ClassPlan) -> list[Enrolled]:
    people = pupils_of(random, each.grade, each.letter, SIZES.get(each.title, USUAL_SIZE))
    return [
        Enrolled(one, FIRST_DAY, None, _order(each, one), _halves(one, n, len(people)), random.gauss(3.95, 0.5))
        for n, one in enumerate(people)
    ]


def _order(each: ClassPlan, one: Person) -> str:
    return f"{40 + each.grade}-у" if one.file else ""


def _halves(one: Person, n: int, count: int) -> dict[str, int]:
    return {"англ.": 1 if n < (count + 1) // 2 else 2, "инф.": 1 + n % 2, "труд": 1 if one.sex == "m" else 2}


def _rename(found: dict[str, list[Enrolled]], title: str, index: int, name: tuple[str, str, str, str]) -> None:
    each = found[title][index]
    surname, first, patronymic, sex = name
    renamed = replace(each.person, surname=surname, name=first, patronymic=patronymic, sex=sex)
    found[title][index] = replace(each, person=renamed, halves={**each.halves, "труд": 1 if sex == "m" else 2})
    found[title].sort(key=lambda one: sort_key(one.person))


def _add_namesakes(found: dict[str, list[Enrolled]]) -> None:
    """Two of one name in one class, two in different classes, and three names in 7Б that tables get wrong."""
    _rename(found, "7А", 11, ("Кузнецов", "Иван", "Сергеевич", "m"))
    _rename(found, "7А", 12, ("Кузнецов", "Иван", "Сергеевич", "m"))
    _rename(found, "5Б", 17, ("Соколова", "Анна", "Дмитриевна", "f"))
    _rename(found, "9А", 17, ("Соколова", "Анна", "Дмитриевна", "f"))
    _rename(found, "7Б", 2, ("Воронова-Залесская", "Мария-София", "Ильинична", "f"))
    _rename(found, "7Б", 5, ("Гринберг", "Илья", "", "m"))
    _rename(found, "7Б", 8, ("Ёлкин", "Пётр", "Семёнович", "m"))


def _move_pupils(found: dict[str, list[Enrolled]]) -> None:
    """One pupil goes from 7А to 7Б, one comes to 7Б in November, one leaves 8Б."""
    moved = found["7А"][20]
    found["7А"][20] = replace(moved, last=date(2026, 10, 11))
    newcomer = Person("Тихонравова", "Алёна", "Артёмовна", "f", date(2013, 5, 2), "Т-7Б40")
    halves = {"англ.": 2, "инф.": 2, "труд": 2}
    found["7Б"] += [
        replace(moved, first=date(2026, 10, 12), last=None, order="97-у"),
        Enrolled(newcomer, date(2026, 11, 9), None, "113-у", halves, 4.2),
    ]
    found["7Б"].sort(key=lambda one: sort_key(one.person))
    found["8Б"][6] = replace(found["8Б"][6], last=date(2026, 10, 30))


def _write_lists(school: DemoSchool, folder: Path) -> None:
    titles: list[Row] = [("Класс", "Смена", "Классный руководитель", "Кабинет")]
    titles += [(each.title, each.shift, school.staff[each.leader].full, _room(each, "")) for each in school.classes]
    with Book(folder / "Список учащихся.xlsx") as book:
        book.sheet("Классы", titles, widths=(8, 8, 36, 10))
        book.sheet("Учащиеся", _pupil_rows(school), widths=(8, 22, 18, 20, 14, 6, 14, 14, 10, 12))
    teachers: list[Row] = [("№", "Фамилия", "Имя", "Отчество", "Логин")]
    listed = sorted(school.staff.items(), key=lambda pair: sort_key(pair[1]))
    teachers += [
        (n, each.surname, each.name, each.patronymic, school.logins[code]) for n, (code, each) in enumerate(listed, 1)
    ]
    with Book(folder / "Учителя.xlsx") as book:
        book.sheet("Учителя", teachers, widths=(4, 22, 18, 20, 16))


def _pupil_rows(school: DemoSchool) -> Iterator[Row]:
    names = ("Класс", "Фамилия", "Имя", "Отчество", "Дата рождения", "Пол", "Зачислен", "Выбыл", "Приказ")
    yield (*names, "Личное дело", *(f"Подгруппа ({half})" for half in SUBGROUPS.values()))
    split = {(load.school_class.title, load.group) for load in school.loads}
    for each in school.classes:
        for one in school.enrolled[each.title]:
            who = one.person
            halves = [
                number if (each.title, f"{half} {number}") in split else None for half, number in one.halves.items()
            ]
            sex = "м" if who.sex == "m" else "ж"
            dated = (who.born, sex, one.first, one.last, one.order, who.file)
            yield (each.title, who.surname, who.name, who.patronymic, *dated, *halves)


def _load_rows(school: DemoSchool) -> Iterator[Row]:
    yield "Класс", "Предмет", "Группа", "Часов в неделю", "Учитель"
    for load in school.loads:
        yield load.school_class.title, load.subject, load.group, load.hours, school.staff[load.login].full


def _write_year(folder: Path) -> None:
    terms: list[Row] = [("Вид", "Название", "Классы", "Начало", "Конец"), *TERMS]
    write_csv(folder / "Четверти и каникулы.csv", terms, encoding="utf-8-sig")
    bells: list[Row] = [("Смена", "Урок", "Начало", "Конец")]
    for shift, starts in BELLS.items():
        bells += [(shift, number, start, _later(start)) for number, start in enumerate(starts, 1)]
    write_csv(folder / "Звонки.csv", bells, encoding="utf-8-sig")


def _later(start: str) -> str:
    hours, minutes = divmod(int(start[:2]) * 60 + int(start[3:]) + LESSON_MINUTES, 60)
    return f"{hours:02}:{minutes:02}"


def _write_timetable(school: DemoSchool, path: Path) -> None:
    heading = ("Класс", "День недели", "Урок", "Предмет", "Группа", "Учитель", "Кабинет", "С", "По")
    with Book(path) as book:
        for shift in BELLS:
            rows: list[Row] = [heading]
            for placed in (one for one in school.week if one.load.school_class.shift == shift):
                load = placed.load
                where = (load.school_class.title, WEEKDAYS[placed.day], placed.number, load.subject, load.group)
                who = (school.staff[load.login].full, _room(load.school_class, load.login))
                rows += [(*where, *who, first, last) for first, last in _validity(load.school_class)]
            book.sheet(f"{shift} смена", rows, widths=(8, 14, 6, 36, 10, 36, 10, 12, 12))


def _validity(each: ClassPlan) -> list[tuple[date, date]]:
    if each.grade > 1:
        return [(FIRST_DAY, LAST_DAY)]
    before, after = YOUNGEST_PAUSE
    return [(FIRST_DAY, before), (after, LAST_DAY)]


def _room(each: ClassPlan, login: str) -> str:
    if login.startswith("fk"):
        return "спортзал"
    codes = [DEMO_TEACHER, *(code for chair, logins in STAFF.items() if chair != "primary" for code in logins)]
    if login in codes:
        return str(201 + codes.index(login))
    return str(101 + each.grade * 2 + "АБВ".index(each.letter))


def _filed_plans(school: DemoSchool) -> dict[Plan, list[str]]:
    found: dict[Plan, list[str]] = defaultdict(list)
    for load in school.loads:
        plan = plan_of(load.subject, load.school_class.grade)
        if plan.is_filed and load.school_class.title not in found[plan]:
            found[plan].append(load.school_class.title)
    return found


def _lessons(school: DemoSchool, load: Load, days: Sequence[date]) -> list[tuple[date, int]]:
    week: dict[int, list[int]] = defaultdict(list)
    for placed in school.week:
        if placed.load == load:
            week[placed.day].append(placed.number)
    return [(day, number) for day in days for number in sorted(week[day.isoweekday()])]


def _journal_rows(
    random: Random, school: DemoSchool, load: Load, lessons: Sequence[Entered], attending: Attending
) -> Iterator[Row]:
    yield "Класс", load.school_class.title
    yield "Предмет", load.subject
    yield "Группа", load.group
    yield "Учитель", school.staff[load.login].full
    yield ()
    yield ("№", "Ученик", *(one.day for one in lessons))
    yield ("", "Урок", *(one.number for one in lessons))
    yield ("", "Вид работы", *(one.kind for one in lessons))
    everybody = school.enrolled[load.school_class.title]
    names = [one.person.full for one in everybody]
    taught = [one for one in everybody if not load.half or one.halves[load.group.rpartition(" ")[0]] == load.half]
    for n, each in enumerate(taught, 1):
        name = each.person.full
        shown = f"{name}, {each.person.born:%d.%m.%Y}" if names.count(name) > 1 else name
        yield (n, shown, *(_cell(random, load, lesson, each, attending) for lesson in lessons))


def _cell(random: Random, load: Load, lesson: Entered, each: Enrolled, attending: Attending) -> str | int:
    if not each.is_here(lesson.day):
        return ""
    text = cell(random, load, lesson, each, attending.codes.get((each.person.file, lesson.day), ""))
    return int(text) if text.isdecimal() else text


def _sheet_title(load: Load) -> str:
    title = load.subject if len(load.subject) <= 20 else "".join(word[0] for word in load.subject.split()).upper()  # noqa: PLR2004 (a sheet's title has 31 letters at most)
    return f"{title} {load.group}".strip()


if __name__ == "__main__":
    write_school(make_school(), Path(sys.argv[1]) if sys.argv[1:] else SCHOOL)
