"""Links that open one pupil's diary: made for a pupil whom the office names by class and name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select

from app.domain.records import Enrolment, Pupil, SchoolClass
from app.ids import PupilId, SchoolId
from portal.auth.tokens import hash_of, new_link_code
from portal.errors import NamesakesError, UnknownClassError, UnknownPupilError
from portal.store.tables import TABLES, links

pupil, enrolment, school_class = TABLES[Pupil], TABLES[Enrolment], TABLES[SchoolClass]

_CLASSES = select(school_class.c.id, school_class.c.grade, school_class.c.letter).where(
    school_class.c.school_id == bindparam("school"), school_class.c.year == 0
)
_PUPILS = (
    select(pupil.c.id, pupil.c.surname, pupil.c.name, pupil.c.patronymic, pupil.c.born)
    .join(enrolment, and_(enrolment.c.school_id == pupil.c.school_id, enrolment.c.pupil == pupil.c.id))
    .where(pupil.c.school_id == bindparam("school"), enrolment.c.school_class == bindparam("school_class"))
    .distinct()
    .order_by(pupil.c.born)
)


def issue_link(connection: Connection, school: SchoolId, owner: PupilId, *, now_ms: int) -> str:
    """Return the path of a pupil's diary; only its hash is kept."""
    code = new_link_code()
    row = {"school_id": school, "code_hash": hash_of(code), "pupil": owner, "created": now_ms}
    connection.execute(insert(links), row)
    return f"/diary/{code}"


def find_pupil(connection: Connection, school: SchoolId, class_title: str, name: str) -> PupilId:
    """Return the pupil of a class, such as "7Б", with this name, such as "Иванов Пётр".

    The patronymic may be left out; a birth date after a comma, such as "12.03.2013", tells namesakes apart.

    Raises:
        UnknownClassError: the school has no such class.
        UnknownPupilError: nobody in it has this name.
        NamesakesError: several have.
    """
    wanted, _, born = name.partition(",")
    rows = _pupils_of(connection, school, class_title)
    found = [row for row in rows if _is_called(row, wanted) and born.strip() in {"", _day(row)}]
    if not found:
        raise UnknownPupilError(name, class_title)
    if len(found) > 1:
        raise NamesakesError(name, class_title, ", ".join(map(_day, found)))
    return PupilId(found[0].id)


def _pupils_of(connection: Connection, school: SchoolId, class_title: str) -> Sequence[Row[*tuple[Any, ...]]]:
    classes = connection.execute(_CLASSES, {"school": school}).all()
    wanted = _plain(class_title).replace(" ", "")
    found = next((row.id for row in classes if _plain(f"{row.grade}{row.letter}") == wanted), None)
    if found is None:
        raise UnknownClassError(class_title)
    return connection.execute(_PUPILS, {"school": school, "school_class": found}).all()


def _is_called(row: Row[*tuple[Any, ...]], name: str) -> bool:
    short = f"{row.surname} {row.name}"
    return _plain(name) in {_plain(short), _plain(f"{short} {row.patronymic}")}


def _day(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.born:%d.%m.%Y}"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е")
