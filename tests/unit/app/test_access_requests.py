"""Applications for access on the desktop: what waits, what was decided, and deciding without the network."""

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from app.changes import Changes
from app.domain.access import ENDED, GRANTED, REFUSED, AccessRequest
from app.domain.access_pages import ShownRequest, WaitingRequests
from app.domain.attention import About
from app.domain.classroom import Duty
from app.domain.pages import Standing
from app.domain.records import NEVER, SchoolClass
from app.errors import ChangedSinceError, NoSuchThingError, ReasonNeededError
from app.ids import OFFICE, ClassId, OperationId, PupilId, TeacherId
from app.services.access_requests import count_own_requests, count_requests, decide_request, read_requests
from app.services.attention import dismiss, read_attention
from app.store.rows import read
from app.store.unit import Store
from tests.access_requests import DUE, a_request
from tests.builders import FeedOf, unsent
from tests.small_school import ANNA, BEGINS, BORIS, CLASS, PUPILS

OTHER = ClassId("7a")
OF_OTHER = a_request("other", PUPILS[3], OTHER)
LATER = replace(a_request("later", PUPILS[1]), due=date(2026, 9, 23))
MINE = (CLASS,)


@pytest.fixture(autouse=True)
def _filed(feed: FeedOf) -> None:
    other = SchoolClass(OTHER, NEVER, 7, "А", 1, BORIS)
    feed.send(other, LATER, a_request(doubts="surname_differs others_have_access"), OF_OTHER)


def listed(store: Store, *, today: date = DUE, decided: bool = False) -> Sequence[ShownRequest]:
    with store.reading() as unit:
        return read_requests(unit, classes=MINE, today=today, decided=decided)


def decide(store: Store, request: ShownRequest, decision: str, answer: str = "") -> Changes:
    with store.unit() as unit:
        return decide_request(unit, request=request, decision=decision, answer=answer, today=DUE)


def row_of(store: Store, key: str = "request") -> AccessRequest:
    with store.reading() as unit:
        found = read(unit.connection, AccessRequest, key)
    assert found is not None
    return found


def test_those_that_wait_are_told_with_the_first_due_first(store: Store) -> None:
    first, second = listed(store)
    assert (first.id, second.id) == ("request", "later")
    assert first.pupil is not None
    assert (first.pupil.short_name, first.title, first.applicant) == ("Фамилия00 Имя", "7Б", "Иванова Мария Петровна")
    assert (first.ground, first.doubts, first.is_doubtful) == (
        "mother",
        ("surname_differs", "others_have_access"),
        True,
    )
    assert (second.doubts, second.is_doubtful, second.standing) == ((), False, Standing.SENT)
    assert listed(store, decided=True) == ()


def test_a_second_parent_alone_is_no_doubt(store: Store, feed: FeedOf) -> None:
    feed.send(a_request(doubts="others_have_access"))
    assert not listed(store)[0].is_doubtful


@pytest.mark.parametrize(("today", "overdue"), [(DUE, 0), (date(2026, 9, 23), 1), (date(2026, 9, 24), 2)])
def test_what_waits_longer_than_its_day_is_overdue(store: Store, today: date, overdue: int) -> None:
    assert sum(each.is_overdue for each in listed(store, today=today)) == overdue
    with store.reading() as unit:
        assert count_requests(unit, classes=MINE, today=today) == WaitingRequests(2, overdue)
        assert count_own_requests(unit, today=today) == WaitingRequests(2, overdue)
        assert count_requests(unit, classes=None, today=today).count == 3


def test_a_pupil_who_is_not_in_the_lists_is_told_as_nobody(store: Store, feed: FeedOf) -> None:
    feed.send(a_request("new", PupilId("new")))
    assert [each.pupil for each in listed(store) if each.id == "new"] == [None]


def test_an_access_is_granted_without_the_network(store: Store, feed: FeedOf) -> None:
    changes = decide(store, listed(store)[0], GRANTED, " Паспорт ")
    assert (changes.access, changes.outbox, unsent(store)) == (True, True, 1)
    assert [each.id for each in listed(store)] == ["later"]
    (done,) = listed(store, decided=True)
    assert (done.decision, done.answer, done.by_me, done.standing) == (GRANTED, "Паспорт", True, Standing.WAITING)
    feed.apply_all()
    (done,) = listed(store, decided=True)
    assert (done.decision, done.standing) == (GRANTED, Standing.SENT)


def test_a_refusal_an_end_and_a_restoration_need_a_ground(store: Store) -> None:
    with pytest.raises(ReasonNeededError):
        decide(store, listed(store)[0], REFUSED, " ")
    decide(store, listed(store)[0], GRANTED)
    for decision, ground in ((ENDED, "Решение суда № 2"), (GRANTED, "Паспорт показан")):
        with pytest.raises(ReasonNeededError):
            decide(store, listed(store, decided=True)[0], decision)
        decide(store, listed(store, decided=True)[0], decision, ground)
        assert (row_of(store).decision, row_of(store).answer) == (decision, ground)
    assert unsent(store) == 3


def test_only_the_class_teacher_and_a_deputy_head_decide(store: Store, feed: FeedOf) -> None:
    with store.reading() as unit:
        shown = next(each for each in read_requests(unit, classes=None, today=DUE) if each.id == OF_OTHER.id)
    with pytest.raises(NoSuchThingError):
        decide(store, shown, GRANTED)
    feed.send(Duty("duty", NEVER, ANNA, "deputy_head", BEGINS, None))
    assert decide(store, shown, GRANTED)
    assert row_of(store, OF_OTHER.id).decided_by == ANNA


def test_what_somebody_else_has_decided_meanwhile_is_not_decided_again(store: Store, feed: FeedOf) -> None:
    seen = listed(store)[0]
    by_office = replace(a_request(), token=OperationId("t2"), decided_by=TeacherId(OFFICE), answer="Нет сведений")
    feed.send(replace(by_office, decision=REFUSED))
    with pytest.raises(ChangedSinceError):
        decide(store, seen, GRANTED)
    assert not decide(store, seen, REFUSED, "и я против")
    assert unsent(store) == 0
    (done,) = listed(store, decided=True)
    assert (done.by_office, done.by_me, done.decided_by) == (True, False, "")


def test_a_decision_that_came_too_late_is_told_and_what_stands_is_shown(store: Store, feed: FeedOf) -> None:
    decide(store, listed(store)[0], GRANTED)
    refused = replace(a_request(), token=OperationId("t2"), decision=REFUSED, decided_by=BORIS, answer="Нет сведений")
    feed.answer_all("rejected", refused, reason="decided")
    (done,) = listed(store, decided=True)
    assert (done.decision, done.decided_by, done.standing) == (REFUSED, "Седов Б.", Standing.SENT)
    with store.reading() as unit:
        (told,) = read_attention(unit)
    assert (told.about, told.title, told.pupil_name) == (About.ACCESS, "7Б", "Фамилия00 Имя")
    assert (told.standing, told.shown, told.other) == (Standing.REFUSED, REFUSED, GRANTED)
    with store.unit() as unit:
        dismiss(unit, operation=told.id)
        assert read_attention(unit) == ()
