"""The door from a deputy head's own page to the pages on which the school's journals are looked after."""

from collections.abc import Iterable

from sqlalchemy import Connection

from portal.auth.accounts import Person
from portal.auth.auditing import Event, Happened
from portal.auth.office_links import issue_office_link
from portal.entrance.desk import Asked, EntranceDesk
from portal.exchange.deciding import may_decide
from portal.store.dialects import NO_SCHOOL, enter

CONTROL = "control"
"""The word of the button, and of the event that is written down."""


def deputies_of(desk: EntranceDesk, connection: Connection, people: Iterable[Person]) -> list[Person]:
    """Return as whom of these an account is a deputy head today; the transaction is then in no school."""
    found = []
    for each in people:
        enter(connection, each.school)
        if may_decide(connection, each.school, each.teacher, now_ms=desk.now_ms()):
            found.append(each)
    enter(connection, NO_SCHOOL)
    return found


def open_control(desk: EntranceDesk, request: Asked, account: str, person: Person) -> str:
    """Return the path of the pages for a deputy head; that they were opened is written down."""
    with desk.writing(person.school) as connection:
        path = issue_office_link(connection, person.school, account, person.teacher, now_ms=desk.now_ms())
        desk.note(connection, person.school, Event(Happened.SIGNED_IN, account, CONTROL, desk.address_hash(request)))
    return f"{path}/control"
