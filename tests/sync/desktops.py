"""A desktop without a window: a real encrypted journal, enrolled at a real portal."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests
from sqlalchemy import select

from app.changes import Changes
from app.clock import Clock
from app.domain.pages import JournalPage, ShownCell
from app.ids import LessonId, PupilId, ReplicaId, text_of
from app.services.marking import put_mark
from app.services.profile import Profile, keep_profile, read_profile
from app.services.reading import read_page, read_sync
from app.store.opening import open_store
from app.store.outbox import waiting
from app.store.spool import Spool
from app.store.tables import attendance, mark
from app.store.unit import Store
from sync.enrolment import enrol
from sync.http_portal import HttpPortal
from sync.portal import Portal
from sync.rounds import Progress, Round, run_round
from sync.transport import new_session
from tests.builders import KEY, put_journal
from tests.portal_process import PortalProcess
from tests.small_school import ALGEBRA, LESSONS, PUPILS

Dump = tuple[frozenset[tuple[object, ...]], frozenset[tuple[object, ...]]]


@dataclass
class Desktop:
    """One teacher's PC. told: what the rounds said of their progress."""

    store: Store
    profile: Profile
    clock: Clock
    session: requests.Session
    folder: Path
    key: bytes = bytes(32)
    told: list[Progress] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def portal(self, url: str | None = None) -> HttpPortal:
        """Return the portal; url: reached by another way than it was enrolled at."""
        with self.store.reading() as unit:
            named = read_profile(unit) or self.profile
        return HttpPortal(url or self.profile.address, named, self.clock, self.session)

    def round(self, url: str | None = None, *, portal: Portal | None = None) -> Round:
        """Run one round."""
        return run_round(
            self.store,
            portal or self.portal(url),
            author_seed=self.profile.author_seed,
            progress=self.told.append,
            stop=self.stop,
        )

    @property
    def spool(self) -> Spool:
        """The spool in the profile's folder, read anew."""
        return Spool(self.folder)

    def put(self, value: str, pupil: PupilId = PUPILS[0], lesson: LessonId = LESSONS[0]) -> Changes:
        """Type a digit into a cell as it is shown."""
        seen = self.cell(pupil, lesson)
        with self.store.unit() as unit:
            return put_mark(unit, pupil=pupil, lesson=lesson, value=value, seen=seen)

    def page(self) -> JournalPage:
        """Return the journal's page."""
        with self.store.reading() as unit:
            return read_page(unit, ALGEBRA)

    def cell(self, pupil: PupilId = PUPILS[0], lesson: LessonId = LESSONS[0]) -> ShownCell:
        """Return a cell as it is shown."""
        return self.page().cells.get((pupil, lesson), ShownCell())

    def waiting(self) -> int:
        """Return how many operations have not been sent."""
        with self.store.reading() as unit:
            return waiting(unit)

    def attention(self) -> int:
        """Return how many entries want to be looked at."""
        with self.store.reading() as unit:
            return read_sync(unit).attention

    def dump(self) -> Dump:
        """Return every mark and every absence."""
        with self.store.reading() as unit:
            marks, absences = (unit.connection.execute(select(table)).all() for table in (mark, attendance))
        return frozenset(map(tuple, marks)), frozenset(map(tuple, absences))


NewDesktop = Callable[[str], Desktop]
"""From a teacher's login to a PC of that teacher, enrolled and not synchronised yet."""


@contextmanager
def a_desktop(folder: Path, portal: PortalProcess, login: str) -> Iterator[Desktop]:
    """Yield a new PC of a teacher."""
    clock, seed = Clock(), os.urandom(32)
    put_journal(folder / "journal.db")
    store = open_store(folder / "journal.db", KEY, clock)
    replica = ReplicaId(text_of(os.urandom(16)))
    try:
        profile = enrol(portal.url, portal.code(login), replica=replica, seed=seed, name="PC", clock=clock)
        with store.unit() as unit:
            keep_profile(unit, profile=profile)
        with new_session() as session:
            yield Desktop(store, profile, clock, session, folder, KEY)
    finally:
        store.close()


def a_copy_of(desktop: Desktop, folder: Path) -> Path:
    """Copy a PC's disk, while its program runs; return the folder."""
    desktop.store.fold_log()
    shutil.copytree(desktop.folder, folder)
    return folder


@contextmanager
def started_from(desktop: Desktop, folder: Path) -> Iterator[Desktop]:
    """Yield the PC that finds this copy of another one's disk."""
    clock = Clock()
    store = open_store(folder / "journal.db", desktop.key, clock)
    try:
        with new_session() as session:
            yield Desktop(store, desktop.profile, clock, session, folder, desktop.key)
    finally:
        store.close()
