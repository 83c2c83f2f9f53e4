"""The portal over HTTP: one POST an endpoint, the diary's pages, the school office's pages."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import litestar
from litestar import Litestar, Response, Router, post
from litestar.config.compression import CompressionConfig
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import RawBody

from app.wire.messages import (
    BASE_PATH,
    MAX_BYTES,
    CourierAsk,
    Device,
    DigestsAsk,
    ExchangeAsk,
    ForkAsk,
    HelloAsk,
    KnownAsk,
    ParkRequest,
    PingAsk,
    RecoverAsk,
    Refusal,
    ReplicaAsk,
    Request,
    SnapshotAsk,
)
from app.wire.witnesses import WitnessAsk
from portal.access.desk import AccessDesk
from portal.access.pages import access_router
from portal.describing import describe_messages, described
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import PACKED
from portal.diary.kept_pages import KeptPages
from portal.diary.routes import diary_router
from portal.endpoints import Dependencies, Endpoints, Said
from portal.entrance.diary_door import ClosedError, Connected, diary_door, send_away
from portal.entrance.pages import entrance_router
from portal.exchange.pushing import Caller
from portal.family_desks import FamilyDesks
from portal.far_reading import FarReading, caught_up
from portal.hearing import hear_witness
from portal.notices.pages import NoticesDesk, notices_router
from portal.office.desk import OfficeDesk
from portal.office.pages import office_router, send_office_style
from portal.oneroster.desk import RosterDesk
from portal.oneroster.routes import roster_router
from portal.questions import Question, read_question
from portal.refusals import Code, RefusedError
from portal.store.change_signs import ChangeSign
from portal.store.dialects import reading
from portal.watching.health import tell_health
from portal.watching.metrics import counting

T = TypeVar("T")
Asked = litestar.Request[Any, Any, Any]

MEDIA_TYPE = "application/octet-stream"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
OK, TOO_LARGE, SERVER_ERRORS = 200, 413, 500

_logger = logging.getLogger("portal")


class Desks:
    """What the routes answer with.

    The routes take a tenth of a second to make; `open` puts another portal behind the same ones.
    """

    def __init__(self, dependencies: Dependencies) -> None:
        self.open(dependencies)

    def open(self, dependencies: Dependencies) -> None:
        """Answer for this portal from now on."""
        endpoints = Endpoints(dependencies)
        sign, ways = ChangeSign(dependencies.engine), (endpoints.reading, endpoints.writing)
        self.endpoints, self.pages = endpoints, reading(dependencies.engine)
        diary = DiaryDesk(*ways, dependencies.now_ms, dependencies.issuer)
        self.door = diary_door(endpoints.entrance, sign)
        self.standby, self.issuer = dependencies.standby, dependencies.issuer
        copied = self.standby.engine if self.standby else self.pages
        self.family = FamilyDesks(
            KeptPages(self.pages, sign, diary.now),
            KeptPages(copied, sign, diary.now),
            diary,
            NoticesDesk(diary, endpoints.entrance.keys, is_mailing=dependencies.is_mailing),
            self.standby,
        )
        entrance, clock = endpoints.entrance, dependencies.tries.clock
        self.access = AccessDesk(entrance, dependencies.engine, clock, is_mailing=dependencies.is_mailing)
        self.office = OfficeDesk(*ways, dependencies.now_ms, dependencies.issuer)
        facts = dependencies.issuer, endpoints.entrance.keys, ways, dependencies.now_ms
        self.roster = RosterDesk(*facts, dependencies.tries.clock)
        if self.standby is not None:
            self.roster.holding = caught_up(self.standby, endpoints.reading)


def create_api(dependencies: Dependencies) -> Litestar:
    """Return the portal's application; its `state.desks` are what it answers with."""
    desks = Desks(dependencies)

    async def door(connection: Connected, handler: BaseRouteHandler) -> None:
        await desks.door(connection, handler)

    def kept_for(request: Asked) -> KeptPages:
        return desks.family.kept_for(request)

    def diary_for(request: Asked) -> DiaryDesk:
        return desks.family.diary_for(request)

    def notices_for(request: Asked) -> NoticesDesk:
        return desks.family.notices_for(request)

    far = DefineMiddleware(
        FarReading, standby=lambda: desks.standby, is_secure=lambda: desks.issuer.startswith("https:")
    )
    protocol = Router(
        BASE_PATH,
        route_handlers=[
            ping,
            replica,
            recover,
            hello,
            exchange,
            snapshot,
            digests,
            known,
            fork,
            courier,
            park,
            witness,
        ],
        dependencies={"endpoints": Provide(lambda: desks.endpoints, sync_to_thread=False)},
        exception_handlers={Exception: _failed},
        request_max_body_size=MAX_BYTES,
    )
    diary = Router(
        "/",
        route_handlers=[
            diary_router(kept_for, diary_for),
            notices_router(notices_for),
        ],
        middleware=[far],
        guards=[door],
        exception_handlers={ClosedError: send_away},
    )
    office, entrance = office_router(lambda: desks.office), entrance_router(lambda: desks.endpoints.entrance)
    access, roster = access_router(lambda: desks.access), roster_router(lambda: desks.roster, [far])
    api = Litestar(
        [protocol, diary, office, send_office_style, entrance, access, roster, tell_health],
        middleware=counting(),
        openapi_config=OpenAPIConfig(
            title="Peremena", version="1", use_handler_docstrings=True, render_plugins=[JsonRenderPlugin()]
        ),
        logging_config=None,
        # the protocol packs its own answers; the diary's pages shrink to a fifth
        compression_config=CompressionConfig(backend="gzip", exclude=[BASE_PATH], exclude_opt_key=PACKED),
    )
    api.state.desks = desks
    describe_messages(api.openapi_schema)
    return api


@post("/ping", status_code=OK, operation_class=described("ping"), sync_to_thread=True)
def ping(body: RawBody, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Say that this is the portal. Needs no token; school and replica may be empty."""
    return _answer(endpoints, body, Request[PingAsk], lambda request: endpoints.ping(request.body))


@post("/replica", status_code=OK, operation_class=described("replica"), sync_to_thread=True)
def replica(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Enrol a PC by a one-time code or an access token. The PC names itself: 128 random bits in base64url."""
    address = request.client.host if request.client else ""

    def replied(asked: Request[ReplicaAsk]) -> Said:
        by_token = asked.body.sig and not asked.body.code
        return endpoints.register(asked, _bearer(request)) if by_token else endpoints.enrol(asked, address)

    return _answer(endpoints, body, Request[ReplicaAsk], replied)


@post("/recover", status_code=OK, operation_class=described("recover"), sync_to_thread=True)
def recover(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Give the key of a journal back to its teacher, proved by a new one-time code or a new sign-in."""
    address, token = request.client.host if request.client else "", _bearer(request)
    return _answer(endpoints, body, Request[RecoverAsk], lambda asked: endpoints.recover(asked, address, token))


@post("/hello", status_code=OK, operation_class=described("hello"), sync_to_thread=True)
def hello(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Say what can be done here, and what the caller may read. Needs the PC's bearer token."""
    return _answer(endpoints, body, Request[HelloAsk], _of_caller(endpoints, request, endpoints.hello))


@post("/exchange", status_code=OK, operation_class=described("exchange"), sync_to_thread=True)
def exchange(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Push operations and pull the feed. Needs the PC's bearer token."""
    return _answer(endpoints, body, Request[ExchangeAsk], _of_device(endpoints, request, endpoints.exchange))


@post("/snapshot", status_code=OK, operation_class=described("snapshot"), sync_to_thread=True)
def snapshot(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Return a page of a part of the scope. Needs the PC's bearer token."""
    return _answer(endpoints, body, Request[SnapshotAsk], _of_caller(endpoints, request, endpoints.snapshot))


@post("/digests", status_code=OK, operation_class=described("digests"), sync_to_thread=True)
def digests(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Say what is held of some parts of the scope, as digests. Needs the PC's bearer token."""
    return _answer(endpoints, body, Request[DigestsAsk], _of_caller(endpoints, request, endpoints.digests))


@post("/known", status_code=OK, operation_class=described("known"), sync_to_thread=True)
def known(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Say which of the caller's own operations are here. Needs the PC's bearer token."""
    return _answer(endpoints, body, Request[KnownAsk], _of_caller(endpoints, request, endpoints.known))


@post("/fork", status_code=OK, operation_class=described("fork"), sync_to_thread=True)
def fork(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Give a copy of a PC a name of its own. Needs the bearer token of the PC of which it is a copy."""
    return _answer(endpoints, body, Request[ForkAsk], _of_caller(endpoints, request, endpoints.fork))


@post("/witness", status_code=OK, operation_class=described("witness"), sync_to_thread=True)
def witness(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Hear what a PC has seen of others before the portal was put back. Needs the PC's bearer token."""
    return _answer(
        endpoints, body, Request[WitnessAsk], _of_caller(endpoints, request, partial(hear_witness, endpoints))
    )


@post("/courier", status_code=OK, operation_class=described("courier"), sync_to_thread=True)
def courier(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Take in sealed operations of any author. Needs no token: the operations prove themselves."""
    address = request.client.host if request.client else ""
    return _answer(endpoints, body, Request[CourierAsk], lambda asked: endpoints.carry(asked, address))


@post("/park", status_code=OK, operation_class=described("park"), sync_to_thread=True)
def park(body: RawBody, request: Asked, endpoints: NamedDependency[Endpoints]) -> Response[bytes]:
    """Keep sealed operations of a program of any version. Needs no token; never changes."""
    address = request.client.host if request.client else ""
    return _said(endpoints, body, lambda question: endpoints.park(question.of_any_version(ParkRequest), address))


def _of_caller(
    endpoints: Endpoints, request: Asked, reply: Callable[[Caller, T], Said]
) -> Callable[[Request[T]], Said]:
    """Return a reply to whoever the token says; another school or PC in the request is nobody's."""
    return _of_device(endpoints, request, lambda caller, ask, _device: reply(caller, ask))


def _of_device(
    endpoints: Endpoints, request: Asked, reply: Callable[[Caller, T, Device], Said]
) -> Callable[[Request[T]], Said]:
    """Return a reply as `_of_caller`, to which it matters what the PC says of itself."""

    def replied(asked: Request[T]) -> Said:
        caller = endpoints.caller(_bearer(request))
        if (asked.school, asked.replica.id) != (caller.school, caller.replica):
            raise RefusedError(Code.NOT_FOUND)
        return reply(caller, asked.body, asked.replica)

    return replied


def _bearer(request: Asked) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _answer(
    endpoints: Endpoints, data: bytes, kind: type[Request[T]], reply: Callable[[Request[T]], Said]
) -> Response[bytes]:
    return _said(endpoints, data, lambda question: reply(question.decoded(kind)))


def _said(endpoints: Endpoints, data: bytes, reply: Callable[[Question], Said]) -> Response[bytes]:
    req = ""
    try:
        question = read_question(data)
        req = question.named.req
        said = reply(question)
    except RefusedError as error:
        return _refused(endpoints, req, error)
    return Response(endpoints.message(req, said), media_type=MEDIA_TYPE, status_code=OK, headers=HEADERS)


def _refused(endpoints: Endpoints, req: str, error: RefusedError) -> Response[bytes]:
    said = Said(Refusal(error.code, error.field))
    waiting = {"Retry-After": str(error.retry_after_s)} if error.retry_after_s else {}
    return Response(
        endpoints.message(req, said, retry_after_s=error.retry_after_s),
        media_type=MEDIA_TYPE,
        status_code=error.code.status,
        headers={**HEADERS, **waiting},
    )


def _failed(request: Asked, error: Exception) -> Response[bytes]:
    """Answer what went wrong before a request had a name, or what nobody expected."""
    status = error.status_code if isinstance(error, HTTPException) else SERVER_ERRORS
    if status >= SERVER_ERRORS:
        _logger.error("%s failed", request.url.path, exc_info=error)
        code = Code.BROKEN
    else:
        code = Code.TOO_LARGE if status == TOO_LARGE else Code.MALFORMED
    return _refused(request.app.state.desks.endpoints, "", RefusedError(code))
