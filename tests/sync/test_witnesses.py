"""A portal put back to an old backup and an author who is gone: what others had seen is offered (I2, I15)."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.attention import AttentionItem
from app.domain.disputes import HeldEntry
from app.domain.records import NEVER
from app.domain.witnesses import WITNESS
from app.errors import NotThePortalError
from app.ids import PupilId
from app.services.deciding import decide, read_held
from app.services.history import read_cell_history
from app.services.lessons import set_topic
from app.services.reading import read_sync
from app.store.tables import TABLES, witnessed
from app.wire.witnesses import WitnessAnswer, WitnessAsk
from resources.demo.serving import command
from sync.witnessing import tell_witnessed
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
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
def yesterday(anna: Desktop, deputy: Desktop, portal_process: PortalProcess, tmp_path: Path) -> Path:
    """The portal's folder before anything was written."""
    portal_process.stop()
    shutil.copytree(portal_process.data, tmp_path / "yesterday")
    portal_process.start()
    return tmp_path / "yesterday"


def put_back(portal: PortalProcess, folder: Path) -> None:
    portal.stop()
    shutil.rmtree(portal.data)
    shutil.copytree(folder, portal.data)
    portal.start()


def whole_round(desktop: Desktop) -> None:
    """Run a round as the window does: what was seen of others goes first."""
    tell_witnessed(desktop.store, desktop.portal(), desktop.stop)
    desktop.round()


def offered(desktop: Desktop) -> Sequence[AttentionItem]:
    with desktop.store.reading() as unit:
        return [item for item in read_held(unit) if item.reason == WITNESS]


def answer(deputy: Desktop, *, accept: bool, text: str = "") -> None:
    with deputy.store.unit() as unit:
        decide(unit, entries=[item.id for item in read_held(unit)], accept=accept, answer=text)
    deputy.round()


def values(desktop: Desktop, pupil: PupilId = IVANOV) -> list[str]:
    return [mark.value for mark in desktop.cell(pupil).marks]


def aside(desktop: Desktop) -> list[tuple[str, str]]:
    """Return the field and the state of what this PC has put aside."""
    with desktop.store.reading() as unit:
        return [(row.field, row.state) for row in unit.connection.execute(select(witnessed))]


def held(desktop: Desktop) -> list[tuple[str, str]]:
    with desktop.store.reading() as unit:
        table = TABLES[HeldEntry]
        return [tuple(row) for row in unit.connection.execute(select(table.c.ground, table.c.decision))]


@pytest.fixture
def lost(anna: Desktop, deputy: Desktop, portal_process: PortalProcess, yesterday: Path) -> Desktop:
    """The deputy head's PC once Anna's 5 is nowhere but there: the portal was put back, and she has not come yet."""
    anna.put("5")
    anna.round()
    deputy.round()
    put_back(portal_process, yesterday)
    deputy.round()
    assert values(deputy) == []
    return deputy


def test_what_a_portal_has_lost_is_offered_to_the_deputy_head_and_stands_again(
    lost: Desktop, new_desktop: NewDesktop
) -> None:
    """I2, I15: Anna's PC is gone for good, and the only one that still knows of the mark is another teacher's."""
    whole_round(lost)
    (item,) = offered(lost)
    assert (item.pupil, item.lesson, item.shown, item.other) == (IVANOV, MONDAY, "", "5")
    assert (item.author, item.seen_by) == ("Громова А. И.", ("Седов Б.",))
    with lost.store.reading() as unit:
        assert read_sync(unit).witnessed == 1
    answer(lost, accept=True)
    other = new_desktop("anna")
    other.round()
    assert values(other) == values(lost) == ["5"]
    assert other.dump() == lost.dump()
    with other.store.reading() as unit:
        (thread,) = (each for each in read_cell_history(unit, pupil=IVANOV, lesson=MONDAY).threads if each.now == "5")
        assert read_sync(unit).witnessed == 0
    assert [(step.author, step.after) for step in thread.steps] == [("Седов Б.", "5"), ("Громова А. И.", "5")]


def test_an_author_who_comes_back_after_the_decision_doubles_nothing(lost: Desktop, anna: Desktop) -> None:
    whole_round(lost)
    answer(lost, accept=True)
    anna.round()
    whole_round(lost)
    assert values(anna) == values(lost) == ["5"]
    assert (anna.waiting(), anna.attention()) == (0, 0)
    assert anna.dump() == lost.dump()


def test_an_author_who_comes_back_before_the_decision_ends_the_question(lost: Desktop, anna: Desktop) -> None:
    whole_round(lost)
    anna.round()
    whole_round(lost)
    assert offered(lost) == []
    assert held(lost) == held(anna) == [(WITNESS, "withdrawn")]
    assert values(anna) == values(lost) == ["5"]
    assert anna.attention() == 0
    with anna.store.reading() as unit:
        threads = read_cell_history(unit, pupil=IVANOV, lesson=MONDAY).threads
    assert [[step.after for step in each.steps] for each in threads] == [["5"]]


def test_every_change_that_is_lost_is_offered_even_where_an_older_one_is_left(
    anna: Desktop, deputy: Desktop, portal_process: PortalProcess, tmp_path: Path
) -> None:
    """The backup has the mark and not its correction; the topic was written afterwards."""
    anna.put("4")
    anna.round()
    deputy.round()
    portal_process.stop()
    shutil.copytree(portal_process.data, tmp_path / "noon")
    portal_process.start()
    anna.put("5")
    with anna.store.unit() as unit:
        set_topic(unit, lesson=MONDAY, topic="Степени", base=NEVER)
    anna.round()
    deputy.round()
    put_back(portal_process, tmp_path / "noon")
    deputy.round()
    whole_round(deputy)
    assert sorted((item.shown, item.other) for item in offered(deputy)) == [("", "Степени"), ("4", "5")]
    answer(deputy, accept=True)
    assert values(deputy) == ["5"]
    anna.round()
    assert anna.dump() == deputy.dump()
    assert (anna.waiting(), anna.attention()) == (0, 0)


def test_a_correction_of_a_mark_that_is_lost_with_its_author_stands_once_the_deputy_head_says_so(
    anna: Desktop, deputy: Desktop, portal_process: PortalProcess, yesterday: Path
) -> None:
    """I2, I15: there is nothing that the correction could be written in when it comes back."""
    anna.put("5")
    anna.round()
    deputy.round()
    deputy.put("4")
    deputy.round()
    put_back(portal_process, yesterday)
    deputy.round()
    assert (values(deputy), deputy.attention()) == ([], 1)
    whole_round(deputy)
    assert [(item.shown, item.other) for item in offered(deputy)] == [("", "4")]
    answer(deputy, accept=True)
    (mark,) = deputy.cell(IVANOV).marks
    assert (mark.value, mark.counts, deputy.attention()) == ("4", True, 0)


class OlderPortal:
    """A portal of a release that does not know the question."""

    def witness(self, ask: WitnessAsk) -> WitnessAnswer:  # noqa: ARG002 (it does not look at it)
        raise NotThePortalError


def test_a_portal_is_told_once_it_knows_the_question_and_again_where_it_is_put_back_again(
    lost: Desktop, portal_process: PortalProcess, yesterday: Path
) -> None:
    """I15: what the deputy head has not decided about is no less lost by the second time."""
    tell_witnessed(lost.store, OlderPortal(), lost.stop)
    assert aside(lost) == [("value", "")]
    whole_round(lost)
    assert aside(lost) == [("value", "kept")]
    put_back(portal_process, yesterday)
    lost.round()
    assert aside(lost) == [("value", "")]
    whole_round(lost)
    assert len(offered(lost)) == 1
