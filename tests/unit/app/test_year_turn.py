"""The turn of the year: classes go on with their groups, load and teachers; whoever stays or leaves is told apart."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from app.domain.calendar_rules import Flaw
from app.domain.movement import is_on
from app.domain.records import (
    NEVER,
    Assignment,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Membership,
    Record,
    School,
    SchoolClass,
    Term,
)
from app.domain.year_turn import LEAVES, Load, Turn, YearBefore, fresh_titles, moved_days
from app.domain.year_turned import YearTurned
from app.ids import ClassId, GroupId, JournalId, PupilId, SchoolId, SubjectId, TeacherId, derived

BEGINS, NEXT = date(2026, 9, 1), date(2027, 9, 1)
SCHOOL = School(SchoolId("school"), NEVER, "Школа", "Ш", 2026, "Europe/Moscow")
QUARTER = Term("q1", NEVER, "I четверть", 1, 1, 9, BEGINS, date(2026, 10, 25))
HALF = Term("h2", NEVER, "II полугодие", 2, 10, 11, date(2027, 1, 11), date(2027, 5, 31))
AUTUMN = Holiday("autumn", NEVER, "Осенние", date(2026, 10, 26), date(2026, 11, 1))
UNITY = Holiday("unity", NEVER, "День народного единства", date(2026, 11, 4), date(2026, 11, 4))


def a_class(title: str, teacher: str = "anna") -> SchoolClass:
    return SchoolClass(ClassId(title), NEVER, int(title[:-1]), title[-1], 2, TeacherId(teacher))


def whole(title: str) -> Group:
    return Group(GroupId(f"{title}-all"), NEVER, ClassId(title), "")


def half(title: str, name: str) -> Group:
    return Group(GroupId(f"{title}-{name}"), NEVER, ClassId(title), name)


def in_class(pupil: str, title: str, last: date | None = None) -> list[Record]:
    return [
        Enrolment(f"e-{pupil}", NEVER, PupilId(pupil), ClassId(title), BEGINS, last, "1"),
        member(pupil, f"{title}-all", last),
    ]


def member(pupil: str, group: str, last: date | None = None) -> Membership:
    return Membership(f"m-{pupil}-{group}", NEVER, GroupId(group), PupilId(pupil), BEGINS, last)


def taught(title: str, subject: str, teacher: str = "anna") -> list[Record]:
    key = JournalId(f"{title}-{subject}")
    return [
        Journal(key, NEVER, GroupId(f"{title}-all"), SubjectId(subject), 2026, 3),
        Assignment(f"a-{key}", NEVER, key, TeacherId(teacher), BEGINS, None),
    ]


def turned(rows: Sequence[Record], **decided: object) -> YearTurned:
    def of(kind: type) -> tuple:  # type: ignore[type-arg]  # each kind by itself
        return tuple(each for each in rows if isinstance(each, kind))

    before = YearBefore(
        SCHOOL,
        of(SchoolClass),
        of(Group),
        of(Enrolment),
        of(Membership),
        of(Journal),
        of(Assignment),
        of(Term),
        of(Holiday),
    )
    return YearTurned(before, Turn(**decided))  # type: ignore[arg-type]  # as the test says


def of(year: YearTurned, kind: type) -> list:  # type: ignore[type-arg]  # each kind by itself
    return [each for each in year.records if isinstance(each, kind)]


def places(year: YearTurned, pupil: str, day: date) -> list[str]:
    """Return the titles of the classes in which a pupil is enrolled on a day."""
    titles = {each.id: f"{each.grade}{each.letter}" for each in of(year, SchoolClass)}
    return [titles[each.school_class] for each in of(year, Enrolment) if each.pupil == pupil and is_on(each, day)]


def groups_of(year: YearTurned, pupil: str) -> set[str]:
    names = {each.id: each.name for each in of(year, Group)}
    return {names[each.group] for each in of(year, Membership) if each.pupil == pupil and is_on(each, NEXT)}


SEVENTH = [a_class("7Б"), whole("7Б"), *in_class("pete", "7Б"), *in_class("yana", "7Б"), *taught("7Б", "algebra")]


def test_a_class_goes_on_under_the_next_number_with_its_teacher_and_shift() -> None:
    year = turned(SEVENTH)
    old, new = sorted(of(year, SchoolClass), key=lambda each: each.grade)
    assert (old.id, old.year) == ("7Б", 2026)
    assert (new.grade, new.letter, new.shift, new.teacher, new.year) == (8, "Б", 2, "anna", 0)
    assert new.id == derived("class", "school", "2027", "8Б")
    assert [each.year for each in of(year, School)] == [2027]


def test_pupils_leave_the_old_class_and_its_groups_the_day_before_they_enter_the_new_ones() -> None:
    year = turned(SEVENTH, order="77-у")
    assert places(year, "pete", date(2027, 8, 31)) == ["7Б"]
    assert places(year, "pete", NEXT) == ["8Б"]
    assert {(each.order, each.end_order) for each in of(year, Enrolment)} == {("1", "77-у"), ("77-у", "")}
    lasts = {each.group: each.last for each in of(year, Membership) if each.pupil == "pete"}
    assert lasts == {"7Б-all": date(2027, 8, 31), derived("group", derived("class", "school", "2027", "8Б"), ""): None}


def test_the_load_goes_with_the_class() -> None:
    year = turned(SEVENTH)
    (journal,), (right,) = of(year, Journal), [each for each in of(year, Assignment) if each.last is None]
    assert (journal.subject, journal.year, journal.hours) == ("algebra", 2027, 3)
    assert (right.journal, right.teacher, right.first) == (journal.id, "anna", NEXT)
    assert [each.last for each in of(year, Assignment) if each.id == "a-7Б-algebra"] == [date(2027, 8, 31)]


def test_hours_and_teacher_are_changed_and_a_subject_ends() -> None:
    rows = [*SEVENTH, *taught("7Б", "music")]
    loads = {"7Б-algebra": Load(4, "boris"), "7Б-music": Load(0, "anna")}
    year = turned(rows, loads=loads)
    (journal,) = of(year, Journal)
    assert (journal.subject, journal.hours) == ("algebra", 4)
    assert [each.teacher for each in of(year, Assignment) if each.last is None] == ["boris"]


def test_a_journal_may_be_without_a_teacher_for_now() -> None:
    year = turned(SEVENTH, loads={"7Б-algebra": Load(3, "")})
    assert [each for each in of(year, Assignment) if each.last is None] == []


def test_those_who_teach_together_go_on_together() -> None:
    second = Assignment("a2", NEVER, JournalId("7Б-algebra"), TeacherId("boris"), date(2027, 2, 1), None)
    ended = Assignment("a3", NEVER, JournalId("7Б-algebra"), TeacherId("vera"), BEGINS, date(2027, 1, 31))
    year = turned([*SEVENTH, second, ended])
    assert {each.teacher for each in of(year, Assignment) if each.last is None} == {"anna", "boris"}


@pytest.mark.parametrize("title", ["9А", "11А"])
def test_graduates_leave_on_the_day_that_is_said(title: str) -> None:
    rows = [a_class(title), whole(title), *in_class("pete", title), *taught(title, "algebra")]
    year = turned(rows, last=date(2027, 6, 25), order="90-у")
    assert places(year, "pete", date(2027, 6, 25)) == [title]
    assert places(year, "pete", date(2027, 6, 26)) == []
    assert [(each.last, each.end_order) for each in of(year, Enrolment)] == [(date(2027, 6, 25), "90-у")]
    assert {each.last for each in of(year, Membership)} == {date(2027, 6, 25)}
    assert of(year, Journal) == []
    assert [each.after for each in year.fates] == [LEAVES]


def test_a_ninth_former_who_stays_goes_to_the_tenth_class() -> None:
    rows = [a_class("9А"), whole("9А"), *in_class("pete", "9А"), *in_class("yana", "9А")]
    year = turned(rows, pupils={"pete": "10А"}, fresh=("10А",))
    assert places(year, "pete", NEXT) == ["10А"]
    assert places(year, "yana", NEXT) == []
    assert year.titles == ("10А",)


def test_who_repeats_the_year_joins_the_group_of_the_same_name() -> None:
    rows: list[Record] = []
    for title in ("6Б", "7Б"):
        rows += [a_class(title), whole(title), half(title, "англ. 1"), half(title, "англ. 2")]
    rows += [
        *in_class("pete", "7Б"),
        member("pete", "7Б-англ. 2"),
        *in_class("yana", "6Б"),
        member("yana", "6Б-англ. 1"),
    ]
    year = turned(rows, pupils={"pete": "7Б"})
    assert places(year, "pete", NEXT) == ["7Б"]
    assert groups_of(year, "pete") == {"", "англ. 2"}
    assert groups_of(year, "yana") == {"", "англ. 1"}
    fates = {each.pupil: (each.after, each.repeats, each.own) for each in year.fates}
    assert fates == {"yana": ("7Б", False, False), "pete": ("7Б", True, True)}
    here = {each.id for each in of(year, Group) if each.school_class == derived("class", "school", "2027", "7Б")}
    assert {each.group for each in of(year, Membership) if each.pupil == "pete" and each.last is None} <= here


def test_a_group_of_several_classes_goes_on_with_all_its_pupils() -> None:
    rows = [*SEVENTH, a_class("7В"), whole("7В"), half("7Б", "Право"), *in_class("lev", "7В")]
    rows += [member("pete", "7Б-Право"), member("lev", "7Б-Право")]
    year = turned(rows)
    assert groups_of(year, "lev") == {"", "Право"}
    assert groups_of(year, "yana") == {""}


def test_two_classes_become_one_without_two_rows_of_a_kind() -> None:
    rows = [a_class("7А", "boris"), whole("7А"), *in_class("lev", "7А"), *taught("7А", "algebra", "boris"), *SEVENTH]
    year = turned(rows, classes={"7Б": "8А"})
    assert year.titles == ("8А",)
    assert len(of(year, Journal)) == 1
    keys = [(type(each), each.id) for each in year.records]
    assert len(keys) == len(set(keys))
    assert places(year, "pete", NEXT) == places(year, "lev", NEXT) == ["8А"]


def test_who_has_left_already_is_left_alone() -> None:
    year = turned([*SEVENTH, *in_class("gone", "7Б", date(2027, 1, 10))])
    assert "gone" not in {each.pupil for each in year.fates}
    assert not [each for each in (*of(year, Enrolment), *of(year, Membership)) if each.pupil == "gone"]


def test_new_classes_begin_empty() -> None:
    classes = [a_class("1А"), a_class("10Б"), a_class("5А")]
    assert fresh_titles(classes) == ("1А", "10Б")
    year = turned([*classes], fresh=fresh_titles(classes))
    assert year.titles == ("1А", "2А", "6А", "10Б", "11Б")
    assert {each.teacher for each in of(year, SchoolClass) if not each.year and each.grade in {1, 10}} == {None}


def test_days_keep_their_weekdays_but_the_first_of_september_and_single_days_their_date() -> None:
    assert moved_days(QUARTER, 2026) == (NEXT, date(2027, 10, 24))
    assert moved_days(HALF, 2026) == (date(2028, 1, 10), date(2028, 5, 29))
    assert moved_days(AUTUMN, 2026) == (date(2027, 10, 25), date(2027, 10, 31))
    assert moved_days(UNITY, 2026) == (date(2027, 11, 4), date(2027, 11, 4))
    leap = replace(UNITY, first=date(2028, 2, 29), last=date(2028, 2, 29))
    assert moved_days(leap, 2027)[0] == date(2029, 2, 28)


def test_terms_and_holidays_of_the_new_year_are_others_than_those_of_the_old() -> None:
    year = turned([QUARTER, HALF, AUTUMN, UNITY], days={"unity": None, "q1": (NEXT, date(2027, 10, 31))})
    ids = {each.id for each in year.terms} | {each.id for each in year.holidays}
    assert ids.isdisjoint({"q1", "h2", "autumn", "unity"})
    assert [(each.name, each.first, each.last) for each in year.holidays] == [
        ("Осенние", date(2027, 10, 25), date(2027, 10, 31))
    ]
    assert [each.last for each in year.terms] == [date(2027, 10, 31), date(2028, 5, 29)]
    assert year.flaws == {}


def test_days_that_cannot_be_are_said_of_the_present_one() -> None:
    year = turned([QUARTER, AUTUMN], days={"q1": (NEXT, date(2027, 8, 1)), "autumn": (date(2026, 10, 1), NEXT)})
    assert {key: found.flaw for key, found in year.flaws.items()} == {"q1": Flaw.BACKWARDS, "autumn": Flaw.OUTSIDE}
