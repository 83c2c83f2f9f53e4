"""The roster as the REST service shows it: the rows of the files, each as an object that refers to others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from portal.oneroster import rows
from portal.oneroster.columns import Kind, Person
from portal.oneroster.program_tokens import BASE_PATH
from portal.oneroster.roster import Roster
from portal.oneroster.rows import Row

Object = Mapping[str, Any]

REFERENCES = {
    "parentSourcedId": ("parent", "academicSession", "academicSessions"),
    "schoolYearSourcedId": ("schoolYear", "academicSession", "academicSessions"),
    "orgSourcedId": ("org", "org", "orgs"),
    "schoolSourcedId": ("school", "org", "orgs"),
    "primaryOrgSourcedId": ("primaryOrg", "org", "orgs"),
    "courseSourcedId": ("course", "course", "courses"),
    "classSourcedId": ("class", "class", "classes"),
    "userSourcedId": ("user", "user", "users"),
    "termSourcedIds": ("terms", "academicSession", "academicSessions"),
}
"""What a column with an id is called as a reference, the type of what it names, and where that is found."""

LISTS = frozenset({"grades", "termSourcedIds"})
"""Columns that hold several values, parted by commas."""

OWN = "metadata."


@dataclass(frozen=True, slots=True)
class Collection:
    """Things that may be asked for. one: what a single one is called. of: whose rows they are.

    wanted: which of these, by a field and what stands in it; None for all.
    """

    one: str
    of: str
    wanted: tuple[str, str] | None = None


COLLECTIONS: dict[str, Collection] = {
    "orgs": Collection("org", "orgs"),
    "schools": Collection("org", "orgs", ("type", Kind.SCHOOL)),
    "academicSessions": Collection("academicSession", "academicSessions"),
    "terms": Collection("academicSession", "academicSessions", ("type", Kind.TERM)),
    "gradingPeriods": Collection("academicSession", "academicSessions", ("type", Kind.GRADING_PERIOD)),
    "courses": Collection("course", "courses"),
    "classes": Collection("class", "classes"),
    "users": Collection("user", "users"),
    "students": Collection("user", "users", ("roles.role", Person.STUDENT)),
    "teachers": Collection("user", "users", ("roles.role", Person.TEACHER)),
    "enrollments": Collection("enrollment", "enrollments"),
}
"""By the words of the addresses."""

FIELDS: dict[str, frozenset[str]] = {
    "orgs": frozenset({"name", "type"}),
    "academicSessions": frozenset({"title", "type", "startDate", "endDate", "parent", "schoolYear", "metadata"}),
    "courses": frozenset({"title", "courseCode", "schoolYear", "org"}),
    "classes": frozenset({"title", "classCode", "classType", "grades", "course", "school", "terms", "metadata"}),
    "users": frozenset(
        {"enabledUser", "username", "givenName", "familyName", "middleName", "grades", "roles", "primaryOrg"}
    ),
    "enrollments": frozenset({"user", "class", "school", "role", "primary", "beginDate", "endDate"}),
}
"""What the objects of each sort have, besides what all have."""

EVERYWHERE = frozenset({"sourcedId", "status", "dateLastModified"})


@dataclass(frozen=True)
class Shown:
    """A school's roster as objects. address: of the service. modified: when anything of the school changed last."""

    roster: Roster
    address: str
    modified: str

    def all(self, name: str) -> Sequence[Object]:
        """Return the things of a collection, in the order of the files."""
        asked = COLLECTIONS[name]
        found = self._made[asked.of]
        return (
            found
            if asked.wanted is None
            else [each for each in found if asked.wanted[1] in values(each, asked.wanted[0])]
        )

    def get(self, name: str, key: str) -> Object | None:
        """Return one thing of a collection, None where it has no such thing."""
        return next((each for each in self.all(name) if each["sourcedId"] == key), None)

    @cached_property
    def _made(self) -> dict[str, list[Object]]:
        sources: dict[str, Callable[[Roster], Iterable[Row]]] = {
            "orgs": rows.orgs,
            "academicSessions": rows.academic_sessions,
            "courses": rows.courses,
            "classes": rows.classes,
            "users": rows.users,
            "enrollments": rows.enrollments,
        }
        made: dict[str, list[Object]] = {
            name: [self._object(row) for row in source(self.roster)] for name, source in sources.items()
        }
        roles = {row["userSourcedId"]: self._role(row) for row in rows.roles(self.roster)}
        made["users"] = [{**each, "roles": [roles[each["sourcedId"]]]} for each in made["users"]]
        return made

    def _role(self, row: Row) -> Object:
        return {name: each for name, each in self._object(row).items() if name in {"roleType", "role", "org"}}

    def _object(self, row: Row) -> dict[str, Any]:
        made: dict[str, Any] = {
            "sourcedId": row["sourcedId"],
            "status": "active",
            "dateLastModified": self.modified,
        }
        for column, text in row.items():
            if not text or column == "sourcedId":
                continue
            if column.startswith(OWN):
                made.setdefault("metadata", {})[column.removeprefix(OWN)] = text
            elif column in REFERENCES:
                name, kind, where = REFERENCES[column]
                refs = [self._reference(key, kind, where) for key in text.split(",")]
                made[name] = refs if column in LISTS else refs[0]
            else:
                made[column] = text.split(",") if column in LISTS else text
        return made

    def _reference(self, key: str, kind: str, where: str) -> Object:
        return {"href": f"{self.address}/{where}/{key}", "sourcedId": key, "type": kind}


def fields_of(name: str) -> frozenset[str]:
    """Return what the things of a collection have."""
    return FIELDS[COLLECTIONS[name].of] | EVERYWHERE


def values(each: Any, path: str) -> list[str]:
    """Return what stands in an object under a name such as "roles.role", of each of several."""
    name, _, rest = path.partition(".")
    if isinstance(each, list):
        return [found for one in each for found in values(one, path)]
    if not isinstance(each, Mapping) or name not in each:
        return []
    under = each[name]
    if rest:
        return values(under, rest)
    return [str(one) for one in (under if isinstance(under, list) else [under]) if not isinstance(one, Mapping)]


def instant(ms: int) -> str:
    """Return a moment as the standard writes it. ms: Unix milliseconds."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def service_address(issuer: str) -> str:
    """Return where the service is found. issuer: the portal's address."""
    return issuer + BASE_PATH
