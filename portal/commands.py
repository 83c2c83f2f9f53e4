"""What the school office can order: a new portal, an import, a teacher's code, a link to a diary."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Engine, insert, select

from app.domain.records import NEVER, School
from app.domain.scales import Scale
from app.ids import ID_BYTES, SchoolId, text_of
from app.sqlite import reading
from portal.admin.assessment import give_duty, read_rules, rules_text, set_rules
from portal.admin.scales import define_scale, give_scale, scales_text
from portal.auth.codes import issue_code
from portal.auth.keys import make_key
from portal.auth.links import find_pupil, issue_link
from portal.auth.office_links import end_all_visits, issue_office_link
from portal.errors import BadPairError, FolderNotEmptyError, UnknownZoneError
from portal.exchange.cursors import BEGINNING
from portal.exchange.office import put_records
from portal.settings import FOLDER_MODE, DataFolder, find_folder
from portal.store.opening import open_engine
from portal.store.tables import schools

YEAR_BEGINS = 6
"""From this month on a new school year is meant."""


def make_portal(path: Path, school_name: str, *, year: int | None, zone: str) -> None:
    """Make a portal's folder with one school. year: in which its school year begins, None for the one at hand.

    Raises:
        OfficeError: the folder is not empty, or the zone is unknown.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(zone) from error
    if path.exists() and any(path.iterdir()):
        raise FolderNotEmptyError(str(path))
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    folder = DataFolder(path)
    make_key(folder.key)
    school = SchoolId(text_of(os.urandom(ID_BYTES)))
    with _portal(folder) as engine, engine.begin() as connection:
        epoch = text_of(os.urandom(ID_BYTES))
        begun = {"school_id": school, "epoch": epoch, "head": 0, "chain": BEGINNING, "roster": 0}
        connection.execute(insert(schools), begun)
        named = School(school, NEVER, school_name, school_name, year or _this_year(), zone)
        put_records(connection, school, (named,), received_ms=_now_ms())


def import_lists(path: Path, files: Sequence[Path]) -> str:
    """Take the school's files in, all or nothing; return the report.

    Raises:
        OfficeError: there is no portal.
        FileError: a file cannot be read; nothing was changed.
    """
    from portal.admin.import_report import render  # noqa: PLC0415 (only this command reads workbooks)
    from portal.admin.importing import import_files  # noqa: PLC0415 (only this command reads workbooks)

    with _portal(find_folder(path)) as engine:
        with reading(engine).connect() as connection:
            school = _school(connection)
        return render(import_files(engine, school, files))


def new_code(path: Path, login: str) -> str:
    """Return a one-time code that connects a teacher's PC.

    Raises:
        OfficeError: there is no portal, or no such teacher.
    """
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        return issue_code(connection, _school(connection), login, now_ms=_now_ms())


def new_link(path: Path, school_class: str, pupil: str) -> str:
    """Return the path of a pupil's diary.

    Raises:
        OfficeError: there is no portal, no such class or pupil, or several pupils of this name.
    """
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        school = _school(connection)
        owner = find_pupil(connection, school, school_class, pupil)
        return issue_link(connection, school, owner, now_ms=_now_ms())


def new_office_link(path: Path) -> str:
    """Return the path of the school office's pages for one person.

    Raises:
        OfficeError: there is no portal.
    """
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        return issue_office_link(connection, _school(connection), now_ms=_now_ms())


def close_office(path: Path) -> int:
    """Revoke every link to the office's pages; return how many still opened them.

    Raises:
        OfficeError: there is no portal.
    """
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        return end_all_visits(connection, _school(connection), now_ms=_now_ms())


def rules(path: Path, pairs: Sequence[str]) -> str:
    """Change the school's rules of marking, each pair written NAME=VALUE; return all of them.

    Raises:
        OfficeError: there is no portal, or a rule cannot be so; nothing was changed.
    """
    wanted = [_pair(each) for each in pairs]
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        school = _school(connection)
        if wanted:
            set_rules(connection, school, wanted, received_ms=_now_ms())
        return rules_text(read_rules(connection, school))


def scales(path: Path, *, scale: Scale | None = None, subjects: Sequence[str] = (), name: str = "") -> str:
    """Define a scale of marks, or give the one of this name to subjects; return all scales.

    Raises:
        OfficeError: there is no portal, or it cannot be so; nothing was changed.
    """
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        school = _school(connection)
        if scale is not None:
            define_scale(connection, school, scale, received_ms=_now_ms())
        if subjects:
            give_scale(connection, school, name, subjects, received_ms=_now_ms())
        return scales_text(connection, school)


def make_deputy(path: Path, login: str, first: date, last: date | None) -> None:
    """Make a teacher a deputy head «завуч».

    Raises:
        OfficeError: there is no portal, or no such teacher.
    """
    with _portal(find_folder(path)) as engine, engine.begin() as connection:
        give_duty(connection, _school(connection), login, (first, last), received_ms=_now_ms())


@contextmanager
def _portal(folder: DataFolder) -> Iterator[Engine]:
    engine = open_engine(folder.url)
    try:
        yield engine
    finally:
        engine.dispose()


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise BadPairError(text)
    return name.strip(), value.strip()


def _school(connection: Connection) -> SchoolId:
    return SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())


def _this_year() -> int:
    today = date.today()  # noqa: DTZ011 (the day on the office's wall; only a default)
    return today.year if today.month >= YEAR_BEGINS else today.year - 1


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
