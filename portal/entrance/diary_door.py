"""The door of the diary: a link that is a person's own opens for their sign-in only, and while they may."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, cast

from litestar import Response
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from sqlalchemy import bindparam, select

from app.ids import PupilId, SchoolId
from portal.auth.families import may_read
from portal.auth.of_age import day_of, is_gone
from portal.auth.tokens import hash_of
from portal.diary import drawing as diary
from portal.diary.readings import Opened, Readings
from portal.entrance.addresses import sign_in_for
from portal.entrance.desk import Asked, EntranceDesk
from portal.entrance.drawing import moved
from portal.store.change_signs import ChangeSign
from portal.store.dialects import NO_SCHOOL, present
from portal.store.tables import links

Connected = ASGIConnection[Any, Any, Any, Any]
Door = Callable[[Connected, BaseRouteHandler], Awaitable[None]]
MOST_OPENED = 20_000
"""Links remembered to be open, of some 200 bytes each."""

NOTHING = Opened(NO_SCHOOL, PupilId(""), "", "")
"""What is asked about where a link opens nothing."""

_LINK = select(links.c.school_id, links.c.pupil, links.c.account).where(
    links.c.code_hash == bindparam("code"), links.c.revoked.is_(None)
)


class ClosedError(HTTPException):
    """A link is not for whoever shows it. onto: the sign-in where that may help, else nothing is there."""

    def __init__(self, onto: str = "") -> None:
        super().__init__(status_code=404)
        self.onto = onto


def diary_door(desk: EntranceDesk, sign: ChangeSign) -> Door:
    """Return what guards every page of the diary, so that one which is added later is guarded by itself.

    It raises ClosedError for a link that is a person's own where nobody or somebody else is signed in, or where the
    person may no longer read the diary; of a form nothing is read then. A secret link opens for everybody while the
    pupil is at the school; that it does is remembered until anything at all is committed, or the day ends. That a diary
    was opened is written down once a day for each link.
    """
    opened: OrderedDict[str, tuple[int, date]] = OrderedDict()
    readings = Readings(desk.writing, desk.now_ms)

    async def guard(connection: Connected, _handler: BaseRouteHandler) -> None:
        code = connection.path_params.get("code")
        if code is None:
            return
        hashed, state, request = hash_of(code), sign.read(), cast("Asked", connection)
        found = None if state is None else (state, day_of(desk.now_ms()))
        if found is None or opened.get(hashed) != found:
            is_for_all = await sync_to_thread(_let_in, desk, readings, request, hashed)
            if is_for_all and found is not None:
                opened[hashed] = found
                if len(opened) > MOST_OPENED:
                    opened.popitem(last=False)

    return guard


def _let_in(desk: EntranceDesk, readings: Readings, request: Asked, hashed: str) -> bool:
    """Return whether a link opens for everybody, being nobody's own, and nothing is left to be written down today.

    What is closed costs the same, whether there never was such a link, it has ended, or it is another person's.

    Raises:
        ClosedError: it is not for whoever shows it.
    """
    link = _link_of(desk, hashed)
    if link is None or link.account:
        link = _own(desk, request, link)
    return request.method == "GET" and readings.note(link) and not link.account


def _link_of(desk: EntranceDesk, hashed: str) -> Opened | None:
    """Return what a link opens, None where there is none (any more), or its pupil has left and it is nobody's own."""
    with desk.reading(NO_SCHOOL) as connection:
        present(connection, hashed)
        row = connection.execute(_LINK, {"code": hashed}).one_or_none()
        found = Opened(SchoolId(row.school_id), PupilId(row.pupil), hashed, str(row.account)) if row else NOTHING
        asked = NOTHING if found.account else found
        is_over = is_gone(connection, asked.school, asked.pupil, now_ms=desk.now_ms())
    return None if is_over or row is None else found


def _own(desk: EntranceDesk, request: Asked, link: Opened | None) -> Opened:
    """Return a link that is the own one of whoever is signed in. link: None for one that opens nothing.

    Raises:
        ClosedError: it is not, or the person may not read the diary now.
    """
    _, account = desk.account(request)
    if link is None:
        raise ClosedError
    if account is None:
        raise ClosedError(sign_in_for(request.url.path))
    if account.id != link.account:
        raise ClosedError
    with desk.reading(NO_SCHOOL) as connection:
        if not may_read(connection, account.id, link.school, link.pupil, now_ms=desk.now_ms()):
            raise ClosedError
    return link


def send_away(_request: Asked, error: ClosedError) -> Response[str]:
    """Answer what the door keeps closed like a link that does not exist, or lead to the sign-in."""
    return moved(error.onto) if error.onto else diary.answer(None)
