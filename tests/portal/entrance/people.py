"""People at the entrance with browsers and phones of their own, and the program as it asks for tokens."""

import base64
import hashlib
import html
import re
import secrets
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

from app.wire.framing import to_base64
from app.wire.messages import ReplicaAnswer, ReplicaAsk, register_text
from portal.auth.authenticator import STEP_MS, code_at
from portal.auth.invitations import invite
from portal.auth.oauth.access_tokens import CLIENT
from portal.auth.oauth.server import DEVICE_GRANT
from portal.endpoints import LOOPBACK
from tests.portal.conftest import Portal
from tests.portal.pcs import Heard, Pc

PASSWORD, OTHER = "Зимний сад 1961", "Другой сад 1962"
CALLBACK = "http://127.0.0.1:50123/callback"
VERIFIER = secrets.token_urlsafe(48)
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@dataclass
class Browser:
    """Somebody's browser: it keeps cookies and sends the forms it was shown. origin: of the page that sends them."""

    portal: Portal
    origin: str = LOOPBACK
    cookies: dict[str, str] = field(default_factory=dict)
    page: httpx.Response = field(default_factory=lambda: httpx.Response(0))

    def get(self, path: str) -> httpx.Response:
        return self._keep(self.portal.client.get(path, headers=self._headers(), follow_redirects=False))

    def send(self, path: str, step: str, **typed: str) -> httpx.Response:
        """Fill in the form of the page that is shown and press a button."""
        fields = {name: html.unescape(value) for name, value in _HIDDEN.findall(self.page.text)}
        fields |= {f"typed.{name}": text for name, text in typed.items()} | {"step": step}
        headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded"}
        sent = self.portal.client.post(path, content=urlencode(fields), headers=headers, follow_redirects=False)
        return self._keep(sent)

    def _headers(self) -> dict[str, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        return {"Cookie": kept, "Origin": self.origin}

    def _keep(self, response: httpx.Response) -> httpx.Response:
        self.portal.client.cookies.clear()
        for line in response.headers.get_list("set-cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.page = response
        return response


@dataclass
class Person:
    """Somebody with an account: a browser and an authenticator."""

    browser: Browser
    login: str
    secret: bytes = b""
    recovery: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What the authenticator shows now."""
        return code_at(self.secret, self.browser.portal.clock.ms // STEP_MS)

    def wait(self) -> None:
        """Wait for the authenticator's next code."""
        self.browser.portal.clock.ms += STEP_MS

    def join(self, path: str, **typed: str) -> httpx.Response:
        """Follow an invitation and fill its form in."""
        shown = self.browser.get(path)
        key = re.search(r'class="key">([A-Z2-7 ]+)<', shown.text)
        assert key, shown.text
        text = key[1].replace(" ", "")
        self.secret = base64.b32decode(text + "=" * (-len(text) % 8))
        facts = {"login": self.login, "password": PASSWORD, "again": PASSWORD, "code": self.code}
        answer = self.browser.send(path, "join", **(facts | typed))
        self.recovery = re.findall(r"<li>([0-9a-f-]{19})", answer.text)
        return answer

    def type_password(self, password: str = PASSWORD, *, login: str = "", onto: str = "") -> httpx.Response:
        self.browser.get(f"/sign-in?{urlencode({'next': onto})}")
        return self.browser.send("/sign-in", "sign-in", login=login or self.login, password=password)

    def type_code(self, code: str = "") -> httpx.Response:
        self.browser.get(self.browser.page.headers.get("location", "/sign-in/code"))
        return self.browser.send("/sign-in/code", "code", code=code or self.code)

    def sign_in(self, *, onto: str = "") -> httpx.Response:
        """Sign in with both proofs, in a browser that knows nothing of before."""
        self.browser.cookies.clear()
        self.wait()
        assert self.type_password(onto=onto).status_code == 303
        return self.type_code()


def a_person(portal: Portal, login: str = "anna") -> Person:
    """Return a teacher who has just made an account and is signed in."""
    person = Person(Browser(portal), login)
    with portal.engine.begin() as connection:
        path = invite(connection, portal.school, login, now_ms=portal.clock.ms)
    assert person.join(path).status_code == 200
    return person


@dataclass
class Program:
    """The program on a teacher's PC, as it asks for tokens."""

    portal: Portal
    device: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, Any] = field(default_factory=dict)

    def ask(self, path: str, **facts: str) -> httpx.Response:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.portal.client.post(path, content=urlencode({"client_id": CLIENT} | facts), headers=headers)

    def wait_for_phone(self, name: str = "Кабинет 214") -> dict[str, Any]:
        self.device = self.ask("/oauth/device_authorization", device_name=name).json()
        return self.device

    def poll(self) -> httpx.Response:
        """Ask whether somebody has let it in, once enough time has gone by."""
        self.portal.clock.ms += self.device["interval"] * 1000
        return self.take(self.ask("/oauth/token", grant_type=DEVICE_GRANT, device_code=self.device["device_code"]))

    def take(self, answer: httpx.Response) -> httpx.Response:
        if answer.status_code == 200:
            self.tokens = answer.json()
        return answer

    def redeem(self, code: str, **facts: str) -> httpx.Response:
        sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
        return self.take(self.ask("/oauth/token", **(sent | facts)))

    def refresh(self, token: str = "") -> httpx.Response:
        wanted = token or self.tokens["refresh_token"]
        return self.take(self.ask("/oauth/token", grant_type="refresh_token", refresh_token=wanted))

    def end(self, token: str) -> httpx.Response:
        """Sign out by one of the tokens."""
        return self.ask("/oauth/revoke", token=token)

    def register(self, pc: Pc) -> Heard:
        """Name the PC to the portal with the access token."""
        pc.token = self.tokens["access_token"]
        key = to_base64(pc.author.verify_key.encode())
        sig = to_base64(pc.author.sign(register_text(pc.replica, key, pc.token)).signature)
        heard = pc.ask("replica", ReplicaAsk("", key, "PC", sig))
        if heard.status == 200:
            answer = heard.body(ReplicaAnswer)
            pc.school, pc.teacher = answer.school, answer.teacher
        return heard


def authorize_path(**facts: str) -> str:
    """Return the address that the program opens in a browser. An empty fact is left out."""
    asked = {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": CALLBACK,
        "state": "s-" + "x" * 20,
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "device_name": "Кабинет 214",
    } | facts
    return "/oauth/authorize?" + urlencode({name: text for name, text in asked.items() if text})


def back(response: httpx.Response) -> dict[str, str]:
    """Return what a browser takes back to the program."""
    address = response.headers.get("refresh", "").partition("url=")[2] or response.headers["location"]
    assert address.startswith(CALLBACK + "?")
    return dict(parse_qsl(urlsplit(address).query))


def agree(person: Person, **facts: str) -> dict[str, str]:
    """Let a program in from its own PC's browser; return what goes back to it."""
    path = authorize_path(**facts)
    assert person.browser.get(path).status_code == 200, person.browser.page.text
    return back(person.browser.send("/oauth/authorize", "approve"))


def let_in(person: Person, program: Program, *, number: str = "") -> httpx.Response:
    """Let a waiting program in from the phone."""
    path = urlsplit(program.device["verification_uri_complete"])._replace(scheme="", netloc="").geturl()
    if person.browser.get(path).status_code != 200:
        return person.browser.page
    return person.browser.send("/device", "approve", number=number or program.device["number"])


def a_program(person: Person) -> Program:
    """Return a program that somebody has let in."""
    program = Program(person.browser.portal)
    program.wait_for_phone()
    assert let_in(person, program).status_code == 200
    assert program.poll().status_code == 200
    return program


def a_signed_in_pc(person: Person) -> tuple[Program, Pc]:
    """Return a program that was let in and its PC, which has named itself."""
    program, pc = a_program(person), person.browser.portal.stranger()
    assert program.register(pc).status == 200
    return program, pc
