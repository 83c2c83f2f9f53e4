"""What pupils owe: a point in the cell, which counts nowhere; a mark for the work pays it."""

from tests.tour.hands import expect
from tests.year.acts.marking import value_of
from tests.year.pages import Page, close_pages, open_page
from tests.year.roster import Lesson
from tests.year.sitting import Sitting

KEY = "д"


def owe(at: Sitting, *, title: str, subject: str) -> str:
    """Say of two pupils without a mark for a work of this term that they owe it; one of them hands it in."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    paid, owed = empty_cells(at, page)[:2]
    for lesson, pupil in (paid, owed):
        before = page.averages()[pupil]
        page.go(lesson, pupil)
        page.type(KEY)
        at.notebook.owe(lesson.id, pupil)
        page.check(lesson)
        expect(page.averages()[pupil], before, "the average of whoever owes a work")
    lesson, pupil = paid
    value = value_of(book.labels[pupil], at.random("owed"))
    page.go(lesson, pupil)
    page.type(value)
    at.notebook.give(book.id, lesson.id, pupil, value)
    page.check(lesson)
    close_pages(1)
    return f"{title} {subject}: two works owed, one handed in for a {value}"


def empty_cells(at: Sitting, page: Page) -> list[tuple[Lesson, str]]:
    """Return the cells of this term's lessons with a work in which a pupil who was there has nothing."""
    term = page.book.term_on(at.today)
    return [
        (lesson, pupil)
        for lesson in (page.book.lessons_of(term, at.today) if term else ())
        if at.notebook.works.get(lesson.id)
        for pupil in page.pupils
        if page.book.is_here(pupil, lesson.day) and not at.notebook.shown(lesson.id, pupil)
    ]
