"""Ways through classes and groups: examples by the calendar, what cannot be, and what holds for every way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.classroom import Release
from app.domain.movement import (
    Breach,
    Entry,
    Flaw,
    SchoolYear,
    Step,
    Whereabouts,
    check_assignment,
    check_enrolment,
    check_members,
    check_membership,
    check_release,
    enter,
    hand_over,
    is_on,
    is_real,
    leave,
    meet,
    membership,
    on_day,
    regroup,
    taken_back,
    transfer,
    year_of,
)
from app.domain.records import NEVER, Assignment, Enrolment, Group, Membership, Term
from app.ids import ClassId, GroupId, JournalId, PupilId, TeacherId

IVANOV = PupilId("ivanov")
A, B = ClassId("7a"), ClassId("7b")
ALL_A, ALL_B, ENGLISH_1, ENGLISH_2 = GroupId("a"), GroupId("b"), GroupId("a-1"), GroupId("b-2")
ELECTIVE = GroupId("elective")
GROUPS = {
    each.id: each
    for each in (
        Group(ALL_A, NEVER, A, ""),
        Group(ALL_B, NEVER, B, ""),
        Group(ENGLISH_1, NEVER, A, "англ. 1"),
        Group(ENGLISH_2, NEVER, B, "англ. 2"),
        Group(ELECTIVE, NEVER, A, "электив"),
    )
}
YEAR = SchoolYear(date(2026, 9, 1), date(2027, 8, 31))
SEPTEMBER = YEAR.first


def enrolled(first: date, last: date | None = None, school_class: ClassId = A) -> Enrolment:
    return Enrolment(f"{school_class}-{first}", NEVER, IVANOV, school_class, first, last, "1")


def in_7a(*groups: GroupId) -> Whereabouts:
    members = tuple(membership(group, IVANOV, SEPTEMBER) for group in (ALL_A, *groups))
    return Whereabouts(IVANOV, (enrolled(SEPTEMBER),), members, GROUPS, {ELECTIVE})


def moved(where: Whereabouts, step: Step) -> Whereabouts:
    """Return where the pupil is after a step."""
    enrolments = {each.id: each for each in where.enrolments}
    members = {each.id: each for each in where.memberships}
    for each in step.records:
        if isinstance(each, Enrolment):
            enrolments[each.id] = each
        else:
            members[each.id] = each
    return replace_where(where, tuple(enrolments.values()), tuple(members.values()))


def replace_where(
    where: Whereabouts, enrolments: tuple[Enrolment, ...], members: tuple[Membership, ...]
) -> Whereabouts:
    return Whereabouts(where.pupil, enrolments, members, where.groups, where.across)


def step_of(made: Step | Flaw) -> Step:
    assert isinstance(made, Step), made
    return made


def breach_of(made: Step | Flaw | None) -> Breach:
    assert isinstance(made, Flaw), made
    return made.breach


MOVES = [
    # by the calendar: the day of the move, the last day in the old class
    (date(2026, 11, 1), date(2026, 10, 31)),
    (date(2027, 1, 1), date(2026, 12, 31)),
    (date(2027, 3, 1), date(2027, 2, 28)),
    (date(2026, 9, 2), date(2026, 9, 1)),
]


@pytest.mark.parametrize(("day", "eve"), MOVES)
def test_a_move_ends_the_old_class_the_day_before(day: date, eve: date) -> None:
    step = step_of(transfer(in_7a(ENGLISH_1), Entry(B, day, "97-у", (ALL_B, ENGLISH_2)), YEAR))
    assert step.was == replace(enrolled(SEPTEMBER), last=eve, end_order="97-у")
    assert step.becomes is not None
    assert (step.becomes.school_class, step.becomes.first, step.becomes.order) == (B, day, "97-у")
    assert [(each.group, each.last) for each in step.ended] == [(ALL_A, eve), (ENGLISH_1, eve)]
    assert [(each.group, each.first, each.last) for each in step.begun] == [(ALL_B, day, None), (ENGLISH_2, day, None)]


def test_a_leap_years_move_ends_on_the_twenty_ninth_of_february() -> None:
    year = SchoolYear(date(2027, 9, 1), date(2028, 8, 31))
    where = replace_where(in_7a(), (enrolled(year.first),), ())
    step = step_of(transfer(where, Entry(B, date(2028, 3, 1), ""), year))
    assert step.was is not None
    assert step.was.last == date(2028, 2, 29)


def test_a_group_of_several_classes_is_left_alone_by_a_move() -> None:
    step = step_of(transfer(in_7a(ELECTIVE), Entry(B, date(2026, 11, 1), "", (ALL_B,)), YEAR))
    assert [each.group for each in step.stays] == [ELECTIVE]
    assert ELECTIVE not in {each.group for each in (*step.ended, *step.begun)}


def test_whoever_leaves_leaves_every_group() -> None:
    step = step_of(leave(in_7a(ENGLISH_1, ELECTIVE), date(2026, 12, 31), "5-у", YEAR))
    assert {each.group: each.last for each in step.ended} == dict.fromkeys(
        (ALL_A, ENGLISH_1, ELECTIVE), date(2026, 12, 31)
    )


def test_a_group_that_would_only_begin_later_never_was_for_whoever_leaves() -> None:
    later = membership(ENGLISH_1, IVANOV, date(2026, 11, 1))
    where = replace_where(in_7a(), (enrolled(SEPTEMBER),), (later,))
    (ended,) = step_of(leave(where, date(2026, 10, 1), "", YEAR)).ended
    assert not is_real(ended)


REFUSED = [
    (transfer(in_7a(), Entry(A, date(2026, 11, 1), ""), YEAR), Breach.SAME_CLASS),
    (transfer(in_7a(), Entry(B, SEPTEMBER, ""), YEAR), Breach.BACKWARDS),
    (transfer(in_7a(), Entry(B, date(2026, 8, 31), ""), YEAR), Breach.NOT_ENROLLED),
    (transfer(in_7a(), Entry(B, date(2027, 9, 1), ""), YEAR), Breach.OUTSIDE_YEAR),
    (enter(in_7a(), Entry(B, date(2026, 10, 1), ""), YEAR), Breach.TWO_CLASSES),
    (enter(in_7a(), Entry(A, date(2026, 8, 1), ""), YEAR), Breach.OUTSIDE_YEAR),
    (leave(in_7a(), date(2026, 8, 31), "", YEAR), Breach.NOT_ENROLLED),
    (leave(in_7a(), date(2027, 9, 1), "", YEAR), Breach.OUTSIDE_YEAR),
]


@pytest.mark.parametrize(("made", "breach"), REFUSED)
def test_a_step_that_cannot_be_says_why(made: Step | Flaw, breach: Breach) -> None:
    assert breach_of(made) is breach


def test_a_move_back_on_the_day_of_the_move_is_a_circle() -> None:
    day = date(2026, 11, 1)
    where = in_7a()
    there = moved(where, step_of(transfer(where, Entry(B, day, "", (ALL_B,)), YEAR)))
    assert breach_of(transfer(there, Entry(A, day, ""), YEAR)) is Breach.BACKWARDS


def test_nobody_moves_under_a_later_enrolment() -> None:
    where = in_7a()
    there = moved(where, step_of(transfer(where, Entry(B, date(2026, 11, 1), "", (ALL_B,)), YEAR)))
    assert breach_of(leave(there, date(2026, 10, 1), "", YEAR)) is Breach.LATER
    assert breach_of(transfer(there, Entry(ClassId("7v"), date(2026, 10, 1), ""), YEAR)) is Breach.LATER


ENROLMENTS = [
    (enrolled(date(2026, 10, 1), date(2026, 9, 30)), Breach.BACKWARDS),
    (enrolled(date(2026, 8, 31)), Breach.OUTSIDE_YEAR),
    (enrolled(date(2026, 9, 1), date(2027, 9, 1)), Breach.OUTSIDE_YEAR),
    (enrolled(date(2026, 10, 31), None, B), Breach.TWO_CLASSES),
    (enrolled(date(2026, 9, 1), date(2026, 9, 10), B), Breach.TWO_CLASSES),
    (enrolled(date(2026, 11, 1), None, B), None),
    (enrolled(date(2026, 9, 1), date(2026, 9, 9), B), None),
]


@pytest.mark.parametrize(("wanted", "breach"), ENROLMENTS)
def test_an_enrolment_is_judged_by_its_days_and_by_the_others(wanted: Enrolment, breach: Breach | None) -> None:
    flaw = check_enrolment(wanted, (enrolled(date(2026, 9, 10), date(2026, 10, 31)),), YEAR)
    assert (flaw.breach if flaw else None) is breach


MEMBERSHIPS = [
    # 7А from 1 September to 31 October, 7Б from 1 November to 31 January
    (date(2026, 9, 1), date(2026, 10, 31), None),
    (date(2026, 10, 15), date(2026, 11, 15), None),
    (date(2026, 8, 31), date(2026, 9, 15), Breach.OUTSIDE_ENROLMENT),
    (date(2026, 11, 1), date(2027, 2, 1), Breach.OUTSIDE_ENROLMENT),
    (date(2026, 11, 1), None, Breach.OUTSIDE_ENROLMENT),
    (date(2026, 11, 2), date(2026, 11, 1), Breach.BACKWARDS),
]


@pytest.mark.parametrize(("first", "last", "breach"), MEMBERSHIPS)
def test_a_pupil_is_in_a_group_only_while_enrolled(first: date, last: date | None, breach: Breach | None) -> None:
    times = (enrolled(SEPTEMBER, date(2026, 10, 31)), enrolled(date(2026, 11, 1), date(2027, 1, 31), B))
    flaw = check_membership(membership(ELECTIVE, IVANOV, first, last), times)
    assert (flaw.breach if flaw else None) is breach


def test_a_group_without_pupils_is_said() -> None:
    gone = membership(ENGLISH_1, IVANOV, SEPTEMBER, date(2026, 10, 1))
    assert breach_of(check_members((gone,), date(2026, 10, 2))) is Breach.NO_PUPILS
    assert check_members((gone,), date(2026, 10, 1)) is None


def right(teacher: str, first: date, last: date | None = None) -> Assignment:
    return Assignment(f"{teacher}-{first}", NEVER, JournalId("algebra"), TeacherId(teacher), first, last)


ASSIGNMENTS = [
    (right("", SEPTEMBER), Breach.NO_TEACHER),
    (right("anna", date(2026, 10, 1)), Breach.TWICE_ASSIGNED),
    (right("anna", date(2026, 12, 1)), None),
    (right("boris", date(2026, 10, 1)), None),
    (right("boris", date(2026, 10, 1), date(2026, 9, 1)), Breach.BACKWARDS),
    (right("boris", date(2026, 8, 1)), Breach.OUTSIDE_YEAR),
]


@pytest.mark.parametrize(("wanted", "breach"), ASSIGNMENTS)
def test_a_journal_has_a_teacher_once_at_a_time(wanted: Assignment, breach: Breach | None) -> None:
    flaw = check_assignment(wanted, (right("anna", SEPTEMBER, date(2026, 11, 30)),), YEAR)
    assert (flaw.breach if flaw else None) is breach


def test_whoever_hands_over_teaches_until_the_day_before() -> None:
    assert hand_over(right("anna", SEPTEMBER), date(2026, 11, 2)).last == date(2026, 11, 1)
    assert not is_real(hand_over(right("anna", date(2026, 11, 2)), date(2026, 11, 2)))


def release(first: date, last: date | None, subject: str = "pe") -> Release:
    return Release(f"{subject}-{first}", NEVER, IVANOV, subject, first, last, "7-м")


RELEASES = [
    (release(date(2026, 10, 1), date(2026, 9, 30)), Breach.BACKWARDS),
    (release(date(2026, 9, 20), date(2026, 12, 31)), Breach.TWICE_RELEASED),
    (release(date(2026, 10, 2), date(2026, 12, 31)), None),
    (release(date(2026, 9, 20), None, "music"), None),
    (release(date(2027, 9, 1), None), Breach.OUTSIDE_YEAR),
]


@pytest.mark.parametrize(("wanted", "breach"), RELEASES)
def test_a_release_is_judged_by_its_days(wanted: Release, breach: Breach | None) -> None:
    flaw = check_release(wanted, (release(SEPTEMBER, date(2026, 10, 1)),), YEAR)
    assert (flaw.breach if flaw else None) is breach


def test_a_school_year_begins_with_september_or_an_earlier_term() -> None:
    early = Term("t", NEVER, "1 модуль", 1, 1, 11, date(2026, 8, 28), date(2026, 10, 4))
    assert year_of(2026, ()) == SchoolYear(date(2026, 9, 1), date(2027, 8, 31))
    assert year_of(2026, (early,)).first == date(2026, 8, 28)


DAYS = st.integers(0, 360).map(lambda n: SEPTEMBER + timedelta(n))
STEPS = st.lists(st.tuples(st.sampled_from(["transfer", "leave", "enter"]), st.sampled_from([A, B]), DAYS), max_size=6)


def after(steps: list[tuple[str, ClassId, date]]) -> Whereabouts:
    """Return where a pupil is after the steps that can be."""
    where = in_7a(ENGLISH_1)
    for kind, to, day in steps:
        entry = Entry(to, day, "", (ALL_A,) if to == A else (ALL_B, ENGLISH_2))
        ways = {"transfer": transfer, "enter": enter}
        made = leave(where, day, "", YEAR) if kind == "leave" else ways[kind](where, entry, YEAR)
        where = moved(where, made) if isinstance(made, Step) else where
    return where


@given(STEPS)
def test_whatever_is_done_no_two_enrolments_meet(steps: list[tuple[str, ClassId, date]]) -> None:
    times = [each for each in after(steps).enrolments if is_real(each)]
    assert not any(meet(one, other) for n, one in enumerate(times) for other in times[n + 1 :])


@given(STEPS)
def test_whatever_is_done_nobody_is_in_a_group_without_a_class(steps: list[tuple[str, ClassId, date]]) -> None:
    where = after(steps)
    assert all(check_membership(each, where.enrolments) is None for each in where.memberships if is_real(each))


@given(STEPS, DAYS)
def test_whatever_is_done_the_groups_are_those_of_the_class(steps: list[tuple[str, ClassId, date]], day: date) -> None:
    where = after(steps)
    now = on_day(where.enrolments, day)
    assert {GROUPS[each.group].school_class for each in where.memberships if is_on(each, day)} == (
        {now.school_class} if now else set()
    )


@given(st.lists(st.tuples(st.sampled_from([ENGLISH_1, ENGLISH_2, None]), DAYS), max_size=6), DAYS)
def test_a_pupil_is_in_at_most_one_of_several_groups(choices: list[tuple[GroupId | None, date]], day: date) -> None:
    members: dict[str, Membership] = {}
    for group, first in sorted(choices, key=lambda each: each[1]):
        members |= {each.id: each for each in regroup(IVANOV, members.values(), group, first)}
    assert sum(is_on(each, day) for each in members.values()) <= 1


@given(DAYS)
def test_what_was_taken_back_meets_no_day(first: date) -> None:
    never = enrolled(first, taken_back(first))
    assert not is_real(never)
    assert not meet(never, enrolled(SEPTEMBER))
    assert not is_on(never, first)
