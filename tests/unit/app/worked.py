"""Marks written as teachers write them, and examples worked out by hand with their arithmetic."""

from datetime import date
from typing import NamedTuple

from app.domain.counting import CountedMark
from app.domain.final_marks import TermFacts
from app.domain.scales import FIVE, Scale

DAY = date(2026, 9, 14)


def marks(text: str) -> list[CountedMark]:
    """Read "5x4 2 9*4x10": a 5 of weight 4, a 2 of weight 1, nine 4s of weight 10."""
    found = []
    for part in text.split():
        times, _, mark = part.rpartition("*")
        value, _, weight = mark.partition("x")
        found += [CountedMark(value, int(weight or 1), DAY)] * int(times or 1)
    return found


def facts(lessons: int = 27, missed: int = 0, *, hours: int = 3, released: int = 0, scale: Scale = FIVE) -> TermFacts:
    """Facts of a pupil of class 7 with three lessons a week for nine weeks."""
    return TermFacts(lessons, missed, hours_a_week=hours, grade=7, released=released, scale=scale)


class Worked(NamedTuple):
    """An example: the marks, the arithmetic, the average as shown, the proposal by either preset."""

    marks: str
    arithmetic: str
    average: str | None
    usual: str | None
    strict: str | None


AVERAGES = [
    Worked("5 4", "(5 + 4) / 2 = 4.5: on the usual threshold of 5", "4.50", "5", "4"),
    Worked("9*5x10 5x9 10*4x10 4x1", "(5·99 + 4·101) / 200 = 899 / 200 = 4.495, shown 4.50", "4.50", "5", "4"),
    Worked("5x9 4*5x10 4*4x10 4x1", "(5·49 + 4·41) / 90 = 409 / 90 = 4.5444…", "4.54", "5", "4"),
    Worked("5x9 4*5x10 5*4x10 4x1", "(5·49 + 4·51) / 100 = 449 / 100", "4.49", "4", "4"),
    Worked("3*5 2*4", "(15 + 8) / 5 = 4.6: on the strict threshold of 5", "4.60", "5", "5"),
    Worked("11*5x10 5x9 8*4x10 4x1", "(5·119 + 4·81) / 200 = 919 / 200 = 4.595, shown 4.60", "4.60", "5", "5"),
    Worked("5*5x10 5x9 4*4x10 4x1", "(5·59 + 4·41) / 100 = 459 / 100", "4.59", "5", "4"),
    Worked("4 3", "(4 + 3) / 2 = 3.5: on the usual threshold of 4", "3.50", "4", "3"),
    Worked("9*4x10 4x9 10*3x10 3x1", "(4·99 + 3·101) / 200 = 699 / 200 = 3.495, shown 3.50", "3.50", "4", "3"),
    Worked("4*4x10 4x9 5*3x10 3x1", "(4·49 + 3·51) / 100 = 349 / 100", "3.49", "3", "3"),
    Worked("3*4 2*3", "(12 + 6) / 5 = 3.6: on the strict threshold of 4", "3.60", "4", "4"),
    Worked("11*4x10 4x9 8*3x10 3x1", "(4·119 + 3·81) / 200 = 719 / 200 = 3.595, shown 3.60", "3.60", "4", "4"),
    Worked("5*4x10 4x9 4*3x10 3x1", "(4·59 + 3·41) / 100 = 359 / 100", "3.59", "4", "3"),
    Worked("3 2", "(3 + 2) / 2 = 2.5: on the usual threshold of 3", "2.50", "3", "2"),
    Worked("9*3x10 3x9 10*2x10 2x1", "(3·99 + 2·101) / 200 = 499 / 200 = 2.495, shown 2.50", "2.50", "3", "2"),
    Worked("4*3x10 3x9 5*2x10 2x1", "(3·49 + 2·51) / 100 = 249 / 100", "2.49", "2", "2"),
    Worked("3*3 2*2", "(9 + 4) / 5 = 2.6: on the strict threshold of 3", "2.60", "3", "3"),
    Worked("11*3x10 3x9 8*2x10 2x1", "(3·119 + 2·81) / 200 = 519 / 200 = 2.595, shown 2.60", "2.60", "3", "3"),
    Worked("5*3x10 3x9 4*2x10 2x1", "(3·59 + 2·41) / 100 = 259 / 100", "2.59", "3", "2"),
    Worked("5x4 2", "(5·4 + 2·1) / 5 = 22 / 5", "4.40", "4", "4"),
    Worked("5x3 4x5", "(15 + 20) / 8 = 4.375, half up", "4.38", "4", "4"),
    Worked("5 7*4", "(5 + 28) / 8 = 4.125, half up", "4.13", "4", "4"),
    Worked("5 5 4", "14 / 3 = 4.666…", "4.67", "5", "5"),
    Worked("5 4 4", "13 / 3 = 4.333…", "4.33", "4", "4"),
    Worked("4x4 5x2 3 5", "(16 + 10 + 3 + 5) / 8 = 34 / 8", "4.25", "4", "4"),
    Worked("2x4 5 5 5", "(8 + 15) / 7 = 23 / 7 = 3.2857…", "3.29", "3", "3"),
    Worked("1 1 2", "4 / 3 = 1.333…: a 1 is proposed to nobody", "1.33", "2", "2"),
    Worked("5", "5 / 1: one mark", "5.00", "5", "5"),
    Worked("3x4 5x0", "3·4 / 4: the 5 of weight 0 informs only", "3.00", "3", "3"),
    Worked("4 зач", "4 / 1: «зач» is none of the five-point scale", "4.00", "4", "4"),
    Worked("4 ·", "4 / 1: a debt «точка» is no mark", "4.00", "4", "4"),
    Worked("5x0 5x0", "0 / 0: weight 0 only", None, None, None),
    Worked("", "0 / 0: no marks", None, None, None),
]

PLAIN = [
    ("5x4 2", "(5 + 2) / 2 = 3.5 where no weights count", "3.50", "4"),
    ("5 4x4", "(5 + 4) / 2 = 4.5 where no weights count", "4.50", "5"),
    ("3 5x0", "3 / 1: weight 0 informs only all the same", "3.00", "3"),
]


class Attending(NamedTuple):
    """An example: lessons, missed, lessons a week, the marks, why, the proposal, whether the marks are enough."""

    lessons: int
    missed: int
    hours: int
    marks: str
    why: str
    value: str | None
    is_enough: bool


ATTENDING = [
    Attending(27, 18, 3, "4 4 4", "18·3 = 54 = 27·2: exactly two thirds", "4", False),
    Attending(27, 19, 3, "4 4 4", "19·3 = 57 > 54: more than two thirds, 3 of 7 marks", "н/а", False),
    Attending(27, 19, 3, "6*4", "more than two thirds, 6 of 7 marks", "н/а", False),
    Attending(27, 19, 3, "7*4", "more than two thirds, but 7 of 7 marks", "4", True),
    Attending(27, 27, 3, "", "all missed, no marks", "н/а", False),
    Attending(27, 19, 3, "6*4 5x0", "weight 0 does not make marks enough", "н/а", False),
    Attending(9, 7, 1, "4 5", "21 > 18, 2 of 3 marks", "н/а", False),
    Attending(9, 7, 1, "4 5 4", "21 > 18, 3 of 3 marks; 13 / 3 = 4.33", "4", True),
    Attending(18, 13, 2, "4*5", "39 > 36, 4 of 5 marks", "н/а", False),
    Attending(18, 13, 2, "5*5", "39 > 36, 5 of 5 marks", "5", True),
    Attending(36, 25, 4, "6*3", "75 > 72, 6 of 7 marks", "н/а", False),
    Attending(6, 0, 3, "5 4", "arrived for the last two weeks, missed nothing: 9 / 2", "5", False),
    Attending(6, 5, 3, "5 4", "arrived for the last two weeks, 15 > 12", "н/а", False),
    Attending(0, 0, 3, "", "no lesson yet", None, False),
    Attending(27, 3, 3, "", "was there, but has no marks", None, False),
]


class Releasing(NamedTuple):
    """An example: lessons to attend, released from, missed, lessons a week, the marks, why, proposal, marks needed."""

    lessons: int
    released: int
    missed: int
    hours: int
    marks: str
    why: str
    value: str | None
    needed: int


RELEASING = [
    Releasing(0, 27, 0, 3, "", "released from all of it", "осв", 0),
    Releasing(0, 27, 0, 3, "5 4", "two marks for theory all the same: 9 / 2 = 4.5", "5", 0),
    Releasing(0, 27, 0, 3, "5x0", "a mark that only informs is none", "осв", 0),
    Releasing(1, 26, 0, 3, "", "one lesson to attend, no mark; 7·1 / 27 = 0.26, at least 1", None, 1),
    Releasing(12, 15, 0, 3, "4 4 4", "7·12 / 27 = 3.11: three marks are enough", "4", 3),
    Releasing(12, 15, 9, 3, "4 4 4", "9·3 = 27 > 24 = 12·2, but three of 3 marks", "4", 3),
    Releasing(12, 15, 9, 3, "4 4", "9·3 = 27 > 24 = 12·2, two of 3 marks", "н/а", 3),
    Releasing(12, 15, 8, 3, "4 4", "8·3 = 24: exactly two thirds of the lessons to attend", "4", 3),
    Releasing(27, 0, 19, 3, "6*4", "not released: 7 marks are needed", "н/а", 7),
    Releasing(3, 6, 0, 1, "5", "3·3 / 9 = 1", "5", 1),
]

YEARS = [
    (["5", "4", "4", "5"], "18 / 4 = 4.5, half up", "4.50", "5"),
    (["4", "4", "3", "3"], "14 / 4 = 3.5, half up", "3.50", "4"),
    (["3", "3", "2", "2"], "10 / 4 = 2.5, half up", "2.50", "3"),
    (["5", "4", "4", "4"], "17 / 4 = 4.25", "4.25", "4"),
    (["4", "3"], "7 / 2 = 3.5: two half-years", "3.50", "4"),
    (["5", "4", "4"], "13 / 3 = 4.33…: trimesters", "4.33", "4"),
    (["5", "5", "4", "4", "4", "4"], "26 / 6 = 4.33…: modules", "4.33", "4"),
    (["н/а", "4", "5", "5"], "14 / 3 = 4.67: «н/а» is left out", "4.67", "5"),
    (["осв", "осв", "4", "3"], "7 / 2 = 3.5: «осв» is left out", "3.50", "4"),
    (["осв", "н/а", "4", "3"], "7 / 2 = 3.5: both are left out", "3.50", "4"),
    (["1", "1", "2", "1"], "5 / 4 = 1.25", "1.25", "1"),
    (["осв", "осв", "осв", "осв"], "released all year", None, "осв"),
    (["осв", "осв", "осв", "4"], "4 / 1: one term is left", "4.00", "4"),
    (["зач", "незач"], "as many passed as not", None, "зач"),
    (["зач", "незач", "незач"], "more not passed", None, "незач"),
    (["зач", "осв"], "released once", None, "зач"),
]
