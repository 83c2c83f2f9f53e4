"""How people are called where there is little room."""

from app.domain.records import Teacher
from app.ids import TeacherId
from app.store.rows import AnyRow, read
from app.store.unit import Unit


def short_name(person: AnyRow | Teacher) -> str:
    """Return a name such as "Громова А. И.", empty where nobody was found. A row: surname, name, patronymic."""
    if person.surname is None:
        return ""
    initials = " ".join(f"{each[0]}." for each in (person.name, person.patronymic) if each)
    return f"{person.surname} {initials}".rstrip()


def read_label(unit: Unit, teacher: TeacherId, *, with_surname: bool) -> str:
    """Return how a teacher's profile is listed while it is locked, empty before the name was loaded."""
    person = read(unit.connection, Teacher, teacher)
    if person is None:
        return ""
    if with_surname:
        return short_name(person)
    return " ".join(f"{each[0]}." for each in (person.surname, person.name, person.patronymic) if each)
