"""«Кто смотрел» over HTTP: for whom the table of rights lets see it, by a link of the person's own."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import litestar
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from app.ids import SchoolId
from portal.auth.families import may
from portal.diary.desk import DiaryDesk
from portal.diary.drawing import answer, draw
from portal.diary.family import read_beside
from portal.diary.looking import count_unseen
from portal.diary.opening import UnknownLinkError, Visit, account_of
from portal.diary.pages import SHOWN
from portal.diary.reader_pages import About
from portal.diary.readers import read_readings
from portal.diary.reading import class_title
from portal.diary.wording import day_words
from portal.rights import Action
from portal.store.dialects import enter

Asked = litestar.Request[Any, Any, Any]

NUMBER_DIGITS = 4


@get("/diary/{code:str}/readers", **SHOWN)
def show_readers(request: Asked, code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Show who was shown what of the pupil, the newest first."""
    asked = request.query_params.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= NUMBER_DIGITS else 1
    with desk.visit(code) as visit:
        account = account_for(visit, Action.SEE_READERS, now_ms=desk.now_ms())
        facts = {
            "owner": visit.owner,
            "title": class_title(visit.connection, visit.owner, visit.today, visit.today),
            "home": visit.home,
            "page": read_readings(visit, account, number),
            "about_pupil": About.PUPIL,
            "moment": lambda at_ms: moment_words(at_ms, visit.owner.zone),
            "beside": read_beside(visit),
            "fresh": count_unseen(visit),
        }
        return answer(draw("readers.html", facts))


def moment_words(at_ms: int, zone: str) -> str:
    """Return a moment by the school's clocks such as «7 сентября 2026, 10:12». at_ms: Unix milliseconds."""
    at = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(zone))
    return f"{day_words(at.date())} {at.year}, {at:%H:%M}"


def account_for(visit: Visit, action: Action, *, now_ms: int) -> str:
    """Return the account whose own link opened the diary, where the table of rights lets it do this.

    Raises:
        UnknownLinkError: it may not, or the link is nobody's own; then it is as if there were no such page.
    """
    account = own_account(visit)
    if not account or not is_allowed(visit, account, action, now_ms=now_ms):
        raise UnknownLinkError
    return account


def own_account(visit: Visit) -> str:
    """Return whose own the link is that opened the diary, empty where it is nobody's."""
    return account_of(visit.connection, visit.owner.school_id, visit.link)


def is_allowed(visit: Visit, account: str, action: Action, *, now_ms: int) -> bool:
    """Return whether an account may do this with the diary; the transaction stays in the school."""
    school = SchoolId(visit.owner.school_id)
    allowed = may(visit.connection, account, action, (school, visit.owner.pupil), now_ms=now_ms)
    enter(visit.connection, school)
    return allowed


READERS_PAGES = [show_readers]
