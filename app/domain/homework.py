"""Homework: the lesson that it is for, and the addresses that go with it."""

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from app.errors import BadLinkError

SCHEMES = frozenset({"http", "https"})
"""Of addresses that a browser opens without starting anything else."""


class Given(Protocol):
    """A lesson as far as its homework goes. homework_due: the lesson that it is for, empty for the next one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def cancelled(self) -> bool:
        """Whether it is not held."""
        ...

    @property
    def homework_due(self) -> str:
        """The lesson that its homework is for."""
        ...


def due_place(lessons: Sequence[Given], place: int) -> int | None:
    """Return the place of the lesson that a lesson's homework is for, None where none is left.

    lessons: of one journal, by day and number. Where the lesson that was named is cancelled, or does not lie behind
    any more, it is the next one that is held.
    """
    named = lessons[place].homework_due
    following = range(place + 1, len(lessons))
    begin = next((n for n in following if lessons[n].id == named), place + 1) if named else place + 1
    return next((n for n in range(begin, len(lessons)) if not lessons[n].cancelled), None)


def read_links(text: str) -> tuple[str, ...]:
    """Return the addresses of a text, one a line.

    Raises:
        BadLinkError: a line is no address of a page on the web.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        if not is_link(line):
            raise BadLinkError(line)
    return tuple(lines)


def shown_links(text: str) -> tuple[str, ...]:
    """Return the addresses of a text that may be opened; whatever else came from elsewhere is left out."""
    return tuple(line.strip() for line in text.splitlines() if is_link(line.strip()))


def is_link(text: str) -> bool:
    """Return whether a text is the address of a page on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.hostname) and text.isprintable() and " " not in text
