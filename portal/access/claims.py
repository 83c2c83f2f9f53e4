"""What somebody who applies states of the child and of themself: read from a form, with what is wrong in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.access import PARENT, PUPIL
from app.files.headed import as_day
from app.ids import SchoolId
from portal.auth.applicants import Applicant
from portal.notices.mail_settings import checked_address
from portal.office.applications_wording import GROUNDS

SELF = "self"
MOST_NAME, MOST_CLASS = 60, 10
OLDEST = date(1990, 1, 1)
"""Nobody born before it is a pupil of a school."""

Typed = Mapping[str, str]

_EMPTY = {
    "surname": "Напишите фамилию ребёнка.",
    "name": "Напишите имя ребёнка.",
    "class": "Напишите класс, например 7Б.",
    "applicant": "Напишите свои фамилию, имя и отчество.",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What is stated. applicant: the full name. class_title: as it was typed. address: for letters, empty for none."""

    school: SchoolId
    ground: str
    applicant: str = field(repr=False)
    surname: str = field(repr=False)
    name: str = field(repr=False)
    patronymic: str = field(repr=False)
    born: date
    class_title: str
    address: str = field(default="", repr=False)

    @property
    def role(self) -> str:
        """Return for whom access is wanted: a parent, or the pupil."""
        return PUPIL if self.ground == SELF else PARENT

    @property
    def child(self) -> str:
        """Return the child's full name."""
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))


def read_claim(
    typed: Typed, applicant: Applicant, schools: Collection[SchoolId], today: date
) -> tuple[Claim | None, dict[str, str]]:
    """Return what a form states, None where something is wrong; and what that is, by the field."""
    errors: dict[str, str] = {}
    stated = applicant.full_name or _name(typed, "applicant", errors, most=3 * MOST_NAME)
    if typed.get("school", "") not in schools:
        errors["school"] = "Выберите школу."
    if typed.get("ground", "") not in GROUNDS:
        errors["ground"] = "Отметьте, кто вы ребёнку."
    names = {name: _name(typed, name, errors) for name in ("surname", "name", "patronymic")}
    born, title = _born(typed, errors, today), _name(typed, "class", errors, most=MOST_CLASS)
    address = _address(typed, errors)
    if typed.get("agreed", "") != "1":
        errors["agreed"] = "Подтвердите, что сведения верны: без этого заявление не отправить."
    if errors or born is None:
        return None, errors
    about = (stated, names["surname"], names["name"], names["patronymic"], born, title, address)
    return Claim(SchoolId(typed["school"]), typed["ground"], *about), {}


def _name(typed: Typed, name: str, errors: dict[str, str], *, most: int = MOST_NAME) -> str:
    text = " ".join(typed.get(name, "").split())
    if not text and name in _EMPTY:
        errors[name] = _EMPTY[name]
    elif len(text) > most:
        errors[name] = f"Не длиннее {most} знаков."
    elif not text.isprintable():
        errors[name] = "Есть невидимые знаки: наберите заново."
    return text


def _born(typed: Typed, errors: dict[str, str], today: date) -> date | None:
    text = typed.get("born", "").strip()
    day = as_day(text, 0) if text.isascii() else None
    if day is None:
        errors["born"] = "Напишите дату рождения ребёнка, например 12.03.2013."
    elif not OLDEST <= day < today:
        errors["born"] = "Проверьте год рождения ребёнка."
    return day


def _address(typed: Typed, errors: dict[str, str]) -> str:
    text = typed.get("address", "").strip()
    address = checked_address(text) if text else ""
    if address is None:
        errors["address"] = "Это не похоже на адрес почты. Исправьте или оставьте поле пустым."
    return address or ""
