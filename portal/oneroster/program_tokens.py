"""Tokens for programs that read the roster: OAuth's client credentials, RFC 6749, section 4.4, and nothing else."""

from dataclasses import dataclass
from typing import Any

from authlib.oauth2.rfc6749 import ClientAuthentication, ClientMixin, InvalidClientError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from typing_extensions import override

from portal.auth.oauth.access_tokens import LIFETIME_S, Access, AccessTokens
from portal.auth.oauth.server import Asked, QuietServer, Reply, Turn
from portal.oneroster.programs import Program, find_program, note_used

BASE_PATH = "/ims/oneroster/rostering/v1p2"
TOKEN_PATH = "/ims/oneroster/token"  # noqa: S105 (an address)
SCOPES = tuple(f"https://purl.imsglobal.org/spec/or/v1p2/scope/{name}.readonly" for name in ("roster-core", "roster"))
"""What may be read: people, classes and load; no birth dates, which have a scope of their own."""

UNPROVED = 401
"""Of an answer to whoever is not a program with its secret, RFC 6749, section 5.2."""

METHODS = ["client_secret_basic", "client_secret_post"]


class ProgramTokens(AccessTokens):
    """Access tokens of programs: a PC's opens nothing here, and one of these opens no journal."""

    CLIENT, PATH = "roster-reader", BASE_PATH


class AskedByProgram(Asked):
    """A program's request, with what it says of itself in its head."""

    def __init__(self, uri: str, pairs: list[tuple[str, str]], turn: Turn, authorization: str) -> None:
        super().__init__("POST", uri, pairs, turn)
        self.headers = {"Authorization": authorization}


@dataclass
class Client(ClientMixin):
    """A program as the library reads it. now_ms: when it asks."""

    program: Program
    now_ms: int

    @override
    def get_client_id(self) -> str:
        return self.program.client_id

    @override
    def get_default_redirect_uri(self) -> str:
        return ""

    @override
    def get_allowed_scope(self, scope: Any) -> str:
        return " ".join(each for each in SCOPES if each in str(scope or "").split()) or " ".join(SCOPES)

    @override
    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return False

    @override
    def check_client_secret(self, client_secret: str) -> bool:
        return self.program.knows(client_secret)

    @override
    def check_endpoint_auth_method(self, method: str, endpoint: Any) -> bool:
        return method in METHODS

    @override
    def check_response_type(self, response_type: str) -> bool:
        return False

    @override
    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "client_credentials"


class ProgramGrant(ClientCredentialsGrant):
    """The one way: by id and secret."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS


class ProgramServer(QuietServer):
    """Answers where programs ask for tokens."""

    def __init__(self, tokens: ProgramTokens) -> None:
        super().__init__(scopes_supported=list(SCOPES))
        self.tokens = tokens
        self.register_grant(ProgramGrant)
        self.register_token_generator("default", self._issue)  # type: ignore[arg-type]  # called by keywords only

    @override
    def authenticate_client(self, request: Any, methods: Any, endpoint: str = "token") -> Any:
        # the library asks for a client without saying in which transaction
        def query(client_id: str) -> Client | None:
            found = find_program(request.turn.connection, client_id)
            return Client(found, request.turn.now_ms) if found else None

        try:
            client: Any = ClientAuthentication(query)(request, methods, endpoint)  # type: ignore[arg-type]  # None is taken too
        except InvalidClientError as error:
            # the library's own words tell an id that is nowhere from one whose secret is another
            raise InvalidClientError(status_code=UNPROVED) from error
        note_used(request.turn.connection, client.program, now_ms=request.turn.now_ms)
        return client

    @override
    def validate_requested_scope(self, scope: Any) -> None:
        """Let a program ask for more than there is, as the standard's do, but not for other things only."""
        if scope and not set(SCOPES) & set(scope.split()):
            raise InvalidScopeError

    @override
    def handle_response(self, status: int, body: Any, headers: Any) -> Reply:
        return Reply(status, body or {})

    def _issue(self, *, client: Any, scope: Any, **_: Any) -> dict[str, Any]:
        program: Program = client.program
        access = Access(program.school, program.id, program.id)
        return {
            "token_type": "Bearer",
            "access_token": self.tokens.issue(access, now_ms=client.now_ms),
            "expires_in": LIFETIME_S,
            "scope": client.get_allowed_scope(scope),
        }
