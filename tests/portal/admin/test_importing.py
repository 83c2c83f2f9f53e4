"""Files into the store: all or nothing, twice as good as once, what teachers wrote kept."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.domain.records import RECORD_TYPES, Lesson, Mark, Pupil, School, Work
from app.errors import MissingColumnError, UnreadableFileError
from app.files.guard import Why
from app.ids import SchoolId
from portal.admin.importing import files_of, import_files
from portal.store.tables import operations
from tests.portal.admin.school_files import LISTS, SCHOOL, a_journal, found_school, stored, write_lists
from tests.unit.files.workbooks import a_workbook

PETR = a_journal("№;Ученик;01.09", ";Урок;1", ";Вид работы;Диктант", "1;Ёлкин Пётр Семёнович;4/5")
TOPICS = "Класс;Предмет;Группа;Дата;Урок;Тема;Домашнее задание\n7Б;Алгебра;;01.09;1;{topic};№ 5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_lists(tmp_path / "files")


def everything(engine: Engine) -> dict[str, int]:
    return {kind.__name__: len(stored(engine, kind)) for kind in RECORD_TYPES if kind is not School}


def operations_of(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(operations.select()).all())


def test_lists_and_marks_are_written_and_the_report_counts_them(engine: Engine, folder: Path) -> None:
    (folder / "Журнал.csv").write_text(PETR)
    report = import_files(engine, SCHOOL, [folder])
    assert report.refused == ()
    assert report.written == sum(report.records.values()) == sum(everything(engine).values())
    assert [row.value for row in stored(engine, Mark)] == ["4", "5"]


def test_the_same_files_again_write_nothing(engine: Engine, folder: Path) -> None:
    (folder / "Журнал.csv").write_text(PETR)
    (folder / "Темы.csv").write_text(TOPICS.format(topic="Дроби"))
    before = import_files(engine, SCHOOL, [folder])
    again = import_files(engine, SCHOOL, [folder])
    assert (again.written, again.refused) == (0, ())
    assert again.unchanged == before.written - 12  # the usual kinds of work stand in no file


def test_files_may_come_one_after_another(engine: Engine, folder: Path, tmp_path: Path) -> None:
    import_files(engine, SCHOOL, [folder])
    (tmp_path / "journal.csv").write_text(PETR)
    (tmp_path / "topics.csv").write_text(TOPICS.format(topic="Дроби"))
    report = import_files(engine, SCHOOL, [tmp_path / "journal.csv", tmp_path / "topics.csv"])
    assert report.refused == ()
    assert [(row.topic, row.homework) for row in stored(engine, Lesson) if row.topic] == [("Дроби", "№ 5")]
    assert len(stored(engine, Work)) == 1


def test_a_table_never_replaces_a_mark_or_a_topic_that_is_there(engine: Engine, folder: Path) -> None:
    (folder / "Журнал.csv").write_text(PETR)
    (folder / "Темы.csv").write_text(TOPICS.format(topic="Дроби"))
    import_files(engine, SCHOOL, [folder])
    (folder / "Журнал.csv").write_text(PETR.replace("4/5", "2/3"))
    (folder / "Темы.csv").write_text(TOPICS.format(topic="Проценты"))
    assert import_files(engine, SCHOOL, [folder]).written == 0
    assert [row.value for row in stored(engine, Mark)] == ["4", "5"]
    assert [row.topic for row in stored(engine, Lesson) if row.topic] == ["Дроби"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("Я.xlsx", a_workbook()[:2000], Why.DAMAGED),
        ("Я.xls", b"<html><table><tr><td>5</td></tr></table></html>", Why.HTML),
        ("Я.csv", LISTS["bells"].encode("koi8-r"), Why.ENCODING),
        ("Я.csv", "Класс;Смена;Корпус\n7Б;1;1\n8А,1,1\n".encode(), Why.SEPARATORS),
        ("Я.csv", "Меню;Цена\nСуп;50\n".encode(), Why.UNKNOWN_TABLE),
    ],
)
def test_one_bad_file_keeps_every_other_out(engine: Engine, folder: Path, name: str, content: bytes, why: Why) -> None:
    (folder / name).write_bytes(content)
    before = operations_of(engine)
    with pytest.raises(UnreadableFileError) as caught:
        import_files(engine, SCHOOL, [folder])
    assert (caught.value.name, caught.value.why) == (name, why)
    assert sum(everything(engine).values()) == 0
    assert operations_of(engine) == before


def test_a_table_that_lacks_one_column_names_it(engine: Engine, folder: Path) -> None:
    (folder / "teachers.csv").write_text("Фамилия;Имя\nСедов;Борис\n")
    with pytest.raises(MissingColumnError) as caught:
        import_files(engine, SCHOOL, [folder])
    assert (caught.value.name, caught.value.column) == ("teachers.csv", "логин")


FAULT = {
    "sqlite": "CREATE TRIGGER fault BEFORE INSERT ON mark BEGIN SELECT RAISE(ABORT, 'fault'); END",
    "postgresql": """
        CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN RAISE integrity_constraint_violation; END';
        CREATE TRIGGER fault BEFORE INSERT ON mark EXECUTE FUNCTION fault()""",
}


def test_a_fault_in_the_middle_of_writing_leaves_nothing(engine: Engine, folder: Path) -> None:
    (folder / "Журнал.csv").write_text(PETR)
    with engine.begin() as connection:
        connection.exec_driver_sql(FAULT[engine.dialect.name])
    before = operations_of(engine)
    with pytest.raises(IntegrityError):
        import_files(engine, SCHOOL, [folder])
    assert sum(everything(engine).values()) == 0
    assert operations_of(engine) == before


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig", "utf-16"])
def test_files_of_any_office_read_the_same(engine: Engine, tmp_path: Path, encoding: str) -> None:
    folder = write_lists(tmp_path / "other", encoding=encoding)
    assert import_files(engine, SCHOOL, [folder]).refused == ()
    assert {row.surname for row in stored(engine, Pupil)} == {"Ёлкин", "Кузнецов", "Воронова-Залесская", "Гринберг"}


def test_namesakes_are_two_pupils_however_often_they_come(engine: Engine, folder: Path) -> None:
    for _ in range(2):
        import_files(engine, SCHOOL, [folder])
    assert len([row for row in stored(engine, Pupil) if row.surname == "Кузнецов"]) == 2


def test_schools_of_one_portal_do_not_see_each_other(engine: Engine, folder: Path) -> None:
    other = SchoolId("other")
    found_school(engine, other)
    import_files(engine, SCHOOL, [folder])
    (folder / "Журнал.csv").write_text(PETR)
    report = import_files(engine, other, [folder])
    assert report.refused == ()
    assert not {row.id for row in stored(engine, Pupil)} & {row.id for row in stored(engine, Pupil, other)}
    assert stored(engine, Mark) == []


def test_a_folder_is_searched_for_tables_only(folder: Path) -> None:
    inner = folder / "Журналы"
    inner.mkdir()
    for name in ("~$Журнал.xlsx", ".Журнал.xlsx", "Прочти.txt", "Фото.png", "Журнал.XLSX"):
        (inner / name).write_bytes(b"x")
    assert {path.name for path in files_of([folder])} == {*(f"{name}.csv" for name in LISTS), "Журнал.XLSX"}


def test_a_file_that_is_named_twice_is_read_once(folder: Path) -> None:
    assert len(files_of([folder, folder / "bells.csv", folder])) == len(LISTS)


@pytest.mark.parametrize("path", ["none.csv", "empty"])
def test_a_path_without_tables_says_so(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFileError) as caught:
        files_of([tmp_path / path])
    assert (caught.value.name, caught.value.why) == (path, Why.MISSING)
