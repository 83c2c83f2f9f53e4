"""Asks ESIA over HTTP: no redirects, no proxies, bounded in time and size; what comes back is an object or an error."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from portal.auth.esia.errors import EsiaAwayError, StrangeAnswerError, error_of
from portal.auth.esia.settings import EsiaSettings

TIMEOUT_S = 10
MOST_BYTES = 256 * 1024
"""Of an answer; a person with many documents has some 10,000."""


class Questions:
    """Questions of one sign-in, which share a connection."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def ask(self, method: str, path: str, **sent: Any) -> Mapping[str, Any]:
        """Return what ESIA answers.

        Raises:
            EsiaError: it does not answer, refuses, or answers something else than an object.
        """
        try:
            with self._http.stream(method, path, **sent) as answer:
                body = b""
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > MOST_BYTES:
                        raise StrangeAnswerError
        except httpx.HTTPError as error:
            raise EsiaAwayError from error
        return _read_answer(answer.status_code, body)


class Line:
    """The way to ESIA's host."""

    def __init__(self, settings: EsiaSettings) -> None:
        self._host = settings.host
        self._trust = ssl.create_default_context(cafile=settings.authority)

    @contextmanager
    def open(self) -> Iterator[Questions]:
        """Open a connection for the questions of one sign-in."""
        with httpx.Client(
            base_url=self._host, timeout=TIMEOUT_S, follow_redirects=False, trust_env=False, verify=self._trust
        ) as http:
            yield Questions(http)


def _read_answer(status: int, body: bytes) -> Mapping[str, Any]:
    said = f"HTTP {status}"
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise EsiaAwayError(said)
    try:
        found = httpx.Response(status, content=body).json()
    except ValueError as error:
        raise StrangeAnswerError(said) from error
    if not isinstance(found, dict):
        raise StrangeAnswerError(said)
    if status != httpx.codes.OK:
        raise error_of(str(found.get("error", "")), str(found.get("error_description", "")))
    return found
