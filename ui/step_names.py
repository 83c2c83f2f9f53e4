"""What a step of undo is called: "3 отметки", "Рассадка", "Тема урока"."""

from PySide6.QtCore import QCoreApplication

from app.changes import Asked, Recorded, Undoable
from app.domain.classroom import Debt, Remark, Seating, Substitution
from app.domain.records import Attendance, FinalMark, Lesson, Mark, PlanItem, Work
from ui.counts import Counts
from ui.desk import Step


def step_name(step: Step) -> str:
    """Return what one command wrote, by its first entry; of marks and signs also how many."""
    first = step[0]
    translate = QCoreApplication.translate
    if isinstance(first, Asked):
        return translate("Steps", "Request to the deputy head")
    kinds = [type(each.after) for each in step if isinstance(each, Recorded)]
    match first.after:
        case Mark() if _is_comment(first):
            return translate("Steps", "Comment on a mark")
        case Mark():
            return Counts().marks(kinds.count(Mark))
        case Attendance():
            return Counts().signs(kinds.count(Attendance))
        case Lesson():
            return _of_lesson(first)
        case _:
            return _of_kind(type(first.after))


def _is_comment(step: Recorded) -> bool:
    before, after = step.before, step.after
    return (
        isinstance(before, Mark)
        and isinstance(after, Mark)
        and (before.value, before.annulled) == (after.value, after.annulled)
    )


def _of_lesson(step: Recorded) -> str:
    before, after = step.before, step.after
    translate = QCoreApplication.translate
    if not isinstance(before, Lesson) or not isinstance(after, Lesson):
        return translate("Steps", "New lesson")
    if before.topic != after.topic:
        return translate("Steps", "Topic of a lesson")
    if (before.homework, before.homework_links, before.homework_due) != (
        after.homework,
        after.homework_links,
        after.homework_due,
    ):
        return translate("Steps", "Homework")
    return translate("Steps", "Time of a lesson")


def _of_kind(kind: type[Undoable]) -> str:
    translate = QCoreApplication.translate
    names: dict[type[Undoable], str] = {
        FinalMark: translate("Steps", "Mark for a period"),
        Work: translate("Steps", "Work at a lesson"),
        Debt: translate("Steps", "Debt"),
        Remark: translate("Steps", "Remark"),
        PlanItem: translate("Steps", "Plan of lessons"),
        Substitution: translate("Steps", "Substitution"),
        Seating: translate("Steps", "Seating plan"),
    }
    return names[kind]
