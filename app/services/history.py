"""What became of a cell, a lesson or a mark for a period: every change that this PC knows of, and bringing one back."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace
from sqlalchemy import bindparam, literal_column, select

from app.changes import Changes
from app.domain.attendance import attendance_id, excuse_told, sign_told, told_excuse, told_sign
from app.domain.attention import About
from app.domain.class_absences import Reason
from app.domain.debts import PAID
from app.domain.history import History, Step, Thread, as_private, in_order, with_others
from app.domain.pages import ShownCell
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, Attendance, FinalMark, Lesson
from app.domain.works import WorkFacts, told_work
from app.errors import NoSuchThingError
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, TeacherId, WorkId, WorkTypeId
from app.judging.verdicts import Stood
from app.operations import MarkAnnul, MarkSet, Operation
from app.services.attending import set_absence
from app.services.cells import read_some
from app.services.debts import owe_again
from app.services.entry_checks import UNSAID, EntryChecks, Said
from app.services.excusing import excuse_again, leads_pupil
from app.services.history_steps import Known, known_of
from app.services.lessons import Beside, set_homework, set_topic
from app.services.marking import comment_mark
from app.services.rights import demand_my_mark
from app.services.works import change_work, remove_work
from app.store.rows import AnyRow, read
from app.store.tables import debt, mark, work, work_type
from app.store.unit import Unit

_MARKS = (
    select(mark, work.c.title.label("title"), work_type.c.name.label("kind"))
    .outerjoin(work, work.c.id == mark.c.work)
    .outerjoin(work_type, work_type.c.id == work.c.type)
    .where(mark.c.lesson == bindparam("lesson"), mark.c.pupil == bindparam("pupil"))
    .order_by(literal_column("mark.rowid"))
)
_WORKS_OF = select(work).where(work.c.id.in_(bindparam("ids", expanding=True))).order_by(work.c.id)
_WORKS_AT = select(work).where(work.c.lesson == bindparam("lesson")).order_by(work.c.id)
_KINDS = select(work_type.c.id, work_type.c.name)
_DEBTS = (
    select(debt, work.c.title.label("title"), work_type.c.name.label("kind"))
    .outerjoin(work, work.c.id == debt.c.work)
    .outerjoin(work_type, work_type.c.id == work.c.type)
    .where(debt.c.lesson == bindparam("lesson"), debt.c.pupil == bindparam("pupil"))
    .order_by(debt.c.id)
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a history is asked of. stood: whether anything was ever written of it. author, wall: of what stands.

    paid_by: the mark in force by which a debt is paid.
    """

    entity: str
    about: About
    now: str
    base: OperationId | None
    label: str = ""
    author: str = ""
    wall: str = ""
    is_private: bool = False
    stood: bool = True
    paid_by: "Thing | None" = None


def read_cell_history(unit: Unit, *, pupil: PupilId, lesson: LessonId) -> History:
    """Return what became of a pupil's cell.

    Marks come as they were given, each followed by its comment; then what was owed, the attendance, and the works; to
    the class teacher the papers of an absence too, which are close to health data.
    """
    cell = {"lesson": lesson, "pupil": pupil}
    rows = unit.connection.execute(_MARKS, cell).all()
    debts = unit.connection.execute(_DEBTS, cell).all()
    sign = read(unit.connection, Attendance, attendance_id(lesson, pupil))
    works = sorted({row.work for row in (*rows, *debts) if row.work})
    things = [thing for row in rows for thing in _of_mark(row)]
    things += [_of_debt(row, rows) for row in debts]
    if sign is None:
        things.append(Thing(attendance_id(lesson, pupil), About.ATTENDANCE, "", None, stood=False))
    else:
        things.append(
            Thing(sign.id, About.ATTENDANCE, told_sign(sign.code, sign.minutes), sign.token, author=sign.author)
        )
    things += [_of_work(row) for row in unit.connection.execute(_WORKS_OF, {"ids": works})]
    known = known_of(unit, [each.entity for each in things], cell=(lesson, pupil))
    if sign is not None and known.changes(sign.id, About.EXCUSE) and leads_pupil(unit, pupil=pupil, lesson=lesson):
        now = told_excuse(sign.excuse, sign.document, sign.document_day)
        things.append(Thing(sign.id, About.EXCUSE, now, sign.excuse_token))
    return _history(unit, things, known, lesson=lesson, pupil=pupil)


def read_final_history(unit: Unit, *, journal: JournalId, pupil: PupilId, period: str) -> History:
    """Return what became of a pupil's mark for a period."""
    key = final_mark_id(journal, pupil, period)
    row = read(unit.connection, FinalMark, key)
    thing = Thing(key, About.FINAL_MARK, "", None, stood=False)
    if row is not None:
        thing = Thing(key, About.FINAL_MARK, row.value, row.token, author=row.author)
    return _history(unit, [thing], known_of(unit, [key]), pupil=pupil)


def read_lesson_history(unit: Unit, *, lesson: LessonId) -> History:
    """Return what became of a lesson's topic, homework and works."""
    row = read(unit.connection, Lesson, lesson)
    if row is None:
        return History((), {})
    things = [
        Thing(lesson, About.TOPIC, row.topic, row.topic_token, stood=row.topic_token != NEVER),
        Thing(lesson, About.HOMEWORK, row.homework, row.homework_token, stood=row.homework_token != NEVER),
        *(_of_work(each) for each in unit.connection.execute(_WORKS_AT, {"lesson": lesson})),
    ]
    known = known_of(unit, sorted({each.entity for each in things}))
    return _history(unit, things, known, lesson=lesson)


def restore(unit: Unit, *, thread: Thread, step: Step, said: Said = UNSAID) -> Changes:
    """Bring back what a step of a thread left behind, by an operation of one's own over what the thread shows now.

    Raises:
        ChangedSinceError: somebody has changed it since it was shown.
        ReasonNeededError: the school asks for a reason, and none was given.
        UnconfirmedError: it would be unusual there, and nobody has said that it is meant.
        TermClosedError: the term is closed.
        NotYoursToWriteError: another teacher has the lesson.
        NoSuchThingError: it cannot be brought back from here.
    """
    if thread.lesson is None:
        raise NoSuchThingError(kind="lesson")
    match thread.about:
        case About.MARK:
            return _restore_mark(unit, thread, thread.lesson, step.after, said)
        case About.COMMENT:
            key, base = MarkId(thread.entity), thread.base or NEVER
            return comment_mark(unit, mark=key, comment=step.after, base=base, private=step.is_private)
        case About.DEBT:
            until = date.fromisoformat(step.after) if step.after else None
            return owe_again(unit, debt=thread.entity, until=until, base=thread.base, said=said)
        case About.ATTENDANCE if thread.pupil:
            there = _cell(unit, thread.pupil, thread.lesson)
            stood, late_by = sign_told(thread.now)
            seen = replace(there, absence=stood, minutes=late_by, attendance_token=thread.base)
            wanted, minutes = sign_told(step.after)
            return set_absence(
                unit,
                pupil=thread.pupil,
                lesson=thread.lesson,
                absence=wanted,
                minutes=minutes,
                seen=seen,
                said=said,
            )
        case About.EXCUSE if thread.pupil:
            reason = Reason(*excuse_told(step.after))
            place = thread.lesson, thread.pupil
            return excuse_again(unit, place=place, reason=reason, base=thread.base or NEVER)
        case _:
            return _restore_of_lesson(unit, thread, thread.lesson, step.after)


def _restore_mark(unit: Unit, thread: Thread, lesson: LessonId, value: str, said: Said) -> Changes:
    key = MarkId(thread.entity)
    demand_my_mark(unit, key)
    if thread.pupil is not None:
        checks = EntryChecks(unit, said)
        checks.demand_change(thread.pupil, lesson)
        if value and not thread.now:
            checks.demand_mark(thread.pupil, lesson, _cell(unit, thread.pupil, lesson))
    wanted = MarkSet(value, said.reason) if value else MarkAnnul(said.reason)
    return unit.record(Operation(wanted, ent=key, base=thread.base))


def _cell(unit: Unit, pupil: PupilId, lesson: LessonId) -> ShownCell:
    return read_some(unit, [(pupil, lesson)]).get((pupil, lesson), ShownCell())


def _restore_of_lesson(unit: Unit, thread: Thread, lesson: LessonId, text: str) -> Changes:
    base = thread.base or NEVER
    match thread.about:
        case About.TOPIC:
            return set_topic(unit, lesson=lesson, topic=text, base=base)
        case About.HOMEWORK:
            row = read(unit.connection, Lesson, lesson)
            beside = Beside(row.homework_links, row.homework_due) if row else Beside()
            return set_homework(unit, lesson=lesson, homework=text, base=base, beside=beside)
        case About.WORK if text:
            kind, weight, title = [*text.split(" ", 2), ""][:3]
            facts = WorkFacts(WorkTypeId(kind), title, int(weight))
            return change_work(unit, work=WorkId(thread.entity), lesson=lesson, facts=facts, base=base)
        case About.WORK:
            return remove_work(unit, work=WorkId(thread.entity), lesson=lesson, base=base)
        case about:
            raise NoSuchThingError(kind=about.value)


def _of_mark(row: AnyRow) -> Iterable[Thing]:
    label = row.title or row.kind or ""
    value = "" if row.annulled else row.value
    yield Thing(row.id, About.MARK, value, row.token, label, author=row.author, wall=row.wall)
    if row.comment_token != NEVER:
        yield Thing(row.id, About.COMMENT, row.comment, row.comment_token, label, is_private=row.comment_private)


def _of_work(row: AnyRow) -> Thing:
    now = "" if row.annulled else told_work(row.type, row.weight, row.title)
    return Thing(row.id, About.WORK, now, row.token)


def _of_debt(row: AnyRow, marks: Iterable[AnyRow]) -> Thing:
    paid = next((each for each in marks if each.work == row.work and not each.annulled), None)
    return Thing(
        row.id,
        About.DEBT,
        row.until.isoformat() if row.until else "",
        row.token,
        row.title or row.kind or "",
        author=row.author,
        paid_by=next(iter(_of_mark(paid))) if paid is not None and row.until else None,
    )


def _history(
    unit: Unit,
    things: Sequence[Thing],
    known: Known,
    *,
    lesson: LessonId | None = None,
    pupil: PupilId | None = None,
) -> History:
    threads = [
        Thread(each.entity, each.about, each.label, each.now, each.base, _steps(each, known), lesson, pupil)
        for each in things
    ]
    threads += [
        Thread(key, about, "", "", None, (step,), lesson, pupil)
        for key, about, step in known.never_given({each.entity for each in things})
    ]
    kinds = {row.id: row.name for row in unit.connection.execute(_KINDS)}
    return History(tuple(each for each in threads if each.steps), kinds)


def _steps(thing: Thing, known: Known) -> tuple[Step, ...]:
    if thing.about is About.EXCUSE:
        return with_others(known.reasons(thing.entity, thing.now), known.others(thing.entity, thing.about))
    changes = in_order(known.changes(thing.entity, thing.about), thing.now)
    stood = known.stood_before(changes[0]) if changes else Stood(thing.now, TeacherId(thing.author), thing.wall)
    # of a sign that was taken away without a change there is nothing to tell; an empty homework says «не задано»
    is_said = thing.stood and (bool(stood.text) or (thing.about is About.HOMEWORK and not changes))
    first = [known.first(thing.entity, thing.about, stood)] if is_said else []
    steps = (*_payment(thing, known), *with_others([*first, *changes], known.others(thing.entity, thing.about)))
    return as_private(steps) if thing.is_private else steps


def _payment(thing: Thing, known: Known) -> Iterable[Step]:
    """Yield the step by which a debt is paid, the mark's own: it comes last, for both the debt and the mark stand."""
    if by := thing.paid_by:
        step = known.first(by.entity, by.about, Stood(by.now, TeacherId(by.author), by.wall))
        yield dataclasses.replace(step, before=thing.now, after=PAID)
