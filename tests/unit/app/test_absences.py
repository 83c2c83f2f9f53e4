"""Sums of absences by lessons and days, worked out by hand, and what always holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.absences import Attended, DaySums, LessonSums, day_sums, days_by, excuse, lesson_sums, lessons_by
from app.domain.attendance import Absence
from app.ids import LessonId, PupilId

IVANOV, PETROVA = PupilId("ivanov"), PupilId("petrova")
MONDAY = date(2026, 9, 14)


def day_of(codes: str, day: date = MONDAY, pupil: PupilId = IVANOV) -> list[Attended]:
    """Read a day's lessons such as ". н б осв", a point for present."""
    return [
        Attended(pupil, LessonId(f"{day}/{n}"), day, Absence.PRESENT if code == "." else Absence(code))
        for n, code in enumerate(codes.split())
    ]


@pytest.mark.parametrize(
    ("codes", "sums"),
    [
        ("", DaySums()),
        (". . .", DaySums(days=1)),
        ("н н н", DaySums(days=1, unexcused=1)),
        ("б б", DaySums(days=1, ill=1)),
        ("у у", DaySums(days=1, excused=1)),
        ("н н .", DaySums(days=1)),
        ("б б о", DaySums(days=1)),
        ("б у", DaySums(days=1, ill=1)),
        ("б н у", DaySums(days=1, unexcused=1)),
        ("б осв б", DaySums(days=1, ill=1)),
        (". осв", DaySums(days=1)),
        ("осв осв", DaySums()),
    ],
)
def test_a_day_is_missed_when_all_its_lessons_are(codes: str, sums: DaySums) -> None:
    assert day_sums(day_of(codes)) == sums


def test_a_weeks_lessons_and_days_by_reason() -> None:
    week = ["б б б б б", "б б б б", ". . о н", "у у у", ". осв ."]
    attended = [each for n, codes in enumerate(week) for each in day_of(codes, MONDAY + timedelta(days=n))]
    # 5 + 4 + 4 + 3 + 2 lessons, ill 5 + 4, excused 3, unexcused 1
    assert lesson_sums(attended) == LessonSums(lessons=18, ill=9, excused=3, unexcused=1, late=1, released=1)
    assert lesson_sums(attended).missed == 13
    assert day_sums(attended) == DaySums(days=5, ill=2, excused=1)
    assert day_sums(attended).missed == 3


def test_minutes_are_of_those_who_were_late_only() -> None:
    late = replace(day_of("о")[0], minutes=10)
    assert lesson_sums([late, late, replace(late, absence=Absence.ABSENT)]) == LessonSums(
        3, unexcused=1, late=2, minutes=20
    )


def test_the_same_day_of_two_pupils_is_two_days() -> None:
    attended = [*day_of("н н"), *day_of(". н", pupil=PETROVA)]
    assert day_sums(attended) == DaySums(days=2, unexcused=1)
    assert days_by(attended, lambda each: each.pupil) == {IVANOV: DaySums(1, unexcused=1), PETROVA: DaySums(1)}


def test_a_leap_day_and_the_years_last_day_are_days_of_their_month() -> None:
    attended = [*day_of("н", date(2028, 2, 29)), *day_of("н", date(2027, 12, 31)), *day_of("н", date(2028, 2, 28))]
    months = lessons_by(attended, lambda each: (each.day.year, each.day.month))
    assert {month: sums.missed for month, sums in months.items()} == {(2028, 2): 2, (2027, 12): 1}


@pytest.mark.parametrize(
    ("absence", "reason", "after"),
    [
        (Absence.ABSENT, Absence.ILL, Absence.ILL),
        (Absence.ABSENT, Absence.EXCUSED, Absence.EXCUSED),
        (Absence.ABSENT, Absence.LATE, Absence.ABSENT),
        (Absence.ABSENT, Absence.PRESENT, Absence.ABSENT),
        (Absence.PRESENT, Absence.ILL, Absence.PRESENT),
        (Absence.LATE, Absence.EXCUSED, Absence.LATE),
        (Absence.ILL, Absence.EXCUSED, Absence.ILL),
        (Absence.RELEASED, Absence.ILL, Absence.RELEASED),
    ],
)
def test_a_reason_replaces_an_unexcused_absence_only(absence: Absence, reason: Absence, after: Absence) -> None:
    assert excuse(absence, reason) is after


ATTENDED = st.lists(
    st.builds(
        Attended,
        st.sampled_from([IVANOV, PETROVA]),
        st.sampled_from([LessonId("1"), LessonId("2"), LessonId("3")]),
        st.sampled_from([MONDAY, date(2027, 12, 31), date(2028, 2, 29)]),
        st.sampled_from(Absence),
        st.integers(0, 45),
    )
)


@given(ATTENDED, st.sampled_from(Absence), st.data())
def test_excusing_never_changes_what_was_missed(attended: list[Attended], reason: Absence, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.booleans(), min_size=len(attended), max_size=len(attended)))
    excused = [
        replace(each, absence=excuse(each.absence, reason)) if now else each
        for each, now in zip(attended, chosen, strict=True)
    ]
    assert lesson_sums(excused).missed == lesson_sums(attended).missed
    assert day_sums(excused).missed == day_sums(attended).missed
    assert lesson_sums(excused).unexcused <= lesson_sums(attended).unexcused


@given(ATTENDED)
def test_sums_by_lesson_equal_sums_by_pupil_and_by_day(attended: list[Attended]) -> None:
    by_lesson = lessons_by(attended, lambda each: each.lesson).values()
    by_pupil = lessons_by(attended, lambda each: each.pupil).values()
    by_day = lessons_by(attended, lambda each: each.day).values()
    totals = [sum(parts, LessonSums()) for parts in (by_lesson, by_pupil, by_day)]
    assert totals == [lesson_sums(attended)] * 3


@given(ATTENDED)
def test_days_by_pupil_are_the_classs_days(attended: list[Attended]) -> None:
    by_pupil = days_by(attended, lambda each: each.pupil).values()
    assert sum(by_pupil, DaySums()) == day_sums(attended)
    assert day_sums(attended).missed <= day_sums(attended).days


@given(ATTENDED)
def test_every_lesson_is_counted_once(attended: list[Attended]) -> None:
    sums = lesson_sums(attended)
    present = sum(each.absence in {Absence.PRESENT, Absence.LATE} for each in attended)
    assert sums.lessons + sums.released == len(attended)
    assert sums.lessons - sums.missed == present
