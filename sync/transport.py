"""The one configured requests.Session: trust, timeouts, no redirects, no cookies, user agent."""

import ssl
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from typing import Any, TypeAlias

import requests
import truststore
from requests.adapters import HTTPAdapter
from typing_extensions import override

HttpSession: TypeAlias = requests.Session
"""What talks HTTP here; whoever opens one closes it."""

CONNECT_TIMEOUT_S = 10
"""A school's network that needs longer for one connection is not usable now."""

READ_TIMEOUT_S = 30
"""Longest silence of the portal in the middle of an answer."""


class _Trusting(HTTPAdapter):
    """Checks certificates against the operating system's store, whatever the session or the environment say."""

    def __init__(self) -> None:
        self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().__init__(pool_connections=1, pool_maxsize=1)

    @override
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    @override
    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **proxy_kwargs)

    @override
    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"

    @override
    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        return super().send(request, *args, **{**kwargs, "verify": True})


def new_session() -> requests.Session:
    """Return a session for one portal; connections are kept alive until it is closed."""
    session = requests.Session()
    session.mount("https://", _Trusting())
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["User-Agent"] = f"peremena/{version('peremena')}"
    session.headers["Accept-Encoding"] = "identity"
    # HTTP/1.1 keeps connections alive and takes any answer without being told so: 37 bytes of each request
    del session.headers["Accept"], session.headers["Connection"]
    return session
