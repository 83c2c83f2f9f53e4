"""What the office's pages of people show: classes, one class, a pupil, a group, teachers, the last actions."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from app.domain.movement import is_on
from app.domain.records import Group, Pupil, SchoolClass, Teacher
from app.ids import ClassId
from portal.auth.office_links import OfficeVisit
from portal.office.actions import read_actions
from portal.office.people_deeds import known
from portal.office.people_extracts import extract_words, extracts_of
from portal.office.people_load import HOURS, journal_title
from portal.office.people_movement import divisions
from portal.office.people_proposals import proposals_of
from portal.office.people_reading import People, found_pupils, full_name, namesakes
from portal.office.people_tenth import tenth_table
from portal.office.people_wording import days_words, dotted, span_words, subject_words

MOST_FOUND = 50
Facts = dict[str, Any]
Query = Mapping[str, str]


def classes_page(people: People, _key: str, query: Query) -> Facts:
    """Return the classes by grade with their counts, the groups across classes, and whom a search finds."""
    counts = Counter(
        each.school_class for times in people.enrolments.values() for each in times if is_on(each, people.today)
    )
    grades: dict[int, list[Facts]] = {}
    for each in people.classes.values():
        teacher = people.teachers.get(each.teacher or "")
        row = {"id": each.id, "title": people.title(each.id), "count": counts[each.id]}
        grades.setdefault(each.grade, []).append({**row, "teacher": full_name(teacher) if teacher else ""})
    text = query.get("q", "")
    across = [each for each in people.groups.values() if each.name and people.is_across(each.id)]
    return {
        "title": "Ученики и классы",
        "grades": grades,
        "total": sum(counts.values()),
        "q": text,
        "found": [_person(people, each) for each in found_pupils(people, text, MOST_FOUND)],
        "across": [_group(people, each) for each in across],
        "proposals": people.count_waiting(),
    }


def class_page(people: People, key: str, _query: Query) -> Facts:
    """Return a class: its pupils with their subgroups, those to come, and those who left."""
    school_class: SchoolClass = known(people.classes, key)
    parts = divisions(people, school_class.id)
    rows: dict[str, list[Facts]] = {"present": [], "coming": [], "left": []}
    for pupil in people.pupils.values():
        for time in people.enrolments.get(pupil.id, ()):
            if time.school_class != school_class.id:
                continue
            where = "present" if is_on(time, people.today) else "coming" if time.first > people.today else "left"
            halves = [
                next((g.name for g in groups if pupil.id in people.members_on(g.id, people.today)), "")
                for groups in parts.values()
            ]
            rows[where].append(
                {**_person(people, pupil), "days": days_words(time), "order": time.order, "halves": halves}
            )
    teacher = people.teachers.get(school_class.teacher or "")
    whole = people.whole(school_class.id)
    across = [
        g
        for g in people.groups.values()
        if g.name and people.is_across(g.id) and school_class.id in people.classes_of(g.id)
    ]
    return {
        "title": people.title(school_class.id),
        "key": key,
        "teacher": full_name(teacher) if teacher else "",
        "shift": school_class.shift,
        "divisions": {name: [_group(people, each) for each in groups] for name, groups in parts.items()},
        "whole": whole.id if whole else "",
        "across": [_group(people, each) for each in across],
        **rows,
    }


def arrival_page(people: People, key: str, query: Query) -> Facts:
    """Return whom a search finds before a new pupil is entered: nobody is entered twice or taken for a namesake."""
    school_class: SchoolClass = known(people.classes, key)
    words = query.get("q", "").split()
    found = found_pupils(people, " ".join(words[:2]), MOST_FOUND)
    names = {"surname": words[0] if words else "", "name": words[1] if len(words) > 1 else ""}
    return {
        "title": f"Зачислить в {people.title(school_class.id)}",
        "key": key,
        "q": " ".join(words),
        "names": names,
        "found": [_person(people, each) for each in found],
    }


def pupil_page(people: People, key: str, _query: Query) -> Facts:
    """Return a pupil: data, times in classes, groups, releases, namesakes."""
    pupil: Pupil = known(people.pupils, key)
    where = people.whereabouts(pupil.id)
    members = sorted(where.memberships, key=lambda each: each.first)
    named = [each for each in members if each.group in people.groups and people.groups[each.group].name]
    times = [
        {
            "title": people.title(each.school_class),
            "class": each.school_class,
            "span": span_words(each),
            "order": each.order,
            "end_order": each.end_order,
        }
        for each in where.enrolments
    ]
    return {
        "title": full_name(pupil),
        "key": key,
        **_person(people, pupil),
        "sex": {"m": "мужской", "f": "женский"}.get(pupil.sex, "не указан"),
        "now": people.class_on(pupil.id, people.today),
        "times": times,
        "groups": [
            {"id": each.group, "title": people.group_title(each.group), "span": span_words(each)} for each in named
        ],
        "releases": [
            {
                "id": each.id,
                "title": subject_words(people, each.subject),
                "span": span_words(each),
                "document": each.document,
            }
            for each in people.releases(key)
        ],
        "extracts": [{"id": each.id, "words": extract_words(people, each)} for each in extracts_of(people, key)],
        "tenth": tenth_table(people, pupil.id),
        "proposals": proposals_of(people, key),
        "same": [_person(people, each) for each in namesakes(people, pupil)],
    }


def group_page(people: People, key: str, _query: Query) -> Facts:
    """Return a group: its pupils today, its journals with hours and teachers."""
    group: Group = known(people.groups, key)
    here = people.members_on(group.id, people.today)
    journals = [
        {
            "id": each.id,
            "title": people.subjects[each.subject].name,
            "hours": each.hours,
            "rights": [
                {
                    "id": right.id,
                    "teacher": _teacher(people, right.teacher),
                    "span": span_words(right),
                    "on": is_on(right, people.today),
                }
                for right in people.assignments.get(each.id, ())
            ],
        }
        for each in people.journals.values()
        if each.group == key
    ]
    return {
        "title": people.group_title(group.id),
        "key": key,
        "group": group,
        "class_title": people.title(group.school_class),
        "is_across": people.is_across(group.id),
        "pupils": [{**_person(people, each)} for each in people.pupils.values() if each.id in here],
        "journals": sorted(journals, key=lambda each: str(each["title"])),
    }


def teachers_page(people: People, _key: str, _query: Query) -> Facts:
    """Return the teachers with their hours today."""
    hours: Counter[str] = Counter()
    for key, rights in people.assignments.items():
        for right in rights:
            if is_on(right, people.today) and key in people.journals:
                hours[right.teacher] += people.journals[key].hours
    rows = [
        {"id": each.id, "title": full_name(each), "login": each.login, "hours": hours[each.id]}
        for each in people.teachers.values()
    ]
    return {"title": "Учителя и нагрузка", "teachers": rows}


def teacher_page(people: People, key: str, _query: Query) -> Facts:
    """Return a teacher: the journals, and the own classes."""
    teacher: Teacher = known(people.teachers, key)
    rights = [
        {
            "id": right.id,
            "title": journal_title(people, people.journals[journal]),
            "group": people.journals[journal].group,
            "hours": people.journals[journal].hours,
            "span": span_words(right),
            "on": is_on(right, people.today),
        }
        for journal, having in people.assignments.items()
        for right in having
        if right.teacher == key and journal in people.journals
    ]
    return {
        "title": full_name(teacher),
        "key": key,
        "login": teacher.login,
        "classes": [people.title(each.id) for each in people.classes.values() if each.teacher == key],
        "hours_label": HOURS,
        "rights": sorted(rights, key=lambda each: str(each["title"])),
    }


def actions_page(people: People, visit: OfficeVisit, refused: tuple[str, ...]) -> Facts:
    """Return the last actions. refused: what was built on one that cannot be taken back."""
    return {"title": "Последние действия", "actions": read_actions(people.connection, visit), "refused": refused}


def _person(people: People, pupil: Pupil) -> Facts:
    now = people.class_on(pupil.id, people.today)
    times = people.enrolments.get(pupil.id, [])
    was = (
        f"был(а) в {people.title(times[-1].school_class)} {span_words(times[-1])}"
        if times
        else "в этом году не числится"
    )
    return {
        "id": pupil.id,
        "name": full_name(pupil),
        "born": dotted(pupil.born),
        "where": people.title(now) if now else was,
        "class": now or ClassId(""),
    }


def _group(people: People, group: Group) -> Facts:
    return {
        "id": group.id,
        "title": people.group_title(group.id),
        "name": group.name,
        "count": len(people.members_on(group.id, people.today)),
    }


def _teacher(people: People, key: str) -> str:
    found = people.teachers.get(key)
    return full_name(found) if found else "учитель"
