"""How pupils sit in a room: desks in rows, one or two seats each; moving, exchanging, and the text that is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.ids import PupilId

Seat = tuple[int, int]
"""Row from the board, and place in it from the left, both from 0."""

DESKS_ACROSS, ROWS, SEATS = range(1, 7), range(1, 11), range(1, 3)
"""How many desks a row, how many rows, and how many seats a desk there may be."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A room. across: desks in a row. rows: from the board. seats: of a desk, 1 or 2. places: by pupil, no seat twice.

    A pupil who is not here has no seat yet.
    """

    across: int = 3
    rows: int = 6
    seats: int = 2
    places: Mapping[PupilId, Seat] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Return how many seats a row has."""
        return self.across * self.seats

    def at(self, seat: Seat) -> PupilId | None:
        """Return who sits there."""
        return next((who for who, place in self.places.items() if place == seat), None)

    def has(self, seat: Seat) -> bool:
        """Return whether the room has such a seat."""
        return 0 <= seat[0] < self.rows and 0 <= seat[1] < self.width

    def moved(self, who: PupilId, seat: Seat) -> "Layout":
        """Return the room with a pupil on a seat; whoever sits there goes to the other's seat, or has none."""
        if not self.has(seat):
            return self
        places = dict(self.places)
        before, there = places.pop(who, None), self.at(seat)
        if there is not None and there != who:
            del places[there]
            if before is not None:
                places[there] = before
        places[who] = seat
        return replace(self, places=places)

    def without(self, who: PupilId) -> "Layout":
        """Return the room with a pupil who has no seat."""
        return replace(self, places={each: seat for each, seat in self.places.items() if each != who})

    def sized(self, across: int, rows: int, seats: int) -> "Layout":
        """Return the room with other desks; those whose seats are gone have none."""
        resized = replace(self, across=across, rows=rows, seats=seats)
        # a pupil keeps the desk: the seat beside it is another one where desks have one seat more or less
        kept = {
            who: (row, place // self.seats * seats + place % self.seats)
            for who, (row, place) in self.places.items()
            if place % self.seats < seats
        }
        return replace(resized, places={who: seat for who, seat in kept.items() if resized.has(seat)})

    def filled(self, pupils: Iterable[PupilId]) -> "Layout":
        """Return the room with whoever has no seat on the free ones, from the board and from the left."""
        taken = set(self.places.values())
        free = ((row, place) for row in range(self.rows) for place in range(self.width) if (row, place) not in taken)
        waiting = [who for who in pupils if who not in self.places]
        return replace(self, places={**self.places, **dict(zip(waiting, free, strict=False))})

    def only(self, pupils: Iterable[PupilId]) -> "Layout":
        """Return the room with those of its pupils who are among these."""
        known = set(pupils)
        return replace(self, places={who: seat for who, seat in self.places.items() if who in known})


USUAL = Layout()


def read_layout(text: str) -> Layout:
    """Return the room that a text holds; whatever is not understood is left out, an empty text is the usual room."""
    first, *lines = text.splitlines() or [""]
    sizes = [int(part) for part in first.split() if part.isascii() and part.isdecimal()]
    if len(sizes) != 3 or sizes[0] not in DESKS_ACROSS or sizes[1] not in ROWS or sizes[2] not in SEATS:  # noqa: PLR2004 (across, rows, seats)
        return USUAL
    layout = Layout(sizes[0], sizes[1], sizes[2])
    for line in lines:
        who, *numbers = line.split() or [""]
        place = [int(part) for part in numbers if part.isascii() and part.isdecimal()]
        if who and len(place) == len(numbers) == 2 and layout.at((place[0], place[1])) is None:  # noqa: PLR2004 (row and place)
            layout = layout.moved(PupilId(who), (place[0], place[1]))
    return layout


def layout_text(layout: Layout) -> str:
    """Return a room as `read_layout` reads it: its sizes, then a pupil a line with row and place, in their order."""
    seats = sorted((seat, who) for who, seat in layout.places.items())
    listed = (f"{who} {row} {place}" for (row, place), who in seats)
    return "\n".join([f"{layout.across} {layout.rows} {layout.seats}", *listed])
