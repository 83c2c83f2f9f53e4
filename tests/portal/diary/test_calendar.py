"""The calendar's address: secret, revocable, in the format of RFC 5545, with lessons and without marks or names."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import update

from app.domain.classroom import Duty
from app.domain.records import NEVER
from app.operations import HomeworkSet, MarkAdd, MarkComment, Operation, RemarkAdd, TopicSet
from app.planning import LessonCancel, LessonSubstitute
from portal.diary.calendar_text import FOLD, Event, calendar_text, escaped, folded
from portal.store.tables import links
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.pcs import Pc
from tests.portal.portal_school import GALINA
from tests.small_school import BEGINS, BORIS, LESSONS, PUPILS

IVANOV = PUPILS[0]
TODAY = date(2026, 9, 21)
TOMORROW = LESSONS[(TODAY - BEGINS).days + 1]
LATER = LESSONS[(TODAY - BEGINS).days + 2]
HOUR = timedelta(hours=1)


@pytest.fixture
def reader(portal: Portal) -> Reader:
    return a_reader(portal, IVANOV)


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    return portal.pc("boris")


def new_calendar(reader: Reader) -> str:
    """Let the portal make an address; return its path."""
    page = reader.send("/more", {"step": "calendar"}).text
    found = re.search(r"(/calendar/[A-Za-z0-9_-]{32}\.ics)", page)
    assert found is not None
    return found[1]


def read(reader: Reader, path: str) -> str:
    """Return the calendar's text, its folded lines put together."""
    answer = reader.portal.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    return answer.text.replace("\r\n ", "")


def events(text: str) -> dict[str, dict[str, str]]:
    """Return what each event says, by the lesson."""
    found = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", text, re.DOTALL):
        lines = dict(line.split(":", 1) for line in block.splitlines())
        found[lines["UID"].partition("@")[0]] = lines
    return found


@given(st.text())
def test_no_text_can_end_its_line_or_value(text: str) -> None:
    said = escaped(text)
    assert "\n" not in said
    assert "\r" not in said
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", said)


@given(st.text(st.characters(exclude_characters="\r\n", codec="utf-8")))
@example("SUMMARY:" + "я" * 200)
@example("DESCRIPTION:" + "a" * 66 + "🙂" * 40)
def test_folding_cuts_no_character_and_loses_none(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= FOLD for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_an_event_is_written_as_the_format_wants_it() -> None:
    starts = datetime(2026, 9, 1, 5, 30, tzinfo=UTC)
    timed = Event("a@b", starts, starts + HOUR, "1. Алгебра; письменно", "каб. 201", "строка\nещё, одна")
    whole = Event("c@b", date(2026, 9, 1), date(2026, 9, 2), "2. Физика", "", "", is_cancelled=True)
    assert calendar_text("Уроки, 7Б", [timed, whole], starts).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Peremena//Diary//RU",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Уроки\\, 7Б",
        "X-WR-CALNAME:Уроки\\, 7Б",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
        "UID:a@b",
        "DTSTAMP:20260901T053000Z",
        "DTSTART:20260901T053000Z",
        "DTEND:20260901T063000Z",
        "SUMMARY:1. Алгебра\\; письменно",
        "LOCATION:каб. 201",
        "DESCRIPTION:строка\\nещё\\, одна",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:c@b",
        "DTSTAMP:20260901T053000Z",
        "DTSTART;VALUE=DATE:20260901",
        "DTEND;VALUE=DATE:20260902",
        "SUMMARY:2. Физика",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_lessons_stand_at_their_time_with_room_changes_and_homework(reader: Reader, deputy: Pc, anna: Pc) -> None:
    anna.push(
        Operation(HomeworkSet("№ 5, 7;\nповторить"), ent=TOMORROW),
        Operation(TopicSet("Дроби"), ent=TOMORROW),
    )
    deputy.push(Operation(LessonSubstitute(LATER, GALINA)))
    found = events(read(reader, new_calendar(reader)))
    # the first bell of the school is at 8:30 in Moscow; the sixth lesson has none
    first = next(each for each in found.values() if each["SUMMARY"].startswith("1."))
    assert re.fullmatch(r"\d{8}T053000Z", first["DTSTART"])
    assert re.fullmatch(r"\d{8}T061500Z", first["DTEND"])
    assert found[TOMORROW]["LOCATION"] == "каб. 201"
    assert found[TOMORROW]["DESCRIPTION"] == "Тема: Дроби"
    assert found[LATER]["DESCRIPTION"] == "Замена: Ушедшая Г.\\nЗадано 22 сентября: № 5\\, 7\\;\\nповторить"


def test_a_cancelled_lesson_says_so(reader: Reader, deputy: Pc) -> None:
    path = new_calendar(reader)
    deputy.push(Operation(LessonCancel(cancelled=True, reason="Мороз"), ent=TOMORROW))
    lesson = events(read(reader, path))[TOMORROW]
    assert lesson["SUMMARY"].startswith("Отменён: ")
    assert (lesson["STATUS"], lesson["DESCRIPTION"]) == ("CANCELLED", "Мороз")


def test_neither_marks_nor_names_are_in_it(reader: Reader, anna: Pc) -> None:
    lesson = LESSONS[(TODAY - BEGINS).days]
    anna.push(
        Operation(MarkAdd(lesson, IVANOV, None, "2")),
        Operation(RemarkAdd(lesson, IVANOV, praise=False, text="Без тетради")),
    )
    anna.push(Operation(MarkComment("Плохо"), ent=anna.ids[-2]))
    text = read(reader, new_calendar(reader))
    for secret in ("Фамилия", "Имя", "Без тетради", "Плохо"):
        assert secret not in text
    assert text.count("BEGIN:VEVENT") == len(LESSONS[(TODAY - BEGINS).days - 14 :])


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(reader: Reader) -> None:
    old = new_calendar(reader)
    assert "/calendar/" not in reader.get("/more").text
    new = new_calendar(reader)
    client = reader.portal.client
    assert [client.get(path).status_code for path in (old, new)] == [404, 200]
    reader.send("/more", {"step": "calendar-end"})
    assert client.get(new).status_code == 404


def test_unknown_ended_and_revoked_addresses_get_the_same_answer(portal: Portal, reader: Reader) -> None:
    other = a_reader(portal, PUPILS[1])
    ended, revoked = new_calendar(reader), new_calendar(other)
    reader.send("/more", {"step": "calendar-end"})
    with portal.engine.begin() as connection:
        connection.execute(update(links).values(revoked=1))
    answers = {
        (each.status_code, each.text)
        for each in map(portal.client.get, (ended, revoked, "/calendar/x.ics", "/calendar/x"))
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_diarys_link_opens_no_calendar_and_a_calendars_no_diary(portal: Portal, reader: Reader) -> None:
    code = new_calendar(reader).removeprefix("/calendar/").removesuffix(".ics")
    assert portal.client.get(f"/diary/{code}").status_code == 404
    assert portal.client.get(f"/calendar{reader.home.removeprefix('/diary')}.ics").status_code == 404
