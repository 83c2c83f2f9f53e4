"""Fills the demo school's journals as teachers would: works, marks, absences, topics, homework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from resources.demo.curriculum import (
    ALGEBRA,
    ART,
    CRAFT,
    ENGLISH,
    ETHICS,
    GEOMETRY,
    HISTORY,
    MATHS,
    MUSIC,
    PHYSICS,
    RUSSIAN,
    SPORT,
    STATISTICS,
    Load,
)
from resources.demo.people import Person
from resources.demo.topics import hours_of, plan_of

EASY = {ART, MUSIC, CRAFT, SPORT}
ANSWER_RATE = {1: 0.50, 2: 0.42, 3: 0.35, 4: 0.30, 5: 0.26, 6: 0.24}
"""How often a pupil is marked at an ordinary lesson, by lessons a week."""

WORK_RATE, EASE, SPREAD = 0.97, 0.6, 0.55
DAY_ABSENT, ILLNESS, LATE, WRITTEN_LATER = 0.018, 0.006, 0.008, 0.12
"""Chances a day, a day, a lesson, a missed work."""

UNMARKED_GRADE = 1


@dataclass(frozen=True, slots=True)
class Entered:
    """A lesson as a column of the journal. kind: of its work, empty for none."""

    day: date
    number: int
    topic: str
    homework: str
    kind: str


@dataclass
class Attending:
    """Who was away on which day: the code for the whole day by pupil."""

    codes: dict[tuple[str, date], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A pupil's time in a class, and the halves it belongs to. ability: the mark it tends to."""

    person: Person
    first: date
    last: date | None
    order: str
    halves: Mapping[str, int]
    ability: float

    def is_here(self, day: date) -> bool:
        """Return whether the pupil is in the class on this day."""
        return self.first <= day and (self.last is None or day <= self.last)


def entered(random: Random, load: Load, lessons: Sequence[tuple[date, int]]) -> list[Entered]:
    """Return a journal's lessons with the plan's topics in turn."""
    hours = hours_of(plan_of(load.subject, load.school_class.grade))
    unmarked = load.school_class.grade == UNMARKED_GRADE or load.subject == ETHICS
    result = []
    for index, (day, number) in enumerate(lessons):
        topic, kind = hours[index % len(hours)]
        task = "" if load.school_class.grade == UNMARKED_GRADE else homework(random, load.subject, index, kind)
        result.append(Entered(day, number, topic, task, "" if unmarked else kind))
    return result


def homework(random: Random, subject: str, index: int, kind: str) -> str:
    """Return what was set for the next lesson."""
    paragraph, exercise = 1 + index // 2, 20 + index * 7 + random.randrange(6)
    if kind in {"контрольная работа", "диктант", "сочинение"}:
        return "Повторить изученное" if random.random() < 0.4 else "Не задано"  # noqa: PLR2004 (a teacher's habit)
    if subject in {ALGEBRA, GEOMETRY, MATHS, STATISTICS}:
        return f"П. {paragraph}, № {exercise}, № {exercise + 2} (а, в), № {exercise + 5}"
    if subject in EASY:
        return "Принести материалы" if subject in {ART, CRAFT} else "Не задано"
    tasks = {
        RUSSIAN: f"§ {paragraph}, упр. {exercise}",
        ENGLISH: f"С. {10 + index}, упр. {1 + exercise % 6}; выучить слова",
        **dict.fromkeys((HISTORY, PHYSICS), f"§ {paragraph}, вопросы 1–{3 + index % 3}"),
    }
    return tasks.get(subject, f"§ {paragraph}, пересказ")


def absences(random: Random, enrolled: Sequence[Enrolled], days: Sequence[date]) -> Attending:
    """Return the missed days: single ones, and illnesses of several days."""
    attending = Attending()
    for each in enrolled:
        left = 0
        for day in days:
            if left == 0 and random.random() < ILLNESS:
                left = random.randint(3, 8)
            if left:
                left -= 1
                attending.codes[each.person.file, day] = "Б"
            elif random.random() < DAY_ABSENT:
                attending.codes[each.person.file, day] = random.choice("НННУ")
    return attending


def cell(random: Random, load: Load, lesson: Entered, each: Enrolled, code: str) -> str:
    """Return what stands in the journal for a pupil at a lesson; code: the day's absence, empty for none."""
    unmarked = load.school_class.grade == UNMARKED_GRADE or load.subject == ETHICS
    if code:
        later = lesson.kind and not unmarked and random.random() < WRITTEN_LATER
        return f"{code} {_value(random, load, each)}" if later else code
    late = "О" if lesson.number == 1 and random.random() < LATE * 3 else ""
    if unmarked:
        return late
    return " ".join(filter(None, (late, _marks(random, load, lesson, each))))


def _marks(random: Random, load: Load, lesson: Entered, each: Enrolled) -> str:
    if lesson.kind:
        if random.random() > WORK_RATE:
            return ""
        value = _value(random, load, each)
        double = lesson.kind in {"диктант", "сочинение"}
        return f"{value}/{_value(random, load, each)}" if double else str(value)
    if random.random() > ANSWER_RATE[load.hours]:
        return ""
    value = _value(random, load, each)
    return f"{value} {_value(random, load, each)}" if random.random() < 0.03 else str(value)  # noqa: PLR2004 (rare)


def _value(random: Random, load: Load, each: Enrolled) -> int:
    wanted = each.ability + (EASE if load.subject in EASY else 0)
    return min(5, max(2, round(random.gauss(wanted, SPREAD))))
