"""A OneRoster file taken in: the same school on the other side, each row's fate told, nothing guessed or doubled."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.domain.records import (
    Enrolment,
    Group,
    Journal,
    Membership,
    Pupil,
    Subject,
    Term,
    WorkType,
)
from app.errors import FileError, UnreadableFileError
from app.files.guard import Why
from app.files.refusals import Reason
from portal.admin.import_report import ImportReport
from portal.admin.importing import import_files
from portal.errors import ForeignRosterError, NoRosterError, OfficeError, OtherRosterError, PastRosterError
from portal.oneroster.importing import import_roster
from portal.oneroster.reading import open_roster
from tests.portal.admin.school_files import SCHOOL, found_school, stored
from tests.portal.conftest import Portal
from tests.portal.oneroster.roster_files import exported, named, packed, parts_of
from tests.portal.oneroster.small_roster import ROSTER, altered, without
from tests.portal_database import new_engine


@dataclass(frozen=True)
class Here:
    """A school that has nothing yet. folder: for files."""

    engine: Engine
    folder: Path

    def take(self, parts: dict[str, str] | bytes) -> ImportReport:
        """Take a file in."""
        path = self.folder / "lists.zip"
        path.write_bytes(parts if isinstance(parts, bytes) else packed(parts))
        return import_roster(self.engine, SCHOOL, path)

    def refused(self, parts: dict[str, str]) -> list[tuple[Reason, str, str]]:
        """Return why and where rows are left out."""
        return [(each.reason, each.file, f"{each.column}{each.row}") for each in self.take(parts).refused]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    engine = new_engine(tmp_path)
    found_school(engine)
    yield Here(engine, tmp_path)
    engine.dispose()


def test_a_school_comes_out_and_in_as_the_same_school(portal: Portal, here: Here) -> None:
    report = here.take(exported(portal, births=True))
    assert report.refused == ()
    assert named(here.engine, SCHOOL) == named(portal.engine, portal.school)


def test_the_same_file_again_changes_nothing_on_either_side(portal: Portal, here: Here) -> None:
    content = exported(portal, births=True)
    assert here.take(content).written > 0
    again = here.take(content)
    assert (again.written, again.refused) == (0, ())
    path = here.folder / "own.zip"
    path.write_bytes(exported(portal))
    assert import_roster(portal.engine, portal.school, path).written == 0


def test_what_the_school_decided_itself_is_kept(here: Here) -> None:
    here.take(ROSTER)
    kinds = {each.id: each.weight for each in stored(here.engine, WorkType)}
    assert len(kinds) > 5
    here.take(ROSTER)
    assert {each.id: each.weight for each in stored(here.engine, WorkType)} == kinds


def test_a_pupil_is_known_by_the_files_id_whatever_the_name_is(here: Here) -> None:
    here.take(ROSTER)
    (before,) = [each for each in stored(here.engine, Pupil) if each.surname == "Ёлкин"]
    here.take(altered("users", "Ёлкин", "Ёлкин-Громов"))
    (after,) = [each for each in stored(here.engine, Pupil) if each.id == before.id]
    assert after.surname == "Ёлкин-Громов"
    assert len(stored(here.engine, Pupil)) == 3


def test_namesakes_are_two_pupils_and_never_one_by_name(here: Here) -> None:
    here.take(ROSTER)
    alike = [each for each in stored(here.engine, Pupil) if each.surname == "Кузнецов"]
    assert sorted(each.born for each in alike) == [date(2013, 5, 11), date(2013, 8, 30)]
    assert here.refused(without(ROSTER, "demographics")) == []
    (other,) = [each for each in stored(here.engine, Pupil) if each.surname == "Ёлкин"]
    renewed = {name: text.replace("p-1", "q-1") for name, text in ROSTER.items()}
    here.take(renewed)
    assert [each.id for each in stored(here.engine, Pupil) if each.surname == "Ёлкин"] == [other.id]
    assert here.refused(without(renewed, "demographics"))[0] == (Reason.NO_BIRTH, "users.csv", "H4")


def test_a_list_that_follows_finds_the_pupils_of_the_file(here: Here) -> None:
    here.take(ROSTER)
    before = {each.id for each in stored(here.engine, Pupil)}
    path = here.folder / "pupils.csv"
    rows = "Класс;Фамилия;Имя;Отчество;Дата рождения\n7Б;Ёлкин;Пётр;Семёнович;02.04.2013\n7Б;Новая;Яна;;03.04.2013\n"
    path.write_text(rows, encoding="utf-8")
    assert import_files(here.engine, SCHOOL, [path]).refused == ()
    after = stored(here.engine, Pupil)
    assert [each.surname for each in after if each.id not in before] == ["Новая"]
    assert len(stored(here.engine, Enrolment)) == len(before) + 1


def test_a_group_is_whom_the_file_puts_there_where_it_says_no_more(here: Here) -> None:
    here.take(ROSTER)
    assert {(each.name, each.school_class != "") for each in stored(here.engine, Group)} == {
        ("", True),
        ("англ-1", True),
    }
    (group,) = [each for each in stored(here.engine, Group) if each.name]
    members = {each.pupil for each in stored(here.engine, Membership) if each.group == group.id}
    alike = {each.id for each in stored(here.engine, Pupil) if each.surname == "Кузнецов"}
    assert members == alike
    subjects = {each.id: each.name for each in stored(here.engine, Subject)}
    taught = {subjects[each.subject]: (each.group == group.id) for each in stored(here.engine, Journal)}
    assert taught == {"Алгебра": False, "Английский язык": True}


def test_the_days_of_a_time_are_both_included_here(here: Here) -> None:
    here.take(
        altered("enrollments", "e-3,,,c-7b,s-7,p-3,student,,,", "e-3,,,c-7b,s-7,p-3,student,,2026-09-07,2026-12-31")
    )
    (left,) = [each for each in stored(here.engine, Enrolment) if each.last]
    assert (left.first, left.last) == (date(2026, 9, 7), date(2026, 12, 30))
    (term,) = stored(here.engine, Term)
    assert (term.first, term.last) == (date(2026, 9, 1), date(2027, 5, 25))


def test_a_formula_stays_a_text(here: Here) -> None:
    here.take(altered("courses", "Алгебра", "=1+1"))
    assert "=1+1" in {each.name for each in stored(here.engine, Subject)}


REFUSED: dict[str, tuple[tuple[str, str, str], tuple[Reason, str, str]]] = {
    "a guardian": (("roles", "p-1,primary,student", "p-1,primary,guardian"), (Reason.NOT_TAKEN, "users.csv", "A4")),
    "an unknown role": (("roles", "p-1,primary,student", "p-1,primary,pupil"), (Reason.NOT_TAKEN, "users.csv", "A4")),
    "a role elsewhere": (("roles", "student,,,s-7\nr-3", "student,,,s-8\nr-3"), (Reason.NOT_TAKEN, "users.csv", "A4")),
    "no birth": (("demographics", "p-1,,,2013-04-02", "p-1,,,"), (Reason.EMPTY, "demographics.csv", "D2")),
    "born in 1913": (("demographics", "2013-04-02", "1913-04-02"), (Reason.BAD_DATE, "demographics.csv", "D2")),
    "no name": (("users", "p-1,,,true,p1,,Пётр", "p-1,,,true,p1,,"), (Reason.EMPTY, "users.csv", "G4")),
    "signs": (("users", "Пётр", "Пё\u202eтр"), (Reason.STRANGE, "users.csv", "G4")),
    "the same login": (("users", "t-2,,,true,li", "t-2,,,true,morozova"), (Reason.TWICE, "users.csv", "E3")),
    "a type": (("academicSessions", "term,2026", "module,2026"), (Reason.UNKNOWN_KIND, "academicSessions.csv", "E3")),
    "another year": (("academicSessions", "y-1,2027", "y-1,2026"), (Reason.OUTSIDE_YEAR, "academicSessions.csv", "I3")),
    "backwards": (
        ("academicSessions", "term,2026-09-01,2027-05-26", "term,2026-09-01,2026-09-01"),
        (Reason.BAD_DATE, "academicSessions.csv", "G3"),
    ),
    "no class": (("classes", "c-7b,,,7Б", "c-7b,,,седьмой"), (Reason.BAD_CLASS, "classes.csv", "D2")),
    "an unknown course": (("classes", ",k-alg,", ",k-geo,"), (Reason.UNKNOWN_SUBJECT, "classes.csv", "F3")),
    "a class type": (
        ("classes", "scheduled,,s-7,y-1\nj-en", "club,,s-7,y-1\nj-en"),
        (Reason.UNKNOWN_KIND, "classes.csv", "H3"),
    ),
    "another school": (("classes", "homeroom,,s-7", "homeroom,,s-8"), (Reason.OTHER_SCHOOL, "classes.csv", "J2")),
    "deleted": (("users", "p-1,,,true", "p-1,tobedeleted,,true"), (Reason.DELETED, "users.csv", "B4")),
    "an unknown pupil": (
        ("enrollments", "c-7b,s-7,p-1", "c-7b,s-7,p-9"),
        (Reason.UNKNOWN_PUPIL, "enrollments.csv", "F3"),
    ),
    "an unknown teacher": (
        ("enrollments", "j-en,s-7,t-2", "j-en,s-7,p-2"),
        (Reason.UNKNOWN_TEACHER, "enrollments.csv", "F7"),
    ),
    "an unknown class": (
        ("enrollments", "j-en,s-7,t-2", "j-fr,s-7,t-2"),
        (Reason.UNKNOWN_CLASS, "enrollments.csv", "D7"),
    ),
    "a proctor": (("enrollments", "t-2,teacher", "t-2,proctor"), (Reason.NOT_TAKEN, "enrollments.csv", "G7")),
    "no date": (
        ("enrollments", "p-3,student,,,\ne-4", "p-3,student,,весной,\ne-4"),
        (Reason.BAD_DATE, "enrollments.csv", "I5"),
    ),
    "ended before": (
        ("enrollments", "p-3,student,,,\ne-4", "p-3,student,,2026-10-01,2026-10-01\ne-4"),
        (Reason.BAD_DATE, "enrollments.csv", "J5"),
    ),
    "two leaders": (
        ("enrollments", "j-alg,s-7,t-1,teacher,true", "c-7b,s-7,t-2,teacher,true"),
        (Reason.TWICE, "enrollments.csv", "F6"),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_known_is_told_with_its_address_and_never_guessed(here: Here, case: str) -> None:
    change, told = REFUSED[case]
    assert told in here.refused(altered(*change))


WHOLE: dict[str, tuple[Callable[[], dict[str, str]], type[OfficeError], str]] = {
    "another school": (
        lambda: altered("orgs", "Школа № 7", "Лицей № 1"),
        ForeignRosterError,
        "другой школы: в нём «Лицей № 1»",
    ),
    "another year": (
        lambda: {**ROSTER, "academicSessions": ROSTER["academicSessions"].replace("2027\n", "2026\n")},
        PastRosterError,
        "в нём 2026 год, а здесь 2026/2027",
    ),
    "changes only": (
        lambda: altered("manifest", "users,bulk", "users,delta"),
        OtherRosterError,
        "в users.csv только изменения",
    ),
    "another version": (
        lambda: altered("manifest", "version,1.2", "version,2.0"),
        OtherRosterError,
        "его версия «2.0»",
    ),
    "no manifest": (lambda: without(ROSTER, "manifest"), NoRosterError, "manifest.csv"),
    "no classes": (lambda: without(ROSTER, "classes"), NoRosterError, "classes.csv"),
    "no column": (lambda: altered("users", "familyName", "lastName"), NoRosterError, "графы familyName в users.csv"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_of_something_else_is_refused_with_the_reason_and_changes_nothing(here: Here, case: str) -> None:
    parts, error, said = WHOLE[case]
    with pytest.raises(error) as raised:
        here.take(parts())
    assert said in str(raised.value)
    assert "Ничего не записано" in str(raised.value)
    assert stored(here.engine, Pupil) == stored(here.engine, WorkType) == []


def bomb() -> bytes:
    return packed({**ROSTER, "users": "0" * 60_000_000})


def climbing() -> bytes:
    content = io.BytesIO(packed(ROSTER))
    with zipfile.ZipFile(content, "a") as into:
        into.writestr("../users.csv", "x")
    return content.getvalue()


TRAPS: dict[str, tuple[Callable[[], bytes], Why]] = {
    "a bomb": (bomb, Why.ZIP_BOMB),
    "a way out": (climbing, Why.BAD_ENTRY),
    "cut off": (lambda: packed(ROSTER)[:-40], Why.DAMAGED),
    "a zip in it": (lambda: packed({**ROSTER, "users": "PK\x03\x04" + "x"}), Why.NESTED),
    "a quote": (lambda: packed(altered("users", "Пётр", '"Пётр')), Why.QUOTES),
    "a zero": (lambda: packed(altered("users", "Пётр", "Пё\x00тр")), Why.NUL),
    "too many entries": (lambda: packed({**ROSTER, **{f"n{n}": "" for n in range(1_001)}}), Why.ZIP_BOMB),
    "too long": (lambda: packed(altered("users", "Пётр", "П" * 70_000)), Why.LONG_LINE),
}


@pytest.mark.parametrize("case", TRAPS)
def test_a_trap_is_refused_before_anything_is_written(here: Here, case: str) -> None:
    content, why = TRAPS[case]
    with pytest.raises(UnreadableFileError) as raised:
        here.take(content())
    assert raised.value.why == why
    assert stored(here.engine, Pupil) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_refused_and_never_a_surprise(place: int, byte: int, is_cut: bool) -> None:
    content = bytearray(packed(ROSTER))
    place %= len(content)
    content[place] = byte
    try:
        open_roster("lists.zip", bytes(content[:place] if is_cut else content))
    except (FileError, OfficeError):
        return


def test_an_irregular_file_of_the_version_before_is_read(here: Here) -> None:
    older = without(ROSTER, "roles")
    rows = older["users"].splitlines()
    roles = {"t": "teacher", "p": "student"}
    older["users"] = "\n".join(
        [rows[0] + ",role,orgSourcedIds", *(f"{row},{roles[row[0]]},s-7" for row in rows[1:])]
    ).replace("true", "TRUE")
    older["manifest"] = older["manifest"].replace("version,1.2", "version,1.1")
    older["demographics"] = older["demographics"].replace("2013-04-02", "02.04.2013")
    assert here.refused(older) == []
    assert len(stored(here.engine, Pupil)) == 3
    assert date(2013, 4, 2) in {each.born for each in stored(here.engine, Pupil)}


def test_the_names_in_the_small_roster_are_those_of_the_standard() -> None:
    assert set(ROSTER) - {"manifest"} == {
        *("orgs", "academicSessions", "users", "roles", "demographics", "courses", "classes", "enrollments"),
    }
    assert parts_of(packed(ROSTER)) == ROSTER
