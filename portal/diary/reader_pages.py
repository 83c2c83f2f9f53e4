"""Which pages of the school show what of a pupil, and what the diary calls them, by what the audit has written down."""

from collections.abc import Mapping
from enum import StrEnum


class About(StrEnum):
    """About how many people a page is. The values are the page's own words."""

    PUPIL = "об ученике"
    CLASS = "о классе или группе"
    SCHOOL = "обо всей школе"


OF_ONE: Mapping[str, str] = {
    "people/pupil": "карточка ученика",
    "people/class": "список класса",
    "people/group": "состав группы",
    "people/new-groups": "деление класса на группы",
    "people/divide": "деление класса на группы",
    "people/members": "состав группы",
    "people/edit-pupil": "личные данные ученика",
    "people/release": "освобождение ученика",
    "people/end-release": "освобождение ученика",
    "people/return": "возвращение ученика",
    "people/transfer": "перевод ученика",
    "people/leave": "выбытие ученика",
    "people/extract": "отметки из другой школы",
    "people/end-extract": "отметки из другой школы",
    "people/tenth": "отметки за 10 класс",
    "people/reason": "причина пропусков",
    "people/proposal": "сообщение родителей о пропуске",
    "access/pupil": "учётные записи семьи",
    "access/class": "приглашения для класса",
    "applications/of": "заявление о доступе к дневнику",
    "turn/class": "перевод класса на новый год",
}
"""Pages about one thing, whose key follows in the address: a pupil, a class, a group, or what is about one of them."""

OF_SCHOOL: Mapping[str, str] = {
    "people": "список классов и поиск ученика",
    "people/import": "приём списка учеников",
    "people/actions": "последние действия канцелярии",
    "people/proposals": "сообщения родителей о пропусках",
    "people/new-group": "группа из нескольких классов",
    "people/oneroster.zip": "списки школы в файл для другой программы",
    "access": "учётные записи и события входа",
    "applications": "заявления о доступе к дневнику",
    "applications/journal": "журнал заявлений о доступе",
    "control": "записи, которые ждут решения завуча",
    "control/decided": "записи, решённые завучем",
    "control/events": "журнал событий",
    "turn/review": "подготовка нового учебного года",
    "operator": "действия оператора портала",
    "journals": "все журналы школы, на компьютер завуча",
}
"""Pages on which pupils of the whole school may stand, whoever was looked for."""

BEGINNINGS: Mapping[str, str] = {
    "oneroster/": "списки школы, переданы программе",
    "people/arrival/": "поиск ученика перед зачислением",
    "people/new-pupil/": "поиск ученика перед зачислением",
}
"""How addresses of such pages begin too."""

WITHOUT_PUPILS = frozenset(
    {
        *("people/teachers", "people/teacher", "people/new-teacher", "people/edit-teacher", "people/exchange"),
        *(
            "people/new-class",
            "people/edit-class",
            "people/rename-group",
            "people/new-journal",
            "people/hours",
            "people/assign",
            "people/end-assignment",
        ),
        *("people/hand-over", "access/teacher", "control/journals", "control/table"),
        *("figures/missed", "figures/table", "turn", "turn/days", "turn/load", "region"),
    }
)
"""Pages that name no pupil: of teachers, of hours, of numbers."""


def page_of(subject: str) -> str:
    """Return what a page of the school is called. subject: of an event that shows pupils."""
    begun = next((words for begin, words in BEGINNINGS.items() if subject.startswith(begin)), "")
    return begun or OF_SCHOOL.get(subject) or OF_ONE[subject.rpartition("/")[0]]
