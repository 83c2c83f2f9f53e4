"""The school's scales of marks: defined by the office and given to subjects."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.domain.records import NEVER, Subject
from app.domain.regulations import MarkScale
from app.domain.scales import PASS_FAIL, Scale, ScaleFlaw, check_scale, scale_text
from app.ids import SchoolId, derived
from portal.errors import ImpossibleScaleError, UnknownScaleError, UnknownSubjectError
from portal.exchange.office import put_records
from portal.store.tables import TABLES

mark_scale, subject = TABLES[MarkScale], TABLES[Subject]

FIVE_POINTS = "5"
"""How the office calls the scale that a subject has where nothing is said."""

BUILT_IN = {FIVE_POINTS: "", PASS_FAIL.name: PASS_FAIL.name}
"""Names of the scales that every school has, with what Subject.scale says."""

FLAWS = {
    ScaleFlaw.EMPTY: "нет ни одного значения",
    ScaleFlaw.TWICE: "значение «{}» стоит дважды",
    ScaleFlaw.UNTYPABLE: "значение «{}» не набрать в клетке: до 8 знаков, без пробела и /, не с н, б, у, о, с",
    ScaleFlaw.UNKNOWN_FIVE: "у значения «{}» отметка не из 5, 4, 3, 2, 1",
    ScaleFlaw.ORDER: "значение «{}» стоит ниже, а отметка у него выше: лучшие значения идут первыми",
}
"""What is wrong with a scale, in words."""


def define_scale(connection: Connection, school: SchoolId, scale: Scale, *, received_ms: int) -> None:
    """Define a scale of the school, or change it; it reaches every desktop by synchronisation.

    Raises:
        ImpossibleScaleError: marks could not be typed or counted by it; nothing was changed.
    """
    if scale.name in BUILT_IN:
        raise ImpossibleScaleError(scale.name, "это имя занято")
    if flaws := check_scale(scale):
        flaw, value = flaws[0]
        raise ImpossibleScaleError(scale.name, FLAWS[flaw].format(value))
    row = MarkScale(derived("mark_scale", school, scale.name), NEVER, scale.name, scale_text(scale))
    put_records(connection, school, (row,), received_ms=received_ms)


def give_scale(
    connection: Connection, school: SchoolId, name: str, subjects: Sequence[str], *, received_ms: int
) -> None:
    """Let subjects be marked by a scale; marks that stand already and are none of it inform only.

    name: of a scale of the school, or one of BUILT_IN. subjects: their names or short names.

    Raises:
        UnknownScaleError: the school has no such scale.
        UnknownSubjectError: the school has no such subject; nothing was changed.
    """
    known = BUILT_IN | {row.name: row.id for row in _scales(connection, school)}
    if name not in known:
        raise UnknownScaleError(name)
    rows = connection.execute(select(subject).where(subject.c.school_id == school))
    listed = [Subject(row.id, row.token, row.name, row.short, row.scale) for row in rows]
    chosen = [_named(listed, each) for each in subjects]
    put_records(
        connection,
        school,
        tuple(Subject(each.id, NEVER, each.name, each.short, known[name]) for each in chosen),
        received_ms=received_ms,
    )


def scales_text(connection: Connection, school: SchoolId) -> str:
    """Return every scale with its values and the subjects that have it, a line each."""
    rows = connection.execute(select(subject.c.name, subject.c.scale).where(subject.c.school_id == school)).all()
    scales = [(FIVE_POINTS, "", "5 4 3 2 1"), (PASS_FAIL.name, PASS_FAIL.name, scale_text(PASS_FAIL))]
    scales += [(row.name, row.id, row.scheme) for row in _scales(connection, school)]
    return "\n".join(
        f"{name}: {values}    {', '.join(sorted(row.name for row in rows if row.scale == key)) or '—'}"
        for name, key, values in scales
    )


def _scales(connection: Connection, school: SchoolId) -> Sequence[MarkScale]:
    rows = connection.execute(select(mark_scale).where(mark_scale.c.school_id == school).order_by(mark_scale.c.name))
    return [MarkScale(row.id, row.token, row.name, row.scheme) for row in rows]


def _named(listed: Sequence[Subject], name: str) -> Subject:
    wanted = name.strip().casefold()
    for each in listed:
        if wanted in {each.name.casefold(), each.short.casefold()}:
            return each
    raise UnknownSubjectError(name)
