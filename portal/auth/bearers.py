"""Whose a bearer token is: of a PC that was enrolled by a code, or of one that was signed in."""

from collections.abc import Callable

from app.ids import ReplicaId
from app.wire.messages import ReplicaAsk, Request
from portal.auth.codes import Holder
from portal.auth.oauth.access_tokens import Access, AccessTokens, BadTokenError, Opening
from portal.auth.oauth.grants import bind, find_granted, unbound_teacher
from portal.auth.replicas import check_registered, enrol_replica, find_caller
from portal.exchange.cursors import read_head
from portal.exchange.pushing import Caller
from portal.refusals import Code, RefusedError
from portal.store.dialects import NO_SCHOOL


class Bearers:
    """Tells callers by their tokens. now_ms: the portal's clock."""

    def __init__(self, tokens: AccessTokens, reading: Opening, writing: Opening, now_ms: Callable[[], int]) -> None:
        self._tokens, self._reading, self._writing, self._now_ms = tokens, reading, writing, now_ms

    def caller(self, token: str) -> Caller:
        """Return for which PC and teacher a token speaks.

        Raises:
            RefusedError: signed_out, where it opens nothing (any more).
        """
        # a token that came for a code has no dots, one of a sign-in has two
        if "." not in token:
            with self._reading(NO_SCHOOL) as connection:
                return find_caller(connection, token)
        access = self._access(token)
        with self._reading(access.school) as connection:
            return find_granted(connection, access)

    def holder(self, token: str, replica: ReplicaId) -> Holder:
        """Return for whom a sign-in was that has named no other PC than this one.

        Raises:
            RefusedError: signed_out; malformed, where it has named another PC.
        """
        access = self._access(token)
        with self._reading(access.school) as connection:
            return Holder(access.school, unbound_teacher(connection, access, replica))

    def register(self, request: Request[ReplicaAsk], token: str) -> Holder:
        """Enrol a PC by the access token of a sign-in and return for whom; it gets no token of its own.

        Raises:
            RefusedError: signed_out, bad_signature, or malformed.
        """
        access, replica = self._access(token), request.replica.id
        check_registered(replica, request.body, token)
        with self._writing(access.school) as connection:
            read_head(connection, access.school, lock=True)
            holder = Holder(access.school, unbound_teacher(connection, access, replica))
            # the token that comes with a place is told to nobody: what opens it is what the sign-in gives
            enrol_replica(connection, holder, replica, request.body, now_ms=self._now_ms())
            bind(connection, access, replica, now_ms=self._now_ms())
        return holder

    def _access(self, token: str) -> Access:
        try:
            return self._tokens.read(token, now_ms=self._now_ms())
        except BadTokenError as error:
            raise RefusedError(Code.SIGNED_OUT) from error
