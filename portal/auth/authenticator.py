"""Time-based one-time codes of an authenticator on a phone: RFC 6238 with SHA-1, six digits, thirty seconds."""

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

SECRET_BYTES = 20
"""As long as SHA-1's output: RFC 4226, section 4."""

STEP_MS = 30_000
DIGITS = 6
LEEWAY = 1
"""Steps by which a phone's clock may be off, either way."""


def code_at(secret: bytes, step: int) -> str:
    """Return the code of a step. Source: RFC 4226, section 5.3; RFC 6238, section 4."""
    mac = hmac.digest(secret, struct.pack(">Q", step), hashlib.sha1)
    offset = mac[-1] & 0x0F
    number = struct.unpack_from(">I", mac, offset)[0] & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: bytes, code: str, *, now_ms: int, after: int) -> int | None:
    """Return the step of a code, None where it is wrong. after: the last step that was used; none up to it counts."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdecimal() and len(typed) == DIGITS):
        return None
    now = now_ms // STEP_MS
    steps = (step for step in range(now - LEEWAY, now + LEEWAY + 1) if step > after)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step), typed)), None)


def as_text(secret: bytes) -> str:
    """Return a secret as people type it into an authenticator, in groups of four."""
    text = base64.b32encode(secret).decode("ascii").rstrip("=")
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def as_address(secret: bytes, login: str) -> str:
    """Return what an authenticator reads from a QR code."""
    text = as_text(secret).replace(" ", "")
    return f"otpauth://totp/{quote('Перемена')}:{quote(login)}?secret={text}&issuer={quote('Перемена')}"
