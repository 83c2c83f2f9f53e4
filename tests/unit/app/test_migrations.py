"""A journal of the first schema is brought to this one with everything in it."""

import importlib
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select, text

from app.clock import Clock
from app.domain.records import Attendance, Lesson, Mark
from app.store.opening import open_store
from app.store.rows import read
from app.store.tables import SCHEMA, outbox
from tests.builders import KEY

FIRST = (
    "INSERT INTO mark VALUES ('m', 't', 'j', 'l', 'p', NULL, '5', 'anna', 0, '', 'Молодец', 'c')",
    "INSERT INTO attendance VALUES ('a', 't', 'j', 'l', 'p', 'н', 0, 'anna')",
    "INSERT INTO lesson VALUES ('l', 't', 'j', '2026-09-01', 1, '201', 0, 'Тема', 't', '', '')",
    (
        "INSERT INTO outbox (n, boot, id, entity, base, body, outcome, reason, seq, shown, seen) "
        "VALUES (1, 'b', 'o', 'm', NULL, x'00', NULL, '', 0, 1, 0)"
    ),
)


def _make_first(path: Path) -> None:
    first = importlib.import_module("app.store.migrations.versions.0001_first")
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    for statement in (*first.TABLES, *first.INDEXES, *FIRST):
        connection.execute(statement)
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    connection.execute("INSERT INTO alembic_version VALUES ('0001')")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_what_the_first_schema_held_is_there_with_defaults(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    _make_first(path)
    store = open_store(path, KEY, Clock())
    with store.reading() as unit:
        assert unit.connection.execute(text("PRAGMA user_version")).scalar() == SCHEMA
        mark, sign = read(unit.connection, Mark, "m"), read(unit.connection, Attendance, "a")
        lesson = read(unit.connection, Lesson, "l")
        asked = unit.connection.execute(select(outbox.c.asked)).scalar_one()
    store.close()
    assert mark is not None
    assert (mark.value, mark.comment, mark.retakes, mark.late) == ("5", "Молодец", "", False)
    assert sign is not None
    assert (sign.code, sign.filled, sign.excuse, sign.document_day) == ("н", False, "", None)
    assert lesson is not None
    assert (lesson.topic, lesson.homework_links, lesson.plan_item) == ("Тема", "", "")
    assert asked == 0
