"""Rows of kinds that a later release has brought are passed over; anything else that cannot be read is an error."""

import msgspec
import pytest

from app.domain.records import NEVER
from app.domain.regulations import Setting
from app.ids import OperationId, ReplicaId, TeacherId
from app.wire.messages import Entry
from app.wire.rows import read_entries, read_rows

KNOWN = Setting("window", NEVER, "7")
NEWER = ["seating_plan", "id", "token", ["1", "2"]]


def test_a_kind_of_a_later_release_is_passed_over() -> None:
    assert read_rows(msgspec.json.encode([KNOWN, NEWER, KNOWN])) == (KNOWN, KNOWN)
    entry = (1, "op", "anna", "pc", 0, [NEWER, KNOWN])
    known = Entry(1, OperationId("op"), TeacherId("anna"), ReplicaId("pc"), 0, (KNOWN,))
    assert read_entries(msgspec.json.encode([entry, known])) == (known, known)


def test_fields_of_a_later_release_are_passed_over() -> None:
    row = [*msgspec.to_builtins(KNOWN), "new", 7]
    assert read_rows(msgspec.json.encode([row])) == (KNOWN,)


@pytest.mark.parametrize("row", [["setting", "id"], ["setting", "id", "t", 7], [7], [], {}, "setting", None])
def test_a_known_kind_of_another_shape_is_an_error(row: object) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_rows(msgspec.json.encode([KNOWN, row]))
