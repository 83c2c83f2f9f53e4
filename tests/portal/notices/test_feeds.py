"""The feed of news: at a secret address, without a name, and with details only where the family wants them."""

import re
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import update

from app.operations import MarkAdd, Operation, RemarkAdd
from portal.store.tables import links
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.pcs import Pc
from tests.portal.portal_school import TEST
from tests.small_school import LESSONS, PUPILS

IVANOV = PUPILS[0]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def reader(portal: Portal) -> Reader:
    return a_reader(portal, IVANOV)


def new_feed(reader: Reader, **fields: str) -> str:
    """Let the portal make an address; return its path."""
    page = reader.send("/notices", {"step": "feed", **fields}).text
    found = re.search(r"(/feed/[A-Za-z0-9_-]{32}\.atom)", page)
    assert found is not None
    return found[1]


def titles(portal: Portal, path: str) -> list[str]:
    answer = portal.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    root = ET.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return [entry.findtext(f"{ATOM}title") or "" for entry in entries]


def write(anna: Pc) -> None:
    anna.push(
        Operation(MarkAdd(LESSONS[0], IVANOV, TEST, "5")),
        Operation(RemarkAdd(LESSONS[0], IVANOV, praise=False, text="Без \x07тетради <b> ]]>")),
    )


def test_a_feed_tells_of_what_sort_something_is_new_and_no_more(portal: Portal, reader: Reader, anna: Pc) -> None:
    path = new_feed(reader)
    write(anna)
    assert titles(portal, path) == ["Замечания и похвала: Алгебра", "Отметки: Алгебра"]
    assert "Фамилия" not in portal.client.get(path).text


def test_a_feed_with_details_tells_what(portal: Portal, reader: Reader, anna: Pc) -> None:
    path = new_feed(reader, shows="1")
    write(anna)
    assert titles(portal, path) == [
        "Алгебра, 1 сентября: Замечание. Без тетради <b> ]]>",
        "Алгебра, 1 сентября: 5. Контрольная работа",
    ]
    assert titles(portal, path) == titles(portal, path)
    assert "Фамилия" not in portal.client.get(path).text


def test_a_new_address_ends_the_one_before_and_both_end_by_hand(portal: Portal, reader: Reader) -> None:
    first = new_feed(reader)
    second = new_feed(reader, shows="1")
    assert [portal.client.get(path).status_code for path in (first, second)] == [404, 200]
    assert "Лента подключена , с подробностями" in reader.text("/notices").replace(
        "Лента подключена,", "Лента подключена ,"
    )
    assert reader.send("/notices", {"step": "feed-end"}).status_code == 303
    assert portal.client.get(second).status_code == 404


def test_a_feed_ends_with_its_link(portal: Portal, reader: Reader) -> None:
    path = new_feed(reader)
    with portal.engine.begin() as connection:
        connection.execute(update(links).values(revoked=1))
    assert portal.client.get(path).status_code == 404


def test_a_portal_without_a_mail_server_offers_the_feed_alone(reader: Reader) -> None:
    assert "Портал школы писем не отправляет." in reader.text("/notices")
    reader.send("/notices", {"step": "save", "address": "a@b.ru", "hour": "-1"})
    assert "a…@b.ru" not in reader.text("/notices")
