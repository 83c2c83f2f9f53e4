"""«Контроль»: what waits for the deputy head, how the journals are kept, and what happened on a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.closing_figures import ClosingPeriod
from app.files.headed import as_day
from app.ids import OperationId
from app.judging.verdicts import TEXT_LIMIT, Outcome
from app.operations import HeldDecide
from portal.archive.keeping_terms import year_text
from portal.auth.office_links import OfficeVisit
from portal.exchange.deciding import decide_held
from portal.office import control_wording as wording
from portal.office.control_events import SORTS, chosen, people_in, read_day
from portal.office.control_events import Asked as AskedEvents
from portal.office.control_held import count_waiting, read_decided, read_deputies, read_waiting
from portal.office.control_keeping import KeptSchool, Wanted
from portal.office.control_table import keeping_table
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import PAGE_HEADERS, moved, page
from portal.office.figures_reading import ClosingSchool
from portal.office.figures_wording import heading_words, period_words
from portal.office.forms import Form, has_hidden_signs
from portal.office.past_years import past_year, read_shown_years
from portal.office.people_deeds import ticked
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, NOT_DEPUTY, UNKNOWN, PageRefusedError

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}
Facts = dict[str, Any]
Query = Mapping[str, str]

SHOWN = 100
"""Entries on the page; the others are counted. A form of ours holds some more fields than that."""

EARLIEST = date(2000, 1, 1)
"""The first day that the events page opens: no portal is as old, and a school's clocks can tell its hours."""

STEPS = {"accept": True, "refuse": False}
COUNT_DIGITS = 3
WORDS: Facts = {
    name: getattr(wording, name)
    for name in (
        *("entries_words", "journals_words", "place_words", "ground_words", "sides_of", "author_words", "wall_words"),
        *("decision_words", "lack_cells", "since_words"),
    )
} | {"lacks": wording.LACKS, "period_words": period_words, "year_text": year_text}
"""What the templates say things with."""


@get("/{code:str}/control", **_shown)
def control(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show what waits for the deputy head."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return _held_page(connection, desk, visit, {"said": _said(request.query_params)})


@get("/{code:str}/control/{word:str}", **_shown)
def control_page(
    code: FromPath[str], word: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show what was decided, how the journals are kept or what happened, or send the file."""
    visit, query = desk.visit(request, code), request.query_params
    with desk.reading(visit.school) as connection:
        match word:
            case "decided":
                rows = read_decided(connection, visit.school)
                return _page(connection, desk, visit, "control_decided.html", {"word": word, "rows": rows})
            case "journals":
                return _page(
                    connection, desk, visit, "control_journals.html", _journals(connection, desk, visit, query)
                )
            case "table":
                return _file(_journals(connection, desk, visit, query))
            case "events":
                return _page(connection, desk, visit, "control_events.html", _events(connection, desk, visit, query))
            case _:
                raise PageRefusedError(UNKNOWN)


@post("/{code:str}/control", status_code=HTTP_200_OK, **_shown)
def control_sent(
    code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take a deputy head's decision on the entries that are ticked."""
    visit, form = desk.visit_with_form(request, code, body)
    if not visit.teacher:
        raise PageRefusedError(NOT_DEPUTY)
    if form.step not in STEPS:
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        return _decided(connection, desk, visit, form)


CONTROL_HANDLERS = [control, control_page, control_sent]


def _decided(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, form: Form) -> Response[str]:
    accept, answer = STEPS[form.step], form.typed.get("answer", "").strip()
    picked = {OperationId(key) for key in ticked(form.typed, "in.")}
    # in the order in which they came: one may build on another
    waiting = [each.id for each in sorted(read_waiting(connection, visit.school), key=lambda each: each.seq)]
    if fault := _fault(picked, accept=accept, answer=answer):
        facts = {"fault": fault, "answer": answer, "picked": picked}
        return _held_page(connection, desk, visit, facts, status=HTTP_422_UNPROCESSABLE_ENTITY)
    if not picked <= set(waiting):
        fault = "Ничего не решено: часть отмеченного уже решена или отозвана. Отметьте ещё раз."
        return _held_page(connection, desk, visit, {"fault": fault, "answer": answer}, status=HTTP_409_CONFLICT)
    entries = [each for each in waiting if each in picked]
    decision = HeldDecide(accept, answer)
    verdicts = decide_held(connection, visit.school, visit.teacher, entries, decision, received_ms=desk.now_ms())
    done = sum(each.outcome is Outcome.APPLIED for each in verdicts)
    if done < len(verdicts):
        fault = (
            f"Решено: {wording.entries_words(done)}. Остальные принять уже нельзя: того, что они меняли, больше нет. "
            "Их можно отклонить."
        )
        return _held_page(connection, desk, visit, {"fault": fault}, status=HTTP_409_CONFLICT)
    return moved(f"{visit.home}/control?{form.step}={done}")


def _fault(picked: set[OperationId], *, accept: bool, answer: str) -> str:
    if not picked:
        return "Ничего не решено: отметьте хотя бы одну запись."
    if not accept and not answer:
        return "Ничего не решено: при отказе нужен ответ учителю, почему."
    if len(answer) > TEXT_LIMIT or has_hidden_signs(answer):
        return f"Ничего не решено: ответ не длиннее {TEXT_LIMIT} знаков и без невидимых знаков."
    return ""


def _held_page(
    connection: Connection, desk: OfficeDesk, visit: OfficeVisit, facts: Facts, *, status: int = HTTP_200_OK
) -> Response[str]:
    rows = read_waiting(connection, visit.school)
    today = today_in(connection, visit.school, desk.now_ms())
    shown: Facts = {
        "word": "",
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "deputies": read_deputies(connection, visit.school, today),
        "said": "",
        "fault": "",
        "answer": "",
        "picked": frozenset(),
        "most": TEXT_LIMIT,
        **facts,
    }
    return _page(connection, desk, visit, "control_held.html", shown, status=status)


def _page(  # noqa: PLR0913 (where it is read, for whom, and what it shows)
    connection: Connection,
    desk: OfficeDesk,
    visit: OfficeVisit,
    template: str,
    facts: Facts,
    *,
    status: int = HTTP_200_OK,
) -> Response[str]:
    common = {**WORDS, "waiting": count_waiting(connection, visit.school), "today": _today(connection, desk, visit)}
    return page(template, visit, read_school(connection, visit.school), {**common, **facts}, status=status)


def _today(connection: Connection, desk: OfficeDesk, visit: OfficeVisit) -> date:
    return today_in(connection, visit.school, desk.now_ms())


def _journals(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, query: Query) -> Facts:
    """Return what the page and the file of the journals show.

    query: "year", the present one where it is left out, and "period" of a past one, which opens whole.

    Raises:
        PageRefusedError: there is no such year.
    """
    years = read_shown_years(connection, visit.school, read_school(connection, visit.school).year)
    past = past_year(years, query.get("year", ""))
    wanted = Wanted(query.get("class", ""), query.get("teacher", ""))
    closing = ClosingSchool(connection, visit.school, _today(connection, desk, visit), past)
    period = closing.chosen(query.get("period", "")) if past else None
    found = KeptSchool(closing, desk.counts, period)
    rows = found.keeping(wanted) if period or not past else ()
    lacking = [each for each in rows if each.lacking]
    every = query.get("all") == "1"
    return {
        "word": "journals",
        "rows": rows if every else lacking,
        "count": len(rows),
        "lacking": len(lacking),
        "rules": wording.rules_words(closing.rules, is_past=bool(past)),
        "every": every,
        "wanted": wanted,
        "asked": _asked(past, period, wanted),
        "classes": found.classes,
        "teachers": found.teachers,
        "years": years,
        "past": past,
        "period": period,
        "periods": closing.periods,
        "of_past": f": {heading_words(period, past)}" if period else "",
    }


def _asked(past: int, period: ClosingPeriod | None, wanted: Wanted) -> str:
    """Return how an address asks for what is shown."""
    of_year = {"year": str(past or ""), "period": period.key if period else ""}
    asked = {**of_year, "class": wanted.school_class, "teacher": wanted.teacher}
    return "".join(f"&{name}={quote(text)}" for name, text in asked.items() if text)


def _events(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, query: Query) -> Facts:
    today, school = _today(connection, desk, visit), read_school(connection, visit.school)
    wanted = as_day(query.get("day", ""), today.year) or today
    day = wanted if EARLIEST <= wanted <= today else today
    asked = AskedEvents(day, query.get("sort", ""), query.get("person", ""))
    happened = read_day(connection, visit.school, school.zone, day, now_ms=desk.now_ms())
    return {
        "word": "events",
        "asked": asked,
        "sorts": SORTS,
        "people": people_in(happened),
        "events": chosen(happened, asked),
        "before": day - timedelta(1) if day > EARLIEST else None,
        "after": day + timedelta(1) if day < today else None,
    }


def _file(shown: Facts) -> Response[str]:
    past, period = shown["past"], shown["period"]
    of_year = (year_text(past).replace("/", "-"), period.key) if period else ()
    name = "-".join(("vedenie-zhurnalov", *of_year))
    headers = {**PAGE_HEADERS, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(keeping_table(shown["rows"]), media_type="text/csv", headers=headers)


def _said(query: Query) -> str:
    """Return what was just decided, as the address says it; anybody can write one."""
    for step, words in (("accept", "Принято"), ("refuse", "Отклонено")):
        count = query.get(step, "")
        if count.isdecimal() and len(count) <= COUNT_DIGITS:
            return f"{words}: {wording.entries_words(int(count))}. Учителя узнают об этом при ближайшем обмене."
    return ""
