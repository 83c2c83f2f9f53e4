"""Days by their names and dates: «завтра», «пятница», «23.11»."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ui.palette.entry import Entry

_DATE = re.compile(r"(\d{1,2})[./,юб](\d{1,2})(?:[./,юб](\d{4}))?")
"""«23.11»: the point's key gives «ю» or «/», and the comma's «б», in the other layout."""

WEEK = 7


def day_entries(today: date, go: Callable[[date], object]) -> Iterator[Entry]:
    """Yield the days that have names: around today, and the coming ones of the week."""
    for name, day in _named(today):
        yield _entry(name, day, go)
    for ahead in range(2, WEEK):
        day = today + timedelta(days=ahead)
        yield _entry(QLocale().standaloneDayName(day.isoweekday()), day, go)


def written_day(text: str, today: date, go: Callable[[date], object]) -> Entry | None:
    """Return the day whose date is *text*, in the year nearest to today where none is given; None for no date."""
    found = _DATE.fullmatch(text.strip().lower())
    if found is None:
        return None
    number, month, year = int(found[1]), int(found[2]), int(found[3] or 0)
    years = (year,) if year else (today.year - 1, today.year, today.year + 1)
    days = [day for each in years if (day := _day(each, month, number))]
    nearest = min(days, key=lambda day: abs(day - today), default=None)
    return None if nearest is None else _entry(_long(nearest), nearest, go)


def _named(today: date) -> Iterator[tuple[str, date]]:
    yield QCoreApplication.translate("PaletteDays", "Today"), today
    yield QCoreApplication.translate("PaletteDays", "Tomorrow"), today + timedelta(days=1)
    yield QCoreApplication.translate("PaletteDays", "Yesterday"), today - timedelta(days=1)


def _entry(name: str, day: date, go: Callable[[date], object]) -> Entry:
    detail = QCoreApplication.translate("PaletteDays", "Lessons of the day, {date}").format(date=_long(day))
    title = name[:1].upper() + name[1:]
    return Entry(key=f"day {title}", title=title, detail=detail, act=lambda: go(day))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _long(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy, dddd")
