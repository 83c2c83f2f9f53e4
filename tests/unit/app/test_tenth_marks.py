"""What the turn of the year keeps of a tenth class's marks, of those pupils who go on to an eleventh."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from app.domain.earlier_marks import EarlierMark
from app.domain.periods import YEAR
from app.domain.records import NEVER, FinalMark, Record, Term
from app.domain.year_turned import YearTurned
from app.ids import JournalId, PupilId, TeacherId
from tests.unit.app.test_year_turn import BEGINS, HALF, a_class, in_class, taught, turned, whole

FIRST_HALF = Term("h1", NEVER, "I полугодие", 1, 10, 11, BEGINS, date(2026, 12, 30))
OTHERS_TERM = Term("q1", NEVER, "I четверть", 1, 1, 9, BEGINS, date(2026, 10, 25))
TENTH: list[Record] = [
    *(HALF, FIRST_HALF, OTHERS_TERM, a_class("10А"), whole("10А"), *taught("10А", "algebra")),
    *in_class("pete", "10А"),
]


def final(title: str, period: str, value: str, who: str = "pete", subject: str = "algebra") -> FinalMark:
    key = JournalId(f"{title}-{subject}")
    return FinalMark(f"{key}-{who}-{period}", NEVER, key, PupilId(who), period, value, "", "", TeacherId("anna"))


def kept(rows: list[Record], *finals: FinalMark, **decided: object) -> list[tuple[str, ...]]:
    """Return pupil, subject, period, mark and source of what the turn keeps."""
    year = turned(rows, **decided)
    found = YearTurned(replace(year.before, finals=finals), year.turn).records
    marks = [each for each in found if isinstance(each, EarlierMark)]
    assert {each.year for each in marks} <= {2026}
    return sorted((each.pupil, each.subject, each.period, each.value, each.source) for each in marks)


SET = (final("10А", "h1", "3"), final("10А", "h2", "4"), final("10А", YEAR, "4"))


def test_terms_are_kept_by_their_place_and_the_year_as_such() -> None:
    assert kept(TENTH, *SET) == [
        ("pete", "algebra", "1", "3", "10А"),
        ("pete", "algebra", "2", "4", "10А"),
        ("pete", "algebra", YEAR, "4", "10А"),
    ]


def test_words_are_kept_as_they_are_and_nothing_is_made_of_what_is_not_set() -> None:
    rows = kept(TENTH, final("10А", "h1", "н/а"), final("10А", "h2", ""), final("10А", YEAR, "осв"))
    assert [row[2:4] for row in rows] == [("1", "н/а"), (YEAR, "осв")]


@pytest.mark.parametrize("period", ["exam", "final", "q1", "unknown"])
def test_other_periods_are_none_of_the_certificates(period: str) -> None:
    assert kept(TENTH, final("10А", period, "5")) == []


@pytest.mark.parametrize("to", ["", "10А"])
def test_who_leaves_or_repeats_the_tenth_class_has_nothing_kept(to: str) -> None:
    assert kept(TENTH, *SET, pupils={"pete": to}, fresh=("10А",)) == []


@pytest.mark.parametrize("title", ["9А", "11А", "8А"])
def test_nothing_of_other_classes_is_kept(title: str) -> None:
    rows = [HALF, FIRST_HALF, a_class(title), whole(title), *taught(title, "algebra"), *in_class("pete", title)]
    assert kept(rows, final(title, YEAR, "5"), final(title, "h1", "5")) == []


def test_of_two_classes_that_counts_in_which_the_pupil_was_last() -> None:
    """The first half-year was set in 10Б, where the pupil was until January; 10А's teacher set it too, and the year."""
    rows = [each for each in TENTH if not getattr(each, "id", "").startswith(("e-pete", "m-pete"))]
    rows += [a_class("10Б"), whole("10Б"), *taught("10Б", "algebra")]
    moved = date(2027, 1, 31)
    rows += [*in_class("pete", "10Б", moved), *(_later(each) for each in in_class("pete", "10А"))]
    marks = (final("10Б", "h1", "5"), final("10А", "h1", "3"), final("10А", YEAR, "4"))
    expected = [("1", "3", "10А"), (YEAR, "4", "10А")]
    assert [(row[2], row[3], row[4]) for row in kept(rows, *marks)] == expected
    assert [(row[2], row[3], row[4]) for row in kept(rows, *reversed(marks))] == expected
    only_before = [(row[2], row[3], row[4]) for row in kept(rows, final("10Б", "h1", "5"))]
    assert only_before == [("1", "5", "10А")]


def _later(record: Record) -> Record:
    return structs.replace(record, id=f"{record.id}-later", first=date(2027, 2, 1))


def test_two_subjects_and_two_pupils_are_kept_apart() -> None:
    rows = [*TENTH, *taught("10А", "physics"), *in_class("yana", "10А")]
    found = kept(
        rows, final("10А", YEAR, "5"), final("10А", YEAR, "3", "yana"), final("10А", YEAR, "2", "pete", "physics")
    )
    assert [(row[0], row[1], row[3]) for row in found] == [
        ("pete", "algebra", "5"),
        ("pete", "physics", "2"),
        ("yana", "algebra", "3"),
    ]


def test_a_mark_of_a_journal_that_is_none_of_this_year_is_not_kept() -> None:
    assert kept(TENTH, final("10А", YEAR, "5", subject="old")) == []
