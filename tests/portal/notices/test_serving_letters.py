"""Letters of a serving portal: a mail server that is away, an end by force, and what the doctor says of it."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from portal.doctor import examine
from portal.notices.mail_settings import FILE
from portal.settings import DataFolder
from tests.portal.diary.diary_portal import make_diaries
from tests.portal.diary.diary_school import MARIA, a_school
from tests.portal.notices.post_office import open_post_office
from tests.portal_process import PortalProcess
from tests.waiting import until

ADDRESS = "mother@family.example"


@pytest.fixture
def port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path, port: int) -> Iterator[tuple[PortalProcess, str]]:
    """A portal with a mail server that is away, and the path of a diary."""
    data = tmp_path / "data"
    paths, _ = make_diaries(data, a_school())
    (data / FILE).write_text(f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "d@school.example"\n')
    with PortalProcess(data) as process:
        process.start()
        yield process, paths[MARIA]


def ask_for_letters(process: PortalProcess, home: str) -> int:
    with httpx.Client(base_url=process.url) as client:
        token = re.search(r'name="token" value="([0-9a-f]+)"', client.get(f"{home}/notices").text)
        assert token is not None
        form = {"token": token[1], "step": "save", "address": ADDRESS, "hour": "-1", "sort-marks": "1"}
        return client.post(f"{home}/notices", data=form).status_code


def letters_of(data: Path) -> list[str]:
    """Return what the doctor says of letters."""
    return [each.text for each in examine(DataFolder(data)) if each.text.startswith("Письма")]


def test_a_letter_outlives_a_server_that_is_away_and_the_portals_end_by_force(
    served: tuple[PortalProcess, str], port: int
) -> None:
    process, home = served
    assert ask_for_letters(process, home) == 303
    until(lambda: letters_of(process.data))
    (said,) = letters_of(process.data)
    assert "ждут 1" in said
    assert "почтовый сервер не принимает (ConnectionRefusedError)" in said
    process.kill()
    with open_post_office(port) as office:
        process.start()
        until(lambda: office.letters)
        assert [letter["To"] for letter in office.letters] == [ADDRESS]
        until(lambda: not letters_of(process.data))
