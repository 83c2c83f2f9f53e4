"""Forms that the office sends: where they come from, what they hold, and whether somebody else was faster."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from urllib.parse import parse_qsl, urlsplit

from portal.form_encoding import ENCODING
from portal.office.refusing import FOREIGN, MALFORMED, PageRefusedError

TOKEN = "token"  # noqa: S105 (the name of a field)
MOST_FIELDS = 200
MAX_BYTES = 64 * 1024
"""Bytes of a form; the longest of ours has some 4,000."""

_PURPOSE = b"peremena office form"


class Standing(Enum):
    """How what was sent for a field stands to what is kept now."""

    KEPT = auto()
    """Nobody changed it, or both to the same."""
    MOVED = auto()
    """Somebody else changed it since the form was drawn; the sender left it alone."""
    MINE = auto()
    """The sender changed it."""
    CLASH = auto()
    """Both changed it, and not to the same."""


def standing(*, drawn: str, wanted: str, now: str) -> Standing:
    """Return how a field stands. drawn: with which the form was drawn."""
    if wanted == now:
        return Standing.KEPT
    if wanted == drawn:
        return Standing.MOVED
    return Standing.MINE if now == drawn else Standing.CLASH


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent, by field: typed, and as it was when the form was drawn. step: which button was pressed."""

    step: str
    typed: Mapping[str, str]
    drawn: Mapping[str, str]

    def holds(self, *names: str) -> bool:
        """Whether these fields were sent whole."""
        return all(name in self.typed and name in self.drawn for name in names)

    def retyped(self, texts: Mapping[str, str]) -> "Form":
        """Return the form with other texts typed into some of its fields."""
        return replace(self, typed={**self.typed, **texts})


@dataclass(frozen=True, slots=True)
class DrawnForm:
    """A form as it is drawn: what stands in each field, what is wrong there, what others changed meanwhile."""

    texts: Mapping[str, str]
    errors: Mapping[str, str]
    notes: Mapping[str, str]


def form_token(secret: str) -> str:
    """Return what proves that a form was drawn for the visitor who knows the secret."""
    return hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256).hex()


def has_hidden_signs(text: str) -> bool:
    """Return whether a text of several lines holds signs that nobody sees; a database may refuse them too."""
    return not all(each.isprintable() or each in "\r\n" for each in text)


def check_origin(headers: Mapping[str, str]) -> None:
    """Check that a form was sent by a page of ours.

    Raises:
        PageRefusedError: another site sent it, or nothing says who did.
    """
    source = headers.get("origin") or headers.get("referer", "")
    host = headers.get("host", "")
    if not host or urlsplit(source).netloc.lower() != host.lower():
        raise PageRefusedError(FOREIGN)


def read_form(body: bytes, content_type: str, secret: str) -> Form:
    """Return the form in a request's body.

    Raises:
        PageRefusedError: it cannot be read, or was not drawn for this visitor.
    """
    if content_type.partition(";")[0].strip().lower() != ENCODING:
        raise PageRefusedError(MALFORMED)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise PageRefusedError(MALFORMED) from error
    sent = dict(pairs)
    if len(sent) < len(pairs):
        raise PageRefusedError(MALFORMED)
    if not hmac.compare_digest(sent.get(TOKEN, "").encode(), form_token(secret).encode()):
        raise PageRefusedError(FOREIGN)
    return Form(sent.get("step", ""), _named("typed.", sent), _named("drawn.", sent))


def _named(prefix: str, sent: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in sent.items() if name.startswith(prefix)}
