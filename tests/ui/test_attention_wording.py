"""The sentences of what needs attention: the reasons of the portal, other PCs' clocks, words that can be read."""

import ast
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor

from app.domain.access import GRANTED, REFUSED
from app.domain.attention import About
from app.domain.disputes import Conflict
from app.domain.excuse_proposals import DECLINED
from app.domain.witnesses import WITNESS
from app.ids import OFFICE, OperationId, TeacherId
from app.services.access_requests import decide_request, read_requests
from app.services.attention import read_attention
from app.services.excuse_proposals import accept_proposal, read_proposals
from app.store.unit import Store
from tests.builders import FeedOf
from tests.ui.attended_school import collide, collisions
from tests.ui.shown_school import TODAY, access_requests, excuse_proposals
from tests.ui.test_theme import TEXT, contrast
from ui.attention.reasons import REASONS, reason_text
from ui.attention.wording import meanwhile, origin, place, summary, title, value_text
from ui.desk import Desk
from ui.theme import DARK, LIGHT, Theme

ROOT = Path(__file__).parents[2]


@pytest.fixture
def feed(store: Store) -> FeedOf:
    return FeedOf(store)


@pytest.mark.parametrize("wall", ["", "yesterday", "0001-01-01T00:00:00+14:00"])
def test_a_clock_that_told_nothing_is_said_so(wall: str, feed: FeedOf, desk: Desk) -> None:
    feed.send(*(replace(row, wall=wall) if isinstance(row, Conflict) else row for row in collisions(feed.store)))
    assert all(origin(item).endswith("время неизвестно.") for item in desk.page(read_attention))


def test_an_absurd_clock_is_told_with_its_year(feed: FeedOf, desk: Desk) -> None:
    wall = "1980-01-01T12:00:00+00:00"
    feed.send(*(replace(row, wall=wall) if isinstance(row, Conflict) else row for row in collisions(feed.store)))
    assert all("1 января 1980, " in origin(item) for item in desk.page(read_attention))


def test_a_work_is_decided_at_its_lesson(desk: Desk, feed: FeedOf) -> None:
    collide(feed)
    other = next(row for row in collisions(feed.store) if isinstance(row, Conflict) and row.field == "topic")
    feed.send(replace(other, id=OperationId("c7"), entity="w4", field="work", value=""))
    item = next(each for each in desk.page(read_attention) if each.about is About.WORK)
    assert place(item) == "Работа на уроке · 24 ноября, урок 2"
    assert meanwhile(item).startswith("Действует то, что сейчас в журнале. Чтобы изменить работу, откройте урок")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("о 21", "о — опоздание на 21 минуту"),
        ("о", "о — опоздание"),
        ("", "присутствует"),
        ("н", "н — отсутствует"),
    ],
)
def test_a_lateness_says_its_minutes(desk: Desk, value: str, said: str) -> None:
    assert value_text(About.ATTENDANCE, value) == said


def test_a_decision_about_a_message_of_parents_that_came_too_late_says_both(desk: Desk, feed: FeedOf) -> None:
    proposal = next(excuse_proposals())
    feed.send(proposal)
    shown = next(each for each in desk.page(read_proposals, classes=None, today=TODAY) if each.id == proposal.id)
    desk.do(accept_proposal, proposal=shown, today=TODAY)
    office = replace(proposal, decision=DECLINED, token=OperationId("office"), decided_by=TeacherId(OFFICE))
    feed.answer_all("rejected", office, reason="decided")
    (item,) = (each for each in desk.page(read_attention) if each.about is About.PROPOSAL)
    assert place(item) == "Сообщение родителей о пропуске"
    assert summary(item) == "Сообщение родителей о пропуске · сейчас: не принято, ваша: принято"
    assert meanwhile(item).startswith("По этой записи уже принято другое решение.")
    assert "Действует то, что решили первыми." in meanwhile(item)


def test_a_decision_about_an_access_that_came_too_late_says_both(desk: Desk, feed: FeedOf) -> None:
    request = next(access_requests())
    feed.send(request)
    shown = next(each for each in desk.page(read_requests, classes=None, today=TODAY) if each.id == request.id)
    desk.do(decide_request, request=shown, decision=GRANTED, today=TODAY)
    refused = replace(request, decision=REFUSED, token=OperationId("office"), decided_by=TeacherId(OFFICE))
    feed.answer_all("rejected", refused, reason="decided")
    (item,) = desk.page(read_attention)
    assert title(item) == "7Б · Воронова-Залесская Мария-София"
    assert summary(item) == "Доступ к дневнику · сейчас: отказано, ваша: доступ открыт"
    assert meanwhile(item).endswith(
        "Действует то, что решили первыми. Ваше решение останется в истории и без этого списка."
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["conflict", "held", "refused"])
def test_the_words_on_coloured_ground_can_be_read(theme: Theme, name: str) -> None:
    ink, ground = (getattr(theme, each) for each in (name, f"{name}_soft"))
    assert isinstance(ink, QColor)
    assert contrast(ink, ground) >= TEXT


def words_of_refusal() -> set[str]:
    """Return every word that judging and the portal give as the reason of a held or refused entry."""
    files = [*(ROOT / "app" / "judging").glob("*.py"), *(ROOT / "portal" / "exchange").glob("*.py")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    said = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "rejected"]
    said += [word.value for call in calls for word in call.keywords if word.arg == "reason"]
    loops = [node for node in nodes if isinstance(node, ast.comprehension) and isinstance(node.target, ast.Name)]
    said += [
        word
        for loop in loops
        if isinstance(loop.target, ast.Name) and loop.target.id == "reason" and isinstance(loop.iter, ast.Tuple)
        for word in loop.iter.elts
    ]
    return {str(word.value) for word in said if isinstance(word, ast.Constant) and word.value}


def test_every_reason_has_a_sentence() -> None:
    words = words_of_refusal()
    assert {"right_ended", "term_closed", "unknown_kind", "no_lesson", "bad_base", "has_marks"} <= words
    # what a witness tells is held without being anybody's operation
    assert words | {WITNESS} == set(REASONS)


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_each_reason_is_said_in_russian(reason: str) -> None:
    text = reason_text(reason)
    assert text != REASONS[reason]
    assert text.endswith(".")
    assert reason not in text


def test_a_reason_of_a_newer_portal_is_named() -> None:
    assert reason_text("no_signature") == "Портал назвал причину, которой эта программа не знает: no_signature."
