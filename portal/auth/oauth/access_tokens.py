"""Access tokens: JSON web tokens of ten minutes, signed with ES256 by a key that can be changed (RFC 9068)."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from sqlalchemy import Connection, delete, insert, select

from app.ids import ID_BYTES, SchoolId, text_of
from app.wire.messages import BASE_PATH
from portal.auth.derived import DerivedKeys
from portal.store.dialects import NO_SCHOOL
from portal.store.sign_in_tables import token_keys

LIFETIME_S = 600
"""Judged by the portal's own clock, the only one that counts."""

TYPE, ALGORITHM, CURVE = "at+jwt", "ES256", "P-256"
KEPT = 2
"""Keys that are published: the one that signs, and the one before, whose tokens still live."""

CLIENT = "peremena-desktop"
"""The one program that may ask for tokens; it can keep no secret."""

LONGEST = 4_096
"""Of a token in characters; ours have some 500."""

Opening = Callable[[SchoolId], AbstractContextManager[Connection]]


class BadTokenError(Exception):
    """A token that this portal has not given away, or not any more."""


@dataclass(frozen=True, slots=True)
class Access:
    """What an access token says. grant: on whose ground it was given."""

    school: SchoolId
    grant: str
    account: str


def rotate_keys(connection: Connection, keys: DerivedKeys, *, now_ms: int) -> str:
    """Sign with a new key from now on and return its name; what the last one signed is still believed."""
    held = connection.execute(select(token_keys.c.id).order_by(token_keys.c.made.desc(), token_keys.c.id)).scalars()
    old = list(held)[KEPT - 1 :]
    if old:
        connection.execute(delete(token_keys).where(token_keys.c.id.in_(old)))
    name = text_of(os.urandom(ID_BYTES))
    made = ECKey.generate_key(CURVE).as_pem(private=True)
    row = {"school_id": NO_SCHOOL, "id": name, "made": now_ms, "sealed": keys.sealed(made)}
    connection.execute(insert(token_keys), row)
    return name


class AccessTokens:
    """Signs tokens and reads them. Several threads may ask; other processes may change the keys."""

    CLIENT, PATH = CLIENT, BASE_PATH
    """Who asks for the tokens, and what they open."""

    def __init__(self, issuer: str, keys: DerivedKeys, reading: Opening, writing: Opening) -> None:
        self.issuer, self._keys = issuer, keys
        self._reading, self._writing = reading, writing
        self._held: tuple[ECKey, ...] = ()
        self._lock = threading.Lock()

    @property
    def audience(self) -> str:
        """Whom the tokens are for."""
        return self.issuer + self.PATH

    def published(self, *, now_ms: int) -> dict[str, Any]:
        """Return the public halves of the keys as a set (RFC 7517)."""
        self._read(now_ms=now_ms)
        return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": ALGORITHM} for key in self._held]}

    def ready(self, *, now_ms: int) -> None:
        """Have the newest key at hand; not to be called within a transaction that writes."""
        self._read(now_ms=now_ms)

    def issue(self, access: Access, *, now_ms: int) -> str:
        """Return a new token, signed with the key that `ready` found."""
        key, now_s = self._held[0], now_ms // 1000
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": access.account,
            "client_id": self.CLIENT,
            "iat": now_s,
            "exp": now_s + LIFETIME_S,
            "jti": text_of(os.urandom(ID_BYTES)),
            "school": access.school,
            "grant": access.grant,
        }
        return jwt.encode({"typ": TYPE, "alg": ALGORITHM, "kid": str(key.kid)}, claims, key, algorithms=[ALGORITHM])

    def read(self, token: str, *, now_ms: int) -> Access:
        """Return what a token says.

        Raises:
            BadTokenError: it is none of ours, is for somebody else, or its time is over.
        """
        found = self._verified(token) or (self._read(now_ms=now_ms) and self._verified(token))
        if not found or found.header.get("typ") != TYPE:
            raise BadTokenError
        claims = found.claims
        texts = [claims.get(name) for name in ("school", "grant", "sub")]
        said = tuple(claims.get(name) for name in ("iss", "aud", "client_id"))
        ours = said == (self.issuer, self.audience, self.CLIENT)
        until = claims.get("exp")
        if not (ours and isinstance(until, int) and now_ms < until * 1000 and all(isinstance(t, str) for t in texts)):
            raise BadTokenError
        school, grant, account = map(str, texts)
        return Access(SchoolId(school), grant, account)

    def _verified(self, token: str) -> jwt.Token | None:
        if not self._held or len(token) > LONGEST:
            return None
        try:
            return jwt.decode(token, KeySet(list(self._held)), algorithms=[ALGORITHM])
        except (JoseError, ValueError, TypeError, KeyError):
            return None

    def _read(self, *, now_ms: int) -> Sequence[ECKey]:
        with self._lock:
            found = self._stored()
            if not found:
                with self._writing(NO_SCHOOL) as connection:
                    rotate_keys(connection, self._keys, now_ms=now_ms)
                found = self._stored()
            self._held = found
        return found

    def _stored(self) -> tuple[ECKey, ...]:
        newest = select(token_keys.c.id, token_keys.c.sealed).order_by(token_keys.c.made.desc(), token_keys.c.id)
        with self._reading(NO_SCHOOL) as connection:
            rows = connection.execute(newest.limit(KEPT)).all()
        return tuple(ECKey.import_key(self._keys.opened(row.sealed), {"kid": row.id}) for row in rows)
