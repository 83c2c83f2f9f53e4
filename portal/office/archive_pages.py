"""«Архив»: which school years are written into the archive, how far that has come, and the wish to have one written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_200_OK
from sqlalchemy import Connection

from app.ids import SchoolId
from portal.archive.keeping_terms import YEARS, year_text
from portal.archive.reading import last_day_of, read_years
from portal.archive.turns import Progress, ask, read_progress
from portal.auth.office_links import OfficeVisit
from portal.office.control_held import count_waiting
from portal.office.control_wording import entries_words
from portal.office.desk import Asked, OfficeDesk
from portal.office.drawing import moved, page
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, PageRefusedError

_shown: dict[str, Any] = {"media_type": MediaType.HTML, "include_in_schema": False, "sync_to_thread": True}

FAILURES = {
    "BadCertificateError": "сертификат школы не открывается",
    "ArchiveDamagedError": "записанное не прочиталось таким же: проверьте диск",
    "BadKeyError": "ключ портала не читается",
    "OSError": "нет места на диске или прав на папку портала",
    "PermissionError": "нет прав на папку портала",
}
"""Why an archive was not written, by the kind of error."""


@dataclass(frozen=True, slots=True)
class ArchivedYear:
    """A school year on the page. last: its last day of lessons. progress: None where nobody has asked yet."""

    year: int
    journals: int
    last: date
    progress: Progress | None
    is_over: bool
    is_running: bool

    @property
    def title(self) -> str:
        """Return the year as people write it."""
        return year_text(self.year)

    @property
    def state(self) -> str:
        """Return in a word how it stands: "written", "running", "waiting", "failed", "open" or "ready"."""
        found = self.progress
        if found and found.written is not None:
            return "written"
        if found and (self.is_running or (found.asked is not None and not found.failed)):
            return "running" if self.is_running else "waiting"
        if found and found.failed:
            return "failed"
        return "ready" if self.is_over else "open"

    @property
    def why(self) -> str:
        """Return why it was not written."""
        return FAILURES.get(self.progress.failed, "причина в журнале портала") if self.progress else ""


@get("/{code:str}/archive", **_shown)
def archive(code: FromPath[str], request: Asked, desk: NamedDependency[OfficeDesk]) -> Response[str]:
    """Show the years."""
    visit = desk.visit(request, code)
    with desk.reading(visit.school) as connection:
        facts = {
            "years": read_archived(connection, visit.school, now_ms=desk.now_ms()),
            "terms": YEARS,
            "held": count_waiting(connection, visit.school),
            "entries_words": entries_words,
        }
        return page("archive.html", visit, read_school(connection, visit.school), facts)


@post("/{code:str}/archive", status_code=HTTP_200_OK, **_shown)
def archive_sent(
    code: FromPath[str], request: Asked, body: RawBody, desk: NamedDependency[OfficeDesk]
) -> Response[str]:
    """Take the wish that a year be written."""
    visit, form = desk.visit_with_form(request, code, body)
    desk.take_save(visit)
    _ask(desk, visit, form.typed.get("year", "") if form.step == "write" else "")
    return moved(f"{visit.home}/archive")


ARCHIVE_HANDLERS = [archive, archive_sent]


def read_archived(connection: Connection, school: SchoolId, *, now_ms: int) -> list[ArchivedYear]:
    """Return the school years that have journals, the newest first."""
    today, progress = today_in(connection, school, now_ms), read_progress(connection, school)
    return [
        ArchivedYear(
            year,
            count,
            last := last_day_of(connection, school, year),
            found := progress.get(year),
            today > last,
            found is not None and found.is_running(now_ms),
        )
        for year, count in read_years(connection, school).items()
    ]


def _ask(desk: OfficeDesk, visit: OfficeVisit, year: str) -> None:
    """Let a year be written.

    Raises:
        PageRefusedError: there is no such year, it is not over, or is being written already.
    """
    with desk.writing(visit.school) as connection:
        years = {str(each.year): each for each in read_archived(connection, visit.school, now_ms=desk.now_ms())}
        found = years.get(year)
        if found is None or found.state not in {"ready", "failed"}:
            raise PageRefusedError(MALFORMED)
        ask(connection, visit.school, found.year, now_ms=desk.now_ms())
