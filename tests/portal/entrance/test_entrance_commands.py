"""What the operator orders about the entrance, and what a backup carries of it."""

from pathlib import Path

import pytest
from sqlalchemy import select

from portal.__main__ import main
from portal.keeping.dumps import digests_of, encoded, load, messages_of
from portal.store.sign_in_tables import accounts, token_keys
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person, a_signed_in_pc
from tests.portal_database import new_engine


def test_an_invitation_is_ordered_by_login(portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(portal.folder.path)
    assert main(["user", "invite", "--data", data, "anna"]) == 0
    said = capsys.readouterr().out
    assert "7 дней" in said
    code = said.strip().splitlines()[-1]
    assert "Громова" in Browser(portal).get(code).text
    assert main(["user", "invite", "--data", data, "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err


def test_keys_are_changed_by_a_command_and_two_are_kept(portal: Portal) -> None:
    for _ in range(3):
        assert main(["keys", "rotate", "--data", str(portal.folder.path)]) == 0
    with portal.engine.connect() as connection:
        assert len(connection.execute(select(token_keys.c.id)).all()) == 2


@pytest.mark.parametrize("address", ["http://portal.example", "https://portal.example/path", "ftp://x", "portal"])
def test_an_address_that_everybody_can_read_along_is_no_issuer(
    portal: Portal, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["serve", "--data", str(portal.folder.path), "--issuer", address]) == 1
    assert address in capsys.readouterr().err


def test_a_backup_carries_accounts_and_grants(portal: Portal, person: Person, tmp_path: Path) -> None:
    a_signed_in_pc(person)
    held = [encoded(message) for message in messages_of(portal.engine, key=b"", made="")]
    engine = new_engine(tmp_path)
    load(engine, held, lambda part: pytest.fail(part.path))
    assert digests_of(engine) == digests_of(portal.engine)
    with engine.connect() as connection:
        assert connection.execute(select(accounts.c.login)).scalars().all() == ["anna"]
    engine.dispose()
