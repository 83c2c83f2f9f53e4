"""Records in a file: whatever is damaged, the others are still read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ids import ReplicaId
from app.wire.spool_frames import MARK, Waiting, framed, read_framed

RECORDS = tuple(Waiting(ReplicaId("r"), n, bytes([n]) * (20 + n)) for n in range(1, 8))
PLACES = st.integers(0, len(framed(RECORDS)) - 1)


def test_what_was_written_is_read() -> None:
    assert tuple(read_framed(framed(RECORDS))) == RECORDS
    assert tuple(read_framed(b"")) == ()


@given(PLACES, st.integers(1, 255))
def test_one_damaged_byte_costs_one_record(place: int, change: int) -> None:
    data = bytearray(framed(RECORDS))
    data[place] ^= change
    found = tuple(read_framed(bytes(data)))
    assert set(found) <= set(RECORDS)
    assert len(found) == len(RECORDS) - 1


@given(PLACES, PLACES)
def test_a_cut_tail_and_what_follows_it(cut: int, other: int) -> None:
    """A power cut tears the last record; the next entries are written behind what is left of it."""
    data = framed(RECORDS)
    found = tuple(read_framed(data[:cut] + framed(RECORDS)))
    assert set(found) == set(RECORDS)
    assert tuple(read_framed(data[:other])) == RECORDS[: len(tuple(read_framed(data[:other])))]


@given(st.binary(max_size=400))
def test_no_content_ends_in_anything_but_records(content: bytes) -> None:
    assert list(read_framed(content + MARK + content)) == list(read_framed(content)) or content


@pytest.mark.parametrize("n", [-1, 0, 2**53 + 1, 2**64 - 1])
def test_a_number_that_no_pc_writes_is_passed_over_like_a_damage(n: int) -> None:
    assert tuple(read_framed(framed((*RECORDS[:2], Waiting(ReplicaId("r"), n, b"sealed"), *RECORDS[2:])))) == RECORDS


def test_a_mark_inside_a_record_misleads_nobody() -> None:
    inner = framed([Waiting(ReplicaId("x"), 9, b"inner")])
    record = Waiting(ReplicaId("r"), 1, inner)
    assert list(read_framed(framed([record]))) == [record]
