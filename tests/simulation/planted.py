"""Faults that were never in the product, or were found here: the simulation must notice each of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import msgspec
import pytest
from sqlalchemy import delete, select, update

import app.judging.marks
import app.services.receiving
import app.store.outbox
import app.store.overlay
import app.store.spool
import portal.endpoints
import portal.exchange.adjudicating
import portal.exchange.appending
import portal.exchange.carrying
import portal.exchange.copies
import portal.exchange.feed
import portal.exchange.pushing
import sync.covering
import sync.forking
import sync.pulling
import sync.repairing
import sync.resuming
import sync.rounds
import tests.simulation.network
import tests.simulation.pcs
from app.changes import NOTHING
from app.domain.disputes import Conflict
from app.judging.verdicts import Outcome, Verdict
from app.store.tables import outbox, reading_point
from app.wire.framing import unpacked
from app.wire.messages import MAX_BYTES, Answer, KnownAnswer
from portal.exchange.cursors import chain_after
from sync.answers import Reply, read_answer

Patch = pytest.MonkeyPatch
Planted = Callable[[Patch], None]


def lost_operations_are_not_sent_again(patch: Patch) -> None:
    """I15."""
    patch.setattr(app.services.receiving, "reopen", lambda *_: None)


def a_differing_base_is_passed_over(patch: Patch) -> None:
    """I8."""
    patch.setattr(app.judging.marks, "collision", lambda *_: Verdict(Outcome.SAME))


def the_other_side_is_not_kept(patch: Patch) -> None:
    """I8."""
    effects = portal.exchange.appending._effects  # noqa: SLF001 (planted where it hurts)

    def without(school: Any, each: Any) -> Iterator[tuple[Any, ...]]:
        if not any(isinstance(row, Conflict) for row in each.verdict.rows):
            yield from effects(school, each)

    patch.setattr(portal.exchange.appending, "_effects", without)


def the_feed_skips_an_entry(patch: Patch) -> None:
    """I5."""
    read = portal.exchange.feed.read_feed
    patch.setattr(portal.endpoints, "read_feed", lambda *given, after, want: read(*given, after=after + 1, want=want))


def the_last_entry_of_a_page_is_dropped(patch: Patch) -> None:
    """I6."""
    entries = sync.pulling.entries_of
    patch.setattr(sync.rounds, "entries_of", lambda feed: entries(feed)[:-1])


def the_spool_is_not_written(patch: Patch) -> None:
    """I2."""
    patch.setattr(app.store.spool.Spool, "keep_up", lambda *_: None)


def lost_numbers_are_used_again(patch: Patch) -> None:
    """I3."""
    patch.setattr(app.store.spool.Spool, "reserve_numbers", lambda *_: None)


def what_was_lost_stays_lost(patch: Patch) -> None:
    """I2."""
    patch.setattr(tests.simulation.pcs, "hand_in_lost", lambda *_: ())


def what_an_answered_operation_changed_besides_stays(patch: Patch) -> None:
    """I7: found here."""

    def things_only(connection: Any, ids: set[str]) -> set[str]:
        besides = select(outbox.c.id).where(outbox.c.id != outbox.c.entity)
        return ids - set(connection.execute(besides).scalars())

    patch.setattr(app.store.overlay, "_with_strays", things_only)


def a_lost_cursor_leaves_old_rows(patch: Patch) -> None:
    """I14."""
    patch.setattr(sync.rounds, "forget_cursor", lambda unit: unit.connection.execute(delete(reading_point)) and None)


def rows_that_the_portal_has_no_more_stay(patch: Patch) -> None:
    """I14."""
    patch.setattr(app.services.receiving, "_remove_others", lambda *_: NOTHING)


def the_chain_forgets_an_operation(patch: Patch) -> None:
    """I5."""
    patch.setattr(portal.exchange.appending, "chain_after", lambda chain, key: chain_after(chain, key[:4]))


def any_answer_counts(patch: Patch) -> None:
    """I13: also one to another request."""

    def believe(reply: Reply, *, req: str, key: Any, kind: Any, heard: Any) -> Any:
        with suppress(Exception):
            message = unpacked(reply.data, limit=MAX_BYTES).rpartition(b"\n")[0]
            req = msgspec.json.decode(message, type=Answer[msgspec.Raw]).req
        return read_answer(reply, req=req, key=key, kind=kind, heard=heard)

    patch.setattr(tests.simulation.network, "read_answer", believe)


def what_is_held_is_hidden(patch: Patch) -> None:
    """I10."""
    patch.setattr(portal.exchange.adjudicating, "_with_entry", lambda verdict, *_: verdict)


def what_was_accepted_is_not_applied(patch: Patch) -> None:
    """I10."""
    patch.setattr(portal.exchange.adjudicating, "_accepted", lambda _decision, verdict, *_: verdict)


def any_cursor_is_taken(patch: Patch) -> None:
    """I14."""
    patch.setattr(portal.endpoints, "check_cursor", lambda *_: None)


def an_outcome_is_written_for_another_operation(patch: Patch) -> None:
    """I7."""
    keep = app.store.outbox.keep_outcomes

    def misplaced(connection: Any, outcomes: Any) -> None:
        keep(connection, outcomes)
        if outcomes:
            last = max(each.n for each in outcomes)
            connection.execute(update(outbox).where(outbox.c.n == last + 1).values(outcome="applied", seq=1))

    patch.setattr(app.services.receiving, "keep_outcomes", misplaced)


def a_damaged_row_is_not_looked_for(patch: Patch) -> None:
    """I14: what changed on the disk without a word stays."""
    patch.setattr(tests.simulation.pcs, "repair", lambda *_, **__: 0)


def a_damaged_part_is_not_fetched_again(patch: Patch) -> None:
    """I14: what differs is noticed and left."""
    patch.setattr(sync.repairing, "put_right", lambda *_: NOTHING)


def what_a_copy_has_brought_is_taken_again(patch: Patch) -> None:
    """I3, I16: what is known of the operation before it would tell, too."""
    patch.setattr(portal.exchange.pushing, "refuse_twins", lambda *_: None)
    patch.setattr(portal.exchange.pushing, "_check_before", lambda *_: None)


def a_copy_is_not_told_what_is_known(patch: Patch) -> None:
    """I16."""
    patch.setattr(portal.endpoints, "read_known", lambda *_: KnownAnswer(()))


def what_is_known_of_a_copy_is_not_settled(patch: Patch) -> None:
    """I7, I16."""

    def reopened(unit: Any, *, found: Any) -> Any:
        app.store.outbox.reopen(unit.connection, max((each.n for each in found), default=0))
        return NOTHING

    patch.setattr(sync.forking, "settle_known", reopened)


def a_copys_carried_entries_find_no_place(patch: Patch) -> None:
    """I2, I16."""
    last = portal.exchange.copies.last_number

    def by_number(connection: Any, school: Any, replica: Any, sent: Any, *_: Any, **_more: Any) -> Any:
        return replica if last(connection, school, replica) == sent.n - 1 else None

    patch.setattr(portal.exchange.carrying, "shelf_for", by_number)


def what_the_portal_holds_is_carried_for_ever(patch: Patch) -> None:
    """I2: the spool grows with everything that a journal has ever lost."""
    patch.setattr(sync.resuming, "keep_regained", lambda *_: None)


def what_a_restored_portal_held_is_believed(patch: Patch) -> None:
    """I15: the only records of what a journal has lost are not carried to a portal that was put back."""
    for module in (sync.rounds, app.services.receiving):
        patch.setattr(module, "forget_regained", lambda *_: None)


PLANTED: Mapping[Planted, int] = {
    what_a_copy_has_brought_is_taken_again: 130,
    a_copy_is_not_told_what_is_known: 100,
    what_is_known_of_a_copy_is_not_settled: 105,
    a_copys_carried_entries_find_no_place: 108,
    lost_operations_are_not_sent_again: 104,
    a_differing_base_is_passed_over: 101,
    the_other_side_is_not_kept: 101,
    the_feed_skips_an_entry: 100,
    the_last_entry_of_a_page_is_dropped: 100,
    the_spool_is_not_written: 100,
    lost_numbers_are_used_again: 100,
    what_was_lost_stays_lost: 100,
    what_an_answered_operation_changed_besides_stays: 100,
    a_lost_cursor_leaves_old_rows: 105,
    rows_that_the_portal_has_no_more_stay: 105,
    the_chain_forgets_an_operation: 100,
    any_answer_counts: 126,
    what_is_held_is_hidden: 101,
    what_was_accepted_is_not_applied: 102,
    any_cursor_is_taken: 105,
    an_outcome_is_written_for_another_operation: 111,
    a_damaged_row_is_not_looked_for: 102,
    a_damaged_part_is_not_fetched_again: 102,
    what_the_portal_holds_is_carried_for_ever: 100,
    what_a_restored_portal_held_is_believed: 106,
}
"""Each fault, and a history in which it has shown: that one is played first."""


@contextmanager
def planting(fault: Planted) -> Iterator[None]:
    """Let the product have a fault for a while."""
    with pytest.MonkeyPatch.context() as patch:
        fault(patch)
        yield
