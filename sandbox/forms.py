"""Reads the fields of a form."""

from urllib.parse import parse_qsl

from sandbox.refusing import malformed


def read_fields(body: bytes) -> dict[str, str]:
    """Return what a form holds.

    Raises:
        SandboxRefusedError: it cannot be read, or says something twice.
    """
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict")
    except ValueError as error:
        text = "form"
        raise malformed(text) from error
    if len(dict(pairs)) < len(pairs):
        text = "a field twice"
        raise malformed(text)
    return dict(pairs)
