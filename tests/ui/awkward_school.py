"""The school that is shown, with what does not fit: long names, a full class, many works, an empty one, no lessons."""

from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from app.domain.records import (
    NEVER,
    Enrolment,
    Lesson,
    Membership,
    Pupil,
    Record,
    Subject,
    Work,
)
from app.ids import ClassId, GroupId, JournalId, SubjectId, WorkId, WorkTypeId
from tests.ui.shown_school import (
    ALGEBRA,
    BEGINS,
    KINDS,
    NAMES,
    TODAY,
    access_requests,
    excuse_proposals,
    pupil_id,
    shown_school,
)

LONG = ("Константинопольская-Задунайская-" * 4)[:100]
"""A surname of 100 letters."""

WORKS = 12
PUPILS = 45
EMPTY, WITHOUT_LESSONS = JournalId("algebra-9а"), JournalId("probability-10б")


def awkward_school() -> Iterator[Record]:
    """Yield everything."""
    for each in shown_school():
        if not _is_left_out(each):
            yield from _made_awkward(each)
    for row in range(len(NAMES), PUPILS):
        pupil = pupil_id(row)
        yield Pupil(pupil, NEVER, f"Яковлева{row}", "Александра-Мария", "", BEGINS - timedelta(days=5000), "")
        yield Enrolment(f"e-{pupil}", NEVER, pupil, ClassId("7Б"), BEGINS, None, "1")
        yield Membership(f"m-{pupil}", NEVER, GroupId("7Б"), pupil, BEGINS, None)
    for each in access_requests():
        yield replace(each, applicant=f"{LONG} Александра-Мария Всеволодовна")
    for told in excuse_proposals():
        yield replace(told, proposer=f"{LONG} Александра-Мария Всеволодовна", document=LONG)


def _is_left_out(record: Record) -> bool:
    if isinstance(record, Membership):
        return record.group == GroupId("9А")
    return isinstance(record, Lesson) and record.journal == WITHOUT_LESSONS


def _made_awkward(record: Record) -> Iterator[Record]:
    if isinstance(record, Pupil) and record.id in {pupil_id(0), pupil_id(4)}:
        yield replace(record, surname=LONG)
    elif isinstance(record, Subject) and record.id == SubjectId("algebra"):
        yield replace(record, name="Алгебра и начала математического анализа с углублённым изучением")
    else:
        yield record
    if isinstance(record, Lesson) and record.journal == ALGEBRA and record.day == TODAY:
        for number in range(WORKS):
            kind = KINDS[number % len(KINDS)]
            work = WorkId(f"today-{number}")
            yield Work(
                work, NEVER, ALGEBRA, record.id, WorkTypeId(kind[0]), f"Работа по вариантам № {number + 1}", kind[3]
            )
