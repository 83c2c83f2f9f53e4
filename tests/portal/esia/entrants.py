"""Somebody who signs in to the portal through the sandbox, with or without an invitation of the school."""

import httpx

from portal.auth.invitations import invite
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser
from tests.sandbox_process import Sandbox, path_of

TEACHER, DEPUTY, OFFICE, CHILD, PARENT, PUPIL = (
    "morozova@example.ru",
    "petrova@example.ru",
    "sokolova@example.ru",
    "ivanova-d@example.ru",
    "ivanov@example.ru",
    "volkov@example.ru",
)


class Entrant:
    """Somebody with a browser and an account at ESIA."""

    def __init__(self, portal: Portal, sandbox: Sandbox, login: str) -> None:
        self.portal, self.sandbox, self.login = portal, sandbox, login
        self.browser = Browser(portal)

    def begin(self, query: str = "") -> str:
        """Return the address at ESIA to which the portal sends the browser."""
        return str(self.browser.get(f"/esia/start{query}").headers["location"])

    def answer(self, query: str = "", *, step: str = "agree") -> str:
        """Sign in at ESIA and return the path by which the browser comes back."""
        return path_of(self.sandbox.sign_in(self.begin(query), self.login, step=step))

    def enter(self, query: str = "", *, step: str = "agree") -> httpx.Response:
        """Sign in and come back."""
        return self.browser.get(self.answer(query, step=step))

    def join(self, login: str = "anna") -> httpx.Response:
        """Follow an invitation of the school."""
        return self.enter(an_invitation(self.portal, login))

    @property
    def is_in(self) -> bool:
        return self.browser.get("/account").status_code == 200


def an_invitation(portal: Portal, login: str = "anna") -> str:
    """Return what the start of a sign-in is asked with by whoever follows a new invitation."""
    with portal.engine.begin() as connection:
        path = invite(connection, portal.school, login, now_ms=portal.clock.ms)
    return f"?join={path.removeprefix('/join/')}"
