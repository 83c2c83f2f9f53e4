"""Links that open the school office's pages: short-lived, one for each person of the office or deputy head."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, insert, select, update

from app.ids import SchoolId, TeacherId
from portal.auth.tokens import hash_of, new_link_code
from portal.store.dialects import present
from portal.store.tables import office_links

NOBODY = TeacherId("")
VALID_HOURS = 12
"""A working day; tomorrow takes a new link."""

VALID_MS = VALID_HOURS * 60 * 60 * 1000

_OPEN = select(office_links.c.school_id, office_links.c.expires, office_links.c.account, office_links.c.teacher).where(
    office_links.c.code_hash == bindparam("code"),
    office_links.c.revoked.is_(None),
    office_links.c.expires > bindparam("now"),
)
_REVOKE = (
    update(office_links)
    .where(office_links.c.revoked.is_(None), office_links.c.expires > bindparam("now"))
    .values(revoked=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class OfficeVisit:
    """Somebody of the school office at its pages, however that was proved.

    secret: what only this visitor's pages know; forms prove by it that they were drawn for the visitor. ends_ms: Unix
    milliseconds. account: who signed in, empty where a command gave the link away. teacher: the deputy head who has
    come to decide and to look after the journals, empty for somebody of the office.
    """

    school: SchoolId
    secret: str = field(repr=False)
    ends_ms: int
    account: str = ""
    teacher: TeacherId = NOBODY

    @property
    def home(self) -> str:
        """Return the path of the visitor's first page."""
        return f"/office/{self.secret}"

    @property
    def key(self) -> str:
        """Return what tells visitors apart and opens nothing."""
        return hash_of(self.secret)


def issue_office_link(
    connection: Connection, school: SchoolId, account: str = "", teacher: str = "", *, now_ms: int
) -> str:
    """Return the path of the office's pages for one person; only its hash is kept. account: who has signed in.

    teacher: a deputy head, for whom the link opens other pages; whether the duty still lasts is asked at each visit.
    """
    code = new_link_code()
    row = {"school_id": school, "code_hash": hash_of(code), "created": now_ms, "expires": now_ms + VALID_MS}
    connection.execute(insert(office_links), {**row, "account": account, "teacher": teacher})
    return f"/office/{code}"


def open_visit(connection: Connection, code: str, *, now_ms: int) -> OfficeVisit | None:
    """Return the visit that a link opens; None where it is unknown, expired or revoked."""
    hashed = hash_of(code)
    present(connection, hashed)
    found = connection.execute(_OPEN, {"code": hashed, "now": now_ms}).one_or_none()
    if found is None:
        return None
    return OfficeVisit(SchoolId(found.school_id), code, found.expires, found.account, TeacherId(found.teacher))


def end_visit(connection: Connection, visit: OfficeVisit, *, now_ms: int) -> None:
    """Revoke the link of a visit."""
    connection.execute(_REVOKE.where(office_links.c.code_hash == visit.key), {"now": now_ms})


def end_all_visits(connection: Connection, school: SchoolId, *, now_ms: int) -> int:
    """Revoke every link of a school's office; return how many still opened its pages."""
    return connection.execute(_REVOKE.where(office_links.c.school_id == school), {"now": now_ms}).rowcount
