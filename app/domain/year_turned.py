"""The rows of the new school year: they follow from the year that ends and from what the office has decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from msgspec.structs import replace

from app.domain.calendar_rules import Found, check_holiday, check_term, year_span
from app.domain.earlier_marks import EARLIER_GRADE, LAST_GRADE
from app.domain.movement import membership
from app.domain.records import (
    NEVER,
    Assignment,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Membership,
    Record,
    SchoolClass,
    Term,
)
from app.domain.tenth_marks import kept_marks
from app.domain.year_turn import LEAVES, Fate, Load, Turn, YearBefore, grade_of, moved_days, next_title, title_of
from app.ids import ClassId, GroupId, JournalId, PupilId, TeacherId, derived

T = TypeVar("T", Enrolment, Membership, Assignment)


@dataclass(frozen=True)
class YearTurned:
    """The school as it shall be, by what it is and what was decided."""

    before: YearBefore
    turn: Turn

    @property
    def year(self) -> int:
        """The year that begins."""
        return self.before.school.year + 1

    @property
    def first(self) -> date:
        """The first day of the new classes."""
        return year_span(self.year)[0]

    @property
    def eve(self) -> date:
        """The last day of the present ones."""
        return self.first - timedelta(1)

    @cached_property
    def targets(self) -> dict[ClassId, str]:
        """What each class becomes."""
        return {each.id: self.turn.classes.get(each.id, next_title(each)) for each in self.before.classes}

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """What becomes of every pupil who is in a class on the year's last day, by class."""
        return tuple(
            Fate(each.pupil, title, self.turn.pupils.get(each.pupil, to), each.pupil in self.turn.pupils)
            for key, title, to in self._ways
            for each in self._enrolled.get(key, ())
        )

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The classes of the new year, by grade and letter."""
        found = {*self.targets.values(), *self.turn.fresh, *(each.after for each in self.fates)} - {LEAVES}
        return tuple(sorted(found, key=lambda each: (grade_of(each), each)))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the new year."""
        return tuple(each for _, each in self.moved_terms)

    @property
    def holidays(self) -> tuple[Holiday, ...]:
        """The holidays of the new year."""
        return tuple(each for _, each in self.moved_holidays)

    @property
    def finishing(self) -> dict[PupilId, str]:
        """Who goes from a tenth class to an eleventh one, each with the title of the tenth."""
        return {
            each.pupil: each.before
            for each in self.fates
            if each.after and (grade_of(each.before), grade_of(each.after)) == (EARLIER_GRADE, LAST_GRADE)
        }

    @property
    def flaws(self) -> dict[str, Found]:
        """What is wrong with the terms and holidays of the new year, by the id of the present one."""
        said = {old: check_term(each, self.terms, self.holidays, self.year) for old, each in self.moved_terms}
        said |= {old: check_holiday(each, self.holidays, self.year) for old, each in self.moved_holidays}
        return {old: found[0] for old, found in said.items() if found}

    @property
    def records(self) -> tuple[Record, ...]:
        """Every row that changes or begins."""
        rows: dict[tuple[type[Record], str], Record] = {}
        for each in self._rows():
            # two classes that become one bring the same group or journal twice
            rows.setdefault((type(each), each.id), each)
        return tuple(rows.values())

    def load(self, journal: Journal) -> Load:
        """Return what becomes of a journal's load: hours and teacher as they are where nothing was decided."""
        teachers = [each.teacher for each in self._teaching.get(journal.id, ())]
        return self.turn.loads.get(journal.id, Load(journal.hours, teachers[0] if teachers else ""))

    def new_class(self, title: str) -> SchoolClass:
        """Return a class of the new year; its teacher and shift are those of the class that it was."""
        return self._classes[title]

    def _rows(self) -> Iterator[Record]:
        year = self.before.school.year
        yield replace(self.before.school, year=self.year, token=NEVER)
        yield from self.terms
        yield from self.holidays
        yield from (replace(each, year=year, token=NEVER) for each in self.before.classes)
        for title in self.titles:
            made = self.new_class(title)
            yield made
            yield self._group(made.id, "")
        yield from self._copies.values()
        for fate in self.fates:
            yield from self._moving(fate)
        yield from (replace(each, last=self.eve, token=NEVER) for each in self._lasting(self.before.assignments))
        for journal in self.before.journals:
            yield from self._taught(journal)
        yield from kept_marks(self.before, self.finishing)

    def _moving(self, fate: Fate) -> Iterator[Record]:
        """Yield how a pupil goes: the old class and its groups end, the new ones begin."""
        last = min(self.turn.last or self.eve, self.eve) if fate.after == LEAVES else self.eve
        for each in self._times[fate.pupil]:
            end = max(each.first, last)
            yield replace(each, last=end, end_order=self.turn.order, token=NEVER)
        own = [each for each in self._member_times.get(fate.pupil, ()) if each.last is None or each.last > last]
        yield from (replace(each, last=max(each.first, last), token=NEVER) for each in own)
        if fate.after == LEAVES:
            return
        made = self.new_class(fate.after).id
        key = derived("enrolment", fate.pupil, made, self.first.isoformat())
        yield Enrolment(key, NEVER, fate.pupil, made, self.first, None, self.turn.order)
        for group in dict.fromkeys(self._joined(made, own)):
            yield membership(group, fate.pupil, self.first)

    def _joined(self, made: ClassId, own: Iterable[Membership]) -> Iterator[GroupId]:
        """Yield the groups of the new year: the class's own, and those called as the old ones in it, or of several."""
        yield GroupId(derived("group", made, ""))
        named = {group.id for group in self._copies.values() if group.school_class == made}
        for each in own:
            copy = self._copies.get(each.group)
            if copy is None:
                continue
            here = GroupId(derived("group", made, copy.name))
            if here in named:
                yield here
            elif each.group in self._across:
                yield copy.id

    def _taught(self, journal: Journal) -> Iterator[Record]:
        """Yield the journal of the new year and who has it."""
        group, load = self._new_groups.get(journal.group), self.load(journal)
        if group is None or not load.hours:
            return
        key = JournalId(derived("journal", group, journal.subject, str(self.year)))
        yield Journal(key, NEVER, group, journal.subject, self.year, load.hours)
        decided = journal.id in self.turn.loads
        teachers = [load.teacher] if decided else [each.teacher for each in self._teaching.get(journal.id, ())]
        for teacher in filter(None, dict.fromkeys(teachers)):
            right = derived("assignment", key, teacher, self.first.isoformat())
            yield Assignment(right, NEVER, key, TeacherId(teacher), self.first, None)

    @cached_property
    def _ways(self) -> list[tuple[ClassId, str, str]]:
        classes = sorted(self.before.classes, key=lambda each: (each.grade, each.letter))
        return [(each.id, title_of(each), self.targets[each.id]) for each in classes]

    @cached_property
    def _classes(self) -> dict[str, SchoolClass]:
        """The classes of the new year by their titles; of two that become one, the first says what it is like."""
        was = {self.targets[each.id]: each for each in sorted(self.before.classes, key=title_of, reverse=True)}
        return {title: self._class(title, was.get(title)) for title in self.titles}

    def _class(self, title: str, was: SchoolClass | None) -> SchoolClass:
        key = ClassId(derived("class", self.before.school.id, str(self.year), title))
        shift, teacher = (was.shift, was.teacher) if was else (1, None)
        return SchoolClass(key, NEVER, grade_of(title), title[-1], shift, teacher)

    @cached_property
    def _new_groups(self) -> dict[GroupId, GroupId]:
        """The group that each present one becomes."""
        copies = {key: each.id for key, each in self._copies.items()}
        for each in self.before.groups:
            to = self.targets.get(each.school_class, LEAVES)
            if not each.name and to != LEAVES:
                copies[each.id] = GroupId(derived("group", self.new_class(to).id, ""))
        return copies

    @cached_property
    def _copies(self) -> dict[GroupId, Group]:
        """The named groups of classes that go on, as they shall be, by the present ones."""
        found: dict[GroupId, Group] = {}
        for each in self.before.groups:
            to = self.targets.get(each.school_class, LEAVES)
            if each.name and to != LEAVES:
                found[each.id] = self._group(self.new_class(to).id, each.name)
        return found

    @cached_property
    def _across(self) -> frozenset[GroupId]:
        """The groups with pupils of several classes."""
        classes: dict[GroupId, set[ClassId]] = defaultdict(set)
        for each in self._lasting(self.before.memberships):
            classes[each.group] |= {time.school_class for time in self._times.get(each.pupil, ())}
        return frozenset(key for key, found in classes.items() if len(found) > 1)

    @cached_property
    def _enrolled(self) -> Mapping[ClassId, list[Enrolment]]:
        return _by(self._lasting(self.before.enrolments), "school_class")

    @cached_property
    def _times(self) -> Mapping[PupilId, list[Enrolment]]:
        return _by(self._lasting(self.before.enrolments), "pupil")

    @cached_property
    def _member_times(self) -> Mapping[PupilId, list[Membership]]:
        return _by(self._lasting(self.before.memberships), "pupil")

    @cached_property
    def _teaching(self) -> Mapping[JournalId, list[Assignment]]:
        return _by(self._lasting(self.before.assignments), "journal")

    def _lasting(self, times: Iterable[T]) -> list[T]:
        """Return what would go on behind the year's end."""
        return [each for each in times if each.last is None or each.last > self.eve]

    @cached_property
    def moved_terms(self) -> list[tuple[str, Term]]:
        """The terms of the new year with the ids of the present ones."""
        found = []
        for each in self.before.terms:
            if days := self.turn.days.get(each.id, moved_days(each, self.before.school.year)):
                grades = str(each.first_grade), str(each.last_grade)
                key = derived("term", self.before.school.id, str(self.year), each.name, *grades)
                found.append((each.id, replace(each, id=key, token=NEVER, first=days[0], last=days[1])))
        return found

    @cached_property
    def moved_holidays(self) -> list[tuple[str, Holiday]]:
        """The holidays of the new year with the ids of the present ones."""
        found = []
        for each in self.before.holidays:
            if days := self.turn.days.get(each.id, moved_days(each, self.before.school.year)):
                key = derived("holiday", self.before.school.id, each.name, days[0].isoformat())
                found.append((each.id, replace(each, id=key, token=NEVER, first=days[0], last=days[1])))
        return found

    @staticmethod
    def _group(school_class: ClassId, name: str) -> Group:
        return Group(GroupId(derived("group", school_class, name)), NEVER, school_class, name)


def _by(times: Iterable[T], name: str) -> Mapping[Any, list[T]]:
    found: dict[Any, list[T]] = defaultdict(list)
    for each in times:
        found[getattr(each, name)].append(each)
    return found
