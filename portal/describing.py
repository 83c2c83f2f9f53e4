"""The OpenAPI description of the endpoints, made from the same messages that are decoded and encoded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar.openapi.spec import OpenAPI, Operation, Reference, RequestBody
from litestar.openapi.spec.media_type import OpenAPIMediaType
from litestar.openapi.spec.response import OpenAPIResponse

from app.wire.messages import (
    Answer,
    CourierAnswer,
    CourierAsk,
    DigestsAnswer,
    DigestsAsk,
    ExchangeAnswer,
    ExchangeAsk,
    ForkAnswer,
    ForkAsk,
    HelloAnswer,
    HelloAsk,
    KnownAnswer,
    KnownAsk,
    ParkAnswer,
    ParkRequest,
    PingAnswer,
    PingAsk,
    RecoverAnswer,
    RecoverAsk,
    Refusal,
    ReplicaAnswer,
    ReplicaAsk,
    Request,
    SnapshotAnswer,
    SnapshotAsk,
)
from app.wire.witnesses import WitnessAnswer, WitnessAsk
from portal.refusals import Code

JSON, PACKED = "application/json", "application/octet-stream"
ASKED = "JSON, plain or compressed with zstd or gzip; recognised by its first bytes."
ANSWERED = "JSON, a line feed, the Ed25519 signature in base64url; compressed with zstd."

ALWAYS = (Code.MALFORMED, Code.TOO_LARGE, Code.TOO_OLD, Code.BROKEN)
SIGNED_IN = (*ALWAYS, Code.SIGNED_OUT, Code.NOT_FOUND)
MESSAGES: dict[str, tuple[Any, Any, tuple[Code, ...]]] = {
    "ping": (Request[PingAsk], Answer[PingAnswer], ALWAYS),
    "replica": (
        Request[ReplicaAsk],
        Answer[ReplicaAnswer],
        (*ALWAYS, Code.SIGNED_OUT, Code.WRONG_CODE, Code.EXPIRED_CODE, Code.BAD_SIGNATURE, Code.THROTTLED),
    ),
    "recover": (
        Request[RecoverAsk],
        Answer[RecoverAnswer],
        (*SIGNED_IN, Code.WRONG_CODE, Code.EXPIRED_CODE, Code.THROTTLED),
    ),
    "hello": (Request[HelloAsk], Answer[HelloAnswer], SIGNED_IN),
    "exchange": (
        Request[ExchangeAsk],
        Answer[ExchangeAnswer],
        (*SIGNED_IN, Code.UNKNOWN_CURSOR, Code.FORKED, Code.BAD_SIGNATURE, Code.THROTTLED),
    ),
    "snapshot": (Request[SnapshotAsk], Answer[SnapshotAnswer], SIGNED_IN),
    "digests": (Request[DigestsAsk], Answer[DigestsAnswer], SIGNED_IN),
    "known": (Request[KnownAsk], Answer[KnownAnswer], SIGNED_IN),
    "fork": (Request[ForkAsk], Answer[ForkAnswer], (*SIGNED_IN, Code.BAD_SIGNATURE, Code.THROTTLED)),
    "witness": (Request[WitnessAsk], Answer[WitnessAnswer], (*SIGNED_IN, Code.THROTTLED)),
    "courier": (Request[CourierAsk], Answer[CourierAnswer], (*ALWAYS, Code.NOT_FOUND, Code.THROTTLED)),
    "park": (ParkRequest, Answer[ParkAnswer], (*ALWAYS, Code.NOT_FOUND, Code.THROTTLED)),
}
"""Each endpoint's question, answer and refusals."""

_PATH = "#/components/schemas/"


def described(name: str) -> type[Operation]:
    """Return how the OpenAPI description shows an endpoint."""
    asked, answered, refusals = MESSAGES[name]

    @dataclass
    class Described(Operation):
        def __post_init__(self) -> None:
            self.request_body = RequestBody({JSON: _shown(asked)}, description=ASKED, required=True)
            self.responses = {
                "200": OpenAPIResponse(ANSWERED, content={PACKED: _shown(answered)}),
                **{str(status): _refusal(codes) for status, codes in _by_status(refusals).items()},
            }

    return Described


def describe_messages(document: OpenAPI) -> None:
    """Add the messages of all endpoints to the description."""
    kinds = [kind for asked, answered, _ in MESSAGES.values() for kind in (asked, answered)]
    _, schemas = msgspec.json.schema_components([*kinds, Answer[Refusal]], ref_template=_PATH + "{name}")
    document.components.schemas.update(schemas)


def _shown(kind: Any) -> OpenAPIMediaType:
    (reference,), _ = msgspec.json.schema_components([kind], ref_template=_PATH + "{name}")
    return OpenAPIMediaType(Reference(reference["$ref"]))


def _by_status(codes: Iterable[Code]) -> dict[int, list[Code]]:
    by_status: dict[int, list[Code]] = {}
    for code in codes:
        by_status.setdefault(code.status, []).append(code)
    return by_status


def _refusal(codes: Iterable[Code]) -> OpenAPIResponse:
    return OpenAPIResponse("Refused: " + ", ".join(codes), content={PACKED: _shown(Answer[Refusal])})
