"""The portal as an OAuth 2.1 server: Authlib's grants for one public program, with what they leave open closed here."""

import logging
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import AuthorizationServer, OAuth2Error, OAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Payload
from sqlalchemy import Connection
from typing_extensions import override

from portal.auth.derived import DerivedKeys
from portal.auth.oauth.access_tokens import CLIENT, LIFETIME_S, AccessTokens
from portal.auth.oauth.grants import Granted

SCOPE = "gradebook"
CALLBACK = re.compile(r"http://(?:127\.0\.0\.1|\[::1\]):([1-9][0-9]{0,4})/callback")
"""Where the program listens for a browser: this PC itself by its number, any port, this path (RFC 8252, 7.3)."""

MOST_PORT = 65_535
AUTHORIZE, TOKEN, DEVICE, REVOKE, KEYS = (
    f"/oauth/{name}" for name in ("authorize", "token", "device_authorization", "revoke", "keys")
)
DEVICE_PAGE = "/device"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
GRANTS = ("authorization_code", "refresh_token", DEVICE_GRANT)
NAME_LIMIT = 60

_SENDABLE = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")
"""What may stand in the words of an error (RFC 6749, section 5.2): Authlib fails over anything else."""

# at DEBUG the library writes whole tokens down
logging.getLogger("authlib").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answers."""

    status: int
    body: Mapping[str, Any]
    location: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One request's transaction and time."""

    connection: Connection
    now_ms: int


class Payload(OAuth2Payload):
    """Parameters as they were sent."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._lists: defaultdict[str, list[str]] = defaultdict(list)
        for name, text in pairs:
            self._lists[name].append(text)

    @property
    @override
    def data(self) -> dict[str, str]:
        return {name: texts[0] for name, texts in self._lists.items()}

    @property
    @override
    def datalist(self) -> defaultdict[str, list[str]]:
        return self._lists


class Asked(OAuth2Request):
    """A request as the grants read it."""

    def __init__(self, method: str, uri: str, pairs: Sequence[tuple[str, str]], turn: Turn) -> None:
        super().__init__(method, uri)
        self.payload = self.sent = Payload(pairs)
        self.turn = turn

    @property
    @override
    def form(self) -> dict[str, str]:
        return self.sent.data

    @property
    def name(self) -> str:
        """What the PC calls itself: one line of readable signs."""
        return "".join(sign for sign in self.form.get("device_name", "") if sign.isprintable()).strip()[:NAME_LIMIT]

    @property
    def is_plain(self) -> bool:
        """Whether nothing was sent twice and nothing that could not be sent back."""
        lists = self.sent.datalist
        words = (text for name, texts in lists.items() if name != "device_name" for text in texts)
        return all(len(texts) == 1 for texts in lists.values()) and all(map(_SENDABLE.fullmatch, words))


class Desktop(ClientMixin):
    """The one client: the program on a teacher's PC. It can keep no secret, so it has none."""

    @override
    def get_client_id(self) -> str:
        return CLIENT

    @override
    def get_default_redirect_uri(self) -> str:
        return ""

    @override
    def get_allowed_scope(self, scope: Any) -> str:
        return SCOPE

    @override
    def check_redirect_uri(self, redirect_uri: str) -> bool:
        found = CALLBACK.fullmatch(redirect_uri)
        return found is not None and int(found[1]) <= MOST_PORT

    @override
    def check_client_secret(self, client_secret: str) -> bool:
        return False

    @override
    def check_endpoint_auth_method(self, method: str, endpoint: Any) -> bool:
        return method == "none"

    @override
    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    @override
    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in GRANTS


class QuietServer(AuthorizationServer):
    """What every server of ours leaves out of the library's."""

    @override
    def save_token(self, token: Any, request: Any) -> None:
        """Keep nothing: access tokens prove themselves, refresh tokens are kept where they are drawn."""

    @override
    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Tell nobody: what happened is written down where it happens."""

    @override
    def create_oauth2_request(self, request: Any) -> Asked:
        asked: Asked = request
        return asked


class DesktopServer(QuietServer):
    """Answers at the OAuth endpoints. Every address comes from the configured issuer, never from what was asked."""

    def __init__(self, issuer: str, keys: DerivedKeys, tokens: AccessTokens) -> None:
        super().__init__(scopes_supported=[SCOPE])
        self.issuer, self.keys, self.tokens = issuer, keys, tokens
        self.register_token_generator("default", self._issue)  # type: ignore[arg-type]  # called by keywords only

    @override
    def query_client(self, client_id: str) -> Desktop | None:  # type: ignore[override]  # the stubs forget None
        return Desktop() if client_id == CLIENT else None

    @override
    def handle_response(self, status: int, body: Any, headers: Any) -> Reply:
        location = dict(headers).get("Location", "")
        return Reply(status, body or {}, add_params_to_uri(location, [("iss", self.issuer)]) if location else "")

    def consent(self, asked: Asked) -> Any:
        """Return the grant of what a browser asks.

        Raises:
            OAuth2Error: it may not be asked so.
        """
        return self.get_consent_grant(asked)  # type: ignore[no-untyped-call]  # it has no stub

    def wait(self, asked: Asked) -> Any:
        """Answer a program that begins to wait."""
        return self.create_endpoint_response("device_authorization", asked)  # type: ignore[no-untyped-call]

    def end(self, asked: Asked) -> Any:
        """Answer a program that signs itself out."""
        return self.create_endpoint_response("revocation", asked)  # type: ignore[no-untyped-call]

    def refused(self, error: OAuth2Error) -> Reply:
        """Return the answer to what was refused: back to the program, only where it is known to be the program's."""
        return self.handle_response(*error())

    def metadata(self) -> dict[str, Any]:
        """Return what a program has to know of this server (RFC 8414)."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": self.issuer + AUTHORIZE,
            "token_endpoint": self.issuer + TOKEN,
            "device_authorization_endpoint": self.issuer + DEVICE,
            "revocation_endpoint": self.issuer + REVOKE,
            "jwks_uri": self.issuer + KEYS,
            "scopes_supported": [SCOPE],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": list(GRANTS),
            "token_endpoint_auth_methods_supported": ["none"],
            "revocation_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def _issue(self, *, user: Any, **_: Any) -> dict[str, Any]:
        granted: Granted
        granted, now_ms = user
        return {
            "token_type": "Bearer",
            "access_token": self.tokens.issue(granted.access, now_ms=now_ms),
            "expires_in": LIFETIME_S,
            "refresh_token": granted.refresh,
            "scope": SCOPE,
        }
