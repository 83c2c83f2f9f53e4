"""«Итоги»: what the marks of a period come to in each journal and class, what still waits, and what was missed."""

from collections.abc import Callable, Mapping
from typing import Any

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.domain.absences import LessonSums
from app.domain.closing_figures import ClassClosing, ClosingPeriod, awaited_from, levels_of
from portal.archive.keeping_terms import year_text
from portal.auth.office_links import OfficeVisit
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import PAGE_HEADERS, page
from portal.office.figures_missed import read_missed
from portal.office.figures_reading import ClosingSchool, read_closing
from portal.office.figures_table import figures_table
from portal.office.figures_wording import (
    GROUP_COLUMNS,
    MISSED_COLUMNS,
    STANDING_COLUMNS,
    classes_words,
    file_name,
    group_cells,
    heading_words,
    journals_words,
    level_words,
    missed_cells,
    period_words,
    standing_cells,
    standing_words,
)
from portal.office.past_years import past_year, read_shown_years
from portal.office.reading import read_school
from portal.office.refusing import UNKNOWN, PageRefusedError
from portal.office.time_wording import marks_words

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}
Facts = dict[str, Any]

WORDS = {
    "period_words": period_words,
    "heading_words": heading_words,
    "year_text": year_text,
    "level_words": level_words,
    "journals_words": journals_words,
    "classes_words": classes_words,
    "marks_words": marks_words,
    "group_cells": group_cells,
    "standing_cells": standing_cells,
    "standing_words": standing_words,
    "missed_cells": missed_cells,
    "group_columns": GROUP_COLUMNS,
    "standing_columns": STANDING_COLUMNS,
    "missed_columns": MISSED_COLUMNS,
}
"""What the templates say numbers with."""


@get("/{code:str}/figures", **_shown)
def figures(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what waits, and the figures of the classes."""
    return _show(desk, desk.visit(request, code), "", request.query_params)


@get("/{code:str}/figures/{word:str}", **_shown)
def figures_page(
    code: FromPath[str], word: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show the journals or what was missed, or send the file."""
    return _show(desk, desk.visit(request, code), word, request.query_params)


FIGURES_HANDLERS = [figures, figures_page]


def _show(desk: OfficeDesk, visit: OfficeVisit, word: str, asked: Mapping[str, str]) -> Response[str]:
    """Answer with a page of a period.

    asked: "year", the present one where it is left out, and "period", its key; without one the page opens at the last
    that is due, or at the whole of a past year.

    Raises:
        PageRefusedError: there is no such page, or no such year.
    """
    if word != FILE and word not in PAGES:
        raise PageRefusedError(UNKNOWN)
    with desk.reading(visit.school) as connection:
        school = read_school(connection, visit.school)
        years = read_shown_years(connection, visit.school, school.year)
        past = past_year(years, asked.get("year", ""))
        found = ClosingSchool(connection, visit.school, school.today(desk.now_ms()), past)
        period = found.chosen(asked.get("period", ""))
        shown = {**WORDS, "past": past, "years": years, "period": period, "periods": found.periods}
        if period is None:
            return page("figures_none.html", visit, school, {**shown, "word": ""})
        if word == FILE:
            return _file(
                file_name(period, past), figures_table(read_closing(found, period), read_missed(found, period))
            )
        template, facts_of = PAGES[word]
        facts = {"word": word, "today": found.today, "asked": _asked(period, past)}
        return page(template, visit, school, {**shown, **facts, **facts_of(found, period)})


def _asked(period: ClosingPeriod, past: int) -> str:
    """Return how an address asks for what is shown."""
    return f"year={past}&period={period.key}" if past else f"period={period.key}"


def _classes(found: ClosingSchool, period: ClosingPeriod) -> Facts:
    classes = read_closing(found, period)
    waiting = [each for each in classes if not each.is_done]
    return {
        "levels": levels_of(classes),
        "waiting": waiting,
        "missing": sum(each.missing for each in waiting),
        "open": sum(_is_open(each) for each in waiting),
        "awaited_from": awaited_from(period, found.rules),
        "is_open": _is_open,
    }


def _is_open(each: ClassClosing) -> bool:
    return each.closed is False and not each.is_unmarked


def _journals(found: ClosingSchool, period: ClosingPeriod) -> Facts:
    classes = read_closing(found, period)
    return {"classes": classes, "unmarked": [each.title for each in classes if each.is_unmarked]}


def _missed(found: ClosingSchool, period: ClosingPeriod) -> Facts:
    missed = read_missed(found, period)
    together = sum((each.sums for each in missed), LessonSums())
    return {"missed": missed, "together": together, "pupils": sum(each.pupils for each in missed)}


def _file(name: str, text: str) -> Response[str]:
    headers = {**PAGE_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/csv", headers=headers)


FILE = "table"
"""The word of the address at which the file is."""

PAGES: dict[str, tuple[str, Callable[[ClosingSchool, ClosingPeriod], Facts]]] = {
    "": ("figures.html", _classes),
    "journals": ("figures_journals.html", _journals),
    "missed": ("figures_missed.html", _missed),
}
"""The template of each page and what it shows, by the word of its address."""
