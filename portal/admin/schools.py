"""The schools of a portal: begun one by one, told apart at the keyboard by name or id."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select

from app.domain.collation import russian_key
from app.domain.records import NEVER, School
from app.ids import ID_BYTES, SchoolId, text_of
from portal.errors import NoSuchSchoolError, SchoolThereError, SeveralSchoolsError
from portal.exchange.cursors import BEGINNING
from portal.exchange.office import put_records
from portal.store.dialects import listing, reading
from portal.store.tables import TABLES, schools

_NAME = select(TABLES[School].c.name)


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A school as it is listed at the keyboard, or is to be."""

    id: SchoolId
    name: str


def new_school(name: str) -> ListedSchool:
    """Return a school that is to be begun."""
    made = text_of(os.urandom(ID_BYTES))
    # commands take what begins with a dash for an option
    key = made.replace("-", "_", 1) if made.startswith("-") else made
    return ListedSchool(SchoolId(key), " ".join(name.split()))


def list_schools(engine: Engine) -> list[ListedSchool]:
    """Return the schools of a portal by name."""
    with listing(engine).connect() as connection:
        found = [SchoolId(key) for key in connection.execute(select(schools.c.school_id)).scalars()]
    named = []
    for key in found:
        with reading(engine, key).connect() as connection:
            name = connection.execute(_NAME.where(TABLES[School].c.school_id == key)).scalar_one()
        named.append(ListedSchool(key, name))
    return sorted(named, key=lambda each: (russian_key(each.name), each.id))


def choose_school(engine: Engine, wanted: str) -> SchoolId:
    """Return the school that is meant. wanted: its name or id, empty where there is only one.

    Raises:
        SeveralSchoolsError: nobody said which.
        NoSuchSchoolError: there is none of this name.
    """
    found = list_schools(engine)
    meant = find_schools(found, wanted)
    if len(meant) == 1:
        return meant[0].id
    names = ", ".join(f"«{each.name}»" for each in found)
    if wanted:
        raise NoSuchSchoolError(wanted, names)
    raise SeveralSchoolsError(names)


def find_schools(found: Sequence[ListedSchool], wanted: str) -> list[ListedSchool]:
    """Return the schools that may be meant. wanted: a name or an id, empty for any."""
    return [each for each in found if not wanted or wanted == each.id or _same(wanted, each.name)]


def begin_school(connection: Connection, named: ListedSchool, year: int, zone: str, *, received_ms: int) -> None:
    """Begin a school. year: in which its school year begins. zone: of its clocks, one that is known."""
    epoch = text_of(os.urandom(ID_BYTES))
    begun = {"school_id": named.id, "epoch": epoch, "head": 0, "chain": BEGINNING, "roster": 0}
    connection.execute(insert(schools), begun)
    school = School(named.id, NEVER, named.name, named.name, year, zone)
    put_records(connection, named.id, (school,), received_ms=received_ms)


def check_name(engine: Engine, name: str) -> None:
    """Check that a new school can be told from those that are there.

    Raises:
        SchoolThereError: one of them is called so.
    """
    if any(_same(name, each.name) for each in list_schools(engine)):
        raise SchoolThereError(name)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
