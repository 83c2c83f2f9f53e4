"""Who may see which diary, and what hostile texts can do there: nothing."""

import re
from datetime import date
from pathlib import Path

import pytest
import requests

from app.domain.records import Lesson
from app.ids import PupilId
from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import MARIA, MONDAY, PETR, a_school

TIMEOUT_S = 10
OUR_SCRIPT = re.compile(r'<script src="/static/diary\.js\?[0-9a-f]{12}" defer>')


def get(url: str) -> requests.Response:
    return requests.get(url, timeout=TIMEOUT_S)


def headers_of(answer: requests.Response) -> frozenset[tuple[str, str]]:
    """Return what an answer says of itself, the time left out."""
    return frozenset((name.lower(), value) for name, value in answer.headers.items() if name.lower() != "date")


def foreign_scripts(page: str) -> list[str]:
    """Return where a page holds a script that is not the diary's own file."""
    return [each for each in re.findall(r"<script[^>]*>[^<]*", page) if not OUR_SCRIPT.fullmatch(each)]


def style_of(page: str) -> str:
    """Return where a page's style lies."""
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page)
    return str(address)


@pytest.mark.parametrize(("mine", "not_mine"), [(MARIA, "только для Петра"), (PETR, "звёздочкой")])
def test_nobody_elses_marks_are_on_the_page(diary: DiaryPortal, mine: PupilId, not_mine: str) -> None:
    assert not_mine not in get(diary.week(mine, MONDAY)).text


def test_unknown_and_revoked_links_and_weeks_get_the_same_answer(diary: DiaryPortal) -> None:
    addresses = (
        f"{diary.address}/diary/unknown",
        f"{diary.address}/diary/unknown/{MONDAY}",
        f"{diary.address}/diary/{diary.revoked}",
        f"{diary.url(MARIA)}/yesterday",
        f"{diary.url(MARIA)}/2026-02-30",
        f"{diary.url(MARIA)}/9999-12-31",
        f"{diary.url(MARIA)}/0001-01-01",
    )
    answers = {(answer.status_code, answer.text, headers_of(answer)) for answer in map(get, addresses)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.mark.parametrize("path", ["", f"/{MONDAY}", "/nonsense"])
def test_every_page_is_told_to_load_nothing_and_to_be_kept_nowhere(diary: DiaryPortal, path: str) -> None:
    headers = get(f"{diary.url(MARIA)}{path}").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_any_day_of_a_week_shows_the_week(diary: DiaryPortal) -> None:
    assert get(diary.week(MARIA, date(2026, 9, 10))).text == get(diary.week(MARIA, MONDAY)).text


def test_without_a_week_the_last_one_with_lessons_opens(diary: DiaryPortal) -> None:
    assert "14–20 сентября 2026" in get(diary.url(MARIA)).text


def test_the_whole_page_is_small(diary: DiaryPortal) -> None:
    page = get(diary.week(MARIA, MONDAY)).content
    style = get(diary.address + style_of(page.decode()))
    assert style.headers["Content-Type"].startswith("text/css")
    assert len(page) + len(style.content) <= 40 * 1024


def test_a_page_travels_packed(diary: DiaryPortal) -> None:
    answer = requests.get(diary.week(MARIA, MONDAY), timeout=TIMEOUT_S, stream=True)
    packed = answer.raw.read(decode_content=False)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(packed) < len(get(diary.week(MARIA, MONDAY)).content) / 3


def test_hostile_texts_stay_texts(hostile: DiaryPortal) -> None:
    text = get(hostile.week(MARIA, MONDAY)).text
    assert foreign_scripts(text) == []
    assert "onerror=" not in re.sub(r"&[a-z#0-9]+;", "", "".join(re.findall(r"<[^>]*>", text)))
    assert "&lt;script&gt;" in text


def test_only_web_addresses_lead_anywhere(hostile: DiaryPortal) -> None:
    links = re.findall(r'href="([^"]*)"', get(hostile.week(MARIA, MONDAY)).text)
    outside = [link for link in links if not link.startswith(("/", "#"))]
    assert set(outside) == {"https://example.org/?a=1&amp;b=2"}


def test_a_diary_without_lessons_opens_and_leads_nowhere(tmp_path: Path) -> None:
    with an_own_portal(tmp_path, lambda: [each for each in a_school() if not isinstance(each, Lesson)]) as portal:
        answer = get(portal.url(MARIA))
    assert answer.status_code == 200
    assert answer.text.count("Уроков нет") + answer.text.count("Выходной") == 7
    assert 'rel="next"' not in answer.text
