"""What is left of a page for the eyes of the class: by construction nothing else is in it."""

from pathlib import Path

import pytest

from app.domain.pages import JournalPage, PupilRow
from app.domain.presenting import Veil, given_names, numbers, veiled
from app.ids import PupilId
from app.services.reading import read_page
from tests.builders import a_store
from tests.ui.shown_school import ALGEBRA, NAMES, pupil_id, shown_school

SURNAMES = {name.split()[0] for name in NAMES}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> JournalPage:
    store = a_store(Path(tmp_path_factory.mktemp("shown")), rows=tuple(shown_school()))
    with store.reading() as unit:
        found = read_page(unit, ALGEBRA)
    store.close()
    return found


@pytest.mark.parametrize("veil", list(Veil))
def test_no_surname_average_comment_or_absence_is_left(page: JournalPage, veil: Veil) -> None:
    found = veiled(page, veil, pupil_id(3))
    told = repr(found)
    assert [each for each in SURNAMES if each in told] == []
    assert set(found.averages.values()) <= {None}
    assert {cell.absence for cell in found.cells.values()} <= {""}
    assert "Решил" not in told
    assert "Решил" in repr(page)


def test_names_come_without_marks_and_numbers_with_them(page: JournalPage) -> None:
    assert veiled(page, Veil.NAMES).cells == {}
    shown = veiled(page, Veil.NUMBERS)
    given = {place: [m.value for m in cell.marks] for place, cell in page.cells.items() if cell.marks}
    assert {place: [m.value for m in cell.marks] for place, cell in shown.cells.items()} == given
    assert [each.short_name for each in shown.pupils][:2] == ["№ 1", "№ 2"]


def test_the_marks_of_one_pupil_are_nobody_elses(page: JournalPage) -> None:
    found = veiled(page, Veil.ONE, pupil_id(3))
    assert {who for who, _ in found.cells} == {pupil_id(3)}
    assert veiled(page, Veil.ONE).cells == {}


def test_a_debt_a_release_and_a_carried_mark_are_not_there(page: JournalPage) -> None:
    found = veiled(page, Veil.NUMBERS)
    assert (found.released, found.carried, found.averages) == ({}, {}, {})
    assert all(not cell.debts for cell in found.cells.values())


@pytest.mark.parametrize(
    ("people", "called"),
    [
        ([("Иванов", "Пётр"), ("Сидоров", "Иван")], ["Пётр И.", "Иван С."]),
        ([("Иванов", "Пётр"), ("Ильин", "Пётр")], ["Пётр Ив.", "Пётр Ил."]),
        ([("Иванов", "Пётр"), ("Иванова", "Пётр")], ["Пётр № 1", "Пётр № 2"]),
        ([("Ли", "Ян"), ("Л", "Ян")], ["Ян № 1", "Ян № 2"]),
    ],
)
def test_namesakes_are_told_apart_without_a_whole_surname(people: list[tuple[str, str]], called: list[str]) -> None:
    rows = [PupilRow(PupilId(f"p{n}"), surname, name, "") for n, (surname, name) in enumerate(people)]
    assert list(given_names(rows).values()) == called
    assert list(numbers(rows).values()) == ["№ 1", "№ 2"]
