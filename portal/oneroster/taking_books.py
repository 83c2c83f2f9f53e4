"""All that is known while a OneRoster file is taken in: the school, what the file has said, whose id is whose."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec import Struct
from typing_extensions import override

from app.domain.records import Pupil, Record, SchoolClass, Subject, Teacher
from app.files.headed import Line, shown
from app.files.refusals import Reason
from app.ids import JournalId, derived
from portal.admin.previewing import WatchedBooks
from portal.oneroster.columns import OUR_ID, Kind, Person
from portal.oneroster.reading import RosterFile

R = TypeVar("R", bound=Struct)


@dataclass
class RosterBooks(WatchedBooks):
    """Books that find things by the ids of a file too.

    org: the school's id there. people, classes, courses, taught: what the file's ids stand for. roles: of each user.
    births: rows of demographics. used: courses of scheduled classes. members: whom it puts into each class.
    leaders: whether who leads a class was said to be the first to do so.
    """

    held: dict[type[Record], dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    org: str = ""
    users: dict[str, Pupil | Teacher] = field(default_factory=dict)
    homerooms: dict[str, SchoolClass] = field(default_factory=dict)
    courses: dict[str, Subject] = field(default_factory=dict)
    taught: dict[str, JournalId] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    births: dict[str, Line] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    leaders: dict[str, bool] = field(default_factory=dict)

    @override
    def know(self, record: Record) -> None:
        super().know(record)
        self.held[type(record)][record.id] = record

    def find(self, kind: type[R], key: str) -> R | None:
        """Return the thing of a kind that has this id, ours or made from the file's; None where there is none."""
        held = self.held[kind]  # type: ignore[index]  # every kind that is asked for is a record
        found = held.get(key) or held.get(self.own_id(key))
        return found if isinstance(found, kind) else None

    def own_id(self, key: str) -> str:
        """Return the id under which something of the file is kept that we know by no name: the file's, if like ours."""
        return key if OUR_ID.fullmatch(key) else derived("oneroster", self.school, key)

    def look_ahead(self, file: RosterFile) -> None:
        """Take from the rows to come what rows before them depend on; nothing is refused yet."""
        for line in file.lines("roles"):
            if _said(line, "orgSourcedId") in {"", self.org}:
                self.roles[_said(line, "userSourcedId")].add(_said(line, "role").lower())
        self.births = {_said(line, "sourcedId"): line for line in file.lines("demographics")}
        scheduled = [line for line in file.lines("classes") if _said(line, "classType") == Kind.SCHEDULED]
        self.used = {_said(line, "courseSourcedId") for line in scheduled}
        for line in file.lines("enrollments"):
            if _said(line, "role").lower() == Person.STUDENT:
                self.members[_said(line, "classSourcedId")].add(_said(line, "userSourcedId"))

    def demand_ours(self, line: Line, heading: str) -> None:
        """Refuse a row of another school; one that names none is of this one."""
        if line.text(heading) not in {"", self.org}:
            line.refuse(heading, Reason.OTHER_SCHOOL)

    def teacher_with(self, login: str) -> Teacher | None:
        """Return who has a login."""
        return next((each for each in self.people.values() if each.login == login), None)

    def owners_of(self, key: str) -> list[SchoolClass]:
        """Return the classes whose pupils the file puts into a scheduled class, by grade and letter."""
        inside = self.members[key]
        found = [each for home, each in self.homerooms.items() if self.members[home] & inside]
        return sorted(found, key=lambda each: (each.grade, each.letter))

    def is_whole(self, key: str, owners: Iterable[SchoolClass]) -> bool:
        """Return whether a scheduled class holds all pupils of one class and nobody else."""
        homes = [home for home, each in self.homerooms.items() if each in owners]
        return len(homes) == 1 and self.members[homes[0]] == self.members[key]


def _said(line: Line, heading: str) -> str:
    return shown(line.value(heading))
