"""Invents the people of the demo school: nobody here exists."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

SURNAMES, BOYS, GIRLS = (
    block.split() for block in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").split("\n\n")
)
FATHERS = {
    "Александр": ("Александрович", "Александровна"),
    "Алексей": ("Алексеевич", "Алексеевна"),
    "Андрей": ("Андреевич", "Андреевна"),
    "Артём": ("Артёмович", "Артёмовна"),
    "Борис": ("Борисович", "Борисовна"),
    "Вадим": ("Вадимович", "Вадимовна"),
    "Виктор": ("Викторович", "Викторовна"),
    "Владимир": ("Владимирович", "Владимировна"),
    "Геннадий": ("Геннадьевич", "Геннадьевна"),
    "Денис": ("Денисович", "Денисовна"),
    "Дмитрий": ("Дмитриевич", "Дмитриевна"),
    "Евгений": ("Евгеньевич", "Евгеньевна"),
    "Иван": ("Иванович", "Ивановна"),
    "Игорь": ("Игоревич", "Игоревна"),
    "Илья": ("Ильич", "Ильинична"),
    "Константин": ("Константинович", "Константиновна"),
    "Леонид": ("Леонидович", "Леонидовна"),
    "Максим": ("Максимович", "Максимовна"),
    "Михаил": ("Михайлович", "Михайловна"),
    "Николай": ("Николаевич", "Николаевна"),
    "Олег": ("Олегович", "Олеговна"),
    "Павел": ("Павлович", "Павловна"),
    "Пётр": ("Петрович", "Петровна"),
    "Роман": ("Романович", "Романовна"),
    "Семён": ("Семёнович", "Семёновна"),
    "Сергей": ("Сергеевич", "Сергеевна"),
    "Фёдор": ("Фёдорович", "Фёдоровна"),
    "Юрий": ("Юрьевич", "Юрьевна"),
}
UNUSUAL = (
    ("Хасанов", "Саид-Ахмед", "", "m"),
    ("Мамедов", "Эмин", "Рашад оглы", "m"),
    ("Пак", "Алиса", "", "f"),
    ("Д'Арсен", "Мишель", "", "f"),
    ("Воронова-Залесская", "Мария-София", "Ильинична", "f"),
    ("Орлов-Соколовский", "Лев", "Петрович", "m"),
    ("Ёлкина-Белая", "Алёна", "Семёновна", "f"),
    ("Ли", "Ён Хи", "", "f"),
    ("Гринберг", "Илья", "", "m"),
    ("Семёнова-Тихая", "Ульяна", "Фёдоровна", "f"),
)
"""Names that tables get wrong: no patronymic, hyphens, an apostrophe, two words, Ё."""

FIRST_DAY = date(2026, 9, 1)
SIX_AND_A_HALF_YEARS = 2_400
"""Days: how old the youngest pupil of a first class is at the beginning of the year."""


@dataclass(frozen=True, slots=True)
class Person:
    """A pupil or a teacher."""

    surname: str
    name: str
    patronymic: str
    sex: str
    born: date
    file: str = ""

    @property
    def full(self) -> str:
        """Return the name as lists show it."""
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))


def person(random: Random, sex: str, born: date) -> Person:
    """Return somebody with an ordinary name."""
    surname = random.choice(SURNAMES)
    name = random.choice(BOYS if sex == "m" else GIRLS)
    patronymic = random.choice(sorted(FATHERS.values()))[0 if sex == "m" else 1]
    return Person(surname if sex == "m" else feminine(surname), name, patronymic, sex, born)


def feminine(surname: str) -> str:
    """Return the form of a surname that a woman bears."""
    if surname.endswith(("ов", "ев", "ёв", "ин")):
        return surname + "а"
    if surname.endswith(("ий", "ый", "ой")):
        return surname[:-2] + "ая"
    return surname


def pupils_of(random: Random, grade: int, letter: str, count: int) -> list[Person]:
    """Return a class by name, every full name once."""
    found: dict[str, Person] = {}
    while len(found) < count:
        born = FIRST_DAY - timedelta(SIX_AND_A_HALF_YEARS + 365 * (grade - 1) + random.randrange(365))
        somebody = person(random, random.choice("mf"), born)
        found.setdefault(somebody.full, somebody)
    listed = list(found.values())
    if grade > 1 and random.random() < 0.7:  # noqa: PLR2004 (how often a class has an unusual name)
        surname, name, patronymic, sex = random.choice(UNUSUAL)
        listed[0] = Person(surname, name, patronymic, sex, listed[0].born)
    listed.sort(key=sort_key)
    return [replace(each, file=f"{each.surname[0]}-{grade}{letter}{n:02}") for n, each in enumerate(listed, 1)]


def sort_key(somebody: Person) -> tuple[str, str, str]:
    """Return what lists of people are sorted by; Ё follows Е."""
    surname, name, patronymic = (
        text.replace("ё", "е\uffff").replace("Ё", "Е\uffff")
        for text in (somebody.surname, somebody.name, somebody.patronymic)
    )
    return surname, name, patronymic
