"""Several children: diaries of this school and of another beside one's own, kept so that only the link opens them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from sqlalchemy import select

from portal.diary.family import MOST, diary_address, read_beside
from portal.diary.opening import visit_of
from portal.store.tables import family_links
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.small_school import PUPILS

OTHERS = "https://dnevnik.example.org/diary/" + "x" * 32


@pytest.fixture
def reader(portal: Portal) -> Reader:
    return a_reader(portal, PUPILS[0])


def add(reader: Reader, address: str, name: str = "Пётр") -> int:
    """Put a diary beside; return the answer's status: 303 where it was put there."""
    return reader.send("/more", {"step": "beside", "name": name, "address": address}).status_code


def test_a_brother_and_a_sister_at_another_school_stand_above_every_page(portal: Portal, reader: Reader) -> None:
    brother = a_reader(portal, PUPILS[1])
    assert add(reader, f"http://127.0.0.1{brother.home}/term") == 303
    assert add(reader, f"{OTHERS}/2026-09-07#d2026-09-07", "Маша <b>") == 303
    for path in ("", "/day", "/term", "/new", "/subject/algebra"):
        page = reader.get(path).text
        assert f'<a href="http://127.0.0.1{brother.home}" rel="noreferrer">Пётр</a>' in page
        assert f'<a href="{OTHERS}" rel="noreferrer">Маша &lt;b&gt;</a>' in page
    assert "Пётр" not in brother.text(), "nobody's diary tells who has put it beside another"


def test_one_is_taken_away_again(reader: Reader) -> None:
    add(reader, OTHERS)
    reader.send("/more", {"step": "away 1"})
    assert OTHERS not in reader.get("/more").text
    assert reader.send("/more", {"step": "away x"}).status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "",
        "дневник",
        "javascript:alert(1)//diary/" + "x" * 32,
        "http://dnevnik.example.org/diary/" + "x" * 32,
        "https://user@dnevnik.example.org/diary/" + "x" * 32,
        "https://dnevnik.example.org/" + "x" * 32,
        "https://dnevnik.example.org/diary/short",
        "https://dnevnik.example.org:99999/diary/" + "x" * 32,
        "https://dnevnik.example.org/diary/" + "x" * 32 + "/" + "y" * 300,
    ],
)
def test_what_is_no_diary_is_refused_in_words_and_stays_typed(reader: Reader, address: str) -> None:
    answer = reader.send("/more", {"step": "beside", "name": "Пётр", "address": address})
    assert answer.status_code == 200
    assert "Это не адрес другого дневника" in answer.text
    assert 'value="Пётр"' in answer.text


def test_the_own_diary_one_twice_and_too_many_are_refused(reader: Reader) -> None:
    assert add(reader, f"http://127.0.0.1{reader.home}") == 200
    assert [add(reader, OTHERS) for _ in range(2)] == [303, 200]
    addresses = [OTHERS[:-2] + f"{n:02}" for n in range(MOST)]
    assert [add(reader, each) for each in addresses] == [303] * (MOST - 1) + [200]


def test_the_portal_cannot_read_what_it_keeps(portal: Portal, reader: Reader) -> None:
    add(reader, OTHERS)
    with portal.engine.connect() as connection:
        (row,) = connection.execute(select(family_links)).all()
    assert b"example" not in row.sealed
    assert reader.home.encode()[7:] not in row.sealed


def test_only_the_link_opens_what_it_has_sealed(portal: Portal, reader: Reader) -> None:
    add(reader, OTHERS)
    code = reader.home.removeprefix("/diary/")
    with portal.engine.connect() as connection:
        visit = visit_of(connection, code, datetime.now(UTC))
        assert [each.address for each in read_beside(visit)] == [OTHERS]
        with pytest.raises(CryptoError):
            read_beside(replace(visit, code="x" * 32))


def test_another_link_to_the_same_pupil_has_its_own_family(portal: Portal, reader: Reader) -> None:
    add(reader, OTHERS)
    assert OTHERS not in a_reader(portal, PUPILS[0]).get().text


@given(st.text())
def test_no_text_makes_the_reading_of_an_address_fail(text: str) -> None:
    assert diary_address(text) is None
    found = diary_address(f"https://{text}/diary/{'x' * 32}")
    assert found is None or found.endswith("/diary/" + "x" * 32)
