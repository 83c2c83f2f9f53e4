"""I17, P14: whatever a released program has written is read, applied or kept by today's; nothing that waits is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from app.clock import Clock
from app.domain.classroom import Release
from app.domain.records import NEVER, RECORD_TYPES, Mark, tag_of
from app.domain.regulations import BellDay
from app.errors import NewerJournalError
from app.operations import ARGS, read_args, read_envelope
from app.store.outbox import waiting
from app.store.tables import SCHEMA, TABLES, outbox
from app.store.unit import Store
from app.wire.messages import Cursor, ExchangeAsk, HelloAsk, SnapshotAsk
from app.wire.rows import read_entries, read_rows
from portal.exchange.office import put_records
from portal.store.rows import fields_of
from portal.store.tables import operations
from sync.courier import carry
from tests.corpus.released import FOLDER, RELEASES, Released, lay_out, operations_of, records_of, shapes_of
from tests.portal.conftest import NOW_MS
from tests.simulation.network import Link
from tests.simulation.pcs import JOURNAL, KEY
from tests.small_school import BEGINS, PUPILS, SUBJECT

KINDS = {
    "v1": (
        *("mark.add", "mark.set", "mark.annul", "mark.comment", "work.create", "work.set", "work.annul", "final.set"),
        *("term.close", "conflict.resolve", "attendance.set", "lesson.topic", "lesson.homework", "records.put"),
    ),
    "v2": (
        *("mark.add", "mark.set", "mark.annul", "mark.comment", "debt.set", "work.create", "work.set", "work.annul"),
        *("final.set", "term.close", "conflict.resolve", "held.decide", "attendance.set", "attendance.fill"),
        *("absence.excuse", "lesson.topic", "lesson.homework", "note.set", "remark.add", "remark.annul"),
        *("lesson.create", "lesson.move", "lesson.cancel", "lesson.substitute", "plan.put", "records.put"),
    ),
    "v4": (
        *("mark.add", "mark.set", "mark.annul", "mark.comment", "debt.set", "work.create", "work.set", "work.annul"),
        *("final.set", "term.close", "conflict.resolve", "held.decide", "held.withdraw", "attendance.set"),
        *("attendance.fill", "absence.excuse", "lesson.topic", "lesson.homework", "note.set", "seating.set"),
        *("remark.add", "remark.annul", "diary.seen", "lesson.create", "lesson.move", "lesson.cancel"),
        *("lesson.substitute", "plan.put", "records.put"),
    ),
}
"""What each release could write, all of version 1."""

UNRELEASED = frozenset({"access.decide", "access_request", "earlier_mark", "excuse_proposal", "proposal.decide"})
"""Kinds of operations and records that are newer than the newest folder; the next release's folder has them."""


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def released(release: str, tmp_path: Path) -> Iterator[Released]:
    found = lay_out(release, tmp_path / release)
    yield found
    found.network.served.close()


def test_every_operation_ever_released_is_read(release: str) -> None:
    """I17."""
    met = set()
    for line in operations_of(release):
        envelope = read_envelope(line["body"].encode())
        met.add(envelope.kind)
        args = read_args(envelope)
        assert type(args) is ARGS[envelope.kind, envelope.kv]
        assert _goes_on(json.loads(msgspec.json.encode(args)), json.loads(bytes(envelope.args)))
    assert met == set(KINDS[release])


def test_whatever_can_be_written_today_stands_in_the_newest_folder() -> None:
    """I17: no kind of operation or record leaves the house without its bytes being kept."""
    newest = RELEASES[-1]
    assert {kind for kind, _ in ARGS} - UNRELEASED == set(KINDS[newest])
    assert set(map(tag_of, RECORD_TYPES)) - UNRELEASED == set(shapes_of(newest))


def test_a_record_grows_at_its_end_only(release: str) -> None:
    """I17: whatever field was ever released stays where it is."""
    now = {tag_of(kind): kind.__struct_fields__ for kind in RECORD_TYPES}
    for tag, fields in shapes_of(release).items():
        assert now[tag][: len(fields)] == tuple(name for name, _, _ in fields)


def test_an_old_journal_is_upgraded_and_sends_what_waits(released: Released) -> None:
    """I17, I18, P14."""
    pc = released.start()
    waited = _waiting_ids(pc.store)
    assert len(waited) > 10
    for _ in range(2):
        pc.round()
    assert pc.waiting() == 0
    with released.network.served.dependencies.engine.connect() as connection:
        outcomes = dict(connection.execute(select(operations.c.id, operations.c.reason)).all())
    assert waited <= set(outcomes)
    assert not {"malformed", "unknown_kind", "bad_base"} & set(outcomes.values())
    assert _marks(pc.store) == _marks_of(released)
    pc.store.close()


def test_what_a_released_spool_holds_is_taken_from_any_pc(released: Released, release: str) -> None:
    """I2: the journal is lost, and only the spool is carried."""
    pc = released.start()
    waited, held = _waiting_ids(pc.store), pc.spool.read()
    if release == "v1":
        assert held == ()
    else:
        delivery = carry(Link(released.network, released.profile, pc.clock), held)
        assert all(delivery.has(record) for record in held)
        with released.network.served.dependencies.engine.connect() as connection:
            assert waited <= set(connection.execute(select(operations.c.id)).scalars())
    pc.store.close()


def test_what_a_released_portal_sent_is_read(release: str) -> None:
    entries = read_entries((FOLDER / release / "feed.json").read_bytes())
    assert sum(len(entry.rows) for entry in entries) > 10
    for rows in json.loads((FOLDER / release / "pages.json").read_text(encoding="utf-8")).values():
        assert len(read_rows(json.dumps(rows).encode())) == len(rows)


def test_a_newer_journal_is_refused_and_not_one_byte_is_changed(released: Released) -> None:
    """P14."""
    journal = released.folder / "pc" / JOURNAL
    connection = sqlcipher.connect(str(journal), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()
    before = journal.read_bytes()
    with pytest.raises(NewerJournalError):
        released.start()
    assert journal.read_bytes() == before


@pytest.mark.parametrize("release", RELEASES[1:])
def test_a_released_program_is_sent_nothing_that_it_cannot_read(release: str, tmp_path: Path) -> None:
    """A desktop of a release asks as it did, while the office writes what is new; it reads every byte of it."""
    released = lay_out(release, tmp_path / "school")
    pc = released.start()
    link, known = Link(released.network, released.profile, pc.clock), records_of(release)
    _write_what_is_new(released)
    # the second schema's programs did not say what they read
    hello = link.hello(HelloAsk({}) if release == "v2" else HelloAsk({}, tuple(shapes_of(release))))
    for info in hello.parts:
        rows = bytes(link.snapshot(SnapshotAsk(info.id, "", 2_000)).rows)
        assert len(msgspec.json.decode(rows, type=list[known])) == info.rows  # type: ignore[valid-type]
    feed = msgspec.json.decode(link.exchange(ExchangeAsk(Cursor(), want=1_000)).feed)
    rows = msgspec.json.encode([row for entry in feed for row in entry[5]])
    assert msgspec.json.decode(rows, type=list[known])  # type: ignore[valid-type]
    pc.store.close()
    released.network.served.close()


def test_an_upgraded_program_fetches_what_it_could_not_read(tmp_path: Path) -> None:
    """P14: the last release's journal has read everything that it could; today's program gets the rest."""
    released = lay_out("v2", tmp_path / "school")
    _write_what_is_new(released)
    _read_on(released)
    pc = released.start()
    pc.round()
    with pc.store.reading() as unit:
        found = [unit.connection.execute(select(TABLES[kind].c.id)).scalar() for kind in (Release, BellDay)]
    assert found == ["release-1", "day-1"]
    pc.store.close()
    released.network.served.close()


def _goes_on(now: object, then: object) -> bool:
    """Return whether a value is as it was written, with nothing but new fields behind it."""
    if isinstance(now, list) and isinstance(then, list):
        return len(now) >= len(then) and all(map(_goes_on, now, then))
    return now == then


def _write_what_is_new(released: Released) -> None:
    """Let the office write records of the kinds that came after the second schema."""
    free = Release("release-1", NEVER, PUPILS[0], SUBJECT, BEGINS, None, "справка")
    bells = BellDay("day-1", NEVER, BEGINS, 0, 1, "08:30", "09:00", "Сокращённый день")
    with released.network.served.dependencies.engine.begin() as connection:
        put_records(connection, released.profile.school, (free, bells), received_ms=NOW_MS)


def _read_on(released: Released) -> None:
    """Let the journal have read all that its own release could, as that release would have written it down."""
    link = Link(released.network, released.profile, Clock())
    hello, read = link.hello(HelloAsk({})), link.exchange(ExchangeAsk(Cursor(), want=1_000)).next
    connection = sqlcipher.connect(str(released.folder / "pc" / JOURNAL), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    point = (read.epoch, read.seq, read.chain, hello.scope)
    connection.execute("UPDATE reading_point SET epoch = ?, seq = ?, chain = ?, scope = ?", point)
    connection.executemany(
        "UPDATE parts SET version = ? WHERE part = ?", [(each.version, each.id) for each in hello.parts]
    )
    connection.close()


def _waiting_ids(store: Store) -> set[str]:
    with store.reading() as unit:
        found = set(unit.connection.execute(select(outbox.c.id).where(outbox.c.outcome.is_(None))).scalars())
        assert len(found) == waiting(unit)
    return found


def _marks(store: Store) -> set[tuple[object, ...]]:
    with store.reading() as unit:
        return set(map(tuple, unit.connection.execute(select(TABLES[Mark]))))


def _marks_of(released: Released) -> set[tuple[object, ...]]:
    with released.network.served.dependencies.engine.connect() as connection:
        return set(map(tuple, connection.execute(select(*fields_of(Mark)))))
