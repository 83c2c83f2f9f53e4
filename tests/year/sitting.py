"""Somebody at a desktop on a day of the year: who, when, and what they have in their hands."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from tests.year.notebook import Notebook, load, save
from tests.year.roster import Book, read_books

NOTEBOOK, SEEN, TIMES, TOLD = "notebook.json", "seen.json", "times.json", "told.txt"
"""Files of the scenario's folder."""

ADDRESS = "portal.txt"
"""Where the portal's address is told."""


class SeenFinal(Struct, frozen=True):
    """A cell of «Итоги» as the window showed it. average: hundredths, None for none."""

    journal: str
    pupil: str
    period: str
    average: int | None
    proposed: str | None
    value: str
    reason: str


class SeenAverage(Struct, frozen=True):
    """The average beside a pupil's name on a journal's page. average: hundredths, None for none."""

    journal: str
    pupil: str
    period: str
    average: int | None


class Seen(Struct):
    """What the windows showed at the year's end."""

    finals: list[SeenFinal] = msgspec.field(default_factory=list)
    averages: list[SeenAverage] = msgspec.field(default_factory=list)


@dataclass
class Sitting:
    """One run of the program by one person. books: the person's own journals, by class and subject.

    random: the same each time for this person and day.
    """

    folder: Path
    login: str
    now: datetime
    notebook: Notebook
    books: tuple[Book, ...]
    seen: Seen
    times: dict[str, list[float]] = field(default_factory=dict)
    typed: int = 0

    @property
    def today(self) -> date:
        """The day of this sitting."""
        return self.now.date()

    def random(self, about: str) -> Random:
        """Return chance that is the same each time the scenario is played."""
        return Random(f"{self.login} {self.today} {about}")  # noqa: S311 (invented marks, not secrets)

    def own(self, *classes: str, subject: str = "") -> tuple[Book, ...]:
        """Return the person's journals of some classes, of all of them where none is named."""
        wanted = [book for book in self.books if not classes or book.school_class in classes]
        return tuple(book for book in wanted if subject in {"", book.subject})

    @contextmanager
    def timed(self, operation: str) -> Iterator[None]:
        """Measure an operation of a page, in milliseconds."""
        begun = time.perf_counter()
        yield
        self.times.setdefault(operation, []).append((time.perf_counter() - begun) * 1_000)

    def keep(self) -> None:
        """Write down what was typed, seen and measured."""
        save(self.notebook, self.folder / NOTEBOOK)
        (self.folder / SEEN).write_bytes(msgspec.json.encode(self.seen))
        (self.folder / TIMES).write_bytes(msgspec.json.encode(self.times))


def sit_down(folder: Path, login: str, now: datetime) -> Sitting:
    """Take up what was written down before."""
    books = tuple(book for book in read_books(folder / "portal").values() if login in book.teachers)
    seen = folder / SEEN
    times = folder / TIMES
    return Sitting(
        folder,
        login,
        now,
        load(folder / NOTEBOOK),
        books,
        msgspec.json.decode(seen.read_bytes(), type=Seen) if seen.exists() else Seen(),
        msgspec.json.decode(times.read_bytes(), type=dict[str, list[float]]) if times.exists() else {},
    )
