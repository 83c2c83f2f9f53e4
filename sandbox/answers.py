"""What the sandbox answers to systems: markers, and facts about whoever signed in."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_400_BAD_REQUEST, HTTP_403_FORBIDDEN
from litestar.types import ControllerRouterHandler

from sandbox import facts
from sandbox.desk import Asked, SandboxDesk, logger
from sandbox.forms import read_fields
from sandbox.people import PEOPLE, SandboxPerson
from sandbox.refusing import SandboxRefusedError, malformed
from sandbox.tokens import marker_answer
from sandbox.visits import MARKER_S, Session

COLLECTIONS: dict[str, tuple[str, Callable[[SandboxPerson], list[dict[str, Any]]]]] = {
    "ctts": ("", facts.contacts),
    "docs": ("", facts.documents),
    "kids": ("kid_fullname", facts.kids),
    "roles": ("usr_org", facts.roles),
    "orgs": ("usr_org", facts.organisations),
}
"""Collections of a person, with the scope that each needs."""


@post("/aas/oauth2/v3/te", status_code=HTTP_200_OK, sync_to_thread=True)
def marker(body: RawBody, desk: NamedDependency[SandboxDesk]) -> Response[dict[str, Any]]:
    """Give a marker for a code."""
    return _marker(desk, body, is_first=False)


@post("/aas/oauth2/te", status_code=HTTP_200_OK, sync_to_thread=True)
def first_marker(body: RawBody, desk: NamedDependency[SandboxDesk]) -> Response[dict[str, Any]]:
    """Give a marker for a code, as the first version of the protocol does."""
    return _marker(desk, body, is_first=True)


@get("/rs/prns/{oid:str}", sync_to_thread=False)
def person(oid: FromPath[str], request: Asked, desk: NamedDependency[SandboxDesk]) -> Response[dict[str, Any]]:
    """Tell who a person is."""
    session = _session(desk, request)
    if session is None or session.oid != oid:
        return _no_right()
    return Response(facts.person_facts(PEOPLE[oid], session.scope.split(" ")))


@get("/rs/prns/{oid:str}/{name:str}", sync_to_thread=False)
def collection(
    oid: FromPath[str], name: FromPath[str], request: Asked, desk: NamedDependency[SandboxDesk]
) -> Response[dict[str, Any]]:
    """Tell something else of a person."""
    session = _session(desk, request)
    scope, read = COLLECTIONS.get(name, ("", None))
    if session is None or session.oid != oid or read is None or (scope and scope not in session.scope.split(" ")):
        return _no_right()
    return _elements(read(PEOPLE[oid]))


@get("/rs/orgs/{organisation:str}/emps/{oid:str}/grps", sync_to_thread=False)
def groups(
    organisation: FromPath[str], oid: FromPath[str], request: Asked, desk: NamedDependency[SandboxDesk]
) -> Response[dict[str, Any]]:
    """Tell which groups of access an organisation gave a person."""
    session = _session(desk, request)
    if session is None or session.oid != oid or "usr_org" not in session.scope.split(" "):
        return _no_right()
    taken = desk.folder.withdrawn
    given = facts.groups(PEOPLE[oid], organisation)
    return _elements([each for each in given if (oid, each["grp_id"]) not in taken])


def _marker(desk: SandboxDesk, body: bytes, *, is_first: bool) -> Response[dict[str, Any]]:
    try:
        asked = read_fields(body)
        checked = desk.check.for_marker(asked, is_first=is_first, now=desk.now)
        visit = desk.visits.use_code(asked.get("code", ""), desk.clock())
        if visit is None or visit.request != checked:
            text = "code"
            raise malformed(text)
    except SandboxRefusedError as refusal:
        logger.info("a marker was refused: %s", refusal.description)
        answer = {"error": refusal.error, "error_description": refusal.description}
        return Response(answer, status_code=HTTP_400_BAD_REQUEST)
    given = marker_answer(desk.folder, visit, int(desk.clock()))
    desk.visits.keep_marker(given["access_token"], Session(visit.oid, visit.request.scope, desk.clock() + MARKER_S))
    return Response(given, headers={"Cache-Control": "no-store"})


def _session(desk: SandboxDesk, request: Asked) -> Session | None:
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return desk.visits.session(shown, desk.clock()) if scheme == "Bearer" else None


def _elements(found: Sequence[dict[str, Any]]) -> Response[dict[str, Any]]:
    return Response({"elements": list(found), "size": len(found)}, media_type=MediaType.JSON)


def _no_right() -> Response[dict[str, Any]]:
    return Response({"code": "ESIA-005005", "message": "insufficient rights"}, status_code=HTTP_403_FORBIDDEN)


ANSWERS: list[ControllerRouterHandler] = [marker, first_marker, person, collection, groups]
