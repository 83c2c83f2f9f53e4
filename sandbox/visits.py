"""Sign-ins under way at the sandbox: who has proved what, and the codes and markers that came of it."""

import secrets
import threading
from dataclasses import dataclass, replace

from sandbox.checking import CheckedRequest
from sandbox.people import PEOPLE, SandboxPerson

CODE_S, MARKER_S = 180, 3_600


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that signs in. proof: "PWD" or "DS". one_time: the code that the telephone has got."""

    request: CheckedRequest
    oid: str = ""
    proof: str = ""
    one_time: str = ""
    is_proved: bool = False

    @property
    def person(self) -> SandboxPerson:
        """Who it is."""
        return PEOPLE[self.oid]


@dataclass(frozen=True, slots=True)
class Session:
    """What a marker opens."""

    oid: str
    scope: str
    ends_s: float


class Visits:
    """All of them, in memory: the sandbox forgets when it ends."""

    def __init__(self) -> None:
        self._visits: dict[str, Visit] = {}
        self._codes: dict[str, tuple[Visit, float]] = {}
        self._markers: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, request: CheckedRequest) -> str:
        """Begin a sign-in and return its ticket."""
        ticket = secrets.token_urlsafe(16)
        with self._lock:
            self._visits[ticket] = Visit(request)
        return ticket

    def find(self, ticket: str) -> Visit | None:
        """Return a sign-in, None where there is none."""
        with self._lock:
            return self._visits.get(ticket)

    def prove(self, ticket: str, person: SandboxPerson, proof: str) -> str:
        """Write down who it is; return the one-time code that a password still wants, empty where nothing is wanted."""
        one_time = f"{secrets.randbelow(1_000_000):06}" if proof == "PWD" else ""
        with self._lock:
            found = self._visits[ticket]
            self._visits[ticket] = replace(
                found, oid=person.oid, proof=proof, one_time=one_time, is_proved=not one_time
            )
        return one_time

    def prove_telephone(self, ticket: str, typed: str) -> bool:
        """Take a one-time code and return whether it is right."""
        with self._lock:
            found = self._visits[ticket]
            right = bool(found.one_time) and secrets.compare_digest(typed.strip().encode(), found.one_time.encode())
            if right:
                self._visits[ticket] = replace(found, is_proved=True, one_time="")
        return right

    def end(self, ticket: str) -> None:
        """Forget a sign-in."""
        with self._lock:
            self._visits.pop(ticket, None)

    def give_code(self, ticket: str, now_s: float) -> str:
        """End a sign-in with a code for its system."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._codes[code] = (self._visits.pop(ticket), now_s + CODE_S)
        return code

    def use_code(self, code: str, now_s: float) -> Visit | None:
        """Use a code up and return whose it was; None where it is unknown, used or too old."""
        with self._lock:
            visit, ends = self._codes.pop(code, (None, 0.0))
        return visit if now_s < ends else None

    def keep_marker(self, marker: str, session: Session) -> None:
        """Remember what a marker opens."""
        with self._lock:
            self._markers[marker] = session

    def session(self, marker: str, now_s: float) -> Session | None:
        """Return what a marker opens, None where nothing."""
        with self._lock:
            found = self._markers.get(marker)
        return found if found and now_s < found.ends_s else None
