"""Judges who was at a lesson: the subject teacher's sign, the class teacher's whole day, and later reasons."""

from dataclasses import dataclass

from msgspec.structs import replace

from app.domain.attendance import MOST_MINUTES, Absence, told_excuse
from app.domain.records import NEVER, Attendance, Lesson
from app.ids import PupilId
from app.judging.asked import is_overtaken
from app.judging.verdicts import (
    SAME,
    TEXT_LIMIT,
    Rows,
    Stood,
    Verdict,
    Where,
    Written,
    changed,
    collision,
    rejected,
)
from app.operations import AbsenceExcuse, AttendanceFill, AttendanceSet, Operation


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    lesson: Lesson
    pupil: PupilId
    seen: Attendance | None

    def where(self, field: str) -> Where:
        return Where(self.lesson.journal, self.key, field, self.lesson.id, self.pupil)

    def changed(self, written: Written, wanted: Attendance) -> Verdict:
        seen = self.seen
        stood = Stood(seen.code, seen.author, minutes=seen.minutes) if seen else None
        said = wanted.code, wanted.document
        return changed(written, self.where("attendance"), wanted, stood, said, minutes=wanted.minutes)

    def reasoned(self, written: Written, wanted: Attendance) -> Verdict:
        """Return the verdict that gives a reason; of the same one by another paper the sign tells nothing."""
        if self.seen is None or self.seen.excuse != wanted.excuse:
            return self.changed(written, wanted)
        before, after = (told_excuse(each.excuse, each.document, each.document_day) for each in (self.seen, wanted))
        return changed(written, self.where("excuse"), wanted, Stood(before), (after, ""))

    def row(self, written: Written, code: str, minutes: int = 0) -> Attendance:
        """Return what shall stand here; a reason with its document stays, whatever sign it excuses."""
        excuse = self.seen.excuse if self.seen else ""
        code = excuse if code == Absence.ABSENT and excuse else code
        bare = self.seen or Attendance(
            self.key, written.id, self.lesson.journal, self.lesson.id, self.pupil, code, minutes, written.author
        )
        return replace(bare, token=written.id, code=code, minutes=minutes, author=written.author)


def judge_attendance(
    operation: Operation, args: AttendanceSet | AttendanceFill | AbsenceExcuse, written: Written, rows: Rows
) -> Verdict:
    """Judge what is said of a pupil's attendance of a lesson."""
    if isinstance(args, AbsenceExcuse) and is_overtaken(args.proposal, args.code, rows):
        return SAME
    lesson = rows.of(Lesson, args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if not rows.enrols(lesson.journal, args.pupil):
        return rejected("no_pupil")
    key = operation.entity(written.id)
    place = _Place(key, lesson, args.pupil, rows.of(Attendance, key))
    match args:
        case AttendanceSet():
            return _sign(place, operation, args, written)
        case AttendanceFill():
            return _fill(place, args, written)
        case _:
            return _excuse(place, operation, args, written)


def _sign(place: _Place, operation: Operation, args: AttendanceSet, written: Written) -> Verdict:
    """Judge the subject teacher's own sign; it goes over what was filled in for the whole day."""
    if args.code not in set(Absence) or not 0 <= args.minutes <= MOST_MINUTES:
        return rejected("bad_value")
    seen = place.seen
    wanted = replace(place.row(written, args.code, args.minutes), filled=False)
    if seen is not None and (seen.code, seen.minutes, seen.filled) == (wanted.code, wanted.minutes, False):
        return SAME
    if seen is None or seen.filled or operation.base == seen.token:
        return place.changed(written, wanted)
    return collision(written, place.where("attendance"), args.code, str(args.minutes or ""))


def _fill(place: _Place, args: AttendanceFill, written: Written) -> Verdict:
    """Judge a lesson of a whole day: it fills what is empty and never goes over a subject teacher's sign."""
    if args.code and (args.code not in set(Absence) or not Absence(args.code).is_missed):
        return rejected("bad_value")
    seen = place.seen
    if seen is None and not args.code:
        return SAME
    if seen is not None and (not seen.filled or seen.code == args.code):
        return SAME
    return place.changed(written, replace(place.row(written, args.code), filled=True))


def _excuse(place: _Place, operation: Operation, args: AbsenceExcuse, written: Written) -> Verdict:
    """Judge a reason: it stands in place of «н» only, and taking it back brings «н» back."""
    if args.code and (args.code not in set(Absence) or not Absence(args.code).is_excused):
        return rejected("bad_value")
    if len(args.document) > TEXT_LIMIT:
        return rejected("too_long")
    seen = place.seen
    if seen is None or not (seen.excuse or seen.code == Absence.ABSENT):
        return SAME if not args.code else rejected("no_absence")
    if (seen.excuse, seen.document, seen.document_day) == (args.code, args.document, args.day):
        return SAME
    if (operation.base or NEVER) != seen.excuse_token:
        return collision(written, place.where("excuse"), args.code, f"{args.day or ''}\n{args.document}")
    stood = seen.code in {Absence.ABSENT, seen.excuse}
    code = (args.code or Absence.ABSENT.value) if stood else seen.code
    document, day = (args.document, args.day) if args.code else ("", None)
    reasoned = replace(seen, code=code, excuse=args.code, document=document, document_day=day, excuse_token=written.id)
    return place.reasoned(written, reasoned)
