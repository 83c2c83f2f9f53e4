"""«Сообщить о пропуске» over HTTP: for whom the table of rights lets propose, by a link of the person's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import litestar
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from app.domain.attendance import Absence
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import PAGE_HEADERS, draw, moved
from portal.diary.family import read_beside
from portal.diary.forms import form_token, read_form
from portal.diary.looking import count_unseen
from portal.diary.opening import Visit
from portal.diary.pages import SHOWN
from portal.diary.proposal_wording import REFUSED, SIGNS, STATES, days_words, error_words, reason_words
from portal.diary.proposing import MOST_SHOWN, class_of, known_name, propose, read_proposals, withdraw
from portal.diary.proposing import read_form as read_proposal
from portal.diary.readers_pages import account_for, moment_words
from portal.diary.reading import class_title
from portal.refusals import Code, RefusedError
from portal.rights import Action

Asked = litestar.Request[Any, Any, Any]
Typed = Mapping[str, str]
NO_ERRORS: Typed = {}


@get("/diary/{code:str}/absence", **SHOWN)
def show_absence(code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Show the form, and what was sent before with what became of it."""
    with desk.visit(code) as visit:
        account = account_for(visit, Action.PROPOSE_EXCUSE, now_ms=desk.now_ms())
        day = str(visit.today)
        typed = {"first": day, "last": day, "sign": Absence.ILL.value}
        typed["proposer"] = known_name(visit.connection, visit.owner, account)
        return _page(visit, typed)


@post("/diary/{code:str}/absence", status_code=HTTP_200_OK, **SHOWN)
def absence_sent(request: Asked, code: FromPath[str], body: RawBody, desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Send what was typed to the school, or take back what waits."""
    form = read_form(request.headers, body, code)
    step, _, key = form.get("step", "").partition(" ")
    with desk.writing_visit(code, in_turn=True) as visit:
        account = account_for(visit, Action.PROPOSE_EXCUSE, now_ms=desk.now_ms())
        if wait_s := desk.limits.proposed.take(account):
            raise RefusedError(Code.THROTTLED, retry_after_s=wait_s)
        if step == "withdraw":
            withdraw(visit, account, key, now_ms=desk.now_ms())
            return moved(f"{visit.home}/absence#sent")
        return _sent(visit, account, form, desk)


def _sent(visit: Visit, account: str, form: Typed, desk: DiaryDesk) -> Response[str]:
    """Send what a form says, or show it again with what stands against it."""
    school_class = class_of(visit.connection, visit.owner, visit.today)
    if school_class is None:
        return _page(visit, form, refused="no_class")
    read = read_proposal(form, visit.owner, school_class, desk.now(), visit.today)
    if read.proposal is None:
        return _page(visit, form, errors=read.errors)
    if refused := propose(visit, account, read.proposal, now_ms=desk.now_ms()):
        return _page(visit, form, refused=refused)
    return moved(f"{visit.home}/absence#sent")


def _page(visit: Visit, typed: Typed, *, errors: Typed = NO_ERRORS, refused: str = "") -> Response[str]:
    """Return the page. typed: what stands in the form. errors: by field, codes. refused: why nothing is sent at all."""
    found = read_proposals(visit.connection, visit.owner)
    facts = {
        "owner": visit.owner,
        "title": class_title(visit.connection, visit.owner, visit.today, visit.today),
        "home": visit.home,
        "token": form_token(visit.code),
        "beside": read_beside(visit),
        "fresh": count_unseen(visit),
        "typed": typed,
        "errors": {name: error_words(name, code) for name, code in errors.items()},
        "refused": REFUSED[refused] if refused else "",
        "signs": SIGNS,
        "states": STATES,
        "sent": found[:MOST_SHOWN],
        "days_of": days_words,
        "reason_of": reason_words,
        "sent_at": lambda filed: moment_words(int(datetime.fromisoformat(filed).timestamp() * 1000), visit.owner.zone),
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if errors or refused else HTTP_200_OK
    page = draw("absence.html", facts)
    return Response(page, media_type=MediaType.HTML, status_code=status, headers=PAGE_HEADERS)


PROPOSING_PAGES = [show_absence, absence_sent]
