"""A database on a server: nobody looks over the walls between schools, ids sort by bytes, every text comes back."""

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, ProgrammingError

from app.domain.records import NEVER, Subject
from app.ids import SchoolId, SubjectId
from app.operations import MarkAdd, Operation, TopicSet
from app.wire.messages import HelloAsk
from portal import endpoints as portal_endpoints
from portal.doctor import examine
from portal.errors import OlderDatabaseError
from portal.exchange.cursors import read_head
from portal.store.dialects import Failure, failure_of, listing, present, reading, writing
from portal.store.opening import connect_engine, open_engine
from portal.store.tables import codes, metadata, operations, replicas, schools
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL

pytestmark = pytest.mark.on_server

OTHER = SchoolId("other")


@pytest.fixture
def neighbour(portal: Portal, anna: Pc) -> SchoolId:
    """A second school in the same database, with a row in every table of the first one."""
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    with portal.engine.begin() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table).limit(1)).mappings().all():
                hashed = {name: f"other-{row[name]}"[:64] for name in row if name.endswith("_hash")}
                connection.execute(insert(table), {**row, "school_id": OTHER, **hashed})
    return OTHER


def test_no_table_shows_another_schools_rows_even_where_the_program_does_not_ask(
    portal: Portal, neighbour: SchoolId
) -> None:
    """P20: with the program's own check left out, which is the condition on the school."""
    held = 0
    for table in metadata.sorted_tables:
        with reading(portal.serving, portal.school).connect() as connection:
            assert set(connection.execute(select(table.c.school_id)).scalars()) <= {portal.school}
        with reading(portal.serving, neighbour).connect() as connection:
            found = set(connection.execute(select(table.c.school_id)).scalars())
        assert found <= {neighbour}
        held += len(found)
        with reading(portal.serving).connect() as connection:
            assert connection.execute(select(table.c.school_id)).all() == []
    assert held > 10


def test_no_row_of_another_school_is_changed_or_made(portal: Portal, neighbour: SchoolId) -> None:
    with writing(portal.serving, portal.school).begin() as connection:
        assert connection.execute(update(schools).values(head=99)).rowcount == 1
        assert (
            connection.execute(update(replicas).values(name="x").where(replicas.c.school_id == neighbour)).rowcount == 0
        )
    with pytest.raises(ProgrammingError, match="row-level security"), writing(portal.serving).begin() as connection:
        connection.execute(
            insert(codes), {"school_id": neighbour, "code_hash": "h", "teacher": "t", "created": 0, "expires": 0}
        )


def test_nobody_changes_the_log(portal: Portal, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        writing(portal.serving, portal.school).begin() as at,
    ):
        at.execute(update(operations).values(outcome="applied"))


def test_an_endpoint_that_asks_for_another_school_finds_nothing(
    portal: Portal, anna: Pc, neighbour: SchoolId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: planted, the handler asks for the neighbour; its transaction is of the token's school."""
    head = read_head
    monkeypatch.setattr(portal_endpoints, "read_head", lambda connection, _school: head(connection, neighbour))
    heard = anna.ask("hello", HelloAsk({}))
    assert heard.status == 500
    with portal.engine.connect() as connection:
        assert head(connection, neighbour).seq > 0


def test_a_secret_shows_its_own_row_and_nothing_else(portal: Portal, anna: Pc, neighbour: SchoolId) -> None:
    with portal.engine.connect() as connection:
        hashed = connection.execute(select(replicas.c.token_hash).where(replicas.c.school_id == neighbour)).scalar_one()
    with reading(portal.serving).connect() as connection:
        present(connection, hashed)
        assert connection.execute(select(replicas.c.school_id)).scalars().all() == [neighbour]
        assert connection.execute(select(operations.c.seq)).all() == []
    with reading(portal.serving).connect() as connection:
        assert connection.execute(select(replicas.c.school_id)).all() == []


@pytest.mark.parametrize("hostile", ["x'; SET ROLE owner; --", "' OR true --", "ы" * 3, "x" * 65])
def test_a_school_that_cannot_be_one_is_none(portal: Portal, neighbour: SchoolId, hostile: str) -> None:
    for opened in (reading(portal.serving, SchoolId(hostile)), writing(portal.serving, SchoolId(hostile))):
        with opened.connect() as connection:
            assert connection.execute(select(schools.c.school_id)).all() == []
            assert connection.execute(text("SELECT current_user")).scalar_one() == "portal"


def test_a_setting_ends_with_its_transaction(portal: Portal) -> None:
    with listing(portal.serving).connect() as connection:
        assert connection.execute(select(schools.c.school_id)).scalars().all() == [portal.school]
    for _ in range(3):
        with reading(portal.serving).connect() as connection:
            assert connection.execute(select(schools.c.school_id)).all() == []


def test_ids_come_in_the_order_of_their_bytes(portal: Portal, anna: Pc) -> None:
    keys = ["a", "B", "_", "-", "Z", "aB", "Ab", "я", "Ё", "0"]
    portal.put(*[Subject(SubjectId(key), NEVER, key, key) for key in keys])
    found = [str(row.id) for row in anna.rows("school", limit=3) if isinstance(row, Subject) and row.id in keys]
    assert found == sorted(keys, key=str.encode)


@pytest.mark.parametrize("words", ["\x00", "a\x00b\x00", "\ufdd0", "\ufdd00\x00\ufdd01", "\ufdd0\ufdd0"])
def test_every_text_comes_back_as_it_was(portal: Portal, anna: Pc, words: str) -> None:
    portal.put(Subject(SubjectId("odd"), NEVER, words, "x"))
    (found,) = [row for row in anna.rows("school") if isinstance(row, Subject) and row.id == "odd"]
    assert found.name == words


def test_a_server_that_goes_away_is_waited_for_and_comes_back(portal: Portal, anna: Pc) -> None:
    anna.hello()
    ask = anna.batch([anna.write(Operation(TopicSet("Степени"), ent=LESSON))])
    away = connect_engine(portal.folder.url.set(query={"host": "/nowhere"}))
    with pytest.raises(DBAPIError) as caught:
        away.connect()
    assert failure_of(caught.value) is Failure.AWAY
    with portal.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE usename = 'portal' AND datname = current_database()"
        )
    heard = anna.ask("exchange", ask)
    assert (heard.status, heard.refusal, heard.answer.retry_after) == (429, ("throttled", ""), 20)
    assert anna.ask("exchange", ask).status == 200


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_table_has_a_wall_round_each_school(portal: Portal, name: str) -> None:
    """P20: as PostgreSQL itself tells it; a policy widens what the others let through, so each one is looked at."""
    with portal.engine.connect() as connection:
        walled = connection.execute(
            text("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(:name)"), {"name": name}
        ).scalar_one()
        found = connection.execute(
            text("SELECT policyname, cmd, qual, with_check FROM pg_policies WHERE tablename = :name"), {"name": name}
        ).all()
    assert walled
    said = {row.policyname: row for row in found}
    own = said.pop("own")
    assert (own.cmd, own.with_check) == ("ALL", None)
    assert "school_id" in own.qual
    assert "peremena.school" in own.qual
    for other in said.values():
        assert other.cmd != "ALL"
        assert "peremena.secret" in other.qual or (name, other.policyname, other.cmd) == ("schools", "listed", "SELECT")


def test_the_doctor_sees_a_wall_that_is_down(portal: Portal) -> None:
    assert all(finding.good for finding in examine(portal.folder))
    with portal.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE mark DISABLE ROW LEVEL SECURITY")
    assert ["mark" in finding.text for finding in examine(portal.folder) if not finding.good] == [True]


def test_only_the_owner_brings_a_database_to_a_new_version(portal: Portal) -> None:
    with portal.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(OlderDatabaseError):
        open_engine(portal.folder.url)
