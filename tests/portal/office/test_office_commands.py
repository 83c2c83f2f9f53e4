"""The office's commands in real processes: links to its pages, and the rules by their names."""

import re
from pathlib import Path

import pytest
import requests

from portal.admin.rule_fields import FIELDS
from portal.commands import new_office_link
from portal.errors import NoDeputyError, UnknownLoginError
from resources.demo.serving import command
from tests.portal_process import PortalProcess

TIMEOUT_S = 10


def office(action: str, data: Path) -> str:
    """Return the last line that a command prints."""
    return command("office", action, "--data", str(data)).strip().splitlines()[-1]


def test_a_link_is_the_last_line_and_opens_the_pages_until_all_are_closed(school_data: Path) -> None:
    first, second = office("link", school_data), office("link", school_data)
    assert first != second
    assert re.fullmatch(r"/office/[A-Za-z0-9_-]{32}", first)
    with PortalProcess(school_data) as portal:
        portal.start()
        assert [status(portal.url + path) for path in (first, second)] == [200, 200]
        assert office("close", school_data) == "Закрыто ссылок: 2"
        assert [status(portal.url + path) for path in (first, second)] == [404, 404]
    assert office("close", school_data) == "Закрыто ссылок: 0"


def test_a_link_for_a_deputy_head_is_given_to_one_only(school_data: Path) -> None:
    with pytest.raises(NoDeputyError):
        new_office_link(school_data, "boris")
    with pytest.raises(UnknownLoginError):
        new_office_link(school_data, "nobody")
    command("user", "deputy", "boris", "--data", str(school_data), "--first", "2026-09-01")
    path = command("office", "link", "--deputy", "boris", "--data", str(school_data)).strip().splitlines()[-1]
    with PortalProcess(school_data) as portal:
        portal.start()
        assert [status(f"{portal.url}{path}{page}") for page in ("/control", "/people")] == [200, 403]


def status(url: str) -> int:
    return requests.get(url, timeout=TIMEOUT_S).status_code


def test_the_command_names_every_rule_as_the_page_does(school_data: Path) -> None:
    lines = command("rules", "--data", str(school_data), "five_from=460").splitlines()
    assert [line.partition(" = ")[0] for line in lines] == list(FIELDS)
    assert lines[0].startswith("five_from = 460")
    assert all(field.title in line for field, line in zip(FIELDS.values(), lines, strict=True))
