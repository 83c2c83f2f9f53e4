"""A deputy head decides what the portal holds: once, all chosen ones or none, a refusal with a reason."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from app.domain.attention import About, AttentionItem
from app.domain.witnesses import WITNESS
from app.errors import NoSuchThingError, ReasonNeededError
from app.ids import LessonId, OperationId
from app.services.deciding import decide, read_held
from app.store.unit import Store
from tests.builders import FeedOf, unsent
from tests.small_school import ANNA, BORIS, LESSONS
from tests.unit.app.test_requesting import HELD, MARK

LATER = replace(HELD, id=OperationId("later"), lesson=LESSONS[1], author=BORIS, reason="")
TERM_MARK = replace(HELD, id=OperationId("final"), lesson=LessonId(""), kind="final.set", field="final_mark")


@pytest.fixture(autouse=True)
def _held(feed: FeedOf) -> None:
    feed.send(MARK, TERM_MARK, LATER, HELD)


def waiting(store: Store) -> Sequence[AttentionItem]:
    with store.reading() as unit:
        return read_held(unit)


def decided(store: Store) -> Sequence[AttentionItem]:
    with store.reading() as unit:
        return read_held(unit, decided=True)


def test_what_waits_is_told_in_full_by_day(store: Store) -> None:
    items = waiting(store)
    assert [item.id for item in items] == [HELD.id, LATER.id, TERM_MARK.id]
    first = items[0]
    assert (first.title, first.subject, first.pupil_name) == ("7Б", "Алгебра", "Фамилия00 Имя")
    assert (first.was, first.other, first.shown) == ("3", "5", "3")
    assert (first.author, first.said, first.reason) == ("Громова А. И.", "ошибка при вводе", "term_closed")
    assert decided(store) == ()


def test_what_the_portal_has_lost_is_told_with_who_had_seen_it_and_a_work_before_its_marks(
    store: Store, feed: FeedOf
) -> None:
    lost = replace(HELD, ground=WITNESS, reason="", seen_by=f"{ANNA} {BORIS} gone", wall="")
    work = replace(lost, id=OperationId("a-work"), entity="work", kind="work.create", field="work", pupil=None)
    feed.send(replace(lost, id=OperationId("a-mark")), work)
    found = [item for item in waiting(store) if item.reason == WITNESS]
    assert [item.about for item in found] == [About.WORK, About.MARK]
    assert found[0].seen_by == ("Громова А. И.", "Седов Б.")


def test_several_are_accepted_at_once_and_leave_the_list(store: Store) -> None:
    with store.unit() as unit:
        changes = decide(unit, entries=[HELD.id, LATER.id], accept=True)
    assert [item.id for item in waiting(store)] == [TERM_MARK.id]
    assert {(item.decision, item.decided_by) for item in decided(store)} == {("accepted", "Громова А. И.")}
    assert unsent(store) == 2
    assert changes.outbox


def test_a_refusal_needs_a_reason_that_the_author_reads(store: Store) -> None:
    with pytest.raises(ReasonNeededError), store.unit() as unit:
        decide(unit, entries=[HELD.id], accept=False, answer=" ")
    with store.unit() as unit:
        decide(unit, entries=[HELD.id], accept=False, answer=" Нет работы ")
    (item,) = decided(store)
    assert (item.decision, item.answer) == ("refused", "Нет работы")


def test_one_that_is_not_there_any_more_keeps_all_from_being_decided(store: Store) -> None:
    with pytest.raises(NoSuchThingError), store.unit() as unit:
        decide(unit, entries=[HELD.id, OperationId("gone")], accept=True)
    assert len(waiting(store)) == 3
    assert unsent(store) == 0


def test_one_that_somebody_else_decided_otherwise_is_refused(store: Store, feed: FeedOf) -> None:
    feed.send(replace(HELD, token=OperationId("d"), decision="refused", answer="Поздно", decided_by=BORIS))
    with pytest.raises(NoSuchThingError), store.unit() as unit:
        decide(unit, entries=[HELD.id], accept=True)
    with store.unit() as unit:
        decide(unit, entries=[HELD.id], accept=False, answer="И я против")
    assert unsent(store) == 0
