"""The demo school's files are what its generator makes, byte for byte, and nobody in them is real."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from resources.demo.generate import SCHOOL, DemoSchool, make_school, write_journal, write_school
from resources.demo.school_year import LAST_FILLED, school_days
from resources.demo.weekly import SHIFT_OFFSET

SAMPLE = ("7Б", "1А")


@pytest.fixture(scope="module")
def school() -> DemoSchool:
    return make_school()


@pytest.mark.parametrize("title", SAMPLE)
def test_a_class_workbook_is_made_again_with_the_same_bytes(school: DemoSchool, title: str, tmp_path: Path) -> None:
    each = next(one for one in school.classes if one.title == title)
    write_journal(school, each, tmp_path / "made.xlsx")
    assert (tmp_path / "made.xlsx").read_bytes() == (SCHOOL / f"Журнал {title}.xlsx").read_bytes()


def test_the_lists_the_plans_and_the_timetable_are_made_again_with_the_same_bytes(
    school: DemoSchool, tmp_path: Path
) -> None:
    lists = DemoSchool([], school.staff, school.logins, school.enrolled, school.loads, school.week)
    write_school(lists, tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "Список учащихся.xlsx"}
    assert len(made) == 15
    assert made == {name: (SCHOOL / name).read_bytes() for name in made}


def test_the_school_has_the_size_of_a_school(school: DemoSchool) -> None:
    people = {one.person for enrolled in school.enrolled.values() for one in enrolled}
    assert (len(school.classes), len(people), len(school.staff)) == (24, 600, 45)
    assert {each.grade for each in school.classes} == set(range(1, 12))


def test_no_teacher_is_in_two_places(school: DemoSchool) -> None:
    busy = Counter(
        (one.load.login, one.day, one.number + SHIFT_OFFSET * (one.load.school_class.shift > 1)) for one in school.week
    )
    assert max(busy.values()) == 1


def test_no_class_has_a_gap_in_its_day(school: DemoSchool) -> None:
    numbers: dict[tuple[str, int], set[int]] = defaultdict(set)
    for one in school.week:
        numbers[one.load.school_class.title, one.day].add(one.number)
    assert all(found == set(range(1, len(found) + 1)) for found in numbers.values())


def test_names_that_tables_get_wrong_are_among_the_pupils(school: DemoSchool) -> None:
    people = [one.person for enrolled in school.enrolled.values() for one in enrolled]
    assert any("Ё" in each.surname for each in people)
    assert any("-" in each.surname for each in people)
    assert any(not each.patronymic for each in people)
    full = Counter(one.person.full for one in school.enrolled["7А"])
    assert max(full.values()) == 2


def test_marks_end_on_the_friday_before_the_demonstration() -> None:
    assert list(school_days(LAST_FILLED))[-1] == LAST_FILLED
    assert LAST_FILLED.isoweekday() == 5
