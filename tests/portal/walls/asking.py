"""What is asked of the portal's routes, and the same about things of another school or of none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import httpx

from app.ids import SchoolId
from portal.form_encoding import ENCODING
from tests.portal.test_every_route import ROUTES, Route
from tests.portal.walls.neighbours import NOBODYS, OTHER, THEIRS, Neighbours, renamed

NO_SUCH = SchoolId("zzzz-other-school-none")
"""A school that is nowhere, as long as the other one's id."""

PUBLIC = {"typed.school"}
"""A field in which whoever applies for access chooses among all schools; what is refused there then is proved where
applications are."""

Pairs = tuple[tuple[str, str], ...]

_TOKEN, _NUMBER = re.compile(r"[\w-]+"), re.compile(r"\S*\d\S*")
_BY_PATH = sorted(
    ((re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(route.path))), route) for route in ROUTES),
    key=lambda each: each[1].path.count("{"),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a route. fields: of a form. is_parted: the form is sent in parts, for a file.

    chosen: the fields with something chosen in each list that may be left empty.
    """

    method: str
    path: str
    query: Pairs = ()
    fields: Pairs = ()
    is_parted: bool = False
    chosen: Pairs = ()

    @property
    def route(self) -> Route | None:
        """The route that answers."""
        return next((each for at, each in _BY_PATH if each.method == self.method and at.fullmatch(self.path)), None)

    def send(self, client: httpx.Client, headers: Mapping[str, str]) -> httpx.Response:
        """Ask as a browser does that follows nothing by itself."""
        address = f"{self.path}?{urlencode(self.query)}" if self.query else self.path
        client.cookies.clear()
        if self.method == "GET":
            return client.get(address, headers=headers, follow_redirects=False)
        if self.is_parted:
            empty = {"file": ("", b"")}
            return client.post(address, data=dict(self.fields), files=empty, headers=headers, follow_redirects=False)
        body = urlencode(self.fields)
        return client.post(address, content=body, headers={**headers, "Content-Type": ENCODING}, follow_redirects=False)


def asked_at(address: str) -> Ask:
    """Return the question for a page at an address."""
    parts = urlsplit(address)
    return Ask("GET", parts.path.rstrip("/") or "/", tuple(parse_qsl(parts.query, keep_blank_values=True)))


@dataclass(frozen=True, slots=True)
class AboutOthers:
    """The same question about the other school's thing, and about one that is nowhere. place: of the id in it."""

    place: str
    theirs: Ask
    nobodys: Ask


@dataclass(frozen=True)
class Swaps:
    """Puts ids of another school, or of none, in the place of those of the first one."""

    between: Neighbours

    def theirs(self, text: str) -> str:
        return self._swapped(text, THEIRS, OTHER)

    def nobodys(self, text: str) -> str:
        return self._swapped(text, NOBODYS, NO_SUCH)

    def levelled(self, text: str) -> str:
        """Return an answer to a question about nobody's thing as it would be about the other school's."""
        return text.replace(NO_SUCH, OTHER).replace(NOBODYS, THEIRS)

    def plain(self, text: str) -> str:
        """Return a text without what is the own of one thing or day."""
        return _NUMBER.sub("*", _TOKEN.sub(lambda found: self._token(found[0], "*", SchoolId("*")), text))

    def about_others(self, ask: Ask) -> Iterator["AboutOthers"]:
        """Yield the question with one id at a time replaced."""
        segments = ask.path.split("/")
        for place, text in enumerate(map(unquote, segments)):
            if self.theirs(text) != text:
                paths = (
                    "/".join([*segments[:place], quote(swap(text), safe=""), *segments[place + 1 :]])
                    for swap in (self.theirs, self.nobodys)
                )
                yield AboutOthers(f"path {place}", *(replace(ask, path=path) for path in paths))
        for about, pairs in self._in_pairs(ask.query):
            yield AboutOthers(f"query {about}", *(replace(ask, query=new) for new in pairs))
        for about, pairs in self._in_pairs(ask.chosen or ask.fields):
            yield AboutOthers(f"field {about}", *(replace(ask, fields=new) for new in pairs))

    def _in_pairs(self, pairs: Pairs) -> Iterator[tuple[str, list[Pairs]]]:
        """Yield where in them an id stands, and the pairs with either in its place."""
        for place, pair in enumerate(pairs):
            for side, text in enumerate(pair if pair[0] not in PUBLIC else ()):
                if self.theirs(text) != text:
                    swapped = [_with(pairs, place, side, swap(text)) for swap in (self.theirs, self.nobodys)]
                    yield f"{self.plain(pair[0])} {side}", swapped

    def _swapped(self, text: str, prefix: str, school: SchoolId) -> str:
        if text == self.between.school:
            return school
        return _TOKEN.sub(lambda found: self._token(found[0], prefix, school), text)

    def _token(self, text: str, prefix: str, school: SchoolId) -> str:
        if text == self.between.school:
            return school
        return renamed(prefix, text) if text in self.between.ids else text


def _with(pairs: Pairs, place: int, side: int, text: str) -> Pairs:
    changed = (text, pairs[place][1]) if side == 0 else (pairs[place][0], text)
    return (*pairs[:place], changed, *pairs[place + 1 :])
