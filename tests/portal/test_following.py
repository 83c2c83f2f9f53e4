"""Marks follow the pupil: what was given in one class counts in the next one, once, and stays up to date."""

import random
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from app.domain.classroom import CarriedMark
from app.domain.records import NEVER, Assignment, Group, Journal, Lesson, Membership, SchoolClass, Subject, WorkType
from app.ids import ClassId, GroupId, JournalId, LessonId, MarkId, SubjectId, WorkTypeId
from app.operations import MarkAdd, MarkAnnul, MarkSet, Operation, RecordsPut, WorkSet
from tests.portal.conftest import Portal
from tests.portal.moved_pupil import ALGEBRA_7A, EVE, GROUP_7A, LESSONS_7A, MOVED, MOVES, Move, moved
from tests.portal.pcs import Pc
from tests.portal.portal_school import CONTROL, TEST
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, GROUP, LESSONS, PUPILS, SUBJECT


@pytest.fixture
def move(portal: Portal) -> Move:
    return Move(portal)


def test_a_mark_counts_in_the_new_journal_with_its_weight_its_day_and_where_it_is_from(move: Move) -> None:
    (mark,) = move.give("4", work=TEST)
    move.move()
    (found,) = move.carried()
    assert (found.value, found.weight, found.day) == ("4", 4, BEGINS)
    assert (found.title, found.source, found.original) == ("Контрольная работа", "7Б", MarkId(mark))
    assert (found.pupil, found.retaken) == (MOVED, False)


def test_the_new_teachers_pc_gets_it_by_the_feed_in_its_journals_part(move: Move, boris: Pc) -> None:
    move.give("5")
    move.vera.pull()
    move.move()
    brought = [row for entry in move.vera.pull() for row in entry.rows]
    assert brought == [*move.carried()]
    assert [row for row in move.vera.rows(ALGEBRA_7A) if isinstance(row, CarriedMark)] == brought
    assert not any(isinstance(row, CarriedMark) for entry in boris.pull() for row in entry.rows)


def test_saying_the_move_again_changes_nothing(move: Move) -> None:
    move.give("5", "4")
    move.move()
    before = move.carried()
    assert move.portal.put(*moved()) == 0
    assert move.carried() == before


def test_another_value_a_retake_and_taking_back_reach_the_new_journal(move: Move) -> None:
    first, second = move.give("2", "4", work=TEST)
    move.move()
    move.anna.push(Operation(MarkSet("3", "Ошибка"), ent=second, base=second))
    assert move.values() == [("2", 4), ("3", 4)]
    move.anna.push(Operation(MarkAdd(LESSONS[0], MOVED, TEST, "5", "", MarkId(first))))
    assert [(each.value, each.retaken) for each in move.carried()] == [("2", True), ("3", False), ("5", False)]
    move.anna.push(Operation(MarkAnnul("Ошибка"), ent=first, base=first))
    assert move.values() == [("3", 4), ("5", 4)]


def test_another_weight_of_the_work_reaches_the_new_journal(move: Move) -> None:
    move.give("4", work=TEST)
    move.move()
    base = next(row.token for row in move.anna.rows(ALGEBRA) if row.id == TEST)
    assert move.anna.verdicts(Operation(WorkSet(CONTROL, "Диктант", 3), ent=TEST, base=base)) == [("applied", "")]
    assert [(each.weight, each.title) for each in move.carried()] == [(3, "Диктант")]


def test_another_weight_of_answers_reaches_the_new_journal(move: Move) -> None:
    """A mark without a work weighs what the kind «Ответ на уроке» does, from which day on it ever does."""
    answer = WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", 2, "#5b7a99", 1)
    move.give("4")
    move.give("5", work=TEST)
    move.move()
    assert move.values() == [("4", 1), ("5", 4)]
    for kind, weight in ((answer, 2), (replace(answer, weight=3), 3), (replace(answer, name="Опрос"), 1)):
        move.portal.put(kind)
        assert move.values() == [("4", weight), ("5", 4)]


def test_another_day_of_the_lesson_reaches_the_new_journal(move: Move) -> None:
    move.give("4")
    move.move()
    move.portal.put(Lesson(LESSONS[0], NEVER, ALGEBRA, BEGINS + timedelta(2), 1, "201"))
    assert [each.day for each in move.carried()] == [BEGINS + timedelta(2)]


def test_a_mark_that_comes_in_after_the_move_follows_too(move: Move) -> None:
    move.move()
    move.give("3", lesson=LESSONS[5])
    assert move.values() == [("3", 1)]


def test_a_move_that_is_taken_back_takes_its_marks_along_and_corrections_do_not_bring_them_back(move: Move) -> None:
    (mark,) = move.give("4")
    move.move()
    move.take_back()
    assert move.carried() == []
    move.anna.push(Operation(MarkSet("5", ""), ent=mark, base=mark))
    assert move.carried() == []
    move.move()
    assert move.values() == [("5", 1)]


def test_a_mark_given_after_coming_back_does_not_count_in_the_class_that_was_left(move: Move) -> None:
    move.give("4")
    move.move()
    move.portal.put(
        Membership("member-7a", NEVER, GROUP_7A, MOVED, MOVES, MOVES + timedelta(4)),
        Membership("member-again", NEVER, GROUP, MOVED, MOVES + timedelta(5), None),
    )
    move.vera.push(Operation(MarkAdd(LESSONS_7A[20], MOVED, None, "3")))
    move.give("5", lesson=LESSONS[30])
    assert move.values() == [("4", 1)]
    assert move.values(ALGEBRA) == [("3", 1)]


def test_a_change_of_subgroup_carries_too_and_names_the_group(move: Move) -> None:
    (ones, first), (twos, second) = ((GroupId(f"alg-{n}"), JournalId(f"alg-journal-{n}")) for n in (1, 2))
    move.portal.put(
        *(Group(key, NEVER, CLASS, name) for key, name in ((ones, "алг. 1"), (twos, "алг. 2"))),
        *(Journal(key, NEVER, group, SUBJECT, BEGINS.year, 2) for key, group in ((first, ones), (second, twos))),
        Assignment("assignment-alg", NEVER, first, ANNA, BEGINS, None),
        Membership("alg-m1", NEVER, ones, MOVED, BEGINS, EVE),
        Lesson(LessonId("alg-lesson"), NEVER, first, BEGINS, 1, "1"),
    )
    move.anna.push(Operation(MarkAdd(LessonId("alg-lesson"), MOVED, None, "4")))
    move.portal.put(Membership("alg-m2", NEVER, twos, MOVED, MOVES, None))
    assert [(each.value, each.source) for each in move.carried(second)] == [("4", "алг. 1")]
    # the whole class is taught algebra beside its groups: nobody moved there
    assert move.carried(ALGEBRA) == []


def test_other_subjects_and_other_pupils_are_left_alone(move: Move) -> None:
    geometry, journal = SubjectId("geometry"), JournalId("geometry-7a")
    move.give("4")
    move.anna.push(Operation(MarkAdd(LESSONS[0], PUPILS[4], None, "2")))
    move.portal.put(
        Subject(geometry, NEVER, "Геометрия", "Геом."), Journal(journal, NEVER, GROUP_7A, geometry, BEGINS.year, 2)
    )
    move.move()
    assert move.carried(journal) == []
    assert move.values() == [("4", 1)]


def test_a_second_move_carries_every_earlier_mark_once(move: Move) -> None:
    class_7v, group_7v, journal = ClassId("7v"), GroupId("7v-all"), JournalId("algebra-7v")
    move.give("4")
    move.move()
    move.vera.push(Operation(MarkAdd(LESSONS_7A[25], MOVED, None, "5")))
    move.portal.put(
        SchoolClass(class_7v, NEVER, 7, "В", 1, None),
        Group(group_7v, NEVER, class_7v, ""),
        Journal(journal, NEVER, group_7v, SUBJECT, BEGINS.year, 5),
        Membership("member-7a", NEVER, GROUP_7A, MOVED, MOVES, date(2026, 10, 4)),
        Membership("member-7v", NEVER, group_7v, MOVED, date(2026, 10, 5), None),
    )
    assert [(each.value, each.source) for each in move.carried(journal)] == [("4", "7Б"), ("5", "7А")]


def test_an_extract_is_carried_on_and_goes_with_its_original(move: Move) -> None:
    move.move()
    extract = CarriedMark("x", NEVER, ALGEBRA, MOVED, BEGINS, "3", 4, "Контрольная", "Школа № 3", MarkId(""))
    move.portal.put(extract)
    assert [(each.value, each.source, each.original) for each in move.carried()] == [("3", "Школа № 3", "x")]
    move.portal.put(replace(extract, annulled=True))
    assert move.carried() == []


def test_a_journal_that_is_made_after_the_move_gets_the_marks(portal: Portal) -> None:
    move = Move(portal)
    late = JournalId("algebra-7a-late")
    move.give("4")
    move.move()
    portal.put(Journal(late, NEVER, GROUP_7A, SUBJECT, BEGINS.year, 5))
    assert move.values(late) == [("4", 1)]


def test_nobody_but_the_office_can_say_what_is_carried(move: Move) -> None:
    mine = CarriedMark("x", NEVER, ALGEBRA, MOVED, BEGINS, "5", 4, "", "7А", MarkId(""))
    assert move.anna.verdicts(Operation(RecordsPut((mine,)))) == [("rejected", "not_allowed")]
    assert move.carried(ALGEBRA) == []


@pytest.mark.parametrize("seed", range(8))
def test_both_journals_together_count_each_mark_once(move: Move, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a repeatable test)
    stands = False
    for _ in range(12):
        act, n = chance.choice(("old", "new", "old", "new", "move", "back", "set")), chance.randrange(len(LESSONS))
        match act:
            case "move" | "back":
                stands = act == "move"
                (move.move if stands else move.take_back)()
            case "set" if move.marks():
                given = chance.choice(move.marks())
                teacher = move.anna if given.journal == ALGEBRA else move.vera
                teacher.push(Operation(MarkSet(chance.choice("2345"), "Исправлено"), ent=given.id, base=given.token))
            case "new":
                move.vera.push(Operation(MarkAdd(LESSONS_7A[n], MOVED, None, chance.choice("2345"))))
            case _:
                move.give(chance.choice("2345"), lesson=LESSONS[n])
    own = {each.id: each.value for each in move.marks() if each.journal == ALGEBRA_7A}
    from_elsewhere = [(each.original, each.value) for each in move.carried()]
    there = [(each.id, each.value) for each in move.marks() if each.journal == ALGEBRA]
    assert sorted(from_elsewhere) == (sorted(there) if stands else [])
    assert own.keys().isdisjoint(key for key, _ in from_elsewhere)
    assert move.carried(ALGEBRA) == []
