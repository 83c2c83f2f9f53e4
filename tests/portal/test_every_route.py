"""P20: every route of the application, the ones that come later too, and what it says to who has no key to it.

The routes are read from the application itself; the test knows none of them by name, only by which door they lie.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from litestar.testing import TestClient
from nacl.signing import SigningKey
from sqlalchemy import create_engine
from typing_extensions import override

from app.wire.messages import BASE_PATH, HelloAsk
from portal.api import create_api
from portal.auth.families import invite_family
from portal.auth.links import issue_link
from portal.auth.office_links import issue_office_link
from portal.diary.forms import form_token
from portal.endpoints import LOOPBACK, Dependencies
from portal.form_encoding import ENCODING
from portal.notices.choosing import NoticeDoor, new_door
from portal.rights import Role
from tests.portal.conftest import Portal
from tests.portal.doors import Door, Shape, door_of
from tests.portal.entrance.people import Browser, a_person
from tests.portal.pcs import Pc, altered
from tests.small_school import PUPILS

MOST = 64 * 1024 * 1024
"""No route takes more."""


@dataclass(frozen=True, slots=True)
class Route:
    """A path with its places for texts, and a method. most: bytes that it takes, 0 for any number."""

    method: str
    path: str
    most: int

    @property
    def door(self) -> Door:
        return door_of(self.path)

    def address(self, code: str = "unknown", other: str = "unknown") -> str:
        """Return an address of the route. code: what stands for the secret of the address."""
        return re.sub(r"\{[^}]*\}", other, re.sub(r"\{(code|secret):str\}", code, self.path))

    @override
    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes() -> Iterator[Route]:
    """Yield every route of the application and each method that it takes."""
    api = create_api(Dependencies(create_engine("sqlite://"), SigningKey.generate()))
    for route in api.routes:
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items():
            if method != "OPTIONS":
                yield Route(method, route.path, int(handler.resolve_request_max_body_size() or 0))


ROUTES = sorted(routes(), key=str)
POSTS = [route for route in ROUTES if route.method == "POST"]
PAGES = [route for route in ROUTES if route.door.shape in {Shape.SECRET, Shape.ACCOUNT, Shape.OPEN}]
FORMS = [route for route in PAGES if route.method == "POST"]


def of(found: list[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", found, ids=str)


def asked(client: httpx.Client, route: Route, **sent: object) -> httpx.Response:
    client.cookies.clear()
    return client.request(route.method, route.address(), follow_redirects=False, **sent)  # type: ignore[arg-type]


def test_there_are_routes_of_every_sort() -> None:
    assert {route.door.shape for route in ROUTES} == set(Shape)
    assert len(ROUTES) > 50


@of(ROUTES)
def test_who_has_no_key_finds_nothing(portal: Portal, route: Route) -> None:
    answer = asked(portal.client, route)
    expected: Mapping[Shape, set[int]] = {
        Shape.OPEN: {200, 303, 403, 404},
        Shape.PROTOCOL: {422},
        Shape.PROGRAM: {400},
        Shape.ROSTER: {401},
        # the office looks at a form before the secret: what is wrong with it does not say whether the secret is right
        Shape.SECRET: {404} if route.method == "GET" or is_of_diary(route) else {404, 403},
        # a page of a person leads to the sign-in; a form that nobody signed in can send is refused
        Shape.ACCOUNT: {303, 400, 403},
    }
    assert answer.status_code in expected[route.door.shape], answer.text
    if answer.status_code == 303 and route.door.shape is Shape.ACCOUNT:
        assert answer.headers["location"].startswith("/sign-in")


def is_of_diary(route: Route) -> bool:
    """Return whether a link is asked for before anything of a form is read."""
    return route.door.title == "the diary"


@of([route for route in ROUTES if route.door.shape is Shape.SECRET])
def test_an_unknown_secret_gets_one_answer_whatever_stands_behind_it(portal: Portal, route: Route) -> None:
    answers = [
        portal.client.request(route.method, route.address(code, other), follow_redirects=False)
        for code, other in (("unknown", "unknown"), ("A" * 32, "whole-year"), ("unknown", "2026-09-07"))
    ]
    assert len({(answer.status_code, answer.text, headers_of(answer)) for answer in answers}) == 1


def headers_of(answer: httpx.Response) -> frozenset[tuple[str, str]]:
    return frozenset((name, value) for name, value in answer.headers.items() if name != "date")


def test_what_is_answered_is_kept_nowhere_and_runs_nothing(portal: Portal) -> None:
    answers = {str(route): asked(portal.client, route) for route in ROUTES if not is_same_for_all(route)}
    assert {name: said for name, answer in answers.items() if (said := flaws(answer.headers))} == {}


def is_same_for_all(route: Route) -> bool:
    return route.path.startswith(("/static/", "/schema"))


def flaws(headers: httpx.Headers) -> list[str]:
    """Return what an answer should say of itself and does not."""
    wanted = {"cache-control": ["no-store"], "x-content-type-options": ["nosniff"]}
    if headers.get("content-type", "").startswith("text/html"):
        wanted["content-security-policy"] = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
        wanted["cross-origin-opener-policy"] = ["same-origin"]
        wanted["x-robots-tag"] = ["noindex"]
        wanted["referrer-policy"] = ["no-referrer" if "no-referrer" in headers["referrer-policy"] else "same-origin"]
    policy = headers.get("content-security-policy", "form-action 'none'")
    missing = [
        f"{name}: {word}" for name, words in wanted.items() for word in words if word not in headers.get(name, "")
    ]
    return missing + [word for word in ("unsafe", "*", "http:", "data:") if word in policy]


def test_too_much_is_refused_before_it_is_read(portal: Portal) -> None:
    unbounded = [str(route) for route in POSTS if not 0 < route.most <= MOST]
    assert unbounded == []
    said = {}
    for route in POSTS:
        sent = {"content": b"x" * (route.most + 1), "headers": {"Content-Type": ENCODING}}
        said[str(route)] = asked(portal.client, route, **sent).status_code
    closed = {str(route): 404 for route in POSTS if is_of_diary(route)}
    assert {name: status for name, status in said.items() if status != 413} == closed
    with portal.engine.begin() as connection:
        link = issue_link(connection, portal.school, PUPILS[0], now_ms=portal.clock.ms)
    for route in (each for each in POSTS if is_of_diary(each)):
        path, much = route.address(link.removeprefix("/diary/")), b"x" * (route.most + 1)
        assert portal.client.post(path, content=much, headers={"Content-Type": ENCODING}).status_code == 413, path


@of([route for route in POSTS if is_of_diary(route)])
def test_of_a_form_to_a_closed_diary_not_a_byte_is_read(portal: Portal, route: Route) -> None:
    """Whoever sends it hears that there is nothing before the body has come, be it ever so long."""
    said: list[Any] = []
    app: Any = portal.client.app  # type: ignore[attr-defined]  # it is a client of the application itself

    async def receive() -> Any:
        raise AssertionError

    async def send(message: Any) -> None:
        said.append(message)

    told = {"Content-Type": ENCODING, "Accept-Encoding": "identity"}
    sent = portal.client.build_request("POST", route.address(), headers=told)
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": sent.url.path,
        "raw_path": sent.url.raw_path,
        "query_string": b"",
        "headers": [(name.lower(), text) for name, text in sent.headers.raw],
        "client": ("127.0.0.1", 1),
        "server": ("testserver.local", 80),
        "app": app,
        "state": {},
    }
    asyncio.run(app(scope, receive, send))
    assert said[0]["status"] == 404
    assert b"".join(each["body"] for each in said[1:]).decode() == portal.client.get("/diary/unknown").text


def test_a_method_that_a_route_has_not_is_refused(portal: Portal) -> None:
    said = {
        f"{method} {route.path}": portal.client.request(method, route.address()).status_code
        for route in ROUTES
        for method in ("PUT", "DELETE", "PATCH", "TRACE")
    }
    assert {name: status for name, status in said.items() if status not in {404, 405}} == {}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has the key of a door. code: of the address. own: the site of its pages."""

    browser: Browser
    code: str
    own: str

    @property
    def token(self) -> str:
        """Return what the page that is shown proves its forms by."""
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.browser.page.text)
        return found[1] if found else form_token(self.code)

    def send(self, route: Route, fields: Mapping[str, str], headers: Mapping[str, str]) -> int:
        """Send a form and return the status of the answer."""
        kept = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items() if value)
        answer = self.browser.portal.client.post(
            route.address(self.code),
            content=urlencode(fields),
            headers={"Content-Type": ENCODING, "Cookie": kept, **headers},
            follow_redirects=False,
        )
        return answer.status_code


def visitor(portal: Portal, route: Route) -> Visitor:
    """Return somebody who has the key of a route and sees a page of its door."""
    here = str(portal.client.base_url).rstrip("/")
    if route.door.shape is Shape.ACCOUNT:
        person = a_person(portal)
        person.browser.get("/account")
        return Visitor(person.browser, "", LOOPBACK)
    with portal.engine.begin() as connection:
        now_ms = portal.clock.ms
        if route.path.startswith("/office/"):
            path, own = issue_office_link(connection, portal.school, now_ms=now_ms) + "/rules", here
        elif route.path.startswith("/diary/"):
            path, own = issue_link(connection, portal.school, PUPILS[0], now_ms=now_ms) + "/new", here
        elif route.path.startswith("/notices/"):
            door = NoticeDoor(portal.school, "a link", route.path.split("/")[2])
            path, own = f"{route.path.rpartition('/')[0]}/{new_door(connection, door, now_ms=now_ms)}", here
        else:
            path, own = invite_family(connection, portal.school, PUPILS[0], Role.PARENT, now_ms=now_ms), LOOPBACK
    browser = Browser(portal)
    assert browser.get(path).status_code == 200
    return Visitor(browser, path.split("/")[3 if path.startswith("/notices/") else 2], own)


OTHER_SITES = (
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Referer": "https://evil.example/testserver.local", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://testserver.local.evil.example", "Sec-Fetch-Site": "same-site"},
)
GUARDED = [route for route in FORMS if route.door.title != "the sign-in"]


@of(GUARDED)
def test_a_form_of_another_site_changes_nothing(portal: Portal, route: Route) -> None:
    guest = visitor(portal, route)
    fields = {"token": guest.token, "step": "save"}
    assert [guest.send(route, fields, headers) for headers in OTHER_SITES] == [403] * len(OTHER_SITES)


@of([route for route in GUARDED if route.door.title != "a letter's addresses"])
def test_a_form_without_its_own_token_changes_nothing(portal: Portal, route: Route) -> None:
    guest = visitor(portal, route)
    tokens: tuple[dict[str, str], ...] = ({}, {"token": ""}, {"token": "0" * 64}, {"token": "ё"})
    sent = [guest.send(route, {"step": "save", **token}, {"Origin": guest.own}) for token in tokens]
    assert set(sent) <= {400, 403}


@of([route for route in ROUTES if route.path.startswith(BASE_PATH)])
def test_another_schools_name_in_a_request_is_nobodys(portal: Portal, anna: Pc, route: Route) -> None:
    endpoint = route.path.rpartition("/")[2]
    if "PC's token" not in route.door.key:
        return
    lying = altered(anna, school="other-school")
    heard = lying.ask(endpoint, HelloAsk({}) if endpoint == "hello" else {})
    assert heard.status in {404, 422}
    assert anna.ask("hello", HelloAsk({})).status == 200


@pytest.mark.parametrize("issuer", ["https://portal.example", "http://127.0.0.1:8470"])
def test_every_cookie_is_out_of_reach_of_pages_and_other_sites(portal: Portal, issuer: str) -> None:
    api = create_api(replace(Dependencies(portal.serving, portal.key, now_ms=portal.clock.now_ms), issuer=issuer))
    set_by_somebody = 0
    with TestClient(api) as client:
        for route in ROUTES:
            answer = asked(client, route)
            for line in answer.headers.get_list("set-cookie"):
                set_by_somebody += 1
                (morsel,) = SimpleCookie(line).values()
                assert morsel["httponly"]
                assert morsel["samesite"].lower() == "lax"
                assert morsel["path"] == "/"
                assert not morsel["domain"]
                assert bool(morsel["secure"]) == issuer.startswith("https")
                assert morsel.key.startswith("__Host-") == issuer.startswith("https")
    assert set_by_somebody > 0
