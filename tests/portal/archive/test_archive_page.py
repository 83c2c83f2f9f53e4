"""«Архив» on the office's page: what can be asked for, by whom, and how far it has come."""

from pathlib import Path

import pytest

from portal.archive.commands import archive_path
from portal.archive.serving import archiving
from portal.archive.turns import Progress, end, read_progress, take, tell
from portal.store.dialects import reading, writing
from tests.portal.archive.past_school import YEAR
from tests.portal.conftest import Portal
from tests.portal.office.control_office import ControlOffice, deputy_of
from tests.waiting import until

OFFICE = ""


def progress_of(portal: Portal) -> Progress | None:
    with reading(portal.serving, portal.school).connect() as connection:
        return read_progress(connection, portal.school).get(YEAR)


def known(portal: Portal) -> Progress:
    found = progress_of(portal)
    assert found
    return found


def test_only_a_year_that_is_over_can_be_asked_for(past: Portal) -> None:
    office = ControlOffice(past, teacher=OFFICE)
    said = office.said("/archive")
    assert "Собрать архив 2024/25" in said
    assert "Собрать архив 2026/27" not in said
    assert "Год ещё идёт" in said
    for year in ("2026", "1999", "", "2024;"):
        assert office.post("/archive", "write", {"year": year}).status_code == 400
    assert office.post("/archive", "else", {"year": str(YEAR)}).status_code == 400
    assert progress_of(past) is None


def test_a_wish_is_kept_and_not_taken_twice(past: Portal) -> None:
    office = ControlOffice(past, teacher=OFFICE)
    assert office.post("/archive", "write", {"year": str(YEAR)}).status_code == 303
    assert "Ждёт очереди" in office.said("/archive")
    assert office.post("/archive", "write", {"year": str(YEAR)}).status_code == 400


def test_the_page_says_how_far_it_has_come_and_what_went_wrong(past: Portal) -> None:
    office = ControlOffice(past, teacher=OFFICE)
    with writing(past.serving, past.school).begin() as connection:
        take(connection, past.school, YEAR, now_ms=past.clock.ms)
        tell(connection, past.school, YEAR, (120, 640), now_ms=past.clock.ms)
    assert "готово 120 из 640" in office.said("/archive")
    with writing(past.serving, past.school).begin() as connection:
        end(connection, past.school, YEAR, failed="OSError")
    said = office.said("/archive")
    assert "нет места на диске или прав на папку портала" in said
    assert "Собрать архив 2024/25" in said


def test_a_written_year_says_until_when_it_is_kept(past: Portal, written: Path) -> None:
    said = ControlOffice(past, teacher=OFFICE).said("/archive")
    assert "Архив собран и проверен" in said
    assert "Собрать архив 2024/25" not in said
    assert "2030" in said
    assert "2050" in said


def test_a_deputy_head_asks_for_no_archive(past: Portal) -> None:
    deputy = deputy_of(past)
    assert past.client.get(f"{deputy.home}/archive").status_code == 403
    assert deputy.post("/archive", "write", {"year": str(YEAR)}).status_code == 403
    assert progress_of(past) is None


def test_a_form_of_another_site_asks_for_nothing(past: Portal) -> None:
    office = ControlOffice(past, teacher=OFFICE)
    fields = {"token": office.token, "typed.year": str(YEAR), "step": "write"}
    foreign = past.client.post(f"{office.home}/archive", data=fields, headers={"origin": "https://evil.example"})
    forged = past.client.post(
        f"{office.home}/archive", data=fields | {"token": "x"}, headers={"origin": str(past.client.base_url)}
    )
    assert (foreign.status_code, forged.status_code) == (403, 403)
    assert progress_of(past) is None


@pytest.mark.timeout(180)
def test_whoever_serves_writes_what_was_asked_for(past: Portal) -> None:
    office = ControlOffice(past, teacher=OFFICE)
    office.post("/archive", "write", {"year": str(YEAR)})
    with archiving(past.folder, every_s=0.05):
        until(lambda: archive_path(past.folder, past.school, YEAR).is_dir() and known(past).written)
    assert "Архив собран и проверен" in office.said("/archive")


def test_what_cannot_be_written_is_said_and_not_tried_for_ever(past: Portal) -> None:
    (past.folder.path / "archive.p12").write_bytes(b"none")
    (past.folder.path / "archive.password").write_bytes(b"none")
    office = ControlOffice(past, teacher=OFFICE)
    office.post("/archive", "write", {"year": str(YEAR)})
    with archiving(past.folder, every_s=0.05):
        until(lambda: known(past).failed)
    assert "Архив не собран" in office.said("/archive")
