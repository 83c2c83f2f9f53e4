"""Which marks a journal counts: its own, and those that came with a pupil from the old class's sheet of the subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tests.year.notebook import Mark, Notebook
from tests.year.roster import Book, Member


@dataclass(frozen=True)
class Entry:
    """A mark as the tables of a journal have it. day: of its lesson. text: what they call its work."""

    mark: Mark
    day: date
    text: str


def entries_of(book: Book, sources: Sequence[Book], notebook: Notebook) -> Iterator[Entry]:
    """Yield a journal's own marks, then those of other journals that count in it too.

    They are all marks, up to the last day here, of whoever had left another journal's group before coming to this one.
    sources: the journals from which somebody may have come.
    """
    for mark, day in _dated(book, notebook):
        yield Entry(mark, day, notebook.work_of(mark).text)
    for old, here in _moves(book, sources):
        for mark, day in _dated(old, notebook):
            if mark.pupil == here.pupil and day <= here.last:
                yield Entry(mark, day, f"{notebook.work_of(mark).text} (из {old.title})")


def left_behind(books: Sequence[Book], every: Sequence[Book]) -> list[Book]:
    """Return the journals beside these from which somebody came to one of them."""
    found = {old.id: old for book in books for old, _ in _moves(book, every)}
    return [old for key, old in found.items() if key not in {book.id for book in books}]


def _dated(book: Book, notebook: Notebook) -> Iterator[tuple[Mark, date]]:
    days = {lesson.id: lesson.day for lesson in book.lessons}
    return ((mark, days[mark.lesson]) for mark in notebook.of(book.id))


def _moves(book: Book, books: Sequence[Book]) -> Iterator[tuple[Book, Member]]:
    """Yield the other journals of the subject from which somebody came, with that pupil's time here."""
    others = (old for old in books if old.subject == book.subject and old.id != book.id)
    for old in others:
        for before in old.members:
            yield from ((old, here) for here in book.members if here.pupil == before.pupil and before.last < here.first)
