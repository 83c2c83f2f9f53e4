"""The office's pages of people asked in this process, as a browser without JavaScript would ask them."""

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from httpx import Response
from msgspec import Struct
from sqlalchemy import select

from app.columns import record_of
from portal.auth.office_links import issue_office_link
from portal.office.forms import form_token
from portal.store.rows import fields_of
from portal.store.tables import TABLES
from tests.portal.conftest import Portal

R = TypeVar("R", bound=Struct)
ORIGIN = {"Origin": "http://testserver.local"}
FIELD = re.compile(r'name="(typed|drawn)\.([^"]+)" value="([^"]*)"')


@dataclass
class PeopleOffice:
    """Somebody of the office with a link."""

    portal: Portal
    home: str = field(init=False)

    def __post_init__(self) -> None:
        with self.portal.engine.begin() as connection:
            self.home = issue_office_link(connection, self.portal.school, now_ms=self.portal.clock.ms)

    @property
    def token(self) -> str:
        return form_token(self.home.rpartition("/")[2])

    def get(self, path: str = "") -> str:
        """Return a page's text."""
        answer = self.portal.client.get(f"{self.home}/people{path}")
        assert answer.status_code == 200, answer.text
        return words(answer.text)

    def post(self, path: str, step: str, **fields: str) -> Response:
        """Send a form's button. fields: whole names."""
        data = {"token": self.token, "step": step, **fields}
        return self.portal.client.post(f"{self.home}/people/{path}", data=data, headers=ORIGIN, follow_redirects=False)

    def check(self, path: str, **typed: str) -> Response:
        """Ask what a form would do."""
        return self.post(path, "check", **named(typed))

    def refusal(self, path: str, **typed: str) -> str:
        """Return what is said against a form."""
        answer = self.check(path, **typed)
        assert answer.status_code == 422, words(answer.text)
        return words(answer.text)

    def review(self, path: str, **typed: str) -> str:
        """Return what a form would do, in words."""
        answer = self.check(path, **typed)
        assert answer.status_code == 200, words(answer.text)
        return words(answer.text)

    def save(self, path: str, **typed: str) -> str:
        """Look at what a form would do and save it; return the page that says that it is done."""
        looked = self.check(path, **typed)
        assert looked.status_code == 200, words(looked.text)
        answer = self.confirm(path, looked)
        assert answer.status_code == 303, words(answer.text)
        return words(self.portal.client.get(answer.headers["location"]).text)

    def confirm(self, path: str, looked: Response) -> Response:
        """Press «Сохранить» on a page that was looked at."""
        kept = {f"{kind}.{name}": html.unescape(text) for kind, name, text in FIELD.findall(looked.text)}
        return self.post(path, "save", **kept)

    def undo(self, number: int) -> Response:
        return self.post("actions", f"undo.{number}")

    def send_list(self, step: str, **fields: str) -> Response:
        """Send a pasted list."""
        data = {"token": self.token, "step": step, **fields}
        parts: dict[str, Any] = {"file": ("", b"")}
        return self.portal.client.post(
            f"{self.home}/people/import", data=data, files=parts, headers=ORIGIN, follow_redirects=False
        )

    def rows(self, kind: type[R], **wanted: str | int) -> list[R]:
        """Return the portal's rows of a kind with these values."""
        table = TABLES[kind]  # type: ignore[index]  # every kind of a test is a record
        query = select(*fields_of(kind)).where(table.c.school_id == self.portal.school)  # type: ignore[arg-type]  # as above
        for name, text in wanted.items():
            query = query.where(table.c[name] == text)
        with self.portal.engine.connect() as connection:
            return [record_of(kind, row) for row in connection.execute(query)]


def named(typed: dict[str, str]) -> dict[str, str]:
    """Return fields as forms send them; two underscores in a name stand for a point."""
    return {f"typed.{name.replace('__', '.')}": text for name, text in typed.items()}


def words(page: str) -> str:
    """Return what a page says, without its tags."""
    body = page.partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def span(row: Any) -> tuple[date, date | None]:
    """Return the days of a row."""
    return row.first, row.last
