"""A correction in a closed term, from the teacher's request to the deputy head's word, over a real portal."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from app.domain.attention import AttentionItem
from app.domain.pages import Standing
from app.errors import TermClosedError
from app.services.attention import dismiss, read_attention
from app.services.deciding import decide, read_held
from app.services.requesting import MarkRequest, ask_mark
from app.services.terms import close_term
from app.store.tables import revision
from resources.demo.serving import command
from tests.portal_process import PortalProcess
from tests.small_school import CLASS, LESSONS, PUPILS, WHOLE_YEAR
from tests.sync.desktops import Desktop, NewDesktop

IVANOV, MONDAY = PUPILS[0], LESSONS[0]


@pytest.fixture
def deputy(new_desktop: NewDesktop, portal_process: PortalProcess) -> Desktop:
    """Boris' PC; he is the deputy head."""
    command("user", "deputy", "--data", str(portal_process.data), "boris")
    desktop = new_desktop("boris")
    desktop.round()
    return desktop


@pytest.fixture
def _three_in_a_closed_term(anna: Desktop, deputy: Desktop) -> None:
    """Anna gave Ivanov a 3, and the term was closed before she saw that it was a mistake."""
    anna.put("3")
    anna.round()
    deputy.round()
    with deputy.store.unit() as unit:
        close_term(unit, term_id=WHOLE_YEAR, school_class=CLASS)
    deputy.round()
    anna.round()


def ask(desktop: Desktop, value: str) -> None:
    request = MarkRequest(IVANOV, MONDAY, desktop.cell(), value)
    with desktop.store.unit() as unit:
        ask_mark(unit, request=request, reason="Ошибка при вводе")


def listed(desktop: Desktop) -> Sequence[AttentionItem]:
    with desktop.store.reading() as unit:
        return read_attention(unit)


def answer(deputy: Desktop, *, accept: bool, text: str = "") -> None:
    with deputy.store.unit() as unit:
        (entry,) = read_held(unit)
        decide(unit, entries=[entry.id], accept=accept, answer=text)


def marks(desktop: Desktop) -> list[tuple[str, Standing]]:
    return [(mark.value, mark.standing) for mark in desktop.cell().marks]


@pytest.mark.usefixtures("_three_in_a_closed_term")
def test_an_accepted_correction_stands_on_every_pc_and_the_history_says_why(anna: Desktop, deputy: Desktop) -> None:
    with pytest.raises(TermClosedError):
        anna.put("5")
    ask(anna, "5")
    assert marks(anna) == [("3", Standing.HELD)]
    anna.round()
    assert [(item.reason, item.this_pc) for item in listed(anna)] == [("term_closed", True)]
    deputy.round()
    with deputy.store.reading() as unit:
        (entry,) = read_held(unit)
    assert (entry.was, entry.other, entry.author, entry.said) == ("3", "5", "Громова А. И.", "Ошибка при вводе")
    answer(deputy, accept=True)
    deputy.round()
    anna.round()
    for desktop in (anna, deputy):
        assert marks(desktop) == [("5", Standing.SENT)]
        with desktop.store.reading() as unit:
            (told,) = unit.connection.execute(select(revision.c.before, revision.c.after, revision.c.reason)).all()
        assert tuple(told) == ("3", "5", "Ошибка при вводе")
    assert listed(anna) == ()
    assert anna.attention() == 0


@pytest.mark.usefixtures("_three_in_a_closed_term")
def test_a_refusal_reaches_the_author_on_another_pc(anna: Desktop, deputy: Desktop, new_desktop: NewDesktop) -> None:
    """I10."""
    at_home = new_desktop("anna")
    at_home.round()
    ask(anna, "5")
    anna.round()
    at_home.round()
    assert [(item.other, item.this_pc) for item in listed(at_home)] == [("5", False)]
    assert marks(at_home) == [("3", Standing.HELD)]
    deputy.round()
    answer(deputy, accept=False, text="Работы нет в журнале")
    deputy.round()
    for desktop in (anna, at_home):
        desktop.round()
        (item,) = listed(desktop)
        assert (item.standing, item.answer, item.decided_by) == (Standing.REFUSED, "Работы нет в журнале", "Седов Б.")
        assert marks(desktop) == [("3", Standing.REFUSED)]
        with desktop.store.unit() as unit:
            dismiss(unit, operation=item.id)
        assert marks(desktop) == [("3", Standing.SENT)]
    at_home.round()
    assert at_home.attention() == 0
