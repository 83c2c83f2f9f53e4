"""Another paper for the same reason of an absence: a step of the history, told to the class teacher, brought back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.domain.attendance import Absence, attendance_id, excuse_told, told_excuse
from app.domain.attention import About
from app.domain.class_absences import Reason
from app.domain.disputes import Conflict, Revision
from app.domain.history import Thread
from app.domain.pages import Standing
from app.domain.records import Attendance, Enrolment, SchoolClass
from app.errors import ChangedSinceError, NoAbsencesError, NoSuchThingError
from app.ids import OperationId, ReplicaId
from app.services.excusing import excuse_days, take_reasons_back
from app.services.history import read_cell_history, restore
from app.services.news import read_news
from app.services.undoing import revert
from app.store.rows import read
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_class import BELOVA, CLASS, H_MON, HISTORY, MONDAY, sign, small_class
from tests.small_school import BORIS

FIRST = Reason(Absence.ILL, "справка № 5", date(2026, 9, 10))
OTHER = Reason(Absence.ILL, "справка № 6", date(2026, 9, 10))
LATER = Reason(Absence.ILL, "справка № 5", date(2026, 9, 11))
TRIP = Reason(Absence.EXCUSED, "приказ 12", date(2026, 9, 4))
SIGN = attendance_id(H_MON, BELOVA)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(small_class(sign(HISTORY, H_MON, BELOVA, "н"))))
    yield opened
    opened.close()


def excused(store: Store, *reasons: Reason) -> None:
    for reason in reasons:
        with store.unit() as unit:
            excuse_days(unit, school_class=CLASS, days={(BELOVA, MONDAY)}, reason=reason)


def threads(store: Store, about: About = About.EXCUSE) -> list[Thread]:
    with store.reading() as unit:
        found = read_cell_history(unit, pupil=BELOVA, lesson=H_MON).threads
    return [each for each in found if each.about is about]


def papers(store: Store) -> list[tuple[str | None, str]]:
    (thread,) = threads(store)
    return [(step.before, step.after) for step in thread.steps]


def text_of(reason: Reason) -> str:
    return told_excuse(reason.sign, reason.document, reason.day)


def standing(store: Store) -> Attendance:
    with store.reading() as unit:
        found = read(unit.connection, Attendance, SIGN)
    assert found is not None
    return found


def brought_back(store: Store, reason: Reason) -> None:
    (thread,) = threads(store)
    step = next(each for each in thread.steps if each.after == text_of(reason))
    assert thread.can_restore(step)
    with store.unit() as unit:
        restore(unit, thread=thread, step=step)


@pytest.mark.parametrize("other", [OTHER, LATER, Reason(Absence.ILL)], ids=["name", "date", "none"])
def test_another_paper_is_a_step_with_both_and_is_brought_back(store: Store, other: Reason) -> None:
    excused(store, FIRST, other)
    assert papers(store) == [(text_of(FIRST), text_of(other)), (None, text_of(FIRST))]
    brought_back(store, FIRST)
    found = standing(store)
    assert (found.code, found.excuse, found.document, found.document_day) == ("б", "б", FIRST.document, FIRST.day)
    assert papers(store)[0] == (text_of(other), text_of(FIRST))


def test_each_step_tells_who_made_it_and_where(store: Store) -> None:
    excused(store, FIRST, OTHER)
    (thread,) = threads(store)
    told = {(step.author, step.is_mine, step.this_pc, step.standing, bool(step.wall)) for step in thread.steps}
    assert told == {("Громова А. И.", True, True, Standing.WAITING, True)}
    assert not any(step.reason for step in thread.steps)


def test_the_thread_of_the_sign_is_as_before(store: Store) -> None:
    """The paper changes nothing of what every reader of the journal is told."""
    excused(store, FIRST, OTHER)
    (thread,) = threads(store, About.ATTENDANCE)
    assert [(step.before, step.after, step.reason) for step in thread.steps] == [("н", "б", ""), (None, "н", "")]


def test_papers_that_came_with_another_sign_are_brought_back_too(store: Store) -> None:
    excused(store, FIRST, OTHER, TRIP, Reason(Absence.EXCUSED, "приказ 13", TRIP.day))
    after = [text for _, text in papers(store)]
    assert after == [text_of(Reason(Absence.EXCUSED, "приказ 13", TRIP.day)), *map(text_of, (TRIP, OTHER, FIRST))]
    brought_back(store, OTHER)
    assert (standing(store).code, standing(store).document) == ("б", OTHER.document)
    assert papers(store)[0][1] == text_of(OTHER)


def test_a_reason_that_was_taken_back_can_be_given_again(store: Store) -> None:
    excused(store, FIRST, OTHER)
    with store.unit() as unit:
        take_reasons_back(unit, school_class=CLASS, days={(BELOVA, MONDAY)})
    assert standing(store).code == "н"
    brought_back(store, FIRST)
    assert (standing(store).code, standing(store).document) == ("б", FIRST.document)


def test_one_paper_alone_has_no_thread_of_its_own(store: Store) -> None:
    excused(store, FIRST)
    assert threads(store) == []
    excused(store, TRIP)
    assert threads(store) == []


def test_undoing_a_paper_is_a_step_too(store: Store) -> None:
    excused(store, FIRST)
    with store.unit() as unit:
        changes = excuse_days(unit, school_class=CLASS, days={(BELOVA, MONDAY)}, reason=OTHER)
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)
    assert papers(store)[0] == (text_of(OTHER), text_of(FIRST))


def test_who_is_no_class_teacher_of_the_pupil_neither_reads_nor_restores_papers(store: Store) -> None:
    excused(store, FIRST, OTHER)
    (thread,) = threads(store)
    FeedOf(store).send(SchoolClass(CLASS, OperationId("s"), 5, "А", 1, BORIS))
    assert threads(store) == []
    assert threads(store, About.ATTENDANCE)
    with pytest.raises(NoSuchThingError), store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[-1])


def test_the_class_on_the_day_of_the_lesson_decides(store: Store) -> None:
    excused(store, FIRST, OTHER)
    key = next(each for each in small_class() if isinstance(each, Enrolment) and each.pupil == BELOVA)
    FeedOf(store).send(replace(key, first=date(2026, 9, 8)))
    assert threads(store) == []


def test_what_somebody_gave_meanwhile_is_not_written_over(store: Store) -> None:
    excused(store, FIRST, OTHER)
    (thread,) = threads(store)
    excused(store, LATER)
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[-1])
    assert standing(store).document_day == LATER.day


def test_a_pupil_who_was_there_after_all_has_no_reason_to_be_given(store: Store) -> None:
    excused(store, FIRST, OTHER)
    with store.unit() as unit:
        take_reasons_back(unit, school_class=CLASS, days={(BELOVA, MONDAY)})
    feed = FeedOf(store)
    feed.apply_all()
    feed.send(replace(standing(store), code="", token=OperationId("there")), author=BORIS)
    (thread,) = threads(store)
    with pytest.raises(NoAbsencesError), store.unit() as unit:
        restore(unit, thread=thread, step=thread.steps[-1])


def test_a_paper_that_collided_is_told_beside_the_others(store: Store) -> None:
    excused(store, FIRST, OTHER)
    collided = Conflict(
        *(OperationId("lost"), OperationId("lost"), HISTORY, SIGN, H_MON, BELOVA, "excuse", "у", BORIS),
        *(ReplicaId("his"), "2026-09-12T07:42:00+00:00"),
        also="2026-09-04\nприказ 12",
    )
    FeedOf(store).send(collided)
    (thread,) = threads(store)
    (step,) = [each for each in thread.steps if each.standing is Standing.CONFLICT]
    assert step.after == text_of(TRIP)
    assert not thread.can_restore(step)


def test_another_paper_is_no_news(store: Store) -> None:
    """Close to health data, and nothing that a subject teacher acts on."""
    stood = replace(
        sign(HISTORY, H_MON, BELOVA, "б"), excuse="б", document="справка № 5", excuse_token=OperationId("given")
    )
    feed = FeedOf(store)
    feed.send(stood, author=BORIS)
    with store.reading() as unit:
        before = read_news(unit)
    change = Revision(
        *(OperationId("paper"), OperationId("paper"), HISTORY, SIGN, H_MON, BELOVA, "", "excuse"),
        *(told_excuse("б", "справка № 5", None), told_excuse("б", "справка № 6", None), "", BORIS),
        *(ReplicaId("his"), ""),
    )
    feed.send(replace(stood, document="справка № 6", excuse_token=OperationId("paper")), change, author=BORIS)
    with store.reading() as unit:
        assert read_news(unit) == before


@pytest.mark.parametrize("reason", [FIRST, Reason(Absence.EXCUSED), Reason(Absence.ILL, "две\nстроки")])
def test_a_reason_is_read_as_it_was_told(reason: Reason) -> None:
    assert excuse_told(text_of(reason)) == (reason.sign, reason.document, reason.day)


def test_a_sign_alone_is_a_reason_without_a_paper() -> None:
    assert excuse_told("б") == (Absence.ILL, "", None)
    assert excuse_told("") == (Absence.PRESENT, "", None)
    assert told_excuse("", "справка", date(2026, 9, 1)) == ""
