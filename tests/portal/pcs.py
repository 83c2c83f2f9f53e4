"""Teachers' PCs as the portal sees them: they say what a test wants, also what no honest program says."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import msgspec
from msgspec.structs import replace
from nacl.signing import SigningKey, VerifyKey

from app.domain.records import RECORD_TYPES, Record, tag_of
from app.ids import OperationId, ReplicaId, SchoolId, TeacherId, text_of
from app.operations import Operation, Session, header_of, id_of, to_bytes
from app.wire.framing import packed, to_base64, unpacked, verified
from app.wire.messages import (
    BASE_PATH,
    MAX_BYTES,
    PROTOCOL,
    Answer,
    Cursor,
    Device,
    Entry,
    ExchangeAnswer,
    ExchangeAsk,
    HelloAnswer,
    HelloAsk,
    Judged,
    Refusal,
    ReplicaAnswer,
    ReplicaAsk,
    Request,
    SnapshotAnswer,
    SnapshotAsk,
)

T = TypeVar("T")
RECORDS = tuple(map(tag_of, RECORD_TYPES))
NO_SCHOOL, NOBODY, BEGINNING = SchoolId(""), TeacherId(""), Cursor()


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it came. signed: by the portal's key, and to this request."""

    status: int
    answer: Answer[msgspec.Raw]
    signed: bool
    headers: dict[str, str]

    def body(self, kind: type[T]) -> T:
        """Return the message of an answer."""
        assert self.status == 200, self.refusal
        assert self.signed
        return msgspec.json.decode(self.answer.body, type=kind)

    @property
    def refusal(self) -> tuple[str, str]:
        """Return the word and the place of a refusal."""
        refusal = msgspec.json.decode(self.answer.body, type=Refusal)
        return refusal.code, refusal.field


def post(pc: "Pc", endpoint: str, data: bytes, *, req: str) -> Heard:
    """Send bytes and read whatever comes back."""
    response = pc.client.post(
        f"{BASE_PATH}/{endpoint}",
        content=data,
        headers={"Authorization": f"Bearer {pc.token}"} if pc.token else {},
    )
    text = unpacked(response.content, limit=MAX_BYTES)
    signed = b"\n" in text
    message = verified(text, pc.key) if signed else text
    answer = msgspec.json.decode(message, type=Answer[msgspec.Raw])
    return Heard(response.status_code, answer, signed and answer.req == req, dict(response.headers))


@dataclass
class Pc:
    """One teacher's PC. n: of the last operation written. ids: of all written, by n - 1. ms: as its next ones claim.

    records: the kinds that its program reads.
    """

    client: httpx.Client
    key: VerifyKey
    school: SchoolId = NO_SCHOOL
    teacher: TeacherId = NOBODY
    token: str = ""
    replica: ReplicaId = field(default_factory=lambda: ReplicaId(text_of(os.urandom(16))))
    author: SigningKey = field(default_factory=SigningKey.generate)
    boot: str = "boot-1"
    wall: str = "2026-09-01T08:00:00+00:00"
    ms: int = 0
    n: int = 0
    ids: list[OperationId] = field(default_factory=list)
    cursor: Cursor = BEGINNING
    records: tuple[str, ...] = RECORDS

    @property
    def session(self) -> Session:
        return Session(self.replica, self.teacher, self.boot, self.wall)

    def request(self, body: T) -> Request[T]:
        return Request(PROTOCOL, text_of(os.urandom(16)), self.school, Device(self.replica), "", "", 0, body)

    def send(self, endpoint: str, request: Request[Any]) -> Heard:
        data = packed(msgspec.json.encode(request))
        return post(self, endpoint, data, req=request.req)

    def ask(self, endpoint: str, body: object) -> Heard:
        return self.send(endpoint, self.request(body))

    def enrol(self, code: str) -> Heard:
        ask = ReplicaAsk(code, to_base64(self.author.verify_key.encode()), "PC")
        heard = self.ask("replica", ask)
        if heard.status == 200:
            answer = heard.body(ReplicaAnswer)
            self.school, self.teacher, self.token = answer.school, answer.teacher, answer.token
            self.hello()
        return heard

    def write(self, operation: Operation, *, base: int | None = None) -> bytes:
        """Number an operation and return its bytes."""
        body = to_bytes(operation, base=operation.base if base is None else base, ms=self.ms)
        return self.number(body)

    def number(self, body: bytes) -> bytes:
        """Give bytes the next number and their id."""
        self.n += 1
        self.ids.append(id_of(header_of(self.session), self.n, body))
        return body

    def batch(self, bodies: Sequence[bytes], *, first_n: int | None = None) -> ExchangeAsk:
        """Return a signed push of these bodies, from first_n on; by default the newest ones."""
        first = self.n - len(bodies) + 1 if first_n is None else first_n
        header = header_of(self.session)
        ids = "".join(id_of(header, n, body) for n, body in enumerate(bodies, first))
        sig = to_base64(self.author.sign(ids.encode()).signature)
        return ExchangeAsk(self.cursor, self.session, first, tuple(map(msgspec.Raw, bodies)), sig, 1_000)

    def push(self, *operations: Operation) -> tuple[Judged, ...]:
        """Write and push operations; return what became of them."""
        ask = self.batch([self.write(each) for each in operations])
        return self.ask("exchange", ask).body(ExchangeAnswer).outcomes

    def verdicts(self, *operations: Operation) -> list[tuple[str, str]]:
        """Write and push operations; return each one's outcome and reason."""
        return [(each.outcome, each.reason) for each in self.push(*operations)]

    def exchange(self, *, want: int = 1_000) -> ExchangeAnswer:
        """Read a page of the feed and leave the cursor where it was."""
        ask = ExchangeAsk(self.cursor, None, 0, (), "", want)
        answer = self.ask("exchange", ask).body(ExchangeAnswer)
        return answer if answer.next != BEGINNING else replace(answer, next=self.cursor)

    def pull(self, *, want: int = 1_000) -> list[Entry]:
        """Read the feed to its end and move the cursor."""
        entries: list[Entry] = []
        more = True
        while more:
            answer = self.exchange(want=want)
            entries += msgspec.json.decode(answer.feed, type=list[Entry])
            more, self.cursor = answer.more, answer.next
        return entries

    def hello(self) -> HelloAnswer:
        return self.ask("hello", HelloAsk({}, self.records)).body(HelloAnswer)

    def pages(self, part: str, limit: int = 2_000) -> list[SnapshotAnswer]:
        """Return all pages of a part."""
        pages: list[SnapshotAnswer] = []
        while not pages or pages[-1].next:
            after = pages[-1].next if pages else ""
            pages.append(self.ask("snapshot", SnapshotAsk(part, after, limit)).body(SnapshotAnswer))
        return pages

    def rows(self, part: str, limit: int = 2_000) -> list[Record]:
        """Return the rows of a part, whatever the size of its pages."""
        return [row for page in self.pages(part, limit) for row in rows_of(page)]


def rows_of(page: SnapshotAnswer) -> list[Record]:
    """Return the rows of a page."""
    return msgspec.json.decode(page.rows, type=list[Record])


def altered(pc: Pc, **facts: Any) -> Pc:
    """Return a PC that is the same but for these facts, and shares nothing with it."""
    changed = Pc(**{name: getattr(pc, name) for name in pc.__dataclass_fields__})
    changed.ids = list(pc.ids)
    for name, value in facts.items():
        setattr(changed, name, value)
    return changed


def resigned(ask: ExchangeAsk, **facts: Any) -> ExchangeAsk:
    """Return a question with other facts and the signature as it was."""
    return replace(ask, **facts)
