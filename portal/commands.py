"""What the school office can order: a new portal, an import, a teacher's code, a link to a diary.

school: of which school, as in `choose_school`.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import URL, Connection, Engine, func, select

from app.domain.scales import Scale
from app.ids import SchoolId
from portal.admin.assessment import find_deputy, give_duty, read_rules, rules_text, set_rules
from portal.admin.scales import define_scale, give_scale, scales_text
from portal.admin.schools import ListedSchool, begin_school, check_name, choose_school, list_schools, new_school
from portal.auth.codes import issue_code
from portal.auth.derived import DerivedKeys
from portal.auth.invitations import invite
from portal.auth.keys import make_key, read_key
from portal.auth.links import find_pupil, issue_link
from portal.auth.oauth.access_tokens import rotate_keys
from portal.auth.office_links import end_all_visits, issue_office_link
from portal.auth.operator_acts import Order, carry_out
from portal.auth.operators import operator_now
from portal.errors import BadPairError, DatabaseTakenError, FolderNotEmptyError, SeveralFilesError, UnknownZoneError
from portal.exchange.attic import list_attic
from portal.settings import FOLDER_MODE, DataFolder, find_folder, server_url
from portal.store.dialects import writing
from portal.store.opening import open_engine, raise_database
from portal.store.tables import schools

T = TypeVar("T")

ROSTER = ".zip"
"""How the name of a file ends that holds lists of the OneRoster standard."""

YEAR_BEGINS = 6
"""From this month on a new school year is meant."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server. portal: its address for the portal's role. owner: the same for the role that owns it.

    parts: in how many the growing tables of a new one are laid out by school, 0 for one piece.
    """

    portal: URL
    owner: URL
    parts: int = 0


def server_at(portal: str, owner: str, parts: int = 0) -> Server:
    """Return a database on a server by its two addresses, empty for the same. parts: as in Server.

    Raises:
        BadAddressError: one of them is none.
    """
    return Server(server_url(portal), server_url(owner or portal), parts)


def make_portal(path: Path, school_name: str, *, year: int | None, zone: str, server: Server | None = None) -> None:
    """Make a portal's folder with one school. year: in which its school year begins, None for the one at hand.

    server: where its database shall be, None for a file in the folder.

    Raises:
        OfficeError: the folder or the server's database is not empty, or the zone is unknown.
    """
    _check_zone(zone)
    folder = empty_folder(path)
    with new_database(folder, server) as engine, engine.begin() as connection:
        if connection.execute(select(func.count()).select_from(schools)).scalar_one():
            raise DatabaseTakenError
        begin_school(connection, new_school(school_name), year or _this_year(), zone, received_ms=_now_ms())
        make_key(folder.key)
        if server is not None:
            folder.keep_address(server.portal)


def add_school(path: Path, name: str, *, year: int | None, zone: str) -> ListedSchool:
    """Make one more school of a portal. year, zone: as in make_portal.

    Raises:
        OfficeError: there is no portal, such a school is there already, or the zone is unknown.
    """
    _check_zone(zone)
    engine = open_engine(find_folder(path).url)
    try:
        school = new_school(name)
        check_name(engine, school.name)
        with writing(engine, school.id).begin() as connection:
            begin_school(connection, school, year or _this_year(), zone, received_ms=_now_ms())
        return school
    finally:
        engine.dispose()


def schools_text(path: Path) -> str:
    """Return the portal's schools, a line each.

    Raises:
        OfficeError: there is no portal.
    """
    engine = open_engine(find_folder(path).url)
    try:
        return "\n".join(f"{each.id}  {each.name}" for each in list_schools(engine))
    finally:
        engine.dispose()


def upgrade_database(path: Path, owner: str) -> None:
    """Bring a database on a server to this version's schema, by its address for the role that owns it.

    Raises:
        OfficeError: there is no portal, or its database cannot be used.
    """
    raise_database(server_url(owner), find_folder(path).url.username or "").dispose()


def import_lists(path: Path, files: Sequence[Path], *, school: str = "") -> str:
    """Take the school's files in, all or nothing; return the report.

    Raises:
        OfficeError: there is no portal.
        FileError: a file cannot be read; nothing was changed.
    """
    from portal.admin.import_report import render  # noqa: PLC0415 (only this command reads workbooks)
    from portal.admin.importing import import_files  # noqa: PLC0415 (only this command reads workbooks)
    from portal.oneroster.importing import import_roster  # noqa: PLC0415 (only this command reads such files)

    rosters = [each for each in files if each.suffix.lower() == ROSTER]
    if len(rosters) == len(files) > 1 or 0 < len(rosters) < len(files):
        raise SeveralFilesError
    with open_portal(path, school) as (engine, found):
        return render(import_roster(engine, found, files[0]) if rosters else import_files(engine, found, files))


def new_code(path: Path, login: str, *, school: str = "") -> str:
    """Return a one-time code that connects a teacher's PC.

    Raises:
        OfficeError: there is no portal, no such teacher, or a second person has to agree first.
    """
    order = Order("user code", (login,))
    return _act(path, school, order, lambda each, found: issue_code(each, found, login, now_ms=_now_ms()))


def new_invitation(path: Path, login: str, *, school: str = "") -> str:
    """Return the path by which a teacher makes an account at the portal, or gets into the own one again.

    Raises:
        OfficeError: there is no portal, no such teacher, or a second person has to agree first.
    """
    order = Order("user invite", (login,))
    return _act(path, school, order, lambda each, found: invite(each, found, login, now_ms=_now_ms()))


def change_token_key(path: Path) -> None:
    """Sign access tokens with a new key from now on; those that are out there live to their end.

    Raises:
        OfficeError: there is no portal, or no key.
    """
    folder = find_folder(path)
    keys = DerivedKeys(read_key(folder.key))
    engine = open_engine(folder.url)
    try:
        with writing(engine).begin() as connection:
            rotate_keys(connection, keys, now_ms=_now_ms())
    finally:
        engine.dispose()


def new_link(path: Path, school_class: str, pupil: str, *, school: str = "") -> str:
    """Return the path of a pupil's diary.

    Raises:
        OfficeError: there is no portal, no such class or pupil, several of this name, or a second person has to agree.
    """

    def issued(connection: Connection, found: SchoolId) -> str:
        owner = find_pupil(connection, found, school_class, pupil)
        return issue_link(connection, found, owner, now_ms=_now_ms())

    return _act(path, school, Order("user link", (school_class, pupil)), issued)


def new_office_link(path: Path, deputy: str = "", *, school: str = "") -> str:
    """Return the path of the school office's pages for one person. deputy: the login of a deputy head, for other pages.

    Raises:
        OfficeError: there is no portal, nobody of this login is a deputy head today, or a second person has to agree.
    """
    now_ms = _now_ms()

    def issued(connection: Connection, found: SchoolId) -> str:
        teacher = find_deputy(connection, found, deputy, now_ms=now_ms) if deputy else ""
        return issue_office_link(connection, found, teacher=teacher, now_ms=now_ms)

    return _act(path, school, Order("office link", (deputy,)), issued)


def close_office(path: Path, *, school: str = "") -> int:
    """Revoke every link to the office's pages; return how many still opened them.

    At once and by one person: what has got into wrong hands is not left open until somebody agrees.

    Raises:
        OfficeError: there is no portal.
    """
    with _writing(path, school) as (connection, found):
        return end_all_visits(connection, found, now_ms=_now_ms())


def rules(path: Path, pairs: Sequence[str], *, school: str = "") -> str:
    """Change the school's rules of marking, each pair written NAME=VALUE; return all of them.

    Raises:
        OfficeError: there is no portal, or a rule cannot be so; nothing was changed.
    """
    wanted = [_pair(each) for each in pairs]
    with _writing(path, school) as (connection, found):
        if wanted:
            set_rules(connection, found, wanted, received_ms=_now_ms())
        return rules_text(read_rules(connection, found))


def scales(
    path: Path, *, scale: Scale | None = None, subjects: Sequence[str] = (), name: str = "", school: str = ""
) -> str:
    """Define a scale of marks, or give the one of this name to subjects; return all scales.

    Raises:
        OfficeError: there is no portal, or it cannot be so; nothing was changed.
    """
    with _writing(path, school) as (connection, found):
        if scale is not None:
            define_scale(connection, found, scale, received_ms=_now_ms())
        if subjects:
            give_scale(connection, found, name, subjects, received_ms=_now_ms())
        return scales_text(connection, found)


def attic_text(path: Path, *, school: str = "") -> str:
    """Return what programs of other versions have handed in and what waits there for its turn.

    Raises:
        OfficeError: there is no portal.
    """
    with _writing(path, school) as (connection, found):
        waiting = list_attic(connection, found)
    lines = [f"{each.teacher}, {each.name}: {each.count} (номера {each.first}-{each.last})" for each in waiting]
    return "\n".join(lines) or "Отложенных записей нет."


def make_deputy(path: Path, login: str, first: date, last: date | None, *, school: str = "") -> None:
    """Make a teacher a deputy head «завуч».

    Raises:
        OfficeError: there is no portal, no such teacher, or a second person has to agree first.
    """
    days = (first.isoformat() if first > date.min else "", last.isoformat() if last else "")
    order = Order(
        "user deputy", (login, *(f"{word} {day}" if day else "" for word, day in zip(("с", "по"), days, strict=True)))
    )
    _act(path, school, order, lambda each, found: give_duty(each, found, login, (first, last), received_ms=_now_ms()))


def empty_folder(path: Path) -> DataFolder:
    """Return the folder of a new portal; it is made where there is none.

    Raises:
        FolderNotEmptyError: something is in it.
    """
    if path.exists() and any(path.iterdir()):
        raise FolderNotEmptyError(str(path))
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return DataFolder(path)


@contextmanager
def new_database(folder: DataFolder, server: Server | None) -> Iterator[Engine]:
    """Yield the new database of a portal, for its owner. server: None for a file in the folder.

    Raises:
        OfficeError: the server's database cannot be used.
    """
    engine = _raised(server) if server else open_engine(folder.url)
    try:
        yield engine
    finally:
        engine.dispose()


def _raised(server: Server) -> Engine:
    return raise_database(server.owner, server.portal.username or "", parts=server.parts)


@contextmanager
def open_portal(path: Path, school: str = "") -> Iterator[tuple[Engine, SchoolId]]:
    """Open a portal's database for writing in a school. school: as in `choose_school`."""
    engine = open_engine(find_folder(path).url)
    try:
        found = choose_school(engine, school)
        yield writing(engine, found), found
    finally:
        engine.dispose()


def _act(path: Path, school: str, order: Order, do: Callable[[Connection, SchoolId], T]) -> T:
    """Do something to accounts, devices or sessions of a school, with a second person where it takes one.

    Raises:
        ActWaitsError: somebody else has to agree first; nothing was done.
    """
    with open_portal(path, school) as (engine, found):
        by = operator_now()
        return carry_out(engine, found, order, lambda each: do(each, found), by=by, now_ms=_now_ms())


@contextmanager
def _writing(path: Path, school: str) -> Iterator[tuple[Connection, SchoolId]]:
    with open_portal(path, school) as (engine, found), engine.begin() as connection:
        yield connection, found


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(zone) from error


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise BadPairError(text)
    return name.strip(), value.strip()


def _this_year() -> int:
    today = date.today()  # noqa: DTZ011 (the day on the office's wall; only a default)
    return today.year if today.month >= YEAR_BEGINS else today.year - 1


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
