"""Slot R: the journal's key sealed to the portal, which gives it back to the same teacher after a fresh sign-in."""

import msgspec
from msgspec import Struct
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from app.ids import ReplicaId, SchoolId, TeacherId


class Entrusted(Struct, frozen=True, array_like=True):
    """What the portal finds in the slot: whose journal on which PC the key opens."""

    school: SchoolId
    teacher: TeacherId
    replica: ReplicaId
    key: bytes


class BrokenRecoveryError(ValueError):
    """The bytes are sealed for another, damaged, or no key."""


_decoder = msgspec.msgpack.Decoder(Entrusted)


def entrust(entrusted: Entrusted, portal: VerifyKey) -> bytes:
    """Return the slot, which only the portal can open."""
    return SealedBox(portal.to_curve25519_public_key()).encrypt(msgspec.msgpack.encode(entrusted))


def read_entrusted(slot: bytes, portal: SigningKey) -> Entrusted:
    """Return what a slot holds, at the portal.

    Raises:
        BrokenRecoveryError: it was not sealed for this portal.
    """
    try:
        return _decoder.decode(SealedBox(portal.to_curve25519_private_key()).decrypt(slot))
    except (CryptoError, ValueError) as error:
        raise BrokenRecoveryError from error


def seal_answer(key: bytes, asker: PublicKey) -> bytes:
    """Return the journal's key as the portal gives it to the PC that asked: only that one can read it."""
    return SealedBox(asker).encrypt(key)


def open_answer(answer: bytes, asker: PrivateKey) -> bytes:
    """Return the journal's key that the portal has given back.

    Raises:
        BrokenRecoveryError: the answer is for another PC.
    """
    try:
        return SealedBox(asker).decrypt(answer)
    except (CryptoError, ValueError) as error:
        raise BrokenRecoveryError from error
