"""Parents' reasons of absences on the desktop: what waits, what came since, and deciding without the network."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.changes import Changes
from app.domain.attendance import attendance_id
from app.domain.attention import About
from app.domain.classroom import Duty
from app.domain.excuse_proposals import ACCEPTED, DECLINED, ExcuseProposal
from app.domain.pages import Standing
from app.domain.proposal_pages import ShownProposal
from app.domain.records import NEVER, Attendance, Lesson, SchoolClass
from app.errors import ChangedSinceError, NoSuchThingError, ReasonNeededError
from app.ids import OFFICE, ClassId, OperationId, PupilId, TeacherId
from app.services.attention import read_attention
from app.services.excuse_proposals import (
    WATCHED,
    accept_proposal,
    count_own_proposals,
    count_proposals,
    decline_proposal,
    read_proposals,
)
from app.services.undoing import revert
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, unsent
from tests.excuse_proposals import LAST, MOTHER, PAPER, a_proposal
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, CLASS, LESSONS, PUPILS

TODAY = date(2026, 9, 21)
CHILD = PUPILS[0]
OTHER = ClassId("7a")
OF_OTHER = a_proposal("other", PUPILS[3], OTHER)
COMING = replace(a_proposal("coming", PUPILS[1]), first=TODAY, last=TODAY + timedelta(2), document="соревнования")
MINE = (CLASS,)
BARE, GIVEN = ("н", "", "", None), ("б", "б", *PAPER)


def sign(lesson: int, code: str, **more: object) -> Attendance:
    key = attendance_id(LESSONS[lesson], CHILD)
    return Attendance(key, OperationId(f"s{lesson}{code}"), ALGEBRA, LESSONS[lesson], CHILD, code, 0, BORIS, **more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _filed(feed: FeedOf) -> None:
    """The child was away on the tenth, late on the eleventh, excused by order on the twelfth, away a day later."""
    order = {"excuse": "у", "document": "приказ", "excuse_token": OperationId("order")}
    feed.send(SchoolClass(OTHER, NEVER, 7, "А", 1, BORIS), COMING, a_proposal(), OF_OTHER)
    feed.send(sign(9, "н"), sign(10, "о"), sign(11, "у", **order), sign(12, "н"))


def listed(store: Store, *, today: date = TODAY, decided: bool = False) -> Sequence[ShownProposal]:
    with store.reading() as unit:
        return read_proposals(unit, classes=MINE, today=today, decided=decided)


def one(store: Store, key: str = "proposal", *, decided: bool = False) -> ShownProposal:
    return next(each for each in listed(store, decided=decided) if each.id == key)


def counted(store: Store, today: date = TODAY) -> int:
    with store.reading() as unit:
        return count_own_proposals(unit, today=today)


def accept(store: Store, proposal: ShownProposal) -> Changes:
    with store.unit() as unit:
        return accept_proposal(unit, proposal=proposal, today=TODAY)


def decline(store: Store, proposal: ShownProposal, answer: str = "Был на уроках") -> Changes:
    with store.unit() as unit:
        return decline_proposal(unit, proposal=proposal, answer=answer, today=TODAY)


def row_of(store: Store, key: str = "proposal") -> ExcuseProposal:
    with store.reading() as unit:
        found = read(unit.connection, ExcuseProposal, key)
    assert found is not None
    return found


def at(store: Store, lesson: int) -> tuple[str, str, str, date | None]:
    with store.reading() as unit:
        found = read(unit.connection, Attendance, attendance_id(LESSONS[lesson], CHILD))
    assert found is not None
    return found.code, found.excuse, found.document, found.document_day


def test_those_that_wait_are_told_with_what_they_would_excuse(store: Store) -> None:
    first, second = listed(store)
    assert (first.id, second.id) == ("proposal", "coming")
    assert first.pupil is not None
    assert (first.pupil.short_name, first.title, first.proposer) == ("Фамилия00 Имя", "7Б", MOTHER)
    assert [(each.day, each.number, each.subject) for each in first.bare] == [(date(2026, 9, 10), 4, "Алгебра")]
    assert (first.is_waiting, first.is_coming, first.can_accept, first.can_decline) == (True, False, True, True)
    assert (second.bare, second.is_coming) == ((), True)
    assert (listed(store, decided=True), counted(store)) == ((), 2)


def test_a_lesson_that_was_cancelled_is_nothing_to_be_excused(store: Store, feed: FeedOf) -> None:
    feed.send(Lesson(LESSONS[9], NEVER, ALGEBRA, date(2026, 9, 10), 4, "201", cancelled=True))
    assert one(store).bare == ()
    accept(store, one(store))
    assert at(store, 9) == BARE


def test_a_pupil_who_is_not_in_the_lists_is_told_as_nobody(store: Store, feed: FeedOf) -> None:
    feed.send(a_proposal("new", PupilId("new")))
    assert one(store, "new").pupil is None


def test_an_acceptance_excuses_without_the_network_and_touches_no_other_sign(store: Store, feed: FeedOf) -> None:
    changes = accept(store, one(store))
    assert (changes.access, changes.outbox, unsent(store)) == (True, True, 2)
    assert [at(store, n) for n in (9, 10, 11, 12)] == [GIVEN, ("о", "", "", None), ("у", "у", "приказ", None), BARE]
    assert [each.id for each in listed(store)] == ["coming"]
    done = one(store, decided=True)
    assert (done.decision, done.by_me, done.standing) == (ACCEPTED, True, Standing.WAITING)
    feed.apply_all()
    assert (one(store, decided=True).standing, counted(store)) == (Standing.SENT, 1)


def test_days_to_come_are_accepted_and_awaited_and_told_once_an_absence_has_come(store: Store, feed: FeedOf) -> None:
    accept(store, one(store, "coming"))
    awaited = one(store, "coming")
    assert (awaited.decision, awaited.is_followed_up, awaited.can_accept) == (ACCEPTED, False, False)
    assert counted(store) == 1
    key = attendance_id(LESSONS[21], PUPILS[1])
    feed.send(Attendance(key, NEVER, ALGEBRA, LESSONS[21], PUPILS[1], "н", 0, BORIS))
    come = one(store, "coming")
    assert (come.is_followed_up, come.can_accept, len(come.bare), counted(store)) == (True, True, 1, 2)
    assert unsent(store) == 1
    accept(store, come)
    assert (unsent(store), counted(store), one(store, "coming").is_followed_up) == (2, 1, False)


def test_what_has_nothing_to_excuse_any_more_is_not_accepted_again(store: Store) -> None:
    shown = one(store)
    accept(store, shown)
    with pytest.raises(NoSuchThingError):
        accept(store, shown)
    assert unsent(store) == 2


@pytest.mark.parametrize(("after", "watched"), [(timedelta(0), True), (WATCHED, True), (WATCHED + timedelta(1), False)])
def test_an_accepted_one_is_looked_after_for_some_weeks(
    store: Store, feed: FeedOf, after: timedelta, watched: bool
) -> None:
    feed.send(replace(a_proposal(), decision=ACCEPTED, decided_by=ANNA, token=OperationId("t")))
    day = LAST + after
    assert any(each.id == "proposal" for each in listed(store, today=day)) is watched
    assert counted(store, day) == (2 if watched else 1)


def test_a_decline_needs_a_reason(store: Store) -> None:
    with pytest.raises(ReasonNeededError):
        decline(store, one(store), " ")
    decline(store, one(store), " Был на уроках ")
    assert (row_of(store).decision, row_of(store).answer, at(store, 9)) == (DECLINED, "Был на уроках", BARE)
    assert one(store, decided=True).can_accept


def test_what_was_accepted_is_declined_and_its_reasons_go(store: Store) -> None:
    accept(store, one(store))
    decline(store, one(store, decided=True), "Справки нет")
    assert [at(store, n) for n in (9, 11)] == [BARE, ("у", "у", "приказ", None)]
    accept(store, one(store, decided=True))
    assert (at(store, 9), row_of(store).answer) == (GIVEN, "")


def test_undo_takes_the_reasons_back_and_the_proposal_asks_again(store: Store) -> None:
    changes = accept(store, one(store))
    with store.unit() as unit:
        revert(unit, steps=changes.steps)
    assert at(store, 9) == BARE
    shown = one(store)
    assert (shown.decision, shown.is_followed_up) == (ACCEPTED, True)


def test_only_the_class_teacher_and_a_deputy_head_decide(store: Store, feed: FeedOf) -> None:
    with store.reading() as unit:
        shown = next(each for each in read_proposals(unit, classes=None, today=TODAY) if each.id == OF_OTHER.id)
        assert count_proposals(unit, classes=None, today=TODAY) == 3
    for act in (accept, decline):
        with pytest.raises(NoSuchThingError):
            act(store, shown)
    feed.send(Duty("duty", NEVER, ANNA, "deputy_head", BEGINS, None))
    assert accept(store, shown)
    assert row_of(store, OF_OTHER.id).decided_by == ANNA


def test_what_somebody_else_has_decided_meanwhile_is_not_decided_otherwise(store: Store, feed: FeedOf) -> None:
    seen = one(store)
    by_office = replace(a_proposal(), token=OperationId("t2"), decided_by=TeacherId(OFFICE), answer="Нет сведений")
    feed.send(replace(by_office, decision=DECLINED))
    with pytest.raises(ChangedSinceError):
        accept(store, seen)
    assert (unsent(store), at(store, 9)) == (0, BARE)
    done = one(store, decided=True)
    assert (done.by_office, done.by_me, done.decided_by) == (True, False, "")


def test_a_decision_that_came_too_late_is_told_once_and_what_stands_is_shown(store: Store, feed: FeedOf) -> None:
    accept(store, one(store))
    declined = replace(a_proposal(), token=OperationId("t2"), decision=DECLINED, decided_by=BORIS, answer="Был")
    feed.answer_each(("rejected", "decided"), ("same", ""), rows=(declined,))
    done = one(store, decided=True)
    assert (done.decision, done.decided_by, done.standing) == (DECLINED, "Седов Б.", Standing.SENT)
    assert at(store, 9) == BARE
    with store.reading() as unit:
        (told,) = read_attention(unit)
    assert (told.about, told.title, told.pupil_name) == (About.PROPOSAL, "7Б", "Фамилия00 Имя")
    assert (told.standing, told.shown, told.other) == (Standing.REFUSED, DECLINED, ACCEPTED)
