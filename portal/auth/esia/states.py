"""Sign-ins that went to ESIA: each is good for one answer, in the browser that began it, for a quarter of an hour."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, insert, update

from app.ids import SchoolId
from portal.auth.derived import DerivedKeys
from portal.auth.esia.errors import UsedStateError
from portal.auth.tokens import hash_of
from portal.store.dialects import NO_SCHOOL, enter
from portal.store.sign_in_tables import esia_states

VALID_MS = 15 * 60 * 1000
"""Long enough to look for the telephone, short enough that nobody else finds the page open."""

_MINE = esia_states.c.school_id == NO_SCHOOL
_USE = (
    update(esia_states)
    .where(
        _MINE,
        esia_states.c.state == bindparam("wanted"),
        esia_states.c.browser_hash == bindparam("browser"),
        esia_states.c.used.is_(None),
        esia_states.c.made > bindparam("since"),
    )
    .values(used=bindparam("now"))
    .returning(esia_states.c.onto, esia_states.c.invitation, esia_states.c.system)
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a sign-in is for. onto: the page to show next. invitation: the code of the school's link, empty for none.

    system: by which the browser went, as its owner; nobody else can ask ESIA about the answer.
    """

    onto: str
    invitation: str = field(repr=False, default="")
    system: SchoolId = NO_SCHOOL


def begin(connection: Connection, begun: Begun, browser: str, keys: DerivedKeys, *, now_ms: int) -> str:
    """Write a sign-in down and return its state. browser: what only this browser and the portal know."""
    enter(connection, NO_SCHOOL)
    state = str(uuid.uuid4())
    row = {
        "school_id": NO_SCHOOL,
        "state": state,
        "browser_hash": hash_of(browser),
        "onto": begun.onto,
        "invitation": keys.sealed(begun.invitation.encode()),
        "system": begun.system,
        "made": now_ms,
    }
    connection.execute(insert(esia_states), row)
    return state


def use(connection: Connection, state: str, browser: str, keys: DerivedKeys, *, now_ms: int) -> Begun:
    """Use a state up and return what it was for; of many who try at once one succeeds.

    Raises:
        UsedStateError: it is unknown, used, too old, or of another browser.
    """
    enter(connection, NO_SCHOOL)
    asked = {"wanted": state, "browser": hash_of(browser), "since": now_ms - VALID_MS, "now": now_ms}
    found = connection.execute(_USE, asked).one_or_none()
    if found is None:
        raise UsedStateError
    return Begun(found.onto, keys.opened(found.invitation).decode(), SchoolId(found.system))
