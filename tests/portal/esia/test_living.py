"""ESIA's settings and the portal's schools change while it serves: every process knows it at the next sign-in."""

import logging
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import Engine

from app.ids import SchoolId
from portal.auth.esia.opening import EsiaGate, LiveGate
from portal.commands import add_school
from portal.errors import BadEsiaSettingsError
from portal.settings import DataFolder
from portal.store.opening import open_engine
from tests.portal.esia.schools import (
    COMMON_SYSTEM,
    LYCEUM,
    OF_LYCEUM,
    OF_SCHOOL,
    OGRN,
    OWN_SYSTEM,
    SCHOOL,
    found_lyceum,
    two_schools,
    write_settings,
)
from tests.portal.test_killing import workers_of
from tests.portal_process import PortalProcess, PortalTemplate
from tests.sandbox_process import Sandbox, path_of

GYMNASIUM = "Гимназия № 3"


@pytest.fixture
def engine(school_data: Path) -> Iterator[Engine]:
    opened = open_engine(DataFolder(school_data).url)
    yield opened
    opened.dispose()


def now(gate: LiveGate) -> EsiaGate:
    found = gate.read()
    assert found
    return found


def names(gate: EsiaGate) -> list[str]:
    return [each.name for each in gate.choices]


def test_a_school_that_is_added_is_known_at_the_next_sign_in(school_data: Path, sandbox: Sandbox) -> None:
    with two_schools(school_data, sandbox, OWN_SYSTEM) as found:
        page = found.entrant(OF_LYCEUM).browser
        assert GYMNASIUM not in page.get("/esia/start").text
        added = add_school(school_data, GYMNASIUM, year=2026, zone="Europe/Moscow")
        assert GYMNASIUM in page.get("/esia/start").text
        assert "client_id=PEREMENA&" in page.get(f"/esia/start?school={added.id}").headers["location"]


def test_what_the_file_says_of_a_new_school_opens_its_office_at_once(school_data: Path, sandbox: Sandbox) -> None:
    with two_schools(school_data, sandbox, OF_SCHOOL) as found:
        assert found.entrant(OF_LYCEUM).enter().status_code == 403
        write_settings(sandbox, school_data, COMMON_SYSTEM)
        clerk = found.entrant(OF_LYCEUM)
        assert clerk.enter().status_code == 303
        assert f"Открыть канцелярию: {LYCEUM}" in clerk.browser.get("/roles").text


def test_a_sign_in_that_is_under_way_ends_as_it_began(school_data: Path, sandbox: Sandbox) -> None:
    with two_schools(school_data, sandbox, OWN_SYSTEM) as found:
        clerk = found.entrant(OF_LYCEUM)
        back = clerk.answer(f"?school={found.lyceum}")
        add_school(school_data, GYMNASIUM, year=2026, zone="Europe/Moscow")
        assert clerk.browser.get(back).status_code == 303


def test_nothing_is_opened_anew_while_nothing_has_changed(school_data: Path, sandbox: Sandbox, engine: Engine) -> None:
    write_settings(sandbox, school_data, OF_SCHOOL)
    gate = LiveGate(school_data, engine)
    assert {id(gate.read()) for _ in range(5)} == {id(now(gate))}


def test_a_key_that_is_replaced_is_taken_from_then_on(school_data: Path, sandbox: Sandbox, engine: Engine) -> None:
    write_settings(sandbox, school_data, OF_SCHOOL)
    settings = school_data / "esia.toml"
    for name in ("system.key", "system.pem"):
        shutil.copy(sandbox.folder / name, school_data / name)
    text = settings.read_text(encoding="utf-8").replace(str(sandbox.folder / "system"), "system")
    settings.write_text(text, encoding="utf-8")
    gate = LiveGate(school_data, engine)
    first = now(gate)
    (system,) = first.systems.values()
    assert system.connector.settings.key == school_data / "system.key"
    shutil.copy(sandbox.folder / "second.pem", school_data / "system.pem")
    (other,) = now(gate).systems.values()
    addresses = [each.connector.address("x", now_ms=0) for each in (system, other)]
    assert len({parse_qs(urlsplit(each).query)["client_certificate_hash"][0] for each in addresses}) == 2


def test_a_file_that_cannot_be_used_leaves_all_as_it_was_and_is_told_once(
    school_data: Path, sandbox: Sandbox, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    write_settings(sandbox, school_data, OF_SCHOOL)
    gate = LiveGate(school_data, engine)
    before = now(gate)
    caplog.clear()
    write_settings(sandbox, school_data, OF_SCHOOL + OGRN)
    assert [now(gate) is before for _ in range(3)] == [True] * 3
    said = [each for each in caplog.records if each.name == "portal"]
    assert [(each.levelno, each.getMessage()) for each in said] == [
        (logging.ERROR, "esia.toml cannot be used as it is now: sign-ins go on as it was before")
    ]
    found_lyceum(school_data)
    assert names(now(gate)) == [LYCEUM, SCHOOL], "the school that the file names is there now"


def test_settings_come_and_go(school_data: Path, sandbox: Sandbox, engine: Engine) -> None:
    gate = LiveGate(school_data, engine)
    assert gate.read() is None
    write_settings(sandbox, school_data, OF_SCHOOL)
    assert names(now(gate)) == [SCHOOL]
    (school_data / "esia.toml").unlink()
    assert gate.read() is None


def test_a_portal_does_not_begin_with_settings_that_cannot_be_used(
    school_data: Path, sandbox: Sandbox, engine: Engine
) -> None:
    write_settings(sandbox, school_data, OF_SCHOOL + OGRN)
    with pytest.raises(BadEsiaSettingsError):
        LiveGate(school_data, engine)


def comes_in(portal: PortalProcess, sandbox: Sandbox, school: SchoolId) -> str:
    """Sign in for the lyceum's office in a new browser; return what the page of roles says."""
    with httpx.Client(base_url=portal.url, trust_env=False) as browser:
        began = browser.get(f"/esia/start?school={school}")
        assert began.status_code == 303, began.text
        back = path_of(sandbox.sign_in(began.headers["location"], OF_LYCEUM))
        assert browser.get(back).headers["location"] == "/roles"
        return browser.get("/roles").text


def test_the_real_portal_lets_a_new_school_in_without_a_restart(
    portal_template: PortalTemplate, tmp_path: Path, sandbox: Sandbox
) -> None:
    data = portal_template.copy(tmp_path / "portal")
    write_settings(sandbox, data, OF_SCHOOL)
    with PortalProcess(data) as portal:
        portal.start()
        lyceum = found_lyceum(data)
        write_settings(sandbox, data, OWN_SYSTEM)
        assert f"Открыть канцелярию: {LYCEUM}" in comes_in(portal, sandbox, lyceum)


@contextmanager
def alone(portal: PortalProcess, worker: int) -> Iterator[None]:
    """Let one worker answer: the others stand still meanwhile."""
    others = [each for each in workers_of(portal) if each != worker]
    for each in others:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in others:
            os.kill(each, signal.SIGCONT)


@pytest.mark.on_server
@pytest.mark.timeout(240)
def test_every_worker_knows_a_new_school(portal_template: PortalTemplate, tmp_path: Path, sandbox: Sandbox) -> None:
    data = portal_template.copy(tmp_path / "portal")
    write_settings(sandbox, data, OF_SCHOOL)
    with PortalProcess(data, workers=2) as portal:
        portal.start()
        lyceum = found_lyceum(data)
        write_settings(sandbox, data, OWN_SYSTEM)
        workers = workers_of(portal)
        assert len(workers) == 2
        for worker in workers:
            with alone(portal, worker):
                assert f"Открыть канцелярию: {LYCEUM}" in comes_in(portal, sandbox, lyceum)
