"""Forms that bring a file: what they hold, and whether they were drawn for their sender."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from multipart import (  # type: ignore[import-untyped]  # Litestar's own parser of such forms brings no types
    MultipartError,
    MultipartParser,
    parse_options_header,
)

from portal.office.forms import TOKEN, form_token
from portal.office.refusing import FOREIGN, MALFORMED, PageRefusedError

ENCODING = "multipart/form-data"
MOST_PARTS = 12
LONGEST_PART = 4 * 1024 * 1024
"""Bytes of one field; kept in memory."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What was sent. texts: by field. file, content: name and bytes of the file, empty where none was chosen."""

    texts: Mapping[str, str]
    file: str
    content: bytes


def read_parts(body: bytes, content_type: str, secret: str) -> Parts:
    """Return the form in a request's body.

    Raises:
        PageRefusedError: it cannot be read, or was not drawn for this visitor.
    """
    kind, options = parse_options_header(content_type)
    if kind.lower() != ENCODING or "boundary" not in options:
        raise PageRefusedError(MALFORMED)
    texts: dict[str, str] = {}
    file, content = "", b""
    try:
        parser = MultipartParser(
            BytesIO(body),
            options["boundary"],
            content_length=len(body),
            part_limit=MOST_PARTS,
            memory_limit=2 * LONGEST_PART,
            spool_limit=LONGEST_PART,
        )
        for part in parser:
            if part.filename:
                file, content = part.filename, part.raw
            elif part.filename is None:
                texts[part.name] = part.raw.decode()
    except (MultipartError, UnicodeDecodeError) as error:
        raise PageRefusedError(MALFORMED) from error
    if not hmac.compare_digest(texts.get(TOKEN, "").encode(), form_token(secret).encode()):
        raise PageRefusedError(FOREIGN)
    return Parts(texts, file, content)
