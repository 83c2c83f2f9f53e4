"""The diary's school in a livelier week: what is said around its lessons, and what is not for parents."""

from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from app.domain.attendance import Absence
from app.domain.classroom import LessonNote, Remark, Substitution, note_id, substitution_id
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.records import NEVER, Lesson, Record, Teacher
from app.ids import JournalId, LessonId, OperationId, ReplicaId, TeacherId
from tests.portal.diary.diary_school import (
    MARIA,
    MONDAY,
    NEXT_MONDAY,
    PETR,
    TEACHER,
    a_mark,
    a_school,
    an_absence,
    lesson_id,
)

ALGEBRA, RUSSIAN, HISTORY = (lesson_id(MONDAY, 0, number) for number in (1, 2, 4))
PHYSICS, INFORMATICS = lesson_id(MONDAY, 1, 3), lesson_id(MONDAY, 1, 5)
GEOMETRY = lesson_id(MONDAY, 1, 1)
CANCELLED = lesson_id(MONDAY, 4, 5)
MOVED = lesson_id(MONDAY, 2, 5)
PE = lesson_id(MONDAY, 2, 6)
STAND_IN = TeacherId("stand-in")
SECRETS = (
    "Заметка учителя для себя",
    "Комментарий только для учителя",
    "Текст расхождения",
    "Задержанный текст",
    "Прежний комментарий",
    "Справка 095/у от участкового",
    "Отозванное замечание",
    "Замечание другому ученику",
)
"""What stands in the portal's tables and is on no page."""

LINK = "https://example.org/task?unit=3&part=2"


def a_lively_school() -> list[Record]:
    """Return the school with all that is said around its lessons."""
    return [*map(_said, a_school()), Teacher(STAND_IN, NEVER, "Иванова", "Ирина", "", "ivanova"), *_around()]


def _said(record: Record) -> Record:
    match record:
        case Lesson(id=key) if key == ALGEBRA:
            due = lesson_id(NEXT_MONDAY, 2, 1)
            return replace(record, homework_links=f"{LINK}\njavascript:alert(1)", homework_due=due)
        case Lesson(id=key) if key == HISTORY:
            # the lesson that was named is cancelled: the next one that is held counts
            return replace(
                record, homework="", homework_token=OperationId("t"), homework_due=MOVED, homework_links=LINK
            )
        case Lesson(id=key) if key == CANCELLED:
            return replace(record, reason="Актированный день")
        case Lesson(id=key) if key == MOVED:
            return replace(
                record, day=MONDAY + timedelta(5), number=2, reason="Перенос из-за экскурсии", cancelled=False
            )
        case _:
            return record


def _around() -> Iterator[Record]:
    journal = JournalId("whole-algebra")
    yield a_mark(MARIA, CANCELLED, "5")
    yield _remark("r1", ALGEBRA, "Забыла тетрадь; прошу проверить.", praise=False)
    yield _remark("r2", RUSSIAN, "Помогла одноклассникам разобрать правило.", praise=True)
    yield replace(_remark("r3", RUSSIAN, SECRETS[6], praise=False), annulled=True)
    yield replace(_remark("r4", RUSSIAN, SECRETS[7], praise=False), pupil=PETR)
    yield Substitution(
        substitution_id(PHYSICS), NEVER, JournalId("whole-physics"), PHYSICS, MONDAY + timedelta(1), STAND_IN, TEACHER
    )
    # said for the day from which the lesson has been moved away: nobody stands in any more
    yield Substitution(
        substitution_id(MOVED), NEVER, JournalId("whole-history"), MOVED, MONDAY + timedelta(2), STAND_IN, TEACHER
    )
    ill = an_absence(MARIA, INFORMATICS, Absence.ILL)
    yield replace(ill, excuse="б", document=SECRETS[5], document_day=MONDAY)
    yield an_absence(MARIA, PE, Absence.LATE, 12)
    yield LessonNote(note_id(ALGEBRA, TEACHER), NEVER, journal, ALGEBRA, TEACHER, SECRETS[0])
    private = a_mark(MARIA, GEOMETRY, "3", comment=SECRETS[1])
    yield replace(private, comment_private=True, comment_token=OperationId("c"))
    where = ReplicaId("pc"), "2026-09-08T10:00:00+03:00"
    other = OperationId("c1")
    yield Conflict(other, other, private.journal, private.id, GEOMETRY, MARIA, "comment", SECRETS[2], TEACHER, *where)
    held = OperationId("h1")
    yield HeldEntry(
        held, held, private.journal, private.id, GEOMETRY, MARIA, "", "mark.comment", "comment", "", SECRETS[3],
        "term_closed", "", TEACHER, *where,
    )  # fmt: skip
    was = OperationId("v1")
    yield Revision(
        was,
        was,
        private.journal,
        private.id,
        GEOMETRY,
        MARIA,
        "",
        "comment",
        SECRETS[4],
        SECRETS[1],
        "",
        TEACHER,
        *where,
    )


def _remark(key: str, lesson: LessonId, text: str, *, praise: bool) -> Remark:
    return Remark(key, NEVER, JournalId("whole-algebra"), lesson, MARIA, praise, text, TEACHER)
