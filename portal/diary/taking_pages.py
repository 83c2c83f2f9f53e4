"""«Скачать данные» over HTTP: for whom the table of rights lets take them, by a link of the person's own."""

from typing import Any

import litestar
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK

from app.ids import SchoolId
from portal.auth.auditing import Event, Happened, note
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import PAGE_HEADERS, answer, draw
from portal.diary.family import read_beside
from portal.diary.forms import form_token, read_form
from portal.diary.looking import count_unseen
from portal.diary.opening import UnknownLinkError
from portal.diary.pages import SHOWN
from portal.diary.readers_pages import account_for
from portal.diary.reading import class_title
from portal.diary.taking import data_file
from portal.diary.taking_rows import read_years
from portal.refusals import Code, RefusedError
from portal.rights import Action

Asked = litestar.Request[Any, Any, Any]

ZIP = "application/zip"


@get("/diary/{code:str}/data", **SHOWN)
def show_data(code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Show of which years there are data to take along."""
    with desk.visit(code) as visit:
        account_for(visit, Action.TAKE_DATA, now_ms=desk.now_ms())
        facts = {
            "owner": visit.owner,
            "title": class_title(visit.connection, visit.owner, visit.today, visit.today),
            "home": visit.home,
            "token": form_token(visit.code),
            "years": read_years(visit.connection, visit.owner),
            "beside": read_beside(visit),
            "fresh": count_unseen(visit),
        }
        return answer(draw("data.html", facts))


@post("/diary/{code:str}/data", status_code=HTTP_200_OK, **SHOWN)
def data_sent(
    request: Asked, code: FromPath[str], body: RawBody, desk: NamedDependency[DiaryDesk]
) -> Response[str] | Response[bytes]:
    """Send the file of a year; that it was taken is written down first."""
    asked = read_form(request.headers, body, code).get("year", "")
    with desk.visit(code) as visit:
        account = account_for(visit, Action.TAKE_DATA, now_ms=desk.now_ms())
        year = next((each for each in read_years(visit.connection, visit.owner) if str(each) == asked), None)
        if year is None:
            raise UnknownLinkError
        if wait_s := desk.limits.taken.take(account):
            raise RefusedError(Code.THROTTLED, retry_after_s=wait_s)
        content = data_file(visit.connection, visit.owner, year, visit.today)
        school, taken = SchoolId(visit.owner.school_id), Event(Happened.TAKEN, account, visit.owner.pupil)
    with desk.writing(school) as connection:
        note(connection, school, taken, now_ms=desk.now_ms())
    headers = {**PAGE_HEADERS, "Content-Disposition": f'attachment; filename="dnevnik-{year}.zip"'}
    return Response(content, media_type=ZIP, headers=headers)


TAKING_PAGES = [show_data, data_sent]
