"""The entrance's two cookies: whose browser it is, and what proves that a form was drawn for it."""

from litestar.datastructures import Cookie

from portal.auth.web_sessions import LONGEST_MS


class Cookies:
    """Names and marks of the cookies. is_secure: False only where the portal is on this machine, without TLS."""

    def __init__(self, *, is_secure: bool) -> None:
        self._is_secure = is_secure
        # a browser takes the prefix only with Secure, and then for exactly this host
        prefix = "__Host-" if is_secure else ""
        self.session, self.seed = f"{prefix}peremena", f"{prefix}peremena-form"

    def signed_in(self, token: str) -> Cookie:
        """Return the cookie of a session."""
        return self._cookie(self.session, token, LONGEST_MS // 1000)

    def signed_out(self) -> Cookie:
        """Return the cookie that ends it."""
        return self._cookie(self.session, "", 0)

    def for_forms(self, seed: str) -> Cookie:
        """Return the cookie of a browser that is not signed in; it ends with the browser."""
        return self._cookie(self.seed, seed, None)

    def _cookie(self, name: str, value: str, max_age: int | None) -> Cookie:
        return Cookie(name, value=value, path="/", max_age=max_age, secure=self._is_secure, httponly=True)
