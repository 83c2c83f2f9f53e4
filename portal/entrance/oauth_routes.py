"""The OAuth endpoints over HTTP: what programs ask, and the page on which a person lets one in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from authlib.oauth2 import OAuth2Error
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_400_BAD_REQUEST, HTTP_429_TOO_MANY_REQUESTS

from portal.auth.auditing import Event, Happened
from portal.auth.oauth.grants import Wanted
from portal.auth.oauth.server import AUTHORIZE, DEVICE, KEYS, REVOKE, TOKEN, Desktop, Reply
from portal.auth.oauth.server import Asked as OAuthAsked
from portal.entrance.addresses import sign_in_for
from portal.entrance.desk import Asked, EntranceDesk, address_of
from portal.entrance.device_pages import approver
from portal.entrance.drawing import moved, page, sent_back
from portal.entrance.refusing import STRANGE_REQUEST
from portal.entrance.sign_in_pages import SHOWN
from portal.form_encoding import MOST_FIELDS, read_form
from portal.office.refusing import PageRefusedError
from portal.store.dialects import NO_SCHOOL

METADATA = "/.well-known/oauth-authorization-server"
FOR_PROGRAMS = frozenset({METADATA, TOKEN, DEVICE, REVOKE, KEYS})
HEADERS = {"Cache-Control": "no-store", "Pragma": "no-cache", "X-Content-Type-Options": "nosniff"}
HARMLESS = {"", "authorization_pending", "slow_down", "access_denied"}
"""Answers for which nobody is counted as guessing."""

_told: dict[str, Any] = {"media_type": MediaType.JSON, "include_in_schema": False, "sync_to_thread": True}


@get(METADATA, **_told)
def metadata(desk: NamedDependency[EntranceDesk]) -> Response[dict[str, Any]]:
    """Say what a program has to know of this server."""
    return Response(desk.server.metadata(), headers=HEADERS)


@get(KEYS, **_told)
def keys(desk: NamedDependency[EntranceDesk]) -> Response[dict[str, Any]]:
    """Publish the keys that sign access tokens."""
    return Response(desk.tokens.published(now_ms=desk.now_ms()), headers=HEADERS)


@post(TOKEN, status_code=HTTP_200_OK, **_told)
def token(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[Any]:
    """Give a token for a code, or the successor of a token."""
    return _answer(desk, request, body, TOKEN, desk.server.create_token_response)


@post(DEVICE, status_code=HTTP_200_OK, **_told)
def device_authorization(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[Any]:
    """Let a program begin to wait for a phone."""
    return _answer(desk, request, body, DEVICE, desk.server.wait)


@post(REVOKE, status_code=HTTP_200_OK, **_told)
def revocation(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[Any]:
    """Sign a program out by one of its tokens."""
    return _answer(desk, request, body, REVOKE, desk.server.end)


@get(AUTHORIZE, **SHOWN)
def authorize(request: Asked, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Ask whether a program on this PC shall be let in."""
    query = request.scope["query_string"].decode("latin-1")
    refusal = _check(desk, query)
    if refusal is not None:
        return moved(refusal.location)
    found = approver(desk, request)
    if found is None:
        return moved(sign_in_for(f"{AUTHORIZE}?{query}"))
    asked = _asked(desk, query, None)
    facts = {"query": query, "name": asked.name, "people": found.people}
    return page("authorize.html", found.visitor.secret, facts)


@post(AUTHORIZE, status_code=HTTP_200_OK, **SHOWN)
def authorize_sent(request: Asked, body: RawBody, desk: NamedDependency[EntranceDesk]) -> Response[str]:
    """Take the answer and lead the browser back to the program."""
    found = approver(desk, request)
    if found is None:
        raise PageRefusedError(STRANGE_REQUEST)
    form = desk.form(request, found.visitor, body)
    query, is_agreed = form.typed.get("query", ""), form.step == "approve"
    if (refusal := _check(desk, query)) is not None:
        return moved(refusal.location)
    person = found.chosen(form.typed.get("person", ""))
    with desk.writing(NO_SCHOOL) as connection:
        asked = _asked(desk, query, connection)
        wanted = Wanted(found.account.id, person.school, person.teacher, asked.name) if is_agreed else None
        grant = desk.server.consent(asked)
        reply: Any = desk.server.create_authorization_response(request=asked, grant_user=wanted, grant=grant)
        if not is_agreed:
            desk.note(connection, person.school, Event(Happened.DENIED, found.account.id, "browser"))
    return sent_back(reply.location, is_agreed=is_agreed)


def _check(desk: EntranceDesk, query: str) -> Reply | None:
    """Return where to lead back what is asked wrongly, None for what may be asked.

    Raises:
        PageRefusedError: the address to lead back to is not the program's: nobody is led there.
    """
    try:
        asked = _asked(desk, query, None)
    except ValueError as error:
        raise PageRefusedError(STRANGE_REQUEST) from error
    if not (asked.is_plain and Desktop().check_redirect_uri(asked.form.get("redirect_uri", ""))):
        raise PageRefusedError(STRANGE_REQUEST)
    try:
        desk.server.consent(asked)
    except OAuth2Error as error:
        reply = desk.server.refused(error)
        if not reply.location:
            raise PageRefusedError(STRANGE_REQUEST) from error
        return reply
    return None


def _asked(desk: EntranceDesk, query: str, connection: Any) -> OAuthAsked:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    return OAuthAsked("GET", desk.issuer + AUTHORIZE, pairs, desk.turn(connection))


def _answer(
    desk: EntranceDesk, request: Asked, body: bytes, path: str, endpoint: Callable[[OAuthAsked], Any]
) -> Response[Any]:
    """Answer a program. Tries of an address are counted before anything is read of what it sent."""
    address, tries = address_of(request), desk.limits.devices if path == DEVICE else desk.limits.tokens
    if wait_s := tries.take(address):
        headers = {**HEADERS, "Retry-After": str(wait_s)}
        return Response({"error": "slow_down"}, status_code=HTTP_429_TOO_MANY_REQUESTS, headers=headers)
    pairs = read_form(request.headers.get("content-type", ""), body)
    desk.tokens.ready(now_ms=desk.now_ms())
    with desk.writing(NO_SCHOOL) as connection:
        asked = OAuthAsked("POST", desk.issuer + path, pairs or [], desk.turn(connection))
        reply = endpoint(asked) if pairs is not None and asked.is_plain else _MALFORMED
        error = reply.body.get("error", "")
        if error not in HARMLESS:
            event = Event(Happened.REFUSED, subject=error, address_hash=desk.address_hash(request))
            desk.note(connection, NO_SCHOOL, event)
    # a program that begins to wait costs a row: that is counted however it ends
    if error in HARMLESS and path != DEVICE:
        tries.give_back(address)
    return Response(reply.body, status_code=reply.status, headers=HEADERS)


_MALFORMED = Reply(HTTP_400_BAD_REQUEST, {"error": "invalid_request"})

OAUTH_ROUTES = [metadata, keys, token, device_authorization, revocation, authorize, authorize_sent]
