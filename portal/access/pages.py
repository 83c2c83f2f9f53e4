"""«Доступ к дневнику»: an application is written, looked over, sent, followed and taken back; without JavaScript."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK, HTTP_403_FORBIDDEN, HTTP_409_CONFLICT

from app.ids import SchoolId
from portal.access.claims import Claim, read_claim
from portal.access.desk import AccessDesk, Guest
from portal.access.drawing import page
from portal.access.filing import Filing, TooManyError, file_application, withdraw
from portal.access.reading import Followed, read_followed, read_own
from portal.auth.applicants import Applicant, Unproved
from portal.auth.applications import Application, find_application
from portal.auth.of_age import day_of
from portal.entrance.addresses import APPLY, ESIA_START, NEW_APPLICATION, sign_in_for
from portal.entrance.desk import Asked
from portal.entrance.drawing import moved
from portal.entrance.pages import MAX_BYTES, failed
from portal.entrance.sign_in_pages import SHOWN
from portal.office.applications_wording import GROUNDS
from portal.office.forms import Form
from portal.office.reading import NamedSchool
from portal.office.refusing import PageRefusedError, Refusal
from portal.store.dialects import NO_SCHOOL

UNKNOWN = Refusal(404, "Заявление не найдено", "Такого заявления у вас нет. Все ваши заявления — на общей странице.")
TOO_MANY = Refusal(
    429,
    "Слишком много заявлений",
    "Сегодня вы уже подали слишком много заявлений. Попробуйте завтра или обратитесь в школу.",
)


@dataclass(frozen=True, slots=True)
class Writing:
    """An application that is being written: by whom, as whom, and to which schools it may go."""

    desk: AccessDesk
    guest: Guest
    applicant: Applicant
    schools: Mapping[SchoolId, NamedSchool]


@get(APPLY, **SHOWN)
def own(request: Asked, desk: NamedDependency[AccessDesk]) -> Response[str]:
    """Show somebody's applications."""
    guest = desk.guest(request)
    if guest is None:
        return moved(sign_in_for(APPLY))
    with desk.entrance.reading(NO_SCHOOL) as connection:
        found = read_own(connection, guest.account.id, desk.entrance.keys)
    return page("applications.html", guest.visitor.secret, {"applications": found})


@get(NEW_APPLICATION, **SHOWN)
def new(request: Asked, desk: NamedDependency[AccessDesk]) -> Response[str]:
    """Show the form, or what somebody who is not confirmed has to do first."""
    guest = desk.guest(request)
    if guest is None:
        return moved(sign_in_for(NEW_APPLICATION))
    written = _writing(desk, guest)
    return _unproved(desk, guest, written) if isinstance(written, Unproved) else _form(written, {})


@post(NEW_APPLICATION, status_code=HTTP_200_OK, **SHOWN)
def new_sent(request: Asked, body: RawBody, desk: NamedDependency[AccessDesk]) -> Response[str]:
    """Look over what was written, or send it."""
    guest = desk.guest(request)
    if guest is None:
        return moved(sign_in_for(NEW_APPLICATION))
    form = desk.entrance.form(request, guest.visitor, body)
    written = _writing(desk, guest)
    if isinstance(written, Unproved):
        return _unproved(desk, guest, written)
    claim, errors = read_claim(form.typed, written.applicant, written.schools, day_of(desk.now_ms))
    if claim is None or form.step == "edit":
        return _form(written, form.typed, {} if form.step == "edit" else errors)
    if form.step != "send":
        return _review(written, claim, form)
    desk.take(request, guest)
    return moved(f"{APPLY}/{_filed(written, claim)}")


@get(f"{APPLY}/{{key:str}}", **SHOWN)
def one(key: FromPath[str], request: Asked, desk: NamedDependency[AccessDesk]) -> Response[str]:
    """Show an application with its steps."""
    guest = desk.guest(request)
    if guest is None:
        return moved(sign_in_for(APPLY))
    with desk.entrance.reading(NO_SCHOOL) as connection:
        followed = read_followed(connection, _known(desk, guest, key), now_ms=desk.now_ms)
    return _shown(guest, followed)


@post(f"{APPLY}/{{key:str}}", status_code=HTTP_200_OK, **SHOWN)
def one_sent(key: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[AccessDesk]) -> Response[str]:
    """Take an application back."""
    guest = desk.guest(request)
    if guest is None:
        return moved(sign_in_for(APPLY))
    form = desk.entrance.form(request, guest.visitor, body)
    application = _known(desk, guest, key)
    if form.step == "withdraw":
        with desk.entrance.writing(application.school) as connection:
            withdraw(connection, application, now_ms=desk.now_ms)
    return moved(f"{APPLY}/{application.id}")


def access_router(desk: Callable[[], AccessDesk]) -> Router:
    """Return the pages of applications, to be mounted."""
    return Router(
        "/",
        route_handlers=[own, new, new_sent, one, one_sent],
        dependencies={"desk": Provide(desk, sync_to_thread=False)},
        exception_handlers={Exception: failed},
        request_max_body_size=MAX_BYTES,
    )


def _writing(desk: AccessDesk, guest: Guest) -> Writing | Unproved:
    applicant = desk.applicant(guest)
    return applicant if isinstance(applicant, Unproved) else Writing(desk, guest, applicant, desk.schools())


def _filed(written: Writing, claim: Claim) -> str:
    """File an application and return its id.

    Raises:
        PageRefusedError: this account has tried too often.
    """
    desk = written.desk
    with desk.entrance.writing(claim.school) as connection:
        filing = Filing(connection, desk.entrance.keys, written.applicant, claim, desk.now_ms)
        try:
            return file_application(filing).id
        except TooManyError as error:
            raise PageRefusedError(TOO_MANY) from error


def _known(desk: AccessDesk, guest: Guest, key: str) -> Application:
    with desk.entrance.reading(NO_SCHOOL) as connection:
        found = find_application(connection, guest.account.id, key, desk.entrance.keys)
    if found is None:
        raise PageRefusedError(UNKNOWN)
    return found


def _form(written: Writing, typed: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Response[str]:
    facts: dict[str, Any] = {
        "applicant": written.applicant,
        "schools": written.schools,
        "grounds": GROUNDS,
        "typed": typed,
        "errors": errors or {},
        "is_mailing": written.desk.is_mailing,
    }
    status = HTTP_409_CONFLICT if errors else HTTP_200_OK
    return page("application_form.html", written.guest.visitor.secret, facts, status=status)


def _review(written: Writing, claim: Claim, form: Form) -> Response[str]:
    facts = {"claim": claim, "typed": form.typed, "school": written.schools[claim.school], "grounds": GROUNDS}
    return page("application_review.html", written.guest.visitor.secret, facts)


def _shown(guest: Guest, followed: Followed) -> Response[str]:
    return page("application.html", guest.visitor.secret, {"followed": followed})


def _unproved(desk: AccessDesk, guest: Guest, why: Unproved) -> Response[str]:
    esia = f"{ESIA_START}?next={NEW_APPLICATION}" if desk.has_esia else ""
    facts = {"is_again": why is Unproved.AGAIN, "esia": esia}
    return page("application_unproved.html", guest.visitor.secret, facts, status=HTTP_403_FORBIDDEN)
