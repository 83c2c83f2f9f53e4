"""«Действия оператора»: what the operator wants done to accounts, devices and sessions, and the office's answer."""

from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT
from sqlalchemy import Connection

from portal.auth.accounts import linked_account
from portal.auth.esia.linking import has_office, is_in_office
from portal.auth.office_links import OfficeVisit
from portal.auth.operator_acts import STATE_WORDS, VALID_DAYS, VALID_MS, WAITING, decide, expire, read_operator_acts
from portal.errors import OfficeError
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, NOT_SIGNED_IN, PageRefusedError
from portal.store.dialects import enter

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}
STEPS = {"confirm": True, "refuse": False}


@get("/{code:str}/operator", **_shown)
def operator(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the acts."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        is_late = any(each.is_late(desk.now_ms()) for each in read_operator_acts(connection, visit.school))
    if is_late:
        with desk.writing(visit.school) as connection:
            expire(connection, visit.school, now_ms=desk.now_ms())
    with desk.reading(visit.school) as connection:
        return _page(connection, desk, visit)


@post("/{code:str}/operator", status_code=HTTP_200_OK, **_shown)
def operator_sent(
    code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take the answer of somebody of the office who has signed in."""
    visit, form = desk.visit_with_form(request, code, body)
    word, _, key = form.step.partition(" ")
    if word not in STEPS:
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=True) as connection:
        # a link alone may have been given by the operator to themselves
        if not _may_decide(connection, desk, visit):
            raise PageRefusedError(NOT_SIGNED_IN)
        by = {"by": "", "account": visit.account}
        try:
            decide(connection, visit.school, key, agrees=STEPS[word], **by, now_ms=desk.now_ms())
        except OfficeError as error:
            return _page(connection, desk, visit, str(error))
    return moved(f"{visit.home}/operator")


OPERATOR_HANDLERS = [operator, operator_sent]


def _may_decide(connection: Connection, desk: OfficeDesk, visit: OfficeVisit) -> bool:
    """Return whether the visitor has signed in and is of the office, or the deputy head; in the school then.

    That the deputy head still is one was asked as the page was opened.
    """
    if not visit.account:
        return False
    if visit.teacher:
        return linked_account(connection, visit.school, visit.teacher) == visit.account
    found = is_in_office(connection, visit.school, visit.account, now_ms=desk.now_ms())
    enter(connection, visit.school)
    return found


def _page(connection: Connection, desk: OfficeDesk, visit: OfficeVisit, fault: str = "") -> Response[str]:
    may_decide = _may_decide(connection, desk, visit)
    acts = read_operator_acts(connection, visit.school)
    facts: dict[str, Any] = {
        "waiting": [each for each in acts if each.state == WAITING],
        "past": [each for each in acts if each.state != WAITING],
        "words": STATE_WORDS,
        "may_decide": may_decide,
        "has_office": has_office(connection, visit.school),
        "days": VALID_DAYS,
        "valid_ms": VALID_MS,
        "fault": fault,
    }
    status = HTTP_409_CONFLICT if fault else HTTP_200_OK
    return page("operator.html", visit, read_school(connection, visit.school), facts, status=status)
