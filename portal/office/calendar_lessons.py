"""Lessons that stand on days which become holidays: they go with the saving; what somebody has written in stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import BindParameter, Connection, bindparam, select

from app.columns import record_of
from app.domain.records import NEVER, Holiday, Lesson
from app.domain.withdrawing import withdrawn
from app.ids import SchoolId
from portal.office.time_wording import lessons_words
from portal.store.rows import fields_of
from portal.store.tables import TABLES
from portal.written_lessons import IS_WRITTEN_IN

_lesson = TABLES[Lesson]
_SCHOOL: BindParameter[str] = bindparam("school")
_STANDING = select(*fields_of(Lesson), IS_WRITTEN_IN.label("written")).where(
    _lesson.c.school_id == _SCHOOL,
    _lesson.c.day.between(bindparam("first"), bindparam("last")),
    _lesson.c.removed.is_(False),
    _lesson.c.cancelled.is_(False),
)


@dataclass(frozen=True, slots=True)
class Freed:
    """What becomes of the lessons of some days. removed: rows as they shall be. kept: how many have been written in."""

    removed: tuple[Lesson, ...] = ()
    kept: int = 0

    def lines(self) -> list[str]:
        """Return what is said of it before it is saved."""
        said = []
        if self.removed:
            said.append(f"Из расписания этих дней уйдёт: {lessons_words(len(self.removed))}.")
        if self.kept:
            said.append(
                f"В журналах этих дней уже есть записи: {lessons_words(self.kept)}. "
                "Эти уроки останутся, отменить их можно на странице «Замены»."
            )
        return said


def read_freed(connection: Connection, school: SchoolId, wanted: Holiday, was: Holiday | None) -> Freed:
    """Return what becomes of the lessons on the days of a holiday that were none of it before.

    wanted: of one that is taken away no day is left. was: as it was, None for a new one.
    """
    bound = {"school": school, "first": wanted.first, "last": wanted.last}
    standing = [
        (record_of(Lesson, row[:-1]), row.written)
        for row in connection.execute(_STANDING, bound)
        if was is None or not was.first <= row.day <= was.last
    ]
    removed = [each for each, is_written in standing if not is_written]
    return Freed(tuple(_removed(removed)), len(standing) - len(removed))


def _removed(lessons: Sequence[Lesson]) -> list[Lesson]:
    gone = [withdrawn(each) for each in lessons]
    return [replace(each, token=NEVER) for each in gone if isinstance(each, Lesson)]
