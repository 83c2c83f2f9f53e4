"""Makes this PC known to a portal: the address, a sign-in or a one-time code, the pinned key."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from nacl.signing import SigningKey

from app.clock import Clock
from app.errors import BadAddressError, NotThePortalError
from app.ids import ReplicaId, SchoolId
from app.services.profile import Profile
from app.wire.framing import to_base64
from app.wire.messages import ReplicaAnswer, ReplicaAsk, register_text
from sync.answers import read_answer
from sync.http_portal import Line
from sync.meeting import meet, verify_key
from sync.sign_in import Tokens
from sync.transport import new_session

_HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*\.?")
_MORE = re.compile(r"[\x00-\x20\x7f\\@?#]")
_PATH = re.compile(r"(/[\w.~-]+)*/*")


def check_address(text: str) -> str:
    """Return a portal's address as it is kept: with its scheme, without a slash at the end.

    An address without a scheme gets https; plain http is taken for this PC itself only.

    Raises:
        BadAddressError: the text is no such address.
    """
    stripped = text.strip()
    try:
        parts = urlsplit(stripped if "://" in stripped else f"https://{stripped}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddressError(text) from error
    plain = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))
    if not (plain and not _MORE.search(stripped) and _is_host(host) and _PATH.fullmatch(parts.path)):
        raise BadAddressError(text)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def enrol(  # noqa: PLR0913 (each fact is typed, scanned or drawn elsewhere)
    address: str, code: str, *, replica: ReplicaId, seed: bytes, name: str, clock: Clock
) -> Profile:
    """Enrol this PC by a one-time code; the portal's key is pinned from here on.

    seed: 32 random bytes, the author key of this teacher on this PC. name: of the PC.

    Raises:
        BadAddressError: the address is none.
        WrongCodeError: the code is not known, or was used.
        ExpiredCodeError: the code is too old.
        SyncError: there was no proper answer; the kind says why.
    """

    def ask(author: SigningKey) -> ReplicaAsk:
        return ReplicaAsk(code.strip(), to_base64(author.verify_key.encode()), name)

    return _enrolled(address, ask, replica=replica, seed=seed, token="", clock=clock)


def enrol_signed_in(  # noqa: PLR0913 (each fact is typed, scanned or drawn elsewhere)
    address: str, tokens: Tokens, *, replica: ReplicaId, seed: bytes, name: str, clock: Clock
) -> Profile:
    """Enrol this PC by the tokens of a sign-in; the profile keeps the one that brings the next.

    seed, name: as for `enrol`.

    Raises:
        BadAddressError: the address is none.
        SignedOutError: the access token lets nobody in (any more).
        SyncError: there was no proper answer; the kind says why.
    """

    def ask(author: SigningKey) -> ReplicaAsk:
        key = to_base64(author.verify_key.encode())
        sig = author.sign(register_text(replica, key, tokens.access_token)).signature
        return ReplicaAsk("", key, name, to_base64(sig))

    profile = _enrolled(address, ask, replica=replica, seed=seed, token=tokens.access_token, clock=clock)
    return replace(profile, token=tokens.refresh_token)


def _enrolled(  # noqa: PLR0913 (as above)
    address: str,
    ask: Callable[[SigningKey], ReplicaAsk],
    *,
    replica: ReplicaId,
    seed: bytes,
    token: str,
    clock: Clock,
) -> Profile:
    checked = check_address(address)
    with new_session() as session:
        line = Line(checked, SchoolId(""), replica, token, clock, session)
        portal_key = meet(line)
        request = line.request(ask(SigningKey(seed)))
        reply = line.post("replica", request)
        answer = read_answer(reply, req=request.req, key=verify_key(portal_key), kind=ReplicaAnswer)
    if answer.portal_key != portal_key:
        raise NotThePortalError
    return Profile(
        address=checked,
        school=answer.school,
        teacher=answer.teacher,
        replica=replica,
        token=answer.token,
        portal_key=portal_key,
        author_seed=to_base64(seed),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_host(host: str) -> bool:
    if ":" not in host:
        return _HOST.fullmatch(host) is not None
    try:
        return ipaddress.ip_address(host).version == 6  # noqa: PLR2004 (the version's name)
    except ValueError:
        return False
