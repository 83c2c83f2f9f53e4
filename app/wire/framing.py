"""From message to bytes and back: compression recognised by its magic bytes, size limits, the portal's signature.

A signed text is the message, a line feed, and the signature in base64url; whatever a proxy does to the headers,
the body says by itself how it is packed and who said it.
"""

import base64
import zlib

import zstandard
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.errors import NotThePortalError, TooLargeError

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_LEVEL = 3
"""As small as gzip 6 and eight times as quick (measured on a term's operations)."""


class UnreadableFrameError(ValueError):
    """The bytes claim a compression that they do not have."""


def packed(text: bytes) -> bytes:
    """Return the bytes compressed with zstd."""
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(text)


def unpacked(data: bytes, *, limit: int) -> bytes:
    """Return the text in a zstd, gzip or plain body.

    Raises:
        TooLargeError: the text is longer than limit bytes; no more than that is ever unpacked.
        UnreadableFrameError: the compressed bytes are damaged.
    """
    try:
        if data.startswith(ZSTD_MAGIC):
            with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(data) as reader:
                text = reader.read(limit + 1)
        elif data.startswith(GZIP_MAGIC):
            text = zlib.decompressobj(wbits=31).decompress(data, limit + 1)
        else:
            text = data
    except (zstandard.ZstdError, zlib.error) as error:
        raise UnreadableFrameError from error
    if len(text) > limit:
        raise TooLargeError
    return text


def to_base64(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64(text: str) -> bytes:
    """Read base64url without padding.

    Raises:
        ValueError: the text is something else.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def signed(text: bytes, key: SigningKey) -> bytes:
    """Return the text followed by its signature."""
    return text + b"\n" + to_base64(key.sign(text).signature).encode("ascii")


def verified(text: bytes, key: VerifyKey) -> bytes:
    """Return the text without its signature.

    Raises:
        NotThePortalError: the signature is missing or is not of this text by this key (I13).
    """
    message, _, signature = text.rpartition(b"\n")
    try:
        key.verify(message, from_base64(signature.decode("ascii")))
    except (BadSignatureError, ValueError) as error:
        raise NotThePortalError from error
    return message
