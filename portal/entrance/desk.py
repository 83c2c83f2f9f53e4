"""What the entrance works with: whose browser asks, whether a form is theirs, how often something may be tried."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import litestar
from litestar.datastructures import Cookie
from sqlalchemy import Connection

from app.ids import SchoolId, text_of
from portal.auth.accounts import Account, find_account
from portal.auth.auditing import Event, note
from portal.auth.derived import DerivedKeys
from portal.auth.esia.opening import EsiaGate, no_gate
from portal.auth.oauth.access_tokens import AccessTokens
from portal.auth.oauth.flows import make_server
from portal.auth.oauth.server import Turn
from portal.auth.web_sessions import Browser, WebSession, find_session, is_touch_due, touch_session
from portal.entrance.browsers import browser_words
from portal.entrance.cookies import Cookies
from portal.entrance.refusing import FOREIGN
from portal.limits import Tries
from portal.office.forms import Form, read_form
from portal.office.refusing import TOO_OFTEN, PageRefusedError
from portal.store.dialects import NO_SCHOOL

Asked = litestar.Request[Any, Any, Any]
Opening = Callable[[SchoolId], AbstractContextManager[Connection]]

SEED_BYTES = 18
ADDRESS_SIGNS = 12
"""Of an address's hash: enough to see that two events came from the same place."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser at the entrance. session: of whoever is signed in, None for nobody. secret: its forms are known by."""

    session: WebSession | None
    secret: str
    new_cookies: tuple[Cookie, ...] = ()


ALL_TRIES, ALL_REFILL_S = 10_000, 0.006
"""From everywhere together: who tries for nothing from many addresses shall shut nobody else out."""


def _tries(clock: Callable[[], float]) -> Tries:
    return Tries(clock, all_tries=ALL_TRIES, all_refill_s=ALL_REFILL_S)


class Limits:
    """How often the entrance may be tried, for each address and each account; what succeeds is given back.

    clock: seconds, never going back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.sign_ins, self.codes, self.devices, self.tokens = (_tries(clock) for _ in range(4))
        self.esia = Tries()


def take(tries: Tries, key: str) -> None:
    """Count a try.

    Raises:
        PageRefusedError: too often.
    """
    if wait_s := tries.take(key):
        raise PageRefusedError(TOO_OFTEN, retry_after_s=wait_s)


class EntranceDesk:
    """What the pages and the OAuth endpoints read from and write to. now_ms: the portal's clock."""

    def __init__(
        self, keys: DerivedKeys, tokens: AccessTokens, reading: Opening, writing: Opening, now_ms: Callable[[], int]
    ) -> None:
        issuer = tokens.issuer
        self.issuer, self.keys, self.tokens = issuer, keys, tokens
        self.reading, self.writing, self.now_ms = reading, writing, now_ms
        self.server = make_server(issuer, keys, tokens)
        self.cookies = Cookies(is_secure=issuer.startswith("https:"))
        self.limits = Limits(monotonic)
        self.gate: Callable[[], EsiaGate | None] = no_gate

    @property
    def esia(self) -> EsiaGate | None:
        """The way to ESIA as it is now, None where the portal works without."""
        return self.gate()

    def visitor(self, request: Asked) -> Visitor:
        """Return whose browser this is; one that has no cookie gets one for its forms."""
        token = request.cookies.get(self.cookies.session, "")
        with self.reading(NO_SCHOOL) as connection:
            session = find_session(connection, token, now_ms=self.now_ms())
        if session is not None:
            self._touch(session)
            return Visitor(session, session.secret)
        seed = request.cookies.get(self.cookies.seed, "")
        if seed:
            return Visitor(None, seed)
        seed = text_of(secrets.token_bytes(SEED_BYTES))
        return Visitor(None, seed, (self.cookies.for_forms(seed),))

    def account(self, request: Asked) -> tuple[Visitor, Account | None]:
        """Return who is signed in with both proofs, None for nobody."""
        visitor = self.visitor(request)
        if visitor.session is None or not visitor.session.is_proved:
            return visitor, None
        with self.reading(NO_SCHOOL) as connection:
            return visitor, find_account(connection, account=visitor.session.account)

    def form(self, request: Asked, visitor: Visitor, body: bytes) -> Form:
        """Return the form that was sent.

        Raises:
            PageRefusedError: another site sent it, or it was not drawn for this browser.
        """
        ours, theirs = urlsplit(self.issuer), urlsplit(request.headers.get("origin", ""))
        if (theirs.scheme, theirs.netloc) != (ours.scheme, ours.netloc):
            raise PageRefusedError(FOREIGN)
        return read_form(body, request.headers.get("content-type", ""), visitor.secret)

    def turn(self, connection: Connection) -> Turn:
        """Return a request's transaction and time for the OAuth server."""
        return Turn(connection, self.now_ms())

    def note(self, connection: Connection, school: SchoolId, event: Event) -> None:
        """Write an event down."""
        note(connection, school, event, now_ms=self.now_ms())

    def browser(self, request: Asked) -> Browser:
        """Return what is kept of a browser that signs in."""
        return Browser(browser_words(request.headers.get("user-agent", "")), self.address_hash(request))

    def address_hash(self, request: Asked) -> str:
        """Return what is kept of an address: nobody can compute the address from it."""
        return text_of(self.keys.follower("address", address_of(request)))[:ADDRESS_SIGNS]

    def _touch(self, session: WebSession) -> None:
        if is_touch_due(session, now_ms=self.now_ms()):
            with self.writing(NO_SCHOOL) as connection:
                touch_session(connection, session, now_ms=self.now_ms())


def address_of(request: Asked) -> str:
    """Return from where a request came, empty where that is not known."""
    return request.client.host if request.client else ""
