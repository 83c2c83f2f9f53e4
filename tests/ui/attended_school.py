"""What may wait for a decision in the school that is shown: collisions of every kind, held and refused entries."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace
from sqlalchemy import insert

from app.domain.attendance import Absence, attendance_id
from app.domain.classroom import Remark
from app.domain.disputes import Conflict
from app.domain.pages import ShownCell
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import NEVER, Attendance, Closing, FinalMark, Lesson, Mark, Record, Teacher
from app.ids import ClassId, JournalId, LessonId, MarkId, OperationId, PupilId, ReplicaId, TeacherId
from app.services.attending import set_absence
from app.services.marking import add_mark
from app.services.removing import RIGHT
from app.store.rows import read
from app.store.tables import removals
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf
from tests.small_school import ANNA
from tests.ui.shown_school import ALGEBRA, GEOMETRY, TODAY, pupil_id, shown_school

BORIS = TeacherId("boris")
LESSON = LessonId("lesson-033")
FIRST = OperationId("first")
LONG_PUPIL = pupil_id(4)
HOMEWORK = (
    "§ 16, № 331, 334 (а, в). Повторить свойства степеней, подготовиться к самостоятельной работе. " * 3
).rstrip()
LINKS = "https://example.ru/algebra/7/formulas-of-abridged-multiplication\nhttps://example.ru/video"


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


def unusual() -> Iterator[Record]:
    """Yield what a school does not have every day: a closed term, links, a remark, marks of a cancelled lesson."""
    yield Closing(closing_id("t1", ClassId("7Б")), FIRST, "t1", ClassId("7Б"), True, "", ANNA)
    # whose marks are still awaited
    yield Lesson(LessonId("october"), FIRST, JournalId("algebra-7а"), date(2026, 10, 20), 1, "214")
    for row, value in enumerate(("5", "4", "3", "2", "н/а")):
        key = final_mark_id(ALGEBRA, pupil_id(row + 6), "t1")
        yield FinalMark(key, FIRST, ALGEBRA, pupil_id(row + 6), "t1", value, "", "", ANNA)
    for each in shown_school():
        if isinstance(each, Lesson) and each.day == TODAY:
            if each.cancelled:
                missed = PupilId("9А-00")
                yield Mark(MarkId("cancelled"), FIRST, each.journal, each.id, missed, None, "4", ANNA)
            elif each.journal == ALGEBRA:
                yield replace(each, homework=HOMEWORK, homework_token=FIRST, homework_links=LINKS)
                yield Remark("remark", FIRST, ALGEBRA, each.id, LONG_PUPIL, False, "Не готова к уроку", ANNA)


def ask_removal(store: Store) -> None:
    """Let a journal wait for the answer whether it may leave this PC."""
    row = {"part": GEOMETRY, "title": "7Б · Геометрия", "rows": 620, "cause": RIGHT}
    with store.unit() as unit:
        unit.connection.execute(insert(removals), row)


def _other(key: str, entity: str, field: str, value: str, *, pupil: PupilId | None = None) -> Conflict:
    wall = "2026-11-24T10:42:00+00:00"
    return Conflict(
        OperationId(key), FIRST, ALGEBRA, entity, LESSON, pupil, field, value, BORIS, ReplicaId("his"), wall
    )
