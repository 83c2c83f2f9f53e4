"""Sums the closing figures of all schools of a portal, and shows of them what tells nothing of a few pupils."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.domain.absences import LessonSums
from app.domain.closing_figures import LEVELS, ClosingPeriod
from app.domain.figures import Figure, GroupFigures, Standings
from app.domain.hiding import Branch, shown_of
from app.domain.periods import YEAR
from app.ids import JournalId
from portal.office.figures_missed import read_missed
from portal.office.figures_reading import ClosingSchool, read_closing

NEAR = timedelta(days=14)
"""Periods of two schools whose last days are no further from the asked one are taken together."""

GRADES = range(1, 12)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a school has in a grade, over all subjects or in one. marks: of the one subject.

    there: pupils who were there on any day of the period, whose missed lessons are counted.
    """

    there: int = 0
    standings: Standings = field(default_factory=Standings)
    missed: LessonSums = field(default_factory=LessonSums)
    marks: GroupFigures = field(default_factory=GroupFigures)

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.there + other.there,
            self.standings + other.standings,
            self.missed + other.missed,
            self.marks + other.marks,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A shown sum. subject: empty for all of them. grades: first and last. schools: how many are in it."""

    subject: str
    grades: tuple[int, int]
    schools: int
    sum: Cell

    @property
    def pupils(self) -> int:
        """Return how many are in it: of one subject, those with a mark or «н/а»."""
        return self.sum.marks.assessed + self.sum.marks.not_assessed if self.subject else self.sum.standings.pupils

    @property
    def quality(self) -> Decimal | None:
        """Return the share of the excellent and the good, or of 5 and 4."""
        return self.sum.marks.worked(Figure.QUALITY).value if self.subject else self.sum.standings.quality

    @property
    def success(self) -> Decimal | None:
        """Return the share of those who do not fail, or of marks from 3 on."""
        return self.sum.marks.worked(Figure.SUCCESS).value if self.subject else self.sum.standings.success

    @property
    def sou(self) -> Decimal | None:
        """Return the degree of learning, of one subject."""
        return self.sum.marks.worked(Figure.SOU).value if self.subject else None

    @property
    def mean(self) -> Decimal | None:
        """Return the mean mark, of one subject."""
        return self.sum.marks.worked(Figure.MEAN).value if self.subject else None


@dataclass
class Region:
    """The cells of all schools that were taken in. without: schools that have no such period."""

    schools: int = 0
    without: int = 0
    cells: dict[tuple[str, int], dict[str, Cell]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, str] = field(default_factory=dict)

    def take(self, found: ClosingSchool | None, wanted: date | None) -> None:
        """Take a school in, None where it has no such year. wanted: about the period's last day, None for the year."""
        period = period_at(found.periods, wanted) if found else None
        if found is None or period is None:
            self.without += 1
            return
        self.schools += 1
        missed = {each.id: each for each in read_missed(found, period)}
        for each in read_closing(found, period):
            of = missed[each.id]
            self._add("", each.grade, found.school, Cell(of.pupils, each.standings, of.sums))
            for journal in each.journals:
                subject = self._subject(found, journal.id)
                self._add(subject, each.grade, found.school, Cell(marks=journal.figures))

    def rows(self) -> tuple[Row, ...]:
        """Return what may be shown: over all subjects first, then by subject; the whole, levels, grades."""
        subjects = sorted({subject for subject, _ in self.cells}, key=lambda key: (key != "", key))
        return tuple(row for subject in subjects for row in self._rows_of(subject))

    def hidden(self) -> int:
        """Return how many sums are not shown."""
        branches = (each for subject in {name for name, _ in self.cells} for each in _under(self._tree(subject)))
        return sum(1 for _ in branches) - len(self.rows())

    def _rows_of(self, subject: str) -> Iterator[Row]:
        tree = self._tree(subject)
        shown = shown_of(tree)
        for branch in _under(tree):
            if branch.key in shown:
                first, last = map(int, branch.key.split("-"))
                held = [self.cells.get((subject, grade), {}) for grade in range(first, last + 1)]
                schools = {school for cells in held for school, cell in cells.items() if any(_measured(subject, cell))}
                whole = sum((cell for cells in held for cell in cells.values()), Cell())
                yield Row(self.names.get(subject, ""), (first, last), len(schools), whole)

    def _tree(self, subject: str) -> Branch:
        levels = tuple(
            Branch(f"{low}-{high}", branches=tuple(self._leaf(subject, grade) for grade in range(low, high + 1)))
            for low, high in LEVELS
        )
        return Branch(f"{GRADES[0]}-{GRADES[-1]}", branches=levels)

    def _leaf(self, subject: str, grade: int) -> Branch:
        cells = self.cells.get((subject, grade), {})
        return Branch(f"{grade}-{grade}", {school: _measured(subject, cell) for school, cell in cells.items()})

    def _add(self, subject: str, grade: int, school: str, cell: Cell) -> None:
        held = self.cells[subject, grade]
        held[school] = held[school] + cell if school in held else cell

    def _subject(self, found: ClosingSchool, journal: JournalId) -> str:
        name = found.staff.journals[journal].subject
        key = " ".join(name.casefold().replace("ё", "е").split())
        self.names.setdefault(key, name)
        return key


def period_at(periods: Iterable[ClosingPeriod], wanted: date | None) -> ClosingPeriod | None:
    """Return a school's period that ends about a day, or its year; None where it has none such."""
    if wanted is None:
        return next((each for each in periods if each.key == YEAR), None)
    dated = [(abs(date.fromisoformat(each.key) - wanted), each) for each in periods if each.key != YEAR]
    near, found = min(dated, key=lambda pair: pair[0], default=(NEAR, None))
    return found if near <= NEAR else None


def _measured(subject: str, cell: Cell) -> tuple[int, ...]:
    """Return how many pupils a cell is of, and of how many of them each of its figures is reckoned."""
    if subject:
        return cell.marks.assessed + cell.marks.not_assessed, cell.marks.assessed
    return cell.there, cell.standings.pupils, cell.standings.assessed


def _under(branch: Branch) -> Iterator[Branch]:
    yield branch
    for each in branch.branches:
        yield from _under(each)
