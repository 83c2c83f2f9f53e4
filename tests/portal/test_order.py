"""The school's order: no gaps, no holes for a reader, a chain that tells histories apart (I5)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from app.domain.records import NEVER, Lesson, Mark, Teacher
from app.ids import TeacherId, text_of
from app.operations import HomeworkSet, MarkAdd, Operation, TopicSet
from app.wire.messages import Cursor, ExchangeAnswer, HelloAsk
from portal.store.tables import operations, schools
from tests.portal.conftest import Portal
from tests.portal.pcs import Pc
from tests.portal.portal_school import LESSON, PHYSICS, PHYSICS_LESSONS, PUPIL
from tests.small_school import ALGEBRA, LESSONS, PUPILS

ADD = Operation(MarkAdd(LESSON, PUPIL, None, "5"))


def test_every_final_outcome_has_a_place_and_there_are_no_gaps(portal: Portal, anna: Pc) -> None:
    """I5."""
    before = anna.exchange().next.seq
    judged = anna.push(ADD, Operation(TopicSet("x"), ent="none"), ADD, Operation(HomeworkSet("№ 5"), ent=LESSON))
    assert [each.seq for each in judged] == list(range(before + 1, before + 5))
    with portal.engine.connect() as connection:
        seqs = list(connection.execute(select(operations.c.seq).order_by(operations.c.seq)).scalars())
    assert seqs == list(range(1, before + 5))


def test_teachers_who_push_at_once_get_one_order_and_readers_see_no_holes(portal: Portal) -> None:
    """I5: whoever saw k can see everything before k."""
    writers, reader = [portal.pc("anna") for _ in range(4)], portal.pc("boris")
    reader.pull()
    begun = reader.cursor.seq

    def work(pc: Pc) -> list[int]:
        return [judged.seq for _ in range(8) for judged in pc.push(ADD, ADD)]

    seen: list[int] = []
    with ThreadPoolExecutor(len(writers)) as pool:
        running = [pool.submit(work, pc) for pc in writers]
        while not all(each.done() for each in running):
            seen += [entry.seq for entry in reader.pull(want=7)]
    seen += [entry.seq for entry in reader.pull()]
    written = [each.result() for each in running]
    assert sorted(seq for seqs in written for seq in seqs) == list(range(begun + 1, begun + 65))
    assert all(seqs == sorted(seqs) for seqs in written)
    assert seen == list(range(begun + 1, begun + 65))


def test_the_chain_follows_from_the_ids(portal: Portal, anna: Pc) -> None:
    anna.push(ADD, ADD)
    with portal.engine.connect() as connection:
        rows = connection.execute(select(operations.c.id, operations.c.chain).order_by(operations.c.seq)).all()
    chain = ""
    for key, stored in rows:
        chain = text_of(hashlib.blake2b((chain + key).encode(), digest_size=16).digest())
        assert stored == chain
    assert anna.exchange().next.chain == chain


@pytest.mark.parametrize(
    "changed",
    [
        {"epoch": "another"},
        {"chain": "another"},
        {"seq": 10**9},
        {"seq": -1},
        {"seq": 2},
        {"seq": 2**63},
        {"epoch": ""},
    ],
    ids=repr,
)
def test_a_cursor_of_another_history_is_refused_and_nothing_is_taken_in(
    portal: Portal, anna: Pc, changed: dict[str, object]
) -> None:
    anna.push(ADD)
    anna.pull()
    honest = anna.cursor
    anna.cursor = replace(honest, **changed)
    heard = anna.ask("exchange", anna.batch([anna.write(ADD)]))
    assert (heard.status, heard.refusal) == (409, ("unknown_cursor", "body.cursor"))
    anna.cursor = honest
    assert anna.exchange().next == honest


def test_an_empty_cursor_reads_from_the_beginning(anna: Pc) -> None:
    anna.push(ADD)
    everything = anna.pull()
    anna.cursor = Cursor(anna.cursor.epoch, 0, "")
    assert anna.pull() == everything
    assert everything[-1].op == anna.ids[-1]


@pytest.mark.parametrize("want", [1, 2, 1_000])
def test_pages_of_any_size_give_the_same_feed(anna: Pc, want: int) -> None:
    anna.push(*[ADD] * 5)
    whole = anna.pull()
    anna.cursor = Cursor()
    assert anna.pull(want=want) == whole


def test_a_page_of_nothing_moves_nothing(anna: Pc) -> None:
    anna.push(ADD)
    answer = anna.exchange(want=0)
    assert (bytes(answer.feed), answer.next.seq, answer.more) == (b"[]", 0, True)


def test_the_cursor_moves_over_what_is_none_of_the_readers_business(portal: Portal, anna: Pc) -> None:
    anna.pull()
    vera = portal.pc("vera")
    vera.push(*[Operation(TopicSet(f"Тема {n}"), ent=PHYSICS_LESSONS[n]) for n in range(3)])
    assert anna.pull() == []
    assert anna.cursor.seq == vera.exchange().next.seq
    assert len(vera.pull()) > 3


def test_an_entry_says_who_wrote_what_and_when_the_portal_took_it(portal: Portal, anna: Pc, boris: Pc) -> None:
    boris.pull()
    anna.push(ADD)
    (entry,) = boris.pull()
    assert (entry.op, entry.author, entry.replica, entry.received) == (
        anna.ids[0],
        "anna",
        anna.replica,
        portal.clock.ms,
    )
    (row,) = entry.rows
    assert isinstance(row, Mark)
    assert (str(row.id), row.value, row.pupil) == (anna.ids[0], "5", PUPIL)


def test_refused_and_unchanged_operations_are_not_in_the_feed(anna: Pc) -> None:
    anna.pull()
    anna.push(Operation(TopicSet("x"), ent="none"), Operation(TopicSet("Степени"), ent=LESSON))
    anna.push(Operation(TopicSet("Степени"), ent=LESSON, base=anna.ids[-1]))
    assert [entry.op for entry in anna.pull()] == [anna.ids[1]]


def test_a_list_of_the_office_is_one_entry_with_the_rows_of_the_readers_parts(portal: Portal, anna: Pc) -> None:
    anna.pull()
    own = Lesson(LESSONS[0], NEVER, ALGEBRA, date(2026, 9, 1), 3, "999")
    foreign = Lesson(PHYSICS_LESSONS[0], NEVER, PHYSICS, date(2026, 9, 1), 3, "999")
    assert portal.put(own, foreign, Teacher(TeacherId("new"), NEVER, "Новая", "Ольга", "", "new")) == 3
    (entry,) = anna.pull()
    assert {row.id for row in entry.rows} == {LESSONS[0], "new"}
    assert (entry.author, entry.replica) == ("office", "office")


def test_a_feed_of_long_texts_comes_in_pages_that_fit(anna: Pc, boris: Pc) -> None:
    boris.pull()
    for letter in "абвгдежз":
        bases = anna.ids[-len(LESSONS) :] or [NEVER] * len(LESSONS)
        texts = zip(LESSONS, bases, strict=True)
        anna.push(*[Operation(HomeworkSet(letter * 4_000), ent=lesson, base=base) for lesson, base in texts])
    answer = boris.exchange()
    assert answer.more
    assert 1_000_000 < len(bytes(answer.feed)) <= 2 * 1024 * 1024 + 1_000
    assert [entry.op for entry in boris.pull()] == anna.ids


def test_the_head_of_a_school_is_told_in_every_answer(anna: Pc) -> None:
    (judged,) = anna.push(ADD)
    answer = anna.ask("hello", HelloAsk({})).answer
    assert (answer.head, answer.epoch) == (judged.seq, anna.exchange().next.epoch)


def test_an_epoch_is_of_one_portal_only(portal: Portal, anna: Pc) -> None:
    anna.push(ADD)
    anna.pull()
    with portal.engine.begin() as connection:
        connection.execute(update(schools).values(epoch="restored"))
    heard = anna.ask("exchange", anna.batch([]))
    assert heard.refusal == ("unknown_cursor", "body.cursor")


def test_many_marks_of_one_request_reach_the_other_teacher_in_their_order(anna: Pc, boris: Pc) -> None:
    boris.pull()
    anna.push(*[Operation(MarkAdd(lesson, pupil, None, "4")) for lesson in LESSONS for pupil in PUPILS])
    assert [entry.op for entry in boris.pull()] == anna.ids


def test_a_push_and_the_feed_are_one_round_trip(anna: Pc) -> None:
    anna.pull()
    answer = anna.ask("exchange", anna.batch([anna.write(ADD)])).body(ExchangeAnswer)
    assert anna.ids[-1].encode() in bytes(answer.feed)
    assert answer.next.seq == answer.outcomes[0].seq
