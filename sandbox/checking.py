"""Checks a system's request: certificate, signature over exactly the agreed text, time, state, address."""

import base64
import binascii
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sandbox.openssl import is_cms_signature, is_raw_signature
from sandbox.refusing import malformed, wrong_signature
from sandbox.systems import System

LATEST_S = 600
"""By how much a request's time may be off, either way."""

_STAMP = re.compile(r"\d{4}\.\d{2}\.\d{2} \d{2}:\d{2}:\d{2} [+-]\d{4}")


@dataclass(frozen=True, slots=True)
class CheckedRequest:
    """What a system has asked for."""

    client_id: str
    scope: str
    state: str
    redirect_uri: str
    is_first_version: bool


class RequestCheck:
    """Knows the registered systems, and which states were used."""

    def __init__(self, systems: Sequence[System]) -> None:
        self._systems = {each.client_id: each for each in systems}
        self._states: set[str] = set()
        self._lock = threading.Lock()

    def for_code(self, asked: Mapping[str, str], *, is_first: bool, now: datetime) -> CheckedRequest:
        """Return a request for a code.

        Raises:
            SandboxRefusedError: something about it is wrong; an answer may not even go back.
        """
        checked = self._common(asked, is_first=is_first, now=now, code="")
        if asked.get("response_type") != "code" or asked.get("access_type") not in {"online", "offline"}:
            text = "response_type, access_type"
            raise malformed(text)
        with self._lock:
            if checked.state in self._states:
                text = "state was used before"
                raise malformed(text)
            self._states.add(checked.state)
        return checked

    def for_marker(self, asked: Mapping[str, str], *, is_first: bool, now: datetime) -> CheckedRequest:
        """Return a request for a marker; its code is checked by who gave it.

        Raises:
            SandboxRefusedError: something about it is wrong.
        """
        if asked.get("grant_type") != "authorization_code" or asked.get("token_type") != "Bearer":
            text = "grant_type, token_type"
            raise malformed(text)
        return self._common(asked, is_first=is_first, now=now, code=asked.get("code", ""))

    def is_ours(self, client_id: str, address: str) -> bool:
        """Return whether a browser may be sent to an address of a system."""
        system = self._systems.get(client_id)
        return system is not None and address in system.redirects

    def _common(self, asked: Mapping[str, str], *, is_first: bool, now: datetime, code: str) -> CheckedRequest:
        system = self._systems.get(asked.get("client_id", ""))
        if system is None:
            text = "client_id"
            raise malformed(text)
        if asked.get("redirect_uri") not in system.redirects:
            text = "redirect_uri"
            raise malformed(text)
        if "openid" not in asked.get("scope", "").split(" "):
            text = "scope"
            raise malformed(text)
        _check_state(asked.get("state", ""))
        _check_stamp(asked.get("timestamp", ""), now)
        _check_signature(system, asked, is_first=is_first, code=code)
        words = (asked["client_id"], asked["scope"], asked["state"], asked["redirect_uri"])
        return CheckedRequest(*words, is_first_version=is_first)


def _check_signature(system: System, asked: Mapping[str, str], *, is_first: bool, code: str) -> None:
    secret = asked.get("client_secret", "")
    try:
        signature = base64.b64decode(secret + "=" * (-len(secret) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        text = "not base64url"
        raise wrong_signature(text) from error
    if is_first:
        signed = asked["scope"] + asked["timestamp"] + asked["client_id"] + asked["state"]
        good = is_cms_signature(system.certificate, signed, signature)
    else:
        if asked.get("client_certificate_hash") != system.fingerprint:
            text = "unknown certificate"
            raise wrong_signature(text)
        before = asked["client_id"] + asked["scope"] + asked.get("scope_org", "")
        signed = before + asked["timestamp"] + asked["state"] + asked["redirect_uri"] + code
        good = is_raw_signature(system.certificate, signed, signature)
    if not good:
        text = "signature"
        raise wrong_signature(text)


def _check_state(text: str) -> None:
    try:
        is_good = UUID(text).version == 4 and str(UUID(text)) == text  # noqa: PLR2004 (of a UUID)
    except ValueError:
        is_good = False
    if not is_good:
        wrong = "state is no UUID of version 4"
        raise malformed(wrong)


def _check_stamp(text: str, now: datetime) -> None:
    try:
        stamp = datetime.strptime(text, "%Y.%m.%d %H:%M:%S %z") if _STAMP.fullmatch(text) else None
    except ValueError:
        stamp = None
    if stamp is None or abs((stamp - now).total_seconds()) > LATEST_S:
        wrong = "timestamp"
        raise malformed(wrong)
