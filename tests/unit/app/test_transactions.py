"""Transactions of a journal: who writes has the turn from the start, who reads waits for nobody."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, select

from app.clock import Clock
from app.errors import LockedError
from app.sqlite import DRIVER, make_durable, reading
from app.store.opening import open_store
from app.store.tables import parts

KEY = bytes(range(32))


def test_who_reads_waits_for_nobody_who_writes_and_sees_one_state(tmp_path: Path) -> None:
    store = open_store(tmp_path / "journal.db", KEY, Clock())
    with store.unit() as writing, store.reading() as unit:
        writing.connection.execute(parts.insert().values(part="roster", version="1", after="", received=1, complete=1))
        assert unit.connection.execute(select(parts.c.part)).all() == []
    with store.reading() as unit:
        assert unit.connection.execute(select(parts.c.part)).scalars().all() == ["roster"]
    store.close()


def test_who_writes_has_the_turn_before_the_first_row(tmp_path: Path) -> None:
    """What is judged by rows that are read first cannot be outrun by another program meanwhile."""
    store = open_store(tmp_path / "journal.db", KEY, Clock())
    other = sqlcipher.connect(str(tmp_path / "journal.db"), timeout=0, isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    with store.unit(), pytest.raises(sqlcipher.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    store.close()


def test_who_does_not_get_the_turn_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.opening.BUSY_MS", 1)
    first, second = (open_store(tmp_path / "journal.db", KEY, Clock()) for _ in range(2))
    with first.unit(), pytest.raises(LockedError), second.unit():
        pass
    first.close()
    second.close()


def test_a_statement_is_compiled_once_for_reading_and_for_writing(tmp_path: Path) -> None:
    engine = create_engine(f"{DRIVER}:///{tmp_path / 'plain.db'}", module=sqlcipher)
    make_durable(engine, busy_ms=1, cache_kib=64, log_pages=100)
    known = {engine.dialect: "compiled"}
    assert known[reading(engine).dialect] == "compiled"
    assert reading(engine).dialect.supports_statement_cache
    with reading(engine).connect() as connection:
        assert connection.dialect._supports_statement_cache is True  # noqa: SLF001 (what the library asks)
    engine.dispose()
