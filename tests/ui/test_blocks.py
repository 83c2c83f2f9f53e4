"""Cells as text for a spreadsheet, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Absence
from app.domain.entries import Typed
from app.domain.marks import SCALE
from app.domain.pages import ShownCell, ShownMark, Standing
from app.errors import UnknownPastedError
from app.ids import MarkId, OperationId
from ui.journal.blocks import as_typed, block_text, cell_text, parse_block


def mark(value: str, *, counts: bool = True) -> ShownMark:
    return ShownMark(MarkId(value), OperationId(""), value, None, 1, "", Standing.SENT, counts=counts)


cells = st.builds(
    ShownCell,
    marks=st.lists(st.sampled_from(SCALE).map(mark), max_size=3).map(tuple),
    absence=st.sampled_from(Absence),
)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1)))
def test_what_is_copied_can_be_pasted_again(rows: list[list[ShownCell]]) -> None:
    pasted = parse_block(block_text(rows) + "\n")
    wanted = tuple(tuple(as_typed(cell) for cell in row) for row in rows)
    assert pasted == wanted or pasted + tuple(wanted[len(pasted) :]) == wanted


def test_a_mark_that_the_portal_refused_is_not_copied() -> None:
    assert cell_text(ShownCell((mark("2", counts=False), mark("5")))) == "5"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_of_every_system_are_understood(end: str) -> None:
    assert parse_block(f"5{end}4/3{end}") == ((Typed(("5",)),), (Typed(("4", "3")),))


def test_an_empty_line_inside_keeps_its_place() -> None:
    assert parse_block("5\n\n3") == ((Typed(("5",)),), (Typed(),), (Typed(("3",)),))


def test_an_unknown_text_is_named_with_its_row() -> None:
    with pytest.raises(UnknownPastedError) as refused:
        parse_block("5\n4\n5-\n3")
    assert (refused.value.text, refused.value.row) == ("5-", 3)
