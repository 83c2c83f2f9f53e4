"""The school's scales of marks: defined by the office and given to subjects."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, select

from app.domain.collation import russian_key
from app.domain.records import NEVER, Journal, Mark, Subject
from app.domain.regulations import MarkScale
from app.domain.scales import FIVE, PASS_FAIL, Scale, ScaleFlaw, check_scale, scale_text
from app.ids import SchoolId, SubjectId, derived
from portal.errors import ImpossibleScaleError, UnknownScaleError, UnknownSubjectError
from portal.exchange.office import put_records
from portal.store.tables import TABLES

mark_scale, subject, mark, journal = TABLES[MarkScale], TABLES[Subject], TABLES[Mark], TABLES[Journal]

_VALUES = (
    select(mark.c.value, func.count())
    .join(journal, (journal.c.school_id == mark.c.school_id) & (journal.c.id == mark.c.journal))
    .where(mark.c.school_id == bindparam("school"), mark.c.annulled.is_(False))
    .where(journal.c.subject.in_(bindparam("subjects", expanding=True)))
    .group_by(mark.c.value)
)

FIVE_POINTS = "5"
"""How the office calls the scale that a subject has where nothing is said."""

BUILT_IN = {FIVE_POINTS: FIVE.name, PASS_FAIL.name: PASS_FAIL.name}
"""Names of the scales that every school has, with what Subject.scale says; where it says nothing it is the first.

Five points have a name for whoever gives them back: rows that say nothing leave the scale as it was chosen.
"""

FLAWS = {
    ScaleFlaw.EMPTY: "нет ни одного значения",
    ScaleFlaw.TWICE: "значение «{}» стоит дважды",
    ScaleFlaw.UNTYPABLE: "значение «{}» не набрать в клетке: до 8 знаков, без пробела и /, не с н, б, у, о, с",
    ScaleFlaw.UNKNOWN_FIVE: "у значения «{}» отметка не из 5, 4, 3, 2, 1",
    ScaleFlaw.ORDER: "значение «{}» стоит ниже, а отметка у него выше: лучшие значения идут первыми",
}
"""What is wrong with a scale, in words."""

LONGEST_NAME = 60
MOST_VALUES = 101
"""A hundred points and none."""


@dataclass(frozen=True, slots=True)
class GivenScale:
    """A scale with the subjects that have it. values: best first, as `read_scale` reads them. subjects: by name."""

    name: str
    values: str
    subjects: tuple[str, ...]


def define_scale(connection: Connection, school: SchoolId, scale: Scale, *, received_ms: int) -> None:
    """Define a scale of the school, or change it; it reaches every desktop by synchronisation.

    Raises:
        ImpossibleScaleError: marks could not be typed or counted by it; nothing was changed.
    """
    put_records(connection, school, (defined_scale(connection, school, scale),), received_ms=received_ms)


def defined_scale(connection: Connection, school: SchoolId, scale: Scale) -> MarkScale:
    """Return the row that defines a scale of the school, or changes the one of its name.

    Raises:
        ImpossibleScaleError: marks could not be typed or counted by it.
    """
    if flaw := name_flaw(scale.name) or values_flaw(scale):
        raise ImpossibleScaleError(scale.name, flaw)
    known = {row.name: row.id for row in read_own_scales(connection, school)}
    key = known.get(scale.name) or derived("mark_scale", school, scale.name)
    return MarkScale(key, NEVER, scale.name, scale_text(scale))


def with_scale(subject: Subject, scale: str) -> Subject:
    """Return the row that gives a subject another scale. scale: as in Subject."""
    return replace(subject, token=NEVER, scale=scale)


def count_marks(
    connection: Connection, school: SchoolId, subjects: Sequence[SubjectId], scale: Scale
) -> tuple[int, int]:
    """Return how many marks stand in journals of these subjects, and how many of those are no values of a scale."""
    found = connection.execute(_VALUES, {"school": school, "subjects": subjects}).all()
    return sum(count for _, count in found), sum(count for value, count in found if value not in scale)


def name_flaw(name: str) -> str:
    """Return what is wrong with a scale's name, in words; empty where it can be used."""
    if not name.strip():
        return "нужно название"
    if len(name) > LONGEST_NAME:
        return f"название длиннее {LONGEST_NAME} знаков"
    if not name.isprintable():
        return "в названии есть невидимые знаки"
    return "это имя занято" if name.casefold() in BUILT_IN else ""


def values_flaw(scale: Scale) -> str:
    """Return what is wrong with a scale's values, in words; empty where marks can be typed and counted by it."""
    if len(scale.values) > MOST_VALUES:
        return f"значений больше {MOST_VALUES}"
    hidden = [place for place, (value, _) in enumerate(scale.values, 1) if not value.isprintable()]
    if hidden:
        return f"в значении номер {hidden[0]} есть невидимые знаки"
    flaws = check_scale(scale)
    return FLAWS[flaws[0][0]].format(flaws[0][1]) if flaws else ""


def give_scale(
    connection: Connection, school: SchoolId, name: str, subjects: Sequence[str], *, received_ms: int
) -> None:
    """Let subjects be marked by a scale; marks that stand already and are none of it inform only.

    name: of a scale of the school, or one of BUILT_IN. subjects: their names or short names.

    Raises:
        UnknownScaleError: the school has no such scale.
        UnknownSubjectError: the school has no such subject; nothing was changed.
    """
    known = BUILT_IN | {row.name: row.id for row in read_own_scales(connection, school)}
    if name not in known:
        raise UnknownScaleError(name)
    listed = read_subjects(connection, school)
    chosen = [_named(listed, each) for each in subjects]
    put_records(
        connection,
        school,
        tuple(with_scale(each, known[name]) for each in chosen),
        received_ms=received_ms,
    )


def scales_text(connection: Connection, school: SchoolId) -> str:
    """Return every scale with its values and the subjects that have it, a line each."""
    return "\n".join(
        f"{each.name}: {each.values}    {', '.join(each.subjects) or '—'}" for each in read_scales(connection, school)
    )


def read_scales(connection: Connection, school: SchoolId) -> tuple[GivenScale, ...]:
    """Return every scale: those that each school has, then the school's own by name."""
    rows = connection.execute(select(subject.c.name, subject.c.scale).where(subject.c.school_id == school)).all()
    scales = [(FIVE_POINTS, FIVE.name, "5 4 3 2 1"), (PASS_FAIL.name, PASS_FAIL.name, scale_text(PASS_FAIL))]
    scales += [(row.name, row.id, row.scheme) for row in read_own_scales(connection, school)]
    return tuple(
        GivenScale(name, values, tuple(sorted(row.name for row in rows if (row.scale or FIVE.name) == key)))
        for name, key, values in scales
    )


def read_subjects(connection: Connection, school: SchoolId) -> list[Subject]:
    """Return the school's subjects by name."""
    rows = connection.execute(select(subject).where(subject.c.school_id == school))
    found = [Subject(row.id, row.token, row.name, row.short, row.scale) for row in rows]
    return sorted(found, key=lambda each: (russian_key(each.name), each.id))


def read_own_scales(connection: Connection, school: SchoolId) -> Sequence[MarkScale]:
    """Return the scales that the school has defined and not taken back, by name."""
    wanted = select(mark_scale).where(mark_scale.c.school_id == school, mark_scale.c.scheme != "")
    rows = connection.execute(wanted.order_by(mark_scale.c.name))
    return [MarkScale(row.id, row.token, row.name, row.scheme) for row in rows]


def _named(listed: Sequence[Subject], name: str) -> Subject:
    wanted = name.strip().casefold()
    for each in listed:
        if wanted in {each.name.casefold(), each.short.casefold()}:
            return each
    raise UnknownSubjectError(name)
