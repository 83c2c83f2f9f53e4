"""The roster's service over HTTP: OneRoster 1.2, rostering, for reading; and where its programs get their tokens."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import litestar
from litestar import MediaType, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_400_BAD_REQUEST, HTTP_429_TOO_MANY_REQUESTS
from litestar.types import Middleware

from portal.auth.auditing import Event, Happened, note
from portal.auth.oauth.server import Reply, Turn
from portal.form_encoding import read_form
from portal.oneroster.desk import RosterDesk, logger
from portal.oneroster.nested import NESTED, inside
from portal.oneroster.objects import COLLECTIONS, Object, Shown, fields_of
from portal.oneroster.program_tokens import BASE_PATH, TOKEN_PATH, AskedByProgram
from portal.oneroster.querying import links, read_query
from portal.oneroster.refusing import Minor, RosterRefusedError, status_info
from portal.store.dialects import NO_SCHOOL

MOST_BYTES = 16 * 1024
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
UNGRANTED = frozenset({"demographics"})
"""Collections of the standard whose scope no program is given."""

Asked = litestar.Request[Any, Any, Any]
_told: dict[str, Any] = {"media_type": MediaType.JSON, "include_in_schema": False, "sync_to_thread": True}


def roster_router(desk: Callable[[], RosterDesk], middleware: Sequence[Middleware] = ()) -> Router:
    """Return the service, to be mounted. middleware: stands round it."""
    return Router(
        "/",
        route_handlers=[token, collection, thing, things_inside],
        dependencies={"roster": Provide(desk, sync_to_thread=False)},
        exception_handlers={Exception: _failed},
        middleware=middleware,
        request_max_body_size=MOST_BYTES,
    )


@post(TOKEN_PATH, status_code=HTTP_200_OK, **_told)
def token(request: Asked, body: RawBody, roster: NamedDependency[RosterDesk]) -> Response[Any]:
    """Give a program a token for its id and secret. Tries of an address are counted; those that succeed are not."""
    address = request.client.host if request.client else ""
    if wait_s := roster.tries.take(address):
        headers = {**HEADERS, "Retry-After": str(wait_s)}
        return Response({"error": "slow_down"}, status_code=HTTP_429_TOO_MANY_REQUESTS, headers=headers)
    pairs = read_form(request.headers.get("content-type", ""), body)
    roster.tokens.ready(now_ms=roster.now_ms())
    with roster.writing(NO_SCHOOL) as connection:
        turn = Turn(connection, roster.now_ms())
        authorization = request.headers.get("authorization", "")
        asked = AskedByProgram(roster.issuer + TOKEN_PATH, pairs or [], turn, authorization)
        reply: Any = roster.server.create_token_response(asked) if pairs is not None and asked.is_plain else _MALFORMED
        if error := reply.body.get("error", ""):
            note(connection, NO_SCHOOL, Event(Happened.REFUSED, subject=error), now_ms=turn.now_ms)
    if not error:
        roster.tries.give_back(address)
    return Response(reply.body, status_code=reply.status, headers={**HEADERS, "Pragma": "no-cache"})


@get(f"{BASE_PATH}/{{name:str}}", **_told)
def collection(name: FromPath[str], request: Asked, roster: NamedDependency[RosterDesk]) -> Response[Any]:
    """Tell the things of a collection, a page at a time."""
    shown = _shown(roster, request, name)
    return _listed(shown, request, name, shown.all(name))


@get(f"{BASE_PATH}/{{name:str}}/{{key:str}}", **_told)
def thing(
    name: FromPath[str], key: FromPath[str], request: Asked, roster: NamedDependency[RosterDesk]
) -> Response[Any]:
    """Tell one thing of a collection."""
    found = _found(_shown(roster, request, name), name, key)
    query = read_query(request.query_params, fields_of(name))
    return Response({COLLECTIONS[name].one: query.shortened(found)}, headers=HEADERS)


@get(f"{BASE_PATH}/{{name:str}}/{{key:str}}/{{under:str}}", **_told)
def things_inside(
    name: FromPath[str],
    key: FromPath[str],
    under: FromPath[str],
    request: Asked,
    roster: NamedDependency[RosterDesk],
) -> Response[Any]:
    """Tell the things that belong to one of a collection, such as the pupils of a class."""
    shown = _shown(roster, request, name)
    found = _found(shown, name, key)
    if (name, under) not in NESTED:
        raise RosterRefusedError(Minor.UNKNOWN)
    return _listed(shown, request, under, inside(shown, (name, under), found))


def _shown(roster: RosterDesk, request: Asked, name: str) -> Shown:
    program = roster.program(request.headers.get("authorization", ""))
    if name in UNGRANTED:
        raise RosterRefusedError(Minor.FORBIDDEN)
    if name not in COLLECTIONS:
        raise RosterRefusedError(Minor.UNKNOWN)
    return roster.shown(program, name)


def _found(shown: Shown, name: str, key: str) -> Object:
    found = shown.get(name, key)
    if found is None:
        raise RosterRefusedError(Minor.UNKNOWN)
    return found


def _listed(shown: Shown, request: Asked, name: str, every: Any) -> Response[Any]:
    asked: Mapping[str, str] = request.query_params
    query = read_query(asked, fields_of(name))
    part, total = query.answer(every)
    here = shown.address + quote(request.url.path.removeprefix(BASE_PATH))
    pages = (
        f'<{here}?{urlencode({**asked, "limit": query.limit, "offset": offset})}>; rel="{rel}"'
        for rel, offset in links(query, total)
    )
    headers = {**HEADERS, "X-Total-Count": str(total), "Link": ", ".join(pages)}
    return Response({COLLECTIONS[name].of: part}, headers=headers)


def _failed(request: Asked, error: Exception) -> Response[Any]:
    """Answer in the standard's words, whatever went wrong."""
    if isinstance(error, RosterRefusedError):
        minor, field, status = error.minor, error.field, error.minor.status
    elif isinstance(error, HTTPException) and error.status_code < Minor.BROKEN.status:
        minor, field, status = Minor.INVALID_DATA, "", error.status_code
    else:
        logger.error("%s failed", request.url.path, exc_info=error)
        minor, field, status = Minor.BROKEN, "", Minor.BROKEN.status
    proof = {"WWW-Authenticate": "Bearer"} if minor is Minor.UNAUTHORISED else {}
    return Response(status_info(minor, field), status_code=status, headers={**HEADERS, **proof})


_MALFORMED = Reply(HTTP_400_BAD_REQUEST, {"error": "invalid_request"})
