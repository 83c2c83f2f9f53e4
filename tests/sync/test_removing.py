"""Much is removed from a PC after a question only, and what waits to be sent never is (I18)."""

from datetime import date

import pytest
from sqlalchemy import delete, func, select

from app.changes import Changes
from app.domain.records import NEVER, Assignment, Holiday, Lesson
from app.ids import LessonId, OperationId, TeacherId
from app.services.reading import read_journals
from app.services.receiving import forget_cursor
from app.services.removing import (
    FEWER,
    MOST_ROWS,
    RIGHT,
    Removal,
    allow_removal,
    ask_again,
    keep_for_now,
    read_removals,
)
from app.store.rows import write
from app.store.tables import assignment, journal, lesson, mark, membership, pupil
from portal.exchange.office import put_records
from portal.store.tables import schools
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import ALGEBRA, ANNA, BEGINS, BORIS, LESSONS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop


def give(portal: PortalProcess, teacher: TeacherId) -> None:
    """Let the office give Boris' journal to somebody, or back to him."""
    engine = owned(portal.data)
    with engine.begin() as connection:
        school = connection.execute(select(schools.c.school_id)).scalar_one()
        row = Assignment("assignment-boris", NEVER, ALGEBRA, teacher, BEGINS, None)
        put_records(connection, school, (row,), received_ms=0)
    engine.dispose()


def asked(desktop: Desktop) -> tuple[Removal, ...]:
    with desktop.store.reading() as unit:
        return read_removals(unit)


def allow(desktop: Desktop) -> Changes:
    with desktop.store.unit() as unit:
        return allow_removal(unit, part=ALGEBRA)


def counts(desktop: Desktop) -> list[int]:
    with desktop.store.reading() as unit:
        tables = (journal, assignment, membership, pupil, lesson, mark)
        return [unit.connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


@pytest.fixture
def taken(boris: Desktop, portal_process: PortalProcess) -> Desktop:
    """Boris' PC with marks, after the journal was given to somebody else; he has synchronised since."""
    for n in range(20):
        boris.put("5", pupil=PUPILS[n])
    boris.round()
    give(portal_process, ANNA)
    boris.round()
    return boris


def test_a_journal_that_the_school_took_away_stays_until_its_teacher_decides(taken: Desktop) -> None:
    (question,) = asked(taken)
    assert (question.part, question.title, question.cause, question.kept) == (ALGEBRA, "7Б · Алгебра", RIGHT, False)
    assert question.rows == len(LESSONS) + 20
    assert counts(taken) == [1, 2, len(PUPILS), len(PUPILS), len(LESSONS), 20]
    assert taken.page().lessons
    taken.round()
    assert asked(taken) == (question,)


def test_what_a_teacher_lets_go_goes_with_the_next_round(taken: Desktop) -> None:
    assert allow(taken)
    taken.round()
    assert counts(taken) == [0, 0, 0, 0, 0, 0]
    assert asked(taken) == ()
    with taken.store.reading() as unit:
        assert read_journals(unit) == ()


def test_what_is_kept_for_now_is_asked_about_again_and_survives_rounds(taken: Desktop) -> None:
    with taken.store.unit() as unit:
        keep_for_now(unit, part=ALGEBRA)
    taken.round()
    assert [each.kept for each in asked(taken)] == [True]
    with taken.store.unit() as unit:
        assert ask_again(unit)
    assert [each.kept for each in asked(taken)] == [False]
    with taken.store.unit() as unit:
        assert not ask_again(unit)


def test_a_right_that_comes_back_ends_the_question(taken: Desktop, portal_process: PortalProcess) -> None:
    before = counts(taken)
    give(portal_process, BORIS)
    taken.round()
    assert (asked(taken), counts(taken)) == ((), before)


def test_an_entry_that_waits_is_sent_and_answered_after_its_journal_went(
    boris: Desktop, portal_process: PortalProcess
) -> None:
    for n in range(20):
        boris.put("5", pupil=PUPILS[n])
    boris.round()
    give(portal_process, ANNA)
    boris.stop.set()
    boris.put("4", lesson=LESSONS[1])
    boris.stop.clear()
    boris.round()
    allow(boris)
    boris.put("3", lesson=LESSONS[2])
    boris.round()
    assert (boris.waiting(), asked(boris)) == (0, ())
    assert boris.attention() == 2
    assert counts(boris)[4:] == [0, 0]


def test_few_rows_go_without_a_question(boris: Desktop, portal_process: PortalProcess) -> None:
    with boris.store.unit() as unit:
        unit.connection.execute(delete(lesson).where(lesson.c.id.not_in(LESSONS[:5])))
        write(unit.connection, [Holiday(f"day-{n}", NEVER, "Праздник", BEGINS, BEGINS) for n in range(300)])
    give(portal_process, ANNA)
    boris.round()
    assert asked(boris) == ()
    assert counts(boris)[4:] == [0, 0]


def ghosts(desktop: Desktop, count: int) -> None:
    """Let a PC hold lessons that the portal does not have, and read everything anew."""
    rows = [Lesson(LessonId(f"ghost-{n}"), OperationId("g"), ALGEBRA, date(2026, 9, 1), 1, "") for n in range(count)]
    with desktop.store.unit() as unit:
        write(unit.connection, rows)
        forget_cursor(unit)


def test_a_part_that_would_lose_much_is_asked_about_and_the_rest_of_the_round_goes_on(
    anna: Desktop, new_desktop: NewDesktop
) -> None:
    ghosts(anna, MOST_ROWS + 1)
    boris = new_desktop("boris")
    boris.round()
    boris.put("5")
    boris.round()
    anna.put("4", lesson=LESSONS[2])
    anna.round()
    assert [(each.part, each.cause, each.rows) for each in asked(anna)] == [(ALGEBRA, FEWER, MOST_ROWS + 1)]
    assert counts(anna)[4] == len(LESSONS) + MOST_ROWS + 1
    assert (anna.waiting(), [each.value for each in anna.cell().marks]) == (0, ["5"])
    allow(anna)
    anna.round()
    assert (asked(anna), counts(anna)[4]) == ((), len(LESSONS))


@pytest.mark.parametrize(("count", "questions"), [(49, 0), (130, 1)])
def test_a_share_counts_only_where_there_are_many(anna: Desktop, count: int, questions: int) -> None:
    ghosts(anna, count)
    anna.round()
    assert len(asked(anna)) == questions
    assert counts(anna)[4] == len(LESSONS) + count * questions
