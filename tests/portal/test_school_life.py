"""What class teachers, substitutes and deputy heads do at the portal, and what only its author reads."""

from datetime import date
from typing import TypeVar

import pytest
from msgspec import Struct
from msgspec.structs import replace

from app.domain.attendance import attendance_id
from app.domain.classroom import Debt, Duty, LessonNote, Remark, Seating, Substitution
from app.domain.disputes import HeldEntry, Revision
from app.domain.periods import closing_id
from app.domain.records import (
    NEVER,
    Attendance,
    Closing,
    Lesson,
    Mark,
    PlanItem,
    SchoolClass,
    Subject,
)
from app.domain.regulations import MarkScale, Setting
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, TeacherId
from app.operations import (
    AbsenceExcuse,
    AttendanceFill,
    AttendanceSet,
    DebtSet,
    FinalSet,
    HeldDecide,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    NoteSet,
    Operation,
    RemarkAdd,
    RemarkAnnul,
    TopicSet,
    WorkSet,
)
from app.planning import LessonCancel, LessonCreate, LessonMove, LessonSubstitute, PlanLine, PlanPut, SeatingSet
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import CLASS_8A, CONTROL, PHYSICS, PHYSICS_LESSONS, STRANGERS, SUBJECT_8A, TEST
from tests.small_school import ALGEBRA, BORIS, CLASS, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

OF_SCHOOL_LIFE = {
    HeldDecide,
    AttendanceFill,
    AbsenceExcuse,
    NoteSet,
    RemarkAnnul,
    LessonCreate,
    LessonMove,
    LessonCancel,
    LessonSubstitute,
    PlanPut,
}
APPLIED, SAME = ("applied", ""), ("same", "")
IVANOV, MONDAY = PUPILS[0], LESSONS[0]
KEY = attendance_id(MONDAY, IVANOV)


@pytest.fixture
def vera(portal: Portal) -> Pc:
    """Vera teaches 8А and is its class teacher; 7Б is not hers."""
    return portal.pc("vera")


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", date(2026, 9, 1), None))
    return portal.pc("boris")


def attendance(pc: Pc) -> Attendance:
    return next(row for row in pc.rows(ALGEBRA) if isinstance(row, Attendance) and row.id == KEY)


R = TypeVar("R", bound=Struct)


def of(pc: Pc, kind: type[R]) -> list[R]:
    return [row for row in pc.rows(ALGEBRA) if isinstance(row, kind)]


def sign(code: str, base: str = NEVER) -> Operation:
    return Operation(AttendanceSet(MONDAY, IVANOV, code), base=OperationId(base))


def fill(code: str) -> Operation:
    return Operation(AttendanceFill(MONDAY, IVANOV, code))


def excuse(code: str, base: str = NEVER) -> Operation:
    return Operation(AbsenceExcuse(MONDAY, IVANOV, code, "справка", date(2026, 9, 3)), base=OperationId(base))


def test_a_whole_day_fills_what_is_empty_only(anna: Pc, boris: Pc) -> None:
    """Anna is the class teacher, Boris teaches the subject."""
    assert anna.verdicts(fill("у")) == [APPLIED]
    assert (attendance(anna).code, attendance(anna).filled) == ("у", True)
    assert boris.verdicts(sign("о")) == [APPLIED]
    assert (attendance(anna).code, attendance(anna).filled) == ("о", False)
    assert anna.verdicts(fill("б"), fill("")) == [SAME, SAME]
    assert attendance(anna).code == "о"


def test_a_sign_that_was_taken_away_is_the_subject_teachers_word_too(anna: Pc, boris: Pc) -> None:
    boris.push(sign("н"))
    boris.push(sign("", boris.ids[-1]))
    assert anna.verdicts(fill("н")) == [SAME]


def test_a_filled_day_can_be_taken_back_and_says_nothing_wrong(anna: Pc) -> None:
    assert anna.verdicts(fill(""), fill("о"), fill("б"), fill("")) == [
        SAME,
        ("rejected", "bad_value"),
        APPLIED,
        APPLIED,
    ]
    assert (attendance(anna).code, attendance(anna).filled) == ("", True)


def test_a_reason_stands_in_place_of_an_unexcused_absence(anna: Pc, boris: Pc) -> None:
    boris.push(sign("н"))
    assert anna.verdicts(excuse("б")) == [APPLIED]
    row = attendance(anna)
    assert (row.code, row.excuse, row.document, row.document_day) == ("б", "б", "справка", date(2026, 9, 3))
    # the subject teacher's own sign was not changed by it, so it can be written over; the reason stays
    assert boris.verdicts(sign("о", boris.ids[-1])) == [APPLIED]
    assert attendance(anna).code == "о"
    assert boris.verdicts(sign("н", boris.ids[-1])) == [APPLIED]
    assert attendance(anna).code == "б"
    assert anna.verdicts(Operation(AbsenceExcuse(MONDAY, IVANOV, ""), base=anna.ids[-1])) == [APPLIED]
    row = attendance(anna)
    assert (row.code, row.excuse, row.document, row.document_day) == ("н", "", "", None)


def test_an_excused_lesson_is_missed_all_the_same(anna: Pc, boris: Pc) -> None:
    boris.push(sign("н"))
    anna.push(excuse("у"))
    assert attendance(anna).code in {"н", "б", "у"}


def test_a_reason_for_somebody_who_was_there_is_refused(anna: Pc, boris: Pc) -> None:
    assert anna.verdicts(excuse("б")) == [("rejected", "no_absence")]
    boris.push(sign("о"))
    assert anna.verdicts(excuse("б"), excuse("н")) == [("rejected", "no_absence"), ("rejected", "bad_value")]


def test_two_reasons_are_a_collision(portal: Portal, anna: Pc, boris: Pc) -> None:
    """I8."""
    boris.push(sign("н"))
    second = portal.pc("anna")
    assert anna.verdicts(excuse("б")) == [APPLIED]
    assert second.verdicts(excuse("у"), excuse("б")) == [("conflict", ""), SAME]
    assert attendance(anna).code == "б"


def test_who_is_no_class_teacher_fills_and_excuses_nothing(vera: Pc, boris: Pc) -> None:
    """I22."""
    boris.push(sign("н"))
    for pc in (vera, boris):
        assert pc.verdicts(fill("н"), excuse("б")) == [("rejected", "no_lesson")] * 2


def test_a_class_teacher_reads_every_journal_of_the_class(portal: Portal, anna: Pc) -> None:
    before = anna.hello()
    assert PHYSICS not in [part.id for part in before.parts]
    portal.put(SchoolClass(CLASS_8A, NEVER, 8, "А", 1, TeacherId("anna")))
    after = anna.hello()
    assert before.scope != after.scope
    assert PHYSICS in [part.id for part in after.parts]
    assert {row.id for row in anna.rows("roster") if row.__struct_config__.tag == "pupil"} == {*PUPILS, *STRANGERS}
    assert anna.verdicts(
        Operation(MarkAdd(PHYSICS_LESSONS[0], STRANGERS[0], None, "5")),
        Operation(RemarkAdd(PHYSICS_LESSONS[0], STRANGERS[0], praise=False, text="Без формы")),
    ) == [("rejected", "no_lesson"), APPLIED]


def test_a_substitute_writes_on_that_day_only(deputy: Pc, anna: Pc, vera: Pc) -> None:
    scope = vera.hello().scope
    assert deputy.verdicts(Operation(LessonSubstitute(MONDAY, TeacherId("vera")))) == [APPLIED]
    assert vera.hello().scope != scope
    assert [row.lesson for row in vera.rows("roster") if isinstance(row, Substitution)] == [MONDAY]
    assert vera.verdicts(
        Operation(MarkAdd(MONDAY, IVANOV, None, "5")),
        Operation(TopicSet("Замена"), ent=MONDAY),
        Operation(MarkAdd(LESSONS[1], IVANOV, None, "5")),
        Operation(FinalSet(ALGEBRA, IVANOV, WHOLE_YEAR, "5", "5.00")),
        Operation(PlanPut(ALGEBRA, ())),
    ) == [APPLIED, APPLIED, ("held", "right_ended"), ("rejected", "no_pupil"), ("rejected", "no_journal")]
    deputy.push(Operation(LessonSubstitute(MONDAY, TeacherId(""))))
    assert vera.verdicts(Operation(MarkAdd(MONDAY, IVANOV, None, "4"))) == [("rejected", "no_lesson")]
    assert len(of(anna, Mark)) == 1


def test_the_timetable_is_the_deputy_heads(deputy: Pc, anna: Pc) -> None:
    moved = Operation(LessonMove(date(2026, 9, 5), 7, "305", "олимпиада"), ent=MONDAY)
    cancelled = Operation(LessonCancel(cancelled=True, reason="карантин"), ent=LESSONS[1])
    new = Operation(LessonCreate(ALGEBRA, date(2026, 9, 6), 0, "201"))
    anyone = Operation(LessonSubstitute(MONDAY, TeacherId("vera")))
    assert anna.verdicts(moved, cancelled, new, anyone) == [
        ("rejected", "no_lesson"),
        ("rejected", "no_lesson"),
        ("rejected", "no_journal"),
        ("rejected", "no_lesson"),
    ]
    anna.push(Operation(MarkAdd(LESSONS[1], IVANOV, None, "5")))
    assert deputy.verdicts(moved, cancelled, new) == [APPLIED] * 3
    lessons = {row.id: row for row in anna.rows(ALGEBRA) if isinstance(row, Lesson)}
    assert (lessons[MONDAY].day, lessons[MONDAY].number, lessons[MONDAY].room) == (date(2026, 9, 5), 7, "305")
    assert (lessons[LESSONS[1]].cancelled, lessons[LESSONS[1]].reason) == (True, "карантин")
    assert LessonId(deputy.ids[-1]) in lessons
    assert [row.value for row in of(anna, Mark)] == ["5"]
    assert deputy.verdicts(
        Operation(LessonMove(date(2026, 9, 5), 11, ""), ent=MONDAY),
        Operation(LessonCreate(ALGEBRA, date(2026, 9, 6), -1, "")),
        Operation(LessonSubstitute(MONDAY, TeacherId("nobody"))),
    ) == [("rejected", "bad_number"), ("rejected", "bad_number"), ("rejected", "no_teacher")]


def test_a_mark_for_a_lesson_that_was_cancelled_meanwhile_is_taken_in(deputy: Pc, anna: Pc) -> None:
    """I2: it was written at a lesson that was given; that it is outside the timetable is said where it is shown."""
    given = Operation(MarkAdd(MONDAY, IVANOV, None, "5"))
    assert deputy.verdicts(Operation(LessonCancel(cancelled=True, reason="карантин"), ent=MONDAY)) == [APPLIED]
    assert anna.verdicts(given) == [APPLIED]
    assert [(row.lesson, row.value) for row in of(anna, Mark)] == [(MONDAY, "5")]


def line(key: str, number: int, topic: str, hours: int = 1) -> PlanLine:
    return PlanLine(key, number, "Раздел", topic, hours, "")


def test_a_plan_is_put_as_a_whole(anna: Pc, vera: Pc) -> None:
    first = PlanPut(ALGEBRA, (line("a", 1, "Степени"), line("b", 2, "Корни", 3)))
    assert anna.verdicts(Operation(first), Operation(first)) == [APPLIED, SAME]
    assert anna.verdicts(Operation(PlanPut(ALGEBRA, (line("b", 1, "Корни", 3),)))) == [APPLIED]
    items = {row.id: row for row in of(anna, PlanItem)}
    assert (items["a"].removed, items["b"].removed, items["b"].number) == (True, False, 1)
    assert vera.verdicts(Operation(PlanPut(PHYSICS, (line("b", 1, "Чужое"),)))) == [("rejected", "no_item")]
    assert anna.verdicts(
        Operation(PlanPut(ALGEBRA, (line("c", 1, "x", 0),))),
        Operation(PlanPut(ALGEBRA, (line("c", 1, "x"), line("c", 2, "y")))),
        Operation(PlanPut(ALGEBRA, tuple(line(f"n{n}", n + 1, "x") for n in range(501)))),
        Operation(PlanPut(ALGEBRA, (line("", 1, "x"),))),
    ) == [("rejected", reason) for reason in ("bad_hours", "twice", "too_many", "bad_id")]


def test_a_note_for_oneself_is_sent_to_nobody_else(portal: Portal, anna: Pc, deputy: Pc) -> None:
    deputy.pull()
    other_pc = portal.pc("anna")
    other_pc.pull()
    note = Operation(NoteSet(MONDAY, TeacherId("anna"), "Спросить Петрова"))
    forged = Operation(NoteSet(MONDAY, TeacherId("boris"), "чужое"))
    assert anna.verdicts(note, forged) == [APPLIED, ("rejected", "no_lesson")]
    assert "Петрова" not in repr(deputy.pull())
    assert "Петрова" not in repr([deputy.rows(part.id) for part in deputy.hello().parts])
    assert [row.text for row in anna.rows("own") if isinstance(row, LessonNote)] == ["Спросить Петрова"]
    assert "Петрова" in repr(other_pc.pull())


def test_a_seating_plan_follows_its_teacher_and_is_sent_to_nobody_else(portal: Portal, anna: Pc, deputy: Pc) -> None:
    deputy.pull()
    other_pc = portal.pc("anna")
    other_pc.pull()
    first, later = (Operation(SeatingSet(ALGEBRA, TeacherId("anna"), text)) for text in ("3 6 2", "2 6 2"))
    forged = Operation(SeatingSet(ALGEBRA, TeacherId("boris"), "1 1 1"))
    long = Operation(SeatingSet(ALGEBRA, TeacherId("anna"), "x" * 4_001))
    elsewhere = Operation(SeatingSet(JournalId("nowhere"), TeacherId("anna"), "3 6 2"))
    verdicts = anna.verdicts(first, first, later, forged, long, elsewhere)
    refused = [("rejected", reason) for reason in ("no_journal", "too_long", "no_journal")]
    assert verdicts == [APPLIED, SAME, APPLIED, *refused]
    assert [row.layout for row in anna.rows("own") if isinstance(row, Seating)] == ["2 6 2"]
    assert "2 6 2" in repr(other_pc.pull())
    assert "2 6 2" not in repr(deputy.pull())
    assert "2 6 2" not in repr([deputy.rows(part.id) for part in deputy.hello().parts])


def test_a_remark_is_added_taken_back_and_put_back(anna: Pc) -> None:
    anna.push(Operation(RemarkAdd(MONDAY, IVANOV, praise=True, text="Молодец")))
    remark = anna.ids[-1]
    back, again = Operation(RemarkAnnul(), ent=remark), Operation(RemarkAnnul(annulled=False), ent=remark)
    assert anna.verdicts(back, back, again) == [APPLIED, SAME, APPLIED]
    (row,) = of(anna, Remark)
    assert (row.praise, row.text, row.annulled) == (True, "Молодец", False)
    assert anna.verdicts(Operation(RemarkAdd(MONDAY, IVANOV, praise=True, text=" "))) == [("rejected", "empty")]


def test_a_debt_is_said_and_taken_back(anna: Pc, boris: Pc) -> None:
    owed = Operation(DebtSet(MONDAY, IVANOV, TEST, date(2026, 9, 20)))
    assert anna.verdicts(owed, owed) == [APPLIED, SAME]
    assert boris.verdicts(Operation(DebtSet(MONDAY, IVANOV, TEST, None))) == [APPLIED]
    (row,) = of(anna, Debt)
    assert row.until is None
    assert anna.verdicts(Operation(DebtSet(LESSONS[2], IVANOV, TEST, date(2026, 9, 20)))) == [("rejected", "no_work")]


def test_a_mark_can_be_given_instead_of_another_of_the_same_pupil(anna: Pc) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "2")))
    old = MarkId(anna.ids[-1])
    again = MarkAdd(LESSONS[3], IVANOV, None, "4", "пересдача", old)
    assert anna.verdicts(Operation(again), Operation(replace(again, pupil=PUPILS[1]))) == [
        APPLIED,
        ("rejected", "no_mark"),
    ]
    assert sorted((row.value, row.retakes) for row in of(anna, Mark)) == [("2", ""), ("4", old)]


def test_homework_has_links_and_a_lesson_it_is_for(anna: Pc) -> None:
    said = HomeworkSet("§ 3", "https://example.org/3", LESSONS[4])
    assert anna.verdicts(Operation(said, ent=MONDAY)) == [APPLIED]
    lesson = next(row for row in of(anna, Lesson) if row.id == MONDAY)
    assert (lesson.homework, lesson.homework_links, lesson.homework_due) == ("§ 3", "https://example.org/3", LESSONS[4])


def test_what_was_replaced_stays_in_the_history(anna: Pc) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "3")))
    mark = anna.ids[-1]
    anna.push(Operation(MarkSet("4", "опечатка"), ent=mark, base=mark))
    anna.push(Operation(MarkComment("Хорошо"), ent=mark), Operation(MarkAnnul("не тот"), ent=mark, base=anna.ids[-1]))
    anna.push(Operation(MarkComment("Плохо", private=True), ent=mark, base=anna.ids[-2]))
    anna.push(Operation(WorkSet(CONTROL, "Корни", 2), ent=TEST, base=_token(anna)))
    history = [(row.field, row.before, row.after, row.reason) for row in of(anna, Revision)]
    assert sorted(history) == sorted(
        [
            ("value", "3", "4", "опечатка"),
            ("value", "4", "", "не тот"),
            ("comment", "Хорошо", "Плохо", ""),
            ("work", "control 4", "control 2 Корни", ""),
        ]
    )


def _token(pc: Pc) -> OperationId:
    return next(row.token for row in pc.rows(ALGEBRA) if row.id == TEST)


def close(portal: Portal) -> None:
    portal.put(Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, True, "", BORIS))


def test_what_is_held_is_read_by_its_author_and_the_deputy_head(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """I10."""
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "3")))
    mark = anna.ids[-1]
    close(portal)
    assert anna.verdicts(Operation(MarkSet("5", "ошибка при вводе"), ent=mark, base=mark)) == [("held", "term_closed")]
    for pc in (portal.pc("anna"), deputy):
        (entry,) = of(pc, HeldEntry)
        assert (entry.before, entry.value, entry.reason, entry.ground) == ("3", "5", "ошибка при вводе", "term_closed")
        assert (entry.pupil, entry.lesson, entry.author, entry.decision) == (IVANOV, MONDAY, "anna", "")


def test_an_accepted_entry_is_applied_as_it_was_meant(portal: Portal, anna: Pc, deputy: Pc) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "3")))
    mark = anna.ids[-1]
    close(portal)
    anna.push(Operation(MarkSet("5", "ошибка"), ent=mark, base=mark), Operation(MarkAdd(MONDAY, PUPILS[1], None, "4")))
    held_set, held_add = anna.ids[-2:]
    accept = HeldDecide(accept=True)
    assert anna.verdicts(Operation(accept, ent=held_set)) == [("rejected", "no_held")]
    assert deputy.verdicts(
        Operation(accept, ent=held_set),
        Operation(accept, ent=held_set),
        Operation(HeldDecide(accept=False), ent=held_add),
    ) == [APPLIED, SAME, ("rejected", "no_reason")]
    assert deputy.verdicts(
        Operation(accept, ent=held_add), Operation(HeldDecide(accept=False, answer="поздно"), ent=held_add)
    ) == [APPLIED, ("rejected", "decided")]
    marks = {row.id: row for row in of(anna, Mark)}
    assert (marks[MarkId(mark)].value, marks[MarkId(mark)].author) == ("5", "anna")
    assert (marks[MarkId(held_add)].value, marks[MarkId(held_add)].pupil) == ("4", PUPILS[1])
    assert {row.decision for row in of(anna, HeldEntry)} == {"accepted"}
    # what follows builds on it as on any mark
    assert [row.before for row in of(anna, Revision)] == ["3"]


def test_an_accepted_entry_whose_base_is_gone_is_a_collision_for_both(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """I8."""
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "3")))
    mark = anna.ids[-1]
    close(portal)
    anna.push(Operation(MarkSet("5"), ent=mark, base=mark), Operation(MarkSet("4"), ent=mark, base=mark))
    first, second = anna.ids[-2:]
    accept = HeldDecide(accept=True)
    assert deputy.verdicts(Operation(accept, ent=first), Operation(accept, ent=second)) == [APPLIED, APPLIED]
    assert [row.value for row in of(anna, Mark)] == ["5"]
    assert [row.__struct_config__.tag for row in anna.rows(ALGEBRA)].count("conflict") == 1


def test_what_follows_a_held_entry_is_read_and_decided_too(portal: Portal, anna: Pc, deputy: Pc) -> None:
    """I10."""
    close(portal)
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "3")))
    made = anna.ids[-1]
    assert anna.verdicts(Operation(MarkSet("5", "описка"), ent=made, base=made)) == [("held", "term_closed")]
    first, second = sorted(of(deputy, HeldEntry), key=lambda entry: entry.kind)
    assert (second.before, second.value, second.pupil, second.lesson) == ("3", "5", IVANOV, MONDAY)
    accept = HeldDecide(accept=True)
    assert deputy.verdicts(Operation(accept, ent=second.id)) == [("rejected", "no_mark")]
    assert deputy.verdicts(Operation(accept, ent=first.id), Operation(accept, ent=second.id)) == [APPLIED, APPLIED]
    assert [row.value for row in of(anna, Mark)] == ["5"]


def test_a_refused_entry_changes_nothing_and_says_why(portal: Portal, anna: Pc, deputy: Pc) -> None:
    close(portal)
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "5")))
    refuse = Operation(HeldDecide(accept=False, answer=" Нет работы "), ent=anna.ids[-1])
    assert deputy.verdicts(refuse) == [APPLIED]
    (entry,) = of(anna, HeldEntry)
    assert (entry.decision, entry.answer, entry.decided_by) == ("refused", "Нет работы", BORIS)
    assert of(anna, Mark) == []


@pytest.mark.parametrize(("what", "outcome", "late"), [("held", "held", []), ("marked", "applied", [True])])
def test_the_window_of_correction_is_judged_by_the_portals_clock(
    portal: Portal, anna: Pc, what: str, outcome: str, late: list[bool]
) -> None:
    """I9: the lessons are of September 2026, and the PC claims to be there."""
    portal.put(Setting("correction_days", NEVER, "5"), Setting("late_entry", NEVER, what))
    assert [each for each, _ in anna.verdicts(Operation(MarkAdd(MONDAY, IVANOV, None, "5")))] == [outcome]
    assert [row.late for row in of(anna, Mark)] == late
    assert anna.verdicts(Operation(TopicSet("Тема"), ent=MONDAY)) == [APPLIED]


def test_a_subject_has_a_scale_of_its_own(portal: Portal, anna: Pc, vera: Pc) -> None:
    portal.put(
        MarkScale("ten", NEVER, "10 баллов", "10=5 9=5 8=4 7=4 6=3 5=3 4=2"),
        Subject(SUBJECT, NEVER, "Алгебра", "Алгебра", "ten"),
        Subject(SUBJECT_8A, NEVER, "Физика", "Физика", "pass_fail"),
    )
    assert anna.verdicts(
        Operation(MarkAdd(MONDAY, IVANOV, None, "10")), Operation(MarkAdd(MONDAY, IVANOV, None, "3"))
    ) == [APPLIED, ("rejected", "bad_value")]
    stranger: PupilId = STRANGERS[0]
    assert vera.verdicts(
        Operation(MarkAdd(PHYSICS_LESSONS[0], stranger, None, "зач")),
        Operation(MarkAdd(PHYSICS_LESSONS[0], stranger, None, "5")),
    ) == [APPLIED, ("rejected", "bad_value")]


def test_lists_that_name_no_scale_keep_the_one_that_was_chosen(portal: Portal, anna: Pc) -> None:
    portal.put(Subject(SUBJECT, NEVER, "Алгебра", "Алгебра", "pass_fail"))
    assert portal.put(Subject(SUBJECT, NEVER, "Алгебра", "Алгебра")) == 0
    assert anna.verdicts(Operation(MarkAdd(MONDAY, IVANOV, None, "5"))) == [("rejected", "bad_value")]
