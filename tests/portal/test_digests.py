"""Digests: each bucket's is that of its rows, buckets add up to the part, and nobody learns of another's (I14, I22)."""

from collections.abc import Mapping

import pytest
from msgspec.structs import astuple

from app.domain.records import Lesson, Mark, Record
from app.operations import AttendanceSet, HomeworkSet, MarkAdd, NoteSet, Operation
from app.wire.buckets import FIELDS, REST, Lines
from app.wire.messages import DigestsAnswer, DigestsAsk, SnapshotAnswer, SnapshotAsk
from portal.exchange.digests import MOST_PARTS
from portal.exchange.scopes import kind_of
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc, rows_of
from tests.portal.portal_school import LESSON
from tests.small_school import ALGEBRA, ANNA, LESSONS, PUPILS

PARTS = ("school", "roster", "own", ALGEBRA)


@pytest.fixture
def filled(anna: Pc) -> Pc:
    """Anna's PC after two lessons, one in September and one in October."""
    anna.push(
        *[Operation(MarkAdd(LESSON, pupil, None, "4")) for pupil in PUPILS],
        *[Operation(AttendanceSet(LESSONS[35], pupil, "н")) for pupil in PUPILS[:7]],
        Operation(HomeworkSet("№ 214"), ent=LESSON),
        Operation(NoteSet(LESSON, ANNA, "для себя")),
    )
    return anna


def digests(pc: Pc, *parts: str, fields: Mapping[str, int] = FIELDS) -> DigestsAnswer:
    return pc.ask("digests", DigestsAsk(parts, dict(fields))).body(DigestsAnswer)


def of_bucket(pc: Pc, part: str, bucket: str, limit: int = 7) -> list[Record]:
    rows: list[Record] = []
    after, more = "", True
    while more:
        page = pc.ask("snapshot", SnapshotAsk(part, after, limit, bucket)).body(SnapshotAnswer)
        rows += rows_of(page)
        after, more = page.next, bool(page.next)
    return rows


def computed(part: str, rows: list[Record]) -> dict[str, str]:
    """Return the digests as another program would make them of the rows that travel."""
    lines = Lines(kind_of(part), FIELDS)
    for kind in dict.fromkeys([Lesson, *map(type, rows)]):
        lines.add(kind, [astuple(row) for row in rows if type(row) is kind])
    return lines.digests()


@pytest.mark.parametrize("part", PARTS)
def test_digests_are_those_of_the_rows_that_a_snapshot_brings(filled: Pc, part: str) -> None:
    answer = digests(filled, part)
    assert answer.buckets == {part: computed(part, filled.rows(part))}
    assert answer.fields == FIELDS
    filled.pull()
    assert answer.as_of == filled.cursor


@pytest.mark.parametrize("part", PARTS)
def test_buckets_add_up_to_the_part_and_share_nothing(filled: Pc, part: str) -> None:
    named = digests(filled, part).buckets[part]
    rows = [row for bucket in named for row in of_bucket(filled, part, bucket)]
    assert sorted(map(repr, rows)) == sorted(map(repr, filled.rows(part)))
    assert len({(type(row), row.id) for row in rows}) == len(rows)


def test_a_mark_changes_the_digest_of_its_bucket_alone(filled: Pc) -> None:
    before = digests(filled, *PARTS).buckets
    filled.push(Operation(MarkAdd(LESSONS[35], PUPILS[0], None, "5")))
    after = digests(filled, *PARTS).buckets
    differing = {(part, name) for part in PARTS for name in after[part] if before[part].get(name) != after[part][name]}
    assert differing == {(ALGEBRA, "2026-4")}


def test_a_client_that_knows_less_is_answered_by_what_it_knows(filled: Pc) -> None:
    tag = "mark"
    answer = digests(filled, ALGEBRA, fields={tag: 2, "invented": 9})
    assert answer.fields == {tag: 2}
    filled.push(Operation(HomeworkSet("другое"), ent=LESSON, base=filled.ids[-2]))
    assert digests(filled, ALGEBRA, fields={tag: 2}).buckets == answer.buckets
    filled.push(Operation(MarkAdd(LESSON, PUPILS[0], None, "5")))
    assert digests(filled, ALGEBRA, fields={tag: 2}).buckets != answer.buckets


@pytest.mark.parametrize("bucket", ["2026", "2026-9", "x", "9999-4", "'"])
def test_what_is_no_bucket_holds_nothing(filled: Pc, bucket: str) -> None:
    assert [of_bucket(filled, part, bucket) for part in PARTS] == [[]] * len(PARTS)


def test_nobody_is_told_of_a_part_that_is_not_theirs(filled: Pc, boris: Pc) -> None:
    heard = filled.ask("digests", DigestsAsk((ALGEBRA, "physics-9a"), {}))
    assert heard.refusal == ("not_found", "")
    assert digests(boris, "own").buckets == {"own": {REST: computed("own", [])[REST]}}
    assert digests(boris, "own").buckets != digests(filled, "own").buckets


def test_too_many_parts_at_once_are_refused(filled: Pc) -> None:
    assert filled.ask("digests", DigestsAsk(("school",) * (MOST_PARTS + 1), {})).refusal == ("too_large", "body.parts")


def test_only_the_marks_of_the_quarter_are_in_its_bucket(filled: Pc, portal: Portal) -> None:
    found = of_bucket(filled, ALGEBRA, "2026-3", limit=1_000)
    assert sum(isinstance(row, Mark) for row in found) == len(PUPILS)
    assert all(row.day.month == 9 for row in found if isinstance(row, Lesson))
