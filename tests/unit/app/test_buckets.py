"""Buckets: both ends put the same rows into the same ones, whatever their order, tables and versions."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple, replace

from app.domain.parts import Part
from app.domain.records import Lesson, Mark, Record
from app.ids import LessonId, MarkId, OperationId, PupilId
from app.wire.buckets import FIELDS, REST, Lines, days_of, digest_of, quarter_of, shared_fields
from tests.small_school import ALGEBRA, ANNA, BEGINS

DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(9998, 12, 31))


def lines_of(*rows: Record, fields: dict[str, int] = FIELDS, part: Part = Part.JOURNAL) -> Lines:
    lines = Lines(part, fields)
    for kind in (Lesson, Mark):
        lines.add(kind, [astuple(row) for row in rows if isinstance(row, kind)])
    return lines


def a_lesson(key: str, day: date) -> Lesson:
    return Lesson(LessonId(key), OperationId("t"), ALGEBRA, day, 1, "201")


def a_mark(key: str, lesson: str, value: str = "5") -> Mark:
    return Mark(MarkId(key), OperationId("t"), ALGEBRA, LessonId(lesson), PupilId("p"), None, value, ANNA)


@given(DAYS)
def test_a_quarter_holds_its_days(day: date) -> None:
    found = days_of(quarter_of(day))
    assert found is not None
    assert found[0] <= day < found[1]
    assert quarter_of(found[0]) == quarter_of(day) != quarter_of(found[1])


def test_what_is_no_quarter_has_no_days() -> None:
    assert [days_of(text) for text in ("", REST, "2026", "2026-5", "2026-0", "x-1", "9999-4", "0-1", "²-1")] == [
        None
    ] * 9


def test_rows_go_by_the_day_of_their_lesson() -> None:
    lines = lines_of(
        a_lesson("a", BEGINS), a_lesson("b", date(2026, 10, 1)), a_mark("m", "a"), a_mark("n", "b"), a_mark("o", "?")
    )
    held = {name: {key for _, key in rows} for name, rows in lines.buckets.items()}
    assert held == {REST: {"o"}, "2026-3": {"a", "m"}, "2026-4": {"b", "n"}}


def test_a_part_that_is_no_journal_has_one_bucket() -> None:
    assert set(lines_of(a_lesson("a", BEGINS), a_mark("m", "a"), part=Part.SCHOOL).buckets) == {REST}


@given(st.lists(st.text(max_size=3), unique=True, max_size=9), st.randoms(use_true_random=False))
def test_a_digest_follows_from_the_rows_alone(texts: list[str], chance: random.Random) -> None:
    lines = [text.encode() for text in texts]
    mixed = chance.sample(lines, len(lines))
    assert digest_of(lines) == digest_of(mixed)
    for place in range(len(lines)):
        assert digest_of(lines) != digest_of(lines[:place] + lines[place + 1 :])


def test_a_value_that_differs_is_another_digest() -> None:
    one, other = (lines_of(a_lesson("a", BEGINS), a_mark("m", "a", value)).digests() for value in "54")
    assert {name for name in one if one[name] != other[name]} == {"2026-3"}


def test_two_versions_compare_what_both_know() -> None:
    newer = FIELDS | {"mark": FIELDS["mark"] + 2, "invented": 4}
    older = {tag: count for tag, count in FIELDS.items() if tag != "release"} | {"mark": FIELDS["mark"] - 1}
    assert shared_fields(newer) == FIELDS
    assert shared_fields(older) == older
    row, changed = a_mark("m", "a"), replace(a_mark("m", "a"), wall="later")
    assert lines_of(row, fields=older).digests() == lines_of(changed, fields=older).digests()
    assert lines_of(row).digests() != lines_of(changed).digests()
    assert lines_of(row, fields={}).digests() == lines_of().digests()
