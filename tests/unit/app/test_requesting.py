"""What is asked of the deputy head: nothing changes meanwhile, it is listed once, on any PC, until it is dealt with."""

import pytest
from msgspec.structs import replace

from app.domain.attention import About, AttentionItem
from app.domain.disputes import HeldEntry
from app.domain.finals import ShownFinal
from app.domain.pages import Standing
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import Closing, FinalMark, Mark
from app.errors import ChangedSinceError, NoSuchThingError, ReasonNeededError, UnknownMarkError
from app.ids import LessonId, MarkId, OperationId, ReplicaId, TeacherId
from app.judging.held import WITHDRAWN
from app.operations import read_envelope
from app.services.attention import dismiss, read_attention
from app.services.finals import read_finals
from app.services.history import read_cell_history
from app.services.reading import read_sync
from app.services.requesting import MarkRequest, ask_final, ask_mark, withdraw
from app.store.outbox import Batch, next_batch
from app.store.rows import read
from app.store.unit import Store
from app.wire.messages import Judged
from tests.builders import PROFILE, FeedOf, a_cell, unsent
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
FIRST = OperationId("first")
MARK = Mark(MarkId("m"), FIRST, ALGEBRA, MONDAY, IVANOV, None, "3", ANNA)
HELD = HeldEntry(
    OperationId("held"),
    OperationId("held"),
    ALGEBRA,
    "m",
    MONDAY,
    IVANOV,
    "",
    "mark.set",
    "value",
    "3",
    "5",
    "term_closed",
    "ошибка при вводе",
    ANNA,
    ReplicaId("other-pc"),
    "2026-11-24T07:42:00+00:00",
)


@pytest.fixture(autouse=True)
def _closed(feed: FeedOf) -> None:
    closing = Closing(closing_id(WHOLE_YEAR, CLASS), FIRST, WHOLE_YEAR, CLASS, True, "", BORIS)
    feed.send(MARK, closing)


def ask(store: Store, value: str, reason: str = "ошибка при вводе", *, more: bool = False) -> None:
    request = MarkRequest(IVANOV, MONDAY, a_cell(store), value, more)
    with store.unit() as unit:
        ask_mark(unit, request=request, reason=reason)


def listed(store: Store) -> tuple[AttentionItem, ...]:
    with store.reading() as unit:
        items = read_attention(unit)
        assert read_sync(unit).attention == len(items)
    return items


def entry_of(store: Store, feed: FeedOf, **facts: str) -> HeldEntry:
    """Let the portal hold what waits, and tell of it as the real one does."""
    with store.reading() as unit:
        batch = next_batch(unit, 1)
    assert batch
    entry = replace(HELD, id=batch.ids[0], token=batch.ids[0], replica=PROFILE.replica, **facts)
    feed.answer_all("held", entry, reason="term_closed")
    return entry


def put_away(store: Store, item: AttentionItem) -> None:
    with store.unit() as unit:
        dismiss(unit, operation=item.id)


def test_a_request_waits_in_the_cell_and_changes_nothing(store: Store) -> None:
    ask(store, "5")
    (shown,) = a_cell(store).marks
    assert (shown.value, shown.standing, shown.other) == ("3", Standing.HELD, "5")
    (item,) = listed(store)
    assert (item.standing, item.reason, item.said) == (Standing.HELD, "", "ошибка при вводе")
    assert (item.shown, item.other, item.about) == ("3", "5", About.MARK)
    assert unsent(store) == 1


def test_one_more_mark_is_asked_for_beside_the_one_that_stands(store: Store) -> None:
    ask(store, "4", more=True)
    assert [(mark.value, mark.counts) for mark in a_cell(store).marks] == [("3", True), ("4", False)]


def test_taking_back_is_asked_for_each_mark(store: Store) -> None:
    ask(store, "")
    (shown,) = a_cell(store).marks
    assert (shown.value, shown.standing, shown.other) == ("3", Standing.HELD, "×")


@pytest.mark.parametrize(("value", "reason", "error"), [("5", " ", ReasonNeededError), ("9", "так", UnknownMarkError)])
def test_what_the_school_would_never_take_is_not_asked(
    store: Store, value: str, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(store, value, reason)
    assert unsent(store) == 0


def test_a_mark_that_changed_meanwhile_is_looked_at_again(store: Store, feed: FeedOf) -> None:
    seen = a_cell(store)
    feed.send(replace(MARK, token=OperationId("newer"), value="4"))
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        ask_mark(unit, request=MarkRequest(IVANOV, MONDAY, seen, "5"), reason="так")


def test_an_own_entry_and_what_the_portal_tells_of_it_are_one(store: Store, feed: FeedOf) -> None:
    """I10."""
    ask(store, "5")
    entry = entry_of(store, feed)
    (item,) = listed(store)
    assert (item.id, item.standing, item.reason, item.this_pc) == (entry.id, Standing.HELD, "term_closed", True)
    (shown,) = a_cell(store).marks
    assert (shown.standing, shown.other) == (Standing.HELD, "5")


def test_an_entry_is_listed_on_any_pc_of_its_author_and_of_nobody_else(store: Store, feed: FeedOf) -> None:
    """I10."""
    feed.send(HELD, replace(HELD, id=OperationId("his"), author=BORIS))
    (item,) = listed(store)
    assert (item.id, item.is_mine, item.this_pc) == (HELD.id, True, False)
    assert (item.said, item.shown, item.other) == ("ошибка при вводе", "3", "5")
    (shown,) = a_cell(store).marks
    assert (shown.standing, shown.other) == (Standing.HELD, "5")


def test_a_new_mark_that_is_held_is_seen_on_another_pc_and_counts_nowhere(store: Store, feed: FeedOf) -> None:
    feed.send(replace(HELD, kind="mark.add", entity=HELD.id, before=""))
    assert [(mark.value, mark.counts) for mark in a_cell(store).marks] == [("3", True), ("5", False)]


def test_an_accepted_entry_disappears_with_its_effect(store: Store, feed: FeedOf) -> None:
    ask(store, "5")
    entry = entry_of(store, feed)
    decided = replace(entry, token=OperationId("d"), decision="accepted", decided_by=BORIS)
    feed.send(decided, replace(MARK, token=entry.id, value="5", reason="ошибка при вводе"))
    assert listed(store) == ()
    (shown,) = a_cell(store).marks
    assert (shown.value, shown.standing) == ("5", Standing.SENT)


@pytest.mark.parametrize("own", [True, False], ids=["this PC", "another PC"])
def test_a_refused_entry_stays_with_its_answer_until_it_is_taken_off(store: Store, feed: FeedOf, own: bool) -> None:
    entry = HELD
    if own:
        ask(store, "5")
        entry = entry_of(store, feed)
    feed.send(replace(entry, token=OperationId("d"), decision="refused", decided_by=BORIS, answer="Нет работы"))
    (item,) = listed(store)
    assert (item.standing, item.decision) == (Standing.REFUSED, "refused")
    assert (item.decided_by, item.answer) == ("Седов Б.", "Нет работы")
    assert a_cell(store).standing is Standing.REFUSED
    put_away(store, item)
    assert listed(store) == ()
    assert a_cell(store).standing is Standing.SENT


def test_what_still_waits_cannot_be_taken_off_the_list(store: Store, feed: FeedOf) -> None:
    feed.send(HELD)
    with pytest.raises(NoSuchThingError):
        put_away(store, listed(store)[0])


@pytest.mark.parametrize("ground", ["right_ended", "window_closed"])
def test_what_is_held_for_another_reason_is_listed_alike(store: Store, feed: FeedOf, ground: str) -> None:
    feed.send(replace(HELD, ground=ground))
    assert [item.reason for item in listed(store)] == [ground]


@pytest.mark.parametrize("stands", [True, False])
def test_a_final_mark_of_a_closed_term_is_asked_for(store: Store, feed: FeedOf, stands: bool) -> None:
    key = final_mark_id(ALGEBRA, IVANOV, WHOLE_YEAR)
    if stands:
        feed.send(FinalMark(key, FIRST, ALGEBRA, IVANOV, WHOLE_YEAR, "3", "", "", ANNA))
    with store.reading() as unit:
        seen = read_finals(unit, ALGEBRA, today=BEGINS).cells[IVANOV, WHOLE_YEAR]
    with store.unit() as unit:
        ask_final(unit, journal_id=ALGEBRA, who=IVANOV, period=WHOLE_YEAR, value="4", seen=seen, reason="пересчёт")
    with store.reading() as unit:
        cell = read_finals(unit, ALGEBRA, today=BEGINS).cells[IVANOV, WHOLE_YEAR]
    assert (cell.value, cell.standing, cell.other) == ("3" if stands else "", Standing.HELD, "4")
    (item,) = listed(store)
    assert (item.about, item.period, item.said) == (About.FINAL_MARK, "Учебный год", "пересчёт")


def test_a_final_mark_is_not_asked_for_without_a_reason(store: Store) -> None:
    with pytest.raises(ReasonNeededError), store.unit() as unit:
        ask_final(unit, journal_id=ALGEBRA, who=IVANOV, period=WHOLE_YEAR, value="4", seen=ShownFinal(), reason=" ")


def test_a_held_remark_and_an_unknown_kind_are_told_of_without_sides(store: Store, feed: FeedOf) -> None:
    remark = replace(HELD, id=OperationId("r"), kind="remark.add", field="remark.add", entity="r", value="Мешал")
    other = replace(HELD, id=OperationId("o"), kind="future.kind", field="future.kind", entity=MONDAY, value="")
    feed.send(remark, other, author=TeacherId("x"))
    assert {item.about for item in listed(store)} == {About.REMARK, About.OTHER}
    assert {item.lesson for item in listed(store)} == {LessonId(MONDAY)}


def take_back(store: Store, item: AttentionItem) -> None:
    with store.unit() as unit:
        withdraw(unit, request=item.id)


def withdrawn_request(store: Store) -> Batch:
    """Return what goes to the portal of a request that was taken back before it was sent."""
    ask(store, "5")
    take_back(store, listed(store)[0])
    with store.reading() as unit:
        batch = next_batch(unit, 9)
    assert batch
    return batch


def fates(store: Store) -> list[tuple[str, Standing, str]]:
    with store.reading() as unit:
        history = read_cell_history(unit, pupil=IVANOV, lesson=MONDAY)
    return [(step.after, step.standing, step.decision) for thread in history.threads for step in thread.steps]


def test_a_request_is_withdrawn_before_it_is_sent_and_both_go_to_the_portal(store: Store) -> None:
    batch = withdrawn_request(store)
    first, second = (read_envelope(each) for each in batch.ops)
    assert (first.kind, second.kind, second.ent) == ("mark.set", "held.withdraw", batch.ids[0])
    assert listed(store) == ()
    assert (a_cell(store).standing, [mark.value for mark in a_cell(store).marks]) == (Standing.SENT, ["3"])


def test_the_history_keeps_a_withdrawn_request(store: Store, feed: FeedOf) -> None:
    batch = withdrawn_request(store)
    wanted = [("5", Standing.REFUSED, WITHDRAWN), ("3", Standing.SENT, "")]
    assert fates(store) == wanted
    entry = replace(HELD, id=batch.ids[0], token=batch.ids[1], replica=PROFILE.replica, decision=WITHDRAWN)
    outcomes = ((batch.first_n, "held", "term_closed"), (batch.first_n + 1, "applied", ""))
    feed.send(entry, outcomes=tuple(Judged(*each, feed.seq + 1) for each in outcomes))
    assert (fates(store), listed(store), unsent(store)) == (wanted, (), 0)


def test_a_withdrawn_request_is_not_listed_while_the_portal_knows_only_of_the_request(
    store: Store, feed: FeedOf
) -> None:
    batch = withdrawn_request(store)
    entry = replace(HELD, id=batch.ids[0], token=batch.ids[0], replica=PROFILE.replica)
    feed.send(entry, outcomes=(Judged(batch.first_n, "held", "term_closed", feed.seq + 1),))
    assert (listed(store), unsent(store)) == ((), 1)
    with store.reading() as unit:
        held = read(unit.connection, HeldEntry, entry.id)
    assert held
    assert held.decision == WITHDRAWN


def test_what_the_portal_holds_already_is_withdrawn_on_any_pc_of_its_author(store: Store, feed: FeedOf) -> None:
    feed.send(HELD)
    (item,) = listed(store)
    take_back(store, item)
    assert (listed(store), unsent(store)) == ((), 1)
    assert a_cell(store).standing is Standing.SENT


@pytest.mark.parametrize("facts", [{"decision": "refused", "answer": "нет"}, {"author": BORIS}])
def test_what_was_decided_or_is_of_another_teacher_cannot_be_withdrawn(
    store: Store, feed: FeedOf, facts: dict[str, str]
) -> None:
    feed.send(HELD)
    (item,) = listed(store)
    feed.send(replace(HELD, **facts))
    assert [each.can_withdraw for each in listed(store)] in ([], [False])
    with pytest.raises(NoSuchThingError):
        take_back(store, item)
    assert unsent(store) == 0


def test_a_request_that_was_carried_out_before_it_could_be_withdrawn_is_told_of(store: Store, feed: FeedOf) -> None:
    batch = withdrawn_request(store)
    done = replace(MARK, token=batch.ids[0], value="5")
    outcomes = ((batch.first_n, "applied", ""), (batch.first_n + 1, "rejected", "no_held"))
    feed.send(done, outcomes=tuple(Judged(*each, feed.seq + 1) for each in outcomes))
    (item,) = listed(store)
    assert (item.standing, item.pupil, item.lesson) == (Standing.REFUSED, IVANOV, MONDAY)
    assert (item.shown, item.other, item.can_withdraw) == ("5", "5", False)
    put_away(store, item)
    assert listed(store) == ()
