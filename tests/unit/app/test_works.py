"""Works of a lesson: announced, changed, taken back; a closed term freezes them."""

from datetime import date

import pytest

from app.domain.attendance import Absence
from app.domain.entries import parse_entry
from app.domain.pages import ShownCell, ShownWork
from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Work, WorkType
from app.domain.works import WorkFacts
from app.errors import BadWeightError, ChangedSinceError, TermClosedError, WorkHasMarksError
from app.ids import OperationId, WorkId, WorkTypeId
from app.services.attending import set_absence
from app.services.debts import set_debt
from app.services.marking import CellEntry, clear_cells, enter_cells, put_mark
from app.services.undoing import revert
from app.services.works import change_work, create_work, read_work_types, remove_work
from app.store.unit import Store
from tests.builders import FeedOf, a_cell, a_page, unsent
from tests.small_school import ANNA, CLASS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
CONTROL = WorkTypeId("control")


@pytest.fixture(autouse=True)
def _kinds(store: Store, feed: FeedOf) -> None:
    feed.send(WorkType(CONTROL, NEVER, "Контрольная", "к", 4, "#c0503f", 1))


def created(store: Store, weight: int = 4) -> ShownWork:
    with store.unit() as unit:
        create_work(unit, lesson=MONDAY, facts=WorkFacts(CONTROL, " Степени ", weight))
    return a_page(store).lessons[0].works[-1]


def mark(store: Store, value: str) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=IVANOV, lesson=MONDAY, value=value, seen=a_cell(store))


def close(feed: FeedOf, *, closed: bool = True) -> None:
    key = closing_id(WHOLE_YEAR, CLASS)
    feed.send(Closing(key, OperationId(f"closing-{closed}"), WHOLE_YEAR, CLASS, closed, "", ANNA))


def test_a_new_work_is_shown_and_takes_the_next_marks(store: Store) -> None:
    work = created(store)
    assert (work.title, work.short, work.weight, work.colour) == ("Степени", "к", 4, "#c0503f")
    mark(store, "5")
    assert (a_cell(store).marks[0].work, a_cell(store).marks[0].weight) == (work.id, 4)
    assert unsent(store) == 2


def test_the_kinds_come_in_the_schools_order(store: Store, feed: FeedOf) -> None:
    feed.send(WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "", 1, "#566173", 0))
    with store.reading() as unit:
        kinds = read_work_types(unit)
    assert [(kind.name, kind.short, kind.weight) for kind in kinds] == [
        ("Ответ на уроке", "", 1),
        ("Контрольная", "к", 4),
    ]


@pytest.mark.parametrize("weight", [-1, 11, 10**9])
def test_a_weight_outside_of_the_scale_is_refused(store: Store, weight: int) -> None:
    with pytest.raises(BadWeightError):
        created(store, weight)
    assert unsent(store) == 0


def test_a_changed_weight_counts_at_once(store: Store) -> None:
    work = created(store)
    mark(store, "5")
    with store.unit() as unit:
        change_work(unit, work=work.id, lesson=MONDAY, facts=WorkFacts(CONTROL, "Корни", 2), base=work.token)
    assert (a_page(store).lessons[0].works[0].title, a_cell(store).marks[0].weight) == ("Корни", 2)
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        change_work(unit, work=work.id, lesson=MONDAY, facts=WorkFacts(CONTROL, "Иначе", 2), base=work.token)


def test_a_work_with_marks_stays_and_one_without_goes(store: Store) -> None:
    work = created(store)
    mark(store, "5")
    with pytest.raises(WorkHasMarksError), store.unit() as unit:
        remove_work(unit, work=work.id, lesson=MONDAY, base=work.token)
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
        removed = remove_work(unit, work=work.id, lesson=MONDAY, base=work.token).recorded
    assert a_page(store).lessons[0].works == ()
    with store.unit() as unit:
        revert(unit, steps=removed)
    assert [each.id for each in a_page(store).lessons[0].works] == [work.id]


def test_a_closed_term_freezes_marks_and_works_until_it_is_opened(store: Store, feed: FeedOf) -> None:
    work = created(store)
    close(feed)
    before = unsent(store)
    with pytest.raises(TermClosedError):
        mark(store, "5")
    with pytest.raises(TermClosedError):
        created(store)
    with pytest.raises(TermClosedError), store.unit() as unit:
        change_work(unit, work=work.id, lesson=MONDAY, facts=WorkFacts(CONTROL, "", 1), base=work.token)
    assert unsent(store) == before
    close(feed, closed=False)
    mark(store, "5")
    assert unsent(store) == before + 1


def test_who_was_there_can_be_corrected_in_a_closed_term(store: Store, feed: FeedOf) -> None:
    close(feed)
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.ILL, seen=ShownCell())
    assert a_cell(store).absence is Absence.ILL


def test_a_sign_is_taken_back_or_typed_into_a_cell_of_a_closed_term_and_a_mark_is_not(
    store: Store, feed: FeedOf
) -> None:
    close(feed)
    with store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=MONDAY, absence=Absence.ILL, seen=ShownCell())
    with store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    assert a_cell(store).absence is Absence.PRESENT
    with store.unit() as unit:
        enter_cells(unit, entries=[CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry("н"))])
    assert a_cell(store).absence is Absence.ABSENT
    with pytest.raises(TermClosedError), store.unit() as unit:
        enter_cells(unit, entries=[CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry("о 5"))])
    assert (a_cell(store).absence, a_cell(store).marks) == (Absence.ABSENT, ())


def test_what_is_owed_in_a_closed_term_is_not_taken_back(store: Store, feed: FeedOf) -> None:
    with store.unit() as unit:
        set_debt(unit, pupil=IVANOV, lesson=MONDAY, until=date(2026, 9, 14), seen=ShownCell())
    close(feed)
    with pytest.raises(TermClosedError), store.unit() as unit:
        clear_cells(unit, cells=[(IVANOV, MONDAY, a_cell(store))])
    with pytest.raises(TermClosedError), store.unit() as unit:
        enter_cells(unit, entries=[CellEntry(IVANOV, MONDAY, a_cell(store), parse_entry("н"))])
    assert [debt.until for debt in a_cell(store).debts] == [date(2026, 9, 14)]


def test_two_who_changed_a_work_both_keep_theirs(store: Store, feed: FeedOf) -> None:
    work = created(store)
    feed.apply_all()
    with store.unit() as unit:
        change_work(unit, work=work.id, lesson=MONDAY, facts=WorkFacts(CONTROL, "Моё", 4), base=work.token)
    theirs = Work(WorkId(work.id), OperationId("theirs"), a_page(store).journal, MONDAY, CONTROL, "Чужое", 3)
    feed.send(theirs)
    assert a_page(store).lessons[0].works[0].title == "Чужое"
    assert unsent(store) == 1
