"""How people are called where there is little room."""

from app.domain.records import Teacher
from app.store.rows import AnyRow


def short_name(person: AnyRow | Teacher) -> str:
    """Return a name such as "Громова А. И.", empty where nobody was found. A row: surname, name, patronymic."""
    if person.surname is None:
        return ""
    initials = " ".join(f"{each[0]}." for each in (person.name, person.patronymic) if each)
    return f"{person.surname} {initials}".rstrip()
