"""What may wait for a decision in the school that is shown: collisions of every kind, held and refused entries."""

from collections.abc import Sequence

from msgspec.structs import replace

from app.domain.attendance import Absence, attendance_id
from app.domain.disputes import Conflict
from app.domain.pages import ShownCell
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, Attendance, FinalMark, Lesson, Mark, Record, Teacher
from app.ids import LessonId, MarkId, OperationId, PupilId, ReplicaId, TeacherId
from app.services.attending import set_absence
from app.services.marking import add_mark
from app.store.rows import read
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf
from tests.small_school import ANNA
from tests.ui.shown_school import ALGEBRA, pupil_id

BORIS = TeacherId("boris")
LESSON = LessonId("lesson-033")
FIRST = OperationId("first")
LONG_PUPIL = pupil_id(4)
HOMEWORK = (
    "§ 16, № 331, 334 (а, в). Повторить свойства степеней, подготовиться к самостоятельной работе. " * 3
).rstrip()


def collide(feed: FeedOf) -> None:
    """Let in a collision of each kind."""
    feed.send(*collisions(feed.store))


def collisions(store: Store) -> Sequence[Record]:
    """Return what stands and the other sides."""
    with store.reading() as unit:
        lesson = read(unit.connection, Lesson, LESSON)
    assert lesson is not None
    sign = attendance_id(LESSON, pupil_id(2))
    term_mark = final_mark_id(ALGEBRA, pupil_id(3), "t1")
    return (
        Teacher(BORIS, NEVER, "Седов", "Борис", "Андреевич", "sedov"),
        Mark(MarkId("m"), FIRST, ALGEBRA, LESSON, LONG_PUPIL, None, "4", ANNA, comment="У доски", comment_token=FIRST),
        Attendance(sign, FIRST, ALGEBRA, LESSON, pupil_id(2), "н", 0, ANNA),
        FinalMark(term_mark, FIRST, ALGEBRA, pupil_id(3), "t1", "4", "4.40", "", ANNA),
        replace(lesson, topic="Одночлены", topic_token=FIRST),
        _other("c1", "m", "value", "5", pupil=LONG_PUPIL),
        _other("c2", "m", "comment", "Решал с места", pupil=LONG_PUPIL),
        _other("c3", sign, "attendance", "б", pupil=pupil_id(2)),
        _other("c4", LESSON, "topic", "Одночлен и его стандартный вид"),
        replace(_other("c5", LESSON, "homework", HOMEWORK), author=ANNA, replica=PROFILE.replica),
        replace(_other("c6", term_mark, "final_mark", "5", pupil=pupil_id(3)), lesson=LessonId("")),
    )


def hold_and_refuse(feed: FeedOf) -> None:
    """Let the portal hold a mark of mine and refuse a sign."""
    with feed.store.unit() as unit:
        add_mark(unit, pupil=pupil_id(5), lesson=LESSON, value="3", seen=ShownCell())
    feed.answer_all("held", reason="term_closed")
    with feed.store.unit() as unit:
        set_absence(unit, pupil=pupil_id(6), lesson=LESSON, absence=Absence.EXCUSED, seen=ShownCell())
    feed.answer_all("rejected", reason="no_pupil")


def _other(key: str, entity: str, field: str, value: str, *, pupil: PupilId | None = None) -> Conflict:
    wall = "2026-11-24T10:42:00+00:00"
    return Conflict(
        OperationId(key), FIRST, ALGEBRA, entity, LESSON, pupil, field, value, BORIS, ReplicaId("his"), wall
    )
