"""The years that wait for the deputy head because of «н/а», of all journals, and deciding them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import and_, select

from app.changes import Changes
from app.domain.collation import russian_key
from app.domain.final_marks import NOT_ASSESSED, Ground, year_mark
from app.domain.finals import average_text
from app.domain.pages import PupilRow
from app.domain.periods import YEAR
from app.domain.rules import MarkingRules
from app.domain.scales import scale_named
from app.domain.year_cases import YearCase
from app.errors import ReasonNeededError
from app.ids import JournalId, OperationId, PupilId
from app.operations import FinalSet, Operation
from app.services.group_classes import CLASSES
from app.services.names import short_name
from app.services.pupil_rows import COLUMNS, name_key, pupil_rows
from app.services.reading import title_of
from app.services.school_rules import read_rules
from app.store.rows import AnyRow
from app.store.tables import (
    assignment,
    final_mark,
    group,
    identity,
    journal,
    mark_scale,
    pupil,
    school_class,
    subject,
    teacher,
    term,
)
from app.store.unit import Unit

_PLACES = (
    select(final_mark.c.journal, final_mark.c.pupil)
    .where(final_mark.c.value == NOT_ASSESSED, final_mark.c.period.in_(select(term.c.id)))
    .distinct()
    .cte("places")
)
_SET = select(
    final_mark.c.journal, final_mark.c.pupil, final_mark.c.period, final_mark.c.value, final_mark.c.token
).join(_PLACES, and_(_PLACES.c.journal == final_mark.c.journal, _PLACES.c.pupil == final_mark.c.pupil))
_YEARS = (
    select(
        final_mark.c.journal,
        final_mark.c.pupil,
        final_mark.c.reason,
        final_mark.c.author,
        (final_mark.c.author == select(identity.c.teacher).scalar_subquery()).label("is_mine"),
        select(assignment.c.id)
        .where(assignment.c.journal == final_mark.c.journal, assignment.c.teacher == final_mark.c.author)
        .exists()
        .label("is_teachers"),
        teacher.c.surname,
        teacher.c.name,
        teacher.c.patronymic,
    )
    .outerjoin(teacher, teacher.c.id == final_mark.c.author)
    .where(final_mark.c.period == YEAR, final_mark.c.value != "")
)
_JOURNALS = (
    select(
        journal.c.id,
        school_class.c.grade,
        school_class.c.letter,
        group.c.name,
        CLASSES,
        subject.c.name.label("subject"),
        subject.c.scale,
        mark_scale.c.scheme,
    )
    .join(group, group.c.id == journal.c.group)
    .join(school_class, school_class.c.id == group.c.school_class)
    .join(subject, subject.c.id == journal.c.subject)
    .outerjoin(mark_scale, mark_scale.c.id == subject.c.scale)
    .where(journal.c.id.in_(select(_PLACES.c.journal)))
)
_PUPILS = select(*COLUMNS).where(pupil.c.id.in_(select(_PLACES.c.pupil)))
_TERMS = select(term).order_by(term.c.first, term.c.id)

Where = tuple[JournalId, PupilId]


def read_year_cases(unit: Unit) -> tuple[YearCase, ...]:
    """Return the years whose terms are all set and whose mark the deputy head decides, by class, subject and name.

    A year that a deputy head has decided is none of them: its mark is by oneself, or by nobody who teaches the journal.
    """
    rules, read = read_rules(unit), _Read(unit)
    found = [case for where in read.decided for case in read.case(where, rules)]
    return tuple(
        sorted(found, key=lambda each: (read.order(each.journal), russian_key(each.subject), name_key(each.pupil)))
    )


def decide_year(unit: Unit, *, case: YearCase, value: str, reason: str) -> Changes:
    """Set a year's mark as the deputy head; its teacher is told like of any change.

    Raises:
        ReasonNeededError: no reason was given.
        UnknownMarkError: it is no mark for a period.
        ChangedSinceError: somebody set another one meanwhile.
    """
    if not reason.strip():
        raise ReasonNeededError
    said = FinalSet(case.journal, case.pupil.id, YEAR, value, average_text(case.mean), reason.strip())
    return unit.record(Operation(said, base=case.token))


class _Read:
    """What the cases are made of, a statement for each kind."""

    def __init__(self, unit: Unit) -> None:
        self.decided: dict[Where, dict[str, AnyRow]] = defaultdict(dict)
        for row in unit.connection.execute(_SET):
            self.decided[row.journal, row.pupil][row.period] = row
        self._years = {(row.journal, row.pupil): row for row in unit.connection.execute(_YEARS)}
        self._journals: Mapping[str, AnyRow] = {row.id: row for row in unit.connection.execute(_JOURNALS)}
        self._pupils = {who.id: who for who in pupil_rows(unit.connection.execute(_PUPILS))}
        self._terms = unit.connection.execute(_TERMS).all()

    def case(self, where: Where, rules: MarkingRules) -> Iterator[YearCase]:
        """Yield the case of a pupil in a journal, if it is one."""
        named, who, year = self._journals[where[0]], self._pupils.get(where[1]), self._years.get(where)
        terms = [each for each in self._terms if each.first_grade <= named.grade <= each.last_grade]
        values = self.decided[where]
        proposed = year_mark([values[each.id].value or None if each.id in values else None for each in terms], rules)
        is_decided = year is not None and (year.is_mine or not year.is_teachers)
        if who is None or is_decided or proposed.ground is not Ground.DEPUTY_HEAD:
            return
        told = tuple((each.name, values[each.id].value) for each in terms)
        yield self._case(where, who, told, proposed.mean)

    def order(self, key: JournalId) -> tuple[object, ...]:
        """Return what classes are ordered by."""
        row = self._journals[key]
        return row.grade, row.letter

    def _case(self, where: Where, who: PupilRow, terms: tuple[tuple[str, str], ...], mean: Decimal | None) -> YearCase:
        named, year, mark = self._journals[where[0]], self._years.get(where), self.decided[where].get(YEAR)
        case = YearCase(
            where[0], title_of(named), named.subject, who, terms, mean, scale=scale_named(named.scale, named.scheme)
        )
        if mark is not None:
            case = replace(case, token=OperationId(mark.token))
        if mark is None or year is None:
            return case
        return replace(case, value=mark.value, reason=year.reason, author=short_name(year))
