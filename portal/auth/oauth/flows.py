"""The ways to a token: a browser on the same PC, a phone, a token of before; and the way to end one."""

import re
from dataclasses import dataclass
from typing import Any

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationCodeGrant, InvalidGrantError, InvalidRequestError, RefreshTokenGrant
from authlib.oauth2.rfc6749.errors import AccessDeniedError
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc8628 import (
    AuthorizationPendingError,
    DeviceAuthorizationEndpoint,
    DeviceCodeGrant,
    ExpiredTokenError,
    SlowDownError,
)
from typing_extensions import override

from portal.auth.auditing import Happened
from portal.auth.derived import DerivedKeys
from portal.auth.oauth import codes
from portal.auth.oauth.access_tokens import CLIENT, Access, AccessTokens, BadTokenError
from portal.auth.oauth.grants import Granted, Wanted, find_by_token, give, refresh, revoke
from portal.auth.oauth.server import DEVICE_PAGE, Asked, DesktopServer
from portal.auth.tokens import new_token

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
"""SHA-256 in base64url."""

METHODS = ["none"]


def make_server(issuer: str, keys: DerivedKeys, tokens: AccessTokens) -> DesktopServer:
    """Return the server with every way that it knows."""
    server = DesktopServer(issuer, keys, tokens)
    server.register_grant(BrowserGrant, [OnlyS256()])
    server.register_grant(PhoneGrant)
    server.register_grant(RotatingGrant)
    server.register_endpoint(WaitingEndpoint(server))  # type: ignore[arg-type]  # of an older kind, which is taken too
    server.register_endpoint(EndingEndpoint(server))
    return server


class OnlyS256(CodeChallenge):
    """PKCE that is demanded where the browser is asked, and in no other way than by SHA-256."""

    def __init__(self) -> None:
        super().__init__(required=True)
        self.SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]
        self.DEFAULT_CODE_CHALLENGE_METHOD = "S256"

    @override
    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        sent = grant.request.payload.data
        if sent.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(sent.get("code_challenge", "")):
            description = "A code_challenge of S256 is needed."
            raise InvalidRequestError(description)
        super().validate_code_challenge(grant, redirect_uri)


@dataclass(frozen=True, slots=True)
class HeldCode:
    """A browser's code as the library reads it."""

    code_hash: str
    redirect_uri: str
    code_challenge: str
    wanted: Wanted
    code_challenge_method: str = "S256"

    def get_redirect_uri(self) -> str:
        """Return where the browser was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Return nothing: there is one scope."""
        return ""


class BrowserGrant(AuthorizationCodeGrant):
    """By way of a browser on the same PC (RFC 8252)."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    request: Asked

    @override
    def generate_authorization_code(self) -> str:
        return new_token()

    @override
    def save_authorization_code(self, code: str, request: Any) -> None:
        sent, turn = request.payload.data, request.turn
        ask = codes.BrowserAsk(sent["redirect_uri"], sent["code_challenge"])
        codes.keep_code(turn.connection, code, request.user, ask, now_ms=turn.now_ms)

    @override
    def query_authorization_code(self, code: str, client: Any) -> HeldCode | None:
        turn = self.request.turn
        row: Any = codes.find_code(turn.connection, code)
        if row is None or turn.now_ms >= row.expires:
            return None
        wanted = codes.wanted_of(row)
        if row.granted:
            # somebody else has it too: what was given for it ends
            revoke(turn.connection, wanted.school, row.granted, Happened.REPLAYED, now_ms=turn.now_ms)
            return None
        return HeldCode(row.code_hash, row.redirect_uri, row.challenge, wanted)

    @override
    def authenticate_user(self, authorization_code: Any) -> tuple[Granted, int]:
        turn = self.request.turn
        granted = give(turn.connection, authorization_code.wanted, now_ms=turn.now_ms)
        if not codes.use_code(turn.connection, authorization_code.code_hash, granted.access.grant):
            revoke(turn.connection, granted.access.school, granted.access.grant, Happened.REPLAYED, now_ms=turn.now_ms)
            raise InvalidGrantError
        return granted, turn.now_ms

    @override
    def delete_authorization_code(self, authorization_code: Any) -> None:
        """Keep it until its time is over: a second use has to be noticed."""


@dataclass(frozen=True, slots=True)
class HeldDevice:
    """A waiting program's code as the library reads it."""

    row: Any

    def get_client_id(self) -> str:
        """Return whose code it is."""
        return CLIENT

    def get_scope(self) -> str:
        """Return nothing: there is one scope."""
        return ""


class PhoneGrant(DeviceCodeGrant):
    """By way of a phone (RFC 8628)."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    request: Asked

    @override
    def query_device_credential(self, device_code: str) -> HeldDevice:
        row = codes.find_device(self.request.turn.connection, device_code)
        if row is None:
            raise ExpiredTokenError
        return HeldDevice(row)

    @override
    def validate_device_credential(self, credential: HeldDevice) -> tuple[Granted, int]:
        row, turn = credential.row, self.request.turn
        if turn.now_ms >= row.expires:
            raise ExpiredTokenError
        if row.state == codes.WAITING:
            raise self._not_yet(row)
        if not codes.forget_device(turn.connection, row.code_hash):
            raise ExpiredTokenError
        if row.state == codes.DENIED:
            raise AccessDeniedError
        return give(turn.connection, codes.wanted_of(row), now_ms=turn.now_ms), turn.now_ms

    def _not_yet(self, row: Any) -> OAuth2Error:
        turn = self.request.turn
        too_soon = turn.now_ms < row.asked + row.interval_s * 1000
        interval_s = row.interval_s + (codes.SLOWER_S if too_soon else 0)
        codes.note_asked(turn.connection, row.code_hash, interval_s=interval_s, now_ms=turn.now_ms)
        return SlowDownError() if too_soon else AuthorizationPendingError()


class RotatingGrant(RefreshTokenGrant):
    """By a token of before, which is exchanged for its successor (RFC 9700, section 4.14)."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    request: Asked
    server: DesktopServer

    @override
    def validate_token_request(self) -> None:
        self.request.client = self.authenticate_token_endpoint_client()
        turn, token = self.request.turn, self.request.form.get("refresh_token", "")
        granted = refresh(turn.connection, token, self.server.keys, now_ms=turn.now_ms)
        if granted is None:
            raise InvalidGrantError
        self.request.user = granted, turn.now_ms

    @override
    def create_token_response(self) -> tuple[int, Any, Any]:
        return 200, self.generate_token(user=self.request.user), self.TOKEN_RESPONSE_HEADER


class WaitingEndpoint(DeviceAuthorizationEndpoint):
    """Where a program begins to wait for a phone."""

    CLIENT_AUTH_METHODS = METHODS
    EXPIRES_IN, INTERVAL = codes.WAIT_S, codes.INTERVAL_S
    server: DesktopServer

    @override
    def get_verification_uri(self) -> str:
        return self.server.issuer + DEVICE_PAGE

    @override
    def save_device_credential(self, client_id: Any, scope: Any, data: Any) -> None:
        """Keep nothing yet: whoever asks has a name that the library does not hand on."""

    @override
    def create_endpoint_response(self, request: Any) -> tuple[int, Any, Any]:
        status, data, headers = super().create_endpoint_response(request)  # type: ignore[no-untyped-call]  # it has no stub
        turn = request.turn
        number = codes.keep_device(
            turn.connection, data["device_code"], data["user_code"], request.name, now_ms=turn.now_ms
        )
        return status, {**data, "number": number}, headers


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A grant as the library reads it."""

    access: Access

    def check_client(self, client: Any) -> bool:  # noqa: ARG002 (the library asks it so)
        """Say yes: there is one client."""
        return True


class EndingEndpoint(RevocationEndpoint):
    """Where a program signs itself out (RFC 7009): with either of its tokens the whole grant ends."""

    CLIENT_AUTH_METHODS = METHODS
    server: DesktopServer

    @override
    def authenticate_token(self, request: Any, client: Any) -> HeldGrant | None:
        self.check_params(request, client)
        turn, token = request.turn, request.form["token"]
        try:
            return HeldGrant(self.server.tokens.read(token, now_ms=turn.now_ms))
        except BadTokenError:
            found = find_by_token(turn.connection, token)
        return HeldGrant(found) if found else None

    @override
    def query_token(self, token_string: str, token_type_hint: Any) -> None:
        """Find nothing: a token is looked for in its request's transaction, above."""

    @override
    def revoke_token(self, token: HeldGrant, request: Any) -> None:
        access, turn = token.access, request.turn
        revoke(turn.connection, access.school, access.grant, Happened.REVOKED, now_ms=turn.now_ms)
