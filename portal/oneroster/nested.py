"""What belongs to a thing of the roster: classes of a school, pupils of a class, classes of a teacher."""

from collections.abc import Sequence

from portal.oneroster.columns import Person
from portal.oneroster.objects import Object, Shown, values

ROLES = {"students": Person.STUDENT, "teachers": Person.TEACHER}

NESTED: dict[tuple[str, str], str] = {
    ("schools", "classes"): "school.sourcedId",
    ("schools", "courses"): "org.sourcedId",
    ("schools", "enrollments"): "school.sourcedId",
    ("schools", "students"): "primaryOrg.sourcedId",
    ("schools", "teachers"): "primaryOrg.sourcedId",
    ("schools", "terms"): "",
    ("terms", "classes"): "terms.sourcedId",
    ("terms", "gradingPeriods"): "parent.sourcedId",
    ("courses", "classes"): "course.sourcedId",
    ("classes", "students"): "class",
    ("classes", "teachers"): "class",
    ("students", "classes"): "user",
    ("teachers", "classes"): "user",
    ("users", "classes"): "user",
}
"""By a collection and what is asked inside a thing of it: the field that names the thing, empty for everything.

A word without a point: by the enrollments, in whose field of this name the thing stands.
"""


def inside(shown: Shown, asked: tuple[str, str], thing: Object) -> Sequence[Object]:
    """Return what belongs to a thing. asked: a key of NESTED."""
    (name, under), path, key = asked, NESTED[asked], thing["sourcedId"]
    every = shown.all(under)
    if not path:
        return every
    if "." in path:
        return [each for each in every if key in values(each, path)]
    role = ROLES.get(under) or ROLES.get(name)
    other = "user" if path == "class" else "class"
    found = {
        each[other]["sourcedId"]
        for each in shown.all("enrollments")
        if each[path]["sourcedId"] == key and role in {None, each["role"]}
    }
    return [each for each in every if each["sourcedId"] in found]
