"""What is kept until the portal's backup has it, and for how long after that (I2, I9, I15)."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.ids import OperationId, ReplicaId
from app.services.marking import put_mark
from app.services.receiving import forget_cursor
from app.store.coverage import DAYS, SLICE, is_due, let_go, note_coverage
from app.store.regained import keep_regained
from app.store.spool import ANSWERED, SPOOL, Spool, read_spool, write_records
from app.store.tables import outbox, reading_point
from app.store.unit import Store
from app.wire.messages import Found
from app.wire.spool_frames import Waiting
from tests.builders import FeedOf, a_cell, a_store
from tests.small_school import LESSONS, PUPILS


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


def entries(store: Store, count: int = 3) -> None:
    for value in "345"[:count]:
        with store.unit() as unit:
            put_mark(unit, pupil=PUPILS[0], lesson=LESSONS[0], value=value, seen=a_cell(store))


def told(store: Store, seq: int, day: str, epoch: str = "epoch") -> None:
    with store.unit() as unit:
        note_coverage(unit, epoch=epoch, seq=seq, day=day)


def told_for_days(store: Store, seq: int, days: int, first: int = 0) -> None:
    for n in range(first, first + days):
        told(store, seq, f"day {n}")


def gone(store: Store) -> int:
    with store.unit() as unit:
        return let_go(unit)


def rows(store: Store) -> int:
    with store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(outbox)).scalar_one()


def held(folder: Path) -> tuple[list[int], list[int]]:
    waiting, answered = (read_spool(folder / name) for name in (SPOOL, ANSWERED))
    return [each.n for each in waiting], [each.n for each in answered]


def test_a_sealed_copy_is_kept_until_a_backup_has_the_entry(store: Store, tmp_path: Path) -> None:
    spool, feed = Spool(tmp_path), FeedOf(store)
    entries(store)
    spool.keep_up(store)
    assert held(tmp_path) == ([1, 2, 3], [])
    feed.apply_all()
    spool.keep_up(store)
    assert held(tmp_path) == ([], [1, 2, 3])
    told(store, feed.seq - 1, "2026-09-01")
    spool.keep_up(store)
    assert held(tmp_path) == ([], [1, 2, 3])
    told(store, feed.seq, "2026-09-01")
    spool.keep_up(store)
    assert held(tmp_path) == ([], [])


def test_an_entry_that_was_answered_before_it_was_sealed_is_sealed_all_the_same(store: Store, tmp_path: Path) -> None:
    entries(store)
    FeedOf(store).apply_all()
    Spool(tmp_path).keep_up(store)
    assert held(tmp_path) == ([], [1, 2, 3])


def test_what_a_journal_put_back_has_lost_is_carried_again_although_it_was_answered(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    store = a_store(folder)
    store.close()
    shutil.copy(folder / "journal.db", folder / "before.db")
    store = a_store(folder)
    entries(store)
    FeedOf(store).apply_all()
    Spool(folder).keep_up(store)
    store.close()
    (folder / "before.db").replace(folder / "journal.db")
    store, spool = a_store(folder), Spool(folder)
    assert [each.n for each in spool.lost(store)] == [1, 2, 3]
    spool.reserve_numbers(store)
    entries(store, 1)
    spool.keep_up(store)
    assert held(folder) == ([1, 2, 3, 4], [])
    assert [each.n for each in spool.lost(store)] == [1, 2, 3]


def test_records_are_carried_by_number_whatever_name_the_pc_had_meanwhile(tmp_path: Path) -> None:
    """Found by a seed: a PC's later name may stand before its earlier one."""
    written = [Waiting(ReplicaId(name), n, b"sealed") for name, n in (("later", 3), ("root", 1), ("root", 2))]
    write_records(tmp_path / SPOOL, written)
    assert [each.n for each in Spool(tmp_path).read()] == [1, 2, 3]


def test_a_portal_that_never_backs_up_lets_nothing_go(store: Store) -> None:
    entries(store)
    FeedOf(store).apply_all()
    told_for_days(store, 0, 3 * DAYS)
    assert (gone(store), rows(store)) == (0, 3)


def test_an_entry_leaves_sixty_days_of_exchanges_after_a_backup_has_it(store: Store) -> None:
    """The newest answered one stays: what comes next says behind which entry it stands."""
    entries(store)
    feed = FeedOf(store)
    feed.apply_all()
    told_for_days(store, feed.seq, DAYS)
    assert (gone(store), rows(store)) == (0, 3)
    told(store, feed.seq, f"day {DAYS - 1}")
    assert (gone(store), rows(store)) == (0, 3)
    told(store, feed.seq, f"day {DAYS}")
    assert (gone(store), rows(store)) == (2, 1)
    entries(store, 1)
    assert rows(store) == 2


def test_a_portals_clock_that_is_decades_off_lets_nothing_go_sooner(store: Store) -> None:
    """I9."""
    entries(store)
    feed = FeedOf(store)
    feed.apply_all()
    for day in ("1980-01-01", "2099-12-31", "2026-09-01"):
        told(store, feed.seq, day)
    assert gone(store) == 0


def test_another_history_tells_nothing_of_what_is_here(store: Store, tmp_path: Path) -> None:
    entries(store)
    FeedOf(store).apply_all()
    told(store, 1_000, "2026-09-01", epoch="another")
    with store.reading() as unit:
        assert not is_due(unit, epoch="another", seq=1_000, day="2026-09-02")
        assert unit.connection.execute(select(reading_point.c.backed_up_seq)).scalar_one() == 0
    Spool(tmp_path).keep_up(store)
    assert held(tmp_path) == ([], [1, 2, 3])


def test_a_portal_put_back_begins_the_sixty_days_anew(store: Store) -> None:
    entries(store)
    feed = FeedOf(store)
    feed.apply_all()
    told_for_days(store, feed.seq, DAYS + 1)
    with store.unit() as unit:
        forget_cursor(unit)
    assert (gone(store), rows(store)) == (0, 3)


def test_what_was_refused_stays_for_its_author(store: Store) -> None:
    entries(store, 2)
    feed = FeedOf(store)
    feed.answer_all("rejected", reason="not_allowed")
    entries(store, 1)
    feed.apply_all()
    told_for_days(store, feed.seq, DAYS + 1)
    assert (gone(store), rows(store)) == (0, 3)


def test_much_leaves_in_slices(store: Store) -> None:
    entries(store, 1)
    feed = FeedOf(store)
    feed.apply_all()
    with store.unit() as unit:
        row = unit.connection.execute(select(outbox)).one()._asdict()
        more = [row | {"n": n, "id": f"op {n}"} for n in range(2, SLICE + 12)]
        unit.connection.execute(outbox.insert(), more)
    told_for_days(store, feed.seq, DAYS + 1)
    assert (gone(store), gone(store), gone(store), rows(store)) == (SLICE, 10, 0, 1)


def test_what_the_journal_has_lost_is_kept_sealed_for_the_sixty_days_too(tmp_path: Path) -> None:
    """The spool has the only record: the journal has no row for the backups that are not the newest one."""
    store, spool, seq = a_journal_that_lost_its_entries(tmp_path)
    with store.unit() as unit:
        keep_regained(
            unit, [Found(OperationId(each.id), each.replica, each.n, "applied", "", seq) for each in spool.read()]
        )
    spool.keep_up(store)
    assert (spool.lost(store), held(tmp_path)) == ((), ([], [1, 2, 3]))
    told_for_days(store, seq, DAYS)
    spool.keep_up(store)
    assert held(tmp_path) == ([], [1, 2, 3])
    told(store, seq, f"day {DAYS}")
    spool.keep_up(store)
    assert held(tmp_path) == ([], [])


@pytest.mark.parametrize("what", ["not read so far", "another operation", "put back"])
def test_it_is_carried_again_where_the_portal_may_not_hold_it(tmp_path: Path, what: str) -> None:
    store, spool, seq = a_journal_that_lost_its_entries(tmp_path)
    place = seq + 1 if what == "not read so far" else seq
    ids = {each.n: "another" if what == "another operation" else each.id for each in spool.read()}
    with store.unit() as unit:
        keep_regained(
            unit, [Found(OperationId(key), ReplicaId("r"), n, "applied", "", place) for n, key in ids.items()]
        )
        if what == "put back":
            forget_cursor(unit)
    spool.keep_up(store)
    assert [each.n for each in spool.lost(store)] == [1, 2, 3]
    assert held(tmp_path) == ([1, 2, 3], [])


def a_journal_that_lost_its_entries(folder: Path) -> tuple[Store, Spool, int]:
    """Return a journal put back to before three entries that were answered, its spool, and where its feed stands."""
    store = a_store(folder)
    store.close()
    shutil.copy(folder / "journal.db", folder / "before.db")
    store = a_store(folder)
    entries(store)
    Spool(folder).keep_up(store)
    store.close()
    (folder / "before.db").replace(folder / "journal.db")
    store = a_store(folder)
    feed = FeedOf(store)
    feed.send()
    return store, Spool(folder), feed.seq
