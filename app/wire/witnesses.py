"""What a PC tells the portal that it has seen of others and the portal has lost: strict, frozen messages."""

from msgspec import Struct

from app.domain.witnesses import Seen

MAX_TOLD = 200
"""Most rows in one question."""

KEPT, KNOWN, LATER, REFUSED = "kept", "known", "later", "refused"
"""What becomes of a row: it waits for the deputy head or was decided; the portal has it, or what wrote it; its journal,
lesson or author is not there (yet) for this PC; it is none that could stand there."""

FINAL = {KEPT, KNOWN, REFUSED}
"""Words after which a row is not told again, as long as the portal's history goes on."""


class Told(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A share of a row as it was confirmed to this PC. field: which one, as in a HeldEntry. row: the whole of it."""

    field: str
    row: Seen


class WitnessAsk(Struct, frozen=True, forbid_unknown_fields=True):
    """What others had written before the portal was put back. rows: at most MAX_TOLD."""

    rows: tuple[Told, ...]


class WitnessAnswer(Struct, frozen=True):
    """words: for each row, in their order, one of KEPT, KNOWN, LATER and REFUSED."""

    words: tuple[str, ...]
