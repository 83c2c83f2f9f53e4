"""Rows that are only read: where they are the same ones, what is chosen stays; where they are others, it goes."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.widgets.rows_model import AnyIndex, RowsModel

FIRST, SECOND = ("a", "Анна"), ("b", "Борис")
OTHERWISE = ("a", "Анна Б.")


class People(RowsModel[tuple[str, str]]):
    def __init__(self) -> None:
        super().__init__(key=lambda each: each[0])
        self._heads = ("id", "name")

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.row(index.row())
        return person[index.column()] if person and role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def people() -> People:
    model = People()
    model.show([FIRST, SECOND])
    return model


def test_the_model_is_well_formed(qtmodeltester: ModelTester, people: People) -> None:
    qtmodeltester.check(people, force_py=True)
    people.show([])
    qtmodeltester.check(people, force_py=True)


def test_the_same_rows_are_said_anew_and_not_begun_anew(qtbot: QtBot, people: People) -> None:
    with qtbot.assertNotEmitted(people.modelReset), qtbot.waitSignal(people.dataChanged) as told:
        people.show([OTHERWISE, SECOND])
    assert [(index.row(), index.column()) for index in (told.args or ())[:2]] == [(0, 0), (1, 1)]
    assert people.index(0, 1).data() == "Анна Б."


@pytest.mark.parametrize("rows", [[SECOND, FIRST], [FIRST], []], ids=["in another order", "fewer", "none"])
def test_other_rows_begin_anew(qtbot: QtBot, people: People, rows: list[tuple[str, str]]) -> None:
    with qtbot.waitSignal(people.modelReset):
        people.show(rows)
    assert people.rows == tuple(rows)


def test_without_a_key_every_showing_begins_anew_and_no_row_is_found(qtbot: QtBot) -> None:
    model = RowsModel[tuple[str, str]]()
    model.show([FIRST])
    with qtbot.waitSignal(model.modelReset):
        model.show([FIRST])
    assert model.place("a") == -1


def test_a_row_is_found_by_its_number_and_its_key(people: People) -> None:
    assert [people.row(number) for number in (-1, 0, 1, 2)] == [None, FIRST, SECOND, None]
    assert [people.place(key) for key in ("b", "c", None)] == [1, -1, -1]


def test_a_list_has_one_column_and_headings_stand_above_only(people: People) -> None:
    assert RowsModel[str]().columnCount() == 1
    assert [people.headerData(section, Qt.Orientation.Horizontal) for section in (-1, 0, 1, 2)] == [
        None,
        "id",
        "name",
        None,
    ]
    assert people.headerData(0, Qt.Orientation.Vertical) is None
