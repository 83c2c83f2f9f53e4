"""What a teacher's PC asks in the protocol, about things of its own school, of another one, or of none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace
from nacl.public import PrivateKey

from app.ids import OperationId, ReplicaId, SchoolId
from app.operations import Operation, header_of, to_bytes
from app.wire.framing import packed, to_base64
from app.wire.messages import (
    BASE_PATH,
    PROTOCOL,
    CourierAsk,
    Device,
    DigestsAsk,
    ExchangeAnswer,
    ExchangeAsk,
    ForkAsk,
    HelloAsk,
    KnownAsk,
    ParkAsk,
    PingAsk,
    RecoverAsk,
    ReplicaAsk,
    Request,
    SnapshotAsk,
    fork_text,
)
from app.wire.recovery import Entrusted, entrust
from app.wire.sealing import sealed
from app.wire.witnesses import Told, WitnessAsk
from portal.rights import ACTIONS
from tests.portal.conftest import Portal
from tests.portal.pcs import RECORDS, Heard, Pc, post
from tests.portal.rights_school import OWN
from tests.portal.test_every_route import ROUTES
from tests.portal.test_rights_cells import EXAMPLES
from tests.portal.test_witnesses import a_mark
from tests.small_school import ALGEBRA

Swap = Callable[[str], str]
ENDPOINTS = tuple(route.path.rpartition("/")[2] for route in ROUTES if route.path.startswith(BASE_PATH))
WRITERS, STRANGERS = {"exchange", "fork", "courier", "park"}, {"replica", "recover", "courier", "park"}
"""Endpoints at which a PC writes something of its own, and those at which it needs no token."""

ASKED = 7
"""How often a walk asks at an endpoint: once for its own, twice for others' things, four times in others' names."""

FORKED = ReplicaId("F" * 22)


@dataclass(frozen=True)
class PcAsks:
    """Asks with ids as `swap` gives them. pcs: of one teacher; one that writes is used once, for it goes on by itself.

    school, replica: which the request itself names, empty for the PC's own.
    """

    portal: Portal
    pcs: list[Pc]
    swap: Swap = str
    school: str = ""
    replica: str = ""

    def ask(self, endpoint: str) -> list[Heard]:
        """Ask all that is to be asked at an endpoint.

        Raises:
            KeyError: the endpoint is new: say here how it is asked.
        """
        bodies: dict[str, Callable[[Pc], Iterator[Any]]] = {
            "ping": self._ping,
            "hello": self._hello,
            "exchange": self._exchange,
            "snapshot": self._snapshot,
            "digests": self._digests,
            "known": self._known,
            "witness": self._witness,
            "fork": self._fork,
            "replica": self._replica,
            "recover": self._recover,
            "courier": self._courier,
            "park": self._park,
        }
        pc = self.pcs.pop() if endpoint in WRITERS else self.pcs[0]
        return [self._sent(pc, endpoint, body) for body in bodies[endpoint](pc)]

    def ask_elsewhere(self, endpoint: str) -> list[Heard]:
        """Ask for one's own in requests that name another school, and another PC."""
        pc = self.pcs[0]
        at_school = PcAsks(self.portal, self.pcs, school=self.swap(pc.school))
        as_pc = PcAsks(self.portal, self.pcs, replica=self.swap(pc.replica))
        return [*at_school.ask(endpoint), *as_pc.ask(endpoint)]

    def _sent(self, pc: Pc, endpoint: str, body: Any) -> Heard:
        req, school, sender = "r" * 22, SchoolId(self.school or pc.school), pc
        if endpoint in STRANGERS:
            sender = self.portal.stranger()
        named = Device(ReplicaId(self.replica or sender.replica))
        whole: Any = Request(PROTOCOL, req, school, named, "", "", 0, body)
        if endpoint == "park":
            whole = {"p": PROTOCOL, "req": req, "school": school, "body": body}
        return post(sender, endpoint, packed(msgspec.json.encode(whole)), req=req)

    def _ping(self, _pc: Pc) -> Iterator[Any]:
        yield PingAsk("nonce")

    def _hello(self, _pc: Pc) -> Iterator[Any]:
        yield HelloAsk({}, RECORDS)

    def _exchange(self, pc: Pc) -> Iterator[Any]:
        yield ExchangeAsk(pc.cursor, None, 0, (), "", 1_000)
        yield pc.batch([self._written(pc, EXAMPLES[kind](OWN)) for kind in ACTIONS])

    def _written(self, pc: Pc, operation: Operation) -> bytes:
        body = to_bytes(operation, base=operation.base, ms=0).decode()
        return pc.number(self.swap(body).encode())

    def _snapshot(self, _pc: Pc) -> Iterator[Any]:
        for part in ("school", "roster", "own", "access", ALGEBRA):
            yield SnapshotAsk(self.swap(part), "", 2_000)

    def _digests(self, _pc: Pc) -> Iterator[Any]:
        yield DigestsAsk((self.swap(ALGEBRA),), {})

    def _known(self, pc: Pc) -> Iterator[Any]:
        yield KnownAsk(tuple(OperationId(self.swap(each)) for each in pc.ids))

    def _witness(self, _pc: Pc) -> Iterator[Any]:
        row = msgspec.json.encode(Told("value", a_mark())).decode()
        yield WitnessAsk((msgspec.json.decode(self.swap(row), type=Told),))

    def _fork(self, pc: Pc) -> Iterator[Any]:
        ask = ForkAsk(FORKED, ReplicaId(self.swap(pc.replica)), pc.n + 1, "", "nonce", "")
        yield replace(ask, sig=to_base64(pc.author.sign(fork_text(pc.replica, ask)).signature))

    def _replica(self, pc: Pc) -> Iterator[Any]:
        yield ReplicaAsk(self.portal.code("anna"), to_base64(pc.author.verify_key.encode()), "PC")

    def _recover(self, pc: Pc) -> Iterator[Any]:
        whose = Entrusted(SchoolId(self.swap(pc.school)), pc.teacher, ReplicaId("pc"), bytes(32))
        slot = entrust(whose, self.portal.key.verify_key)
        yield RecoverAsk(self.portal.code("anna"), to_base64(slot), to_base64(bytes(PrivateKey.generate().public_key)))

    def _courier(self, pc: Pc) -> Iterator[Any]:
        yield CourierAsk(tuple(self._sealed(pc)))

    def _park(self, pc: Pc) -> Iterator[Any]:
        yield ParkAsk(tuple(self._sealed(pc)))

    def _sealed(self, pc: Pc) -> Iterator[str]:
        body = self._written(pc, EXAMPLES[next(iter(ACTIONS))](OWN))
        author = replace(pc.session, replica=ReplicaId(self.swap(pc.replica)))
        yield to_base64(sealed(header_of(author), pc.n, body, author=pc.author, portal=self.portal.key.verify_key))


def said(heard: Heard) -> tuple[int, Any]:
    """Return what an answer says, without what is drawn anew each time."""
    body = bytes(heard.answer.body)
    if b'"feed"' in body:
        answer = msgspec.json.decode(body, type=ExchangeAnswer)
        return heard.status, [(each.outcome, each.reason) for each in answer.outcomes]
    is_drawn = b'"token"' in body or b'"answer"' in body
    return heard.status, "" if is_drawn else body.decode()
