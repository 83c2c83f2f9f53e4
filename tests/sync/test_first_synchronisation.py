"""Pages go straight into the journal: what a teacher sees meanwhile is never less than before, and work goes on."""

import threading
from collections.abc import Callable

import pytest

from app.domain.pages import JournalPage
from app.errors import OfflineError
from app.services.receiving import forget_cursor, scope_of
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop
from tests.sync.test_rounds import Between

PAGE_ROWS = 7


def in_pages(desktop: Desktop, before_page: Callable[[int], None]) -> Between:
    return Between(desktop.portal(), page_rows=PAGE_ROWS, before_page=before_page)


def lose_cursor(desktop: Desktop) -> None:
    """Let everything be due again, as after a portal that was put back."""
    with desktop.store.unit() as unit:
        forget_cursor(unit)


@pytest.fixture
def marked(anna: Desktop) -> Desktop:
    for n in range(12):
        anna.put("5", pupil=PUPILS[n])
    anna.round()
    return anna


def test_a_class_is_never_shown_by_half_while_it_is_read_anew(marked: Desktop) -> None:
    whole, seen = marked.page(), list[JournalPage]()
    lose_cursor(marked)
    marked.round(portal=in_pages(marked, lambda _: seen.append(marked.page())))
    assert len(seen) > len(LESSONS) // PAGE_ROWS
    assert all(page == whole for page in (*seen, marked.page()))


def test_reading_anew_goes_on_where_it_was_cut_and_shows_everything_meanwhile(marked: Desktop) -> None:
    whole = marked.page()
    lose_cursor(marked)

    def cut(page: int) -> None:
        if page == 9:
            raise OfflineError

    first = in_pages(marked, cut)
    with pytest.raises(OfflineError):
        marked.round(portal=first)
    assert marked.page() == whole
    with marked.store.reading() as unit:
        assert scope_of(unit) == ""
    second = in_pages(marked, lambda _: None)
    marked.round(portal=second)
    assert not {(ask.part, ask.after) for ask in first.asked} & {(ask.part, ask.after) for ask in second.asked}
    assert marked.page() == whole


def test_entries_are_kept_and_sent_while_a_class_is_read_anew(marked: Desktop) -> None:
    lose_cursor(marked)

    def typed(page: int) -> None:
        marked.put("4", pupil=PUPILS[page % len(PUPILS)], lesson=LESSONS[1 + page // len(PUPILS)])

    between = in_pages(marked, typed)
    marked.round(portal=between)
    marked.round()
    page = marked.page()
    entered = [cell for (_, lesson), cell in page.cells.items() if lesson in LESSONS[1:3] and cell.marks]
    assert (marked.waiting(), len(entered)) == (0, len(between.asked))


def test_the_first_time_an_entry_is_possible_as_soon_as_its_lesson_is_here(new_desktop: NewDesktop) -> None:
    desktop, typed = new_desktop("anna"), threading.Event()

    def type_when_possible(_page: int) -> None:
        with desktop.store.reading() as unit:
            if typed.is_set() or not unit.connection.exec_driver_sql("SELECT count(*) FROM lesson").scalar():
                return
        desktop.put("5")
        typed.set()

    desktop.round(portal=in_pages(desktop, type_when_possible))
    assert typed.is_set()
    assert (desktop.waiting(), [mark.value for mark in desktop.cell().marks]) == (0, ["5"])
