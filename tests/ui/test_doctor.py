"""`peremena-doctor`: what is looked at, and that each fault is said with a way out; the keyring and portal are real."""

import sqlite3
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from typing_extensions import override

from app.clock import Clock
from app.ids import ReplicaId, SchoolId
from app.vault.facts import Facts, write_facts
from app.vault.profiles import journal_file, profile_folder, profiles_home
from app.wire.framing import to_base64
from sync.credentials import JournalKeys
from tests.certificates import a_certificate, serving
from tests.keyring_service import KeyringService
from tests.scripted_server import ScriptedServer, http
from ui.doctor.__main__ import main
from ui.doctor.examining import examine
from ui.doctor.wording import line_of
from ui.login.entering import folder_id

NOW = datetime(2026, 9, 14, 9, 25, tzinfo=UTC)


class Standing(Clock):
    """A clock that claims what a test says."""

    claims = NOW

    @override
    def claimed_now(self) -> datetime:
        """Return what is claimed."""
        return self.claims


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """Run the command; return its exit code and what it says."""
    code = main(words)
    return code, capsys.readouterr().out.splitlines()


def a_profile(address: str) -> Path:
    """Make a profile's folder as far as the doctor looks into it."""
    folder = profile_folder("default")
    folder.mkdir(parents=True)
    journal_file(folder).write_bytes(b"a journal")
    write_facts(folder, Facts(address, SchoolId("s"), ReplicaId("r"), to_base64(bytes(31) + b"\x01")))
    return folder


def lines(address: str, clock: Clock) -> list[str]:
    return [line_of(each) for each in examine(profiles_home(), address, clock)]


def test_a_good_computer_is_called_good(
    keyring_service: KeyringService, portal_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = said(capsys, "--address", portal_url)
    assert code == 0
    assert [each.partition(":")[0] for each in told] == [
        "Диск",
        "Шифрование",
        "Хранилище паролей",
        "Сеть",
        "Портал",
        "Часы",
        "Всё в порядке.",
    ]
    assert not keyring_service.stored()


def test_no_password_storage_is_said_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys)
    assert code == 1
    (bad,) = (each for each in told if each.startswith("! "))
    assert bad.startswith("! Хранилище паролей: На этом компьютере нет хранилища паролей")
    assert any(each.startswith("? Часы") for each in told)
    assert told[-1] == "Есть неполадки: строки с восклицательным знаком."


def test_the_key_of_each_journal_is_looked_for_and_never_shown(
    keyring_service: KeyringService, portal_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = a_profile(portal_url)
    code, told = said(capsys)
    assert code == 1
    assert any(each.startswith("! Хранилище паролей: В хранилище паролей") for each in told), told
    key = JournalKeys(folder).new_key(folder_id(folder))
    _, told = said(capsys)
    assert "Хранилище паролей: ключ журнала на месте (default)" in told
    assert to_base64(key) not in "".join(told)


def test_a_portal_with_another_key_is_not_ours(
    keyring_service: KeyringService, portal_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_profile(portal_url)
    _, told = said(capsys)
    assert f"Сеть: связь с порталом есть ({portal_url})" in told
    assert any(each.startswith("! Портал: Вместо портала ответил") for each in told), told


def test_where_nobody_answers_what_lies_behind_is_not_called_good() -> None:
    with ScriptedServer(lambda _: http(b"")) as server:
        address = server.url
    told = lines(address, Standing())
    assert told[3] == f"Сеть: неизвестно: никто не ответил ({address})"
    assert told[4].startswith("Портал: Портал не отвечает.")
    assert told[5].startswith("Часы: сверить не с чем")


def test_a_certificate_that_is_not_trusted_is_told_apart_from_the_network(tmp_path: Path) -> None:
    certificate = a_certificate(tmp_path, NOW - timedelta(days=1), NOW + timedelta(days=3650))
    with ScriptedServer(lambda _: http(b""), serving(certificate)) as server:
        told = lines(server.url, Standing())
        assert told[3] == f"Сеть: связь с порталом есть ({server.url})"
        assert told[4].startswith("Сертификат: ")
        assert "администратор" in told[4]
        assert len(told) == 6


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        (NOW, "Часы: идут верно, как на портале"),
        (NOW + timedelta(minutes=21), "Часы: спешат на 21 минуту по сравнению с порталом. Установите"),
        (NOW - timedelta(hours=3), "Часы: отстают на 180 минут от портала. Установите дату, время и часовой пояс."),
        (datetime(2013, 1, 1, tzinfo=UTC), "Часы: дата неверна. Установите дату, время и часовой пояс."),
    ],
)
def test_the_clock_is_held_against_the_portals(claims: datetime, line: str) -> None:
    clock = Standing()
    clock.__dict__["claims"] = claims
    date = f"Date: {format_datetime(NOW, usegmt=True)}"
    with ScriptedServer(lambda _: http(b"", "200 OK", date)) as server:
        assert lines(server.url, clock)[-1].startswith(line)


def test_a_folder_that_cannot_be_written_and_a_full_disk_are_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    home = profiles_home()
    (home / "in the way").write_bytes(b"")
    (found, *_) = examine(home / "in the way" / "home", "", Standing())
    assert line_of(found).startswith("Диск: Диск работает с ошибками.")
    monkeypatch.setattr("ui.doctor.examining.LEAST_MB", 10**9)
    (found, *_) = examine(home, "", Standing())
    assert line_of(found).startswith("Диск: свободно только ")


def test_a_database_library_that_does_not_encrypt_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.opening.sqlcipher", sqlite3)
    (_, found, *_) = examine(profiles_home(), "", Standing())
    assert line_of(found).startswith("Шифрование: На этом компьютере журнал нельзя зашифровать")
