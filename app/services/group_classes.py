"""Of which classes the pupils of a group are: a subgroup is of one class, an elective may be of several.

Where nothing is known of a pupil's class, it is the one under which the group is listed.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    and_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    or_,
    select,
)

from app.ids import ClassId, GroupId, PupilId
from app.store.tables import enrolment, group, membership, school_class
from app.store.unit import Unit

_member, _pupil, _theirs = membership.alias("of_group"), enrolment.alias("of_class"), school_class.alias("their_class")
_TITLE = re.compile(r"(\d+)(.*)")


def _meet(first: FromClause, second: FromClause) -> ColumnElement[bool]:
    """Return whether two intervals have a day in common; both days included."""
    return and_(
        or_(second.c.last.is_(None), first.c.first <= second.c.last),
        or_(first.c.last.is_(None), second.c.first <= first.c.last),
    )


def _covers(table: FromClause, day: ColumnElement[date]) -> ColumnElement[bool]:
    return and_(table.c.first <= day, or_(table.c.last.is_(None), table.c.last >= day))


_TAUGHT_THERE = and_(_pupil.c.pupil == _member.c.pupil, _meet(_member, _pupil))
"""Somebody was of the class while being of the group."""

CLASSES: ColumnElement[str] = case(
    (group.c.name == "", ""),
    else_=func.coalesce(
        select(func.group_concat(distinct(_theirs.c.grade.cast(String) + _theirs.c.letter)))
        .select_from(_member.join(_pupil, _TAUGHT_THERE).join(_theirs, _theirs.c.id == _pupil.c.school_class))
        .where(_member.c.group == group.c.id)
        .correlate(group)
        .scalar_subquery(),
        "",
    ),
).label("classes")
"""A column of a statement over groups: the titles of their pupils' classes; empty for a whole class."""

_MIXED = (
    select(_member.c.group, _member.c.pupil, _pupil.c.school_class, _pupil.c.first, _pupil.c.last)
    .select_from(_member.join(_pupil, _TAUGHT_THERE).join(group, group.c.id == _member.c.group))
    .where(group.c.name != "")
    .order_by(_pupil.c.first)
)
_NAMED = (
    select(_theirs.c.id, _theirs.c.grade, _theirs.c.letter)
    .where(_theirs.c.id.in_(bindparam("classes", expanding=True)))
    .order_by(_theirs.c.grade, _theirs.c.letter, _theirs.c.id)
)
_TITLES = (
    select(_member.c.pupil, _theirs.c.grade, _theirs.c.letter)
    .select_from(_member.join(_pupil, _TAUGHT_THERE).join(_theirs, _theirs.c.id == _pupil.c.school_class))
    .where(_member.c.group == bindparam("group"))
    .order_by(_pupil.c.first)
)


def teaches_class(school_class: ColumnElement[str]) -> ColumnElement[bool]:
    """Return whether a group of the statement is listed under a class, or has or had a pupil of it."""
    members = (
        select(_member.c.group)
        .select_from(_member.join(_pupil, _TAUGHT_THERE))
        .where(_pupil.c.school_class == school_class)
        .correlate_except(_member, _pupil)
    )
    return or_(group.c.school_class == school_class, group.c.id.in_(members))


def is_class_on(
    school_class: ColumnElement[str], day: ColumnElement[date], pupil: ColumnElement[Any] | None = None
) -> ColumnElement[bool]:
    """Return whether a class is that of the pupil in a group of the statement on a day.

    pupil: None for the class of any of its pupils.
    """
    same = _pupil.c.school_class == school_class
    on_day = and_(
        _member.c.group == group.c.id,
        _pupil.c.pupil == _member.c.pupil,
        _covers(_member, day),
        _covers(_pupil, day),
        group.c.name != "",
        *([] if pupil is None else [_member.c.pupil == pupil]),
    )
    known, of_class = (exists().where(each).correlate_except(_member, _pupil) for each in (on_day, and_(on_day, same)))
    return or_(of_class, and_(group.c.school_class == school_class, ~known))


def titles_of(listed: str) -> tuple[str, ...]:
    """Return the titles of classes as CLASSES has them, by grade and letter."""
    found = [match.groups() for each in listed.split(",") if (match := _TITLE.fullmatch(each))]
    return tuple(f"{grade}{letter}" for grade, letter in sorted(found, key=lambda each: (int(each[0]), each[1])))


def read_pupil_titles(unit: Unit, group_id: GroupId) -> dict[PupilId, str]:
    """Return the title of the class of each pupil of a group, the last one where there were several."""
    rows = unit.connection.execute(_TITLES, {"group": group_id})
    return {row.pupil: f"{row.grade}{row.letter}" for row in rows}


def read_class_titles(unit: Unit, classes: Collection[ClassId]) -> tuple[tuple[ClassId, str], ...]:
    """Return these classes with their titles, by grade and letter."""
    rows = unit.connection.execute(_NAMED, {"classes": list(classes)})
    return tuple((ClassId(row.id), f"{row.grade}{row.letter}") for row in rows)


class OwnClasses:
    """Of which class each pupil of a named group is. only: the group that is asked for, None for all of them."""

    def __init__(self, unit: Unit, only: GroupId | None = None) -> None:
        self._spans: dict[tuple[GroupId, PupilId], list[tuple[date, date, ClassId]]] = {}
        self._groups: dict[GroupId, list[tuple[date, date, ClassId]]] = {}
        for row in unit.connection.execute(_MIXED if only is None else _MIXED.where(group.c.id == only)):
            span = row.first, row.last or date.max, ClassId(row.school_class)
            self._spans.setdefault((row.group, row.pupil), []).append(span)
            self._groups.setdefault(row.group, []).append(span)

    def of(self, group_id: GroupId, pupil: PupilId, on: date, listed: ClassId) -> ClassId:
        """Return the class of a pupil of a group on a day. listed: under which the group is."""
        return _on(self._spans.get((group_id, pupil), ()), on, listed)

    def all(self, group_id: GroupId, on: date, listed: ClassId) -> frozenset[ClassId]:
        """Return the classes of a group's pupils on a day. listed: under which the group is."""
        found = frozenset(each for first, last, each in self._groups.get(group_id, ()) if first <= on <= last)
        return found or frozenset({listed})


def _on(spans: Iterable[tuple[date, date, ClassId]], on: date, listed: ClassId) -> ClassId:
    return next((each for first, last, each in spans if first <= on <= last), listed)
