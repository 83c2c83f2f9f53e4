"""Two teachers' PCs, the portal, the parent: the days of a school with a bad network, in a teacher's words."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests

from app.domain.attendance import Absence
from app.domain.entries import parse_entry
from app.domain.pages import Standing
from app.errors import BesideAbsenceError, ChangedSinceError, PortalSilentError
from app.services.attending import set_absence
from app.services.entry_checks import Said
from app.services.lesson_page import read_lesson
from app.services.lessons import set_homework, set_topic
from app.services.marking import CellEntry, enter_cells
from app.services.undoing import revert
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS, PUPILS
from tests.sync.desktops import Desktop, a_desktop

TODAY = LESSONS[0]
TOPIC, HOMEWORK = "Свойства степени", "№ 12–15"
COLUMN = ["5", "4", "4/5", "н", "", "б 3"]


@pytest.fixture
def teachers(portal_process: PortalProcess, tmp_path: Path) -> Iterator[tuple[Desktop, Desktop]]:
    """Anna and Boris, who share a journal, each at a PC that has loaded it."""
    with ExitStack() as stack:
        both = [stack.enter_context(a_desktop(tmp_path / name, portal_process, name)) for name in ("anna", "boris")]
        for each in both:
            each.round()
        yield both[0], both[1]


def teach(desktop: Desktop) -> None:
    """Paste a column, write topic and homework."""
    entries = [
        CellEntry(pupil, TODAY, desktop.cell(pupil, TODAY), parse_entry(text))
        for pupil, text in zip(PUPILS, COLUMN, strict=False)
    ]
    with desktop.store.reading() as unit:
        page = read_lesson(unit, TODAY)
    assert page
    with desktop.store.unit() as unit:
        enter_cells(unit, entries=entries, said=Said(confirmed=frozenset({BesideAbsenceError})))
        set_topic(unit, lesson=TODAY, topic=TOPIC, base=page.topic_token)
        set_homework(unit, lesson=TODAY, homework=HOMEWORK, base=page.homework_token)


def column(desktop: Desktop) -> list[str]:
    cells = [desktop.cell(pupil, TODAY) for pupil in PUPILS[: len(COLUMN)]]
    return [" ".join(filter(None, (cell.absence, "/".join(mark.value for mark in cell.marks)))) for cell in cells]


def test_a_lesson_without_the_network_reaches_the_colleague_and_the_parent(
    teachers: tuple[Desktop, Desktop], portal_process: PortalProcess
) -> None:
    anna, boris = teachers
    portal_process.stop()
    teach(anna)
    with pytest.raises(PortalSilentError):
        anna.round()
    assert (column(anna), anna.cell().standing) == (COLUMN, Standing.WAITING)
    portal_process.start()
    anna.round()
    boris.round()
    assert (anna.waiting(), column(boris), anna.dump()) == (0, COLUMN, boris.dump())
    link = portal_process.link("7Б", "Фамилия02 Имя")
    diary = requests.get(f"{link}/{anna.page().lessons[0].day}", timeout=5).text
    assert all(wanted in diary for wanted in (TOPIC, HOMEWORK, "mark-4", "mark-5"))


def test_what_two_teachers_wrote_at_once_stays_with_both_and_each_sees_it(teachers: tuple[Desktop, Desktop]) -> None:
    anna, boris = teachers
    teach(anna)
    for each in (anna, boris):
        each.round()
    anna.put("3")
    boris.put("2")
    for each in (anna, boris, anna):
        each.round()
    for each in (anna, boris):
        (mark,) = each.cell().marks
        assert (mark.value, mark.other, each.attention(), each.waiting()) == ("3", "2", 1, 0)


def test_a_step_that_was_sent_is_taken_back_as_an_entry_of_its_own(teachers: tuple[Desktop, Desktop]) -> None:
    anna, boris = teachers
    given = anna.put("2")
    for each in (anna, boris):
        each.round()
    with anna.store.unit() as unit:
        revert(unit, steps=given.recorded)
    for each in (anna, boris):
        each.round()
    assert (anna.cell().marks, boris.cell().marks) == ((), ())


def test_a_step_is_not_taken_back_over_a_colleagues_entry(teachers: tuple[Desktop, Desktop]) -> None:
    anna, boris = teachers
    given = anna.put("2")
    for each in (anna, boris):
        each.round()
    boris.put("5")
    for each in (boris, anna):
        each.round()
    with pytest.raises(ChangedSinceError), anna.store.unit() as unit:
        revert(unit, steps=given.recorded)
    assert [mark.value for mark in anna.cell().marks] == ["5"]


def test_the_colleagues_sign_of_absence_and_my_mark_stand_in_one_cell(teachers: tuple[Desktop, Desktop]) -> None:
    anna, boris = teachers
    anna.put("4")
    seen = boris.cell()
    with boris.store.unit() as unit:
        set_absence(unit, pupil=PUPILS[0], lesson=TODAY, absence=Absence.LATE, seen=seen)
    for each in (anna, boris, anna):
        each.round()
    assert column(anna)[0] == column(boris)[0] == "о 4"
