"""An entry on its way into the journal: it may be asked about before it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from app.changes import Changes, merged
from app.errors import UnconfirmedError
from app.ids import LessonId, PupilId
from app.services.entry_checks import Said
from app.services.requesting import MarkRequest
from app.store.unit import Unit

Command: TypeAlias = Callable[[Unit, Said], Changes]
Key = tuple[PupilId, LessonId]
"""Which cell, wherever it stands after a synchronisation."""


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """What is to be written. cells: where, the first one is where it is asked about. said: along with it so far.

    request: what a deputy head is asked for where the term is closed, None where nobody is asked.
    """

    command: Command
    cells: tuple[Key, ...]
    said: Said
    request: MarkRequest | None = None

    def confirmed(self, doubt: type[UnconfirmedError]) -> "Attempt":
        """Return the same, with the word that it is meant."""
        return replace(self, said=replace(self.said, confirmed=self.said.confirmed | {doubt}))


def with_reason(attempts: Sequence[Attempt], reason: str) -> Attempt:
    """Return one attempt of several, all with the same reason; none of them is written without the others."""

    def command(unit: Unit, said: Said) -> Changes:
        return merged(
            each.command(unit, replace(each.said, reason=reason, confirmed=each.said.confirmed | said.confirmed))
            for each in attempts
        )

    cells = tuple(cell for each in attempts for cell in each.cells)
    return Attempt(command, cells, replace(attempts[0].said, reason=reason))
