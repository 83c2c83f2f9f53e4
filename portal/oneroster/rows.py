"""Rows of the rostering files: what a school's people, classes and load are in OneRoster's words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.domain.calendar_rules import year_span
from app.domain.records import Enrolment, Group, Journal, Pupil, SchoolClass, Subject, Teacher, Term
from app.ids import PupilId, derived
from portal.oneroster.columns import (
    GRADES,
    GROUP,
    HOMEROOM,
    HOURS,
    SHIFT,
    Kind,
    Person,
    behind,
    grade_text,
    homeroom_course,
    year_id,
)
from portal.oneroster.roster import Roster

Row = Mapping[str, str]
"""A row by column; a column that is not named is empty."""

HALF_YEAR = "полугоди"
"""What a term is called that the standard has a word of its own for."""

HOMEROOM_COURSE = "Классное руководство"
SEXES = {"m": "male", "f": "female", "": "unspecified"}


def orgs(roster: Roster) -> Iterator[Row]:
    """Yield the school."""
    yield {"sourcedId": roster.school.id, "name": roster.school.name, "type": Kind.SCHOOL}


def academic_sessions(roster: Roster) -> Iterator[Row]:
    """Yield the school year, then its terms."""
    year, (first, last) = roster.school.year, year_span(roster.school.year)
    whole = year_id(roster.school.id, year)
    yield {"sourcedId": whole, "title": f"{year}/{year + 1}", **_session(Kind.SCHOOL_YEAR, first, last, year)}
    for term in roster.terms:
        kind = Kind.SEMESTER if HALF_YEAR in term.name.lower() else Kind.TERM
        yield {
            "sourcedId": term.id,
            "title": term.name,
            **_session(kind, term.first, term.last, year),
            "parentSourcedId": whole,
            GRADES: f"{term.first_grade}-{term.last_grade}",
        }


def users(roster: Roster) -> Iterator[Row]:
    """Yield the teachers, then the pupils; of a person no more than a list of a class says."""
    for person in _people(roster):
        yield {
            "sourcedId": person.id,
            "enabledUser": "true",
            # a pupil has no name to sign in with, and the standard demands one
            "username": person.login if isinstance(person, Teacher) else person.id,
            "givenName": person.name,
            "familyName": person.surname,
            "middleName": person.patronymic,
            "grades": grade_text(roster.grades[person.id]) if isinstance(person, Pupil) else "",
            "primaryOrgSourcedId": roster.school.id,
        }


def _people(roster: Roster) -> list[Teacher | Pupil]:
    return [*roster.all(Teacher), *roster.pupils]


def roles(roster: Roster) -> Iterator[Row]:
    """Yield what each of the users is."""
    for person in _people(roster):
        role = Person.TEACHER if isinstance(person, Teacher) else Person.STUDENT
        yield {
            "sourcedId": derived("oneroster_role", person.id, role),
            "userSourcedId": person.id,
            "roleType": "primary",
            "role": role,
            "orgSourcedId": roster.school.id,
        }


def demographics(roster: Roster) -> Iterator[Row]:
    """Yield when each of the pupils was born, and the sex; written only where somebody asks for it."""
    for pupil in roster.pupils:
        yield {"sourcedId": pupil.id, "birthDate": pupil.born.isoformat(), "sex": SEXES.get(pupil.sex, "unspecified")}


def courses(roster: Roster) -> Iterator[Row]:
    """Yield the course that stands for classes as such, then the subjects of this year's journals."""
    school, year = roster.school.id, year_id(roster.school.id, roster.school.year)
    told = {"schoolYearSourcedId": year, "orgSourcedId": school}
    yield {"sourcedId": homeroom_course(school), "title": HOMEROOM_COURSE, **told}
    taught = {each.subject for each in roster.journals}
    for subject in roster.all(Subject):
        if subject.id in taught:
            yield {"sourcedId": subject.id, "title": subject.name, "courseCode": subject.short, **told}


def classes(roster: Roster) -> Iterator[Row]:
    """Yield the classes, then the journals: who is taught what together."""
    school = roster.school.id
    for each in roster.classes:
        title = f"{each.grade}{each.letter}"
        yield {
            **_class(roster, each, Kind.HOMEROOM),
            "sourcedId": each.id,
            "title": title,
            "classCode": title,
            "courseSourcedId": homeroom_course(school),
            SHIFT: str(each.shift),
        }
    for journal in roster.journals:
        group = roster.get(Group, journal.group)
        owner = roster.get(SchoolClass, group.school_class)
        where = f"{owner.grade}{owner.letter}" + (f", {group.name}" if group.name else "")
        yield {
            **_class(roster, owner, Kind.SCHEDULED),
            "sourcedId": journal.id,
            "title": f"{where}: {roster.get(Subject, journal.subject).name}",
            "classCode": where,
            "courseSourcedId": journal.subject,
            HOMEROOM: owner.id,
            GROUP: group.name,
            HOURS: str(journal.hours),
        }


def enrollments(roster: Roster) -> Iterator[Row]:
    """Yield who is in each class and leads it, then who learns and teaches in each journal."""
    known = {each.id for each in roster.classes}
    for each in roster.classes:
        if each.teacher:
            row = _enrolled(roster, derived("oneroster_leader", each.id, each.teacher), each.id, each.teacher)
            yield {**row, "role": Person.TEACHER, "primary": "true"}
    for entry in roster.all(Enrolment):
        if entry.school_class in known:
            row = _enrolled(roster, entry.id, entry.school_class, entry.pupil)
            yield {**row, "role": Person.STUDENT, **_days(entry.first, entry.last)}
    for journal in roster.journals:
        yield from _taught(roster, journal)


def _taught(roster: Roster, journal: Journal) -> Iterator[Row]:
    for place, right in enumerate(roster.assigned[journal.id]):
        row = _enrolled(roster, right.id, journal.id, right.teacher)
        primary = "true" if place == 0 else "false"
        yield {**row, "role": Person.TEACHER, "primary": primary, **_days(right.first, right.last)}
    for member in roster.members[journal.group]:
        row = _enrolled(roster, derived("oneroster_member", journal.id, member.id), journal.id, member.pupil)
        yield {**row, "role": Person.STUDENT, **_days(member.first, member.last)}


def term_ids(roster: Roster, grade: int) -> Sequence[str]:
    """Return the terms of a grade, the whole year where it has none."""
    return [each.id for each in roster.terms_of(grade)] or [year_id(roster.school.id, roster.school.year)]


def session_on(roster: Roster, grade: int, day: date) -> str:
    """Return the term of a grade on a day, the whole year between terms."""
    term: Term | None = roster.term_on(grade, day)
    return term.id if term else year_id(roster.school.id, roster.school.year)


def _session(kind: Kind, first: date, last: date, year: int) -> Row:
    return {"type": kind, "startDate": first.isoformat(), "endDate": behind(last), "schoolYear": str(year + 1)}


def _class(roster: Roster, owner: SchoolClass, kind: Kind) -> Row:
    return {
        "grades": grade_text(owner.grade),
        "classType": kind,
        "schoolSourcedId": roster.school.id,
        "termSourcedIds": ",".join(term_ids(roster, owner.grade)),
    }


def _enrolled(roster: Roster, key: str, place: str, person: str | PupilId) -> Row:
    return {
        "sourcedId": key,
        "classSourcedId": place,
        "schoolSourcedId": roster.school.id,
        "userSourcedId": person,
    }


def _days(first: date, last: date | None) -> Row:
    return {"beginDate": first.isoformat(), "endDate": behind(last)}
