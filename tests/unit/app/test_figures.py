"""The figures of a class or group, worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import Achievement, Figure, Marks, achievement_of, class_figures, group_figures
from app.domain.final_marks import FINAL_VALUES
from app.ids import PupilId, SubjectId

ALGEBRA, PHYSICS, SPORT = SubjectId("algebra"), SubjectId("physics"), SubjectId("sport")


SIXTEEN = "4 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2"

GROUPS = [
    ("5 5 4 4 4 4 4 3 3 2", "7/10, 9/10, (200+320+72+16)/10, (10+20+6+2)/10", "70.00 90.00 60.80 3.80"),
    ("5 4 3", "2/3, 3/3, (100+64+36)/3, 12/3", "66.67 100.00 66.67 4.00"),
    ("5 3 2 2 2 1 1 1", "1/8, 2/8, (100+36+6·16)/8, (5+3+6·2)/8: a 1 is a 2", "12.50 25.00 29.00 2.50"),
    (SIXTEEN, "1/16 = 6.25, 1/16, (64+15·16)/16, 34/16 = 2.125 half up", "6.25 6.25 19.00 2.13"),
    ("4 н/а н/а", "1/1, 1/1, (64+7+7)/3: «н/а» enters the degree of learning only", "100.00 100.00 26.00 4.00"),
    ("н/а н/а", "(7+7)/2", "- - 7.00 -"),
    ("5 осв зач", "1/1: the released and the passed enter no figure", "100.00 100.00 100.00 5.00"),
    ("осв", "nobody is assessed", "- - - -"),
    ("", "an empty group", "- - - -"),
]
"""Marks, the arithmetic, and in this order quality, success, degree of learning, mean."""


@pytest.mark.parametrize(("marks", "arithmetic", "wanted"), GROUPS)
def test_a_groups_figures_are_those_worked_out_by_hand(marks: str, arithmetic: str, wanted: str) -> None:
    figures = group_figures(marks.split())
    expected = [None if text == "-" else Decimal(text) for text in wanted.split()]
    asked = (Figure.QUALITY, Figure.SUCCESS, Figure.SOU, Figure.MEAN)
    assert [figures.worked(figure).value for figure in asked] == expected


def test_a_figure_tells_the_way_to_it() -> None:
    figures = group_figures(["5", "5", "4", "3", "2", "н/а"])
    # 2 × 5 + 1 × 4 + 1 × 3 + 1 × 2 = 19, by 5
    mean = figures.worked(Figure.MEAN)
    assert (mean.parts, mean.total, mean.among, mean.is_exact) == (((2, 5), (1, 4), (1, 3), (1, 2)), 19, 5, True)
    # 2 × 100 + 64 + 36 + 16 + 7 = 323, by 6 = 53.83333
    learnt = figures.worked(Figure.SOU)
    assert (learnt.total, learnt.among, learnt.value, learnt.is_exact) == (323, 6, Decimal("53.83"), False)
    assert not group_figures([]).worked(Figure.MEAN).is_exact


def test_who_has_no_mark_is_counted_apart() -> None:
    figures = group_figures(["5", "4", "3", "2", "1", "н/а", "осв", "зач", "незач", None])
    assert (figures.fives, figures.fours, figures.threes, figures.twos) == (1, 1, 1, 2)
    assert (figures.assessed, figures.not_assessed, figures.without, figures.not_set) == (5, 1, 3, 1)


@given(st.lists(st.sampled_from([*FINAL_VALUES, None])))
def test_every_pupil_is_counted_once_and_shares_are_shares(marks: list[str | None]) -> None:
    figures = group_figures(marks)
    assert figures.assessed + figures.not_assessed + figures.without + figures.not_set == len(marks)
    quality, success, mean, sou = (figures.worked(figure).value for figure in Figure)
    assert 0 <= (quality or 0) <= (success or 0) <= 100
    assert sou is None or 7 <= sou <= 100
    assert mean is None or 2 <= mean <= 5


@pytest.mark.parametrize(
    ("marks", "achievement"),
    [
        (["5", "5"], Achievement.EXCELLENT),
        (["5", "зач", "осв"], Achievement.EXCELLENT),
        (["5", "4"], Achievement.GOOD),
        (["4", "4"], Achievement.GOOD),
        (["5", "4", "3"], Achievement.SATISFACTORY),
        (["5", "2"], Achievement.FAILING),
        (["5", "1"], Achievement.FAILING),
        (["5", "незач"], Achievement.FAILING),
        (["2", "н/а", None], Achievement.FAILING),
        (["5", "н/а", None], Achievement.NOT_ASSESSED),
        (["5", None], Achievement.UNFINISHED),
        ([None, None], Achievement.UNFINISHED),
        (["осв", "зач"], Achievement.WITHOUT),
        ([], Achievement.WITHOUT),
    ],
)
def test_how_a_pupil_stands_over_all_subjects(marks: list[str | None], achievement: Achievement) -> None:
    assert achievement_of(marks) is achievement


def of(algebra: str | None, physics: str | None, sport: str | None) -> dict[SubjectId, str | None]:
    return {ALGEBRA: algebra, PHYSICS: physics, SPORT: sport}


def test_a_class_is_parted_by_how_its_pupils_stand() -> None:
    a, b, c, d, e, f, g, h, i = (PupilId(letter) for letter in "abcdefghi")
    marks: Marks = {
        a: of("5", "5", "осв"),
        b: of("5", "4", "5"),
        c: of("4", "4", "5"),
        d: of("3", "4", "5"),
        e: of("3", "3", "5"),
        f: of("2", "5", "незач"),
        g: of("2", "н/а", "5"),
        h: of("5", "н/а", "н/а"),
        i: of("5", None, "5"),
    }
    figures = class_figures(marks)
    assert (figures.pupils, figures.excellent, figures.good, figures.satisfactory) == (9, (a,), (b, c), (d, e))
    assert (figures.with_one_four, figures.with_one_three) == ((b,), (d,))
    assert figures.failing == ((f, (ALGEBRA, SPORT)), (g, (ALGEBRA,)))
    assert figures.not_assessed == ((g, (PHYSICS,)), (h, (PHYSICS, SPORT)))
    assert figures.unfinished == (i,)
    assert figures.quality == Decimal("42.86")  # (1 + 2) / (1 + 2 + 2 + 2) = 3 / 7
    assert figures.success == Decimal("71.43")  # (7 − 2) / 7


def test_an_empty_class_has_no_shares() -> None:
    figures = class_figures({})
    assert (figures.pupils, figures.quality, figures.success, figures.failing) == (0, None, None, ())
