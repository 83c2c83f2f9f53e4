"""The office's pages of an in-process portal as a person fills them in: what a page's form holds, what is sent back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import TypeVar
from urllib.parse import urlencode

import httpx
from msgspec import Struct
from sqlalchemy import select
from typing_extensions import override

from app.columns import record_of
from portal.auth.office_links import issue_office_link
from portal.form_encoding import ENCODING
from portal.store.rows import fields_of
from portal.store.tables import TABLES
from tests.portal.conftest import Portal

R = TypeVar("R", bound=Struct)


class PageForm(HTMLParser):
    """What would be sent if nothing were typed into the last form of a page that is posted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = ""
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields = {}
        elif tag == "input" and (said.get("type") != "radio" or "checked" in said):
            self.fields[said.get("name", "")] = said.get("value", "")
        elif tag == "select":
            self._select = said.get("name", "")
        elif tag == "option" and (self._select not in self.fields or "selected" in said):
            self.fields[self._select] = said.get("value", "")


@dataclass
class TimeOffice:
    """One visitor of the office's pages."""

    portal: Portal
    home: str = field(init=False)

    def __post_init__(self) -> None:
        with self.portal.engine.begin() as connection:
            self.home = issue_office_link(connection, self.portal.school, now_ms=self.portal.clock.ms)

    def get(self, path: str) -> str:
        """Return a page."""
        answer = self.portal.client.get(self.home + path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def fill(self, path: str, step: str, typed: Mapping[str, str]) -> httpx.Response:
        """Open a page with a form, type into it and press a button."""
        return self.send(path, {**PageForm(self.get(path)).fields, **_named(typed)}, step)

    def press(self, path: str, page: httpx.Response, step: str) -> httpx.Response:
        """Press a button of a page that a form has brought."""
        return self.send(path, PageForm(page.text).fields, step)

    def send(self, path: str, fields: Mapping[str, str], step: str) -> httpx.Response:
        """Send a form as a browser does."""
        own = {"Origin": str(self.portal.client.base_url).rstrip("/"), "Content-Type": ENCODING}
        body = urlencode({**fields, "step": step})
        address = self.home + path.partition("?")[0]
        return self.portal.client.post(address, content=body, headers=own, follow_redirects=False)

    def rows(self, kind: type[R]) -> list[R]:
        """Return the school's rows of a kind."""
        table = TABLES[kind]  # type: ignore[index]  # every record is a struct
        with self.portal.engine.connect() as connection:
            found = connection.execute(select(*fields_of(kind)).where(table.c.school_id == self.portal.school))  # type: ignore[arg-type]  # as above
            return [record_of(kind, row) for row in found]


def _named(typed: Mapping[str, str]) -> dict[str, str]:
    return {f"typed.{name}": text for name, text in typed.items()}


def days(first: date, last: date) -> dict[str, str]:
    """Return two days as a form has them."""
    return {"first": first.isoformat(), "last": last.isoformat()}
