"""Signs this PC in at the portal: by a phone or by this PC's browser, and keeps its tokens fresh (RFC 8628, 8252)."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
import requests
from msgspec import Struct
from typing_extensions import override

from app.clock import Clock
from app.errors import (
    NotThePortalError,
    PortalBrokenError,
    PortalTooOldError,
    SignedOutError,
    SignInExpiredError,
    SignInRefusedError,
    SyncError,
    ThrottledError,
)
from app.ids import ReplicaId, SchoolId
from sync.failures import FOREIGN_ERRORS, sync_error_of
from sync.http_portal import Line
from sync.meeting import meet
from sync.transport import CONNECT_TIMEOUT_S, READ_TIMEOUT_S

CLIENT = "peremena-desktop"
METADATA = "/.well-known/oauth-authorization-server"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
CALLBACK_PATH = "/callback"
SECRET_BYTES = 32

OK, NOT_FOUND, TOO_MANY = 200, 404, 429
BROKEN = range(500, 600)
MOST_BYTES = 64 * 1024
PENDING, SLOWER, EXPIRED = "authorization_pending", "slow_down", "expired_token"
SLOWER_S = 5
"""How much longer to wait between two questions from then on: RFC 8628, section 3.5."""

T = TypeVar("T")


class Metadata(Struct, frozen=True):
    """What a server says of itself (RFC 8414)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    device_authorization_endpoint: str
    revocation_endpoint: str


class Waiting(Struct, frozen=True):
    """What this PC shows while it waits for a phone. number: two digits that both screens must show."""

    device_code: str
    user_code: str
    verification_uri: str
    verification_uri_complete: str
    number: str
    interval: int
    expires_in: int


class Tokens(Struct, frozen=True):
    """What lets this PC in. expires_in: seconds of the access token; only the portal judges them."""

    access_token: str
    refresh_token: str
    expires_in: int

    @override
    def __repr__(self) -> str:
        return "Tokens()"


class Refused(Struct, frozen=True):
    """Why there is no token."""

    error: str = ""


@dataclass(frozen=True, slots=True)
class BrowserStart:
    """A sign-in in this PC's browser. address: to be opened. redirect_uri: where its answer is listened for."""

    address: str
    redirect_uri: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)


class SignIn:
    """Asks one portal. address: as `check_address` returns it; a server of another name is never believed."""

    def __init__(self, address: str, session: requests.Session, clock: Clock) -> None:
        self._address, self._session, self._clock = address, session, clock
        self._found: Metadata | None = None

    @property
    def address(self) -> str:
        """Of the portal."""
        return self._address

    def begin_at_phone(self, name: str) -> Waiting:
        """Begin to wait for a phone. name: of this PC.

        Raises:
            SyncError: there was no proper answer; the kind says why.
        """
        return self._asked(self._metadata.device_authorization_endpoint, Waiting, device_name=name)

    def ask_phone(self, waiting: Waiting) -> Tokens | int:
        """Return the tokens, or by how many seconds to ask more seldom from now on as long as nobody has answered.

        Raises:
            SignInRefusedError: somebody said no.
            SignInExpiredError: nobody has answered in time.
            SyncError: there was no proper answer; the kind says why.
        """
        facts = {"grant_type": DEVICE_GRANT, "device_code": waiting.device_code}
        status, data = self._post(self._metadata.token_endpoint, facts)
        error = "" if status == OK else self._error(status, data)
        if error in {PENDING, SLOWER}:
            return SLOWER_S if error == SLOWER else 0
        if error:
            raise SignInExpiredError if error == EXPIRED else SignInRefusedError
        return _read(data, Tokens)

    def begin_in_browser(self, port: int, name: str) -> BrowserStart:
        """Return what to open in this PC's browser. port: of 127.0.0.1, where somebody listens for the answer already.

        Raises:
            SyncError: there was no proper answer; the kind says why.
        """
        state, verifier = secrets.token_urlsafe(SECRET_BYTES), secrets.token_urlsafe(SECRET_BYTES)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        redirect_uri = f"http://127.0.0.1:{port}{CALLBACK_PATH}"
        asked = {
            "response_type": "code",
            "client_id": CLIENT,
            "redirect_uri": redirect_uri,
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "device_name": name,
        }
        address = f"{self._metadata.authorization_endpoint}?{urlencode(asked)}"
        return BrowserStart(address, redirect_uri, state, verifier)

    def finish_in_browser(self, start: BrowserStart, target: str) -> Tokens:
        """Return the tokens for what the browser has brought. target: path and query of its request.

        Raises:
            SignInRefusedError: somebody said no, or what came is no answer to this sign-in of this portal.
            SyncError: there was no proper answer; the kind says why.
        """
        told = dict(parse_qsl(urlsplit(target).query))
        ours = hmac.compare_digest(told.get("state", "").encode(), start.state.encode())
        if not (ours and told.get("iss") == self._metadata.issuer and told.get("code")):
            raise SignInRefusedError
        facts = {
            "grant_type": "authorization_code",
            "code": told["code"],
            "redirect_uri": start.redirect_uri,
            "code_verifier": start.verifier,
        }
        return self._asked(self._metadata.token_endpoint, Tokens, **facts)

    def refresh(self, tokens: Tokens) -> Tokens:
        """Return the successors; asked again with the same tokens at once, the same ones.

        Raises:
            SignedOutError: this PC is not let in any more.
            SyncError: there was no proper answer; the tokens are to be kept.
        """
        facts = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        status, data = self._post(self._metadata.token_endpoint, facts)
        if status == OK:
            return _read(data, Tokens)
        if self._error(status, data) == "invalid_grant":
            raise SignedOutError
        raise PortalBrokenError(status)

    def end(self, tokens: Tokens) -> None:
        """Sign this PC out.

        Raises:
            SyncError: there was no proper answer.
        """
        status, data = self._post(self._metadata.revocation_endpoint, {"token": tokens.refresh_token})
        if status != OK:
            raise PortalBrokenError(status) if self._error(status, data) else NotThePortalError

    @property
    def _metadata(self) -> Metadata:
        if self._found is None:
            status, data = self._answered("GET", self._address + METADATA, None)
            if status == NOT_FOUND:
                raise self._without_metadata()
            found = _read(data, Metadata)
            ends = (getattr(found, name) for name in Metadata.__struct_fields__ if name != "issuer")
            if found.issuer != self._address or not all(end.startswith(f"{self._address}/") for end in ends):
                raise NotThePortalError
            self._found = found
        return self._found

    def _without_metadata(self) -> SyncError:
        """Return what a server is that knows of no sign-in: a portal of before, or none."""
        meet(Line(self._address, SchoolId(""), ReplicaId(""), "", self._clock, self._session))
        return PortalTooOldError()

    def _asked(self, address: str, kind: type[T], **facts: str) -> T:
        status, data = self._post(address, facts)
        if status != OK:
            self._error(status, data)
            raise SignInRefusedError
        return _read(data, kind)

    def _post(self, address: str, facts: dict[str, str]) -> tuple[int, bytes]:
        return self._answered("POST", address, {"client_id": CLIENT} | facts)

    def _answered(self, method: str, address: str, facts: dict[str, str] | None) -> tuple[int, bytes]:
        try:
            with self._session.request(
                method,
                address,
                data=facts,
                timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
                allow_redirects=False,
                stream=True,
            ) as response:
                data: bytes = response.raw.read(MOST_BYTES, decode_content=True)
                if response.status_code == TOO_MANY:
                    raise ThrottledError(_seconds(response.headers.get("Retry-After", "")))
                return response.status_code, data
        except FOREIGN_ERRORS as error:
            raise sync_error_of(error, self._clock) from error

    def _error(self, status: int, data: bytes) -> str:
        """Return the word of a refusal.

        Raises:
            PortalBrokenError: the portal has failed.
            NotThePortalError: no portal speaks so.
        """
        if status in BROKEN:
            raise PortalBrokenError(status)
        word = _read(data, Refused).error
        if not word:
            raise NotThePortalError
        return word


def _read(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotThePortalError from error


def _seconds(text: Any) -> int:
    return int(text) if str(text).isdecimal() else 0
