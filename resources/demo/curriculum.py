"""The demo school's classes, subjects, hours and who teaches what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LETTERS = {1: "АБ", 2: "АБ", 3: "АБ", 4: "АБ", 5: "АБВ", 6: "АБ", 7: "АБВ", 8: "АБ", 9: "АБ", 10: "АБ", 11: "АБ"}
SECOND_SHIFT = {3, 4, 6}
"""Grades taught in the afternoon; the rules forbid it for the first, the fifth and the last years."""

PRIMARY = 4
SIZES = {
    "1А": 27,
    "1Б": 27,
    "2А": 27,
    "2Б": 27,
    "3А": 27,
    "3Б": 27,
    "5А": 26,
    "10А": 22,
    "10Б": 21,
    "11А": 22,
    "11Б": 21,
}
USUAL_SIZE = 25

RUSSIAN, READING, LITERATURE = "Русский язык", "Литературное чтение", "Литература"
ENGLISH, MATHS, ALGEBRA, GEOMETRY = "Английский язык", "Математика", "Алгебра", "Геометрия"
STATISTICS, COMPUTING, HISTORY = "Вероятность и статистика", "Информатика", "История"
SOCIETY, GEOGRAPHY, BIOLOGY, PHYSICS, CHEMISTRY = "Обществознание", "География", "Биология", "Физика", "Химия"
WORLD, ART, MUSIC, CRAFT, SPORT = (
    "Окружающий мир",
    "Изобразительное искусство",
    "Музыка",
    "Труд (технология)",
    "Физическая культура",
)
ETHICS, MORALS = "Основы религиозных культур и светской этики", "Основы духовно-нравственной культуры народов России"
SAFETY, PROJECT = "Основы безопасности и защиты Родины", "Индивидуальный проект"

HOURS: dict[str, tuple[int, ...]] = {
    RUSSIAN: (5, 5, 5, 5, 5, 6, 4, 3, 3, 2, 2),
    READING: (4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0),
    LITERATURE: (0, 0, 0, 0, 3, 3, 2, 2, 3, 3, 3),
    ENGLISH: (0, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3),
    MATHS: (4, 4, 4, 4, 5, 5, 0, 0, 0, 0, 0),
    ALGEBRA: (0, 0, 0, 0, 0, 0, 3, 3, 4, 4, 4),
    GEOMETRY: (0, 0, 0, 0, 0, 0, 2, 2, 2, 3, 3),
    STATISTICS: (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
    COMPUTING: (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
    HISTORY: (0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2),
    SOCIETY: (0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2),
    GEOGRAPHY: (0, 0, 0, 0, 1, 1, 2, 2, 2, 1, 1),
    BIOLOGY: (0, 0, 0, 0, 1, 1, 1, 2, 2, 1, 1),
    PHYSICS: (0, 0, 0, 0, 0, 0, 2, 2, 3, 2, 2),
    CHEMISTRY: (0, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1),
    WORLD: (2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0),
    ART: (1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0),
    MUSIC: (1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0),
    CRAFT: (1, 1, 1, 1, 2, 2, 2, 1, 1, 0, 0),
    SPORT: (2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3),
    ETHICS: (0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
    MORALS: (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
    SAFETY: (0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1),
    PROJECT: (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0),
}
"""Lessons a week by grade, from the first to the eleventh."""

SUBGROUPS = {ENGLISH: "англ.", COMPUTING: "инф.", CRAFT: "труд"}
"""Subjects taught to two halves of a class at the same time, with the halves' name; technology from the fifth grade."""

STAFF: dict[str, tuple[str, ...]] = {
    "primary": ("nach1", "nach2", "nach3", "nach4", "nach5", "nach6", "nach7", "nach8"),
    "russian": ("rus1", "rus2", "rus3", "rus4", "rus5", "rus6"),
    "maths": ("math1", "math2", "math3", "math4"),
    "english": ("angl1", "angl2", "angl3", "angl4", "angl5", "angl6", "angl7"),
    "history": ("ist1", "ist2", "ist3"),
    "geography": ("geo1",),
    "biology": ("bio1",),
    "chemistry": ("him1",),
    "physics": ("fiz1", "fiz2"),
    "computing": ("inf1", "inf2"),
    "craft": ("trud1", "trud2"),
    "sport": ("fk1", "fk2", "fk3"),
    "music": ("muz1",),
    "art": ("izo1",),
    "safety": ("obzr1",),
}
DEMO_TEACHER = "morozova"
OFFICE = ("zavuch",)
"""Teachers without lessons this year."""

CHAIRS = {
    RUSSIAN: "russian",
    LITERATURE: "russian",
    ENGLISH: "english",
    MATHS: "maths",
    ALGEBRA: "maths",
    GEOMETRY: "maths",
    STATISTICS: "maths",
    COMPUTING: "computing",
    HISTORY: "history",
    SOCIETY: "history",
    MORALS: "history",
    GEOGRAPHY: "geography",
    BIOLOGY: "biology",
    PHYSICS: "physics",
    CHEMISTRY: "chemistry",
    ART: "art",
    MUSIC: "music",
    CRAFT: "craft",
    SPORT: "sport",
    SAFETY: "safety",
    PROJECT: "computing",
}
DEMO_LOAD = {(title, subject) for title in ("7А", "7Б", "8А", "9А") for subject in (ALGEBRA, GEOMETRY)}


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """A class. leader: its class teacher's login."""

    grade: int
    letter: str
    shift: int
    leader: str

    @property
    def title(self) -> str:
        """Return the class as people call it."""
        return f"{self.grade}{self.letter}"


@dataclass(frozen=True, slots=True)
class Load:
    """What a teacher teaches to a class or a half of it. half: 0 for the whole class."""

    school_class: ClassPlan
    subject: str
    half: int
    hours: int
    login: str

    @property
    def group(self) -> str:
        """Return the half's name, empty for the whole class."""
        return f"{SUBGROUPS[self.subject]} {self.half}" if self.half else ""


def classes() -> list[ClassPlan]:
    """Return the classes by grade and letter; in the primary school the class teacher teaches nearly everything."""
    primary = iter(STAFF["primary"])
    others = iter([each for chair, logins in STAFF.items() if chair not in {"primary", "maths"} for each in logins])
    titles = [(grade, letter) for grade, letters in LETTERS.items() for letter in letters]
    return [ClassPlan(grade, each, shift_of(grade), _leader(grade, each, primary, others)) for grade, each in titles]


def shift_of(grade: int) -> int:
    """Return the shift in which a grade is taught."""
    return 2 if grade in SECOND_SHIFT else 1


def loads(listed: list[ClassPlan]) -> list[Load]:
    """Share every subject of every class out, evenly within a chair."""
    taken: Counter[str] = Counter()
    kept: dict[tuple[str, str], tuple[str, ...]] = {}
    result: list[Load] = []
    for each in listed:
        for subject, hours in _hours(each):
            logins = _teachers(each, subject, taken, kept)
            for half, login in enumerate(logins, 1):
                taken[login] += hours
                result.append(Load(each, subject, half if len(logins) > 1 else 0, hours, login))
    return result


def _leader(grade: int, letter: str, primary: Iterator[str], others: Iterator[str]) -> str:
    if f"{grade}{letter}" == "7Б":
        return DEMO_TEACHER
    return next(primary if grade <= PRIMARY else others)


def _hours(each: ClassPlan) -> Iterator[tuple[str, int]]:
    return ((subject, hours[each.grade - 1]) for subject, hours in HOURS.items() if hours[each.grade - 1])


def _teachers(
    each: ClassPlan, subject: str, taken: Counter[str], kept: dict[tuple[str, str], tuple[str, ...]]
) -> tuple[str, ...]:
    if (each.title, subject) in DEMO_LOAD:
        return (DEMO_TEACHER,)
    if each.grade <= PRIMARY and subject not in {ENGLISH, MUSIC, SPORT}:
        return (each.leader,)
    chair = CHAIRS[subject]
    if (each.title, chair) not in kept:
        kept[each.title, chair] = _freest(STAFF[chair], taken, 2 if subject in SUBGROUPS else 1)
    return kept[each.title, chair][: 2 if subject in SUBGROUPS else 1]


def _freest(logins: tuple[str, ...], taken: Mapping[str, int], count: int) -> tuple[str, ...]:
    return tuple(sorted(logins, key=lambda login: (taken[login], login))[:count])
