"""What others wrote is put aside before a journal gives it up to a portal that was put back (I1, I2, I6)."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from app.domain.attendance import Absence, attendance_id
from app.domain.entries import Typed
from app.domain.records import NEVER, Attendance, Lesson, Mark, Record
from app.domain.witnesses import put_back, shares_of
from app.ids import MarkId, OperationId
from app.services.marking import CellEntry, enter_cells, put_mark
from app.services.receiving import forget_cursor, keep_scope, take_part
from app.services.removing import MOST_ROWS, read_removals, remove_some
from app.services.witnessing import MAX_TOLD_BYTES, keep_words, next_told, tell_again
from app.store.rows import read
from app.store.tables import outbox, witnessed
from app.store.unit import Store
from app.wire.messages import Cursor, SnapshotAnswer, SnapshotAsk
from app.wire.witnesses import KEPT, LATER, MAX_TOLD
from tests.builders import FeedOf, a_cell, a_store
from tests.small_school import ALGEBRA, ANNA, BORIS, LESSONS, PUPILS, records

LESSON = next(row for row in records() if isinstance(row, Lesson) and row.id == LESSONS[0])


class PoweredOffError(Exception):
    """Stands for whatever ends a program in the middle."""


def a_mark(n: int = 0, value: str = "5", **facts: object) -> Mark:
    key = f"boris-{n}"
    seen = Mark(MarkId(key), OperationId(key), ALGEBRA, LESSONS[0], PUPILS[n % 30], None, value, BORIS)
    return replace(seen, **facts)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = a_store(tmp_path)
    yield store
    store.close()


def bring(store: Store, *rows: Record, whole: bool = True, ended: bool = False) -> None:
    """Take in a page of the journal. whole: it is the last one. ended: the program ends before it is written."""
    ask = SnapshotAsk(ALGEBRA, "", 1_000)
    cursor = Cursor("epoch", 7, "chain")
    answer = SnapshotAnswer(msgspec.Raw(b"[]"), "" if whole else "more", cursor, "epoch", "")
    with store.unit() as unit:
        take_part(unit, ask=ask, answer=answer, rows=rows)
        if ended:
            raise PoweredOffError


def lose_history(store: Store) -> None:
    with store.unit() as unit:
        forget_cursor(unit)


def aside(store: Store) -> list[tuple[str, str]]:
    with store.reading() as unit:
        found = unit.connection.execute(select(witnessed.c.id, witnessed.c.field).order_by(witnessed.c.id))
        return [(key, field) for key, field in found]


def stands(store: Store, key: str) -> bool:
    with store.reading() as unit:
        return read(unit.connection, Mark, key) is not None


def test_a_row_that_goes_is_put_aside_in_the_same_transaction(store: Store) -> None:
    """I2: whenever the program ends, the row is in the journal or put aside."""
    bring(store, LESSON, a_mark())
    lose_history(store)
    with pytest.raises(PoweredOffError):
        bring(store, LESSON, ended=True)
    assert (stands(store, "boris-0"), aside(store)) == (True, [])
    bring(store, LESSON)
    assert (stands(store, "boris-0"), aside(store)) == (False, [("boris-0", "value")])


def test_nothing_is_put_aside_while_the_history_goes_on(store: Store) -> None:
    """The part is read anew for another reason, such as an update of the program or a right that has changed."""
    bring(store, LESSON, a_mark())
    bring(store, LESSON)
    assert (stands(store, "boris-0"), aside(store)) == (False, [])


def test_once_a_part_was_read_anew_the_loss_is_over(store: Store) -> None:
    bring(store, LESSON, a_mark(0), a_mark(1))
    lose_history(store)
    bring(store, LESSON, a_mark(1))
    bring(store, LESSON)
    assert aside(store) == [("boris-0", "value")]


def test_a_loss_lasts_over_the_pages_of_a_part(store: Store) -> None:
    bring(store, LESSON, a_mark(0), a_mark(1))
    lose_history(store)
    bring(store, LESSON, whole=False)
    bring(store, LESSON)
    assert aside(store) == [("boris-0", "value"), ("boris-1", "value")]


def test_a_share_with_an_older_token_is_put_aside_and_the_rest_of_the_row_is_not(store: Store) -> None:
    commented = a_mark(comment="молодец", comment_token=OperationId("older"))
    corrected = replace(commented, value="4", token=OperationId("newer"))
    bring(store, LESSON, corrected)
    lose_history(store)
    bring(store, LESSON, commented)
    assert aside(store) == [("boris-0", "value")]
    with store.unit() as unit:
        assert [each.told.row for each in next_told(unit)] == [corrected]


def test_what_says_nothing_any_more_is_no_loss_where_the_whole_row_goes(store: Store) -> None:
    sign = Attendance(
        attendance_id(LESSONS[0], PUPILS[0]), OperationId("a"), ALGEBRA, LESSONS[0], PUPILS[0], "", 0, BORIS
    )
    bring(store, LESSON, a_mark(annulled=True), sign)
    lose_history(store)
    bring(store, LESSON)
    assert aside(store) == []


def test_the_taking_back_of_a_mark_that_stands_again_is_a_loss(store: Store) -> None:
    bring(store, LESSON, a_mark(annulled=True, token=OperationId("annul")))
    lose_history(store)
    bring(store, LESSON, a_mark())
    assert aside(store) == [("boris-0", "value")]


@pytest.mark.parametrize("typed", [Typed(marks=("4",)), Typed(absence=Absence.ABSENT)])
def test_an_own_entry_that_was_answered_comes_back_by_itself(store: Store, typed: Typed) -> None:
    bring(store, LESSON)
    with store.unit() as unit:
        enter_cells(unit, entries=[CellEntry(PUPILS[0], LESSONS[0], a_cell(store), typed)])
    FeedOf(store, seq=7).apply_all()
    lose_history(store)
    bring(store, LESSON)
    assert aside(store) == []


def test_an_own_entry_is_not_put_aside_and_what_lies_under_it_is(store: Store) -> None:
    bring(store, LESSON, a_mark())
    with store.unit() as unit:
        put_mark(unit, pupil=PUPILS[0], lesson=LESSONS[0], value="4", seen=a_cell(store))
    lose_history(store)
    bring(store, LESSON)
    with store.unit() as unit:
        assert [each.told.row for each in next_told(unit)] == [a_mark()]


def correct(store: Store, value: str) -> OperationId:
    """Correct Boris' mark, let the portal confirm it, and return the id of the correction."""
    with store.unit() as unit:
        put_mark(unit, pupil=PUPILS[0], lesson=LESSONS[0], value=value, seen=a_cell(store))
        (sent,) = unit.connection.execute(select(outbox.c.id, outbox.c.entity))
        unit.connection.execute(update(outbox).values(outcome="applied", seq=6, shown=0))
    assert sent.entity == "boris-0"
    bring(store, LESSON, a_mark(value=value, token=OperationId(sent.id), author=ANNA))
    return OperationId(sent.id)


def test_an_own_correction_of_a_foreign_mark_is_put_aside_with_the_mark(store: Store) -> None:
    """I15: it cannot come back by itself, for the mark it is of can only come from elsewhere."""
    bring(store, LESSON, a_mark())
    key = correct(store, "4")
    lose_history(store)
    bring(store, LESSON)
    with store.unit() as unit:
        (aside_,) = next_told(unit)
    assert (aside_.token, aside_.told.field, aside_.told.row.token) == (key, "value", key)


def test_an_own_correction_comes_back_by_itself_where_the_mark_stands(store: Store) -> None:
    bring(store, LESSON, a_mark())
    correct(store, "4")
    lose_history(store)
    bring(store, LESSON, a_mark())
    assert aside(store) == []


def test_what_a_person_is_asked_about_first_is_told_at_once(store: Store) -> None:
    """The rows stay until the answer, and whatever the answer is, the portal has heard of them."""
    many = [a_mark(n) for n in range(MOST_ROWS + 1)]
    bring(store, LESSON, *many)
    lose_history(store)
    bring(store, LESSON)
    with store.reading() as unit:
        assert len(read_removals(unit)) == 1
    assert len(aside(store)) == len(many)
    with store.unit() as unit:
        assert len(next_told(unit)) == MAX_TOLD


def test_a_journal_that_is_lost_with_the_history_is_put_aside_as_it_goes(store: Store) -> None:
    bring(store, LESSON, a_mark())
    lose_history(store)
    with store.unit() as unit:
        remove_some(unit, part=ALGEBRA)
    assert aside(store) == [("boris-0", "value")]


def test_what_the_portal_cannot_place_waits_for_another_scope(store: Store) -> None:
    bring(store, LESSON, a_mark(0), a_mark(1), a_mark(2))
    lose_history(store)
    bring(store, LESSON)
    with store.unit() as unit:
        told = next_told(unit)
        keep_words(unit, told=told, words=(KEPT, LATER, "a word of a later release"))
        assert not next_told(unit)
        keep_scope(unit, scope="another")
        assert set(next_told(unit)) == set(told[1:])
        keep_words(unit, told=told[1:], words=(KEPT, KEPT))
        tell_again(unit)
        assert not next_told(unit)


def test_thousands_are_told_in_portions(store: Store) -> None:
    bring(store, LESSON, *(a_mark(n) for n in range(450)))
    lose_history(store)
    bring(store, LESSON)
    portions = []
    with store.unit() as unit:
        while told := next_told(unit):
            portions.append(len(told))
            keep_words(unit, told=told, words=(KEPT,) * len(told))
    assert portions == [MAX_TOLD, MAX_TOLD, 50]


def test_a_portion_of_long_texts_fits_into_a_message(store: Store) -> None:
    bring(store, LESSON, *(a_mark(n, reason="щ" * 4_000) for n in range(180)))
    lose_history(store)
    bring(store, LESSON)
    with store.unit() as unit:
        told = next_told(unit)
    assert 0 < len(told) < 180
    assert len(msgspec.json.encode(told)) < 2 * MAX_TOLD_BYTES


def test_each_share_is_put_back_over_what_stands_and_leaves_the_others() -> None:
    seen = a_mark(comment="молодец", comment_token=OperationId("c"))
    other = a_mark(value="2", token=OperationId("t"), author=ANNA)
    assert put_back(seen, "value", None) == a_mark()
    assert put_back(seen, "comment", None) == seen
    assert put_back(seen, "comment", other) == replace(other, comment="молодец", comment_token=OperationId("c"))
    assert put_back(seen, "value", other) == a_mark()


def test_a_lesson_is_the_office_s_to_bring_back_and_its_texts_are_not() -> None:
    seen = replace(LESSON, topic="Степени", topic_token=OperationId("t"), day=LESSON.day.replace(day=9))
    assert [each.field for each in shares_of(seen)] == ["topic"]
    assert put_back(seen, "topic", None) is None
    assert put_back(seen, "topic", LESSON) == replace(LESSON, topic="Степени", topic_token=OperationId("t"))


@pytest.mark.parametrize(
    ("seen", "field", "stands", "code"),
    [
        (("б", "б"), "attendance", None, "н"),
        (("б", "б"), "attendance", ("н", ""), "н"),
        (("н", ""), "attendance", ("б", "б"), "б"),
        (("о", ""), "attendance", ("б", "б"), "о"),
        (("б", "б"), "excuse", ("н", ""), "б"),
        (("б", "б"), "excuse", ("о", ""), "о"),
        (("н", ""), "excuse", ("у", "у"), "н"),
    ],
)
def test_a_reason_stands_in_place_of_an_absence_only(
    seen: tuple[str, str], field: str, stands: tuple[str, str] | None, code: str
) -> None:
    def sign(code: str, excuse: str) -> Attendance:
        bare = Attendance("sign", OperationId("a"), ALGEBRA, LESSONS[0], PUPILS[0], code, 0, BORIS)
        return replace(bare, excuse=excuse, excuse_token=OperationId("e") if excuse else NEVER)

    back = put_back(sign(*seen), field, sign(*stands) if stands else None)
    assert isinstance(back, Attendance)
    assert back.code == code
