"""What a page offers: where it leads, and which forms it holds, as a browser without JavaScript would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from typing_extensions import override

Attributes = dict[str, str]

FILLED = {"date": "2026-09-22", "number": "3", "email": "mother@family.example", "time": "09:00", "month": "2026-09"}
"""What is typed into an empty field of a sort."""

WORDS = "Слово"
"""And into every other one."""


@dataclass
class PageForm:
    """A form. path: to which it goes. buttons: of which one is pressed, each by name and value.

    choices: of its lists. is_parted: it is sent in parts, for a file.
    """

    method: str
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    is_parted: bool = False


class Page(HTMLParser):
    """Reads a page. links: paths with their queries, of this site alone."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[PageForm] = []
        self._address, self._select = address, ""
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._lead(said.get("href", ""))
        elif tag == "form":
            path = self._path(said.get("action", "")) or self._address
            parted = "multipart" in said.get("enctype", "")
            self.forms.append(PageForm(said.get("method", "get").upper(), path, is_parted=parted))
        elif self.forms:
            self._fill(self.forms[-1], tag, said)

    def _lead(self, href: str) -> None:
        if path := self._path(href):
            self.links.append(path)

    def _path(self, href: str) -> str:
        whole = urlsplit(urljoin(f"//here{self._address}", href))
        return whole._replace(scheme="", netloc="", fragment="").geturl() if whole.netloc == "here" else ""

    def _fill(self, form: PageForm, tag: str, said: Attributes) -> None:
        name, kind = said.get("name", ""), said.get("type", "text")
        if tag == "button" or (tag == "input" and kind == "submit"):
            form.buttons.append((name, said.get("value", "")))
        elif tag == "input" and kind != "file":
            if kind != "radio" or "checked" in said or name not in form.fields:
                form.fields[name] = said.get("value", "") or FILLED.get(kind, WORDS if kind == "text" else "")
        elif tag == "textarea":
            form.fields[name] = WORDS
        elif tag == "select":
            self._select = name
        elif tag == "option":
            form.choices.setdefault(self._select, []).append(said.get("value", ""))
            if self._select not in form.fields or "selected" in said:
                form.fields[self._select] = said.get("value", "")
