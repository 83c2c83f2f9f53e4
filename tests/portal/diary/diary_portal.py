"""The real portal in a process of its own, with the diary's school in it and a link to each pupil's diary."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import select, update

from app.domain.records import Pupil, Record, School
from app.ids import PupilId
from portal.auth.links import issue_link
from portal.auth.tokens import hash_of
from portal.commands import make_portal
from portal.exchange.office import put_records
from portal.store.tables import links, schools
from tests.portal.diary.diary_school import MARIA
from tests.portal_database import new_database, owned
from tests.portal_process import PortalProcess


@dataclass(frozen=True)
class DiaryPortal:
    """A portal as its readers reach it. paths: of each pupil's diary. revoked: a code that no longer opens Maria's."""

    address: str
    paths: Mapping[PupilId, str]
    revoked: str

    def url(self, pupil: PupilId) -> str:
        """Return the address of a pupil's diary."""
        return self.address + self.paths[pupil]

    def term(self, pupil: PupilId, term: str) -> str:
        """Return the address of a term of it."""
        return f"{self.url(pupil)}/term/{term}"

    def week(self, pupil: PupilId, day: date) -> str:
        """Return the address of a week of it."""
        return f"{self.url(pupil)}/{day}"


@contextmanager
def an_own_portal(folder: Path, records: Callable[[], Sequence[Record]]) -> Iterator[DiaryPortal]:
    """Make a portal of these records, serve it, and end it."""
    data = folder / "data"
    paths, revoked = make_diaries(data, records())
    with PortalProcess(data) as process:
        process.start()
        yield DiaryPortal(process.url, paths, revoked)


def make_diaries(data: Path, records: Sequence[Record]) -> tuple[dict[PupilId, str], str]:
    """Make a portal's folder of these records; return each pupil's path and a code of Maria's that is revoked."""
    make_portal(data, "Школа", year=2026, zone="Europe/Moscow", server=new_database())
    engine = owned(data)
    with engine.begin() as connection:
        school = connection.execute(select(schools.c.school_id)).scalar_one()
        own = [replace(each, id=school) if isinstance(each, School) else each for each in records]
        put_records(connection, school, own, received_ms=0)
        pupils = [each.id for each in records if isinstance(each, Pupil)]
        paths = {pupil: issue_link(connection, school, pupil, now_ms=0) for pupil in pupils}
        revoked = issue_link(connection, school, MARIA, now_ms=0).rpartition("/")[2]
        connection.execute(update(links).where(links.c.code_hash == hash_of(revoked)).values(revoked=1))
    engine.dispose()
    return paths, revoked
