"""A pupil's card: which subjects a teacher sees there, what stands in it, and marks that are only tried."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from app.domain.classroom import Debt, Remark, debt_id
from app.domain.pages import PupilRow
from app.domain.pupil_cards import PupilCard, neighbours, parse_tried, term_card, try_marks
from app.domain.records import NEVER, Attendance, Mark
from app.domain.scales import FIVE, PASS_FAIL, point_scale
from app.errors import NoSuchThingError, UnknownMarkError
from app.ids import JournalId, LessonId, PupilId, TeacherId
from app.services.pupil_card import read_card
from app.store.unit import Store
from tests.builders import PROFILE, FeedOf, a_store, unsent
from tests.class_school import pupil_at, whole_class
from tests.small_school import ANNA, BORIS
from tests.ui.shown_school import ALGEBRA, TODAY, pupil_id, shown_school

WHO = pupil_id(3)
WORK = LessonId("lesson-030")
"""A lesson of the second quarter."""

LATER = LessonId("lesson-040")
"""One that has not been held yet."""


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(shown_school()))
    yield opened
    opened.close()


def card_of(store: Store, who: PupilId = WHO, journal: JournalId | None = ALGEBRA) -> PupilCard:
    with store.reading() as unit:
        return read_card(unit, who, journal_id=journal, today=TODAY)


def as_seen_by(teacher: str, folder: Path, journal: JournalId | None) -> list[str]:
    """Return the subjects on the card of a pupil of 7Б, as a teacher of the school sees them."""
    store = a_store(folder, rows=tuple(whole_class()), profile=dataclasses.replace(PROFILE, teacher=TeacherId(teacher)))
    found = [each.name for each in card_of(store, pupil_at(0), journal).subjects]
    store.close()
    return found


def test_the_class_teacher_sees_every_subject_and_the_one_that_was_asked_for_first(tmp_path: Path) -> None:
    names = as_seen_by(ANNA, tmp_path, JournalId("j13-1"))
    assert names[0] == "Труд (технология)"
    assert len(names) == 15
    assert names[1:] == sorted(names[1:])


def test_a_subject_teacher_sees_the_own_subjects_only(tmp_path: Path) -> None:
    names = as_seen_by(BORIS, tmp_path, None)
    assert "Физика" in names
    assert {"Алгебра", "Геометрия"} & set(names) == set()


def test_the_average_after_each_mark_ends_at_the_average_of_the_term(shown: Store) -> None:
    subject = card_of(shown).subjects[0]
    term = term_card(subject, "t2")
    assert term is not None
    assert term.marks[-1].average == term.explanation.proposal.average == Decimal("3.00")
    assert term.marks[0].average == Decimal(term.marks[0].line.mark.value)
    assert [each.lesson is not None for each in term.marks] == [True] * len(term.marks)
    assert term.trend[-1] == Decimal("3.00")
    assert term_card(subject, "nothing") is None


def test_a_mark_that_does_not_count_is_listed_and_is_no_step_of_the_trend(shown: Store) -> None:
    before = term_card(card_of(shown).subjects[0], "t2")
    FeedOf(shown).send(Mark("m-new", NEVER, ALGEBRA, WORK, WHO, None, "зач", ANNA))  # type: ignore[arg-type]  # an id
    after = term_card(card_of(shown).subjects[0], "t2")
    assert before is not None
    assert after is not None
    assert len(after.marks) == len(before.marks) + 1
    assert after.trend == before.trend


def test_further_marks_are_tried_with_their_weights_and_nothing_is_written(shown: Store) -> None:
    subject = card_of(shown).subjects[0]
    now = try_marks(subject, "t2", [])
    tried = try_marks(subject, "t2", [("5", 4), ("5", 0)])
    assert now is not None
    assert tried is not None
    assert (now.average, tried.average) == (Decimal("3.00"), Decimal("3.73"))
    assert (now.value, tried.value) == ("3", "4")
    assert unsent(shown) == 0
    assert try_marks(subject, "nothing", []) is None


@pytest.mark.parametrize(
    ("text", "scale", "marks"),
    [
        ("54", FIVE, ("5", "4")),
        (" 5, 4/3 ", FIVE, ("5", "4", "3")),
        ("", FIVE, ()),
        ("10 7", point_scale("ten", 10, five=9, four=7, three=5), ("10", "7")),
        ("зач Незач", PASS_FAIL, ("зач", "незач")),
    ],
)
def test_marks_to_try_are_read_in_the_scale_of_the_subject(text: str, scale: object, marks: tuple[str, ...]) -> None:
    assert parse_tried(text, scale) == marks  # type: ignore[arg-type]  # a scale


@pytest.mark.parametrize("text", ["6", "н", "5 о99"])
def test_what_is_no_mark_is_not_tried(text: str) -> None:
    with pytest.raises(UnknownMarkError):
        parse_tried(text, FIVE)


def test_absences_come_with_their_reason_the_latest_first(shown: Store) -> None:
    feed = FeedOf(shown)
    for number, document in (("025", ""), ("031", "Справка 14")):
        lesson = LessonId(f"lesson-{number}")
        sign = Attendance(f"a{number}", NEVER, ALGEBRA, lesson, WHO, "б", 0, ANNA, document=document)
        feed.send(msgspec.structs.replace(sign, document_day=date(2026, 11, 20) if document else None))
    found = [each for each in card_of(shown).absences if each.absence == "б"]
    assert [each.document for each in found][:2] == ["Справка 14", ""]
    assert found[0].document_day == date(2026, 11, 20)
    assert found[0].day > found[1].day


def test_remarks_and_debts_of_the_pupil_are_there_and_nobody_elses(shown: Store) -> None:
    feed, other = FeedOf(shown), pupil_id(4)
    for who in (WHO, other):
        feed.send(Remark(f"r-{who}", NEVER, ALGEBRA, WORK, who, True, f"Помог {who}", ANNA))
        feed.send(Debt(debt_id(LATER, who, None), NEVER, ALGEBRA, LATER, who, None, date(2026, 12, 8), ANNA))
    card = card_of(shown)
    assert [each.text for each in card.remarks] == [f"Помог {WHO}"]
    assert [each.pupil for each in card.subjects[0].debts] == [WHO]


def test_a_pupil_who_is_not_here_any_more_is_refused(shown: Store) -> None:
    with pytest.raises(NoSuchThingError):
        card_of(shown, PupilId("gone"))


def test_the_neighbours_are_those_of_the_list() -> None:
    rows = [PupilRow(PupilId(key), key, "", "") for key in "abc"]
    assert neighbours(rows, rows[0]) == (None, rows[1])
    assert neighbours(rows, rows[1]) == (rows[0], rows[2])
    assert neighbours(rows, rows[2]) == (rows[1], None)
    assert neighbours(rows[:2], rows[2]) == (None, None)
