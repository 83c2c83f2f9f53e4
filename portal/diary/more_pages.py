"""What else a family can do with a diary, over HTTP: the calendar, other children's diaries, the phone, the printer."""

from typing import Any

import litestar
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK

from portal.diary.calendars import end_feed, has_feed, issue_feed, read_timetable, timetable_text
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import answer, draw, moved
from portal.diary.family import NotADiaryError, put_beside, read_beside, take_away
from portal.diary.forms import form_token, read_form
from portal.diary.looking import count_unseen
from portal.diary.opening import Visit
from portal.diary.pages import SHOWN
from portal.diary.readers_pages import is_allowed, own_account
from portal.diary.reading import class_title
from portal.rights import Action
from portal.store.dialects import NO_SCHOOL

Asked = litestar.Request[Any, Any, Any]

CALENDAR = "text/calendar"
CALENDAR_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
ENDING = ".ics"


@get("/diary/{code:str}/more", **SHOWN)
def show_more(code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Show what else can be done."""
    with desk.visit(code) as visit:
        return answer(_drawn(visit, desk.now_ms()))


@post("/diary/{code:str}/more", status_code=HTTP_200_OK, **SHOWN)
def more_sent(request: Asked, code: FromPath[str], body: RawBody, desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Make or end the calendar's address, put another diary beside this one or take it away."""
    form = read_form(request.headers, body, code)
    step, _, subject = form.get("step", "").partition(" ")
    with desk.writing_visit(code) as visit:
        if step == "calendar":
            path = issue_feed(visit, now_ms=desk.now_ms())
            return answer(_drawn(visit, desk.now_ms(), calendar=f"{desk.issuer}{path}"))
        if step == "calendar-end":
            end_feed(visit)
        elif step == "away":
            take_away(visit, subject)
        elif step == "beside":
            try:
                put_beside(visit, form.get("name", ""), form.get("address", ""))
            except NotADiaryError:
                return answer(_drawn(visit, desk.now_ms(), typed=form))
        return moved(f"{visit.home}/more")


def _drawn(visit: Visit, now_ms: int, *, calendar: str = "", typed: dict[str, str] | None = None) -> str:
    """Return the page. calendar: a new address, shown this once. typed: what was refused as a diary's address."""
    account = own_account(visit)
    allowed = {
        action
        for action in (Action.SEE_READERS, Action.TAKE_DATA, Action.PROPOSE_EXCUSE)
        if account and is_allowed(visit, account, action, now_ms=now_ms)
    }
    facts = {
        "owner": visit.owner,
        "title": class_title(visit.connection, visit.owner, visit.today, visit.today),
        "home": visit.home,
        "token": form_token(visit.code),
        "calendar": calendar,
        "has_feed": has_feed(visit),
        "beside": read_beside(visit),
        "fresh": count_unseen(visit),
        "typed": typed,
        "sees_readers": Action.SEE_READERS in allowed,
        "takes_data": Action.TAKE_DATA in allowed,
        "proposes": Action.PROPOSE_EXCUSE in allowed,
    }
    return draw("more.html", facts)


@get("/calendar/{name:str}", media_type=MediaType.TEXT, include_in_schema=False, sync_to_thread=True)
def send_calendar(name: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Send a timetable to a calendar program."""
    now_ms = desk.now_ms()
    with desk.reading(NO_SCHOOL) as connection:
        timetable = read_timetable(connection, name.removesuffix(ENDING), now_ms=now_ms)
    return Response(timetable_text(timetable, now_ms=now_ms), media_type=CALENDAR, headers=CALENDAR_HEADERS)


MORE_PAGES = [show_more, more_sent, send_calendar]
