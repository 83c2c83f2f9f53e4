"""Many rows by one statement: the same rows as SQLAlchemy's own way writes, whatever the driver takes."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    insert,
    select,
    update,
)

from app.bulk import Bulk

things = Table(
    "things",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("day", Date),
    Column("is_kept", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
ROWS = [("a", date(2026, 9, 1), True, b"1"), ("b", None, False, b"\0")]


@pytest.fixture(params=["qmark", "named"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A driver that takes parameters by their places, and one that takes them by their names."""
    engine = create_engine("sqlite://", paramstyle=request.param)
    with engine.begin() as opened:
        things.create(opened)
        yield opened
    engine.dispose()


def test_rows_are_written_with_their_types(connection: Connection) -> None:
    Bulk(insert(things), ["id", "day", "is_kept", "body"]).execute(connection, ROWS)
    assert connection.execute(select(things)).all() == ROWS


def test_the_names_say_which_value_is_which(connection: Connection) -> None:
    swapped = [(body, is_kept, day, key) for key, day, is_kept, body in ROWS]
    Bulk(insert(things), ["body", "is_kept", "day", "id"]).execute(connection, swapped)
    assert connection.execute(select(things)).all() == ROWS


def test_a_change_finds_its_rows(connection: Connection) -> None:
    connection.execute(insert(things), [dict(zip(things.c.keys(), row, strict=True)) for row in ROWS])
    moved = update(things).where(things.c.id == bindparam("of")).values(day=bindparam("to"))
    Bulk(moved, ["of", "to"]).execute(connection, [("b", date(2027, 1, 2))])
    assert connection.execute(select(things.c.day)).scalars().all() == [date(2026, 9, 1), date(2027, 1, 2)]


def test_nothing_is_executed_for_no_rows(connection: Connection) -> None:
    Bulk(insert(things), ["id", "day", "is_kept", "body"]).execute(connection, [])
    assert connection.execute(select(things)).all() == []
