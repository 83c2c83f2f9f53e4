"""What everybody wrote, in the scenario's own words: the facts from which the year is reckoned again.

It follows what a teacher sees on the screen, a mark at a time, and knows nothing of the program's averages.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct, field

WEIGHTS = {
    "Ответ на уроке": 1,
    "Домашняя работа": 1,
    "Самостоятельная работа": 2,
    "Проверочная работа": 2,
    "Практическая работа": 2,
    "Лабораторная работа": 2,
    "Диктант": 3,
    "Сочинение": 3,
    "Контрольная работа": 4,
    "Зачёт": 4,
    "ВПР": 4,
    "Проект": 3,
}
"""The school's kinds of work in their order, with the weights of its regulation on assessment."""

ANSWER = "Ответ на уроке"


class Work(Struct):
    """A work of a lesson. weight: as it is now."""

    name: str
    weight: int
    title: str = ""

    @property
    def text(self) -> str:
        """Return what the tables call it."""
        return f"{self.name}: {self.title}" if self.title else self.name


class Mark(Struct):
    """A mark. work: the place of its work in the lesson's list as announced, None for an answer at the lesson.

    retaken: another one was given instead of it.
    """

    journal: str
    lesson: str
    pupil: str
    value: str
    work: int | None = None
    annulled: bool = False
    typed: bool = True
    retaken: bool = False


class Decision(Struct):
    """A mark set for a period."""

    value: str
    reason: str = ""


class Notebook(Struct, dict=True):
    """All facts of the year.

    works: by lesson. absences: codes by lesson and pupil. decisions: by journal, pupil and period. closed: class and
    term of those that are closed. asked: lesson, pupil and value of the correction that waits for the deputy head.
    debts: by lesson and pupil the place of the work that is owed, None for an answer.
    """

    marks: list[Mark] = field(default_factory=list)
    works: dict[str, list[Work]] = field(default_factory=dict)
    absences: dict[str, dict[str, str]] = field(default_factory=dict)
    decisions: dict[str, dict[str, dict[str, Decision]]] = field(default_factory=dict)
    closed: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    debts: dict[str, dict[str, int | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._cells: dict[tuple[str, str], list[Mark]] = {}
        for mark in self.marks:
            self._cells.setdefault((mark.lesson, mark.pupil), []).append(mark)

    def standing(self, lesson: str, pupil: str) -> list[Mark]:
        """Return the marks of a cell that nobody has taken back, oldest first."""
        return [mark for mark in self._cells.get((lesson, pupil), ()) if not mark.annulled]

    def absence(self, lesson: str, pupil: str) -> str:
        """Return a pupil's sign, empty for present."""
        return self.absences.get(lesson, {}).get(pupil, "")

    def shown(self, lesson: str, pupil: str) -> str:
        """Return what the cell on the page has to show."""
        marks = "/".join(mark.value for mark in self.standing(lesson, pupil))
        point = "·" if self.owes(lesson, pupil) else ""
        return " ".join(filter(None, (self.absence(lesson, pupil), marks, point)))

    def owes(self, lesson: str, pupil: str) -> bool:
        """Return whether a pupil owes a work: it was said, and no mark has been given for it since."""
        owed = self.debts.get(lesson, {})
        return pupil in owed and owed[pupil] not in [mark.work for mark in self.standing(lesson, pupil)]

    def owe(self, lesson: str, pupil: str) -> None:
        """Note that a pupil without any mark owes the first of the lesson's works."""
        self.debts.setdefault(lesson, {})[pupil] = next(iter(self._order(lesson)), None)

    def add(self, mark: Mark) -> None:
        """Note a mark."""
        self.marks.append(mark)
        self._cells.setdefault((mark.lesson, mark.pupil), []).append(mark)

    def give(self, journal: str, lesson: str, pupil: str, value: str) -> None:
        """Note one more mark: it is for the first of the lesson's works without one, else for the last of them."""
        taken = [mark.work for mark in self.standing(lesson, pupil)]
        order = self._order(lesson)
        work = next((each for each in order if each not in taken), order[-1] if order else None)
        self.add(Mark(journal, lesson, pupil, value, work))

    def retake(self, lesson: str, pupil: str, value: str) -> None:
        """Note a mark given instead of the last one of a cell, for the same work."""
        old = self.standing(lesson, pupil)[-1]
        old.retaken = True
        self.add(Mark(old.journal, lesson, pupil, value, old.work))

    def change(self, lesson: str, pupil: str, value: str) -> None:
        """Note that the last mark of a cell is another now."""
        self.standing(lesson, pupil)[-1].value = value

    def clear(self, lesson: str, pupil: str) -> None:
        """Note that a cell was emptied."""
        for mark in self.standing(lesson, pupil):
            mark.annulled = True
        self.absences.get(lesson, {}).pop(pupil, None)

    def sign(self, lesson: str, pupil: str, code: str) -> None:
        """Note a sign of absence."""
        self.absences.setdefault(lesson, {})[pupil] = code

    def announce(self, lesson: str, work: Work) -> None:
        """Note a work."""
        self.works.setdefault(lesson, []).append(work)

    def decide(self, journal: str, pupil: str, period: str, decision: Decision) -> None:
        """Note a mark set for a period."""
        self.decisions.setdefault(journal, {}).setdefault(pupil, {})[period] = decision

    def decided(self, journal: str, pupil: str, period: str) -> Decision:
        """Return what was set for a period, an empty value where nothing was."""
        return self.decisions.get(journal, {}).get(pupil, {}).get(period, Decision(""))

    def decided_marks(self) -> list[tuple[str, str, str, Decision]]:
        """Return every mark that stands for a period, with its journal, pupil and period."""
        return [
            (journal, pupil, period, decision)
            for journal, pupils in self.decisions.items()
            for pupil, periods in pupils.items()
            for period, decision in periods.items()
            if decision.value
        ]

    def work_of(self, mark: Mark) -> Work:
        """Return the work that a mark is for."""
        return Work(ANSWER, 1) if mark.work is None else self.works[mark.lesson][mark.work]

    def counts(self, mark: Mark) -> bool:
        """Return whether a mark enters averages: it stands, none was given instead of it, its work has a weight."""
        return not mark.annulled and not mark.retaken and self.work_of(mark).weight > 0

    def of(self, journal: str) -> Iterator[Mark]:
        """Yield the marks of a journal."""
        return (mark for mark in self.marks if mark.journal == journal)

    def _order(self, lesson: str) -> list[int]:
        works = self.works.get(lesson, [])
        kinds = list(WEIGHTS)
        return sorted(range(len(works)), key=lambda place: kinds.index(works[place].name))


def load(path: Path) -> Notebook:
    """Open the notebook, a new one where there is none."""
    return msgspec.json.decode(path.read_bytes(), type=Notebook) if path.exists() else Notebook()


def save(notebook: Notebook, path: Path) -> None:
    """Keep the notebook."""
    path.write_bytes(msgspec.json.encode(notebook))
