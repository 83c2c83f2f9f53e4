"""A pupil's card: what a teacher may know of a pupil, the own subjects, or all of them for the class teacher."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, or_, select

from app.domain.attendance import Absence
from app.domain.collation import russian_key
from app.domain.finals import PupilYear
from app.domain.pages import JournalDebt
from app.domain.pupil_cards import CardAbsence, CardSubject, PupilCard
from app.errors import NoSuchThingError
from app.ids import JournalId, LessonId, PupilId
from app.services.debts import read_debts_of_pupil
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.services.pupil_years import SchoolFacts, read_facts, read_school_facts
from app.services.remarks import read_remarks_of_pupil
from app.services.rights import is_my_journal
from app.store.rows import AnyRow
from app.store.tables import (
    attendance,
    enrolment,
    group,
    identity,
    journal,
    lesson,
    membership,
    pupil,
    school_class,
    subject,
)
from app.store.unit import Unit

_ME = select(identity.c.teacher).scalar_subquery()
_WHO = select(*COLUMNS).where(pupil.c.id == bindparam("pupil"))
_CLASSES = (
    select(school_class.c.grade, school_class.c.letter, (school_class.c.teacher == _ME).label("is_own"))
    .join(enrolment, enrolment.c.school_class == school_class.c.id)
    .where(
        enrolment.c.pupil == bindparam("pupil"),
        enrolment.c.first <= bindparam("today"),
        or_(enrolment.c.last.is_(None), enrolment.c.last >= bindparam("today")),
    )
    .order_by(enrolment.c.first.desc())
)
_TAUGHT = (
    select(journal.c.id, subject.c.name.label("subject"), group.c.name)
    .join(group, group.c.id == journal.c.group)
    .join(subject, subject.c.id == journal.c.subject)
    .join(
        membership,
        and_(
            membership.c.group == group.c.id,
            membership.c.pupil == bindparam("pupil"),
            or_(membership.c.last.is_(None), membership.c.last >= membership.c.first),
        ),
    )
    .distinct()
)
_ABSENCES = (
    select(
        attendance.c.journal,
        attendance.c.lesson,
        attendance.c.code,
        attendance.c.minutes,
        attendance.c.document,
        attendance.c.document_day,
        lesson.c.day,
        lesson.c.number,
    )
    .join(lesson, lesson.c.id == attendance.c.lesson)
    .where(
        attendance.c.pupil == bindparam("pupil"),
        attendance.c.journal.in_(bindparam("journals", expanding=True)),
        attendance.c.code != "",
    )
    .order_by(lesson.c.day.desc(), lesson.c.number.desc())
)
_DAYS = (
    select(lesson.c.journal, lesson.c.day, lesson.c.id)
    .where(lesson.c.journal.in_(bindparam("journals", expanding=True)), lesson.c.cancelled.is_(False))
    .order_by(lesson.c.day, lesson.c.number)
)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the subjects of a card have in common, read once for all of them."""

    school: SchoolFacts
    lessons: Mapping[str, Mapping[date, LessonId]]
    debts: Mapping[JournalId, tuple[JournalDebt, ...]]


def read_card(unit: Unit, who: PupilId, *, journal_id: JournalId | None, today: date) -> PupilCard:
    """Return a pupil's card. journal_id: of the page on which the card is wanted, None for no journal.

    The subjects are that journal's, one's own, and for the class teacher all of them.

    Raises:
        NoSuchThingError: nothing is known here of the pupil (any more).
    """
    row = unit.connection.execute(_WHO, {"pupil": who}).one_or_none()
    if row is None:
        raise NoSuchThingError(kind="pupil")
    classes = unit.connection.execute(_CLASSES, {"pupil": who, "today": today}).all()
    taught = unit.connection.execute(_TAUGHT, {"pupil": who}).all()
    is_own = any(each.is_own for each in classes)
    wanted = [each for each in taught if is_own or each.id == journal_id or is_my_journal(unit, each.id)]
    wanted.sort(key=lambda each: (each.id != journal_id, russian_key(each.subject), each.name))
    journals = [JournalId(each.id) for each in wanted]
    shared = _Shared(read_school_facts(unit), _lessons(unit, journals), read_debts_of_pupil(unit, who))
    return PupilCard(
        pupil_rows([row])[0],
        row.born,
        f"{classes[0].grade}{classes[0].letter}" if classes else "",
        tuple(_subject(unit, each, who, today, shared) for each in wanted),
        _absences(unit, who, wanted),
        read_remarks_of_pupil(unit, who, journals),
    )


def _lessons(unit: Unit, journals: Sequence[JournalId]) -> Mapping[str, Mapping[date, LessonId]]:
    found: dict[str, dict[date, LessonId]] = defaultdict(dict)
    for key, day, at in unit.connection.execute(_DAYS, {"journals": journals}):
        found[key][day] = LessonId(at)
    return found


def _subject(unit: Unit, named: AnyRow, who: PupilId, today: date, shared: _Shared) -> CardSubject:
    key = JournalId(named.id)
    facts = read_facts(unit, key, today=today, who=who, school=shared.school)
    return CardSubject(
        key,
        named.subject,
        named.name,
        facts.subject,
        tuple(each for each in facts.periods if each.first is not None),
        facts.years.get(who, PupilYear()),
        shared.debts.get(key, ()),
        shared.lessons.get(key, {}),
    )


def _absences(unit: Unit, who: PupilId, taught: Sequence[AnyRow]) -> tuple[CardAbsence, ...]:
    names = {each.id: each.subject for each in taught}
    rows = unit.connection.execute(_ABSENCES, {"pupil": who, "journals": list(names)})
    return tuple(
        CardAbsence(
            JournalId(row.journal),
            LessonId(row.lesson),
            names[row.journal],
            row.day,
            row.number,
            Absence(row.code),
            row.minutes,
            row.document,
            row.document_day,
        )
        for row in rows
    )
