"""What the page of marks for periods says of a whole group: figures, missed lessons, and marks that are waited for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.absences import LessonSums, excuse, lesson_sums
from app.domain.attendance import Absence, attendance_id
from app.domain.figures import Figure
from app.domain.finals import Attended, FinalsPage, PupilYear, Subject, Term, attended_in
from app.domain.periods import YEAR, closing_id, final_mark_id
from app.domain.records import NEVER, Attendance, Closing, Enrolment, FinalMark, Membership, Pupil, Record
from app.domain.records import Term as TermRecord
from app.domain.regulations import Setting
from app.domain.rules import MarkingRules
from app.ids import OperationId, PupilId
from app.services.finals import read_finals
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS, WHOLE_YEAR, records

A, B, C, D, E, F, LEFT, CAME = PUPILS[:8]
AUTUMN, SPRING = "autumn", WHOLE_YEAR
ENDS, DUE = date(2026, 9, 10), date(2026, 9, 8)
"""Ten lessons, one a day; marks are expected two days before the end."""

MARKS = {A: "5", B: "4", C: "4", D: "2", E: "н/а", F: "осв"}
SIGNS = {
    A: {0: Absence.ILL, 1: Absence.ILL, 2: Absence.LATE},
    B: {3: Absence.ABSENT},
    E: {**dict.fromkeys(range(7), Absence.ABSENT), 7: Absence.EXCUSED},
    F: dict.fromkeys(range(10), Absence.RELEASED),
    LEFT: {0: Absence.ABSENT},
}


def eight_pupils() -> Iterator[Record]:
    """Yield the small school with eight pupils: one left in the autumn without a mark, one came in the spring."""
    for row in records():
        who = row.id if isinstance(row, Pupil) else row.pupil if isinstance(row, Membership | Enrolment) else A
        if who in PUPILS[:8] and not isinstance(row, TermRecord):
            yield row
    yield Membership(f"member-{LEFT}", NEVER, GROUP, LEFT, BEGINS, date(2026, 9, 5))
    yield Membership(f"member-{CAME}", NEVER, GROUP, CAME, date(2027, 1, 11), None)
    yield TermRecord(AUTUMN, NEVER, "Осень", 1, 1, 11, BEGINS, ENDS)
    yield TermRecord(SPRING, NEVER, "Весна", 2, 1, 11, date(2027, 1, 11), date(2027, 5, 31))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=eight_pupils())
    yield opened
    opened.close()


def final(who: PupilId, value: str, period: str = AUTUMN) -> FinalMark:
    return FinalMark(
        final_mark_id(ALGEBRA, who, period), OperationId(f"f-{value}"), ALGEBRA, who, period, value, "", "", ANNA
    )


def sign(who: PupilId, lesson: int, code: Absence) -> Attendance:
    at = LESSONS[lesson]
    minutes = 10 if code is Absence.LATE else 0
    return Attendance(attendance_id(at, who), OperationId(f"a-{code}"), ALGEBRA, at, who, code, minutes, ANNA)


def page(store: Store, today: date = ENDS) -> FinalsPage:
    with store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=today)


def test_the_groups_figures_are_those_worked_out_by_hand(store: Store, feed: FeedOf) -> None:
    feed.send(*(final(who, value) for who, value in MARKS.items() if who is not F))
    figures = page(store).figures(AUTUMN)
    assert (figures.fives, figures.fours, figures.threes, figures.twos) == (1, 2, 0, 1)
    # F waits; LEFT went before the term's end without a mark, CAME belongs to the spring
    assert (figures.assessed, figures.not_assessed, figures.without, figures.not_set) == (4, 1, 0, 1)
    worked = {figure: figures.worked(figure).value for figure in Figure}
    assert worked == {
        Figure.QUALITY: Decimal("75.00"),  # (1 + 2) of 4
        Figure.SUCCESS: Decimal("75.00"),  # (1 + 2 + 0) of 4
        Figure.MEAN: Decimal("3.75"),  # (5 + 2 × 4 + 2) / 4 = 15 / 4
        Figure.SOU: Decimal("50.20"),  # (100 + 2 × 64 + 16 + 7) / 5 = 251 / 5
    }


def test_who_left_is_counted_once_a_mark_is_set_and_who_came_in_the_year(store: Store, feed: FeedOf) -> None:
    feed.send(final(LEFT, "3"))
    assert page(store).marks(AUTUMN) == (None, None, None, None, None, None, "3")
    assert (page(store).missing(SPRING), page(store).missing(YEAR)) == (7, 7), "all but who left"


def test_missed_lessons_are_told_of_each_pupil_and_of_all(store: Store, feed: FeedOf) -> None:
    feed.send(*(sign(who, lesson, code) for who, signs in SIGNS.items() for lesson, code in signs.items()))
    shown = page(store)
    assert shown.attended[A, AUTUMN] == LessonSums(lessons=10, ill=2, late=1, minutes=10)
    assert shown.attended[E, AUTUMN] == LessonSums(lessons=10, excused=1, unexcused=7)
    assert shown.attended[F, AUTUMN] == LessonSums(released=10)
    assert shown.attended[LEFT, AUTUMN] == LessonSums(lessons=5, unexcused=1), "1 to 5 September"
    # A to E ten lessons each, LEFT five: 55; unexcused 1 + 7 + 1
    everybody = LessonSums(lessons=55, ill=2, excused=1, unexcused=9, late=1, minutes=10, released=10)
    assert (shown.lessons(AUTUMN), shown.lessons(YEAR)) == (everybody, everybody)
    assert (shown.lessons(SPRING), shown.lessons("exam")) == (LessonSums(), None)


def test_an_excuse_moves_a_missed_lesson_and_takes_none_away(store: Store, feed: FeedOf) -> None:
    feed.send(sign(B, 3, Absence.ABSENT), sign(B, 4, Absence.ABSENT))
    before = page(store).attended[B, AUTUMN]
    feed.send(sign(B, 3, excuse(Absence.ABSENT, Absence.EXCUSED)))
    after = page(store).attended[B, AUTUMN]
    assert (before.unexcused, after.unexcused, after.excused) == (2, 1, 1)
    assert before.missed == after.missed == 2


def test_marks_are_waited_for_until_all_are_set(store: Store, feed: FeedOf) -> None:
    autumn = page(store).periods[0]
    assert (autumn.due, autumn.is_due(DUE - timedelta(1)), autumn.is_due(DUE)) == (DUE, False, True)
    assert page(store).awaited(autumn, DUE) == 6
    feed.send(*(final(who, value) for who, value in MARKS.items()))
    assert page(store).awaited(autumn, DUE) == 0


def test_a_closed_term_waits_for_nothing(store: Store, feed: FeedOf) -> None:
    feed.send(Closing(closing_id(AUTUMN, CLASS), OperationId("c"), AUTUMN, CLASS, True, "", ANNA))
    shown = page(store)
    assert (shown.missing(AUTUMN), shown.awaited(shown.periods[0], DUE)) == (6, 0)


def test_a_term_without_lessons_is_not_overdue(store: Store) -> None:
    spring = page(store).periods[1]
    assert page(store).awaited(spring, date(2027, 2, 1)) == 7
    assert page(store, date(2027, 5, 31)).awaited(spring, date(2027, 5, 31)) == 0


def test_the_schools_rule_says_when_and_a_class_without_marks_has_no_day(store: Store, feed: FeedOf) -> None:
    feed.send(Setting("due_days", OperationId("s"), "5"))
    assert page(store).periods[0].due == date(2026, 9, 5)
    feed.send(Setting("unmarked_grades", OperationId("u"), "7"))
    assert (page(store).periods[0].due, page(store).is_unmarked) == (None, True)


SUBJECT = Subject(
    7,
    3,
    (Term("a", date(2026, 9, 1), date(2026, 9, 4)), Term("b", date(2026, 9, 7), date(2026, 9, 9))),
    MarkingRules(),
)
"""Two terms with two days of holidays between them."""

ABSENCES = st.lists(
    st.lists(st.tuples(st.sampled_from(Absence), st.integers(0, 45)), min_size=12, max_size=12), min_size=1, max_size=5
)
"""Everybody's signs at twelve lessons, one a day from the first of September."""


def years(rows: list[list[tuple[Absence, int]]]) -> list[PupilYear]:
    return [
        PupilYear(lessons=tuple(Attended(BEGINS + timedelta(n), *each) for n, each in enumerate(row))) for row in rows
    ]


@given(ABSENCES)
def test_sums_by_lesson_equal_sums_by_pupil(rows: list[list[tuple[Absence, int]]]) -> None:
    group = years(rows)
    by_pupil = [attended_in(each, SUBJECT) for each in group]
    by_lesson = [lesson_sums(each.lessons[n] for each in group) for n in range(12)]
    for key, lessons in (("a", range(4)), ("b", range(6, 9)), (YEAR, [*range(4), *range(6, 9)])):
        assert sum((each[key] for each in by_pupil), LessonSums()) == sum((by_lesson[n] for n in lessons), LessonSums())


@given(ABSENCES, st.sampled_from([Absence.ILL, Absence.EXCUSED]))
def test_excusing_never_changes_how_many_lessons_are_missed(
    rows: list[list[tuple[Absence, int]]], reason: Absence
) -> None:
    for year in years(rows):
        excused = replace(
            year, lessons=tuple(replace(each, absence=excuse(each.absence, reason)) for each in year.lessons)
        )
        before, after = attended_in(year, SUBJECT), attended_in(excused, SUBJECT)
        assert [sums.missed for sums in before.values()] == [sums.missed for sums in after.values()]
        assert after[YEAR].unexcused == 0
