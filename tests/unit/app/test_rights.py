"""What a class teacher reads without teaching it: refused beforehand, in words, and of no concern."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.changes import Changes
from app.domain.attendance import Absence, attendance_id
from app.domain.classroom import Substitution, substitution_id
from app.domain.disputes import Conflict
from app.domain.finals import ShownFinal
from app.domain.pages import EMPTY_CELL
from app.domain.records import NEVER, Assignment, Record, SchoolClass
from app.domain.works import WorkFacts
from app.errors import NotYoursToWriteError
from app.ids import LessonId, MarkId, OperationId, ReplicaId, WorkTypeId
from app.services.attending import all_present, set_absence
from app.services.attention import read_attention
from app.services.finals import set_final
from app.services.lessons import set_topic
from app.services.marking import add_mark, clear_cells, comment_mark, put_mark
from app.services.reading import read_sync
from app.services.remarks import add_remark
from app.services.rights import is_class_teacher
from app.services.works import create_work
from app.store.unit import Store, Unit
from tests.builders import FeedOf, a_store, unsent
from tests.small_class import (
    BEGINS,
    BELOVA,
    CLASS,
    H_MON,
    H_TUE,
    HISTORY,
    MONDAY,
    SIGNED,
    TODAY,
    mark,
    sign,
    small_class,
)
from tests.small_school import ANNA, BORIS

GIVEN = mark(HISTORY, H_MON, BELOVA, "4")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The journals of a class whose teacher, Anna, teaches nothing in it."""
    opened = a_store(tmp_path, rows=tuple(small_class(GIVEN)))
    yield opened
    opened.close()


ENTRIES: dict[str, Callable[[Unit], Changes]] = {
    "put": lambda unit: put_mark(unit, pupil=BELOVA, lesson=H_MON, value="5", seen=EMPTY_CELL),
    "add": lambda unit: add_mark(unit, pupil=BELOVA, lesson=H_MON, value="5", seen=EMPTY_CELL),
    "clear": lambda unit: clear_cells(unit, cells=[(BELOVA, H_MON, EMPTY_CELL)]),
    "comment": lambda unit: comment_mark(unit, mark=MarkId(GIVEN.id), comment="да", base=NEVER),
    "sign": lambda unit: set_absence(unit, pupil=BELOVA, lesson=H_MON, absence=Absence.ILL, seen=EMPTY_CELL),
    "present": lambda unit: all_present(unit, lesson=H_MON),
    "topic": lambda unit: set_topic(unit, lesson=H_MON, topic="Египет", base=NEVER),
    "work": lambda unit: create_work(unit, lesson=H_MON, facts=WorkFacts(WorkTypeId("k"), "", 1)),
    "final": lambda unit: set_final(
        unit, journal_id=HISTORY, who=BELOVA, period="t1", value="5", seen=ShownFinal(proposed="5")
    ),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_another_teacher_writes_is_refused_before_anything_is_written(store: Store, entry: str) -> None:
    with pytest.raises(NotYoursToWriteError), store.unit() as unit:
        ENTRIES[entry](unit)
    assert unsent(store) == 0


def test_a_remark_is_a_class_teachers_to_write(store: Store) -> None:
    with store.unit() as unit:
        add_remark(unit, lesson=H_MON, pupil=BELOVA, praise=True, text="Помогла соседу")
    assert unsent(store) == 1


def put(store: Store, lesson: LessonId) -> None:
    with store.unit() as unit:
        put_mark(unit, pupil=BELOVA, lesson=lesson, value="5", seen=EMPTY_CELL)


def test_who_stands_in_writes_on_that_day_only(store: Store) -> None:
    FeedOf(store).send(Substitution(substitution_id(H_MON), SIGNED, HISTORY, H_MON, MONDAY, ANNA, BORIS))
    put(store, H_MON)
    with pytest.raises(NotYoursToWriteError):
        put(store, H_TUE)


def test_an_assignment_counts_on_the_days_of_its_interval(store: Store) -> None:
    FeedOf(store).send(Assignment("a", SIGNED, HISTORY, ANNA, BEGINS, MONDAY))
    put(store, H_MON)
    with pytest.raises(NotYoursToWriteError):
        put(store, H_TUE)


def test_only_a_class_teacher_has_the_page(store: Store) -> None:
    with store.reading() as unit:
        assert is_class_teacher(unit, TODAY)
    FeedOf(store).send(SchoolClass(CLASS, SIGNED, 5, "А", 1, BORIS))
    with store.reading() as unit:
        assert not is_class_teacher(unit, TODAY)


def collided(field: str) -> tuple[Record, Record]:
    entity = attendance_id(H_MON, BELOVA)
    other = Conflict(
        OperationId(f"c-{field}"), SIGNED, HISTORY, entity, H_MON, BELOVA, field, "б", BORIS, ReplicaId("his"), ""
    )
    return sign(HISTORY, H_MON, BELOVA, "н"), other


@pytest.mark.parametrize(("field", "concerned"), [("attendance", 0), ("excuse", 1)])
def test_collisions_of_other_teachers_do_not_ask_a_class_teacher(store: Store, field: str, concerned: int) -> None:
    FeedOf(store).send(*collided(field))
    with store.reading() as unit:
        assert (len(read_attention(unit)), read_sync(unit).attention) == (concerned, concerned)
