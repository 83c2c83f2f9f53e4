"""Several schools of one portal: added one by one, named where it matters, and none sees the other."""

# ruff: noqa: SLF001 (argparse tells of its commands nowhere else)
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

import pytest
from sqlalchemy import select

from app.ids import SchoolId
from portal.__main__ import _parser, main
from portal.admin.schools import new_school
from portal.archive.commands import archive_path
from portal.archive.serving import words_for
from portal.commands import add_school, new_code, open_portal
from portal.errors import NoSuchSchoolError, SchoolThereError, SeveralSchoolsError, UnknownZoneError
from portal.store.rows import write_records
from portal.store.tables import codes, schools
from tests.portal.archive.past_school import YEAR, past_records
from tests.portal.conftest import Portal

OTHER = "Лицей № 5"
OF_ONE = {
    "import": "missing.csv",
    "user code": "anna",
    "user invite": "anna",
    "user link": "--class 7Б --pupil Иванов",
    "user deputy": "anna",
    "office link": "",
    "office close": "",
    "operator list": "",
    "operator confirm": "x",
    "operator refuse": "x",
    "rules": "",
    "scales list": "",
    "scales points": "Баллы 10 --five 9 --four 7 --three 4",
    "scales define": "Буквы A=5 B=4 C=3 D=2",
    "scales give": "5 Алгебра",
    "attic": "",
    "export oneroster": "school.zip",
    "program add": "Столовая",
    "program list": "",
    "program revoke": "x",
    "archive write": "2025",
    "retention list": "",
    "retention erase": "",
}
"""Every command about one school, with what else it is told."""


def run(*words: str) -> int:
    return main(words)


@pytest.fixture
def several(portal: Portal) -> Portal:
    """The portal, with a second school beside its own."""
    assert run("school", "add", "--data", str(portal.folder.path), "--school-name", OTHER, "--year", "2026") == 0
    return portal


def told_of_a_school(parser: ArgumentParser, name: str = "") -> set[str]:
    """Return the commands that may be told a school."""
    under = [each for each in parser._actions if isinstance(each, _SubParsersAction)]
    if not under:
        return {name} if any("--school" in each.option_strings for each in parser._actions) else set()
    parts = (told_of_a_school(each, f"{name} {word}".strip()) for word, each in under[0].choices.items())
    return set().union(*parts)


def known(portal: Portal) -> set[str]:
    with portal.engine.connect() as connection:
        return set(connection.execute(select(schools.c.school_id)).scalars())


def test_one_school_need_not_be_named(portal: Portal) -> None:
    assert new_code(portal.folder.path, "anna")
    assert new_code(portal.folder.path, "anna", school=portal.school)


def test_a_second_school_is_listed_by_name(several: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("school", "list", "--data", str(several.folder.path)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("  ")[2] for line in lines] == [OTHER, "Школа № 7"]
    assert {line.partition("  ")[0] for line in lines} == known(several)


def test_with_several_schools_one_has_to_be_named(several: Portal) -> None:
    path = several.folder.path
    with pytest.raises(SeveralSchoolsError, match="«Лицей № 5», «Школа № 7»"):
        new_code(path, "anna")
    with pytest.raises(NoSuchSchoolError, match="«Школа № 8»"):
        new_code(path, "anna", school="Школа № 8")
    assert new_code(path, "anna", school=" школа  № 7 ")


def test_every_command_about_one_school_and_no_other_may_be_told_it() -> None:
    assert told_of_a_school(_parser()) == OF_ONE.keys()


@pytest.mark.parametrize("command", OF_ONE)
def test_a_command_asks_which_school_and_refuses_one_that_is_not_there(
    several: Portal, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*command.split(), "--data", str(several.folder.path), *OF_ONE[command].split()]
    capsys.readouterr()
    assert (run(*words), run(*words, "--school", "Гимназия")) == (1, 1)
    assert [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "На портале несколько школ",
        "Школы «Гимназия» на портале нет. Есть",
    ]


def test_what_is_ordered_for_one_school_happens_there_alone(
    several: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(several.folder.path))
    teachers = tmp_path / "Учителя.csv"
    teachers.write_text("Фамилия;Имя;Отчество;Логин\nСедова;Вера;;zinaida\n", encoding="utf-8")
    assert run("import", *data, "--school", OTHER, str(teachers)) == 0
    assert run("user", "code", *data, "--school", "Школа № 7", "zinaida") == 1
    assert run("user", "code", *data, "--school", OTHER, "zinaida") == 0
    assert run("rules", *data, "--school", OTHER, "five_from=470") == 0
    capsys.readouterr()
    assert run("rules", *data, "--school", "Школа № 7") == 0
    assert "470" not in capsys.readouterr().out
    with several.engine.connect() as connection:
        (of,) = set(connection.execute(select(codes.c.school_id)).scalars())
    assert of in known(several) - {several.school}


def test_a_school_of_the_same_name_is_not_added(several: Portal) -> None:
    before = known(several)
    for name in (OTHER, "лицей № 5", f"  {OTHER} "):
        with pytest.raises(SchoolThereError):
            add_school(several.folder.path, name, year=2026, zone="Europe/Moscow")
    with pytest.raises(UnknownZoneError):
        add_school(several.folder.path, "Гимназия", year=2026, zone="Europe/Nowhere")
    assert known(several) == before


def test_each_school_has_an_archive_of_its_own(several: Portal) -> None:
    (other,) = known(several) - {several.school}
    with several.engine.begin() as connection:
        write_records(connection, several.school, tuple(past_records()))
    words = ("archive", "write", str(YEAR), "--data", str(several.folder.path))
    assert run(*words) == 1
    assert run(*words, "--school", several.school) == 0
    assert archive_path(several.folder, several.school, YEAR).is_dir()
    assert not several.folder.archive(other).exists()


def test_an_id_with_a_dash_before_it_is_no_option(several: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older ids may have one: who writes an archive that the page has asked for is told it; new ones have none."""
    monkeypatch.setattr("portal.admin.schools.os.urandom", lambda count: b"\xf8" * count)
    assert new_school("Школа").id.startswith("_Pj4")
    words = words_for(several.folder, SchoolId("-Pj4"), YEAR)
    with pytest.raises(NoSuchSchoolError):
        open_named(words)


def open_named(words: tuple[str, ...]) -> None:
    options = _parser().parse_args(words)
    with open_portal(options.data, school=options.school):
        pytest.fail("there is no such school")
