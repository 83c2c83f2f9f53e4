"""The journal's file: encrypted, of this version, or refused without a byte changed."""

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select

from app.clock import Clock
from app.errors import DamagedError, LockedError, NewerJournalError
from app.store.opening import open_store
from app.store.tables import SCHEMA, holiday, metadata
from app.store.unit import Store
from tests.builders import KEY, a_store

ROW = {"id": "h", "token": "", "name": "Тайный праздник", "first": Clock().wall.date(), "last": Clock().wall.date()}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return what is in the files; looking into a journal leaves an empty log beside it, which says nothing."""
    held = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    return {name: content for name, content in held.items() if content or not name.endswith("-wal")}


def a_closed_journal(folder: Path) -> Path:
    a_store(folder).close()
    return folder / "journal.db"


def test_nothing_in_the_files_is_readable(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.unit() as unit:
        unit.connection.execute(insert(holiday), ROW)
    texts = b"".join(files_of(tmp_path).values())
    store.close()
    assert "Тайный праздник".encode() not in texts
    assert "Фамилия00".encode() not in texts
    assert b"SQLite format 3" not in texts


def test_every_commit_is_synced_and_written_ahead(store: Store) -> None:
    with store.reading() as unit:
        read = unit.connection.exec_driver_sql
        assert read("PRAGMA journal_mode").scalar() == "wal"
        assert read("PRAGMA synchronous").scalar() == 2
        assert read("PRAGMA user_version").scalar() == SCHEMA


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    with store.reading() as unit:
        differences = compare_metadata(MigrationContext.configure(unit.connection), metadata)
    assert differences == []


def test_a_transaction_that_begins_with_a_savepoint_is_one(store: Store) -> None:
    def work() -> None:
        with store.unit() as unit:
            for n in range(5):
                with unit.connection.begin_nested():
                    unit.connection.execute(insert(holiday), {**ROW, "id": f"h{n}"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    with store.reading() as unit:
        assert unit.connection.execute(select(holiday)).all() == []


@pytest.mark.parametrize(
    "content", [b"", b"x", os.urandom(4096), b"%PDF-1.7 " * 1000], ids=["empty", "x", "noise", "pdf"]
)
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        open_store(path, KEY, Clock())
    assert files_of(tmp_path) == {"journal.db": content}


def test_an_unencrypted_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mark (id TEXT)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(DamagedError):
        open_store(path, KEY, Clock())
    assert path.read_bytes() == content


def test_another_key_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    path = a_closed_journal(tmp_path)
    before = files_of(tmp_path)
    with pytest.raises(DamagedError):
        open_store(path, bytes(32), Clock())
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.9])
def test_damage_is_noticed_at_the_start(tmp_path: Path, place: float) -> None:
    path = a_closed_journal(tmp_path)
    content = bytearray(path.read_bytes())
    at = int(len(content) * place) + 700
    content[at : at + 40] = os.urandom(40)
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        open_store(path, KEY, Clock())
    assert path.read_bytes() == bytes(content)


def test_a_newer_journal_is_refused_and_no_byte_changes(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.unit() as unit:
        unit.connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    store.close()
    before = files_of(tmp_path)
    with pytest.raises(NewerJournalError):
        open_store(tmp_path / "journal.db", KEY, Clock())
    assert files_of(tmp_path) == before


def test_a_cut_while_the_journal_is_made_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "journal.db.new").write_bytes(b"half made")
    (tmp_path / "journal.db.new-wal").write_bytes(b"half made")
    open_store(tmp_path / "journal.db", KEY, Clock()).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal.db"]


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with store.unit() as writing, store.reading() as reading:
        writing.connection.execute(insert(holiday), ROW)
        assert reading.connection.execute(select(holiday)).all() == []
    store.close()


def test_a_journal_that_another_program_holds_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.opening.BUSY_MS", 50)
    store = a_store(tmp_path)
    other = open_store(tmp_path / "journal.db", KEY, Clock())
    with store.unit(), pytest.raises(LockedError), other.unit():
        pass
    for each in (store, other):
        each.close()
