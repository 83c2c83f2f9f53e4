"""The operator's file about the mail server: what it may say, and where the password comes from."""

from pathlib import Path

import pytest

from portal.doctor import examine
from portal.errors import BadMailSettingsError
from portal.notices.mail_settings import FILE, PASSWORD, STARTTLS, checked_address, read_mail_settings
from tests.portal.conftest import Portal

GOOD = 'host = "mail.school.example"\nsender = "diary@school.example"\n'


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_the_file_no_letters_are_sent(tmp_path: Path) -> None:
    assert read_mail_settings(tmp_path) is None


def test_what_is_not_said_is_the_safe_thing(tmp_path: Path) -> None:
    found = read_mail_settings(written(tmp_path, GOOD))
    assert found is not None
    assert (found.port, found.security, found.user) == (587, STARTTLS, "")


def test_the_password_comes_from_a_file_or_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "from the environment")
    (tmp_path / "secret").write_text("from a file\n")
    for line, password in (("", "from the environment"), ('password_file = "secret"\n', "from a file")):
        found = read_mail_settings(written(tmp_path, f'{GOOD}user = "diary"\n{line}'))
        assert found is not None
        assert found.password == password
        assert password not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "host = ",
        'host = "mail.school.example"\n',
        f'{GOOD}security = "none"\n',
        f'{GOOD}security = "ssl3"\n',
        f"{GOOD}port = 70000\n",
        f'{GOOD}user = "diary"\n',
        f'{GOOD}password_file = "missing"\n',
        f'{GOOD}authority = "missing.pem"\n',
        f'{GOOD}password = "in the open"\n',
        f'{GOOD}colour = "blue"\n',
        GOOD.replace("diary@", "Дневник <diary@"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(BadMailSettingsError, match=FILE):
        read_mail_settings(written(tmp_path, text))


def test_a_russian_domain_is_written_as_mail_servers_know_it() -> None:
    assert checked_address(" мама@почта.рф ") is None
    assert checked_address(" mama@почта.рф ") == "mama@xn--80a1acny.xn--p1ai"


def test_the_doctor_tells_where_letters_go_and_what_is_wrong_with_the_file(portal: Portal) -> None:
    def said() -> list[tuple[bool, str]]:
        return [(each.good, each.text) for each in examine(portal.folder) if each.text.startswith("Почта")]

    assert said() == []
    written(portal.folder.path, GOOD)
    assert said() == [(True, "Почта: письма уходят через mail.school.example:587")]
    written(portal.folder.path, "host")
    assert said() == [(False, "Почта: настройки в файле mail.toml неполны или неверны")]
