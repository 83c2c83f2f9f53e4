"""What the school asks before something is written into a cell, and whether it may be written at all."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import bindparam, exists, or_, select

from app.domain.attendance import Absence
from app.domain.corrections import asks_for_reason
from app.domain.pages import ShownCell
from app.domain.releases import Releases
from app.domain.rules import MarkingRules
from app.errors import (
    BesideAbsenceError,
    CancelledLessonError,
    FutureLessonError,
    HolidayError,
    NoSuchThingError,
    NotMemberError,
    ReasonNeededError,
    ReleasedPupilError,
    UnconfirmedError,
    UnmarkedClassError,
)
from app.ids import LessonId, PupilId
from app.services.releases import read_releases
from app.services.rights import demand_mine
from app.services.school_rules import read_rules
from app.services.terms import demand_open
from app.store.rows import AnyRow
from app.store.tables import group, holiday, journal, lesson, membership, school_class
from app.store.unit import Unit

_IS_MEMBER = exists().where(
    membership.c.group == journal.c.group,
    membership.c.pupil == bindparam("pupil"),
    membership.c.first <= lesson.c.day,
    or_(membership.c.last.is_(None), membership.c.last >= lesson.c.day),
)
_CELL = (
    select(
        lesson.c.day,
        lesson.c.cancelled,
        journal.c.subject,
        school_class.c.grade,
        holiday.c.name.label("holiday"),
        _IS_MEMBER.label("is_member"),
        (group.c.name != "").label("is_named"),
    )
    .join(journal, journal.c.id == lesson.c.journal)
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .outerjoin(holiday, lesson.c.day.between(holiday.c.first, holiday.c.last))
    .where(lesson.c.id == bindparam("lesson"))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says along with an entry.

    today: by the PC's clock, which only warns; None where no day is claimed, then nothing is asked that hangs on it.
    reason: of a correction that comes late. confirmed: what of it was asked about and is meant.
    """

    today: date | None = None
    reason: str = ""
    confirmed: frozenset[type[UnconfirmedError]] = frozenset()


UNSAID = Said()


class EntryChecks:
    """The checks of one command; what they read is read once."""

    def __init__(self, unit: Unit, said: Said) -> None:
        self._unit = unit
        self.said = said
        self._cells: dict[tuple[PupilId, LessonId], AnyRow] = {}
        self._open: set[tuple[PupilId | None, LessonId]] = set()

    @cached_property
    def rules(self) -> MarkingRules:
        """The school's rules of marking."""
        return read_rules(self._unit)

    @cached_property
    def releases(self) -> Releases:
        """Who is released from what."""
        return read_releases(self._unit)

    def demand_mark(self, pupil: PupilId, at: LessonId, seen: ShownCell, absence: Absence | None = None) -> None:
        """Check that a mark may be given in a cell. absence: that will stand there, None for the one that does.

        Raises:
            TermClosedError: the lesson's term is closed.
            UnmarkedClassError: the class has no marks.
            NotMemberError: the pupil was not in the group on that day.
            UnconfirmedError: it is unusual, and nobody has said that it is meant.
        """
        about = self._marked(pupil, at)
        absence = seen.absence if absence is None else absence
        self._demand_meant(about, beside=absence.is_missed and not (seen.absence.is_missed and bool(seen.counting)))

    def demand_sign(self, pupil: PupilId, at: LessonId, seen: ShownCell, absence: Absence) -> None:
        """Check that a sign may be set in a cell, beside the marks that stand there.

        Raises:
            NotMemberError: the pupil was not in the group on that day.
            ReleasedPupilError: the pupil is released from the lesson, and nobody has said that the sign is meant.
            BesideAbsenceError: marks stand there, and nobody has said that both are meant.
        """
        if not self._cell(pupil, at).is_member:
            raise NotMemberError
        self.demand_to_attend(pupil, at, seen, absence)
        if absence.is_missed and not seen.absence.is_missed and seen.counting:
            self._demand_confirmed(BesideAbsenceError())

    def demand_to_attend(self, pupil: PupilId, at: LessonId, seen: ShownCell, absence: Absence) -> None:
        """Check that whoever shall be absent had to attend.

        Raises:
            ReleasedPupilError: the pupil is released from the lesson, and nobody has said that the sign is meant.
        """
        about = self._cell(pupil, at)
        if absence.is_missed and not seen.absence.is_missed and self.releases.covers(pupil, about.subject, about.day):
            self._demand_confirmed(ReleasedPupilError())

    def demand_debt(self, pupil: PupilId, at: LessonId) -> None:
        """Check that a debt may be written into a cell.

        Raises:
            TermClosedError: the lesson's term is closed.
            UnmarkedClassError: the class has no marks, and so no debts.
            NotMemberError: the pupil was not in the group on that day.
        """
        self._marked(pupil, at)

    def demand_change(self, pupil: PupilId, at: LessonId) -> None:
        """Check that the marks of a cell may be changed or taken back.

        Raises:
            TermClosedError: the lesson's term is closed.
            ReasonNeededError: it is so late that the school asks for a reason, and none was given.
        """
        self.demand_open(pupil, at)
        day, today = self._cell(pupil, at).day, self.said.today
        if today is not None and not self.said.reason and asks_for_reason(day, today, self.rules):
            raise ReasonNeededError

    def demand_open(self, pupil: PupilId, at: LessonId) -> None:
        """Check that the marks of a cell may be changed at all.

        Raises:
            TermClosedError: the lesson's term is closed for the pupil's class.
        """
        whose = pupil if self._cell(pupil, at).is_named else None
        if (whose, at) not in self._open:
            demand_open(self._unit, at, whose)
            self._open.add((whose, at))

    def demand_unmarked(self, pupil: PupilId, at: LessonId, seen: ShownCell) -> None:
        """Check that a cell may be written in where no mark changes: a closed term freezes no sign of absence.

        Raises:
            NotYoursToWriteError: another teacher has the lesson.
            TermClosedError: something is owed there, and the lesson's term is closed for the pupil's class.
        """
        if seen.debts:
            self.demand_open(pupil, at)
        else:
            demand_mine(self._unit, at)

    def _marked(self, pupil: PupilId, at: LessonId) -> AnyRow:
        self.demand_open(pupil, at)
        about = self._cell(pupil, at)
        if self.rules.is_unmarked(about.grade):
            raise UnmarkedClassError
        if not about.is_member:
            raise NotMemberError
        return about

    def _cell(self, pupil: PupilId, at: LessonId) -> AnyRow:
        found = self._cells.get((pupil, at))
        if found is None:
            found = self._unit.connection.execute(_CELL, {"lesson": at, "pupil": pupil}).one_or_none()
            if found is None:
                raise NoSuchThingError(kind="lesson")
            self._cells[pupil, at] = found
        return found

    def _demand_meant(self, about: AnyRow, *, beside: bool) -> None:
        today = self.said.today
        if today is not None and about.day > today:
            self._demand_confirmed(FutureLessonError())
        if about.holiday is not None:
            self._demand_confirmed(HolidayError(about.holiday))
        if about.cancelled:
            self._demand_confirmed(CancelledLessonError())
        if beside:
            self._demand_confirmed(BesideAbsenceError())

    def _demand_confirmed(self, error: UnconfirmedError) -> None:
        if type(error) not in self.said.confirmed:
            raise error
