"""A OneRoster file on the office's page of lists: every row's fate beforehand, and taken back as a whole."""

import html
import re
from typing import Any

import pytest
from httpx import Response

from app.domain.records import Pupil, SchoolClass
from tests.portal.conftest import Portal
from tests.portal.office.people_office import ORIGIN, PeopleOffice, words
from tests.portal.oneroster.roster_files import exported, packed
from tests.portal.oneroster.small_roster import ROSTER, altered


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    return PeopleOffice(portal)


def eighth(parts: dict[str, str]) -> bytes:
    """Return the roster as one of the class 8В, which this school has not got yet; its term is the school's."""
    parts = {name: text.replace("7Б", "8В") for name, text in parts.items()}
    parts["academicSessions"] = (
        parts["academicSessions"].replace("Год,term", "Учебный год,term").replace("2027-05-26", "2027-06-01")
    )
    return packed(parts)


def send(office: PeopleOffice, step: str, content: bytes = b"", **fields: str) -> Response:
    data = {"token": office.token, "step": step, **fields}
    parts: dict[str, Any] = {"file": ("lists.zip" if content else "", content)}
    url = f"{office.home}/people/import"
    return office.portal.client.post(url, data=data, files=parts, headers=ORIGIN, follow_redirects=False)


def confirmed(office: PeopleOffice, looked: Response) -> Response:
    """Press «Записать»."""
    fields: dict[str, str] = dict(re.findall(r'name="(name|kept)" value="([^"]*)"', looked.text))
    return send(office, "save", b"", **{name: html.unescape(text) for name, text in fields.items()})


def test_every_rows_fate_is_told_before_anything_changes(office: PeopleOffice) -> None:
    parts = altered("roles", "p-1,primary,student", "p-1,primary,guardian")
    looked = send(office, "check", eighth(parts))
    said = words(looked.text)
    assert looked.status_code == 200, said
    assert "users.csv 4 p1 · Пётр · Ёлкин · Семёнович ячейка A4: принимаются только учителя (teacher)" in said
    assert (
        "enrollments.csv 3 8В · Ёлкин Пётр Семёнович · student ячейка F3: такого ученика в классе нет — «p-1»" in said
    )
    assert "enrollments.csv 7 Английский · Ли Анна · teacher" in said
    assert "ученики: 2" in said
    assert office.rows(SchoolClass, letter="В") == []


def test_what_was_looked_at_is_taken_in_once_and_can_be_taken_back(office: PeopleOffice) -> None:
    assert confirmed(office, send(office, "check", eighth(ROSTER))).status_code == 303
    assert len(office.rows(SchoolClass, letter="В")) == 1
    assert len(office.rows(Pupil, surname="Кузнецов")) == 2
    assert "Записывать нечего." in words(send(office, "check", eighth(ROSTER)).text)
    assert "lists.zip" in office.get("/actions")
    assert office.undo(1).status_code == 303
    assert "Найдено: 0" in office.get("?q=кузнецов")


def test_the_schools_own_file_changes_nothing(office: PeopleOffice) -> None:
    said = words(send(office, "check", exported(office.portal, marks=False)).text)
    assert "Записывать нечего." in said
    assert "Не будет принято" not in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            packed(altered("orgs", "Школа № 7", "<b>Лицей</b>")),
            "другой школы: в нём «<b>Лицей</b>», а здесь «Школа № 7»",
        ),
        (packed(altered("manifest", "version,1.2", "version,9")), "его версия «9»"),
        (packed(ROSTER)[:-30], "повреждён"),
        (packed({**ROSTER, "users": "0" * 60_000_000}), "неправдоподобно много данных"),
    ],
    ids=["another school", "another version", "cut off", "a bomb"],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_written(
    office: PeopleOffice, content: bytes, said: str
) -> None:
    answer = send(office, "check", content)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "<b>Лицей" not in answer.text
    assert office.rows(Pupil, surname="Кузнецов") == []
