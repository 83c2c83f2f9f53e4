"""The final mark of an eleventh class: the mean of both classes' marks, worked out by hand, and what always holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.earlier_marks import NOT_GIVEN, earlier_periods, listed
from app.domain.final_marks import FINAL_VALUES, NOT_ASSESSED, RELEASED, Ground, MeanMark, school_leaving_mark
from app.domain.finals import Period, PupilYear, Subject, Term, explain_mean, proposals
from app.domain.marks import SCALE
from app.domain.periods import FINAL, YEAR
from app.domain.rules import MarkingRules

RULES = MarkingRules()
HALVES = (Term("h1", date(2026, 9, 1), date(2026, 12, 30)), Term("h2", date(2027, 1, 11), date(2027, 5, 26)))
NAMED = tuple(Period(each.id, each.id, each.first, each.last) for each in HALVES)
MARKS = st.sampled_from(SCALE)


@dataclass(frozen=True)
class Worked:
    """Marks of both classes, each two half-years and the year; "?" is not known, or not set."""

    tenth: str
    eleventh: str
    arithmetic: str
    mean: str | None
    value: str | None
    ground: Ground = Ground.AVERAGE

    @property
    def result(self) -> MeanMark:
        return school_leaving_mark(
            ["" if each == "?" else each for each in self.tenth.split()],
            [None if each == "?" else each for each in self.eleventh.split()],
            RULES,
        )


WORKED = (
    Worked("3 3 3", "3 4 4", "(3+3+3+3+4+4)/6 = 20/6 = 3.33", "3.33", "3"),
    Worked("4 4 4", "4 4 5", "(4+4+4+4+4+5)/6 = 25/6 = 4.17", "4.17", "4"),
    Worked("3 3 3", "4 4 4", "(3+3+3+4+4+4)/6 = 21/6 = 3.50, a half goes up", "3.50", "4"),
    Worked("5 4 5", "4 5 4", "(5+4+5+4+5+4)/6 = 27/6 = 4.50, a half goes up", "4.50", "5"),
    Worked("2 3 2", "3 2 3", "(2+3+2+3+2+3)/6 = 15/6 = 2.50, a half goes up", "2.50", "3"),
    Worked("3 3 3", "3 3 5", "(3+3+3+3+3+5)/6 = 20/6 = 3.33", "3.33", "3"),
    Worked("3 4 3", "3 4 3", "(3+4+3+3+4+3)/6 = 20/6 = 3.33", "3.33", "3"),
    Worked("3 4 4", "3 3 3", "(3+4+4+3+3+3)/6 = 20/6 = 3.33", "3.33", "3"),
    Worked("4 4 4", "3 3 3", "(4+4+4+3+3+3)/6 = 21/6 = 3.50: a worse last year does not pull it down", "3.50", "4"),
    Worked("– – –", "3 4 4", "not taught in the tenth: (3+4+4)/3 = 11/3 = 3.67", "3.67", "4"),
    Worked("– 5 5", "4 4 4", "taught from January of the tenth: (5+5+4+4+4)/5 = 22/5 = 4.40", "4.40", "4"),
    Worked("3 4 4 4", "4 4 4", "three terms in the other school: (3+4+4+4+4+4+4)/7 = 27/7 = 3.86", "3.86", "4"),
    Worked("н/а 4 4", "4 5 5", "not assessed once, left out: (4+4+4+5+5)/5 = 22/5 = 4.40", "4.40", "4"),
    Worked("н/а 4 4", "н/а 5 5", "not assessed twice: the deputy head", "4.50", None, Ground.DEPUTY_HEAD),
    Worked("4 4 н/а", "4 5 5", "a year that was not assessed: the deputy head", "4.40", None, Ground.DEPUTY_HEAD),
    Worked("4 4 4", "4 5 н/а", "a year that was not assessed: the deputy head", "4.20", None, Ground.DEPUTY_HEAD),
    Worked("осв 4 4", "4 5 5", "released once, left out: (4+4+4+5+5)/5 = 22/5 = 4.40", "4.40", "4"),
    Worked("осв осв осв", "осв осв осв", "released from all of it", None, "осв", Ground.RELEASED),
    Worked(
        "– – –",
        "н/а осв осв",
        "not taught, then neither assessed nor released: the deputy head",
        None,
        None,
        Ground.DEPUTY_HEAD,
    ),
    Worked("зач зач зач", "зач зач зач", "passed", None, "зач", Ground.PASSES),
    Worked("зач незач незач", "незач зач незач", "two passes of six", None, "незач", Ground.PASSES),
    Worked("зач 4 4", "4 5 5", "numbers decide over a pass: (4+4+4+5+5)/5 = 22/5 = 4.40", "4.40", "4"),
    Worked("? ? ?", "3 4 4", "nothing of the tenth is known", None, None, Ground.TENTH),
    Worked("3 ? 3", "3 4 4", "one mark of the tenth is not known", None, None, Ground.TENTH),
    Worked("? 3 3", "4 ? ?", "neither the tenth nor the eleventh: the tenth is said", None, None, Ground.TENTH),
    Worked("3 3 3", "4 ? ?", "the eleventh goes on: 13/4 = 3.25 so far", "3.25", None, Ground.INCOMPLETE),
)


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked.arithmetic)
def test_the_mark_is_the_one_worked_out_by_hand(worked: Worked) -> None:
    mean = None if worked.mean is None else Decimal(worked.mean)
    assert worked.result == MeanMark(worked.value, worked.ground, mean)


@given(st.lists(MARKS, min_size=3, max_size=7), st.lists(MARKS, min_size=3, max_size=7))
def test_six_numbers_are_rounded_as_mathematics_does(tenth: Sequence[str], eleventh: Sequence[str]) -> None:
    """Also what is shown never contradicts it: no mean of so few marks is shown as a half without being one."""
    found = school_leaving_mark(tenth, eleventh, RULES)
    mean = Fraction(sum(map(int, (*tenth, *eleventh))), len(tenth) + len(eleventh))
    assert found.value == str(int(mean + Fraction(1, 2)))
    assert found.mean is not None
    assert found.value == str(int(found.mean + Decimal("0.5")))


@given(st.lists(MARKS, min_size=3, max_size=3), st.lists(MARKS, min_size=3, max_size=3), st.randoms())
def test_no_mark_weighs_more_than_another(tenth: list[str], eleventh: list[str], random: object) -> None:
    every = [*tenth, *eleventh]
    random.shuffle(every)  # type: ignore[attr-defined]  # Hypothesis' own
    assert school_leaving_mark(every[:3], every[3:], RULES) == school_leaving_mark(tenth, eleventh, RULES)


@given(
    st.lists(st.sampled_from([*FINAL_VALUES, NOT_GIVEN, ""]), min_size=1, max_size=7),
    st.lists(st.sampled_from([*FINAL_VALUES, None]), min_size=1, max_size=7),
)
def test_whatever_is_there_the_proposal_is_a_final_mark_or_none(tenth: list[str], eleventh: list[str | None]) -> None:
    found = school_leaving_mark(tenth, eleventh, RULES)
    assert found.value is None or found.value in FINAL_VALUES
    if "" in tenth or None in eleventh or NOT_ASSESSED in {tenth[-1], eleventh[-1]}:
        assert found.value is None
    if "" in tenth:
        assert found == MeanMark(None, Ground.TENTH)
    if not {*tenth, *eleventh} & {"", None, NOT_ASSESSED}:
        assert found.value is not None
        assert (found.value == RELEASED) == ({*tenth, *eleventh} <= {RELEASED, NOT_GIVEN})


def of_year(tenth: dict[str, str], grade: int = 11) -> tuple[PupilYear, Subject]:
    decided = {"h1": "3", "h2": "4", YEAR: "4", "exam": "5"}
    return PupilYear(decided=decided, tenth=tenth), Subject(grade, 3, HALVES, RULES)


def test_the_examination_does_not_count_and_the_other_class_keeps_its_rule() -> None:
    tenth = {"1": "3", "2": "3", YEAR: "3"}
    year, eleventh = of_year(tenth)
    assert proposals(year, eleventh)[FINAL] == MeanMark("3", Ground.AVERAGE, Decimal("3.33"))
    _, ninth = of_year(tenth, 9)
    assert proposals(year, ninth)[FINAL] == MeanMark("5", Ground.AVERAGE, Decimal("4.50"))  # (4 + 5) / 2


def test_the_explanation_shows_all_six_with_the_arithmetic() -> None:
    why = explain_mean(*of_year({YEAR: "3", "2": "3", "1": "3"}), NAMED, FINAL)
    assert why is not None
    assert why.tenth == (("1", "3"), ("2", "3"), (YEAR, "3"))
    assert [(each.id, value) for each, value in why.parts] == [("h1", "3"), ("h2", "4"), (YEAR, "4")]
    assert (why.numbers, why.missing) == ((3, 3, 3, 3, 4, 4), ())
    assert why.quotient == Decimal(20) / 6
    assert (why.mark.value, why.mark.mean) == ("3", Decimal("3.33"))


def test_the_explanation_says_which_marks_are_missing() -> None:
    why = explain_mean(*of_year({"2": "3"}), NAMED, FINAL)
    assert why is not None
    assert (why.missing, why.mark, why.quotient) == (("1", YEAR), MeanMark(None, Ground.TENTH), None)


def test_what_is_no_mark_is_not_in_the_sum() -> None:
    why = explain_mean(*of_year({"1": NOT_GIVEN, "2": "осв", YEAR: "4"}), NAMED, FINAL)
    assert why is not None
    assert (why.numbers, why.quotient, why.mark.value) == ((4, 3, 4, 4), Decimal("3.75"), "4")


def test_only_the_year_and_the_course_are_means() -> None:
    year, subject = of_year({})
    assert explain_mean(year, subject, NAMED, "h1") is None
    assert explain_mean(year, subject, NAMED, "exam") is None
    assert explain_mean(year, Subject(10, 3, HALVES, RULES), NAMED, FINAL) is None
    ninth = explain_mean(year, Subject(9, 3, HALVES, RULES), NAMED, FINAL)
    assert ninth is not None
    assert ([each.id for each, _ in ninth.parts], ninth.tenth) == ([YEAR, "exam"], ())


@pytest.mark.parametrize(
    ("terms", "known", "periods"),
    [(2, (), "1 2 year"), (2, ("3",), "1 2 3 year"), (3, ("1", "year"), "1 2 3 year"), (0, (), "year")],
)
def test_as_many_terms_are_needed_as_the_eleventh_class_has_and_no_known_one_is_forgotten(
    terms: int, known: tuple[str, ...], periods: str
) -> None:
    assert earlier_periods(terms, known) == tuple(periods.split())
    assert listed(dict.fromkeys(known, "4"), terms) == tuple(
        (each, "4" if each in known else "") for each in periods.split()
    )
