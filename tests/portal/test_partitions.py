"""Tables laid out by school: one school's work reads one part, the walls stand, and a portal moves in and out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event, inspect, select, text
from sqlalchemy.exc import ProgrammingError

from app.operations import MarkAdd, Operation
from portal.__main__ import main
from portal.doctor import examine
from portal.keeping.backing_up import back_up, make_backup_key
from portal.keeping.commands import restore_portal
from portal.keeping.dumps import digests_of
from portal.settings import DataFolder
from portal.store.dialects import reading
from portal.store.migrations import runner
from portal.store.opening import connect_engine, open_engine, raise_database
from portal.store.partitions import GROWING, found_parts, laying_out, open_parts
from portal.store.tables import operations
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL
from tests.portal_database import PORTAL, Session, copied, drop, owned

PARTS = 4
PART = re.compile(r"(\w+)_part_\d+\b")


def divided(engine: Engine) -> set[str]:
    """Return the tables that lie in parts."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT relname FROM pg_class WHERE relkind = 'p'")
        return set(found.scalars())


@pytest.fixture(scope="session")
def laid_out(school_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school's folder, moved by a backup into a database whose tables lie in parts."""
    folder = tmp_path_factory.mktemp("moving")
    moved = copied(school_template, folder / "moved")
    make_backup_key(DataFolder(moved), folder / "key")
    whole = owned(moved)
    back_up(DataFolder(moved), whole, folder / "backup", made="2026-11-25T12:00:00+03:00")
    whole.dispose()
    drop(moved)
    server = Session.cluster().new()
    addresses = [each.render_as_string(hide_password=False) for each in (server.portal, server.owner)]
    words = ["restore", "--data", str(folder / "data"), str(folder / "backup"), "--key", str(folder / "key")]
    assert main([*words, "--database", addresses[0], "--owner", addresses[1], "--partitions", str(PARTS)]) == 0
    return folder / "data"


@pytest.fixture
def school_data(laid_out: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh copy of it, for the portal of these tests."""
    data = copied(laid_out, tmp_path / "laid")
    yield data
    drop(data)


@contextmanager
def plans_of(engine: Engine) -> Iterator[list[str]]:
    """Note what each question that is asked of the database in the block went through, line by line."""
    plans: list[str] = []

    def note(connection: Connection, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT") and "pg_" not in statement:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {statement}", parameters)
            plans.append("\n".join(row[0] for row in cursor.fetchall() if "(never executed)" not in row[0]))

    event.listen(engine, "before_cursor_execute", note)
    yield plans
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.on_server
def test_a_backup_moves_a_portal_into_parts_and_out_again(portal: Portal, anna: Pc, tmp_path: Path) -> None:
    assert divided(portal.engine) == set(GROWING)
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    key = tmp_path / "key"
    make_backup_key(portal.folder, key)
    back_up(portal.folder, portal.engine, tmp_path / "backup", made="2026-11-25T12:00:00+03:00")
    restore_portal(tmp_path / "whole", tmp_path / "backup", key, server=Session.cluster().new())
    whole = owned(tmp_path / "whole")
    assert divided(whole) == set()
    came, went = digests_of(whole), digests_of(portal.engine)
    # the copy does not know that it was backed up, nor which copy of a PC speaks
    assert {name.split()[0] for name in came.keys() | went.keys() if came.get(name) != went.get(name)} <= {
        "schools",
        "replicas",
    }
    whole.dispose()
    drop(tmp_path / "whole")


@pytest.mark.on_server
def test_every_row_of_the_year_came_over(portal: Portal, school_template: Path) -> None:
    before = owned(school_template)
    came, went = digests_of(portal.engine), digests_of(before)
    before.dispose()
    assert came == went


@pytest.mark.on_server
def test_what_a_school_asks_reads_one_part_of_each_table(portal: Portal, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    with plans_of(portal.serving) as plans:
        assert anna.pull()
        parts = [each.id for each in anna.hello().parts]
        assert [row for part in parts for row in anna.rows(part)]
        anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "4")))
    touched = [set(PART.findall(plan)) for plan in plans]
    assert {"operations", "effects", "mark", "lesson"} <= set().union(*touched)
    for plan in plans:
        named = set(re.findall(r"\b\w+_part_\d+\b", plan))
        assert len(named) == len({PART.sub(r"\1", each) for each in named}), plan


@pytest.mark.on_server
def test_a_question_that_names_no_school_reads_all_parts(portal: Portal) -> None:
    """The control of the test above."""
    with plans_of(portal.engine) as plans, portal.engine.connect() as connection:
        connection.execute(select(operations.c.seq)).all()
    assert len(set(re.findall(r"\boperations_part_\d+\b", plans[0]))) == PARTS


@pytest.mark.on_server
def test_nobody_reads_a_part_past_its_tables_walls(portal: Portal, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    for number in range(PARTS):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            reading(portal.serving, portal.school).connect() as connection,
        ):
            connection.exec_driver_sql(f"TABLE mark_part_{number}")
    with portal.engine.begin() as connection:
        for number in range(PARTS):
            connection.exec_driver_sql(f"GRANT SELECT ON mark_part_{number} TO {PORTAL}")
    for number in range(PARTS):
        with reading(portal.serving, portal.school).connect() as connection:
            assert connection.exec_driver_sql(f"TABLE mark_part_{number}").all() == []


@pytest.mark.on_server
def test_the_doctor_sees_a_part_that_is_open(portal: Portal) -> None:
    assert all(finding.good for finding in examine(portal.folder))
    with portal.engine.begin() as connection:
        connection.exec_driver_sql(f"GRANT SELECT ON mark_part_1 TO {PORTAL}")
    assert ["mark_part_1" in finding.text for finding in examine(portal.folder) if not finding.good] == [True]
    with reading(portal.serving).connect() as connection:
        assert open_parts(connection) == ["mark_part_1"]


@pytest.mark.on_server
def test_an_upgrade_lays_new_tables_out_as_the_old_ones() -> None:
    server = Session.cluster().new()
    engine = connect_engine(server.owner)
    config = Config()
    config.set_main_option("script_location", str(runner.HERE))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(runner.HERE / "versions"))
    with laying_out(PARTS), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    before = divided(engine)
    engine.dispose()
    raised = raise_database(server.owner, PORTAL, parts=PARTS + 3)
    assert divided(raised) == set(GROWING) > before > set()
    with raised.connect() as connection:
        assert found_parts(connection) == PARTS
        for table in GROWING:
            parts = connection.execute(
                text("SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass(:table)"), {"table": table}
            )
            assert parts.scalar_one() == PARTS
    raised.dispose()
    Session.cluster().drop(server.owner.database or "")


@pytest.mark.on_server
def test_a_database_without_the_word_lies_in_one_piece(school_template: Path) -> None:
    engine = owned(school_template)
    assert divided(engine) == set()
    with engine.connect() as connection:
        assert found_parts(connection) == 0
    assert set(GROWING) <= set(inspect(engine).get_table_names())
    engine.dispose()


@pytest.mark.on_file
def test_a_file_is_not_laid_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["init", "--data", str(tmp_path / "data"), "--school-name", "Школа № 7", "--partitions", "8"]
    assert main(words) == 1
    assert "PostgreSQL" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
    assert main(words[:-2]) == 0
    open_engine(f"sqlite:///{tmp_path / 'data' / 'portal.db'}").dispose()
