"""The year of the demo school: who sits down on which day, and what they do there, one act after another.

An act is a function of the sitting with its arguments; another person's act is a line here and a function in acts/.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from tests.year.acts.closing import close_terms, open_again
from tests.year.acts.correcting import look_at_the_year, put_right
from tests.year.acts.deciding import change_mind, set_exams, set_term, set_year
from tests.year.acts.entering import sign_in, synchronise
from tests.year.acts.marking import be_refused, keep_away, paste_column, reweigh, teach, to_everybody
from tests.year.acts.owing import owe
from tests.year.acts.reading import read_results
from tests.year.acts.school import accept, ask_deputy_head, stay_home
from tests.year.sitting import Sitting

Act = Callable[[Sitting], str]

MATHS, GEOGRAPHY = "morozova", "nesterova"
"""Two subject teachers: four classes with algebra and geometry, sixteen classes from 5А to 11Б with geography."""

CLASS_TEACHER = "zimina"
"""The class teacher of 8А, who teaches English to halves of seven classes, 10А and 11Б among them."""

DEPUTY_HEAD = "kotova"
"""The deputy head, who teaches biology to the classes from 5А to 11Б."""

PEOPLE = {
    MATHS: "teacher of mathematics",
    GEOGRAPHY: "teacher of geography",
    CLASS_TEACHER: "class teacher of 8А",
    DEPUTY_HEAD: "deputy head",
}
WRITERS = (MATHS, GEOGRAPHY, CLASS_TEACHER)
"""Whose journals are reckoned again."""

AUTUMN, WINTER, SPRING, SUMMER = date(2026, 10, 23), date(2026, 12, 30), date(2027, 3, 26), date(2027, 5, 26)
"""The last days of the quarters; half-years end with the second and the fourth."""

RELEASED = (
    (("8Б", "География"), 7, (date(2027, 1, 11), SPRING)),
    (("8А", "География"), 3, (date(2027, 2, 1), date(2027, 2, 28))),
)
"""Of which journal's pupils the office has released whom, by the place in the list, from a whole term or a part."""


@dataclass(frozen=True)
class Plan:
    """One run of the program. login: whose. now: by the clock of that PC."""

    login: str
    now: datetime
    acts: tuple[Act, ...]


def plan(login: str, now: str, *acts: Act) -> Plan:
    """Return a sitting that ends with everything sent."""
    return Plan(login, datetime.fromisoformat(now), (*acts, synchronise))


YEAR_PLAN: tuple[Plan, ...] = (
    # the first quarter: its marks came with the school's files
    plan(MATHS, "2026-11-25T15:00", sign_in, partial(set_term, day=AUTUMN)),
    plan(GEOGRAPHY, "2026-11-25T15:30", sign_in, partial(set_term, day=AUTUMN)),
    plan(CLASS_TEACHER, "2026-11-25T16:00", sign_in, partial(set_term, day=AUTUMN)),
    plan(DEPUTY_HEAD, "2026-11-26T09:00", sign_in, partial(close_terms, day=AUTUMN)),
    # the second quarter and the first half-year
    plan(
        MATHS,
        "2026-12-28T15:00",
        partial(teach, lessons=5),
        partial(reweigh, title="7Б", subject="Алгебра", weight=9),
        put_right,
        partial(owe, title="9А", subject="Алгебра"),
        partial(set_term, day=WINTER),
        partial(change_mind, title="7А", subject="Геометрия", day=WINTER),
    ),
    plan(GEOGRAPHY, "2026-12-28T15:30", partial(teach, lessons=3), put_right, partial(set_term, day=WINTER)),
    plan(CLASS_TEACHER, "2026-12-28T16:00", partial(teach, lessons=4), put_right, partial(set_term, day=WINTER)),
    plan(DEPUTY_HEAD, "2026-12-29T09:00", partial(close_terms, day=WINTER)),
    plan(
        MATHS,
        "2026-12-29T11:00",
        synchronise,
        partial(be_refused, title="8А", subject="Алгебра"),
        partial(ask_deputy_head, title="7Б", subject="Алгебра", reason="Ошибка при вводе"),
    ),
    plan(
        DEPUTY_HEAD,
        "2026-12-29T12:00",
        synchronise,
        accept,
        partial(open_again, title="8А", day=WINTER, reason="Ошибка в отметке за контрольную работу"),
    ),
    plan(
        MATHS,
        "2026-12-29T13:00",
        synchronise,
        partial(put_right, classes=("8А",), each=1),
        partial(change_mind, title="8А", subject="Алгебра", day=WINTER),
    ),
    plan(DEPUTY_HEAD, "2026-12-29T14:00", partial(close_terms, day=WINTER, classes=("8А",))),
    # the third quarter, in two sittings
    plan(
        CLASS_TEACHER,
        "2027-02-12T08:00",
        synchronise,
        partial(stay_home, title="8А", row=4, document="справка № 31", reckoned=WRITERS),
    ),
    plan(
        MATHS,
        "2027-02-12T15:00",
        synchronise,
        partial(keep_away, title="7А", subject="Геометрия", row=3, key="б"),
        partial(keep_away, title="9А", subject="Алгебра", row=5, key="с"),
        partial(teach, lessons=6),
        partial(to_everybody, title="8А", subject="Геометрия", value="5"),
        partial(paste_column, title="7Б", subject="Геометрия"),
    ),
    plan(
        GEOGRAPHY,
        "2027-02-12T15:30",
        synchronise,
        partial(keep_away, title="6А", subject="География", row=2, key="н"),
        partial(keep_away, title="9Б", subject="География", row=4, key="с"),
        partial(teach, lessons=3),
    ),
    plan(CLASS_TEACHER, "2027-02-12T16:00", partial(teach, lessons=4)),
    plan(
        MATHS,
        "2027-03-26T15:00",
        partial(keep_away, title="7А", subject="Геометрия", row=3, key="б"),
        partial(keep_away, title="9А", subject="Алгебра", row=5, key="с"),
        partial(teach, lessons=5),
        partial(reweigh, title="9А", subject="Геометрия", weight=0),
        put_right,
        partial(set_term, day=SPRING),
    ),
    plan(
        GEOGRAPHY,
        "2027-03-26T15:30",
        partial(keep_away, title="6А", subject="География", row=2, key="н"),
        partial(keep_away, title="9Б", subject="География", row=4, key="с"),
        partial(teach, lessons=3),
        put_right,
        partial(set_term, day=SPRING),
    ),
    plan(CLASS_TEACHER, "2027-03-26T16:00", partial(teach, lessons=3), put_right, partial(set_term, day=SPRING)),
    plan(DEPUTY_HEAD, "2027-03-27T09:00", partial(close_terms, day=SPRING)),
    # the fourth quarter and the second half-year
    plan(
        MATHS,
        "2027-05-24T15:00",
        partial(keep_away, title="7А", subject="Геометрия", row=3, key="б"),
        partial(teach, lessons=8),
        put_right,
        look_at_the_year,
        partial(set_term, day=SUMMER),
    ),
    plan(
        GEOGRAPHY,
        "2027-05-24T15:30",
        partial(keep_away, title="6А", subject="География", row=2, key="н"),
        partial(teach, lessons=4),
        put_right,
        look_at_the_year,
        partial(set_term, day=SUMMER),
    ),
    plan(CLASS_TEACHER, "2027-05-24T16:00", partial(teach, lessons=6), put_right, partial(set_term, day=SUMMER)),
    plan(DEPUTY_HEAD, "2027-05-26T09:00", partial(close_terms, day=SUMMER)),
    # the year
    plan(MATHS, "2027-05-26T15:00", synchronise, set_year, partial(set_exams, pupils=6), read_results),
    plan(GEOGRAPHY, "2027-05-26T15:30", synchronise, set_year, partial(set_exams, pupils=6), read_results),
    plan(CLASS_TEACHER, "2027-05-26T16:00", synchronise, set_year, partial(set_exams, pupils=6), read_results),
    plan(DEPUTY_HEAD, "2027-05-26T17:00", synchronise),
)
