"""Who may see which term, what stays the teacher's, and what hostile texts can do there: nothing."""

import re

import pytest
import requests

from app.ids import PupilId
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import MARIA, PETR
from tests.portal.diary.term_school import FIRST, NAMESAKE, NOT_THEIRS, REASON, SECOND
from tests.portal.diary.test_access import foreign_scripts, get, headers_of, style_of


def test_unknown_links_and_terms_get_the_same_answer_as_unknown_weeks(year: DiaryPortal) -> None:
    addresses = (
        f"{year.address}/diary/unknown",
        f"{year.address}/diary/unknown/term",
        f"{year.address}/diary/unknown/term/{FIRST}",
        f"{year.address}/diary/{year.revoked}/term",
        f"{year.address}/diary/{year.revoked}/term/{FIRST}",
        year.term(MARIA, "nonsense"),
        year.term(MARIA, NOT_THEIRS),
        year.term(MARIA, "year"),
        f"{year.url(MARIA)}/nonsense",
    )
    answers = {(answer.status_code, answer.text, headers_of(answer)) for answer in map(get, addresses)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.mark.parametrize("path", ["/term", f"/term/{FIRST}"])
def test_a_term_is_sent_with_the_headers_of_a_week(year: DiaryPortal, path: str) -> None:
    week, term = get(year.url(MARIA)), get(f"{year.url(MARIA)}{path}")
    assert (term.status_code, own(week)) == (200, own(term))
    assert "default-src 'none'" in term.headers["Content-Security-Policy"]


def own(answer: requests.Response) -> frozenset[tuple[str, str]]:
    """Return an answer's headers but its length."""
    return frozenset(each for each in headers_of(answer) if each[0] != "content-length")


@pytest.mark.parametrize(
    ("pupil", "theirs", "not_theirs"),
    [(MARIA, "26 : 6", "Чудов"), (PETR, "8 : 4", "Ёлкин"), (NAMESAKE, "23 : 5", "Пробная")],
)
def test_nobody_elses_term_is_on_the_page(year: DiaryPortal, pupil: PupilId, theirs: str, not_theirs: str) -> None:
    text = get(year.term(pupil, FIRST)).text
    sums = re.findall(r"\d+ : \d+ = ", text)
    assert theirs in text
    assert not_theirs not in text
    assert len(sums) == {MARIA: 3, PETR: 1, NAMESAKE: 1}[pupil]


def test_why_a_teacher_decided_otherwise_stays_in_the_school(year: DiaryPortal) -> None:
    assert REASON not in get(year.term(MARIA, FIRST)).text


@pytest.mark.parametrize("term", [FIRST, SECOND])
def test_the_whole_page_is_small(year: DiaryPortal, term: str) -> None:
    page = get(year.term(MARIA, term)).content
    style = get(year.address + style_of(page.decode()))
    assert len(page) + len(style.content) <= 40 * 1024


@pytest.mark.parametrize("term", [FIRST, SECOND])
def test_hostile_texts_stay_texts(hostile_year: DiaryPortal, term: str) -> None:
    text = get(hostile_year.term(MARIA, term)).text
    assert foreign_scripts(text) == []
    assert "onerror=" not in re.sub(r"&[a-z#0-9]+;", "", "".join(re.findall(r"<[^>]*>", text)))
    assert "&lt;script&gt;" in text
    links = re.findall(r'href="([^"]*)"', text)
    assert all(link.startswith(("/diary/", "/static/", "#")) for link in links)
