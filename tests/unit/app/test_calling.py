"""Whom chance calls: everybody who is there once before anybody twice; kept with the lesson on this PC."""

import random
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Absence
from app.domain.calling import round_of
from app.domain.pages import JournalPage, LessonColumn, PupilRow, ShownCell
from app.ids import JournalId, LessonId, PupilId
from app.services.calling import call_pupil, forget_called, read_called
from app.store.unit import Store
from tests.builders import a_store, unsent

DAY = date(2026, 11, 24)
LESSON = LessonId("lesson")
WHO = [PupilId(f"p{n}") for n in range(5)]


def a_room(*away: Absence) -> JournalPage:
    """Return a lesson of five pupils. away: the signs of the first of them."""
    cells = {(who, LESSON): ShownCell(absence=sign) for who, sign in zip(WHO, away, strict=False) if sign}
    column = LessonColumn(LESSON, DAY, 1, False, "", "")
    pupils = tuple(PupilRow(who, who, "", "") for who in WHO)
    return JournalPage(JournalId("j"), "7Б", "Алгебра", pupils, (column,), cells, {})


def test_absent_and_released_pupils_are_left_out_and_late_ones_are_not() -> None:
    page = a_room(Absence.ABSENT, Absence.ILL, Absence.RELEASED, Absence.LATE)
    found = round_of(page, 0, ())
    assert found.left == found.present == (WHO[3], WHO[4])
    assert found.skipped == 3


def test_a_release_from_the_subject_and_another_group_leave_out_too() -> None:
    page = replace(
        a_room(),
        released={WHO[0]: ((DAY, None),)},
        members={WHO[1]: ((date(2026, 9, 1), date(2026, 10, 1)),), WHO[2]: ((date(2026, 9, 1), None),)},
    )
    found = round_of(page, 0, ())
    assert found.present == (WHO[2], WHO[3], WHO[4])
    assert found.skipped == 1, "whoever left the group is no pupil of the lesson"


@given(st.integers(1, 5), st.integers(0, 2**32), st.integers(0, 30))
def test_nobody_is_called_twice_before_everybody_once(present: int, seed: int, calls: int) -> None:
    page = a_room(*([Absence.ABSENT] * (5 - present)))
    chance, called = random.Random(seed), list[PupilId]()  # noqa: S311 (a test's dice)
    for number in range(calls):
        found = round_of(page, 0, called)
        assert found.number == number // present + 1
        assert len(found.left) == present - number % present
        called.append(chance.choice(found.left))
        counts = [called.count(who) for who in found.present]
        assert max(counts) - min(counts) <= 1


def test_whoever_comes_later_is_called_once_to_catch_up() -> None:
    others = WHO[1:] * 3
    before = round_of(a_room(Absence.ABSENT), 0, others)
    assert before.left == tuple(WHO[1:])
    assert round_of(a_room(), 0, others).left == (WHO[0],)
    assert WHO[1] in round_of(a_room(), 0, [*others, *WHO[:1]]).left


def test_calls_are_kept_with_their_lesson_over_a_restart_and_nothing_is_sent(store: Store, tmp_path: object) -> None:
    with store.unit() as unit:
        call_pupil(unit, lesson=LESSON, pupil=WHO[1])
        call_pupil(unit, lesson=LESSON, pupil=WHO[0])
        call_pupil(unit, lesson=LessonId("other"), pupil=WHO[2])
    store.close()
    again = a_store(tmp_path)  # type: ignore[arg-type]  # a path
    with again.reading() as unit:
        assert read_called(unit, LESSON) == (WHO[1], WHO[0])
    with again.unit() as unit:
        forget_called(unit, lesson=LESSON)
        assert read_called(unit, LESSON) == ()
        assert read_called(unit, LessonId("other")) == (WHO[2],)
    assert unsent(again) == 0
    again.close()
