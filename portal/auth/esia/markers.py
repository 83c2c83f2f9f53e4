"""Checks what ESIA signs: the access marker and the identity token."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

from portal.auth.esia import names
from portal.auth.esia.errors import StrangeAnswerError, WrongClockError
from portal.auth.esia.settings import EsiaSettings

LEEWAY_S = 60
"""By how much ESIA's clock and the portal's may differ."""

LONGEST = 16_384
"""Of a token in characters; ESIA's have some 3,000."""


_REGISTRY = JWSRegistry(algorithms=[names.ALGORITHM], strict_check_header=False)
"""ESIA's tokens say in their heads, besides what the standard knows, their version and what they are for."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What a sign-in brought. access: opens the person's data. subject: what the identity token says of the account."""

    access: str = field(repr=False)
    oid: str
    subject: Mapping[str, Any] = field(repr=False)


class MarkerCheck:
    """Believes what ESIA's key has signed for this system, now."""

    def __init__(self, settings: EsiaSettings) -> None:
        self._settings = settings
        self._key = RSAKey.import_key(settings.token_key.read_bytes())

    def read(self, answer: Mapping[str, Any], state: str, *, now_ms: int) -> Marker:
        """Return what the answer of the marker's endpoint brings.

        Raises:
            StrangeAnswerError: it is signed by nobody we know, is for another system or sign-in, or has another shape.
            WrongClockError: its times are not now.
        """
        if answer.get("state") != state or str(answer.get("token_type", "")).lower() != "bearer":
            raise StrangeAnswerError
        access = self._claims(answer.get("access_token"), now_ms=now_ms)
        identity = self._claims(answer.get("id_token"), now_ms=now_ms)
        subject = identity.get(names.SUBJECT)
        oid = str(access.get(names.SUBJECT_ID, ""))
        if access.get("client_id") != self._settings.client_id or not oid.isdecimal() or not isinstance(subject, dict):
            raise StrangeAnswerError
        if {str(identity.get("sub")), str(subject.get(names.SUBJECT_OID))} != {oid}:
            raise StrangeAnswerError
        audience = identity.get("aud")
        if self._settings.client_id not in (audience if isinstance(audience, list) else [audience]):
            raise StrangeAnswerError
        return Marker(str(answer["access_token"]), oid, subject)

    def _claims(self, token: object, *, now_ms: int) -> Mapping[str, Any]:
        if not isinstance(token, str) or len(token) > LONGEST:
            raise StrangeAnswerError
        try:
            claims = jwt.decode(token, self._key, registry=_REGISTRY).claims
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise StrangeAnswerError from error
        if claims.get("iss") != self._settings.issuer:
            raise StrangeAnswerError
        _check_times(claims, now_ms / 1000)
        return claims


def _check_times(claims: Mapping[str, Any], now_s: float) -> None:
    until, issued = _number(claims.get("exp")), _number(claims.get("iat"))
    begins = max(issued, _number(claims.get("nbf", issued)))
    if not begins - LEEWAY_S <= now_s < until + LEEWAY_S:
        raise WrongClockError


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StrangeAnswerError
    return value
