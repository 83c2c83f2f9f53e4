"""What the term page follows from: the marks and never the proposal; few statements; the figures of the desktop."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, event, select

from app.domain.absences import LessonSums
from app.domain.attendance import Absence, attendance_id
from app.domain.counting import Counting
from app.domain.records import NEVER, Attendance, Mark, Record, Work, WorkType
from app.domain.regulations import Setting
from app.ids import MarkId, PupilId, SchoolId, WorkId, WorkTypeId
from app.services.finals import read_explanation, read_finals
from portal.admin.assessment import set_rules
from portal.auth.tokens import hash_of
from portal.diary.pages import drawn, term_page
from portal.diary.reading import read_owner
from portal.diary.term_reading import read_term
from portal.diary.terms import DiaryTerm, NamedTerm, chosen_term
from portal.exchange.office import put_records
from portal.store.dialects import reading
from portal.store.rows import write_records
from portal.store.tables import schools
from tests.builders import a_store
from tests.portal.diary.diary_portal import make_diaries
from tests.portal.diary.diary_school import MARIA, PETR
from tests.portal.diary.term_school import FIRST, NAMESAKE, SECOND, a_year
from tests.portal_database import owned
from tests.small_school import ALGEBRA, ANNA, LESSONS, PUPILS, WHOLE_YEAR, records

TODAY = date(2026, 9, 30)


@dataclass(frozen=True)
class Diaries:
    """A portal's tables without a process. codes: what opens each pupil's diary."""

    engine: Engine
    codes: Mapping[PupilId, str]

    def html(self, pupil: PupilId = MARIA, term: str = FIRST) -> str:
        """Return a page."""
        page = drawn(reading(self.engine), self.codes[pupil], lambda visit: term_page(visit, term))
        assert page is not None
        return page

    def term(self, pupil: PupilId = MARIA, term: str | None = FIRST, today: date = TODAY) -> DiaryTerm:
        """Return what a page shows."""
        with reading(self.engine).connect() as connection:
            owner = read_owner(connection, hash_of(self.codes[pupil]))
            assert owner is not None
            found = read_term(connection, owner, today, term)
        assert found is not None
        return found

    def set_rules(self, *wanted: tuple[str, str]) -> None:
        """Change the school's settings."""
        with self.engine.begin() as connection:
            assert set_rules(connection, self._school(), wanted, received_ms=0)

    def put(self, *rows: Record) -> None:
        """Let the office enter rows."""
        with self.engine.begin() as connection:
            put_records(connection, self._school(), rows, received_ms=0)

    def _school(self) -> SchoolId:
        with reading(self.engine).connect() as connection:
            return SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())


def open_diaries(folder: Path, rows: list[Record]) -> Diaries:
    paths, _ = make_diaries(folder / "data", rows)
    codes = {pupil: path.rpartition("/")[2] for pupil, path in paths.items()}
    return Diaries(owned(folder / "data"), codes)


@pytest.fixture
def diaries(tmp_path: Path) -> Iterator[Diaries]:
    opened = open_diaries(tmp_path, a_year())
    yield opened
    opened.engine.dispose()


@pytest.mark.parametrize("term", [FIRST, SECOND])
def test_no_rule_of_proposing_changes_anything_that_parents_see(diaries: Diaries, term: str) -> None:
    before = diaries.html(term=term)
    diaries.set_rules(
        ("five_from", "440"),
        ("four_from", "290"),
        ("three_from", "110"),
        ("enough_once", "0"),
        ("enough_twice", "50"),
        ("enough_often", "99"),
        ("missed_share", "1"),
        ("missed_of", "100"),
        ("reason_beyond", "0"),
        ("not_assessed_terms", "1"),
        ("due_days", "31"),
    )
    assert diaries.html(term=term) == before


def test_a_school_where_weights_do_not_count_says_so(diaries: Diaries) -> None:
    diaries.set_rules(("weights_count", "0"))
    algebra = diaries.term().subjects[0]
    assert (algebra.why.sums.products, algebra.why.sums.weight) == (11, 3)  # 5 + 2 + 4
    assert "11 : 3 = 3,6666… ≈ 3,67" in diaries.html()
    assert "каждая отметка считается один раз" in diaries.html()


def test_a_class_without_marks_is_told_that_there_are_none(diaries: Diaries) -> None:
    diaries.set_rules(("unmarked_grades", "7"))
    assert "Отметки в этом классе не ставятся" in diaries.html()


@pytest.mark.parametrize("pupil", [MARIA, PETR, NAMESAKE])
def test_a_page_takes_the_same_few_statements_for_everybody(diaries: Diaries, pupil: PupilId) -> None:
    sent: list[str] = []
    event.listen(diaries.engine, "before_cursor_execute", lambda *about: sent.append(about[2]))
    diaries.html(pupil)
    assert len([each for each in sent if each.startswith("SELECT")]) == 16


def test_lessons_that_have_not_taken_place_yet_are_not_counted(diaries: Diaries) -> None:
    assert diaries.term(today=date(2026, 9, 8)).attended == LessonSums(lessons=10, ill=1, unexcused=1, released=1)
    assert diaries.term(today=date(2026, 8, 31)).attended == LessonSums()


def test_the_diary_opens_at_the_last_term_that_has_begun_or_the_first_to_come(diaries: Diaries) -> None:
    opened = [diaries.term(term=None, today=day).chosen for day in (date(2026, 8, 1), date(2026, 9, 13), TODAY)]
    assert [each.id for each in opened if each] == [FIRST, FIRST, SECOND]
    assert chosen_term((), TODAY) is None


def test_a_day_on_which_two_terms_meet_belongs_to_the_one_that_ends(diaries: Diaries) -> None:
    (_, second) = diaries.term().terms
    assert isinstance(second, NamedTerm)
    before = diaries.term().subjects[0].why.average
    diaries.put(
        *(replace(each, first=date(2026, 9, 7)) for each in a_year() if getattr(each, "name", "") == second.name)
    )
    assert diaries.term().subjects[0].why.average == before
    assert [line.mark.value for line in diaries.term(term=SECOND).subjects[0].why.lines] == ["3"]


def test_a_pupil_without_a_class_gets_a_page_that_says_so(tmp_path: Path) -> None:
    lists = [each for each in a_year() if type(each).__name__ in {"School", "Pupil", "Term"}]
    opened = open_diaries(tmp_path, lists)
    page = drawn(reading(opened.engine), opened.codes[MARIA], lambda visit: term_page(visit, None))
    assert page is not None
    assert "Учебных периодов пока нет" in page
    assert drawn(reading(opened.engine), opened.codes[MARIA], lambda visit: term_page(visit, FIRST)) is None
    opened.engine.dispose()


def marked_school() -> list[Record]:
    """Return a class of thirty whose marks, weights and absences differ from pupil to pupil."""
    rows = list(records())
    rows += [
        WorkType(WorkTypeId(f"type-{weight}"), NEVER, f"Работа {weight}", "Р", weight, "#000000", weight)
        for weight in range(5)
    ]
    rows += [
        Work(WorkId(f"work-{n}"), NEVER, ALGEBRA, LESSONS[n], WorkTypeId(f"type-{n % 5}"), "", n % 5) for n in range(20)
    ]
    for i, pupil in enumerate(PUPILS):
        for n in range(i):
            work = WorkId(f"work-{n}") if n < 20 and (i + n) % 3 else None
            value = "зач" if (i * n) % 11 == 10 else "5432"[(i * n + n) % 4]
            rows.append(
                Mark(MarkId(f"{pupil}-{n}"), NEVER, ALGEBRA, LESSONS[n], pupil, work, value, ANNA, annulled=n % 7 == 6)
            )
            code = (Absence.ILL, Absence.ABSENT, Absence.RELEASED, Absence.LATE)[(i + n) % 4]
            rows.append(Attendance(attendance_id(LESSONS[n], pupil), NEVER, ALGEBRA, LESSONS[n], pupil, code, 0, ANNA))
    return rows


def an_answer(weight: int) -> WorkType:
    """Return the kind of work that marks without a work are."""
    return WorkType(WorkTypeId("answer"), NEVER, "Ответ на уроке", "отв", weight, "#5b7a99", 0)


def test_answers_weigh_what_their_kind_does_and_are_called_as_ever(diaries: Diaries) -> None:
    """4 and 2 for answers, 5 for a control work of weight 4: (8 + 4 + 20) : (2 + 2 + 4) = 32 : 8 = 4.00."""
    diaries.put(an_answer(2))
    lines = [(line.mark.value, line.mark.label, line.weight) for line in diaries.term().subjects[0].why.lines]
    assert [line for line in lines if line[1] == "Ответ на уроке"] == [
        ("4", "Ответ на уроке", 2),
        ("2", "Ответ на уроке", 2),
    ]
    assert "32 : 8 = 4,00" in diaries.html()
    diaries.put(an_answer(0))
    why = diaries.term().subjects[0].why
    assert (why.sums.products, why.sums.weight) == (20, 4)
    assert [line.counting for line in why.lines] == [Counting.WEIGHTLESS] * 2 + [Counting.COUNTS, Counting.WEIGHTLESS]


def test_another_schools_answers_weigh_nothing_here(diaries: Diaries) -> None:
    before = diaries.html()
    with diaries.engine.begin() as connection:
        write_records(connection, SchoolId("other"), (an_answer(7),))
    assert diaries.html() == before


@pytest.mark.parametrize(("weights_count", "answers"), [("1", 1), ("0", 1), ("1", 3), ("1", 0)])
def test_the_diary_shows_the_averages_that_the_desktop_shows(tmp_path: Path, weights_count: str, answers: int) -> None:
    rows = [*marked_school(), Setting("weights_count", NEVER, weights_count), an_answer(answers)]
    store, diaries = a_store(tmp_path, rows=rows), open_diaries(tmp_path, rows)
    for pupil in PUPILS:
        with store.reading() as unit:
            theirs = read_explanation(unit, ALGEBRA, who=pupil, term_id=WHOLE_YEAR, today=TODAY)
            cell = read_finals(unit, ALGEBRA, today=TODAY).cells[pupil, WHOLE_YEAR]
        (algebra,) = diaries.term(pupil, WHOLE_YEAR).subjects
        assert theirs is not None
        assert (algebra.why.average, algebra.why.sums, algebra.why.quotient) == (
            cell.average,
            theirs.sums,
            theirs.quotient,
        )
        ours = [
            (line.mark.day, line.mark.value, line.weight, line.product, line.counting) for line in algebra.why.lines
        ]
        assert ours == [
            (each.mark.day, each.mark.value, each.weight, each.product, each.counting) for each in theirs.lines
        ]
        more = {(each.value, each.weight): each.average for each in theirs.what_if}
        assert all(
            more[each.value, weight] == average
            for each in algebra.why.one_more
            for weight, average in enumerate(each.averages, 1)
        )
    store.close()
    diaries.engine.dispose()
