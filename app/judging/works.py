"""Judges works: announced, changed, taken back."""

from msgspec.structs import replace

from app.domain.records import Lesson, Work
from app.domain.works import told_work
from app.ids import WorkId
from app.judging.verdicts import (
    SAME,
    TEXT_LIMIT,
    Outcome,
    Rows,
    Stood,
    Verdict,
    Where,
    Written,
    changed,
    collision,
    rejected,
)
from app.operations import Operation, WorkAnnul, WorkCreate, WorkSet

MOST_WEIGHT = 10
"""Source: the default of the school's regulation on assessment; weight 0 informs only."""


def judge_work(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Judge what is said of a work of a lesson."""
    match operation.args:
        case WorkCreate(lesson=key, type=kind, title=title, weight=weight):
            lesson = rows.of(Lesson, key)
            if lesson is None:
                return rejected("no_lesson")
            fresh = Work(WorkId(written.id), written.id, lesson.journal, key, kind, title, weight)
            return _checked(fresh) or Verdict(Outcome.APPLIED, (fresh,))
        case WorkSet(type=kind, title=title, weight=weight):
            return _change(
                operation, written, rows, {"type": kind, "title": title, "weight": weight, "annulled": False}
            )
        case WorkAnnul() if rows.has_marks(operation.ent or ""):
            return rejected("has_marks")
        case _:
            return _change(operation, written, rows, {"annulled": True})


def _change(operation: Operation, written: Written, rows: Rows, fields: dict[str, object]) -> Verdict:
    work = rows.of(Work, operation.ent or "")
    if work is None:
        return rejected("no_work")
    wanted = replace(work, **fields)
    if wanted == work:
        return SAME
    where = Where(work.journal, work.id, "work", work.lesson)
    if operation.base != work.token:
        return collision(written, where, wanted.title if isinstance(operation.args, WorkSet) else "")
    fresh = replace(wanted, token=written.id)
    return _checked(wanted) or changed(written, where, fresh, Stood(_told(work)), (_told(wanted), ""))


def _told(work: Work) -> str:
    """Return a work as the history keeps it; empty once it is taken back."""
    return "" if work.annulled else told_work(work.type, work.weight, work.title)


def _checked(work: Work) -> Verdict | None:
    if not 0 <= work.weight <= MOST_WEIGHT:
        return rejected("bad_weight")
    return rejected("too_long") if len(work.title) > TEXT_LIMIT else None
