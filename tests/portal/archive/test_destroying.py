"""What is past its term is destroyed by an act of two persons; the act stays, and so does all that is not past it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from portal.__main__ import main
from portal.archive.acts import Act, Part, confirm, drop, new_act, prepare, read_acts, read_parts
from portal.archive.commands import key_of
from portal.archive.destroying import carry_out
from portal.archive.keeping_terms import JOURNALS, SUMMARIES, Terms, keep_terms
from portal.archive.verifying import verify
from portal.errors import ActClosedError, ArchiveDamagedError, NotDueError, SamePersonError
from portal.store.dialects import reading, writing
from tests.portal.archive.past_school import NAMES, YEAR
from tests.portal.archive.reader import lines_of
from tests.portal.conftest import Portal
from tests.portal.office.control_office import ControlOffice, deputy_of

GROUND = "Решение педсовета № 3 от 11.01.2031"
LAST_DAY, DUE = date(2030, 12, 31), date(2031, 1, 1)
OFFICE = ""


def at(portal: Portal, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Moscow"))
    portal.clock.ms = int(noon.timestamp() * 1000) + 137


def parts(portal: Portal) -> dict[str, Part]:
    with reading(portal.serving, portal.school).connect() as connection:
        return {each.content: each for each in read_parts(connection, portal.school)}


def prepared(portal: Portal, by: str = "clerk") -> Act:
    """Let somebody of the office prepare an act about the journals."""
    part = parts(portal)[JOURNALS]
    act = new_act(part, GROUND, by, portal.clock.ms)
    with writing(portal.serving, portal.school).begin() as connection:
        prepare(connection, portal.school, part, act, today=DUE)
    return act


def confirmed(portal: Portal) -> Act:
    act = prepared(portal)
    with writing(portal.serving, portal.school).begin() as connection:
        confirm(connection, portal.school, act.id, ("boris", ""), now_ms=portal.clock.ms)
        return next(each for each in read_acts(connection, portal.school) if each.id == act.id)


def destroy(portal: Portal, act: Act) -> None:
    carry_out(portal.folder, portal.serving, portal.school, [act], now_ms=portal.clock.ms)


def test_journals_are_kept_five_years_and_summaries_twenty_five(past: Portal, written: Path) -> None:
    assert {name: each.until for name, each in parts(past).items()} == {
        JOURNALS: LAST_DAY,
        SUMMARIES: date(2050, 12, 31),
    }
    assert [each.is_due(LAST_DAY) for each in parts(past).values()] == [False, False]
    assert [each.content for each in parts(past).values() if each.is_due(DUE)] == [JOURNALS]


def test_a_school_may_have_other_terms_for_archives_to_come(past: Portal, write: Callable[[], Path]) -> None:
    keep_terms(past.folder, Terms(journals=10, summaries=75))
    write()
    assert [each.until.year for each in parts(past).values()] == [2035, 2100]


def test_nothing_is_prepared_before_its_time_nor_twice(past: Portal, written: Path) -> None:
    part = parts(past)[JOURNALS]
    with writing(past.serving, past.school).begin() as connection, pytest.raises(NotDueError):
        prepare(connection, past.school, part, new_act(part, GROUND, "clerk", 1), today=LAST_DAY)
    prepared(past)
    part = parts(past)[JOURNALS]
    with writing(past.serving, past.school).begin() as connection, pytest.raises(NotDueError):
        prepare(connection, past.school, part, new_act(part, GROUND, "clerk", 1), today=DUE)


def test_who_prepared_an_act_does_not_confirm_it(past: Portal, written: Path) -> None:
    act = prepared(past, by="account-1")
    with writing(past.serving, past.school).begin() as connection, pytest.raises(SamePersonError):
        confirm(connection, past.school, act.id, ("boris", "account-1"), now_ms=1)
    assert [each.is_open for each in parts_acts(past)] == [True]


def parts_acts(portal: Portal) -> list[Act]:
    with reading(portal.serving, portal.school).connect() as connection:
        return read_acts(connection, portal.school)


def test_an_act_that_was_taken_back_is_not_confirmed_and_another_may_follow(past: Portal, written: Path) -> None:
    act = prepared(past)
    with writing(past.serving, past.school).begin() as connection:
        drop(connection, past.school, act.id, now_ms=1)
        with pytest.raises(ActClosedError):
            confirm(connection, past.school, act.id, ("boris", ""), now_ms=1)
    prepared(past)
    assert [each.is_open for each in parts_acts(past)].count(True) == 1


def test_an_act_takes_the_journals_away_and_stays_itself(past: Portal, written: Path) -> None:
    at(past, DUE)
    records = len(lines_of(written / JOURNALS / "0001.zip"))
    act = confirmed(past)
    destroy(past, act)
    assert {each.name for each in written.iterdir()} == {SUMMARIES, "acts"}
    said, flaws = verify(written, key_of(past.folder))
    assert (len(said), flaws) == (2, [])
    (line,) = lines_of(written / "acts" / act.id / "act.zip")
    assert (line["id"], line["content"], line["year"], line["ground"]) == (act.id, JOURNALS, YEAR, GROUND)
    assert sum(line["records"].values()) == records
    assert (line["prepared_by"], line["confirmed_by"]) == ("clerk", "boris")
    assert parts(past)[JOURNALS].act == replace(act, done=past.clock.ms)


def test_an_act_names_no_pupil(past: Portal, written: Path) -> None:
    act = confirmed(past)
    destroy(past, act)
    folder = written / "acts" / act.id
    said = "".join(page.extract_text() for page in PdfReader(folder / "act.pdf").pages)
    said += str(lines_of(folder / "act.zip"))
    assert GROUND in said
    assert not [name for names in NAMES for name in names if name in said and name.isalpha()]


def test_an_act_about_changed_files_destroys_nothing(past: Portal, written: Path) -> None:
    (written / JOURNALS / "0001.pdf").write_bytes(b"%PDF")
    with pytest.raises(ArchiveDamagedError):
        destroy(past, confirmed(past))
    assert (written / JOURNALS / "0001.zip").is_file()
    assert parts(past)[JOURNALS].act is not None
    assert not (written / "acts").exists() or not list((written / "acts").iterdir())


def test_a_kill_in_the_middle_is_made_good(past: Portal, written: Path) -> None:
    act = confirmed(past)
    destroy(past, act)
    before = (written / "acts" / act.id / "act.pdf").read_bytes()
    (written / f"{JOURNALS}.going").mkdir()
    (written / f"{JOURNALS}.going" / "0001.pdf").write_bytes(b"left")
    destroy(past, act)
    assert {each.name for each in written.iterdir()} == {SUMMARIES, "acts"}
    assert (written / "acts" / act.id / "act.pdf").read_bytes() == before


def test_the_command_lists_what_is_kept_and_until_when(
    past: Portal, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["retention", "list", "--data", str(past.folder.path)]) == 0
    said = capsys.readouterr().out
    assert "Классные журналы, 2024/25: хранить по 31.12.2030" in said
    assert "Сводные ведомости классов, 2024/25: хранить по 31.12.2050" in said


def test_the_office_prepares_and_the_deputy_head_confirms_on_their_pages(past: Portal, written: Path) -> None:
    at(past, DUE)
    office, deputy = ControlOffice(past, teacher=OFFICE), deputy_of(past)
    assert "Составить акт: Классные журналы, 2024/25" in office.said("/retention")
    assert "Акт составляет канцелярия" in deputy.said("/retention")
    typed = {"part": f"{JOURNALS}.{YEAR}", "ground": GROUND}
    assert deputy.post("/retention", "prepare", typed).status_code == 400
    assert office.post("/retention", "prepare", typed | {"ground": " "}).status_code == 422
    assert office.post("/retention", "prepare", typed | {"part": "journals.1999"}).status_code == 400
    assert parts(past)[JOURNALS].act is None
    assert office.post("/retention", "prepare", typed).status_code == 303
    (act,) = parts_acts(past)
    assert office.post("/retention", "confirm", {"act": act.id}).status_code == 403
    assert act.is_open
    assert f"Подтвердить: {parts(past)[JOURNALS].title}" in deputy.said("/retention")
    assert deputy.post("/retention", "confirm", {"act": act.id}).status_code == 303
    assert deputy.post("/retention", "confirm", {"act": act.id}).status_code == 422
    assert "портал уничтожает файлы" in deputy.said("/retention")
    destroy(past, parts_acts(past)[0])
    assert f"по акту {act.id}" in office.said("/retention")


def test_a_form_of_another_site_prepares_nothing(past: Portal, written: Path) -> None:
    at(past, DUE)
    office = ControlOffice(past, teacher=OFFICE)
    fields = {"token": office.token, "typed.part": f"{JOURNALS}.{YEAR}", "typed.ground": GROUND, "step": "prepare"}
    path = f"{office.home}/retention"
    foreign = past.client.post(path, data=fields, headers={"origin": "https://evil.example"})
    forged = past.client.post(path, data=fields | {"token": "x"}, headers={"origin": str(past.client.base_url)})
    assert (foreign.status_code, forged.status_code) == (403, 403)
    assert parts_acts(past) == []
