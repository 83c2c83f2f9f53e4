"""«Почему такая итоговая отметка» of an eleventh class in the diary: both classes' marks with their arithmetic."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from app.domain.earlier_marks import NOT_GIVEN, EarlierMark, earlier_mark_id
from app.domain.periods import FINAL, YEAR
from app.domain.records import NEVER, FinalMark, Record, SchoolClass, Term
from app.ids import PupilId, SubjectId
from portal.diary.pages import drawn, subject_page
from portal.store.dialects import reading
from tests.portal.diary.diary_school import CLASS_7B, MARIA, PETR
from tests.portal.diary.term_school import ALGEBRA, FIRST, NAMESAKE, NOT_THEIRS, SECOND, a_final, a_year
from tests.portal.diary.test_term_reading import Diaries, open_diaries
from tests.portal.office.people_office import words

EXPLAINED = re.compile(r'<table class="course">.*?</details>', re.DOTALL)
TITLE = "Почему такая итоговая отметка"
HALVES = {FIRST: "I полугодие", SECOND: "II полугодие"}


def tenth(*values: str, who: PupilId = MARIA, subject: str = "algebra") -> Iterator[EarlierMark]:
    """Yield marks of the tenth class: of both half-years and the year; an empty one is left out."""
    for period, value in zip(("1", "2", YEAR), values, strict=True):
        if value:
            key = earlier_mark_id(who, SubjectId(subject), period)
            yield EarlierMark(key, NEVER, who, SubjectId(subject), 2025, period, value, "10Б")


def eleventh(*values: str) -> Iterator[FinalMark]:
    """Yield marks of both half-years, the year and the course; an empty one is left out."""
    for period, value in zip((FIRST, SECOND, YEAR, FINAL), values, strict=True):
        if value:
            yield a_final(ALGEBRA, MARIA, period, value)


def as_eleventh(record: Record) -> Record:
    """Return the school with 7Б as an eleventh class of two half-years, and no marks for periods."""
    match record:
        case SchoolClass(id=key) if key == CLASS_7B:
            return replace(record, grade=11)
        case Term(id=key) if key == NOT_THEIRS:
            return replace(record, first_grade=1, last_grade=1)
        case Term(id=key) if key in HALVES:
            return replace(record, name=HALVES[key], first_grade=10, last_grade=11)
        case _:
            return record


@pytest.fixture
def diaries(tmp_path: Path) -> Iterator[Diaries]:
    opened = open_diaries(tmp_path, [as_eleventh(each) for each in a_year() if not isinstance(each, FinalMark)])
    yield opened
    opened.engine.dispose()


def explained(page: str) -> list[str]:
    """Return what a page says of each final mark."""
    return [words(f"<body>{found}") for found in EXPLAINED.findall(page)]


def test_all_six_marks_are_shown_with_what_they_come_to(diaries: Diaries) -> None:
    """(3 + 3 + 3 + 3 + 4 + 4) / 6 = 20 / 6 = 3.33."""
    diaries.put(*tenth("3", "3", "3"), *eleventh("3", "4", "4", "3"))
    (said,) = explained(diaries.html())
    assert said.startswith(
        "10 класс, I полугодие 3 10 класс, II полугодие 3 10 класс, год 3 "
        "11 класс, I полугодие 3 11 класс, II полугодие 4 11 класс, год 4 "
        "(3 + 3 + 3 + 3 + 4 + 4) : 6 = 3,3333… ≈ 3,33 "
    )
    assert "половина округляется вверх" in said
    assert "канцелярия" not in said
    (other,) = explained(diaries.html(term=SECOND))
    assert other == said


def test_an_exact_half_is_not_rounded_on_the_way(diaries: Diaries) -> None:
    """(3 + 3 + 3 + 4 + 4 + 4) / 6 = 21 / 6 = 3.5."""
    diaries.put(*tenth("3", "3", "3"), *eleventh("4", "4", "4", "4"))
    assert "(3 + 3 + 3 + 4 + 4 + 4) : 6 = 3,50 " in explained(diaries.html())[0]


def test_until_the_teacher_has_decided_nothing_is_said(diaries: Diaries) -> None:
    diaries.put(*tenth("3", "3", "3"), *eleventh("3", "4", "4", ""))
    assert diaries.term().subjects[0].course is None
    assert TITLE not in diaries.html()


def test_what_was_not_taught_is_said_and_not_counted(diaries: Diaries) -> None:
    """(5 + 5 + 4 + 4 + 4) / 5 = 22 / 5 = 4.4."""
    diaries.put(*tenth(NOT_GIVEN, "5", "5"), *eleventh("4", "4", "4", "4"))
    (said,) = explained(diaries.html())
    assert "10 класс, I полугодие не изучался" in said
    assert "(5 + 5 + 4 + 4 + 4) : 5 = 4,40 " in said


def test_marks_that_nobody_has_entered_are_named(diaries: Diaries) -> None:
    diaries.put(*tenth("3", "", "3"), *eleventh("3", "4", "4", "4"))
    (said,) = explained(diaries.html())
    assert "10 класс, II полугодие не внесена" in said
    assert "Отметки за 10 класс внесены не все: их может внести канцелярия школы." in said
    assert " : " not in said


def test_nobody_elses_marks_and_no_other_subjects_are_there(diaries: Diaries) -> None:
    diaries.put(*tenth("5", "5", "5", who=PETR), *tenth("2", "2", "2", subject="russian"))
    diaries.put(*eleventh("3", "4", "4", "4"))
    (said,) = explained(diaries.html())
    assert said.count("не внесена") == 3


def test_a_class_that_is_no_eleventh_says_nothing_of_it(tmp_path: Path) -> None:
    opened = open_diaries(tmp_path, a_year())
    opened.put(*tenth("3", "3", "3"), a_final(ALGEBRA, MARIA, FINAL, "4"))
    assert explained(opened.html()) == explained(opened.html(NAMESAKE)) == []
    opened.engine.dispose()


def test_the_page_of_the_subject_explains_it_too(diaries: Diaries) -> None:
    diaries.put(*tenth("3", "3", "3"), *eleventh("3", "4", "4", "3"))
    code = diaries.codes[MARIA]
    page = drawn(reading(diaries.engine), code, lambda visit: subject_page(visit, "algebra", FIRST))
    assert page is not None
    assert explained(page) == explained(diaries.html())


def test_it_takes_one_statement_more_in_an_eleventh_class(diaries: Diaries, tmp_path: Path) -> None:
    usual = open_diaries(tmp_path / "usual", a_year())
    assert statements(diaries) == statements(usual) + 1
    usual.engine.dispose()


def statements(diaries: Diaries) -> int:
    """Return how many statements a term takes."""
    said: list[str] = []

    def _heard(*facts: object) -> None:
        said.append(str(facts[2]))

    event.listen(diaries.engine, "before_cursor_execute", _heard)
    diaries.term()
    event.remove(diaries.engine, "before_cursor_execute", _heard)
    return len(said)
