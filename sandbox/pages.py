"""The sandbox's sign-in as people see it: password and one-time code, or electronic signature; consent, refusal."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER, HTTP_400_BAD_REQUEST, HTTP_403_FORBIDDEN
from litestar.types import ControllerRouterHandler

from sandbox.desk import Asked, SandboxDesk, logger, unknown
from sandbox.forms import read_fields
from sandbox.people import PASSWORD, PEOPLE, find_by_login
from sandbox.refusing import SandboxRefusedError
from sandbox.visits import Visit

HERE = Path(__file__).parent
SHOWN: dict[str, Any] = {"media_type": MediaType.HTML, "sync_to_thread": True}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
}
SCOPES = {
    "openid": "Идентификатор учётной записи",
    "fullname": "Фамилия, имя, отчество",
    "birthdate": "Дата рождения",
    "gender": "Пол",
    "snils": "СНИЛС",
    "email": "Адрес электронной почты",
    "mobile": "Номер телефона",
    "usr_org": "Организации, в которых вы работаете, и группы доступа",
    "kid_fullname": "Имена детей",
    "kid_birthdate": "Даты рождения детей",
    "kid_snils": "СНИЛС детей",
    "kid_birth_cert_doc": "Свидетельства о рождении детей",
}
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
STYLE = (HERE / "static" / "sandbox.css").read_text(encoding="utf-8")


@get("/aas/oauth2/v2/ac", **SHOWN)
def begin(request: Asked, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Check what a system asks for, and begin a sign-in."""
    return _begin(desk, request, is_first=False)


@get("/aas/oauth2/ac", **SHOWN)
def first_begin(request: Asked, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Begin a sign-in as the first version of the protocol does."""
    return _begin(desk, request, is_first=True)


@get("/login/{ticket:str}", **SHOWN)
def login(ticket: FromPath[str], desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Show both ways to sign in."""
    _visit(desk, ticket)
    return _login_page(ticket)


@post("/login/{ticket:str}/password", status_code=HTTP_200_OK, **SHOWN)
def password(ticket: FromPath[str], body: RawBody, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Take a login and a password."""
    _visit(desk, ticket)
    typed = read_fields(body)
    found = find_by_login(typed.get("login", ""))
    if found is None or typed.get("password") != PASSWORD:
        return _login_page(ticket, error="Неверный логин или пароль.", status=HTTP_403_FORBIDDEN)
    desk.visits.prove(ticket, found, "PWD")
    return _moved(f"/login/{ticket}/code")


@post("/login/{ticket:str}/signature", status_code=HTTP_200_OK, **SHOWN)
def signature(ticket: FromPath[str], body: RawBody, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Take a certificate and the PIN of its token."""
    _visit(desk, ticket)
    typed = read_fields(body)
    found = PEOPLE.get(typed.get("certificate", ""))
    if found is None or not found.pin or typed.get("pin") != found.pin:
        return _login_page(ticket, error="Неверный ПИН-код токена.", status=HTTP_403_FORBIDDEN)
    desk.visits.prove(ticket, found, "DS")
    return _moved(f"/login/{ticket}/consent")


@get("/login/{ticket:str}/code", **SHOWN)
def telephone(ticket: FromPath[str], desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Ask for the one-time code; the sandbox shows what the telephone would have got."""
    return _code_page(ticket, _visit(desk, ticket))


@post("/login/{ticket:str}/code", status_code=HTTP_200_OK, **SHOWN)
def telephone_sent(ticket: FromPath[str], body: RawBody, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Take the one-time code."""
    visit = _visit(desk, ticket)
    if not desk.visits.prove_telephone(ticket, read_fields(body).get("code", "")):
        return _code_page(ticket, visit, error="Неверный код.", status=HTTP_403_FORBIDDEN)
    return _moved(f"/login/{ticket}/consent")


@get("/login/{ticket:str}/consent", **SHOWN)
def consent(ticket: FromPath[str], desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Ask whether the system may have what it wants."""
    visit = _proved(desk, ticket)
    wanted = [SCOPES[name] for name in visit.request.scope.split(" ") if name in SCOPES]
    return _page("consent.html", {"ticket": ticket, "visit": visit, "wanted": wanted})


@post("/login/{ticket:str}/consent", status_code=HTTP_200_OK, **SHOWN)
def consent_sent(ticket: FromPath[str], body: RawBody, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Take the answer and send the browser back."""
    visit = _proved(desk, ticket)
    back, state = visit.request.redirect_uri, visit.request.state
    if read_fields(body).get("step") != "agree":
        desk.visits.end(ticket)
        return _sent_back(back, _denied(state))
    return _sent_back(back, {"code": desk.visits.give_code(ticket, desk.clock()), "state": state})


@post("/login/{ticket:str}/leave", status_code=HTTP_200_OK, **SHOWN)
def leave(ticket: FromPath[str], desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """Send a browser back that does not want to sign in."""
    visit = _visit(desk, ticket)
    desk.visits.end(ticket)
    return _sent_back(visit.request.redirect_uri, _denied(visit.request.state))


@get("/idp/ext/Logout", **SHOWN)
def sign_out(request: Asked, desk: NamedDependency[SandboxDesk]) -> Response[str]:
    """End the session here, which the sandbox does not keep, and go back to the system."""
    back = request.query_params.get("redirect_url", "")
    if not desk.check.is_ours(request.query_params.get("client_id", ""), back):
        return _said("Адрес возврата не зарегистрирован", "Песочница никуда не переходит.", HTTP_400_BAD_REQUEST)
    return _moved(back)


@get("/", **SHOWN)
def home() -> Response[str]:
    """Show who can sign in."""
    return _page("home.html", {"people": PEOPLE.values(), "password": PASSWORD})


@get("/sandbox.css", media_type=MediaType.CSS, sync_to_thread=False)
def style() -> Response[str]:
    """Send the style of the pages."""
    return Response(STYLE, media_type=MediaType.CSS)


def _begin(desk: SandboxDesk, request: Asked, *, is_first: bool) -> Response[str]:
    asked: dict[str, str] = {}
    try:
        asked = read_fields(request.url.query.encode())
        checked = desk.check.for_code(asked, is_first=is_first, now=desk.now)
    except SandboxRefusedError as refusal:
        logger.info("a code was refused: %s", refusal.description)
        return _refused(desk, refusal, asked)
    return _moved(f"/login/{desk.visits.begin(checked)}")


def _visit(desk: SandboxDesk, ticket: str) -> Visit:
    found = desk.visits.find(ticket)
    if found is None:
        raise unknown()
    return found


def _proved(desk: SandboxDesk, ticket: str) -> Visit:
    found = _visit(desk, ticket)
    if not found.is_proved:
        raise unknown()
    return found


def _denied(state: str) -> dict[str, str]:
    text = "ESIA-007004: the owner of the resource or the authorization service refused the request"
    return {"error": "access_denied", "error_description": text, "state": state}


def _refused(desk: SandboxDesk, refusal: SandboxRefusedError, asked: dict[str, str]) -> Response[str]:
    """Send a refusal back where the system and the address are known, else show it."""
    back = asked.get("redirect_uri", "")
    if not desk.check.is_ours(asked.get("client_id", ""), back):
        return _said("Запрос отклонён", refusal.description, HTTP_400_BAD_REQUEST)
    answer = {"error": refusal.error, "error_description": refusal.description, "state": asked.get("state", "")}
    return _moved(f"{back}?{urlencode(answer)}")


def _login_page(ticket: str, *, error: str = "", status: int = HTTP_200_OK) -> Response[str]:
    facts = {"ticket": ticket, "error": error, "people": PEOPLE.values(), "password": PASSWORD}
    return _page("login.html", facts, status)


def _code_page(ticket: str, visit: Visit, *, error: str = "", status: int = HTTP_200_OK) -> Response[str]:
    if not visit.one_time:
        raise unknown()
    return _page("code.html", {"ticket": ticket, "visit": visit, "error": error}, status)


def _said(title: str, text: str, status: int) -> Response[str]:
    return _page("said.html", {"title": title, "text": text}, status)


def _page(name: str, facts: dict[str, Any], status: int = HTTP_200_OK) -> Response[str]:
    text = TEMPLATES.get_template(name).render(**facts)
    return Response(text, media_type=MediaType.HTML, status_code=status, headers=HEADERS)


def _sent_back(address: str, answer: dict[str, str]) -> Response[str]:
    return _moved(f"{address}?{urlencode(answer)}")


def _moved(address: str) -> Response[str]:
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, headers=HEADERS)


PAGES: list[ControllerRouterHandler] = [
    begin,
    first_begin,
    login,
    password,
    signature,
    telephone,
    telephone_sent,
    consent,
    consent_sent,
    leave,
    sign_out,
    home,
    style,
]
