"""Seals an operation so that nobody but the portal can read it, and nobody but its author can have made it (I21)."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

from app.ids import OperationId
from app.operations import header_of, id_of, session_in

MAX_NUMBER = 2**53
"""No PC writes as many operations; every JSON reader still tells them apart, and every database keeps them."""

Number = Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
"""Of an operation on its PC."""


class Sealed(Struct, frozen=True, array_like=True):
    """An operation with all that its id follows from. sig: Ed25519 by its author's key over the id's text.

    prev: the id of the operation before it on its PC, empty where that is not known: whose numbers it goes on.
    """

    header: bytes
    n: Number
    body: bytes
    sig: bytes
    prev: str = ""

    @property
    def id(self) -> OperationId:
        """The id that follows from the content."""
        return id_of(self.header, self.n, self.body)

    def is_by(self, author: VerifyKey) -> bool:
        """Return whether this key signed exactly this."""
        try:
            author.verify(self.id.encode(), self.sig)
        except (CryptoError, ValueError):
            return False
        return header_of(session_in(self.header)) == self.header


class BrokenSealError(ValueError):
    """The bytes are sealed for another portal, damaged, or no operation."""


_decoder = msgspec.msgpack.Decoder(Sealed)


def sealed(  # noqa: PLR0913 (all that an operation is)
    header: bytes, n: int, body: bytes, *, author: SigningKey, portal: VerifyKey, prev: str = ""
) -> bytes:
    """Return an operation that only the portal can open. prev: as in Sealed."""
    sig = author.sign(id_of(header, n, body).encode()).signature
    text = msgspec.msgpack.encode(Sealed(header, n, body, sig, prev))
    return SealedBox(portal.to_curve25519_public_key()).encrypt(text)


def opened(data: bytes, key: SigningKey) -> Sealed:
    """Return what was sealed for this portal.

    Raises:
        BrokenSealError: it cannot be opened or read.
    """
    try:
        return _decoder.decode(SealedBox(key.to_curve25519_private_key()).decrypt(data))
    except (CryptoError, ValueError, RecursionError) as error:
        raise BrokenSealError from error
