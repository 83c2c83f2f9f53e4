"""What opens the portal for this PC: an access token in memory, and the refresh token that brings the next one."""

import threading
from collections.abc import Callable
from typing import TypeVar

import requests

from app.clock import Clock
from app.errors import SignedOutError
from app.services.profile import Profile, keep_token
from app.store.unit import Store
from sync.sign_in import SignIn, Tokens

T = TypeVar("T")


class Access:
    """Renews the access token when the portal says so, and never by a clock of this PC. Several threads may ask.

    keep: writes the refresh token down in place of the one before, in the encrypted journal and nowhere else.
    """

    def __init__(self, sign_in: SignIn, tokens: Tokens, keep: Callable[[str, str], None]) -> None:
        self._sign_in, self._tokens, self._keep = sign_in, tokens, keep
        self._one_at_a_time = threading.Lock()
        self._ended = False

    @property
    def token(self) -> str:
        """The access token in hand, empty before the first one."""
        return self._tokens.access_token

    def renewed(self, refused: str) -> str:
        """Return another access token than the one that the portal has refused; of many who ask, one brings it.

        Raises:
            SignedOutError: this PC is not let in any more.
            SyncError: there was no proper answer; what is in hand is kept and can be tried again.
        """
        with self._one_at_a_time:
            if self._tokens.access_token in {"", refused}:
                self._renew()
            return self._tokens.access_token

    def use(self, act: Callable[[Tokens], T]) -> T:
        """Do something by the access token; once more by another one where its time was over.

        Raises:
            SignedOutError: this PC is not let in any more.
        """
        tokens = self._tokens
        try:
            return act(tokens)
        except SignedOutError:
            self.renewed(tokens.access_token)
            return act(self._tokens)

    def end(self) -> None:
        """Sign this PC out: neither token opens anything from then on.

        Raises:
            SyncError: there was no proper answer.
        """
        with self._one_at_a_time:
            self._sign_in.end(self._tokens)
            self._ended = True

    def _renew(self) -> None:
        if self._ended:
            raise SignedOutError
        try:
            tokens = self._sign_in.refresh(self._tokens)
        except SignedOutError:
            # not asked again: a portal counts refused tokens as guesses, for all PCs of an address together
            self._ended = True
            raise
        # first written down: a PC that is switched off here still knows what the portal believes
        self._keep(self._tokens.refresh_token, tokens.refresh_token)
        self._tokens = tokens


def is_refresh_token(token: str) -> bool:
    """Return whether a profile's token is of a sign-in; one that came for a code has no dot."""
    return "." in token


def from_journal(refresh_token: str) -> Tokens:
    """Return the tokens of a PC that has just opened its journal: the access token was in memory only."""
    return Tokens("", refresh_token, 0)


def access_of(store: Store, profile: Profile, session: requests.Session, clock: Clock) -> Access | None:
    """Return what opens the portal for an open journal, None where it has a token of its own, or is signed out."""
    if not is_refresh_token(profile.token):
        return None

    def keep(before: str, token: str) -> None:
        with store.unit() as unit:
            keep_token(unit, before=before, token=token)

    return Access(SignIn(profile.address, session, clock), from_journal(profile.token), keep)
