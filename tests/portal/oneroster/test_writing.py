"""A school's year in OneRoster's files: the standard's columns and words, and no more of anybody than needed."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.domain.classroom import Debt
from app.domain.records import (
    NEVER,
    Attendance,
    Enrolment,
    FinalMark,
    Mark,
    Membership,
    Pupil,
    Subject,
    Teacher,
    Work,
    WorkType,
)
from app.ids import MarkId, PupilId, SubjectId, WorkId, WorkTypeId
from portal.__main__ import main
from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice
from tests.portal.oneroster.roster_files import exported, parts_of, tables_of
from tests.portal.portal_school import CONTROL, PHYSICS, STRANGERS, TEST
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

HEADERS = {
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "academicSessions": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear,metadata.grades"
    ),
    "users": (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
        "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,"
        "preferredFamilyName,primaryOrgSourcedId,pronouns"
    ),
    "roles": (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
        "userProfileSourcedId"
    ),
    "demographics": (
        "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,"
        "nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,"
        "countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus"
    ),
    "courses": (
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,"
        "subjectCodes"
    ),
    "classes": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
        "termSourcedIds,subjects,subjectCodes,periods,metadata.shift,metadata.homeroom,metadata.group,metadata.hours"
    ),
    "enrollments": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate"
    ),
    "categories": "sourcedId,status,dateLastModified,title,weight",
    "lineItems": (
        "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,"
        "academicSessionSourcedId,resultValueMin,resultValueMax,schoolSourcedId"
    ),
    "results": (
        "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,"
        "textScore,classSourcedId,inProgress,incomplete,late,missing"
    ),
}
"""Source: OneRoster CSV Binding 1.2.1, written down apart from the program."""

ALWAYS = {
    "orgs": "sourcedId name type",
    "academicSessions": "sourcedId title type startDate endDate schoolYear",
    "users": "sourcedId enabledUser username givenName familyName",
    "roles": "sourcedId userSourcedId roleType role orgSourcedId",
    "courses": "sourcedId title orgSourcedId",
    "classes": "sourcedId title courseSourcedId classType schoolSourcedId termSourcedIds",
    "enrollments": "sourcedId classSourcedId schoolSourcedId userSourcedId role",
    "categories": "sourcedId title",
    "lineItems": (
        "sourcedId title assignDate dueDate classSourcedId categorySourcedId academicSessionSourcedId schoolSourcedId"
    ),
    "results": "sourcedId lineItemSourcedId studentSourcedId scoreStatus scoreDate",
}
"""Columns that are never empty. Source: the same."""

REFERRED = {
    "orgSourcedId": "orgs",
    "schoolSourcedId": "orgs",
    "primaryOrgSourcedId": "orgs",
    "schoolYearSourcedId": "academicSessions",
    "termSourcedIds": "academicSessions",
    "academicSessionSourcedId": "academicSessions",
    "courseSourcedId": "courses",
    "classSourcedId": "classes",
    "userSourcedId": "users",
    "studentSourcedId": "users",
    "categorySourcedId": "categories",
    "lineItemSourcedId": "lineItems",
}


@pytest.fixture
def marked(portal: Portal) -> Portal:
    """A school in whose algebra journal something of every sort stands."""
    first, second, third, fourth = PUPILS[:4]
    portal.put(
        Mark(MarkId("of-work"), NEVER, ALGEBRA, LESSONS[0], first, TEST, "5", ANNA),
        Mark(MarkId("answer"), NEVER, ALGEBRA, LESSONS[0], first, None, "4", ANNA, comment="молодец"),
        Mark(MarkId("annulled"), NEVER, ALGEBRA, LESSONS[0], second, TEST, "2", ANNA, annulled=True),
        Mark(MarkId("retaken"), NEVER, ALGEBRA, LESSONS[0], third, TEST, "2", ANNA),
        Mark(MarkId("again"), NEVER, ALGEBRA, LESSONS[0], third, TEST, "3", ANNA, retakes=MarkId("retaken")),
        Attendance("ill", NEVER, ALGEBRA, LESSONS[1], first, "б", 0, ANNA),
        Attendance("late", NEVER, ALGEBRA, LESSONS[1], second, "о", 5, ANNA),
        Attendance("free", NEVER, ALGEBRA, LESSONS[1], third, "осв", 0, ANNA),
        Debt("debt", NEVER, ALGEBRA, LESSONS[0], fourth, TEST, date(2026, 9, 20), ANNA),
        FinalMark("final", NEVER, ALGEBRA, first, WHOLE_YEAR, "5", "4.67", "", ANNA),
        Work(WorkId("heavier"), NEVER, ALGEBRA, LESSONS[2], CONTROL, "Дроби", 6),
    )
    return portal


def test_the_columns_are_the_standards_in_its_order(marked: Portal) -> None:
    found = {name: text.partition("\r\n")[0] for name, text in parts_of(exported(marked, births=True)).items()}
    assert found.pop("manifest") == "propertyName,value"
    assert found == HEADERS


def test_the_manifest_says_of_each_of_the_21_files_whether_it_is_there(marked: Portal) -> None:
    found = tables_of(exported(marked))
    said = {row["propertyName"]: row["value"] for row in found["manifest"]}
    files = {name.removeprefix("file."): value for name, value in said.items() if name.startswith("file.")}
    assert (said["manifest.version"], said["oneroster.version"]) == ("1.0", "1.2")
    assert len(files) == 21
    assert {name for name, value in files.items() if value == "bulk"} == set(found) - {"manifest"}
    assert set(files.values()) == {"bulk", "absent"}


def test_what_the_standard_requires_is_there_and_each_reference_leads_somewhere(marked: Portal) -> None:
    found = tables_of(exported(marked))
    ids = {name: [row["sourcedId"] for row in rows] for name, rows in found.items() if name != "manifest"}
    assert {name: len(each) for name, each in ids.items()} == {name: len(set(each)) for name, each in ids.items()}
    assert all(re.fullmatch(r"[0-9A-Za-z./@_-]{1,255}", each) for keys in ids.values() for each in keys)
    for name, columns in ALWAYS.items():
        assert found[name]
        assert all(row[column] for row in found[name] for column in columns.split()), name
    for rows in found.values():
        for column, target in REFERRED.items():
            named = {key for row in rows for key in row.get(column, "").split(",") if key}
            assert named <= set(ids[target]), column


def test_a_time_ends_with_the_day_behind_it(portal: Portal) -> None:
    portal.put(Enrolment(f"enrolment-{PUPILS[0]}", NEVER, PUPILS[0], CLASS, BEGINS, date(2026, 12, 31), "1"))
    found = tables_of(exported(portal))
    whole, term = found["academicSessions"]
    assert (whole["type"], whole["startDate"], whole["endDate"]) == ("schoolYear", "2026-09-01", "2027-09-01")
    assert (term["endDate"], term["schoolYear"], term["metadata.grades"]) == ("2027-06-01", "2027", "1-11")
    (left,) = [row for row in found["enrollments"] if row["sourcedId"] == f"enrolment-{PUPILS[0]}"]
    assert (left["beginDate"], left["endDate"]) == ("2026-09-01", "2027-01-01")


def test_namesakes_are_two_and_what_was_taken_back_is_not_told(portal: Portal) -> None:
    portal.put(
        Membership(f"member-{PUPILS[1]}", NEVER, GROUP, PUPILS[1], BEGINS, date.min),
        Pupil(PupilId("nowhere"), NEVER, "Нигдев", "Яков", "", date(2013, 1, 1), "m"),
    )
    found = tables_of(exported(portal))
    named = [row["sourcedId"] for row in found["users"] if row["familyName"] == "Ёлкин"]
    assert named == list(STRANGERS)
    assert "Нигдев" not in {row["familyName"] for row in found["users"]}
    learning = {row["userSourcedId"] for row in found["enrollments"] if row["classSourcedId"] == ALGEBRA}
    assert PUPILS[1] not in learning
    assert PUPILS[2] in learning


def test_a_text_stays_what_it_is_on_one_line(portal: Portal) -> None:
    portal.put(
        Subject(SUBJECT, NEVER, '=cmd|"x"!A1,\nАлгебра', "+1"),
        Teacher(ANNA, NEVER, "Е\u0308лкина", "-Анна\u202e", "@", "anna"),
    )
    content = exported(portal)
    found = tables_of(content)
    assert '=cmd|"x"!A1, Алгебра' in {row["title"] for row in found["courses"]}
    (anna,) = [row for row in found["users"] if row["sourcedId"] == ANNA]
    assert (anna["familyName"], anna["givenName"], anna["middleName"]) == ("Ёлкина", "-Анна", "@")
    lines = parts_of(content)["courses"].split("\r\n")
    assert len(lines) == len(found["courses"]) + 2


def test_no_more_is_told_of_a_pupil_than_a_list_of_the_class_says(marked: Portal) -> None:
    content = exported(marked)
    (pupil,) = [row for row in tables_of(content)["users"] if row["sourcedId"] == PUPILS[0]]
    assert {name for name, text in pupil.items() if text} == {
        *("sourcedId", "enabledUser", "username", "givenName", "familyName", "grades", "primaryOrgSourcedId"),
    }
    assert "2013-" not in "".join(parts_of(content).values())
    assert "молодец" not in "".join(parts_of(content).values())
    assert "б" not in {row["textScore"] for row in tables_of(content)["results"]}
    births = {row["sourcedId"]: row["birthDate"] for row in tables_of(exported(marked, births=True))["demographics"]}
    assert births[PUPILS[0]] == "2013-01-01"


def test_a_mark_weighs_by_its_category_and_only_what_counts_is_told(marked: Portal) -> None:
    found = tables_of(exported(marked))
    lines = {row["sourcedId"]: row for row in found["lineItems"]}
    weights = {row["sourcedId"]: row["weight"] for row in found["categories"]}
    told = {
        row["sourcedId"]: (
            *(row["scoreStatus"], row["score"], row["textScore"], row["missing"]),
            weights[lines[row["lineItemSourcedId"]]["categorySourcedId"]],
        )
        for row in found["results"]
    }
    assert told == {
        "of-work": ("fully graded", "5", "", "", "4"),
        "answer": ("fully graded", "4", "", "", "1"),
        "again": ("fully graded", "3", "", "", "4"),
        "ill": ("not submitted", "", "н", "", "1"),
        "free": ("exempt", "", "осв", "", "1"),
        "debt": ("not submitted", "", "", "true", "4"),
        "final": ("fully graded", "5", "", "", ""),
    }
    assert weights[lines["heavier"]["categorySourcedId"]] == "6"
    assert (lines["heavier"]["title"], lines["heavier"]["resultValueMax"]) == ("Дроби", "5")


def test_the_category_of_answers_weighs_what_the_school_lets_them(marked: Portal) -> None:
    def weight() -> str:
        found = tables_of(exported(marked))["categories"]
        return next(row["weight"] for row in found if row["title"] == "Ответ на уроке")

    assert weight() == "1"
    marked.put(WorkType(WorkTypeId("answers"), NEVER, "Ответ на уроке", "отв", 3, "#5b7a99", 9))
    assert weight() == "3"


def test_a_mark_of_another_scale_is_told_in_its_own_words(portal: Portal) -> None:
    portal.put(
        Subject(SubjectId(SUBJECT), NEVER, "Алгебра", "Алгебра", "pass_fail"),
        Mark(MarkId("passed"), NEVER, ALGEBRA, LESSONS[0], PUPILS[0], TEST, "зач", ANNA),
    )
    found = tables_of(exported(portal))
    (result,) = found["results"]
    assert (result["score"], result["textScore"], result["scoreStatus"]) == ("", "зач", "fully graded")
    (line,) = [row for row in found["lineItems"] if row["sourcedId"] == TEST]
    assert (line["resultValueMin"], line["resultValueMax"]) == ("", "")


def test_the_same_school_gives_the_same_bytes(marked: Portal) -> None:
    assert exported(marked) == exported(marked)


def test_the_command_writes_a_file_of_its_own_and_never_over_another(
    marked: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "school.zip"
    words = ["export", "oneroster", "--data", str(marked.folder.path), str(path)]
    assert main(words) == 0
    assert path.read_bytes() == exported(marked)
    assert path.stat().st_mode & 0o077 == 0
    assert main(words) == 1
    assert "уже есть" in capsys.readouterr().err
    assert main([*words[:-1], str(tmp_path / "with.zip"), "--births"]) == 0
    assert "demographics" in tables_of((tmp_path / "with.zip").read_bytes())


def test_the_office_is_given_the_lists_without_marks(marked: Portal) -> None:
    office = PeopleOffice(marked)
    assert "Скачать списки" in office.get("/exchange")
    answer = marked.client.get(f"{office.home}/people/oneroster.zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="oneroster.zip"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content == exported(marked, marks=False)
    found = tables_of(answer.content)
    assert not {"results", "lineItems", "categories", "demographics"} & set(found)
    assert PHYSICS in {row["sourcedId"] for row in found["classes"]}
