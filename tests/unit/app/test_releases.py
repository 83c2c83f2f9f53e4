"""Releases «освобождение»: such a lesson is neither missed nor to be attended, wherever lessons are counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.absences import Attended, LessonSums, day_sums, lesson_sums
from app.domain.attendance import Absence, attendance_id
from app.domain.classroom import Release
from app.domain.entries import parse_entry
from app.domain.final_marks import RELEASED
from app.domain.finals import ShownFinal
from app.domain.records import Attendance, Mark, Membership, Term
from app.domain.releases import NO_RELEASES, Releases, released_span
from app.errors import NoLessonsError, NotMemberError, ReleasedPupilError
from app.ids import LessonId, MarkId, OperationId, PupilId
from app.services.attending import set_absence
from app.services.class_desk_absences import read_absence_sums, read_absences
from app.services.class_desk_risk import read_risk
from app.services.deputy_desk import read_keeping
from app.services.entry_checks import UNSAID, Said
from app.services.excusing import fill_days, read_filling
from app.services.finals import read_explanation, read_finals
from app.services.marking import CellEntry, enter_cells, put_mark
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page, unsent
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

IVANOV, PETROVA = PUPILS[:2]
MONDAY = LESSONS[0]
LAST = BEGINS + timedelta(len(LESSONS) - 1)
MEANT = Said(confirmed=frozenset({ReleasedPupilError}))
OFFICE = OperationId("office")

DAYS = st.dates(BEGINS, BEGINS + timedelta(60))
SIGNS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Absence)), max_size=40)


def release(
    first: date = BEGINS, last: date | None = None, *, subject: str = SUBJECT, who: PupilId = IVANOV, key: str = "r"
) -> Release:
    return Release(key, OFFICE, who, subject, first, last, "Справка № 5")


def sign(lesson: LessonId, absence: Absence, who: PupilId = IVANOV) -> Attendance:
    return Attendance(attendance_id(lesson, who), OFFICE, ALGEBRA, lesson, who, absence, 0, ANNA)


def final(store: Store, who: PupilId = IVANOV, today: date = LAST) -> ShownFinal:
    with store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=today).cells[who, WHOLE_YEAR]


def attended(store: Store, who: PupilId = IVANOV) -> LessonSums:
    with store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=LAST).attended[who, WHOLE_YEAR]


def write(store: Store, absence: Absence, said: Said = UNSAID) -> None:
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=absence, seen=a_cell(store), said=said)


@pytest.mark.parametrize(
    ("subject", "day", "covers"),
    [
        (SUBJECT, date(2026, 9, 9), False),
        (SUBJECT, date(2026, 9, 10), True),
        (SUBJECT, date(2026, 9, 20), True),
        (SUBJECT, date(2026, 9, 21), False),
        ("history", date(2026, 9, 10), False),
        ("", date(2026, 9, 15), True),
    ],
)
def test_a_release_is_from_its_subject_with_both_days_included(subject: str, day: date, *, covers: bool) -> None:
    found = Releases([release(date(2026, 9, 10), date(2026, 9, 20), subject=subject)])
    assert found.covers(IVANOV, SUBJECT, day) is covers
    assert not found.covers(PETROVA, SUBJECT, day)


def test_a_release_that_was_taken_back_is_none() -> None:
    assert Releases([release(date(2026, 9, 10), date(2026, 9, 9))]).of(IVANOV, SUBJECT) == ()


def test_of_two_releases_the_one_that_lasts_longer_is_told() -> None:
    short, whole = release(BEGINS, date(2026, 10, 1)), release(BEGINS, date(2026, 12, 31), subject="", key="s")
    spans = Releases([whole, short]).of(IVANOV, SUBJECT)
    assert spans == ((BEGINS, date(2026, 10, 1)), (BEGINS, date(2026, 12, 31)))
    assert released_span(spans, date(2026, 9, 5)) == (BEGINS, date(2026, 12, 31))
    assert released_span(spans, date(2027, 1, 1)) is None
    assert released_span([*spans, (BEGINS, None)], date(2027, 1, 1)) == (BEGINS, None)


@given(SIGNS, DAYS, DAYS)
def test_releasing_never_raises_what_was_missed_nor_what_was_to_be_attended(
    signs: list[tuple[int, Absence]], first: date, last: date
) -> None:
    def lessons(releases: Releases) -> list[Attended]:
        days = [(n, BEGINS + timedelta(place), absence) for n, (place, absence) in enumerate(signs)]
        return [
            Attended(
                IVANOV, LessonId(str(n)), day, Absence.RELEASED if releases.covers(IVANOV, SUBJECT, day) else absence
            )
            for n, day, absence in days
        ]

    before, after = lessons(NO_RELEASES), lessons(Releases([release(first, last)]))
    by_lesson, released = lesson_sums(before), lesson_sums(after)
    assert released.missed <= by_lesson.missed
    assert released.lessons <= by_lesson.lessons
    assert released.late <= by_lesson.late
    assert released.lessons + released.released == by_lesson.lessons + by_lesson.released == len(signs)
    assert day_sums(after).days <= day_sums(before).days


def test_the_page_tells_who_is_released_and_when(store: Store, feed: FeedOf) -> None:
    feed.send(release(BEGINS, date(2026, 12, 31)), release(who=PETROVA, subject="history", key="s"))
    assert a_page(store).released == {IVANOV: ((BEGINS, date(2026, 12, 31)),)}


@pytest.mark.parametrize("absence", [Absence.ABSENT, Absence.ILL, Absence.EXCUSED])
def test_an_absence_at_a_lesson_from_which_one_is_released_must_be_meant(
    store: Store, feed: FeedOf, absence: Absence
) -> None:
    feed.send(release(BEGINS, BEGINS))
    with pytest.raises(ReleasedPupilError):
        write(store, absence)
    assert unsent(store) == 0
    write(store, absence, MEANT)
    assert a_cell(store).absence is absence


@pytest.mark.parametrize("absence", [Absence.LATE, Absence.RELEASED])
def test_who_is_released_may_come_late_or_be_signed_as_released(store: Store, feed: FeedOf, absence: Absence) -> None:
    feed.send(release())
    write(store, absence)
    assert a_cell(store).absence is absence


def test_theory_may_be_marked_and_a_pasted_absence_is_asked_about(store: Store, feed: FeedOf) -> None:
    feed.send(release())
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value="5", seen=a_cell(store))
    pasted = [CellEntry(IVANOV, LESSONS[1], a_cell(store, lesson=LESSONS[1]), parse_entry("н"))]
    with pytest.raises(ReleasedPupilError), store.unit() as unit:
        enter_cells(unit, entries=pasted)
    with store.unit() as unit:
        enter_cells(unit, entries=pasted, said=MEANT)
    assert unsent(store) == 2


def test_who_was_not_in_the_group_is_refused_before_anything_is_asked(store: Store, feed: FeedOf) -> None:
    feed.send(release(), Membership(f"member-{IVANOV}", OFFICE, GROUP, IVANOV, LAST, None))
    with pytest.raises(NotMemberError):
        write(store, Absence.ILL)
    pasted = [CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry("н"))]
    with pytest.raises(NotMemberError), store.unit() as unit:
        enter_cells(unit, entries=pasted)


def test_released_is_proposed_to_whoever_had_to_attend_nothing_and_has_no_mark(store: Store, feed: FeedOf) -> None:
    feed.send(release(), *(sign(lesson, Absence.ABSENT) for lesson in LESSONS))
    assert (final(store).proposed, final(store).is_enough) == (RELEASED, True)
    assert attended(store) == LessonSums(lessons=0, released=40)
    feed.send(Mark(MarkId("m"), OFFICE, ALGEBRA, MONDAY, IVANOV, None, "4", ANNA))
    assert (final(store).proposed, final(store).is_enough) == ("4", True)


def test_a_part_of_the_term_is_judged_by_its_own_lessons(store: Store, feed: FeedOf) -> None:
    # lessons 0..29 released, 30..39 to attend; of these 7 missed: 7·3 = 21 > 20 = 10·2; 7·10 / 40 = 1.75: one mark
    feed.send(release(BEGINS, BEGINS + timedelta(29)), *(sign(lesson, Absence.ILL) for lesson in LESSONS[20:37]))
    assert attended(store) == LessonSums(lessons=10, ill=7, released=30)
    assert final(store).proposed == "н/а"
    feed.send(Mark(MarkId("m"), OFFICE, ALGEBRA, LESSONS[39], IVANOV, None, "3", ANNA))
    with store.reading() as unit:
        why = read_explanation(unit, ALGEBRA, who=IVANOV, term_id=WHOLE_YEAR, today=LAST)
    assert why is not None
    assert (why.proposal.value, why.proposal.marks, why.proposal.needed) == ("3", 1, 1)


def test_the_class_teacher_counts_no_lesson_and_no_day_of_a_release(store: Store, feed: FeedOf) -> None:
    day = BEGINS + timedelta(1)
    feed.send(release(BEGINS, BEGINS), sign(MONDAY, Absence.ABSENT), sign(LESSONS[1], Absence.ABSENT))
    with store.reading() as unit:
        sums = read_absence_sums(unit, CLASS, first=BEGINS, last=day)
        page = read_absences(unit, CLASS, first=BEGINS, last=day)
    assert sums.lessons[IVANOV] == LessonSums(lessons=1, unexcused=1, released=1)
    assert (sums.days[IVANOV].days, sums.days[IVANOV].missed) == (1, 1)
    assert [page.cells[IVANOV, each].kind for each in (BEGINS, day)] == ["released", "missed"]


def test_a_whole_day_is_not_filled_where_the_pupil_is_released(store: Store, feed: FeedOf) -> None:
    feed.send(release(BEGINS, BEGINS))
    days = [(IVANOV, BEGINS)]
    with pytest.raises(NoLessonsError), store.unit() as unit:
        fill_days(unit, school_class=CLASS, days=days, absence=Absence.ILL)
    with store.reading() as unit:
        assert read_filling(unit, school_class=CLASS, days=days).lessons == 0
    with store.unit() as unit:
        fill_days(unit, school_class=CLASS, days=[*days, (PETROVA, BEGINS)], absence=Absence.ILL)
    assert (a_cell(store).absence, a_cell(store, PETROVA).absence) == (Absence.PRESENT, Absence.ILL)


def test_nobody_is_at_risk_by_lessons_of_a_release(store: Store, feed: FeedOf) -> None:
    feed.send(*(sign(lesson, Absence.ABSENT, who) for lesson in LESSONS for who in (IVANOV, PETROVA)))

    def at_risk() -> set[PupilId]:
        with store.reading() as unit:
            return {row.pupil.id for row in read_risk(unit, CLASS, own={}, today=LAST).rows}

    assert at_risk() == {IVANOV, PETROVA}
    feed.send(release())
    assert at_risk() == {PETROVA}


def test_the_deputy_head_misses_no_marks_of_whoever_was_released(store: Store, feed: FeedOf) -> None:
    feed.send(Term(WHOLE_YEAR, OFFICE, "Осень", 1, 1, 11, BEGINS, LAST))

    def lacking() -> int:
        with store.reading() as unit:
            return read_keeping(unit, today=LAST + timedelta(1))[0].facts.few_marks

    assert lacking() == 30
    feed.send(release(), release(BEGINS, BEGINS + timedelta(34), who=PETROVA, key="s"))  # 7·5 / 40 = 0.875: none
    assert lacking() == 28
