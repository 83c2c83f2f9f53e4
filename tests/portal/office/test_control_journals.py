"""«Ведение журналов»: the portal's page and the program of the deputy head count the same."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import event
from typing_extensions import override

from app.domain.keeping import JournalKeeping, Lack
from app.domain.periods import closing_id
from app.domain.records import (
    NEVER,
    Assignment,
    Closing,
    FinalMark,
    Lesson,
    Mark,
    PlanItem,
    Record,
    Teacher,
    Work,
    WorkType,
)
from app.domain.regulations import Setting
from app.ids import JournalId, LessonId, MarkId, OperationId, WorkId, WorkTypeId
from app.operations import MarkAdd, Operation, TopicSet
from app.services.deputy_desk import read_keeping
from portal.office.control_keeping import KeptSchool, Wanted
from portal.office.control_kept import KeptCounts
from portal.office.figures_reading import ClosingSchool
from tests.builders import a_store
from tests.portal.conftest import Portal
from tests.portal.office.closing_office import ClosingOffice, closing_portal, rows_of
from tests.portal.office.control_office import ControlOffice, deputy_of
from tests.portal.office.test_figures_at_random import BEGINS, Made, on
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS

Counted = dict[JournalId, JournalKeeping]


class Kept(Made):
    """A school made by chance in which teachers have written more or less."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._luck = random.Random(seed)  # noqa: S311 (a school, not a secret)

    @override
    def records(self) -> Iterator[Record]:
        yield Teacher(BORIS, NEVER, "Седов", "Борис", "", "boris")
        weight = self._luck.choice([0, 1, 2])
        yield WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", weight, "#5b7a99", 1)
        for row in super().records():
            if isinstance(row, Lesson):
                yield from self._lesson(row)
            elif isinstance(row, FinalMark):
                yield row
            else:
                yield row
        for journal in self._journals:
            yield Assignment(f"a-{journal}", NEVER, journal, self._luck.choice([ANNA, BORIS]), on(0), None)
            yield from self._plan(journal)
        yield Closing(closing_id("t1", "c0"), NEVER, "t1", "c0", True, "", ANNA)  # type: ignore[arg-type]  # ids of a test

    def _lesson(self, row: Lesson) -> Iterator[Record]:
        luck, told = self._luck, OperationId("told")
        topic = luck.choice(["", "Тема 1", "Тема 2", "Своя"])
        homework = luck.choice([("", NEVER), ("", told), ("№ 5", told)])
        yield replace(row, topic=topic, topic_token=told, homework=homework[0], homework_token=homework[1])
        first, works = None, [WorkId(f"{row.id}-w{weight}") for weight in range(2)]
        for weight, of in enumerate(works):
            yield Work(of, told, row.journal, row.id, WorkTypeId("own"), "", weight)
        for who in self._pupils:
            if (row.journal, who) in self._members and luck.random() < 0.5:
                key = MarkId(f"{row.id}-{who}")
                again = first.id if first and luck.random() < 0.2 else MarkId("")
                work = luck.choice([None, *works])
                first = Mark(key, told, row.journal, row.id, who, work, "4", ANNA, luck.random() < 0.1, retakes=again)
                yield first

    def _plan(self, journal: JournalId) -> Iterator[Record]:
        for n in range(self._luck.choice([0, 8])):
            gone = self._luck.random() < 0.2
            yield PlanItem(f"{journal}-{n}", NEVER, journal, n, "", f"Тема {n}", 1, "", removed=gone)


def counted(office: ClosingOffice, today: date, kept: KeptCounts | None = None) -> Counted:
    with office.portal.engine.connect() as connection:
        found = KeptSchool(ClosingSchool(connection, office.portal.school, today), kept or KeptCounts())
        return {each.id: each for each in found.keeping(Wanted())}


@pytest.mark.parametrize("seed", range(6))
def test_the_desktop_counts_what_is_lacking_the_same(empty_school: Path, tmp_path: Path, seed: int) -> None:
    rows = tuple(Kept(seed).records())
    store, lacks = a_store(tmp_path, rows=rows), set[Lack]()
    with closing_portal(empty_school, tmp_path, *rows) as office, store.reading() as unit:
        for today in (on(0), on(20), on(49), on(75), on(130)):
            ours, theirs = counted(office, today), {each.id: each for each in read_keeping(unit, today=today)}
            assert {key: (each.facts, each.lacking, each.teachers) for key, each in ours.items()} == {
                key: (each.facts, each.lacking, each.teachers) for key, each in theirs.items()
            }
            lacks |= {lack for each in ours.values() for lack in each.lacking}
    store.close()
    assert len(lacks) >= 4


def test_what_is_written_is_counted_at_once_and_only_there(portal: Portal, anna: Pc) -> None:
    today, kept = BEGINS + timedelta(10), KeptCounts()

    def facts() -> tuple[int, int, int]:
        with portal.engine.connect() as connection:
            found = KeptSchool(ClosingSchool(connection, portal.school, today), kept)
            (each,) = (each.facts for each in found.keeping(Wanted()) if each.id == ALGEBRA)
            return each.no_topic, each.empty, each.few_marks

    assert facts() == (10, 10, 30)
    anna.push(Operation(TopicSet("Степени"), ent=LESSONS[3], base=NEVER))
    anna.push(Operation(MarkAdd(LESSONS[9], PUPILS[0], None, "5")))
    assert facts() == (9, 0, 29)
    asked: list[str] = []
    event.listen(portal.engine, "before_cursor_execute", lambda *said: asked.append(str(said[2])))
    facts()
    assert not [each for each in asked if "FROM mark" in each or "FROM lesson" in each]


def test_the_page_lists_the_worst_and_can_be_narrowed(portal: Portal, anna: Pc) -> None:
    deputy = deputy_of(portal)
    said = deputy.said("/control/journals")
    assert "7Б Алгебра" in said
    assert "Без темы" in said
    assert "Громова А. И., Седов Б." in said
    assert "7Б Алгебра" not in deputy.said(f"/control/journals?teacher={BORIS}x")
    assert "7Б Алгебра" in deputy.said(f"/control/journals?class={CLASS}")
    assert "7Б Алгебра" not in deputy.said("/control/journals?class=8a")
    assert "Фамилия" not in said


def test_what_is_told_follows_the_schools_settings(portal: Portal) -> None:
    deputy = ControlOffice(portal, teacher="")
    usual = deputy.said("/control/journals")
    assert "если первому из них уже 7 дней." in usual
    assert "показывается, если больше 2 часов." in usual
    portal.put(Setting("empty_days", NEVER, "21"), Setting("plan_tolerance", NEVER, "1"))
    said = deputy.said("/control/journals")
    assert "если первому из них уже 21 день." in said
    assert "показывается, если больше 1 часа." in said


def test_empty_lessons_are_late_by_the_schools_days(portal: Portal) -> None:
    """Lessons 0..9 are empty, and the first of them was ten days before the eleventh."""

    def empty() -> int:
        with portal.engine.connect() as connection:
            found = KeptSchool(ClosingSchool(connection, portal.school, BEGINS + timedelta(10)), KeptCounts())
            return next(each for each in found.keeping(Wanted()) if each.id == ALGEBRA).lacking.get(Lack.EMPTY, 0)

    assert empty() == 10
    portal.put(Setting("empty_days", NEVER, "11"))
    assert empty() == 0
    portal.put(Setting("empty_days", NEVER, "10"))
    assert empty() == 10


def test_a_mark_counts_again_as_soon_as_its_work_has_a_weight(portal: Portal) -> None:
    """10 of 40 lessons: 7 * 10 / 40 = 1.75, so one mark is needed; of weight 0 it is none, and counts are kept."""
    kept, work = KeptCounts(), Work(WorkId("w"), NEVER, ALGEBRA, LESSONS[9], WorkTypeId("own"), "", 0)
    portal.put(work, Mark(MarkId("m"), NEVER, ALGEBRA, LESSONS[9], PUPILS[0], work.id, "4", ANNA))

    def facts() -> tuple[int, int]:
        with portal.engine.connect() as connection:
            found = KeptSchool(ClosingSchool(connection, portal.school, BEGINS + timedelta(10)), kept)
            (each,) = (each.facts for each in found.keeping(Wanted()) if each.id == ALGEBRA)
            return each.few_marks, each.empty

    assert facts() == (30, 0)
    portal.put(replace(work, weight=2))
    assert facts() == (29, 0)


def test_answers_count_as_marks_as_long_as_they_weigh_anything(portal: Portal) -> None:
    """One mark is needed, as above; it is for no work, and counts are kept."""
    kept, answer = KeptCounts(), WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", 0, "#5b7a99", 1)
    portal.put(Mark(MarkId("m"), NEVER, ALGEBRA, LESSONS[9], PUPILS[0], None, "4", ANNA))

    def few_marks() -> int:
        with portal.engine.connect() as connection:
            found = KeptSchool(ClosingSchool(connection, portal.school, BEGINS + timedelta(10)), kept)
            return next(each.facts.few_marks for each in found.keeping(Wanted()) if each.id == ALGEBRA)

    assert few_marks() == 29
    portal.put(answer)
    assert few_marks() == 30
    portal.put(replace(answer, weight=2))
    assert few_marks() == 29


def test_the_file_has_the_rows_of_the_page_and_no_formulas(portal: Portal) -> None:
    portal.put(Teacher(ANNA, NEVER, "=cmd|calc", "Анна", "", "anna"))
    rows = rows_of(ControlOffice(portal, teacher="").get("/control/table?all=1"))
    assert rows[0][:5] == ["Класс и группа", "Предмет", "Учитель", "Пустые уроки", "Без темы"]
    algebra = next(row for row in rows if row[:2] == ["7Б", "Алгебра"])
    assert algebra[2].startswith("'=cmd|calc")
    assert algebra[4] == "20"


def test_a_school_without_anything_says_so(empty_school: Path, tmp_path: Path) -> None:
    with closing_portal(empty_school, tmp_path) as office:
        assert "Журналов нет." in office.get("/control/journals")


def test_lessons_of_another_journal_are_not_asked_for_again(portal: Portal, anna: Pc) -> None:
    """A lesson that the office adds is counted though no teacher wrote anything."""
    kept, today = KeptCounts(), BEGINS + timedelta(10)
    with portal.engine.connect() as connection:
        KeptSchool(ClosingSchool(connection, portal.school, today), kept).keeping(Wanted())
    portal.put(Lesson(LessonId("extra"), NEVER, ALGEBRA, BEGINS + timedelta(2), 8, "1"))
    with portal.engine.connect() as connection:
        rows = KeptSchool(ClosingSchool(connection, portal.school, today), kept).keeping(Wanted())
    assert [each.facts.held for each in rows if each.id == ALGEBRA] == [11]
