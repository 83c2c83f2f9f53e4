"""OneRoster files as a test makes and reads them."""

import csv
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from app.domain.records import (
    Assignment,
    Enrolment,
    Group,
    Journal,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.ids import SchoolId
from portal.oneroster.writing import write_oneroster
from tests.portal.admin.school_files import stored
from tests.portal.conftest import Portal

Rows = list[dict[str, str]]


def exported(portal: Portal, *, marks: bool = True, births: bool = False) -> bytes:
    """Return the file of a portal's school."""
    content = io.BytesIO()
    with portal.engine.connect() as connection:
        write_oneroster(connection, portal.school, content, marks=marks, births=births)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, str]:
    """Return the texts in a file by their names without «.csv»."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name.removesuffix(".csv"): packed.read(name).decode() for name in packed.namelist()}


def tables_of(content: bytes) -> dict[str, Rows]:
    """Return the tables in a file."""
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in parts_of(content).items()}


def packed(parts: Mapping[str, str]) -> bytes:
    """Return a file with these texts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as into:
        for name, text in parts.items():
            into.writestr(f"{name}.csv", text)
    return content.getvalue()


def named(engine: Engine, school: SchoolId) -> dict[str, list[Any]]:
    """Return a school's people, classes and load by what people call them."""

    def rows(kind: type[Record]) -> list[Any]:
        return stored(engine, kind, school)

    pupils = {each.id: (each.surname, each.name, each.patronymic, each.born, each.sex) for each in rows(Pupil)}
    teachers = {each.id: each.login for each in rows(Teacher)}
    classes = {each.id: f"{each.grade}{each.letter}" for each in rows(SchoolClass)}
    groups = {each.id: (classes[each.school_class], each.name) for each in rows(Group)}
    subjects = {each.id: each.name for each in rows(Subject)}
    journals = {each.id: (groups[each.group], subjects[each.subject], each.hours) for each in rows(Journal)}
    terms = [(each.name, each.ordinal, each.first_grade, each.last_grade, each.first, each.last) for each in rows(Term)]
    led = [(classes[each.id], each.shift, teachers.get(each.teacher)) for each in rows(SchoolClass)]
    found: dict[str, list[Any]] = {
        "terms": terms,
        "pupils": list(pupils.values()),
        "teachers": [(each.surname, each.name, each.patronymic, each.login) for each in rows(Teacher)],
        "classes": led,
        "enrolments": [(pupils[e.pupil], classes[e.school_class], e.first, e.last) for e in rows(Enrolment)],
        "groups": list(groups.values()),
        "members": [(pupils[e.pupil], groups[e.group], e.first, e.last) for e in rows(Membership)],
        "journals": list(journals.values()),
        "load": [(journals[e.journal], teachers[e.teacher], e.first, e.last) for e in rows(Assignment)],
    }
    return {kind: sorted(each, key=repr) for kind, each in found.items()}
