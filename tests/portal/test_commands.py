"""The portal's commands: what they say, and how they refuse: one sentence, no traceback.

One of them is run as a program of its own, the others in this process: a start of the program takes a second.
"""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from configparser import ConfigParser
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
import requests
import sqlcipher3.dbapi2 as sqlite

from portal.__main__ import main
from portal.settings import DataFolder
from resources.demo.serving import PORTAL
from resources.paths import SERVING
from tests.portal_process import PortalProcess
from tests.small_school import fill


def run(*words: "str | Path") -> "subprocess.CompletedProcess[str]":
    arguments = [*map(str, words)]
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            code = main(arguments)
        except SystemExit as ended:  # by argparse
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def run_as_program(*words: "str | Path") -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PORTAL, *map(str, words)], capture_output=True, text=True, check=False, timeout=30)


def said(*words: "str | Path") -> str:
    done = run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def refused(*words: "str | Path") -> str:
    """Return the one sentence with which a command was refused."""
    done = run(*words)
    assert (done.returncode, done.stdout) == (1, "")
    (sentence,) = done.stderr.strip().splitlines()
    return sentence


def test_a_new_portal_is_made_private_and_found_in_order(tmp_path: Path) -> None:
    data = tmp_path / "new" / "portal"
    said("init", "--data", data, "--school-name", "Школа № 5", "--zone", "Asia/Omsk", "--year", "2026")
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "portal.key").stat().st_mode & 0o777 == 0o600
    report = said("doctor", "--data", data)
    assert "Школа № 5" in report
    assert report.endswith("Всё в порядке.")


def test_two_portals_have_nothing_in_common(tmp_path: Path) -> None:
    facts = []
    for name in ("a", "b"):
        said("init", "--data", tmp_path / name, "--school-name", "Школа")
        connection = sqlite.connect(tmp_path / name / "portal.db")
        facts.append(connection.execute("SELECT school_id, epoch FROM schools").fetchone())
        connection.close()
    assert not set(facts[0]) & set(facts[1])
    assert (tmp_path / "a" / "portal.key").read_text() != (tmp_path / "b" / "portal.key").read_text()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("важное")
    assert "не пуста" in refused("init", "--data", tmp_path, "--school-name", "Школа")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert str(tmp_path / "file") in refused("init", "--data", tmp_path / "file", "--school-name", "Школа")


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../../etc/passwd", "x" * 300])
def test_an_unknown_zone_makes_nothing(tmp_path: Path, zone: str) -> None:
    assert "Часовой пояс" in refused("init", "--data", tmp_path / "new", "--school-name", "Ш", "--zone", zone)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("import", "list.csv"),
        ("user", "code", "anna"),
        ("user", "link", "--class", "7Б", "--pupil", "X"),
        ("serve",),
        ("doctor",),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_command_needs_a_portal(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert "нет портала" in refused(*words, "--data", tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_code_is_the_last_line(school_data: Path) -> None:
    assert re.fullmatch(
        r"[A-Z2-9]{4}-[A-Z2-9]{4}", said("user", "code", "--data", school_data, "anna").splitlines()[-1]
    )


def test_an_unknown_login_is_named(school_data: Path) -> None:
    assert refused("user", "code", "--data", school_data, "nobody") == "Учителя с логином «nobody» нет."


@pytest.mark.parametrize(
    ("school_class", "pupil", "shown"),
    [
        ("7Б", "Фамилия03 Имя", "Фамилия03"),
        ("7б", " фамилия03  имя ", "Фамилия03"),
        ("8 А", "Елкин Петр, 01.03.2012", "Ёлкин"),
        ("8А", "Ёлкин Пётр,02.03.2012", "Ёлкин"),
    ],
)
def test_a_link_opens_the_diary_of_the_pupil(school_data: Path, school_class: str, pupil: str, shown: str) -> None:
    with PortalProcess(school_data, by_command=True) as portal:
        portal.start()
        address = portal.link(school_class, pupil)
        assert re.search(r"/diary/[A-Za-z0-9_-]{32}$", address)
        page = requests.get(address, timeout=10)
    assert (page.status_code, shown in page.text) == (200, True)


@pytest.mark.parametrize(
    ("school_class", "pupil", "words"),
    [
        ("9Я", "Ёлкин Пётр", ["Класса «9Я» нет."]),
        ("7Б", "Ёлкин Пётр", ["Ученика «Ёлкин Пётр» в классе 7Б нет."]),
        ("8А", "Ёлкин Пётр", ["несколько", "01.03.2012", "02.03.2012"]),
        ("8А", "Ёлкин Пётр, 03.03.2012", ["нет"]),
    ],
)
def test_a_pupil_who_is_not_exactly_one_is_said(
    school_data: Path, school_class: str, pupil: str, words: list[str]
) -> None:
    sentence = refused("user", "link", "--data", school_data, "--class", school_class, "--pupil", pupil)
    assert all(word in sentence for word in words)


def test_a_file_that_cannot_be_read_is_said(school_data: Path, tmp_path: Path) -> None:
    assert "Ничего не записано" in refused("import", "--data", school_data, tmp_path / "none.xlsx")


def test_a_port_that_is_taken_is_said(school_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert str(port) in refused("serve", "--data", school_data, "--port", str(port))


@pytest.mark.parametrize("facts", [("--host", "203.0.113.9"), ("--port", "99999"), ("--host", "no such host")])
def test_an_address_that_is_not_here_is_said(school_data: Path, facts: tuple[str, str]) -> None:
    assert "занят" in refused("serve", "--data", school_data, *facts)


@pytest.mark.on_file
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_portal_ends_at_once_and_cleanly_even_with_a_connection_open(
    school_data: Path, number: signal.Signals
) -> None:
    served = subprocess.Popen(
        [*PORTAL, "serve", "--data", str(school_data), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stdout is not None
    assert served.stderr is not None
    with served, requests.Session() as session:
        url = served.stdout.readline().removeprefix("listening on ").strip()
        assert session.get(f"{url}/schema/openapi.json", timeout=10).status_code == 200
        begun = time.monotonic()
        served.send_signal(number)
        assert served.wait(10) == 0
        assert time.monotonic() - begun < 2
        assert (served.stdout.read(), served.stderr.read()) == ("", "")
    assert sorted(path.name for path in school_data.iterdir()) == ["portal.db", "portal.key"]


def test_a_missing_key_is_not_made_anew(school_data: Path) -> None:
    (school_data / "portal.key").unlink()
    assert "portal.key" in refused("serve", "--data", school_data, "--port", "0")
    assert not (school_data / "portal.key").exists()


@pytest.mark.on_file
def test_a_newer_database_is_left_as_it_is(school_data: Path) -> None:
    connection = sqlite.connect(school_data / "portal.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (school_data / "portal.db").read_bytes()
    assert "более новой" in refused("user", "code", "--data", school_data, "anna")
    assert (school_data / "portal.db").read_bytes() == before


@pytest.mark.on_file
@pytest.mark.parametrize("words", [("user", "code", "anna"), ("serve",), ("import", "x.csv")])
def test_a_database_that_is_none_is_said(school_data: Path, words: tuple[str, ...]) -> None:
    (school_data / "portal.db").write_bytes(b"not a database at all" * 1_000)
    assert "База данных не читается" in refused(*words, "--data", school_data)


def test_no_words_are_a_hint_not_a_traceback() -> None:
    done = run_as_program()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_units_command_is_one_that_this_program_has(tmp_path: Path) -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.read(SERVING / "peremena-portal.service")
    words = shlex.split(unit["Service"]["ExecStart"])[1:]
    words[words.index("--data") + 1] = str(tmp_path / "nowhere")
    assert "нет портала" in refused(*words)


@pytest.mark.on_file
def test_a_file_has_no_copy_to_read_from(school_data: Path) -> None:
    copy = "postgresql+psycopg://peremena@replica.example/peremena"
    assert "--read-from" in refused("serve", "--data", school_data, "--port", "0", "--read-from", copy)


def doctor(data: Path) -> list[str]:
    """Return the lines with which the doctor finds fault."""
    done = run("doctor", "--data", data)
    assert (done.returncode, done.stderr) == (1, "")
    assert "неполадки" in done.stdout.splitlines()[-1]
    return [line for line in done.stdout.splitlines() if line.startswith("!")]


@pytest.mark.on_file
@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE operations SET chain = 'x' WHERE seq = 2", "порядок нарушен на месте 2"),
        ("UPDATE operations SET id = 'x' WHERE seq = 1", "порядок нарушен на месте 1"),
        ("DELETE FROM operations WHERE seq = 1", "порядок нарушен на месте 1"),
        ("UPDATE schools SET head = 7", "должна быть 7"),
        ("DELETE FROM school", "без названия"),
        ("DELETE FROM schools", "Школа: не создана"),
        ("PRAGMA user_version = 0", "версия 0"),
    ],
)
def test_the_doctor_finds_what_was_altered(school_data: Path, statement: str, word: str) -> None:
    connection = sqlite.connect(school_data / "portal.db", isolation_level=None)
    connection.execute(statement)
    connection.close()
    (line,) = doctor(school_data)
    assert word in line


@pytest.mark.on_file
def test_the_doctor_finds_a_key_that_others_read(school_data: Path) -> None:
    (school_data / "portal.key").chmod(0o644)
    assert doctor(school_data) == ["! Ключ портала: файл открыт другим пользователям (права 644, нужны 600)"]


@pytest.mark.on_file
@pytest.mark.parametrize("text", [None, "", "nonsense", "AAAA"])
def test_the_doctor_finds_a_lost_key(school_data: Path, text: str | None) -> None:
    key = DataFolder(school_data).key
    key.unlink() if text is None else key.write_text(text)
    assert doctor(school_data) == ["! Ключ портала: файла нет или он повреждён"]


@pytest.mark.on_file
def test_the_doctor_finds_a_damaged_page(school_data: Path) -> None:
    database = school_data / "portal.db"
    with database.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(os.urandom(4096 * 30))
    assert "База данных" in doctor(school_data)[0]


def test_the_doctor_looks_at_a_portal_that_is_running(school_data: Path) -> None:
    with PortalProcess(school_data, by_command=True) as portal:
        portal.start()
        assert said("doctor", "--data", school_data).endswith("Всё в порядке.")


@pytest.mark.on_file
def test_a_folder_that_may_not_be_read_is_said(school_data: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(school_data, tmp_path / "copy")
    shutil.rmtree(copy / "portal.db", ignore_errors=True)
    (copy / "portal.db").unlink()
    (copy / "portal.db").mkdir()
    assert "нет портала" in refused("user", "code", "--data", copy, "anna")


def test_the_office_defines_scales_and_gives_them_to_subjects(tmp_path: Path) -> None:
    data = tmp_path / "portal"
    said("init", "--data", data, "--school-name", "Школа", "--year", "2026")
    fill(data)
    said("scales", "points", "--data", data, "10 баллов", "10", "--five", "9", "--four", "7", "--three", "5")
    lines = said("scales", "give", "--data", data, "10 баллов", "алгебра").splitlines()
    assert lines == [
        "5: 5 4 3 2 1    —",
        "pass_fail: зач незач    —",
        "10 баллов: 10=5 9=5 8=4 7=4 6=3 5=3 4=2 3=2 2=2 1=2 0=2    Алгебра",
    ]
    assert said("scales", "give", "--data", data, "pass_fail", "Алгебра").splitlines()[1].endswith("Алгебра")
    assert said("scales", "give", "--data", data, "5", "Алгебра").splitlines()[0].endswith("Алгебра")
    letters = said("scales", "define", "--data", data, "буквы", "A=5", "B=4", "~").splitlines()[-1]
    assert letters.startswith("буквы: A=5 B=4 ~")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("define", "x", "A=4", "B=5"), "Шкала «x» невозможна: значение «B» стоит ниже"),
        (("define", "x", "A=6"), "Шкала «x» невозможна: у значения «A» отметка не из"),
        (("define", "x", "отл=5"), "Шкала «x» невозможна: значение «отл» не набрать"),
        (("define", "5", "A=5"), "Шкала «5» невозможна: это имя занято"),
        (("give", "10", "Алгебра"), "Шкалы «10» нет"),
        (("give", "pass_fail", "Латынь"), "Предмета «Латынь» нет"),
    ],
)
def test_a_scale_that_cannot_be_is_refused_in_one_sentence(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    data = tmp_path / "portal"
    said("init", "--data", data, "--school-name", "Школа", "--year", "2026")
    fill(data)
    before = said("scales", "list", "--data", data)
    action, *rest = words
    assert refused("scales", action, "--data", data, *rest).startswith(sentence)
    assert said("scales", "list", "--data", data) == before
