"""The database: transactions that begin when we say so, a schema that equals its migrations, the office's lists."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from app.domain.records import NEVER, Lesson, Mark, Subject, Teacher
from app.ids import MarkId, SchoolId, SubjectId, TeacherId
from app.operations import AttendanceSet, MarkAdd, MarkSet, Operation, TopicSet
from portal.exchange.office import MAX_ROWS, put_records
from portal.settings import DataFolder
from portal.store.dialects import reading, writing
from portal.store.opening import found_schema, open_engine
from portal.store.tables import SCHEMA, TABLES, metadata, operations, schools
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PUPIL
from tests.portal_database import new_engine
from tests.small_school import ALGEBRA

NEW = {"school_id": "s", "epoch": "e", "head": 0, "chain": "", "roster": 0}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = new_engine(tmp_path)
    yield engine
    engine.dispose()


def test_the_migrations_make_exactly_the_tables(engine: Engine) -> None:
    with reading(engine).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert found_schema(engine) == SCHEMA


@pytest.mark.on_file
def test_the_database_is_durable(engine: Engine) -> None:
    with engine.connect() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert told == ["wal", 2]


def _write_thrice_then_twice_the_same(connection: Connection) -> None:
    for n in (0, 1, 2, 2):
        with connection.begin_nested():
            connection.execute(insert(schools), {**NEW, "school_id": f"s{n}"})


def test_an_error_undoes_everything_even_released_savepoints(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        _write_thrice_then_twice_the_same(connection)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(schools)).scalar() == 0


def test_a_writer_keeps_no_reader_waiting(engine: Engine) -> None:
    with engine.begin() as writer:
        writer.execute(insert(schools), NEW)
        with reading(engine).connect() as reader:
            assert reader.execute(select(func.count()).select_from(schools)).scalar() == 0


def test_a_reader_sees_one_state(engine: Engine) -> None:
    counted = select(func.count()).select_from(schools)
    with reading(engine).connect() as reader:
        assert reader.execute(counted).scalar() == 0
        with engine.begin() as writer:
            writer.execute(insert(schools), NEW)
        assert reader.execute(counted).scalar() == 0


def test_two_writers_take_turns(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(schools), NEW)

    def count() -> None:
        for _ in range(20):
            with writing(engine, SchoolId("s")).begin() as connection:
                head = connection.execute(select(schools.c.head)).scalar_one()
                connection.execute(schools.update().values(head=head + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.execute(select(schools.c.head)).scalar_one() == 80


@pytest.mark.on_file
def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "Школа № 7? 100% #1")
    folder.path.mkdir()
    open_engine(folder.url).dispose()
    assert folder.database.is_file()


def a_mark(n: int) -> Mark:
    return Mark(MarkId(f"old-{n}"), NEVER, ALGEBRA, LESSON, PUPIL, None, "4", TeacherId("anna"))


def test_long_lists_are_split_and_counted(portal: Portal) -> None:
    marks = [a_mark(n) for n in range(2 * MAX_ROWS + 1)]
    with portal.engine.connect() as connection:
        before = connection.execute(select(func.max(operations.c.seq))).scalar_one()
    assert portal.put(*marks) == len(marks)
    assert portal.put(*marks) == 0
    with portal.engine.connect() as connection:
        rows = connection.execute(select(operations.c.outcome).where(operations.c.seq > before)).scalars().all()
    assert list(rows) == ["applied"] * 3 + ["same"] * 3


def test_lists_with_long_texts_are_split_so_that_the_feed_can_carry_them(portal: Portal, anna: Pc) -> None:
    anna.pull()
    portal.put(*[Subject(SubjectId(f"s{n}"), NEVER, "щ" * 4_000, "щ") for n in range(300)])
    entries = anna.pull()
    assert sum(len(entry.rows) for entry in entries) == 300
    assert len(entries) > 5


def test_the_office_never_overwrites_what_teachers_wrote(portal: Portal, anna: Pc) -> None:
    portal.put(a_mark(0))
    (token,) = [row.token for row in anna.rows(ALGEBRA) if isinstance(row, Mark)]
    anna.push(
        Operation(MarkSet("5"), ent="old-0", base=token),
        Operation(TopicSet("Степени"), ent=LESSON),
        Operation(AttendanceSet(LESSON, PUPIL, "н")),
    )
    (lesson,) = [row for row in anna.rows(ALGEBRA) if isinstance(row, Lesson) and row.id == LESSON]
    assert portal.put(a_mark(0), Lesson(LESSON, NEVER, ALGEBRA, lesson.day, lesson.number, "999")) == 1
    rows = anna.rows(ALGEBRA)
    assert [row.value for row in rows if isinstance(row, Mark)] == ["5"]
    assert [(row.topic, row.room) for row in rows if row.id == LESSON and isinstance(row, Lesson)] == [
        ("Степени", "999")
    ]


def test_schools_in_one_database_know_nothing_of_each_other(portal: Portal, anna: Pc) -> None:
    other = SchoolId("other")
    with portal.engine.begin() as connection:
        connection.execute(insert(schools), {**NEW, "school_id": other})
        twin = Teacher(TeacherId("anna"), NEVER, "Другая", "Анна", "", "anna")
        put_records(connection, other, (twin, a_mark(0)), received_ms=0)
    anna.push(Operation(MarkAdd(LESSON, PUPIL, None, "5")))
    assert anna.verdicts(Operation(MarkSet("2"), ent="old-0")) == [("rejected", "no_mark")]
    assert "Другая" not in repr(anna.rows("school") + anna.pull())
    with portal.engine.connect() as connection:
        heads = dict(connection.execute(select(schools.c.school_id, schools.c.head)).all())
        marks = (
            connection.execute(select(TABLES[Mark].c.value).where(TABLES[Mark].c.school_id == other)).scalars().all()
        )
    assert heads[other] == 1
    assert list(marks) == ["4"]
