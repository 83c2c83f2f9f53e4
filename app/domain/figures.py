"""The figures of a class or group: quality, success, СОУ, mean mark, and who stands how."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.final_marks import NOT_ASSESSED
from app.domain.marks import SCALE, as_shown
from app.domain.scales import FAILED
from app.ids import PupilId, SubjectId

SOU_WEIGHTS = {"5": 100, "4": 64, "3": 36, "2": 16, NOT_ASSESSED: 7}
"""How far each mark is learnt, in per cent. Source: В. П. Симонов, «степень обученности учащихся»."""

FAILING = frozenset({"2", "1", FAILED})
"""Marks with which a subject is failed."""


class Figure(StrEnum):
    """What is said of a group's marks in one number."""

    QUALITY = "quality"
    """The share of 5 and 4 among the assessed «качество знаний», in per cent."""
    SUCCESS = "success"
    """The share of 5, 4 and 3 among the assessed «успеваемость», in per cent."""
    MEAN = "mean"
    """The mean mark of the assessed."""
    SOU = "sou"
    """The degree of learning «СОУ» of the assessed and the not assessed, in per cent."""


WORTHS: dict[Figure, dict[str, int]] = {
    Figure.QUALITY: {"5": 100, "4": 100},
    Figure.SUCCESS: {"5": 100, "4": 100, "3": 100},
    Figure.MEAN: {"5": 5, "4": 4, "3": 3, "2": 2},
    Figure.SOU: SOU_WEIGHTS,
}
"""What each mark adds to a figure; what is not listed adds nothing."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure with the way to it: the sum of count × worth, by *among*. parts: count and worth of each mark.

    value: to two places, halves up, None where nobody is counted.
    """

    parts: tuple[tuple[int, int], ...]
    among: int

    @property
    def total(self) -> int:
        """Return what is divided."""
        return sum(count * worth for count, worth in self.parts)

    @property
    def value(self) -> Decimal | None:
        """Return the figure as shown."""
        return as_shown(self.total, self.among)

    @property
    def is_exact(self) -> bool:
        """Whether nothing was rounded."""
        return self.value is not None and self.value * self.among == self.total


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How many have which mark of one subject, or how many such marks there are together; a 1 counts as a 2.

    without: pupils with a word that is no number and not «н/а», such as «осв» or «зач»; not_set: with nothing yet.
    Neither enter a figure.
    """

    fives: int = 0
    fours: int = 0
    threes: int = 0
    twos: int = 0
    not_assessed: int = 0
    without: int = 0
    not_set: int = 0

    @property
    def assessed(self) -> int:
        """Return how many have a mark."""
        return self.fives + self.fours + self.threes + self.twos

    def worked(self, figure: Figure) -> Worked:
        """Return a figure with the way to it."""
        among = self.assessed + (self.not_assessed if figure is Figure.SOU else 0)
        return Worked(tuple((self.count(mark), worth) for mark, worth in WORTHS[figure].items()), among)

    def count(self, mark: str) -> int:
        """Return how many have a mark of the figures: "5" to "2", or «н/а»."""
        counts = {"5": self.fives, "4": self.fours, "3": self.threes, "2": self.twos, NOT_ASSESSED: self.not_assessed}
        return counts[mark]

    def __add__(self, other: "GroupFigures") -> "GroupFigures":
        return GroupFigures(
            self.fives + other.fives,
            self.fours + other.fours,
            self.threes + other.threes,
            self.twos + other.twos,
            self.not_assessed + other.not_assessed,
            self.without + other.without,
            self.not_set + other.not_set,
        )


def marks_of_group(
    decided: Mapping[PupilId, str], expected: Collection[PupilId], members: Iterable[PupilId]
) -> tuple[str | None, ...]:
    """Return the marks of a period, None where one is not set; who left before its end is left out without one.

    decided: those that are set, empty or left out where none is. expected: who is of the group on the last day of it.
    """
    shown = ((who, decided.get(who) or None) for who in members)
    return tuple(value for who, value in shown if value or who in expected)


def group_figures(marks: Iterable[str | None]) -> GroupFigures:
    """Count the final marks of one subject, one for each pupil; None where none is set."""
    counts = Counter(marks)
    known = {"fives": counts["5"], "fours": counts["4"], "threes": counts["3"], "twos": counts["2"] + counts["1"]}
    without = counts.total() - sum(known.values()) - counts[NOT_ASSESSED] - counts[None]
    return GroupFigures(**known, not_assessed=counts[NOT_ASSESSED], without=without, not_set=counts[None])


class Achievement(StrEnum):
    """How a pupil stands over all subjects; the first that applies."""

    FAILING = "failing"
    """A 2, a 1 or «незач» in a subject."""
    NOT_ASSESSED = "not_assessed"
    """«Н/а» in a subject."""
    UNFINISHED = "unfinished"
    """A subject's mark is not set yet."""
    WITHOUT = "without"
    """No subject has a mark of the scale: only «осв», «зач», or none at all."""
    SATISFACTORY = "satisfactory"
    """A 3 and nothing worse."""
    GOOD = "good"
    """4 and 5 only, with a 4 «хорошист»."""
    EXCELLENT = "excellent"
    """5 only «отличник»."""


def achievement_of(marks: Iterable[str | None]) -> Achievement:
    """Return how a pupil with these final marks, one for each subject, stands; None where one is not set."""
    found = set(marks)
    grounds = (
        (bool(found & FAILING), Achievement.FAILING),
        (NOT_ASSESSED in found, Achievement.NOT_ASSESSED),
        (None in found, Achievement.UNFINISHED),
        (not found & set(SCALE), Achievement.WITHOUT),
        ("3" in found, Achievement.SATISFACTORY),
        ("4" in found, Achievement.GOOD),
    )
    return next((achievement for holds, achievement in grounds if holds), Achievement.EXCELLENT)


@dataclass(frozen=True, slots=True)
class Standings:
    """How many pupils stand how over all their subjects: of a class, of several, of a school; each is counted once.

    What each means stands at ClassFigures. pupils: all of them. excellent, good, satisfactory, failing: the assessed.
    """

    pupils: int = 0
    excellent: int = 0
    good: int = 0
    satisfactory: int = 0
    failing: int = 0
    with_one_four: int = 0
    with_one_three: int = 0
    not_assessed: int = 0
    unfinished: int = 0

    @property
    def assessed(self) -> int:
        """Return how many stand somehow."""
        return self.excellent + self.good + self.satisfactory + self.failing

    @property
    def quality(self) -> Decimal | None:
        """Return the share of the excellent and the good among the assessed, in per cent; None where nobody is."""
        return as_shown(100 * (self.excellent + self.good), self.assessed)

    @property
    def success(self) -> Decimal | None:
        """Return the share of those who do not fail among the assessed, in per cent; None where nobody is."""
        return as_shown(100 * (self.assessed - self.failing), self.assessed)

    def __add__(self, other: "Standings") -> "Standings":
        return Standings(
            self.pupils + other.pupils,
            self.excellent + other.excellent,
            self.good + other.good,
            self.satisfactory + other.satisfactory,
            self.failing + other.failing,
            self.with_one_four + other.with_one_four,
            self.with_one_three + other.with_one_three,
            self.not_assessed + other.not_assessed,
            self.unfinished + other.unfinished,
        )


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Who of a class stands how; pupils and subjects in the order in which they were given.

    with_one_four: of the good, whose only 4 parts them from the excellent. with_one_three: likewise of the
    satisfactory. failing, not_assessed: with the subjects; a failing pupil with «н/а» is in both.
    unfinished: with a mark not set yet, neither failing nor not assessed.
    """

    pupils: int
    excellent: tuple[PupilId, ...]
    good: tuple[PupilId, ...]
    satisfactory: tuple[PupilId, ...]
    with_one_four: tuple[PupilId, ...]
    with_one_three: tuple[PupilId, ...]
    failing: tuple[tuple[PupilId, tuple[SubjectId, ...]], ...]
    not_assessed: tuple[tuple[PupilId, tuple[SubjectId, ...]], ...]
    unfinished: tuple[PupilId, ...]

    @property
    def standings(self) -> Standings:
        """Return how many stand how."""
        return Standings(
            self.pupils,
            len(self.excellent),
            len(self.good),
            len(self.satisfactory),
            len(self.failing),
            len(self.with_one_four),
            len(self.with_one_three),
            len(self.not_assessed),
            len(self.unfinished),
        )

    @property
    def quality(self) -> Decimal | None:
        """Return the share of the excellent and the good."""
        return self.standings.quality

    @property
    def success(self) -> Decimal | None:
        """Return the share of those who do not fail."""
        return self.standings.success


Marks = Mapping[PupilId, Mapping[SubjectId, str | None]]
"""The final marks of a class by pupil and subject; None where one is not set."""


def class_figures(marks: Marks) -> ClassFigures:
    """Count how the pupils of a class stand over all their subjects."""
    stands = {pupil: achievement_of(subjects.values()) for pupil, subjects in marks.items()}

    def those(achievement: Achievement) -> tuple[PupilId, ...]:
        return tuple(pupil for pupil, found in stands.items() if found is achievement)

    excellent, good, satisfactory = map(those, (Achievement.EXCELLENT, Achievement.GOOD, Achievement.SATISFACTORY))
    failing = _with_subjects(marks, FAILING)
    return ClassFigures(
        pupils=len(marks),
        excellent=excellent,
        good=good,
        satisfactory=satisfactory,
        with_one_four=tuple(pupil for pupil in good if _times(marks[pupil], "4") == 1),
        with_one_three=tuple(pupil for pupil in satisfactory if _times(marks[pupil], "3") == 1),
        failing=failing,
        not_assessed=_with_subjects(marks, frozenset({NOT_ASSESSED})),
        unfinished=those(Achievement.UNFINISHED),
    )


def _times(subjects: Mapping[SubjectId, str | None], value: str) -> int:
    return list(subjects.values()).count(value)


def _with_subjects(marks: Marks, values: frozenset[str]) -> tuple[tuple[PupilId, tuple[SubjectId, ...]], ...]:
    found = (
        (pupil, tuple(subject for subject, value in subjects.items() if value in values))
        for pupil, subjects in marks.items()
    )
    return tuple((pupil, subjects) for pupil, subjects in found if subjects)
