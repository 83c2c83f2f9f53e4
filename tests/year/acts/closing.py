"""The deputy head's acts on terms: closing them class by class, opening one again with a reason."""

from collections.abc import Sequence
from datetime import date

from tests.tour.hands import expect
from tests.year.pages import Finals, answer, close_pages, open_finals
from tests.year.roster import Book
from tests.year.sitting import Sitting

ITEM = "finals_term"


def close_terms(at: Sitting, *, day: date, classes: Sequence[str] = ()) -> str:
    """Close the terms that end on a day for every class of the deputy head's journals, or for these."""
    done = []
    for book in by_class(at, classes):
        term = book.term_on(day)
        if term and term.last == day and (book.class_id, term.id) not in at.notebook.closed:
            finals = open_finals(at, book)
            finals.choose_from_menu(finals.pupils[0], term.id, ITEM)
            answer()
            expect(is_closed(finals, term.id), wanted=True, what=f"{term.name} of {book.school_class} closed")
            at.notebook.closed.append((book.class_id, term.id))
            done.append(book.school_class)
            close_pages(2)
    return f"closed for {', '.join(done)}"


def open_again(at: Sitting, *, title: str, day: date, reason: str) -> str:
    """Open a class's closed term again."""
    (book,) = by_class(at, [title])
    term = book.term_on(day)
    if term is None:
        raise ValueError(day)
    finals = open_finals(at, book)
    finals.choose_from_menu(finals.pupils[0], term.id, ITEM)
    answer(reason)
    expect(is_closed(finals, term.id), wanted=False, what=f"{term.name} of {title} open")
    at.notebook.closed.remove((book.class_id, term.id))
    close_pages(2)
    return f"{term.name} of {title} is open again: {reason}"


def by_class(at: Sitting, classes: Sequence[str]) -> list[Book]:
    """Return one of the person's journals for each class."""
    return list({book.school_class: book for book in at.own(*classes)}.values())


def is_closed(finals: Finals, period: str) -> bool:
    """Return whether «Итоги» shows a period as closed."""
    return next(each.closed for each in finals.model.page.periods if each.id == period)
