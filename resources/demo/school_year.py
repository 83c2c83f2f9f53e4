"""The demo school's year: terms, holidays, and the days of its lessons."""

from collections.abc import Iterator
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2027, 5, 26)
LAST_FILLED = date(2026, 11, 20)
"""Marks and topics end here: a Friday; the demonstration is on the Tuesday after."""

TERMS = (
    ("четверть", "1 четверть", "1-9", date(2026, 9, 1), date(2026, 10, 23)),
    ("четверть", "2 четверть", "1-9", date(2026, 11, 2), date(2026, 12, 30)),
    ("четверть", "3 четверть", "1-9", date(2027, 1, 11), date(2027, 3, 26)),
    ("четверть", "4 четверть", "1-9", date(2027, 4, 5), date(2027, 5, 26)),
    ("полугодие", "1 полугодие", "10-11", date(2026, 9, 1), date(2026, 12, 30)),
    ("полугодие", "2 полугодие", "10-11", date(2027, 1, 11), date(2027, 5, 26)),
    ("каникулы", "Осенние каникулы", "", date(2026, 10, 24), date(2026, 11, 1)),
    ("каникулы", "Зимние каникулы", "", date(2026, 12, 31), date(2027, 1, 10)),
    ("каникулы", "Весенние каникулы", "", date(2027, 3, 27), date(2027, 4, 4)),
    ("праздник", "День народного единства", "", date(2026, 11, 4), date(2026, 11, 4)),
    ("праздник", "День защитника Отечества", "", date(2027, 2, 22), date(2027, 2, 23)),
    ("праздник", "Международный женский день", "", date(2027, 3, 8), date(2027, 3, 8)),
    ("праздник", "Праздник Весны и Труда", "", date(2027, 5, 1), date(2027, 5, 3)),
    ("праздник", "День Победы", "", date(2027, 5, 8), date(2027, 5, 10)),
)
"""Kind, name, grades, first and last day."""

YOUNGEST_PAUSE = (date(2027, 2, 5), date(2027, 2, 15))
"""The first classes' own holidays: their last day of lessons before, and the first after."""

BELLS = {
    1: ("08:30", "09:20", "10:20", "11:20", "12:10", "13:00", "13:50"),
    2: ("14:00", "14:50", "15:50", "16:40", "17:30", "18:20"),
}
"""By shift, the beginning of each lesson."""

LESSON_MINUTES = 40


def school_days(last: date) -> Iterator[date]:
    """Yield the days with lessons from the first of September on, *last* included."""
    day = FIRST_DAY
    while day <= last:
        if day.isoweekday() <= 5 and not is_free(day):  # noqa: PLR2004 (a week of five days)
            yield day
        day += timedelta(1)


def is_free(day: date) -> bool:
    """Return whether the day belongs to holidays."""
    return any(kind in {"каникулы", "праздник"} and first <= day <= last for kind, _, _, first, last in TERMS)
