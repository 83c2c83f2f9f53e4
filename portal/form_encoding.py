"""Forms as browsers and programs send them."""

from urllib.parse import parse_qsl

ENCODING = "application/x-www-form-urlencoded"
MOST_FIELDS = 20


def read_form(content_type: str, body: bytes) -> list[tuple[str, str]] | None:
    """Return the fields of a program's form as they were sent, doubled ones too; None where it is no whole form."""
    if content_type.partition(";")[0].strip().lower() != ENCODING:
        return None
    try:
        text = body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
