"""The class teacher's pages, with numbers worked out by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from app.domain.absences import DaySums, LessonSums
from app.domain.attendance import Absence
from app.domain.class_absences import DayKind, Reason, month_of, shown_days, week_of
from app.domain.classroom import Debt, debt_id
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, Enrolment, FinalMark, Lesson, Membership, Record, SchoolClass
from app.domain.regulations import Setting
from app.domain.risk import RiskKind
from app.domain.risk_rules import RiskRules
from app.errors import NoSuchThingError
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId
from app.services.class_desk import read_own_classes
from app.services.class_desk_absences import read_absence_sums, read_absences
from app.services.class_desk_risk import read_risk
from app.services.class_desk_summary import read_summary
from app.services.excusing import excuse_days
from app.services.finals import read_finals
from app.store.unit import Store
from tests.builders import a_store
from tests.class_school import CLASS_7B, whole_class
from tests.small_class import (
    ABRAMOV,
    BEGINS,
    BELOVA,
    CLASS,
    E1_MON,
    ENGLISH,
    ENGLISH_1,
    ENGLISH_2,
    H_MON,
    H_TUE,
    H_WED,
    HISTORY,
    HISTORY_SUBJECT,
    MONDAY,
    TODAY,
    TUESDAY,
    VLASOV,
    WEDNESDAY,
    mark,
    sign,
    small_class,
)
from tests.small_school import ANNA, BORIS
from tests.ui.shown_school import TODAY as NOVEMBER

SIGNS = (
    sign(HISTORY, H_MON, ABRAMOV, "н"),
    sign(ENGLISH_1, E1_MON, ABRAMOV, "б"),
    sign(HISTORY, H_MON, BELOVA, "о"),
    sign(HISTORY, H_TUE, BELOVA, "у"),
    sign(HISTORY, H_WED, VLASOV, "осв"),
)
"""Abramov misses Monday whole, one lesson of it without a reason; Belova is late once and misses Tuesday, excused."""


def a_class(folder: Path, *more: Record) -> Store:
    return a_store(folder, rows=tuple(small_class(*more)))


def final(journal: JournalId, who: PupilId, period: str, value: str) -> FinalMark:
    return FinalMark(final_mark_id(journal, who, period), NEVER, journal, who, period, value, "", "", BORIS)


def test_only_ones_own_classes_are_listed(tmp_path: Path) -> None:
    theirs = SchoolClass(ClassId("5b"), NEVER, 5, "Б", 1, BORIS)
    eleventh = SchoolClass(ClassId("11a"), NEVER, 11, "А", 1, ANNA)
    store = a_class(tmp_path, theirs, eleventh)
    with store.reading() as unit:
        assert [each.title for each in read_own_classes(unit)] == ["5А", "11А"]
        with pytest.raises(NoSuchThingError):
            read_summary(unit, ClassId("5b"), period="", today=TODAY)
    store.close()


def test_the_summary_shows_marks_that_are_set_and_averages_where_none_is(tmp_path: Path) -> None:
    """Belova in history: (5 + 4 + 4) / 3 = 4.33; Abramov's 3 in English is set, his marks say 5."""
    store = a_class(
        tmp_path,
        mark(HISTORY, H_MON, BELOVA, "5"),
        mark(HISTORY, H_TUE, BELOVA, "4"),
        mark(HISTORY, H_WED, BELOVA, "4"),
        mark(ENGLISH_1, E1_MON, ABRAMOV, "5"),
        final(ENGLISH_1, ABRAMOV, "t1", "3"),
    )
    with store.reading() as unit:
        page = read_summary(unit, CLASS, period="", today=TODAY)
    store.close()
    assert page.period.id == "t1"
    assert [each.name for each in page.subjects] == ["Английский язык", "История"]
    history, english = page.cells[BELOVA, HISTORY_SUBJECT], page.cells[ABRAMOV, ENGLISH]
    assert (history.value, history.average, history.lesson) == ("", Decimal("4.33"), H_WED)
    assert (english.value, english.average, english.journal) == ("3", Decimal("5.00"), ENGLISH_1)
    assert page.cells[BELOVA, ENGLISH].journal == ENGLISH_2
    assert page.figures().unfinished == (ABRAMOV, BELOVA, VLASOV)


def test_a_mark_re_taken_in_the_next_term_does_not_count_in_its_own(tmp_path: Path) -> None:
    """As on the journal's own page: of 2 and 4 the 2 was re-taken in November, which leaves 4.00, not 3.00."""
    later = LessonId("h-november")
    old = mark(HISTORY, H_MON, BELOVA, "2")
    store = a_class(
        tmp_path,
        old,
        mark(HISTORY, H_TUE, BELOVA, "4"),
        Lesson(later, NEVER, HISTORY, date(2026, 11, 3), 1, "1"),
        replace(mark(HISTORY, later, BELOVA, "5"), retakes=old.id),
    )
    with store.reading() as unit:
        page = read_summary(unit, CLASS, period="t1", today=TODAY)
        finals = read_finals(unit, HISTORY, today=TODAY)
    store.close()
    assert page.cells[BELOVA, HISTORY_SUBJECT].average == Decimal("4.00")
    assert finals.cells[BELOVA, "t1"].average == Decimal("4.00")


def test_the_figures_of_a_class_come_from_all_its_subjects(tmp_path: Path) -> None:
    """Excellent 1, with one 3 none, failing 1 in history: quality 1/3 = 33.33 %, success 2/3 = 66.67 %."""
    values = {ABRAMOV: ("5", "5"), BELOVA: ("3", "3"), VLASOV: ("2", "4")}
    english = {ABRAMOV: ENGLISH_1, BELOVA: ENGLISH_2, VLASOV: ENGLISH_2}
    finals = (
        final(journal, who, "t1", value)
        for who, (history, other) in values.items()
        for journal, value in ((HISTORY, history), (english[who], other))
    )
    store = a_class(tmp_path, *finals)
    with store.reading() as unit:
        figures = read_summary(unit, CLASS, period="t1", today=TODAY).figures()
    store.close()
    assert (figures.excellent, figures.satisfactory, figures.failing) == (
        (ABRAMOV,),
        (BELOVA,),
        ((VLASOV, (HISTORY_SUBJECT,)),),
    )
    assert (figures.quality, figures.success) == (Decimal("33.33"), Decimal("66.67"))


def test_the_year_shows_the_mean_of_the_terms_until_its_mark_is_set(tmp_path: Path) -> None:
    store = a_class(tmp_path, final(HISTORY, BELOVA, "t1", "4"), final(HISTORY, BELOVA, "t2", "5"))
    with store.reading() as unit:
        cell = read_summary(unit, CLASS, period="year", today=TODAY).cells[BELOVA, HISTORY_SUBJECT]
    store.close()
    assert (cell.value, cell.average) == ("", Decimal("4.50"))


def test_a_term_without_lessons_has_no_subjects_to_wait_for(tmp_path: Path) -> None:
    store = a_class(tmp_path)
    with store.reading() as unit:
        page = read_summary(unit, CLASS, period="t2", today=TODAY)
    store.close()
    assert (page.subjects, page.cells) == ((), {})


def test_who_has_left_is_not_in_the_summary_but_in_the_days_before(tmp_path: Path) -> None:
    left = Enrolment(f"enrolment-{VLASOV}", NEVER, VLASOV, CLASS, BEGINS, MONDAY, "1")
    gone = (Membership(f"{group}-{VLASOV}", NEVER, GroupId(group), VLASOV, BEGINS, MONDAY) for group in ("all", "e2"))
    store = a_class(tmp_path, left, *gone)
    with store.reading() as unit:
        summary = read_summary(unit, CLASS, period="", today=TODAY)
        days = read_absences(unit, CLASS, first=MONDAY, last=WEDNESDAY)
    store.close()
    assert VLASOV not in {who.id for who in summary.pupils}
    assert {day for who, day in days.cells if who == VLASOV} == {MONDAY}


def test_days_are_told_whole_partly_late_or_released(tmp_path: Path) -> None:
    store = a_class(tmp_path, *SIGNS)
    with store.reading() as unit:
        page = read_absences(unit, CLASS, first=MONDAY, last=WEDNESDAY)
    store.close()
    found = {(who, day): (shown.kind, shown.sign, shown.missed) for (who, day), shown in page.cells.items()}
    assert found[ABRAMOV, MONDAY] == (DayKind.MISSED, Absence.ABSENT, 2)
    assert found[BELOVA, MONDAY] == (DayKind.LATE, Absence.LATE, 0)
    assert found[BELOVA, TUESDAY] == (DayKind.MISSED, Absence.EXCUSED, 1)
    assert found[VLASOV, WEDNESDAY] == (DayKind.RELEASED, Absence.PRESENT, 0)
    assert found[VLASOV, MONDAY] == (DayKind.PRESENT, Absence.PRESENT, 0)
    assert [each.subject for each in page.cells[ABRAMOV, MONDAY].lessons] == ["История", "Английский язык"]


def test_sums_by_lessons_and_days_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    """Lessons: Mon 2, Tue 1, Wed 1 for each of three = 12, less one that Vlasov is released from."""
    store = a_class(tmp_path, *SIGNS)
    with store.reading() as unit:
        sums = read_absence_sums(unit, CLASS, first=MONDAY, last=WEDNESDAY)
    store.close()
    assert sums.lessons[ABRAMOV] == LessonSums(lessons=4, ill=1, unexcused=1)
    assert sums.lessons[BELOVA] == LessonSums(lessons=4, excused=1, late=1)
    assert sums.all_lessons == LessonSums(lessons=11, ill=1, excused=1, unexcused=1, late=1, released=1)
    assert (sums.days[ABRAMOV], sums.days[BELOVA]) == (DaySums(3, unexcused=1), DaySums(3, excused=1))
    assert sums.days[VLASOV] == DaySums(days=2)


def test_a_reason_moves_a_day_to_another_column_and_not_out_of_it(tmp_path: Path) -> None:
    store = a_class(tmp_path, *SIGNS)
    with store.unit() as unit:
        excuse_days(unit, school_class=CLASS, days={(ABRAMOV, MONDAY)}, reason=Reason(Absence.EXCUSED))
    with store.reading() as unit:
        sums = read_absence_sums(unit, CLASS, first=MONDAY, last=MONDAY)
    store.close()
    assert sums.lessons[ABRAMOV] == LessonSums(lessons=2, ill=1, excused=1)
    assert sums.days[ABRAMOV] == DaySums(1, ill=1)


def test_sums_by_pupil_are_the_sums_by_lesson_of_a_whole_class(tmp_path: Path) -> None:
    store = a_store(tmp_path, rows=tuple(whole_class()))
    with store.reading() as unit:
        sums = read_absence_sums(unit, CLASS_7B, first=date(2026, 11, 2), last=NOVEMBER)
        page = read_absences(unit, CLASS_7B, first=date(2026, 11, 2), last=NOVEMBER)
    store.close()
    by_lesson: dict[LessonId, int] = {}
    for day in page.cells.values():
        for lesson in day.lessons:
            by_lesson[lesson.lesson] = by_lesson.get(lesson.lesson, 0) + lesson.absence.is_missed
    assert sum(by_lesson.values()) == sums.all_lessons.missed > 0
    assert sums.all_days.missed == sum(day.kind is DayKind.MISSED for day in page.cells.values()) > 0


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    told: list[str] = []

    def tell(*args: object) -> None:
        told.append(str(args[2]))

    with store.reading() as unit:
        engine = unit.connection.engine
    event.listen(engine, "before_cursor_execute", tell)
    yield told
    event.remove(engine, "before_cursor_execute", tell)


def test_the_pages_ask_as_often_for_a_whole_class_as_for_three_pupils(tmp_path: Path) -> None:
    """No statement for each pupil, subject or day."""
    asked: list[list[int]] = []
    for name, rows, key, today in (
        ("small", small_class(*SIGNS), CLASS, TODAY),
        ("whole", whole_class(), CLASS_7B, NOVEMBER),
    ):
        (tmp_path / name).mkdir()
        store = a_store(tmp_path / name, rows=tuple(rows))
        counts: list[int] = []
        for query in (
            lambda unit, key=key, today=today: read_summary(unit, key, period="", today=today),
            lambda unit, key=key, today=today: read_absences(unit, key, first=today, last=today),
            lambda unit, key=key, today=today: read_absence_sums(unit, key, first=BEGINS, last=today),
            lambda unit, key=key, today=today: read_risk(unit, key, own={}, today=today),
        ):
            with counted(store) as told, store.reading() as unit:
                query(unit)
            counts.append(len([each for each in told if each.startswith("SELECT")]))
        asked.append(counts)
        store.close()
    assert asked[0] == asked[1]
    assert max(asked[1]) <= 13


def test_risks_lead_to_their_cells(tmp_path: Path) -> None:
    """Abramov: 2, 2, 2 in history, a debt since Monday, and Monday's English missed without a reason."""
    debt = Debt(debt_id(H_MON, BELOVA, None), NEVER, HISTORY, H_MON, BELOVA, None, TUESDAY, BORIS)
    paid = replace(debt, id=debt_id(H_TUE, VLASOV, None), lesson=H_TUE, pupil=VLASOV)
    store = a_class(
        tmp_path,
        *(mark(HISTORY, lesson, ABRAMOV, "2") for lesson in (H_MON, H_TUE, H_WED)),
        mark(HISTORY, H_TUE, VLASOV, "4"),
        sign(ENGLISH_1, E1_MON, ABRAMOV, "н"),
        debt,
        paid,
    )
    with store.reading() as unit:
        page = read_risk(unit, CLASS, own={"unexcused_lessons": 1}, today=TODAY)
        later = read_risk(unit, CLASS, own={"overdue_debts": 0, "twos_in_a_row": 4}, today=TODAY)
    store.close()
    assert [(row.pupil.id, row.subject, row.risk.kind, row.lesson) for row in page.rows] == [
        (ABRAMOV, "История", RiskKind.FAILING, H_WED),
        (ABRAMOV, "Английский язык", RiskKind.NOT_ASSESSED, E1_MON),
        (ABRAMOV, "История", RiskKind.TWOS, H_WED),
        (ABRAMOV, "", RiskKind.UNEXCUSED, E1_MON),
        (BELOVA, "История", RiskKind.DEBTS, H_MON),
    ]
    assert {row.risk.kind for row in later.rows} == {RiskKind.FAILING, RiskKind.NOT_ASSESSED}


def test_the_schools_rules_are_looked_by_and_ones_own_go_before_them(tmp_path: Path) -> None:
    """Abramov has 4, 4, 2 in history: (4 + 4 + 2) / 3 = 3.33, below the school's 3.50; Belova owes since Monday."""
    store = a_class(
        tmp_path,
        *(mark(HISTORY, lesson, ABRAMOV, value) for lesson, value in ((H_MON, "4"), (H_TUE, "4"), (H_WED, "2"))),
        Debt(debt_id(H_MON, BELOVA, None), NEVER, HISTORY, H_MON, BELOVA, None, TUESDAY, BORIS),
        Setting("risk_weak_below", NEVER, "350"),
        Setting("risk_overdue_debts", NEVER, "2"),
    )
    with store.reading() as unit:
        school = read_risk(unit, CLASS, own={}, today=TODAY)
        own = read_risk(unit, CLASS, own={"weak_below": 333}, today=TODAY)
    store.close()
    assert [(row.pupil.id, row.risk.kind, row.risk.limit) for row in school.rows] == [(ABRAMOV, RiskKind.WEAK, 350)]
    assert school.rules == school.school == RiskRules(weak_below=350, overdue_debts=2)
    # 3.33 is not below 3.33; what is not one's own stays the school's
    assert own.rows == ()
    assert (own.rules, own.school) == (RiskRules(weak_below=333, overdue_debts=2), school.school)


def test_weeks_and_months_have_their_ends() -> None:
    assert week_of(date(2026, 12, 31)) == (date(2026, 12, 28), date(2027, 1, 3))
    assert month_of(date(2028, 2, 29)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_week_shows_its_working_days_and_a_saturday_with_lessons() -> None:
    monday, sunday = week_of(MONDAY)
    assert [day.day for day in shown_days(monday, sunday, ())] == [7, 8, 9, 10, 11]
    assert [day.day for day in shown_days(monday, sunday, [date(2026, 9, 12)])] == [7, 8, 9, 10, 11, 12]
    assert shown_days(*month_of(MONDAY), [MONDAY]) == (MONDAY,)
