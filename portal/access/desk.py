"""What the pages of applications work with: the entrance's desk, the schools of the portal, how often may be tried."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from app.domain.records import School
from app.ids import SchoolId
from portal.auth.accounts import Account
from portal.auth.applicants import Applicant, Unproved, read_applicant
from portal.entrance.desk import Asked, EntranceDesk, Visitor, address_of, take
from portal.limits import Tries
from portal.office.reading import NamedSchool, read_school
from portal.store.dialects import NO_SCHOOL, enter, listing
from portal.store.tables import TABLES, schools

ALL_TRIES, ALL_REFILL_S = 1_000, 0.06
"""Applications from everywhere together: on the first of September a thousand families apply within the hour."""

_name = TABLES[School].c


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is signed in at these pages."""

    visitor: Visitor
    account: Account


class AccessDesk:
    """What the pages read from and write to. is_mailing: the portal sends letters. clock: seconds, never going back."""

    def __init__(self, entrance: EntranceDesk, engine: Engine, clock: Callable[[], float], *, is_mailing: bool) -> None:
        self.entrance, self.is_mailing, self._engine = entrance, is_mailing, engine
        self._tries = Tries(clock, all_tries=ALL_TRIES, all_refill_s=ALL_REFILL_S)

    @property
    def now_ms(self) -> int:
        """The portal's time in Unix milliseconds."""
        return self.entrance.now_ms()

    @property
    def has_esia(self) -> bool:
        """Whether people can sign in through ESIA here."""
        return self.entrance.esia is not None

    def guest(self, request: Asked) -> Guest | None:
        """Return who is signed in, None for nobody."""
        visitor, account = self.entrance.account(request)
        return None if account is None else Guest(visitor, account)

    def applicant(self, guest: Guest) -> Applicant | Unproved:
        """Return as whom somebody may apply, or why not yet."""
        with self.entrance.reading(NO_SCHOOL) as connection:
            return read_applicant(connection, guest.account.id, self.entrance.keys, now_ms=self.now_ms)

    def schools(self) -> dict[SchoolId, NamedSchool]:
        """Return the schools of the portal by their names."""
        with listing(self._engine).connect() as connection:
            found = [SchoolId(each) for each in connection.execute(select(schools.c.school_id)).scalars()]
        with self.entrance.reading(NO_SCHOOL) as connection:
            named = {school: named_school(connection, school) for school in found}
        return dict(sorted(named.items(), key=lambda each: (each[1].name, each[0])))

    def take(self, request: Asked, guest: Guest) -> None:
        """Count an application for the account and for the address.

        Raises:
            PageRefusedError: too often.
        """
        for key in (f"account {guest.account.id}", address_of(request)):
            take(self._tries, key)


def named_school(connection: Connection, school: SchoolId) -> NamedSchool:
    """Return a school's name and zone; the transaction is then in the school."""
    enter(connection, school)
    return read_school(connection, school)
