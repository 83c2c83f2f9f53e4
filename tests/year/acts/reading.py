"""Reading what the windows show: «Итоги» cell by cell, and the averages beside the names on each term's page."""

from decimal import Decimal

from tests.year.pages import close_pages, open_finals, open_page
from tests.year.sitting import SeenAverage, SeenFinal, Sitting


def read_results(at: Sitting) -> str:
    """Write down everything that «Итоги» of one's journals and their pages show."""
    for book in at.own():
        finals = open_finals(at, book)
        for pupil in finals.pupils:
            for period in book.periods:
                cell = finals.cell(pupil, period)
                seen = hundredths(cell.average), cell.proposed, cell.value, cell.reason
                at.seen.finals.append(SeenFinal(book.id, pupil, period, *seen))
        close_pages(1)
        page = open_page(at, book)
        for term in book.terms:
            page.show_term(term.name)
            found = page.averages()
            at.seen.averages += [SeenAverage(book.id, pupil, term.id, shown) for pupil, shown in found.items()]
        close_pages(1)
    return f"{len(at.seen.finals)} cells of «Итоги», {len(at.seen.averages)} averages of pages so far"


def hundredths(average: Decimal | None) -> int | None:
    """Return an average as shown in hundredths."""
    return None if average is None else int(average * 100)
