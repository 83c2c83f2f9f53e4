"""How a teacher has seated the pupils of a journal; it follows the teacher to every PC, and nobody else gets it."""

from sqlalchemy import bindparam, select

from app.changes import Changes
from app.domain.seating import Layout, layout_text, read_layout
from app.ids import JournalId
from app.operations import Operation
from app.planning import SeatingSet
from app.store.tables import identity, seating
from app.store.unit import Unit

_LAYOUT = (
    select(seating.c.layout)
    .join(identity, identity.c.teacher == seating.c.author)
    .where(seating.c.journal == bindparam("journal"))
)


def read_seating(unit: Unit, journal: JournalId) -> Layout:
    """Return how the pupils sit, the usual empty room where nothing was said."""
    return read_layout(unit.connection.execute(_LAYOUT, {"journal": journal}).scalar() or "")


def set_seating(unit: Unit, *, journal: JournalId, layout: Layout) -> Changes:
    """Seat the pupils of a journal; the later word counts.

    Raises:
        TooLongError: the class is larger than any that there is.
    """
    author = unit.replica.session(unit.connection).author
    return unit.record(Operation(SeatingSet(journal, author, layout_text(layout))))
