"""Judges what is said of a lesson: who was there, its topic and its homework."""

from msgspec.structs import replace

from app.domain.attendance import Absence
from app.domain.records import NEVER, Attendance
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, collision, rejected
from app.operations import AttendanceSet, HomeworkSet, Operation, TopicSet


def judge_attendance(operation: Operation, args: AttendanceSet, written: Written, rows: Rows) -> Verdict:
    """Judge a pupil's sign of absence."""
    lesson = rows.lesson(args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    if args.code not in set(Absence) or not 0 <= args.minutes <= 45:  # noqa: PLR2004 (a lesson's length)
        return rejected("bad_value")
    entity = operation.entity(written.id)
    wanted = Attendance(
        id=entity,
        token=written.id,
        journal=lesson.journal,
        lesson=args.lesson,
        pupil=args.pupil,
        code=args.code,
        minutes=args.minutes,
        author=written.author,
    )
    seen = rows.attendance(entity)
    if seen is not None and (seen.code, seen.minutes) == (args.code, args.minutes):
        return SAME
    if seen is None or operation.base == seen.token:
        return Verdict(Outcome.APPLIED, (wanted,))
    return collision(
        written,
        journal=lesson.journal,
        entity=entity,
        lesson=lesson.id,
        pupil=args.pupil,
        field="attendance",
        value=args.code,
    )


def judge_text(operation: Operation, written: Written, rows: Rows) -> Verdict:
    """Judge a topic or a homework."""
    lesson = rows.lesson(operation.ent or "")
    if lesson is None:
        return rejected("no_lesson")
    match operation.args:
        case TopicSet(topic=said):
            wanted = replace(lesson, topic=said, topic_token=written.id)
            field, now, seen = "topic", lesson.topic, lesson.topic_token
        case HomeworkSet(homework=said):
            wanted = replace(lesson, homework=said, homework_token=written.id)
            field, now, seen = "homework", lesson.homework, lesson.homework_token
        case _:
            return rejected("no_lesson")
    if len(said) > TEXT_LIMIT:
        return rejected("too_long")
    # an empty text written by nobody and one emptied by somebody look alike, but only the latter has a token
    if said == now and not (said == "" and seen == NEVER):
        return SAME
    if (operation.base or NEVER) == seen:
        return Verdict(Outcome.APPLIED, (wanted,))
    return collision(written, journal=lesson.journal, entity=lesson.id, lesson=lesson.id, field=field, value=said)
