"""The words and numbers of the closing figures, as the office's pages and its file say them."""

from decimal import Decimal

from app.domain.absences import LessonSums
from app.domain.closing_figures import ClosingPeriod
from app.domain.figures import Figure, GroupFigures, Standings
from app.domain.final_marks import NOT_ASSESSED
from portal.archive.keeping_terms import year_text
from portal.diary.term_wording import count_words, number_words

NOTHING = "–"
"""Stands where there is no number, and for none, so that the others are seen."""

JOURNALS = ("журнале", "журналах", "журналах")
CLASSES = ("класс", "класса", "классов")

SHARES = ("Качество, %", "Успеваемость, %", "СОУ, %", "Средний балл")
GROUP_COLUMNS = ("«5»", "«4»", "«3»", "«2»", "н/а", "Иное", "Не выставлено", *SHARES)
"""Of a journal, over GroupFigures."""

STANDING_COLUMNS = (
    "Учеников",
    "Отличников",
    "Хорошистов",
    "С одной «4»",
    "С одной «3»",
    "Не успевают",
    "Не аттестованы",
    "Не всё выставлено",
    *SHARES,
)
"""Of a class, over Standings."""

MISSED_COLUMNS = ("Пропущено уроков", "По болезни", "Уважит. причина", "Неуважит. причина")

LEVELS = {
    (1, 4): "Начальное общее образование",
    (5, 9): "Основное общее образование",
    (10, 11): "Среднее общее образование",
}


def period_words(period: ClosingPeriod) -> str:
    """Return what a period is called, such as «II четверть, I полугодие»."""
    return ", ".join(period.names) or "Учебный год"


def heading_words(period: ClosingPeriod, past: int) -> str:
    """Return what a period is called in a heading. past: its year, named where it is not the present one, or 0."""
    if not past:
        return period_words(period)
    return ", ".join((*period.names, f"{year_text(past)} учебный год"))


def file_name(period: ClosingPeriod, past: int) -> str:
    """Return what the file of a period is called. past: as of a heading."""
    parts = ("itogi", year_text(past).replace("/", "-") if past else "", period.key)
    return f"{'-'.join(filter(None, parts))}.csv"


def level_words(grades: tuple[int, int] | None) -> str:
    """Return what a level of education is called with its grades; None: the school."""
    return f"{LEVELS[grades]}, {grades[0]}–{grades[1]} классы" if grades else "Вся\N{NO-BREAK SPACE}школа"


def journals_words(count: int) -> str:
    """Return in how many journals: «в 3 журналах»."""
    return f"в {count_words(count, JOURNALS)}"


def classes_words(count: int) -> str:
    """Return how many classes: «3 класса»."""
    return count_words(count, CLASSES)


def number_cell(number: Decimal | None) -> str:
    """Return a number to two places."""
    return NOTHING if number is None else number_words(number)


def count_cell(count: int) -> str:
    """Return how many."""
    return str(count) if count else NOTHING


def group_cells(figures: GroupFigures) -> tuple[str, ...]:
    """Return a journal's numbers, as GROUP_COLUMNS call them."""
    counts = [figures.count(mark) for mark in ("5", "4", "3", "2", NOT_ASSESSED)]
    shares = (Figure.QUALITY, Figure.SUCCESS, Figure.SOU, Figure.MEAN)
    return (
        *map(count_cell, (*counts, figures.without, figures.not_set)),
        *(number_cell(figures.worked(each).value) for each in shares),
    )


def standing_cells(standings: Standings, marks: GroupFigures) -> tuple[str, ...]:
    """Return a class's numbers, as STANDING_COLUMNS call them: shares of its pupils, СОУ and mean of all its marks."""
    counts = (
        standings.pupils,
        standings.excellent,
        standings.good,
        standings.with_one_four,
        standings.with_one_three,
        standings.failing,
        standings.not_assessed,
        standings.unfinished,
    )
    shares = (standings.quality, standings.success, *(marks.worked(each).value for each in (Figure.SOU, Figure.MEAN)))
    return (*map(count_cell, counts), *map(number_cell, shares))


def standing_words(standings: Standings) -> str:
    """Return a class's numbers in a sentence, those that are none left out."""
    counts, shares = len(STANDING_COLUMNS) - len(SHARES), ("качество", "успеваемость")
    pupils, *cells = standing_cells(standings, GroupFigures())
    said = [
        f"{name.lower()} {cell}"
        for name, cell in zip(STANDING_COLUMNS[1:counts], cells, strict=False)
        if cell != NOTHING
    ]
    said += [
        f"{name} {cell}\N{NO-BREAK SPACE}%"
        for name, cell in zip(shares, cells[counts - 1 :], strict=False)
        if cell != NOTHING
    ]
    return ": ".join(filter(None, (f"Учеников {pupils}", ", ".join(said))))


def missed_cells(sums: LessonSums) -> tuple[str, ...]:
    """Return what was missed, as MISSED_COLUMNS call it."""
    return tuple(map(count_cell, (sums.missed, sums.ill, sums.excused, sums.unexcused)))
