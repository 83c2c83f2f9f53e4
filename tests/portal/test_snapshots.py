"""The first synchronisation: pages that add up, and the feed that completes them."""

import hashlib

import pytest

from app.domain.records import NEVER, RECORD_TYPES, Lesson, Mark, Record, Teacher
from app.ids import TeacherId, text_of
from app.operations import AttendanceSet, HomeworkSet, MarkAdd, MarkComment, Operation
from app.wire.messages import Cursor, SnapshotAnswer, SnapshotAsk
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc, rows_of
from tests.portal.portal_school import LESSON
from tests.small_school import ALGEBRA, LESSONS, PUPILS

PARTS = ("school", "roster", "own", "access", ALGEBRA)


@pytest.fixture
def filled(anna: Pc) -> Pc:
    """Anna's PC after a lesson: marks, absences, homework."""
    anna.push(
        *[Operation(MarkAdd(LESSON, pupil, None, "4")) for pupil in PUPILS],
        *[Operation(AttendanceSet(LESSONS[1], pupil, "н")) for pupil in PUPILS[:7]],
        Operation(HomeworkSet("№ 214"), ent=LESSON),
    )
    return anna


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("limit", [1, 7, 30, 10**9])
def test_pages_of_any_size_add_up_to_the_same_rows(filled: Pc, part: str, limit: int) -> None:
    whole = filled.rows(part)
    pages = filled.pages(part, limit)
    assert [row for page in pages for row in rows_of(page)] == whole
    assert all(len(rows_of(page)) == limit for page in pages[:-1])
    assert len({(type(row), row.id) for row in whole}) == len(whole)
    assert [RECORD_TYPES.index(type(row)) for row in whole] == sorted(RECORD_TYPES.index(type(row)) for row in whole)


def test_the_parts_tell_how_many_rows_they_have(filled: Pc) -> None:
    assert {part.id: part.rows for part in filled.hello().parts} == {part: len(filled.rows(part)) for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_every_page_has_its_digest_and_the_version_that_hello_told(filled: Pc, part: str) -> None:
    told = {each.id: each.version for each in filled.hello().parts}
    for page in filled.pages(part, 20):
        assert text_of(hashlib.blake2b(page.rows, digest_size=16).digest()) == page.digest
        assert page.version == told[part]


def test_the_feed_from_the_first_page_on_completes_the_rest(filled: Pc, boris: Pc) -> None:
    pages: list[SnapshotAnswer] = []
    after = ""
    while not pages or after:
        page = boris.ask("snapshot", SnapshotAsk(ALGEBRA, after, 25)).body(SnapshotAnswer)
        pages, after = [*pages, page], page.next
        # somebody writes between any two pages: behind what was read, and before it
        filled.push(Operation(MarkAdd(LESSONS[len(pages)], PUPILS[0], None, "2")))
        filled.push(Operation(HomeworkSet(f"№ {len(pages)}"), ent=LESSONS[len(pages)]))
    rows = {(type(row), row.id): row for page in pages for row in rows_of(page)}
    boris.cursor = pages[0].as_of
    rows.update({(type(row), row.id): row for entry in boris.pull() for row in entry.rows})
    journal = {(type(row), row.id): row for row in boris.rows(ALGEBRA)}
    assert {key: row for key, row in rows.items() if key in journal} == journal
    assert len(pages) > 3


def test_a_snapshot_and_the_feed_from_the_beginning_agree(filled: Pc) -> None:
    filled.cursor = Cursor()
    fed: dict[tuple[type[Record], str], Record] = {}
    for entry in filled.pull():
        fed.update({(type(row), row.id): row for row in entry.rows})
    listed = [row for part in ("school", ALGEBRA) for row in filled.rows(part)]
    assert fed == {(type(row), row.id): row for row in listed}


def test_long_texts_make_shorter_pages(anna: Pc) -> None:
    for _ in range(9):
        anna.push(*[Operation(MarkAdd(LESSON, pupil, None, "5")) for pupil in PUPILS])
        added = anna.ids[-len(PUPILS) :]
        anna.push(*[Operation(MarkComment("щ" * 4_000), ent=mark) for mark in added])
    pages = anna.pages(ALGEBRA)
    assert len(pages) > 1
    assert all(len(bytes(page.rows)) <= 2 * 1024 * 1024 + 1_000 for page in pages)
    rows = [row for page in pages for row in rows_of(page)]
    assert len([row for row in rows if isinstance(row, Lesson)]) == len(LESSONS)
    assert len([row for row in rows if isinstance(row, Mark)]) == len(PUPILS) * 9


@pytest.mark.parametrize("after", ["nonsense", "pupil/x", "mark", "/", "x" * 10_000])
def test_a_page_behind_something_else_is_malformed(anna: Pc, after: str) -> None:
    heard = anna.ask("snapshot", SnapshotAsk("school", after, 10))
    assert (heard.status, heard.refusal) == (422, ("malformed", "body.after"))


@pytest.mark.parametrize("limit", [0, -1, -(10**30)])
def test_a_page_holds_at_least_a_row(anna: Pc, limit: int) -> None:
    assert anna.ask("snapshot", SnapshotAsk("school", "", limit)).refusal == ("malformed", "body.limit")


def test_a_part_without_rows_is_one_empty_page(portal: Portal) -> None:
    portal.put(Teacher(TeacherId("new"), NEVER, "Новая", "Ольга", "", "new"))
    new = portal.pc("new")
    of_nobody = {part.id: part.rows for part in new.hello().parts if part.id != "school"}
    assert of_nobody == {"roster": 0, "own": 0, "access": 0}
    (page,) = new.pages("roster")
    assert (bytes(page.rows), page.next) == (b"[]", "")
