"""Reads what was asked: bounded, unpacked, decoded strictly, before anything else looks at it."""

import json
import re
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from app.errors import TooLargeError
from app.wire.framing import UnreadableFrameError, unpacked
from app.wire.messages import MAX_BYTES, PROTOCOL, Request
from portal.refusals import Code, RefusedError

T = TypeVar("T")

NAME_LIMIT = 64
"""Longest name of a request in characters; it is echoed, and what is echoed is signed."""

_WHERE = re.compile(r"at `\$\.?([^`]*)`$")
"""Where msgspec says that something is of another type; the rest of its words may quote a value."""


class Named(Struct, frozen=True):
    """What is read of a request of any version: how it speaks, and by which name it wants to be answered."""

    p: str
    req: str


@dataclass(frozen=True, slots=True)
class Question:
    """A request that can be answered by its name; the rest of it is still unread."""

    named: Named
    text: bytes

    def decoded(self, kind: type[Request[T]]) -> Request[T]:
        """Return the whole request. kind: with its body's message.

        Raises:
            RefusedError: too_old, or malformed with the place where.
        """
        if self.named.p != PROTOCOL:
            raise RefusedError(Code.TOO_OLD)
        return self.of_any_version(kind)

    def of_any_version(self, kind: type[T]) -> T:
        """Return the whole request of a program that may speak otherwise. kind: with its body's message.

        Raises:
            RefusedError: malformed with the place where.
        """
        request = _decoded(self.text, kind)
        try:
            json.loads(self.text, object_pairs_hook=_refuse_twins)
        except (ValueError, RecursionError) as error:
            raise RefusedError(Code.MALFORMED) from error
        return request


def read_question(data: bytes) -> Question:
    """Read a request's name from its bytes as they came over the wire.

    Raises:
        RefusedError: too_large once unpacked, or malformed.
    """
    try:
        text = unpacked(data, limit=MAX_BYTES)
    except TooLargeError as error:
        raise RefusedError(Code.TOO_LARGE) from error
    except UnreadableFrameError as error:
        raise RefusedError(Code.MALFORMED) from error
    named = _decoded(text, Named)
    if not 0 < len(named.req) <= NAME_LIMIT:
        raise RefusedError(Code.MALFORMED, "req")
    return Question(named, text)


def _decoded(text: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        where = _WHERE.search(str(error))
        raise RefusedError(Code.MALFORMED, where[1] if where else "") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(Code.MALFORMED) from error


def _refuse_twins(pairs: list[tuple[str, Any]]) -> None:
    """Refuse an object that says the same thing twice: two readers could believe different halves of it."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
