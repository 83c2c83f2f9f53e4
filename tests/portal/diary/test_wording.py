"""The diary's words: days in Russian, absences by sex, addresses in homework."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Absence
from portal.diary.weeks import DiarySpan, DiaryWork, first_shown
from portal.diary.wording import (
    Piece,
    absence_words,
    free_words,
    pieces,
    range_words,
    room_words,
    weekday_words,
    work_words,
)

MONDAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 9, 7), "7–13 сентября 2026"),
        (date(2026, 9, 28), "28 сентября – 4 октября 2026"),
        (date(2026, 12, 28), "28 декабря 2026 – 3 января 2027"),
    ],
)
def test_a_week_is_named_as_short_as_it_can_be(first: date, words: str) -> None:
    assert range_words(first, first + timedelta(6)) == words


def test_a_day_has_its_month_in_the_genitive() -> None:
    assert weekday_words(date(2027, 5, 9)) == "Воскресенье, 9 мая"


@pytest.mark.parametrize(
    ("sex", "minutes", "words"), [("m", 7, "Опоздал на 7 мин"), ("f", 0, "Опоздала"), ("", 0, "Опоздал(а)")]
)
def test_being_late_is_said_of_him_of_her_or_of_either(sex: str, minutes: int, words: str) -> None:
    assert absence_words(Absence.LATE, minutes, sex) == words


@pytest.mark.parametrize("absence", [each for each in Absence if each is not Absence.PRESENT])
def test_every_sign_of_absence_has_words(absence: Absence) -> None:
    assert all(absence_words(absence, 0, sex) for sex in ("m", "f", ""))


@pytest.mark.parametrize(("room", "words"), [("201", "каб. 201"), ("спортзал", "спортзал"), ("", "")])
def test_only_a_numbered_room_is_called_a_room(room: str, words: str) -> None:
    assert room_words(room) == words


def test_a_day_without_lessons_says_why() -> None:
    assert free_words(MONDAY, "Осенние каникулы") == "Осенние каникулы"
    assert free_words(MONDAY, "") == "Уроков нет"
    assert free_words(MONDAY + timedelta(6), "") == "Выходной"


def test_a_work_says_its_kind_once() -> None:
    assert work_words(DiaryWork("Диктант", "диктант", 3)) == "Диктант"
    assert work_words(DiaryWork("Диктант", "Осень", 3)) == "Диктант «Осень»"
    assert work_words(None) == "Ответ на уроке"


def test_an_address_is_a_link_without_the_full_stop_behind_it() -> None:
    assert list(pieces("См. (https://example.org/a?b=1&c=2).")) == [
        Piece("См. ("),
        Piece("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        Piece(")."),
    ]


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "//example.org", "https://", "vbscript:x"],
)
def test_nothing_but_web_addresses_becomes_a_link(text: str) -> None:
    assert [piece.href for piece in pieces(text) if piece.href] == []


@given(st.text(st.sampled_from("htps:/. ,)»a\n\"'<>") | st.characters()))
def test_cutting_a_text_loses_nothing(text: str) -> None:
    cut = list(pieces(text))
    assert "".join(piece.text for piece in cut) == text
    assert all(piece.href == piece.text for piece in cut if piece.href)


@pytest.mark.parametrize(
    ("span", "monday"),
    [
        (DiarySpan(MONDAY, MONDAY + timedelta(60), MONDAY + timedelta(9)), MONDAY + timedelta(7)),
        (DiarySpan(MONDAY, MONDAY + timedelta(60), None), MONDAY),
        (DiarySpan(None, None, None), MONDAY + timedelta(70)),
    ],
)
def test_the_diary_opens_at_the_last_week_with_lessons_or_the_first_to_come(span: DiarySpan, monday: date) -> None:
    assert first_shown(span, MONDAY + timedelta(72)) == monday
