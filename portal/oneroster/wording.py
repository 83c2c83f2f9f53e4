"""What a row of a file is about, in the words of people: names instead of the ids that it refers by."""

from app.files.headed import Line, shown
from portal.oneroster.reading import RosterFile

TITLES = {
    "users": ("familyName", "givenName", "middleName"),
    "classes": ("title",),
    "courses": ("title",),
}
"""The columns by which the things of a table are called."""

NAMED = {
    "userSourcedId": "users",
    "classSourcedId": "classes",
    "courseSourcedId": "courses",
    "metadata.homeroom": "classes",
}
"""Columns with the id of a thing that has a name, and its table."""

HIDDEN = frozenset({"status", "dateLastModified", "enabledUser", "grades", "primary"})
ID = "sourcedid"
"""How the names of other columns with ids end, or «…SourcedIds»: nobody reads those."""

Names = dict[tuple[str, str], str]


def names_in(file: RosterFile) -> Names:
    """Return what a file calls its people, classes and courses, by table and id."""
    return {
        (table, shown(line.value("sourcedId"))): " ".join(filter(None, (shown(line.value(name)) for name in columns)))
        for table, columns in TITLES.items()
        for line in file.lines(table)
    }


def row_words(line: Line, names: Names) -> str:
    """Return what a row says, without ids but where nothing has a name."""
    said = [_word(line, column, names) for column in line.table.columns]
    return " · ".join(filter(None, said)) or shown(line.value("sourcedId"))


def _word(line: Line, column: str, names: Names) -> str:
    text = shown(line.value(column))
    if column in NAMED:
        return names.get((NAMED[column], text)) or text
    is_id = column.lower().removesuffix("s").endswith(ID)
    return "" if is_id or column in HIDDEN or not column.isascii() else text
