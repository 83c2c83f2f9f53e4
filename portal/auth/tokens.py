"""Secrets that the portal gives away: it keeps no more of them than a hash."""

import hashlib
import secrets

from app.ids import text_of

TOKEN_BYTES = 32
LINK_BYTES = 24
"""192 bits: nobody guesses the address of a diary."""


def new_token() -> str:
    """Return a bearer token for one PC."""
    return text_of(secrets.token_bytes(TOKEN_BYTES))


def new_link_code() -> str:
    """Return the part of an address that opens one pupil's diary."""
    return text_of(secrets.token_bytes(LINK_BYTES))


def hash_of(secret: str) -> str:
    """Return what is stored of a secret. Long random texts need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
