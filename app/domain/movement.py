"""How pupils come, move and go, and who teaches whom when: what a step changes, and what cannot be.

Source: 273-ФЗ, ст. 53, 57, 61: a pupil is taken in, moved and let go by an order with a date; domain.md, section 2.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from msgspec.structs import replace

from app.domain.classroom import Release
from app.domain.records import NEVER, Assignment, Enrolment, Group, Membership, Term
from app.ids import ClassId, GroupId, PupilId, derived

NEVER_WAS = date.min
"""The last day of a time that was taken back: before every first day, so that no range of days meets it."""

YEAR_STARTS, YEAR_STOPS = (9, 1), (8, 31)
"""Month and day. Source: 273-ФЗ, ст. 28; приказ Минпросвещения № 115 от 22.03.2021, п. 17: begins on 1 September."""

ONE_DAY = timedelta(days=1)


class Time(Protocol):
    """A time with a first day and perhaps a last one; both included."""

    @property
    def first(self) -> date:
        """The first day."""
        ...

    @property
    def last(self) -> date | None:
        """The last day, None while it lasts."""
        ...


T = TypeVar("T", bound=Time)


class Breach(StrEnum):
    """Why something cannot be."""

    BACKWARDS = "backwards"
    """It ends before it begins."""
    OUTSIDE_YEAR = "outside_year"
    TWO_CLASSES = "two_classes"
    """The pupil is in another class, or in the same one by another entry, on one of the days."""
    SAME_CLASS = "same_class"
    """A move into the class that the pupil is in: a circle."""
    NOT_ENROLLED = "not_enrolled"
    """The pupil is in no class on the day."""
    LATER = "later"
    """Another enrolment begins later: what comes then would hang in the air."""
    OUTSIDE_ENROLMENT = "outside_enrolment"
    """In a group on a day when the pupil is in no class."""
    NO_PUPILS = "no_pupils"
    NO_TEACHER = "no_teacher"
    TWICE_ASSIGNED = "twice_assigned"
    """The same teacher has the journal on one of the days already."""
    TWICE_RELEASED = "twice_released"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What cannot be. there: what stands in its way, None where nothing does."""

    breach: Breach
    there: Time | None = None


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The days of a school year, its summer included; both included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Return whether a day is in the year; None, for what lasts, is."""
        return day is None or self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a pupil's steps are judged by. groups: of all memberships. across: those of pupils of several classes."""

    pupil: PupilId
    enrolments: Sequence[Enrolment]
    memberships: Sequence[Membership]
    groups: Mapping[GroupId, Group]
    across: Collection[GroupId] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What a step of a pupil does. was: the enrolment that ends, becomes: that begins; None where there is none.

    ended, begun: memberships, as they become. stays: memberships that are touched by nothing.
    """

    was: Enrolment | None
    becomes: Enrolment | None
    ended: tuple[Membership, ...] = ()
    begun: tuple[Membership, ...] = ()
    stays: tuple[Membership, ...] = ()

    @property
    def records(self) -> tuple[Enrolment | Membership, ...]:
        """Return the rows as they shall be."""
        enrolments = tuple(each for each in (self.was, self.becomes) if each is not None)
        return (*enrolments, *self.ended, *self.begun)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a pupil goes, by which order. first: the first day there. groups: that are joined, the class's own too."""

    school_class: ClassId
    first: date
    order: str
    groups: tuple[GroupId, ...] = ()


def year_of(year: int, terms: Iterable[Term]) -> SchoolYear:
    """Return the days of a school year. year: in which it begins. terms: an earlier first day of one counts."""
    begins = date(year, *YEAR_STARTS)
    return SchoolYear(min((begins, *(term.first for term in terms))), date(year + 1, *YEAR_STOPS))


def is_real(time: Time) -> bool:
    """Return whether a time was not taken back."""
    return time.last is None or time.first <= time.last


def is_on(time: Time, day: date) -> bool:
    """Return whether a day is in a time."""
    return time.first <= day and (time.last is None or day <= time.last)


def on_day(times: Iterable[T], day: date) -> T | None:
    """Return the time that a day is in, None where there is none."""
    return next((each for each in times if is_on(each, day)), None)


def meet(one: Time, other: Time) -> bool:
    """Return whether two times have a day in common."""
    return is_real(one) and is_real(other) and (is_on(one, other.first) or is_on(other, one.first))


def taken_back(first: date) -> date:
    """Return the last day of a time that shall never have been. first: its first day, which stays."""
    return min(NEVER_WAS, first - ONE_DAY)


def check_enrolment(wanted: Enrolment, others: Iterable[Enrolment], year: SchoolYear) -> Flaw | None:
    """Return why a pupil cannot be enrolled so, None where it can. others: the pupil's."""
    if flaw := _check_days(wanted, year):
        return flaw
    there = next((each for each in others if each.id != wanted.id and meet(each, wanted)), None)
    return Flaw(Breach.TWO_CLASSES, there) if there else None


def check_membership(wanted: Membership, enrolments: Iterable[Enrolment]) -> Flaw | None:
    """Return why a pupil cannot be in a group so, None where it can: each of its days is one of an enrolment."""
    if not is_real(wanted):
        return Flaw(Breach.BACKWARDS)
    day = wanted.first
    for each in sorted(filter(is_real, enrolments), key=lambda each: each.first):
        if is_on(each, day):
            if each.last is None or (wanted.last is not None and wanted.last <= each.last):
                return None
            day = each.last + ONE_DAY
    return Flaw(Breach.OUTSIDE_ENROLMENT)


def check_members(members: Iterable[Membership], day: date) -> Flaw | None:
    """Return why a group cannot be left so from a day on, None where somebody is in it on that day or later."""
    has_any = any(is_real(each) and (each.last is None or each.last >= day) for each in members)
    return None if has_any else Flaw(Breach.NO_PUPILS)


def check_assignment(wanted: Assignment, others: Iterable[Assignment], year: SchoolYear) -> Flaw | None:
    """Return why a teacher cannot have a journal so, None where it can. others: of the same journal."""
    if not wanted.teacher:
        return Flaw(Breach.NO_TEACHER)
    if flaw := _check_days(wanted, year):
        return flaw
    same = (each for each in others if each.teacher == wanted.teacher and each.id != wanted.id)
    there = next((each for each in same if meet(each, wanted)), None)
    return Flaw(Breach.TWICE_ASSIGNED, there) if there else None


def check_release(wanted: Release, others: Iterable[Release], year: SchoolYear) -> Flaw | None:
    """Return why a pupil cannot be released so, None where it can. others: the pupil's."""
    if flaw := _check_days(wanted, year):
        return flaw
    same = (each for each in others if each.id != wanted.id and each.subject in {"", wanted.subject})
    there = next((each for each in same if meet(each, wanted)), None)
    return Flaw(Breach.TWICE_RELEASED, there) if there else None


def enter(where: Whereabouts, entry: Entry, year: SchoolYear) -> Step | Flaw:
    """Return what arriving or returning does, or why it cannot be: the pupil is in a class then, or will be later."""
    enrolment = _enrolment(where.pupil, entry)
    if flaw := check_enrolment(enrolment, where.enrolments, year):
        return flaw
    return Step(None, enrolment, begun=_joined(where, entry))


def leave(where: Whereabouts, last: date, order: str, year: SchoolYear) -> Step | Flaw:
    """Return what leaving does, or why it cannot be. last: the last day in school; every group ends with it."""
    now = on_day(where.enrolments, last)
    if now is None:
        return Flaw(Breach.NOT_ENROLLED, _nearest(where.enrolments))
    if flaw := _blocked(where, now, last):
        return flaw
    was = replace(now, last=last, end_order=order, token=NEVER)
    if flaw := _check_days(was, SchoolYear(min(year.first, was.first), year.last)):
        return flaw
    return Step(was, None, ended=tuple(_ended(each, last) for each in _lasting(where, last)))


def transfer(where: Whereabouts, entry: Entry, year: SchoolYear) -> Step | Flaw:
    """Return what a move to another class does, or why it cannot be; marks stay with the pupil.

    The old class and its groups end the day before, the new ones begin on entry.first. A group of pupils of several
    classes is left alone.
    """
    now = on_day(where.enrolments, entry.first)
    if now is None:
        return Flaw(Breach.NOT_ENROLLED, _nearest(where.enrolments))
    if now.school_class == entry.school_class:
        return Flaw(Breach.SAME_CLASS, now)
    eve = entry.first - ONE_DAY
    if eve < now.first:
        return Flaw(Breach.BACKWARDS, now)
    if flaw := _blocked(where, now, entry.first):
        return flaw
    was = replace(now, last=eve, end_order=entry.order, token=NEVER)
    becomes = replace(_enrolment(where.pupil, entry), last=now.last)
    others = (was, *(each for each in where.enrolments if each.id != now.id))
    if flaw := check_enrolment(becomes, others, year):
        return flaw
    lasting = _lasting(where, eve)
    ends = [each for each in lasting if each.group not in where.across]
    stays = tuple(each for each in lasting if each.group in where.across)
    return Step(was, becomes, tuple(_ended(each, eve) for each in ends), _joined(where, entry, now.last), stays)


def membership(group: GroupId, pupil: PupilId, first: date, last: date | None = None) -> Membership:
    """Return a pupil's time in a group; the same group, pupil and day always make the same row."""
    return Membership(derived("membership", group, pupil, first.isoformat()), NEVER, group, pupil, first, last)


def regroup(pupil: PupilId, members: Iterable[Membership], group: GroupId | None, day: date) -> tuple[Membership, ...]:
    """Return what changes where a pupil goes to one of several groups, or with None to none of them.

    members: the pupil's, in those groups. day: the first one; the old group ends the day before.
    """
    real = [each for each in members if is_real(each) and (each.last is None or each.last >= day)]
    left = [_ended(each, day - ONE_DAY) for each in real if each.group != group]
    if group is None or any(is_on(each, day) for each in real if each.group == group):
        return tuple(left)
    return (*left, membership(group, pupil, day))


def hand_over(had: Assignment, day: date) -> Assignment:
    """Return a teacher's right as it ends where another one takes over. day: the other one's first."""
    last = day - ONE_DAY
    return replace(had, last=last if had.first <= last else taken_back(had.first), token=NEVER)


def _check_days(wanted: Time, year: SchoolYear) -> Flaw | None:
    if not is_real(wanted):
        return Flaw(Breach.BACKWARDS)
    return None if year.holds(wanted.first) and year.holds(wanted.last) else Flaw(Breach.OUTSIDE_YEAR)


def _blocked(where: Whereabouts, now: Enrolment, day: date) -> Flaw | None:
    later = next((each for each in where.enrolments if each.id != now.id and is_real(each) and each.first > day), None)
    return Flaw(Breach.LATER, later) if later else None


def _nearest(enrolments: Iterable[Enrolment]) -> Enrolment | None:
    return max(filter(is_real, enrolments), key=lambda each: each.first, default=None)


def _lasting(where: Whereabouts, eve: date) -> list[Membership]:
    """Return what would go on behind a day."""
    return [each for each in where.memberships if is_real(each) and (each.last is None or each.last > eve)]


def _ended(member: Membership, last: date) -> Membership:
    return replace(member, last=last if member.first <= last else taken_back(member.first), token=NEVER)


def _enrolment(pupil: PupilId, entry: Entry) -> Enrolment:
    key = derived("enrolment", pupil, entry.school_class, entry.first.isoformat())
    return Enrolment(key, NEVER, pupil, entry.school_class, entry.first, None, entry.order)


def _joined(where: Whereabouts, entry: Entry, last: date | None = None) -> tuple[Membership, ...]:
    there = {each.group for each in where.memberships if each.group in where.across and is_on(each, entry.first)}
    return tuple(
        membership(group, where.pupil, entry.first, last) for group in dict.fromkeys(entry.groups) if group not in there
    )
