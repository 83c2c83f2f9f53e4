"""Notices over HTTP: what a family chooses, the addresses that letters lead to, and the feed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import litestar
from litestar import MediaType, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK

from app.ids import SchoolId
from portal.auth.derived import DerivedKeys
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import answer, draw, moved
from portal.diary.family import read_beside
from portal.diary.forms import MAX_BYTES, OURS, FormRefusedError, form_token, read_form
from portal.diary.looking import count_unseen
from portal.diary.news import NewsSort
from portal.diary.opening import Visit, hears_answers
from portal.diary.pages import SHOWN
from portal.diary.reading import class_title
from portal.diary.routes import failed
from portal.notices.choosing import (
    CONFIRM,
    FEED,
    FEED_WHOLE,
    STOP,
    NoticeDoor,
    TooSoonError,
    Wish,
    choose,
    confirm,
    door_of,
    end_door,
    find_door,
    forget,
    new_door,
    read_choice,
)
from portal.notices.feeds import SORTS, feed_bytes, read_feed
from portal.notices.mail_settings import checked_address
from portal.notices.timing import AT_ONCE, HOURS
from portal.store.dialects import NO_SCHOOL

Asked = litestar.Request[Any, Any, Any]

ATOM_TYPE = "application/atom+xml"
FEED_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
ENDING = ".atom"
USUAL_HOUR = 18
NO_ADDRESS, TOO_SOON = "address", "soon"


@dataclass(frozen=True)
class NoticesDesk:
    """What the pages work with. is_mailing: the operator has named a mail server."""

    diary: DiaryDesk
    keys: DerivedKeys = field(repr=False)
    is_mailing: bool


@get("/diary/{code:str}/notices", **SHOWN)
def show_notices(code: FromPath[str], notices: NamedDependency[NoticesDesk]) -> Response[str]:
    """Show what is chosen."""
    with notices.diary.visit(code) as visit:
        return answer(_drawn(notices, visit))


@post("/diary/{code:str}/notices", status_code=HTTP_200_OK, **SHOWN)
def notices_sent(
    request: Asked, code: FromPath[str], body: RawBody, notices: NamedDependency[NoticesDesk]
) -> Response[str]:
    """Keep what a family chooses, or end it; make or end the feed's address."""
    form = read_form(request.headers, body, code)
    now_ms = notices.diary.now_ms()
    with notices.diary.writing_visit(code) as visit:
        school = SchoolId(visit.owner.school_id)
        match form.get("step"):
            case "feed":
                end_door(visit.connection, school, visit.link, FEED, FEED_WHOLE)
                door = NoticeDoor(school, visit.link, FEED_WHOLE if "shows" in form else FEED)
                path = f"/feed/{new_door(visit.connection, door, now_ms=now_ms)}{ENDING}"
                return answer(_drawn(notices, visit, feed=f"{notices.diary.issuer}{path}"))
            case "feed-end":
                end_door(visit.connection, school, visit.link, FEED, FEED_WHOLE)
            case "stop":
                forget(visit.connection, school, visit.link)
            case "save" if notices.is_mailing:
                if wrong := _chosen(notices, visit, form, now_ms):
                    return answer(_drawn(notices, visit, wrong=wrong, typed=form))
        return moved(f"{visit.home}/notices")


def _chosen(notices: NoticesDesk, visit: Visit, form: dict[str, str], now_ms: int) -> str:
    """Keep what a form says; return what is wrong with it, empty for nothing."""
    known = read_choice(visit.connection, notices.keys, SchoolId(visit.owner.school_id), visit.link)
    typed = form.get("address", "").strip()
    address = checked_address(typed) if typed or known is None else known.address
    if address is None:
        return NO_ADDRESS
    try:
        choose(visit, notices.keys, address, _wish(form), now_ms=now_ms)
    except TooSoonError:
        return TOO_SOON
    return ""


def _wish(form: dict[str, str]) -> Wish:
    hour = form.get("hour", "")
    at = int(hour) if hour in {str(each) for each in HOURS} else AT_ONCE
    sorts = frozenset(sort for sort in NewsSort if f"sort-{sort}" in form)
    return Wish(sorts, at, shows="shows" in form, names="names" in form)


def _drawn(
    notices: NoticesDesk, visit: Visit, *, feed: str = "", wrong: str = "", typed: dict[str, str] | None = None
) -> str:
    """Return the page. feed: a new address, shown this once. wrong: with what was typed."""
    school = SchoolId(visit.owner.school_id)
    choice = read_choice(visit.connection, notices.keys, school, visit.link)
    hears = hears_answers(visit.connection, visit.owner, visit.link, now_ms=notices.diary.now_ms())
    wish = choice.wish if choice else Wish(frozenset(NewsSort), AT_ONCE)
    facts = {
        "owner": visit.owner,
        "title": class_title(visit.connection, visit.owner, visit.today, visit.today),
        "home": visit.home,
        "token": form_token(visit.code),
        "beside": read_beside(visit),
        "fresh": count_unseen(visit),
        "is_mailing": notices.is_mailing,
        "choice": choice,
        "wish": _wish(typed) if typed is not None else wish,
        "masked": masked(choice.address) if choice else "",
        "typed": (typed or {}).get("address", ""),
        "wrong": wrong,
        "sorts": {sort: words for sort, words in SORTS.items() if hears or sort is not NewsSort.ANSWERS},
        "hours": HOURS,
        "usual_hour": USUAL_HOUR,
        "feed": feed,
        "kept_feed": door_of(visit.connection, school, visit.link, FEED, FEED_WHOLE),
    }
    return draw("notices.html", facts)


def masked(address: str) -> str:
    """Return an address as it is shown: who shares the link knows it again, and learns no more."""
    name, _, domain = address.rpartition("@")
    return f"{name[:2]}…@{domain}"


@get("/notices/confirm/{secret:str}", **SHOWN)
def ask_to_confirm(secret: FromPath[str], notices: NamedDependency[NoticesDesk]) -> Response[str]:
    """Ask once more: programs that look at letters open their addresses too."""
    with notices.diary.reading(NO_SCHOOL) as connection:
        door = find_door(connection, secret, CONFIRM, now_ms=notices.diary.now_ms())
    return answer(draw("notice_door.html", {"door": door, "is_done": False}))


@post("/notices/confirm/{secret:str}", status_code=HTTP_200_OK, **SHOWN)
def confirmed(
    request: Asked, secret: FromPath[str], body: RawBody, notices: NamedDependency[NoticesDesk]
) -> Response[str]:
    """Let letters go to the address that has confirmed."""
    _check_origin(request, body)
    now_ms = notices.diary.now_ms()
    with notices.diary.writing(NO_SCHOOL) as connection:
        door = find_door(connection, secret, CONFIRM, now_ms=now_ms)
        confirm(connection, notices.keys, door, now_ms=now_ms)
    return answer(draw("notice_door.html", {"door": door, "is_done": True}))


@get("/notices/stop/{secret:str}", **SHOWN)
def ask_to_stop(secret: FromPath[str], notices: NamedDependency[NoticesDesk]) -> Response[str]:
    """Ask once more, as above."""
    with notices.diary.reading(NO_SCHOOL) as connection:
        door = find_door(connection, secret, STOP, now_ms=notices.diary.now_ms())
    return answer(draw("notice_door.html", {"door": door, "is_done": False}))


@post("/notices/stop/{secret:str}", status_code=HTTP_200_OK, **SHOWN)
def stopped(
    request: Asked, secret: FromPath[str], body: RawBody, notices: NamedDependency[NoticesDesk]
) -> Response[str]:
    """End the letters at once; a mail program may ask it for its reader.  Source: RFC 8058, section 3.2."""
    _check_origin(request, body)
    with notices.diary.writing(NO_SCHOOL) as connection:
        door = find_door(connection, secret, STOP, now_ms=notices.diary.now_ms())
        forget(connection, door.school, door.link)
    return answer(draw("notice_door.html", {"door": door, "is_done": True}))


def _check_origin(request: Asked, _body: bytes) -> None:
    """Check that no page of another site sends it. A program of a mail provider says nothing of a site.

    Raises:
        FormRefusedError: another site does.
    """
    if request.headers.get("sec-fetch-site", "") not in OURS:
        raise FormRefusedError


@get("/feed/{name:str}", media_type=MediaType.TEXT, include_in_schema=False, sync_to_thread=True)
def send_feed(name: FromPath[str], notices: NamedDependency[NoticesDesk]) -> Response[bytes]:
    """Send what is new to a feed reader."""
    with notices.diary.reading(NO_SCHOOL) as connection:
        feed = read_feed(connection, name.removesuffix(ENDING), now_ms=notices.diary.now_ms())
    return Response(feed_bytes(feed), media_type=ATOM_TYPE, headers=FEED_HEADERS)


PAGES = [show_notices, notices_sent, ask_to_confirm, confirmed, ask_to_stop, stopped, send_feed]


def notices_router(notices: Callable[[Asked], NoticesDesk]) -> Router:
    """Return the pages of notices, to be mounted behind the diary's door. notices: what a request is answered with."""
    return Router(
        "/",
        route_handlers=PAGES,
        dependencies={"notices": Provide(notices, sync_to_thread=False)},
        exception_handlers={Exception: failed},
        request_max_body_size=MAX_BYTES,
    )
