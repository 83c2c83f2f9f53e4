"""Works, marks for periods and closed terms at the portal: who may, what is held, what everybody reads."""

from datetime import date

import pytest

from app.domain.classroom import Duty
from app.domain.periods import YEAR, closing_id, final_mark_id
from app.domain.records import NEVER, Closing, FinalMark, Work
from app.domain.regulations import Setting
from app.ids import JournalId, WorkId
from app.operations import (
    AttendanceSet,
    FinalSet,
    MarkAdd,
    MarkAnnul,
    MarkSet,
    Operation,
    TermClose,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import CONTROL, PHYSICS, TEST, VERA
from tests.small_school import ALGEBRA, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV = PUPILS[0]
APPLIED = ("applied", "")
CLOSED = ("held", "term_closed")


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    return portal.pc("boris")


def final(value: str, pupil: str = IVANOV, period: str = WHOLE_YEAR) -> FinalSet:
    return FinalSet(ALGEBRA, IVANOV if pupil == IVANOV else PUPILS[1], period, value, "4.50")


def test_a_work_is_announced_changed_and_taken_back(anna: Pc, boris: Pc) -> None:
    assert anna.verdicts(Operation(WorkCreate(LESSONS[2], CONTROL, "Степени", 4))) == [APPLIED]
    made = anna.ids[-1]
    work = WorkId(made)
    assert anna.verdicts(
        Operation(WorkSet(CONTROL, "Корни", 3), ent=work, base=made),
        Operation(WorkSet(CONTROL, "Корни", 11), ent=work, base=anna.ids[-1]),
    ) == [APPLIED, ("conflict", "")]
    newest = anna.ids[-2]
    assert anna.verdicts(Operation(WorkSet(CONTROL, "", 11), ent=work, base=newest)) == [("rejected", "bad_weight")]
    assert anna.verdicts(Operation(MarkAdd(LESSONS[2], IVANOV, work, "5"))) == [APPLIED]
    assert anna.verdicts(Operation(WorkAnnul(), ent=work, base=newest)) == [("rejected", "has_marks")]
    mark = anna.ids[-2]
    assert anna.verdicts(
        Operation(MarkAnnul(""), ent=mark, base=mark), Operation(WorkAnnul(), ent=work, base=newest)
    ) == [APPLIED, APPLIED]
    works = [row for entry in boris.pull() for row in entry.rows if isinstance(row, Work) and row.id == work]
    assert [(row.title, row.weight, row.annulled) for row in works] == [
        ("Степени", 4, False),
        ("Корни", 3, False),
        ("Корни", 3, True),
    ]


def test_a_mark_for_a_work_that_was_taken_back_is_refused(anna: Pc) -> None:
    anna.push(Operation(WorkCreate(LESSONS[2], CONTROL, "", 4)))
    made = anna.ids[-1]
    assert anna.verdicts(
        Operation(WorkAnnul(), ent=made, base=made),
        Operation(MarkAdd(LESSONS[2], IVANOV, WorkId(made), "5")),
    ) == [APPLIED, ("rejected", "no_work")]


def test_two_who_set_a_term_mark_both_keep_theirs(anna: Pc, boris: Pc) -> None:
    """I8."""
    assert anna.verdicts(Operation(final("5"))) == [APPLIED]
    assert boris.verdicts(Operation(final("4"))) == [("conflict", "")]
    assert boris.verdicts(Operation(final("5"))) == [("same", "")]
    rows = [row for entry in boris.pull() for row in entry.rows]
    marks = [row for row in rows if isinstance(row, FinalMark)]
    assert [(row.id, row.value, row.average) for row in marks] == [
        (final_mark_id(ALGEBRA, IVANOV, WHOLE_YEAR), "5", "4.50")
    ]


@pytest.mark.parametrize("value", ["6", "отл", "н", "55"])
def test_what_is_no_mark_for_a_period_is_refused(anna: Pc, value: str) -> None:
    assert anna.verdicts(Operation(final(value))) == [("rejected", "bad_value")]


def test_only_a_deputy_head_closes_a_term(anna: Pc, deputy: Pc) -> None:
    close = TermClose(WHOLE_YEAR, CLASS, closed=True)
    assert anna.verdicts(Operation(close)) == [("rejected", "not_allowed")]
    assert deputy.verdicts(Operation(close), Operation(close)) == [APPLIED, ("same", "")]
    key = closing_id(WHOLE_YEAR, CLASS)
    assert [
        row.closed for entry in anna.pull() for row in entry.rows if isinstance(row, Closing) and row.id == key
    ] == [True]


def test_a_closed_term_holds_marks_and_works_and_leaves_attendance_open(anna: Pc, deputy: Pc) -> None:
    anna.push(Operation(MarkAdd(LESSONS[0], IVANOV, None, "4")), Operation(final("4")))
    mark, term_mark = anna.ids[-2:]
    deputy.push(Operation(TermClose(WHOLE_YEAR, CLASS, closed=True)))
    assert anna.verdicts(
        Operation(MarkAdd(LESSONS[0], PUPILS[1], None, "5")),
        Operation(MarkSet("5"), ent=mark, base=mark),
        Operation(MarkAnnul(""), ent=mark, base=mark),
        Operation(WorkCreate(LESSONS[0], CONTROL, "", 4)),
        Operation(WorkSet(CONTROL, "", 1), ent=TEST, base=NEVER),
        Operation(final("5"), base=term_mark),
        Operation(final("5", period=YEAR)),
        Operation(AttendanceSet(LESSONS[0], IVANOV, "б")),
    ) == [CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, APPLIED, APPLIED]


def test_a_term_is_opened_with_a_reason_only(anna: Pc, deputy: Pc) -> None:
    assert deputy.verdicts(
        Operation(TermClose(WHOLE_YEAR, CLASS, closed=True)),
        Operation(TermClose(WHOLE_YEAR, CLASS, closed=False, reason=" ")),
        Operation(TermClose(WHOLE_YEAR, CLASS, closed=False, reason="Ошибка в отметке")),
    ) == [APPLIED, ("rejected", "no_reason"), APPLIED]
    assert anna.verdicts(Operation(MarkAdd(LESSONS[0], IVANOV, None, "5"))) == [APPLIED]


def test_a_closing_counts_from_its_place_in_the_batch(deputy: Pc) -> None:
    mark = Operation(MarkAdd(LESSONS[0], IVANOV, None, "5"))
    close = Operation(TermClose(WHOLE_YEAR, CLASS, closed=True))
    assert deputy.verdicts(mark, close, mark) == [APPLIED, APPLIED, CLOSED]


def test_a_deputy_head_reads_every_journal_and_writes_only_in_the_own(deputy: Pc) -> None:
    assert PHYSICS in {part.id for part in deputy.hello().parts}
    foreign = FinalSet(PHYSICS, IVANOV, YEAR, "5", "")
    assert deputy.verdicts(Operation(foreign)) == [("rejected", "no_pupil")]
    assert any(isinstance(row, Duty) for row in deputy.rows("roster"))


def test_a_past_teacher_changes_works_of_the_own_time_only(portal: Portal, anna: Pc) -> None:
    galina = portal.pc("galina")
    for lesson, wanted in ((LESSONS[9], APPLIED), (LESSONS[10], ("held", "right_ended"))):
        anna.push(Operation(WorkCreate(lesson, CONTROL, "", 4)))
        work = anna.ids[-1]
        assert galina.verdicts(Operation(WorkSet(CONTROL, "", 2), ent=work, base=work)) == [wanted]
        newest = galina.ids[-1] if wanted == APPLIED else work
        assert galina.verdicts(Operation(WorkAnnul(), ent=work, base=newest)) == [wanted]


def test_anothers_works_and_marks_for_periods_are_as_if_they_did_not_exist(portal: Portal, anna: Pc) -> None:
    vera = portal.pc("vera")
    assert vera.verdicts(
        Operation(WorkSet(CONTROL, "", 2), ent=TEST, base=NEVER),
        Operation(WorkSet(CONTROL, "", 2), ent="no-such-work", base=NEVER),
        Operation(WorkAnnul(), ent=TEST, base=NEVER),
        Operation(WorkAnnul(), ent="no-such-work", base=NEVER),
        Operation(final("5")),
        Operation(FinalSet(JournalId("no-such-journal"), IVANOV, YEAR, "5", "")),
        Operation(FinalSet(PHYSICS, IVANOV, YEAR, "5", "")),
    ) == [*[("rejected", "no_work")] * 4, *[("rejected", "no_pupil")] * 3]


def test_nobody_learns_of_anothers_duty(anna: Pc, deputy: Pc) -> None:
    assert not any(isinstance(row, Duty) for row in anna.rows("roster"))


def test_the_schools_settings_reach_every_pc(portal: Portal, anna: Pc) -> None:
    anna.pull()
    portal.put(Setting("five_from", NEVER, "460"))
    assert [row.value for entry in anna.pull() for row in entry.rows if isinstance(row, Setting)] == ["460"]


def test_a_deputy_head_sets_the_years_mark_of_any_journal_and_no_term_mark(portal: Portal) -> None:
    portal.put(Duty("duty-vera", NEVER, VERA, "deputy_head", date(2026, 9, 1), None))
    year, term = Operation(final("4", period=YEAR)), Operation(final("4"))
    assert portal.pc("vera").verdicts(year, term) == [APPLIED, ("rejected", "no_pupil")]
