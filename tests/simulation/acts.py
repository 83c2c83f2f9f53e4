"""What teachers, class teachers and deputy heads do in the simulation: real operations on what their journal shows."""

import random
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import select

from app.columns import record_of
from app.domain import excuse_proposals
from app.domain.access import NEXT, WITHDRAWN, AccessRequest
from app.domain.attendance import attendance_id
from app.domain.classroom import Remark
from app.domain.disputes import Conflict, HeldEntry
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import Attendance, Closing, FinalMark, Lesson, Mark, Work
from app.domain.seating import Layout, layout_text
from app.ids import LessonId, PupilId, TeacherId
from app.judging.reasons import following
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
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import (
    AccessDecide,
    LessonCancel,
    LessonCreate,
    LessonMove,
    LessonSubstitute,
    PlanLine,
    PlanPut,
    ProposalDecide,
    SeatingSet,
)
from app.services.attention import read_attention, resolve
from app.services.requesting import withdraw
from app.store.rows import read
from app.store.tables import TABLES
from app.store.unit import Unit
from tests.portal.portal_school import CONTROL
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

R = TypeVar("R", bound=Struct)
Act = Callable[[Unit, random.Random], Operation | None]
"""What somebody does: an operation to be recorded, or None where nothing is to be done or it was done already."""

FEW_LESSONS, FEW_PUPILS = LESSONS[:3], PUPILS[:3]
"""So few that two teachers meet at the same thing all the time."""

VALUES = ("5", "4", "3", "2")


def add_mark(unit: Unit, chance: random.Random) -> Operation:
    lesson, pupil = _cell(chance)
    works = [work.id for work in _all(unit, Work) if work.lesson == lesson and not work.annulled]
    return Operation(MarkAdd(lesson, pupil, chance.choice([None, *works]), chance.choice(VALUES)))


def set_mark(unit: Unit, chance: random.Random) -> Operation | None:
    mark = _any(unit, chance, Mark)
    return Operation(MarkSet(chance.choice(VALUES), "исправлено"), ent=mark.id, base=mark.token) if mark else None


def annul_mark(unit: Unit, chance: random.Random) -> Operation | None:
    mark = _any(unit, chance, Mark)
    return Operation(MarkAnnul("ошибка"), ent=mark.id, base=mark.token) if mark else None


def comment_mark(unit: Unit, chance: random.Random) -> Operation | None:
    mark = _any(unit, chance, Mark)
    text = chance.choice(("", "Молодец", "Подтянуть"))
    return Operation(MarkComment(text, chance.random() < 0.5), ent=mark.id, base=mark.comment_token) if mark else None


def set_attendance(unit: Unit, chance: random.Random) -> Operation:
    lesson, pupil = _cell(chance)
    seen = read(unit.connection, Attendance, attendance_id(lesson, pupil))
    return Operation(AttendanceSet(lesson, pupil, chance.choice("нбуо")), base=seen.token if seen else None)


def write_topic(unit: Unit, chance: random.Random) -> Operation | None:
    lesson = read(unit.connection, Lesson, chance.choice(FEW_LESSONS))
    said = TopicSet(chance.choice(("Степени", "Корни")))
    return Operation(said, ent=lesson.id, base=lesson.topic_token) if lesson else None


def write_homework(unit: Unit, chance: random.Random) -> Operation | None:
    lesson = read(unit.connection, Lesson, chance.choice(FEW_LESSONS))
    said = HomeworkSet(chance.choice(("", "§ 1", "№ 12")), "https://example.org" * chance.randrange(2))
    return Operation(said, ent=lesson.id, base=lesson.homework_token) if lesson else None


def make_work(_unit: Unit, chance: random.Random) -> Operation:
    return Operation(WorkCreate(chance.choice(FEW_LESSONS), CONTROL, "Работа", chance.randrange(11)))


def change_work(unit: Unit, chance: random.Random) -> Operation | None:
    work = _any(unit, chance, Work)
    if work is None:
        return None
    args = chance.choice((WorkAnnul(), WorkSet(CONTROL, "Другая", chance.randrange(11))))
    return Operation(args, ent=work.id, base=work.token)


def set_final(unit: Unit, chance: random.Random) -> Operation:
    pupil = chance.choice(FEW_PUPILS)
    seen = read(unit.connection, FinalMark, final_mark_id(ALGEBRA, pupil, WHOLE_YEAR))
    args = FinalSet(ALGEBRA, pupil, WHOLE_YEAR, chance.choice((*VALUES, "")), "4.00", "так решено")
    return Operation(args, base=seen.token if seen else None)


def owe(_unit: Unit, chance: random.Random) -> Operation:
    lesson, pupil = _cell(chance)
    return Operation(DebtSet(lesson, pupil, None, chance.choice((None, date(2026, 9, 20)))))


def remark(_unit: Unit, chance: random.Random) -> Operation:
    lesson, pupil = _cell(chance)
    return Operation(RemarkAdd(lesson, pupil, praise=chance.random() < 0.5, text="Запись"))


def note(teacher: TeacherId) -> Act:
    def write(_unit: Unit, chance: random.Random) -> Operation:
        return Operation(NoteSet(chance.choice(FEW_LESSONS), teacher, f"заметка {chance.randrange(9)}"))

    return write


def plan(_unit: Unit, chance: random.Random) -> Operation:
    lines = [PlanLine(f"item-{n}", n, "", f"Тема {chance.randrange(9)}", 1, "") for n in range(1, 4)]
    return Operation(PlanPut(ALGEBRA, tuple(lines[: chance.randrange(1, 4)])))


def fill_day(_unit: Unit, chance: random.Random) -> Operation:
    lesson, pupil = _cell(chance)
    return Operation(AttendanceFill(lesson, pupil, chance.choice(("н", "б", ""))))


def excuse(unit: Unit, chance: random.Random) -> Operation | None:
    seen = _any(unit, chance, Attendance)
    if seen is None:
        return None
    args = AbsenceExcuse(seen.lesson, seen.pupil, chance.choice(("б", "у", "")), "справка")
    return Operation(args, base=seen.excuse_token or None)


def close_term(unit: Unit, _chance: random.Random) -> Operation:
    found = read(unit.connection, Closing, closing_id(WHOLE_YEAR, CLASS))
    closed = not (found and found.closed)
    return Operation(TermClose(WHOLE_YEAR, CLASS, closed=closed, reason="" if closed else "исправления"))


def ask_correction(unit: Unit, chance: random.Random) -> None:
    """Ask the deputy head for another mark in a closed term."""
    found, mark = read(unit.connection, Closing, closing_id(WHOLE_YEAR, CLASS)), _any(unit, chance, Mark)
    if found and found.closed and mark:
        unit.ask(Operation(MarkSet(chance.choice(VALUES), "пересмотрено"), ent=mark.id, base=mark.token))


def take_back(unit: Unit, chance: random.Random) -> None:
    """Take a request back; it may have been sent already, or decided by then."""
    waiting = [each.id for each in read_attention(unit) if each.can_withdraw]
    if waiting:
        withdraw(unit, request=chance.choice(waiting))


def settle_conflict(unit: Unit, chance: random.Random) -> None:
    """Decide a collision one way or the other."""
    open_ones = [each for each in _all(unit, Conflict) if not each.resolved]
    if open_ones:
        resolve(unit, conflict_id=chance.choice(open_ones).id, take_other=chance.random() < 0.5)


def take_remark_back(unit: Unit, chance: random.Random) -> Operation | None:
    found = _any(unit, chance, Remark)
    return Operation(RemarkAnnul(not found.annulled), ent=found.id) if found else None


def seat(teacher: TeacherId) -> Act:
    def write(_unit: Unit, chance: random.Random) -> Operation:
        layout = Layout().filled(chance.sample(FEW_PUPILS, 3))
        return Operation(SeatingSet(ALGEBRA, teacher, layout_text(layout)))

    return write


def decide(unit: Unit, chance: random.Random) -> Operation | None:
    waiting = [entry for entry in _all(unit, HeldEntry) if not entry.decision]
    if not waiting:
        return None
    return Operation(HeldDecide(chance.random() < 0.7, "решено"), ent=chance.choice(waiting).id)


def decide_access(unit: Unit, chance: random.Random) -> Operation | None:
    request = _any(unit, chance, AccessRequest)
    wanted = sorted(NEXT[request.decision] - {WITHDRAWN}) if request else []
    if request is None or not wanted:
        return None
    return Operation(AccessDecide(chance.choice(wanted), "паспорт"), ent=request.id, base=request.token)


def decide_proposal(unit: Unit, chance: random.Random) -> None:
    """Decide a parent's reason of absences, with what follows for the signs that this PC shows."""
    proposal = _any(unit, chance, ExcuseProposal)
    wanted = sorted(excuse_proposals.NEXT[proposal.decision] - {WITHDRAWN}) if proposal else []
    if proposal is None or not wanted:
        return
    decision = chance.choice(wanted)
    unit.record(Operation(ProposalDecide(decision, "справка"), ent=proposal.id, base=proposal.token))
    signs = [each for each in _all(unit, Attendance) if each.pupil == proposal.pupil]
    for operation in following(decision, proposal, signs):
        unit.record(operation)


def move_lesson(_unit: Unit, chance: random.Random) -> Operation:
    lesson = chance.choice(FEW_LESSONS)
    moved = LessonMove(date(2026, 9, chance.randrange(1, 20)), chance.randrange(7), "305")
    return Operation(chance.choice((moved, LessonCancel(chance.random() < 0.5, "карантин"))), ent=lesson)


def create_lesson(_unit: Unit, chance: random.Random) -> Operation:
    return Operation(LessonCreate(ALGEBRA, date(2026, 12, chance.randrange(1, 20)), chance.randrange(7), "201"))


def substitute(_unit: Unit, chance: random.Random) -> Operation:
    return Operation(LessonSubstitute(chance.choice(FEW_LESSONS), chance.choice((ANNA, BORIS, TeacherId("")))))


TEACHING: tuple[Act, ...] = (
    *(add_mark,) * 6,
    *(set_mark,) * 4,
    *(annul_mark,) * 2,
    *(set_attendance,) * 3,
    comment_mark,
    write_topic,
    write_homework,
    make_work,
    change_work,
    set_final,
    owe,
    remark,
    take_remark_back,
    plan,
    *(settle_conflict,) * 2,
    *(ask_correction,) * 2,
    *(take_back,) * 2,
)
CLASS_TEACHING: tuple[Act, ...] = (fill_day, excuse, note(ANNA), seat(ANNA), decide_access, decide_proposal)
LEADING: tuple[Act, ...] = (
    close_term,
    *(decide,) * 3,
    move_lesson,
    create_lesson,
    substitute,
    note(BORIS),
    seat(BORIS),
    decide_access,
    decide_proposal,
)


def _cell(chance: random.Random) -> tuple[LessonId, PupilId]:
    return chance.choice(FEW_LESSONS), chance.choice(FEW_PUPILS)


def _all(unit: Unit, kind: type[R]) -> list[R]:
    table = TABLES[kind]  # type: ignore[index]
    return [record_of(kind, row) for row in unit.connection.execute(select(table).order_by(table.c.id))]


def _any(unit: Unit, chance: random.Random, kind: type[R]) -> R | None:
    found = _all(unit, kind)
    return chance.choice(found) if found else None
