"""Closing figures worked out by hand, and the same as the desktop's; the school stands in tests/closing_school.py."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.absences import LessonSums
from app.domain.closing_figures import levels_of
from app.domain.figures import Figure, GroupFigures, Standings
from app.domain.records import NEVER, Enrolment, Group, Journal, Lesson, Membership, Record, Subject
from app.ids import GroupId, JournalId, SubjectId
from app.services.class_desk import read_own_classes
from app.services.class_desk_absences import read_absence_sums
from app.services.class_desk_summary import read_summary
from app.services.finals import read_finals
from tests.builders import a_store
from tests.closing_school import (
    ABRAMOV,
    ALGEBRA,
    BEFORE,
    BEGINS,
    BELOVA,
    CLASSES,
    COMPUTING,
    ENGLISH_1,
    ENGLISH_2,
    ERSHOVA,
    FIFTH,
    FIRST,
    HALF,
    KOTOV,
    MISHIN,
    OTHERS,
    PE,
    PROJECT,
    QUARTER_ENDS,
    SECOND,
    SEVENTH,
    TENTH,
    TODAY,
    UNMARKED,
    YEAR_ENDS,
    ZHUKOV,
    closing_school,
    final,
    lesson_id,
    sign,
)
from tests.portal.office.closing_office import ClosingOffice, closing_portal

AUTUMN, WINTER = QUARTER_ENDS.isoformat(), YEAR_ENDS.isoformat()
LAW, LAW_GROUP, MUSIC = JournalId("law"), GroupId("law"), JournalId("music")
QUALITY, SUCCESS, MEAN, SOU = Figure.QUALITY, Figure.SUCCESS, Figure.MEAN, Figure.SOU


@pytest.fixture
def office(empty_school: Path, tmp_path: Path) -> Iterator[ClosingOffice]:
    with closing_portal(empty_school, tmp_path, *closing_school()) as opened:
        yield opened


def numbers(figures: GroupFigures) -> tuple[Decimal | None, ...]:
    return tuple(figures.worked(each).value for each in (QUALITY, SUCCESS, MEAN, SOU))


def of_journal(office: ClosingOffice, key: JournalId) -> GroupFigures:
    return next(each.figures for each in office.classes(TODAY)[SEVENTH].journals if each.id == key)


def decimals(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


def test_a_journal_counts_who_left_with_a_mark_and_not_who_left_without(office: ClosingOffice) -> None:
    """5; 4 × 3 (Dymov's too); 3; 2; н/а: quality 4 : 6, success 5 : 6.

    Mean (5 + 12 + 3 + 2) : 6 = 3.67; СОУ (100 + 3 × 64 + 36 + 16 + 7) : 7 = 351 : 7 = 50.14.
    """
    algebra = of_journal(office, ALGEBRA)
    assert algebra == GroupFigures(fives=1, fours=3, threes=1, twos=1, not_assessed=1)
    assert numbers(algebra) == decimals("66.67", "83.33", "3.67", "50.14")


def test_two_groups_of_a_subject_are_two_journals(office: ClosingOffice) -> None:
    """5, 5, 4: mean 14 : 3 = 4.67, СОУ 264 : 3 = 88; 4, 3, 4: quality 2 : 3, mean 11 : 3, СОУ 164 : 3 = 54.67."""
    assert numbers(of_journal(office, ENGLISH_1)) == decimals("100.00", "100.00", "4.67", "88.00")
    assert numbers(of_journal(office, ENGLISH_2)) == decimals("66.67", "100.00", "3.67", "54.67")


def test_the_released_stand_beside_the_figures(office: ClosingOffice) -> None:
    """5, осв, 4, н/а, 4, 5: mean 18 : 4 = 4.50; СОУ (200 + 128 + 7) : 5 = 67."""
    found = of_journal(office, PE)
    assert (found.assessed, found.without) == (4, 1)
    assert numbers(found) == decimals("100.00", "100.00", "4.50", "67.00")


def test_a_subject_of_pass_and_fail_has_no_figures(office: ClosingOffice) -> None:
    found = of_journal(office, PROJECT)
    assert found == GroupFigures(without=6)
    assert numbers(found) == (None, None, None, None)


def test_a_scale_of_points_is_counted_by_its_marks_of_five(office: ClosingOffice) -> None:
    """5, 5, 4, 3, two not set: quality 3 : 4, mean 17 : 4, СОУ (200 + 64 + 36) : 4 = 75."""
    found = of_journal(office, COMPUTING)
    assert found.not_set == 2
    assert numbers(found) == decimals("75.00", "100.00", "4.25", "75.00")


def test_a_class_counts_each_of_its_pupils_once(office: ClosingOffice) -> None:
    """Six on the last day; assessed 4: quality (1 + 1) : 4, success 3 : 4. Dymov is of the class no more."""
    seventh = office.classes(TODAY)[SEVENTH]
    assert seventh.standings == Standings(
        pupils=6,
        excellent=1,
        good=1,
        satisfactory=1,
        failing=1,
        with_one_four=1,
        with_one_three=1,
        not_assessed=2,
        unfinished=1,
    )
    assert (seventh.standings.quality, seventh.standings.success) == decimals("50.00", "75.00")


def test_a_class_has_the_mean_and_the_degree_of_learning_of_all_its_marks(office: ClosingOffice) -> None:
    """7 fives, 8 fours, 3 threes, 1 two, 2 н/а, 7 others, 2 not set: 30 = 6 pupils × 5 subjects.

    Mean (35 + 32 + 9 + 2) : 19 = 78 : 19 = 4.11; СОУ (700 + 512 + 108 + 16 + 14) : 21 = 1350 : 21 = 64.29.
    """
    marks = office.classes(TODAY)[SEVENTH].marks
    assert marks == GroupFigures(7, 8, 3, 1, not_assessed=2, without=7, not_set=2)
    assert numbers(marks)[2:] == decimals("4.11", "64.29")


def test_who_changed_the_class_is_counted_in_the_new_one_only(office: ClosingOffice) -> None:
    before = office.classes(TODAY)[BEFORE]
    assert before.standings == Standings(pupils=1, excellent=1)
    assert before.journals[0].figures == GroupFigures(fives=1)


def test_what_the_class_before_was_taught_is_not_waited_for(office: ClosingOffice) -> None:
    """7А has music, 7Б has none."""
    office.write(
        Subject(SubjectId("music"), NEVER, "Музыка", "Муз."),
        Journal(MUSIC, NEVER, GroupId(f"all-{BEFORE}"), SubjectId("music"), 2026, 1),
        Lesson(lesson_id(MUSIC, 9, 9), NEVER, MUSIC, date(2026, 9, 9), 5, "1"),
    )
    classes = office.classes(TODAY)
    assert (classes[BEFORE].marks.not_set, classes[SEVENTH].marks.not_set) == (1, 2)


def test_a_first_class_has_pupils_and_no_marks_and_nothing_waits_there(office: ClosingOffice) -> None:
    first = office.classes(TODAY)[UNMARKED]
    assert (first.is_unmarked, first.is_done, first.standings, first.marks) == (
        True,
        True,
        Standings(pupils=1),
        GroupFigures(),
    )


def test_what_waits_is_what_is_not_set_or_not_closed(office: ClosingOffice) -> None:
    classes = office.classes(TODAY)
    assert [key for key, each in classes.items() if not each.is_done] == [SEVENTH]
    assert [(each.id, each.missing) for each in classes[SEVENTH].waits] == [(COMPUTING, 2)]
    assert (classes[SEVENTH].closed, classes[FIFTH].closed) == (False, True)


def test_classes_stand_in_the_order_of_their_grades(office: ClosingOffice) -> None:
    winter = office.classes(YEAR_ENDS, WINTER)
    assert [each.title for each in winter.values()] == ["1А", "5А", "7А", "7Б", "10А"]
    assert [each.title for each in office.classes(TODAY, AUTUMN).values()] == ["1А", "5А", "7А", "7Б"]


def test_levels_and_the_school_are_sums_of_their_classes(office: ClosingOffice) -> None:
    """5А: one 3; 7А: excellent; 7Б as above. Assessed 6: quality 3 : 6, success 5 : 6.

    Marks 5 × 8, 4 × 8, 3 × 4, 2: mean (40 + 32 + 12 + 2) : 21 = 86 : 21 = 4.10.
    """
    primary, basic, whole = levels_of(office.classes(TODAY).values())
    assert ([primary.grades, basic.grades, whole.grades]) == [(1, 4), (5, 9), None]
    assert (primary.standings, whole.standings.pupils) == (Standings(pupils=1), 9)
    assert (basic.standings.pupils, basic.standings.with_one_three, basic.standings.assessed) == (8, 2, 6)
    assert (whole.standings.quality, whole.standings.success) == decimals("50.00", "83.33")
    assert numbers(whole.marks)[2] == Decimal("4.10")


def test_a_term_of_a_half_year_has_its_own_period(office: ClosingOffice) -> None:
    office.write(final(OTHERS[TENTH], MISHIN, HALF, "4"))
    winter = office.classes(YEAR_ENDS, WINTER)
    assert (winter[TENTH].period.period, winter[SEVENTH].period.period) == (HALF, SECOND)
    assert winter[TENTH].standings == Standings(pupils=1, good=1, with_one_four=1)
    assert winter[SEVENTH].journals == ()


def test_the_year_counts_the_marks_of_the_year(office: ClosingOffice) -> None:
    office.write(final(ALGEBRA, ABRAMOV, "year", "4"))
    seventh = office.classes(YEAR_ENDS, "year")[SEVENTH]
    algebra = next(each for each in seventh.journals if each.id == ALGEBRA)
    assert (algebra.figures, seventh.closed) == (GroupFigures(fours=1, not_set=5), None)
    assert (seventh.period.first, seventh.period.last) == (BEGINS, YEAR_ENDS)


def test_missed_lessons_count_for_the_class_in_which_the_pupil_was(office: ClosingOffice) -> None:
    """7Б: н Abramov and Vlasov; б Abramov and Gromov; у Belova and Yershova. 7А: н Yershova."""
    missed = office.missed(TODAY)
    assert (missed[SEVENTH].sums, missed[SEVENTH].pupils) == (LessonSums(ill=2, excused=2, unexcused=2), 8)
    assert (missed[BEFORE].sums, missed[BEFORE].pupils) == (LessonSums(unexcused=1), 2)
    assert missed[FIFTH].sums == LessonSums()


def test_what_was_missed_after_today_is_not_missed_yet(office: ClosingOffice) -> None:
    assert office.missed(date(2026, 9, 7))[SEVENTH].sums == LessonSums(ill=1, excused=1, unexcused=1)


def test_a_sign_in_a_group_that_was_a_mistake_is_not_counted(office: ClosingOffice) -> None:
    """Abramov is in the other group of English by mistake, misses a lesson there, and is taken out of it."""
    wrong = Membership("wrong", NEVER, GroupId("e2"), ABRAMOV, BEGINS, None)
    office.write(wrong, sign(ENGLISH_2, ABRAMOV, 9, 9, "н"))
    assert office.missed(TODAY)[SEVENTH].sums.unexcused == 3
    office.write(Membership("wrong", NEVER, GroupId("e2"), ABRAMOV, BEGINS, date(2026, 8, 31)))
    assert office.missed(TODAY)[SEVENTH].sums.unexcused == 2


def test_signs_of_a_time_that_was_ended_afterwards_are_not_counted(office: ClosingOffice) -> None:
    """Zhukov misses English in November; then his group turns out to have been another one since 30 October."""
    november = Lesson(lesson_id(ENGLISH_2, 11, 9), NEVER, ENGLISH_2, date(2026, 11, 9), 2, "1")
    office.write(november, sign(ENGLISH_2, ZHUKOV, 11, 9, "н"))
    assert office.missed(YEAR_ENDS, WINTER)[SEVENTH].sums.unexcused == 1
    office.write(Membership(f"e2-{ZHUKOV}", NEVER, GroupId("e2"), ZHUKOV, BEGINS, date(2026, 10, 29)))
    assert office.missed(YEAR_ENDS, WINTER)[SEVENTH].sums.unexcused == 0


MORE: dict[str, tuple[Record, ...]] = {
    "as it is": (),
    "a mark is taken back": (final(PE, ABRAMOV, FIRST, ""),),
    "somebody comes back": (Enrolment("back", NEVER, ERSHOVA, BEFORE, date(2026, 10, 24), None, "3"),),
    "an elective of two classes": (
        Subject(SubjectId("law"), NEVER, "Право", "Право"),
        Group(LAW_GROUP, NEVER, BEFORE, "Право"),
        Membership("law-belova", NEVER, LAW_GROUP, BELOVA, BEGINS, None),
        Membership("law-kotov", NEVER, LAW_GROUP, KOTOV, BEGINS, None),
        Journal(LAW, NEVER, LAW_GROUP, SubjectId("law"), 2026, 1),
        Lesson(lesson_id(LAW, 9, 9), NEVER, LAW, date(2026, 9, 9), 7, "1"),
        final(LAW, BELOVA, FIRST, "2"),
        sign(LAW, BELOVA, 9, 9, "б"),
    ),
}


@pytest.mark.parametrize("more", MORE.values(), ids=MORE.keys())
@pytest.mark.parametrize("period", [FIRST, "year"])
def test_the_desktop_counts_the_same(empty_school: Path, tmp_path: Path, period: str, more: tuple[Record, ...]) -> None:
    rows = tuple(closing_school(*more))
    key = AUTUMN if period == FIRST else period
    with closing_portal(empty_school, tmp_path, *rows) as office:
        classes, missed = office.classes(TODAY, key), office.missed(TODAY, key)
    store = a_store(tmp_path, rows=rows)
    with store.reading() as unit:
        assert len(read_own_classes(unit)) == len(CLASSES)
        for each in classes.values():
            for journal in each.journals:
                assert read_finals(unit, journal.id, today=TODAY).figures(period) == journal.figures
            sums = read_absence_sums(unit, each.id, first=each.period.first, last=min(each.period.last, TODAY))
            together = sums.all_lessons
            assert missed[each.id].sums == LessonSums(
                ill=together.ill, excused=together.excused, unexcused=together.unexcused
            )
            if not each.is_unmarked:
                summary = read_summary(unit, each.id, period=period, today=TODAY)
                assert summary.figures().standings == each.standings
    store.close()
