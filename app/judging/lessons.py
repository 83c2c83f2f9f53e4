"""Judges what is said of a lesson: its topic and its homework, and a teacher's note for oneself."""

from msgspec.structs import replace

from app.domain.classroom import LessonNote
from app.domain.records import NEVER, Lesson
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
from app.operations import HomeworkSet, NoteSet, Operation, TopicSet


def judge_topic(operation: Operation, args: TopicSet, written: Written, rows: Rows) -> Verdict:
    """Judge a topic, with the item of the plan that it was taken from."""
    lesson = rows.of(Lesson, operation.ent or "")
    if lesson is None:
        return rejected("no_lesson")
    if max(len(args.topic), len(args.plan_item)) > TEXT_LIMIT:
        return rejected("too_long")
    said = args.topic, args.plan_item
    if said == (lesson.topic, lesson.plan_item) and _is_said(lesson.topic, lesson.topic_token):
        return SAME
    if (operation.base or NEVER) != lesson.topic_token:
        return collision(written, _where(lesson, "topic"), args.topic)
    wanted = replace(lesson, topic=args.topic, plan_item=args.plan_item, topic_token=written.id)
    stood = _stood(lesson.topic, lesson.topic_token)
    return changed(written, _where(lesson, "topic"), wanted, stood, (args.topic, ""))


def judge_homework(operation: Operation, args: HomeworkSet, written: Written, rows: Rows) -> Verdict:
    """Judge a homework with its links and the lesson that it is for."""
    lesson = rows.of(Lesson, operation.ent or "")
    if lesson is None:
        return rejected("no_lesson")
    if max(len(args.homework), len(args.links), len(args.due)) > TEXT_LIMIT:
        return rejected("too_long")
    said = args.homework, args.links, args.due
    now = lesson.homework, lesson.homework_links, lesson.homework_due
    if said == now and _is_said(lesson.homework, lesson.homework_token):
        return SAME
    if (operation.base or NEVER) != lesson.homework_token:
        return collision(written, _where(lesson, "homework"), args.homework, f"{args.due}\n{args.links}")
    wanted = replace(
        lesson,
        homework=args.homework,
        homework_links=args.links,
        homework_due=args.due,
        homework_token=written.id,
    )
    stood = _stood(lesson.homework, lesson.homework_token)
    return changed(written, _where(lesson, "homework"), wanted, stood, (args.homework, ""))


def judge_note(operation: Operation, args: NoteSet, written: Written, rows: Rows) -> Verdict:
    """Judge a note for oneself: only its author writes it, and the later word counts."""
    lesson = rows.of(Lesson, args.lesson)
    if lesson is None or args.teacher != written.author:
        return rejected("no_lesson")
    if len(args.text) > TEXT_LIMIT:
        return rejected("too_long")
    key = operation.entity(written.id)
    found = rows.of(LessonNote, key)
    if args.text == (found.text if found else ""):
        return SAME
    return Verdict(
        Outcome.APPLIED, (LessonNote(key, written.id, lesson.journal, lesson.id, written.author, args.text),)
    )


def _is_said(text: str, token: str) -> bool:
    """Return whether somebody wrote this: an empty text written by nobody and one emptied by somebody look alike."""
    return bool(text) or token != NEVER


def _stood(text: str, token: str) -> Stood | None:
    return Stood(text) if _is_said(text, token) else None


def _where(lesson: Lesson, field: str) -> Where:
    return Where(lesson.journal, lesson.id, field, lesson.id)
