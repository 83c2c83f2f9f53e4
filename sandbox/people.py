"""The sandbox's people: invented, one of each kind that a school meets; and the organisations they work for."""

from dataclasses import dataclass, field

PASSWORD = "sandbox"  # noqa: S105 (of invented people)
"""Of everybody who signs in with a password."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who employs people and gives them groups of access. groups: mnemonics, by the person's oid."""

    oid: str
    ogrn: str
    short_name: str
    full_name: str
    chief: str
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SandboxPerson:
    """An account. level: "PR" confirmed, "P" not, "KD" a child's. pin: of the electronic signature, empty for none."""

    oid: str
    login: str
    surname: str
    name: str
    patronymic: str
    born: str
    gender: str
    says: str
    snils: str = ""
    level: str = "PR"
    checked: bool = True
    pin: str = ""
    kids: tuple[str, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody has seen the person."""
        return self.level == "PR"


PEOPLE = {
    person.oid: person
    for person in (
        SandboxPerson(
            "1000000101",
            "morozova@example.ru",
            "Морозова",
            "Елена",
            "Викторовна",
            "14.03.1981",
            "F",
            "учитель",
            "112-233-445 95",
            pin="1234",
        ),
        SandboxPerson(
            "1000000102",
            "petrova@example.ru",
            "Петрова",
            "Анна",
            "Сергеевна",
            "02.09.1975",
            "F",
            "завуч",
            "123-456-789 64",
        ),
        SandboxPerson(
            "1000000103",
            "sokolova@example.ru",
            "Соколова",
            "Ирина",
            "Павловна",
            "21.11.1988",
            "F",
            "канцелярия школы",
            "087-654-303 00",
            pin="4321",
        ),
        SandboxPerson(
            "1000000108",
            "belova@example.ru",
            "Белова",
            "Ольга",
            "Игоревна",
            "05.10.1979",
            "F",
            "канцелярия лицея",
            "118-204-557 30",
        ),
        SandboxPerson(
            "1000000110",
            "zaitsev@example.ru",
            "Зайцев",
            "Павел",
            "Андреевич",
            "19.08.1970",
            "M",
            "канцелярии школы и лицея",
            "131-560-918 08",
        ),
        SandboxPerson(
            "1000000104",
            "ivanov@example.ru",
            "Иванов",
            "Сергей",
            "Петрович",
            "30.06.1983",
            "M",
            "родитель",
            "109-876-543 21",
            kids=("1000000109",),
        ),
        SandboxPerson(
            "1000000105",
            "volkov@example.ru",
            "Волков",
            "Артём",
            "Игоревич",
            "17.05.2011",
            "M",
            "ученик, 15 лет",
            "145-632-087 15",
        ),
        SandboxPerson(
            "1000000106",
            "+79990000106",
            "Кузнецов",
            "Олег",
            "",
            "",
            "M",
            "упрощённая учётная запись",
            level="P",
            checked=False,
        ),
        SandboxPerson(
            "1000000107",
            "orlova@example.ru",
            "Орлова",
            "Мария",
            "Ильинична",
            "09.01.1990",
            "F",
            "стандартная учётная запись",
            "160-722-394 11",
            level="P",
        ),
        SandboxPerson(
            "1000000109",
            "ivanova-d@example.ru",
            "Иванова",
            "Дарья",
            "Сергеевна",
            "12.02.2016",
            "F",
            "детская учётная запись",
            level="KD",
        ),
    )
}

OGRN = "1027700000012"
SCHOOL = Organisation(
    "1000200001",
    OGRN,
    "ГБОУ «Школа № 12»",
    "Государственное бюджетное общеобразовательное учреждение «Школа № 12»",
    chief="1000000102",
    groups={
        "1000000101": ("PEREMENA_TEACHER",),
        "1000000102": ("PEREMENA_TEACHER", "PEREMENA_DEPUTY"),
        "1000000103": ("PEREMENA_OFFICE",),
        "1000000110": ("PEREMENA_OFFICE",),
    },
)
LYCEUM = Organisation(
    "1000200003",
    "1037700000025",
    "ГБОУ «Лицей № 5»",
    "Государственное бюджетное общеобразовательное учреждение «Лицей № 5»",
    chief="1000000110",
    groups={"1000000108": ("PEREMENA_OFFICE",), "1000000110": ("PEREMENA_OFFICE",)},
)
SHOP = Organisation("1000200002", "1157700000034", "ООО «Ромашка»", "ООО «Ромашка»", chief="1000000104")
ORGANISATIONS = {each.oid: each for each in (SCHOOL, LYCEUM, SHOP)}
STAFF = {
    "1000000101": (SCHOOL.oid,),
    "1000000102": (SCHOOL.oid,),
    "1000000103": (SCHOOL.oid,),
    "1000000104": (SHOP.oid,),
    "1000000108": (LYCEUM.oid, SCHOOL.oid),
    "1000000110": (SCHOOL.oid, LYCEUM.oid),
}
"""For whom people work."""


def find_by_login(login: str) -> SandboxPerson | None:
    """Return whose login this is: an e-mail address or a telephone."""
    wanted = login.strip().casefold()
    return next((person for person in PEOPLE.values() if person.login == wanted), None)
