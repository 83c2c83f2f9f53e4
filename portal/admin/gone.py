"""What the office made on its pages and took back: names that nobody is shown."""

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.ids import SchoolId
from portal.store.tables import office_actions

_NAMED = select(office_actions.c.named, office_actions.c.undone).where(
    office_actions.c.school_id == bindparam("school")
)
_ids = msgspec.json.Decoder(tuple[str, ...])


def read_gone(connection: Connection, school: SchoolId) -> frozenset[str]:
    """Return the ids of what was created and taken back: names that nobody is shown."""
    gone: set[str] = set()
    kept: set[str] = set()
    for named, undone in connection.execute(_NAMED, {"school": school}):
        (kept if undone is None else gone).update(_ids.decode(named))
    return frozenset(gone - kept)
