"""The table of rights once more, as the school's plan has it, and its page in docs/security.md.

Run as a module it writes the page anew from what the portal goes by; a test compares the two.
"""

from collections.abc import Mapping
from pathlib import Path

from app.operations import ConflictResolve, FinalSet
from portal.rights import ACTIONS, ALLOWED, Action, Role
from tests.portal.doors import DOORS

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- rights: begin, written by tests/portal/rights_table.py -->", "<!-- rights: end -->"

T, S, C, D, O = Role.TEACHER, Role.SUBSTITUTE, Role.CLASS_TEACHER, Role.DEPUTY_HEAD, Role.OFFICE  # noqa: E741 (a column)
FAMILY = frozenset({Role.PARENT, Role.PUPIL})

WHO_MAY: Mapping[Action, frozenset[Role]] = {
    Action.READ_JOURNAL: frozenset({T, S, C, D}),
    Action.GIVE_MARK: frozenset({T, S}),
    Action.CHANGE_MARK: frozenset({T, S}),
    Action.SET_ATTENDANCE: frozenset({T, S}),
    Action.WRITE_LESSON: frozenset({T, S}),
    Action.SET_FINAL: frozenset({T}),
    Action.DECIDE_YEAR: frozenset({T, D}),
    Action.CLOSE_TERM: frozenset({D}),
    Action.EXCUSE: frozenset({C, D, O}),
    Action.PROPOSE_EXCUSE: frozenset({Role.PARENT}),
    Action.WRITE_REMARK: frozenset({T, S, C}),
    Action.WRITE_PLAN: frozenset({T}),
    Action.CHANGE_TIMETABLE: frozenset({D}),
    Action.DECIDE_HELD: frozenset({D}),
    Action.DECIDE_ACCESS: frozenset({C, D, O}),
    Action.PUT_RECORDS: frozenset({O}),
    Action.READ_DIARY: FAMILY,
    Action.SAY_READ: frozenset({Role.PARENT}),
    Action.SEE_READERS: FAMILY,
    Action.TAKE_DATA: FAMILY,
}
"""Who may do what. The portal's own table is ALLOWED; this one is written by hand, so that a slip there is seen."""

LIMITS: Mapping[Role, str] = {
    Role.TEACHER: "own journals, on the days of the assignment",
    Role.SUBSTITUTE: "the journal of the lesson, on its day",
    Role.CLASS_TEACHER: "every journal of the own class; in a mixed group its own pupils",
    Role.DEPUTY_HEAD: "the school, while the duty lasts",
    Role.OFFICE: "the school's lists; reasons of absences in the school",
    Role.PARENT: "the own child, while the school says so",
    Role.PUPIL: "the own diary, while the school says so; the file of it from 18 on",
}
"""How far each role reaches."""


def page() -> str:
    """Return the page as it shall be."""
    heads = " | ".join(role.value.replace("_", " ") for role in Role)
    lines = [f"| action | kinds of operations | {heads} |", "|---" * (len(Role) + 2) + "|"]
    lines += [_line(action) for action in Action]
    lines += ["", "| role | reaches |", "|---|---|"]
    lines += [f"| {role.value.replace('_', ' ')} | {LIMITS[role]} |" for role in Role]
    lines += ["", "| door | opened by | what it leads to |", "|---|---|---|"]
    lines += [f"| {door.title} | {door.key} | {door.about} |" for door in DOORS]
    return "\n".join(lines)


def _line(action: Action) -> str:
    kinds = [f"`{kind.KIND[0]}`" for kind, does in ACTIONS.items() if does is action]
    if action is Action.DECIDE_YEAR:
        kinds.append(f"`{FinalSet.KIND[0]}` of a year or a course")
    if action is Action.EXCUSE:
        kinds.append(f"`{ConflictResolve.KIND[0]}` of an excuse")
    cells = " | ".join("yes" if action in ALLOWED[role] else "–" for role in Role)
    return f"| {action.value.replace('_', ' ')} | {', '.join(kinds) or '–'} | {cells} |"


def written() -> str:
    """Return the page as it stands in the documentation."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def write() -> None:
    """Write the page into the documentation."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{page()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
