"""Lets requests that only read be answered from a copy of the database, and from the database where that would show.

Nobody misses what they wrote themselves: a cookie says up to where they have. What the copy does not know, such as a
link that was made a moment ago, and what it fails at, is asked of the database.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, cast

import litestar
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.ids import SchoolId
from portal.exchange.cursors import read_head
from portal.store.standby import Standby

Opening = Callable[[SchoolId], AbstractContextManager[Connection]]

COOKIE = "peremena_place"
KEPT_S = 60
"""How long a browser remembers where it wrote; a copy that is so far behind is not read from at all."""

SAFE = frozenset({"GET", "HEAD"})
DIGITS, NEVER_THERE = 20, 10**19
REFUSED, BROKEN = 400, 500
COURSE = "course"


@dataclass
class Course:
    """How one request is answered. is_far: from the copy. wrote: whether it has written into the database."""

    is_far: bool = False
    wrote: bool = False


def course_of(request: litestar.Request[Any, Any, Any]) -> Course:
    """Return how a request is answered."""
    found = request.scope["state"].get(COURSE)
    return found if isinstance(found, Course) else Course()


def noted(writing: Opening, course: Course) -> Opening:
    """Return how transactions are opened that write, so that the request remembers that it has written."""

    @contextmanager
    def opened(school: SchoolId) -> Iterator[Connection]:
        course.wrote = True
        with writing(school) as connection:
            yield connection

    return opened


def caught_up(standby: Standby, near: Opening) -> Opening:
    """Return how transactions are opened that read a school from the copy, once it has all that the database has."""

    @contextmanager
    def opened(school: SchoolId) -> Iterator[Connection]:
        if not standby.is_fit():
            with near(school) as connection:
                yield connection
            return
        with near(school) as connection:
            place = read_head(connection, school).seq
            with standby.reading(school) as copy:
                yield copy if read_head(copy, school).seq >= place else connection

    return opened


class FarReading:
    """What chooses for each request, round an application. standby: None while there is no copy.

    is_secure: whether people reach the portal by https.
    """

    def __init__(self, app: ASGIApp, standby: Callable[[], Standby | None], is_secure: Callable[[], bool]) -> None:
        self._app, self._standby, self._is_secure = app, standby, is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        standby = self._standby()
        if standby is None or scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        asked = scope["method"] in SAFE and standby.is_fit(_place_in(scope))
        if asked and await self._is_answered(_Turn(standby, scope, receive, send)):
            return
        await self._answer(_Turn(standby, scope, receive, send), Course())

    async def _is_answered(self, turn: "_Turn") -> bool:
        """Answer from the copy; return False where nothing was sent and the database is to be asked the same."""
        held: list[Message] = []
        status = 0

        async def hold(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            held.append(message)

        await self._answer(_Turn(turn.standby, turn.scope, turn.receive, hold), Course(is_far=True))
        if status >= BROKEN:
            turn.standby.lose()
        if status >= REFUSED:
            return False
        for message in held:
            await turn.send(message)
        return True

    async def _answer(self, turn: "_Turn", course: Course) -> None:
        async def send(message: Message) -> None:
            if message["type"] == "http.response.start" and course.wrote:
                place = await sync_to_thread(_place_of, turn.standby)
                cookie = Cookie(
                    COOKIE, value=str(place), max_age=KEPT_S, httponly=True, secure=self._is_secure(), samesite="lax"
                )
                MutableScopeHeaders(message).add("set-cookie", cookie.to_header(header=""))
            await turn.send(message)

        scope = {**turn.scope, "state": {**turn.scope["state"], COURSE: course}}
        await self._app(cast("Scope", scope), turn.receive, send)


@dataclass(frozen=True)
class _Turn:
    standby: Standby
    scope: Scope
    receive: Receive
    send: Send


def _place_in(scope: Scope) -> int:
    """Return up to where the database has to be read, 0 for anything."""
    text = ASGIConnection[Any, Any, Any, Any](scope).cookies.get(COOKIE, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= DIGITS else 0


def _place_of(standby: Standby) -> int:
    """Return what a browser is told that has written; where that is not known, more than a copy will ever have."""
    try:
        return standby.place()
    except SQLAlchemyError:
        return NEVER_THERE
