"""Somebody with a link to a diary, at a portal in this process: reads its pages and sends its forms."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx

from app.ids import PupilId
from portal.auth.links import issue_link
from tests.portal.conftest import Portal


@dataclass(frozen=True)
class Reader:
    """Who has the link. home: path of the diary."""

    portal: Portal
    home: str

    def get(self, path: str = "") -> httpx.Response:
        """Return a page. path: behind the diary's own."""
        return self.portal.client.get(f"{self.home}{path}", follow_redirects=False)

    def text(self, path: str = "") -> str:
        """Return what a page says, without its marks, spaces as one."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.status_code
        return words_of(answer.text)

    def token(self) -> str:
        """Return what proves a form to be ours."""
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get("/more").text)
        assert found is not None
        return found[1]

    def send(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        """Send a form as a browser does; a token of one's own wins."""
        body = urlencode(fields if "token" in fields else {"token": self.token(), **fields})
        told = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.portal.client.post(
            f"{self.home}{path}", content=body, headers={**told, **named}, follow_redirects=False
        )

    def read(self, what: str, key: str, **headers: str) -> httpx.Response:
        """Say that something was read."""
        return self.send("/read", {"what": what, "key": key}, **headers)


def words_of(page: str) -> str:
    """Return the text of a page's body."""
    body = page[page.index("<body>") :]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def a_reader(portal: Portal, pupil: PupilId) -> Reader:
    """Return somebody with a new link to a pupil's diary."""
    with portal.engine.begin() as connection:
        return Reader(portal, issue_link(connection, portal.school, pupil, now_ms=portal.clock.ms))
