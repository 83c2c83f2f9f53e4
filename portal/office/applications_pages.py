"""«Доступ к дневнику» of the office: applications that wait, decisions with their ground, the journal of all steps."""

from dataclasses import dataclass
from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.access import ENDED, GRANTED, REFUSED, needs_answer
from app.files.headed import as_day
from app.ids import OperationId
from app.judging.verdicts import TEXT_LIMIT, Outcome
from app.operations import Operation
from app.planning import AccessDecide
from portal.auth.applications import count_steps, settle
from portal.auth.office_links import OfficeVisit
from portal.exchange.cursors import read_head
from portal.exchange.office import decide_asked
from portal.office.applications_reading import (
    Shown,
    found_in,
    read_journal,
    read_one,
    read_shown,
    read_told,
    waiting_first,
)
from portal.office.applications_table import journal_table
from portal.office.applications_wording import STATES, STEPS, doubt_words
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import PAGE_HEADERS, moved, page
from portal.office.forms import Form, has_hidden_signs
from portal.office.people_wording import dotted, long_day
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}
MOST_DECIDED, MOST_LINES = 100, 500
"""Shown at once of what was decided, the newest first, and of the journal; its file has everything."""

ANSWERS = {
    REFUSED: "Напишите, почему отказано: заявитель это прочитает.",
    ENDED: "Напишите документ, его номер и дату.",
    GRANTED: "Напишите, как проверена личность: документ, кто и когда его видел.",
}
"""What has to be said for a decision that demands a ground."""

DECIDED = "Пока вы смотрели, заявление уже изменилось. Ничего не сохранено: вот как оно стоит сейчас."
UNFIT = f"Не длиннее {TEXT_LIMIT} знаков и без невидимых знаков."
WORDS = {"long_day": long_day, "doubt_words": doubt_words, "states": STATES, "step_names": STEPS}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nothing was decided. status: of HTTP. text, day: what was typed."""

    words: str
    status: int
    text: str
    day: str = ""


@get("/{code:str}/applications", **_shown)
def applications(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the applications that wait, those due first, and the ones that were decided."""
    visit, text = desk.visit(request, code), request.query_params.get("find", "")[:MOST_DECIDED]
    with desk.reading(visit.school) as connection:
        every = read_shown(connection, visit.school, now_ms=desk.now_ms())
        decided = [each for each in found_in(every, text) if each.request.decision]
        facts = {
            "waiting": waiting_first(every),
            "decided": decided[:MOST_DECIDED],
            "more": max(0, len(decided) - MOST_DECIDED),
            "find": text,
        }
        return page("applications.html", visit, read_school(connection, visit.school), {**WORDS, **facts})


@get("/{code:str}/applications/journal", **_shown)
def journal(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the journal of the procedure, to be printed; as a file where the address asks for one."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        school = read_school(connection, visit.school)
        if request.query_params.get("as") == "csv":
            lines = read_journal(connection, visit.school, now_ms=desk.now_ms())
            headers = {**PAGE_HEADERS, "Content-Disposition": 'attachment; filename="zayavleniya.csv"'}
            return Response(journal_table(lines, school.zone), media_type="text/csv", headers=headers)
        lines = read_journal(connection, visit.school, MOST_LINES, now_ms=desk.now_ms())
        more = count_steps(connection, visit.school) - len(lines)
        facts = {"lines": lines, "more": more, "now_ms": desk.now_ms()}
        return page("applications_journal.html", visit, school, facts)


@get("/{code:str}/applications/of/{key:str}", **_shown)
def application(
    code: FromPath[str], key: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Show an application, what to look at, and what can be decided."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        return _page(connection, visit, _known(connection, desk, visit, key))


@post("/{code:str}/applications/of/{key:str}", status_code=HTTP_200_OK, **_shown)
def application_sent(
    *, code: FromPath[str], key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Decide an application as the office."""
    visit, form = desk.visit_with_form(request, code, body)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        shown = _known(connection, desk, visit, key)
        fault = _decide(connection, visit, shown, form, now_ms=desk.now_ms())
        if fault is not None:
            return _page(connection, visit, _known(connection, desk, visit, key), fault)
    return moved(f"{visit.home}/applications/of/{key}")


def _decide(connection: Connection, visit: OfficeVisit, shown: Shown, form: Form, *, now_ms: int) -> Fault | None:
    """Decide, and open or end the access; return why not, None where it is done.

    Raises:
        PageRefusedError: that is nothing that the office decides.
    """
    decision, typed = form.step, (form.typed.get("answer", "").strip(), form.typed.get("day", ""))
    if decision not in ANSWERS:
        raise PageRefusedError(MALFORMED)
    answer = _answer(decision, *typed)
    if needs_answer(shown.request.decision, decision) and not answer:
        return Fault(ANSWERS[decision], HTTP_422_UNPROCESSABLE_ENTITY, *typed)
    if len(answer) > TEXT_LIMIT or has_hidden_signs(answer):
        return Fault(UNFIT, HTTP_422_UNPROCESSABLE_ENTITY, *typed)
    operation = Operation(
        AccessDecide(decision, answer), str(shown.request.id), OperationId(form.drawn.get("token", ""))
    )
    since = read_head(connection, visit.school).seq
    verdict = decide_asked(connection, visit.school, operation, received_ms=now_ms)
    settle(connection, visit.school, since=since, now_ms=now_ms)
    return Fault(DECIDED, HTTP_409_CONFLICT, *typed) if verdict.outcome is Outcome.REJECTED else None


def _answer(decision: str, typed: str, day: str) -> str:
    """Return the ground that was given; of an end it is the document with its date, empty where one is missing."""
    if decision != ENDED:
        return typed
    dated = as_day(day, 0)
    return f"{typed} от {dotted(dated)}" if typed and dated else ""


def _page(connection: Connection, visit: OfficeVisit, shown: Shown, fault: Fault | None = None) -> Response[str]:
    facts = {"shown": shown, "told": read_told(connection, visit.school, str(shown.request.id)), "fault": fault}
    status = fault.status if fault else HTTP_200_OK
    return page("application.html", visit, read_school(connection, visit.school), {**WORDS, **facts}, status=status)


def _known(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, key: str) -> Shown:
    found = read_one(connection, visit.school, key, now_ms=desk.now_ms())
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found


APPLICATION_HANDLERS = [applications, journal, application, application_sent]
