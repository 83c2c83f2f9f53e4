"""OneRoster 1.2 as CSV files: which there are, their columns, and how dates and names are written in them."""

import re
from datetime import date, timedelta
from enum import StrEnum

from app.files.tables import clean, is_strange
from app.ids import SchoolId, derived

VERSION, MANIFEST_VERSION = "1.2", "1.0"
MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("propertyName", "value")

SYSTEM = "Peremena"
"""What made a file."""

_BASE = ("sourcedId", "status", "dateLastModified")

COLUMNS: dict[str, tuple[str, ...]] = {
    "orgs": (*_BASE, "name", "type", "identifier", "parentSourcedId"),
    "academicSessions": (*_BASE, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "users": (
        *_BASE,
        *("enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms"),
        *("phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier", "preferredGivenName"),
        *("preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns"),
    ),
    "roles": (
        *_BASE,
        *("userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"),
    ),
    "demographics": (
        *_BASE,
        *("birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican"),
        *("nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces"),
        *("hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth"),
        "publicSchoolResidenceStatus",
    ),
    "courses": (
        *_BASE,
        *("schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"),
    ),
    "classes": (
        *_BASE,
        *("title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId"),
        *("termSourcedIds", "subjects", "subjectCodes", "periods"),
    ),
    "enrollments": (
        *_BASE,
        *("classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"),
    ),
    "categories": (*_BASE, "title", "weight"),
    "lineItems": (
        *_BASE,
        *("title", "description", "assignDate", "dueDate", "classSourcedId", "categorySourcedId"),
        *("academicSessionSourcedId", "resultValueMin", "resultValueMax", "schoolSourcedId"),
    ),
    "results": (
        *_BASE,
        *("lineItemSourcedId", "studentSourcedId", "scoreStatus", "score", "scoreDate", "comment", "textScore"),
        *("classSourcedId", "inProgress", "incomplete", "late", "missing"),
    ),
}
"""The files that are written, with their columns in the standard's order. Source: OneRoster CSV Binding 1.2.1."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "orgs": ("sourcedId", "name", "type"),
    "academicSessions": ("sourcedId", "title", "type", "startDate", "endDate", "schoolYear"),
    "users": ("sourcedId", "username", "givenName", "familyName"),
    "courses": ("sourcedId", "title"),
    "classes": ("sourcedId", "title", "courseSourcedId", "classType"),
    "enrollments": ("sourcedId", "classSourcedId", "userSourcedId", "role"),
}
"""The files without which nothing is taken in, in the order in which they need each other, and their columns.

Version 1.1, which is read too, has them all.
"""

BESIDE: dict[str, tuple[str, ...]] = {
    "roles": ("userSourcedId", "role"),
    "demographics": ("sourcedId", "birthDate", "sex"),
}
"""The files that say more of people, where they are there."""

UNWRITTEN = (
    *("classResources", "courseResources", "lineItemLearningObjectiveIds", "lineItemScoreScales", "resources"),
    *("resultLearningObjectiveIds", "resultScoreScales", "scoreScales", "userProfiles", "userResources"),
)
"""The standard's other files: a manifest names them, and says that they are absent."""

GRADES, SHIFT, HOURS = "metadata.grades", "metadata.shift", "metadata.hours"
HOMEROOM, GROUP = "metadata.homeroom", "metadata.group"
"""Columns of our own: grades of a term; shift of a class; lessons a week; class and name of a group."""

EXTENSIONS: dict[str, tuple[str, ...]] = {
    "academicSessions": (GRADES,),
    "classes": (SHIFT, HOMEROOM, GROUP, HOURS),
}
"""Behind the standard's columns, as it allows."""


class Kind(StrEnum):
    """Types of an academic session, of a class and of an organisation that are written."""

    SCHOOL_YEAR = "schoolYear"
    SEMESTER = "semester"
    TERM = "term"
    GRADING_PERIOD = "gradingPeriod"
    HOMEROOM = "homeroom"
    SCHEDULED = "scheduled"
    SCHOOL = "school"


class Person(StrEnum):
    """Roles that are written and taken in."""

    TEACHER = "teacher"
    STUDENT = "student"


GUID = re.compile(r"[0-9A-Za-z./@_-]{1,255}")
"""What may be a sourcedId."""

OUR_ID = re.compile(r"[0-9A-Za-z_-]{22}")
"""An id of ours: 128 bits in base64url."""

ONE_DAY = timedelta(1)


def headings(name: str) -> tuple[str, ...]:
    """Return the columns of a file as they are written."""
    return (*COLUMNS[name], *EXTENSIONS.get(name, ()))


def plain(text: str) -> str:
    """Return a text as a cell may hold it: in NFC, on one line, without signs that nobody sees."""
    visible = "".join(" " if is_strange(letter) else letter for letter in text)
    return clean(visible) or ""


def behind(last: date | None) -> str:
    """Return the first day behind a time, as the standard ends it; empty while it lasts."""
    return "" if last is None else (last + ONE_DAY).isoformat()


def grade_text(grade: int) -> str:
    """Return a grade in two digits, as the standard's users expect it."""
    return f"{grade:02}"


def year_id(school: SchoolId, year: int) -> str:
    """Return the id of a school year. year: in which it begins."""
    return derived("oneroster_year", school, str(year))


def homeroom_course(school: SchoolId) -> str:
    """Return the id of the course that stands for classes as such: the standard wants one for each class."""
    return derived("oneroster_homeroom", school)
