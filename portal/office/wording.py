"""The office's Russian words for moments, last changes, closed terms and counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from portal.diary.term_wording import count_words
from portal.diary.wording import day_words

CLASSES = ("классе", "классах", "классах")
WORKS = ("работа", "работы", "работ")
CHANGES = ("изменение", "изменения", "изменений")
FIELDS = ("поле", "поля", "полей")
PUPILS = ("ученик", "ученика", "учеников")
ROWS = ("строка", "строки", "строк")


def moment_words(at_ms: int, zone: str) -> str:
    """Return a moment by the school's clocks such as «7 сентября 2026, 10:12». at_ms: Unix milliseconds."""
    at = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone))
    return f"{day_words(at.date())} {at.year}, {at:%H:%M}"


def changed_words(at_ms: int | None, zone: str) -> str:
    """Return when the office changed a setting last; at_ms: None where it never did."""
    return "не менялось" if at_ms is None else f"изменено канцелярией {moment_words(at_ms, zone)}"


def closed_words(count: int) -> str:
    """Return in how many classes a term is closed: «закрыт в 3 классах»."""
    return f"в {count_words(count, CLASSES)}"


def uses_words(count: int) -> str:
    """Return how many works there are: «12 работ»."""
    return count_words(count, WORKS) if count else "не используется"


def changes_words(count: int) -> str:
    """Return how much was changed: «3 изменения»."""
    return count_words(count, CHANGES)


def fields_words(count: int) -> str:
    """Return how many fields: «2 поля»."""
    return count_words(count, FIELDS)


def pupils_words(count: int) -> str:
    """Return how many pupils: «25 учеников»."""
    return count_words(count, PUPILS)


def rows_words(count: int) -> str:
    """Return how many rows of a table: «3 строки»."""
    return count_words(count, ROWS)
