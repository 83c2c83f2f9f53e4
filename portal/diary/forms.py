"""Forms of the diary's pages: what they hold, and whether they were drawn for the link that sends them."""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

ENCODING = "application/x-www-form-urlencoded"
TOKEN = "token"  # noqa: S105 (the name of a field)
MOST_FIELDS = 20
MAX_BYTES = 4 * 1024
"""Bytes of a form; the longest of ours has some 600."""

OURS = {"", "same-origin"}
"""What a browser says of a form that a page of ours has sent; older ones say nothing."""

_PURPOSE = b"peremena diary form"


class FormRefusedError(Exception):
    """A form cannot be read, or another site sent it; nothing was changed."""


def form_token(code: str) -> str:
    """Return what proves that a form was drawn for whoever has this link."""
    return hmac.digest(code.encode(), _PURPOSE, hashlib.sha256).hex()


def read_form(headers: Mapping[str, str], body: bytes, code: str) -> dict[str, str]:
    """Return a form's fields.

    Raises:
        FormRefusedError: it is none, another site sent it, or it was not drawn for this link.
    """
    if headers.get("sec-fetch-site", "") not in OURS:
        raise FormRefusedError
    if headers.get("content-type", "").partition(";")[0].strip().lower() != ENCODING:
        raise FormRefusedError
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise FormRefusedError from error
    sent = dict(pairs)
    if len(sent) < len(pairs) or not hmac.compare_digest(sent.get(TOKEN, "").encode(), form_token(code).encode()):
        raise FormRefusedError
    return sent
