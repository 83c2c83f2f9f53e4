"""What is new over HTTP, and the form by which a family says that it has read something."""

import logging
from typing import Any
from urllib.parse import quote

import litestar
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_303_SEE_OTHER
from sqlalchemy import select

from app.domain.classroom import Remark
from app.domain.records import Lesson
from app.judging.remarks import REMARK, WEEK
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import answer, draw, moved
from portal.diary.family import read_beside
from portal.diary.forms import read_form
from portal.diary.looking import FIRST_MS, Look, keep_look, look, read_visit_news
from portal.diary.news_rows import Since
from portal.diary.opening import Visit
from portal.diary.pages import SHOWN
from portal.diary.read_marks import read_read_marks, seen_of
from portal.diary.reading import class_title
from portal.exchange.family import say_read
from portal.refusals import RefusedError
from portal.store.tables import TABLES

Asked = litestar.Request[Any, Any, Any]

remark, lesson = TABLES[Remark], TABLES[Lesson]

_logger = logging.getLogger("portal")


@get("/diary/{code:str}/new", **SHOWN)
def show_new(code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Show what is new since the last visit, and keep that it was shown."""
    now_ms = desk.now_ms()
    with desk.visit(code) as visit:
        looked = look(visit.connection, visit.owner, visit.link, now_ms=now_ms)
        page = _drawn(visit, looked.since, is_first=looked.is_first)
    if looked.is_due:
        _keep(desk, code, looked, now_ms)
    return answer(page)


@get("/diary/{code:str}/new/all", **SHOWN)
def show_all_new(code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Show what two weeks have brought, whatever was seen."""
    with desk.visit(code) as visit:
        return answer(_drawn(visit, Since(0, desk.now_ms() - FIRST_MS), is_first=True))


def _drawn(visit: Visit, since: Since, *, is_first: bool) -> str:
    facts = {
        "owner": visit.owner,
        "title": class_title(visit.connection, visit.owner, visit.today, visit.today),
        "home": visit.home,
        "news": read_visit_news(visit, since),
        "is_first": is_first,
        "beside": read_beside(visit),
    }
    return draw("new.html", facts)


def _keep(desk: DiaryDesk, code: str, looked: Look, now_ms: int) -> None:
    try:
        with desk.writing_visit(code) as visit:
            keep_look(visit.connection, visit.owner, visit.link, looked, now_ms=now_ms)
    except RefusedError as error:
        # the page was read all the same; it shows the same things once more next time
        _logger.warning("what was seen of a diary was not kept: %s", error.code.value)


@post("/diary/{code:str}/read", status_code=HTTP_303_SEE_OTHER, **SHOWN)
def say_it_was_read(
    request: Asked, code: FromPath[str], body: RawBody, desk: NamedDependency[DiaryDesk]
) -> Response[str]:
    """Say that a remark, a week or a term was read."""
    form = read_form(request.headers, body, code)
    what, key = form.get("what", ""), form.get("key", "")
    with desk.writing_visit(code, in_turn=True) as visit:
        seen = seen_of(visit.connection, visit.owner, what, key, visit.today)
        if seen is None:
            return answer(None)
        known = read_read_marks(visit.connection, visit.owner).day(what, key) is not None
        if not known and not say_read(visit.connection, visit.owner.school_id, seen, received_ms=desk.now_ms()):
            return answer(None)
        return moved(_where(visit, what, key))


def _where(visit: Visit, what: str, key: str) -> str:
    """Return the path of the page on which something stands."""
    if what == REMARK:
        day = visit.connection.execute(
            select(lesson.c.day)
            .join(remark, (remark.c.school_id == lesson.c.school_id) & (remark.c.lesson == lesson.c.id))
            .where(remark.c.school_id == visit.owner.school_id, remark.c.id == key)
        ).scalar_one()
        return f"{visit.home}/{day}#d{day}"
    return f"{visit.home}/{key}" if what == WEEK else f"{visit.home}/term/{quote(key, safe='')}"


NEWS_PAGES = [show_new, show_all_new, say_it_was_read]
