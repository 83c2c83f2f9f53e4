"""What a portal put back to an old backup has lost and others have seen: what it says, and putting it back."""

from dataclasses import dataclass

from msgspec.structs import replace

from app.domain.attendance import Absence
from app.domain.classroom import Debt, Remark
from app.domain.records import NEVER, Attendance, FinalMark, Lesson, Mark, Record, Work
from app.ids import OperationId, derived

WITNESS = "witness"
"""The ground of a HeldEntry that was seen by others than its author."""

Seen = Mark | Attendance | Lesson | Work | FinalMark | Debt | Remark
"""What a PC may be a witness of: what teachers write in journals, and nothing of the office's lists."""

SEEN_TYPES: tuple[type[Seen], ...] = (Work, Mark, Attendance, Lesson, FinalMark, Debt, Remark)
"""The same, in an order in which none hangs on a later one."""

MADE_TYPES = (Mark, Work, Remark)
"""Rows that come back only with what made them; every other is made anew by whoever writes in it next."""

_SHARES: dict[type[Seen], dict[str, tuple[str, tuple[str, ...]]]] = {
    Mark: {
        "value": ("token", ("value", "author", "annulled", "reason", "retakes", "late", "wall")),
        "comment": ("comment_token", ("comment", "comment_private")),
    },
    Attendance: {
        "attendance": ("token", ("code", "minutes", "author", "filled")),
        "excuse": ("excuse_token", ("excuse", "document", "document_day")),
    },
    Lesson: {
        "topic": ("topic_token", ("topic", "plan_item")),
        "homework": ("homework_token", ("homework", "homework_links", "homework_due")),
    },
    Work: {"work": ("token", ("type", "title", "weight", "annulled"))},
    FinalMark: {"final_mark": ("token", ("value", "average", "reason", "author"))},
    Debt: {"debt": ("token", ("until", "author"))},
    Remark: {"remark": ("token", ("praise", "text", "author", "annulled"))},
}
"""The shares of a row that are written apart: the field that names each, where its token stands, and what it says."""

_TEXTS = {
    "value": "value",
    "comment": "comment",
    "attendance": "code",
    "excuse": "excuse",
    "topic": "topic",
    "homework": "homework",
    "work": "title",
    "final_mark": "value",
    "debt": "until",
    "remark": "text",
}
_UNWRITTEN: dict[type[Seen], dict[str, object]] = {
    Mark: {"comment": "", "comment_private": False, "comment_token": NEVER},
    Attendance: {"excuse": "", "document": "", "document_day": None, "excuse_token": NEVER},
}
"""A second share that nobody has written."""

_PLACE = ("journal", "lesson", "pupil", "period", "work")
"""What of a row is never changed: where it belongs."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was written at once in a row. field: as in a Revision. token: who wrote it. text: empty for nothing."""

    field: str
    token: OperationId
    text: str


def shares_of(row: Seen) -> tuple[Share, ...]:
    """Return the shares of a row that somebody has written."""
    found = (
        Share(field, getattr(row, token), text_of_share(row, field)) for field, (token, _) in _SHARES[type(row)].items()
    )
    return tuple(each for each in found if each.token != NEVER)


def share_of(row: Record, field: str) -> Share | None:
    """Return a share of a row, None where nobody has written it or such rows have none."""
    return next((each for each in shares_of(row) if each.field == field), None) if isinstance(row, Seen) else None


def text_of_share(row: Seen, field: str) -> str:
    """Return what a share says, as entries are told; empty where it takes something back."""
    said = getattr(row, _TEXTS[field])
    return "" if said is None or (field != "comment" and getattr(row, "annulled", False)) else str(said)


def witness_id(field: str, entity: str, token: OperationId) -> OperationId:
    """Return the id of the entry about a lost share: the same whoever has seen it."""
    return OperationId(derived("witness", field, entity, token))


def belongs_alike(row: Seen, other: Seen) -> bool:
    """Return whether two rows with one id are of one place."""
    return type(row) is type(other) and all(getattr(row, name, None) == getattr(other, name, None) for name in _PLACE)


def put_back(row: Seen, field: str, found: Seen | None) -> Seen | None:
    """Return what stands once a share is put back, None where there is nothing that it could be put back in.

    found: what stands now; of a row that is gone the share alone comes back, a second share with the first one.
    """
    token, names = _SHARES[type(row)][field]
    if found is not None:
        taken = {name: getattr(row, name) for name in (*names, token)}
        return replace(found, **(taken | _code_beside(row, field, found)))
    if isinstance(row, Lesson):
        return None
    if field != next(iter(_SHARES[type(row)])):
        return row
    code = {"code": _code_alone(row)} if isinstance(row, Attendance) else {}
    return replace(row, **(_UNWRITTEN.get(type(row), {}) | code))


def _code_alone(row: Attendance) -> str:
    """Return the teacher's sign under a reason that stands in place of «н»."""
    return Absence.ABSENT.value if row.excuse and row.code == row.excuse else row.code


def _code_beside(row: Seen, field: str, found: Seen) -> dict[str, str]:
    """Return the sign of a row whose teacher's sign, or whose reason, is put back beside what stands."""
    if not isinstance(row, Attendance) or not isinstance(found, Attendance):
        return {}
    sign = _code_alone(row if field == "attendance" else found)
    reason = found.excuse if field == "attendance" else row.excuse
    return {"code": reason if sign == Absence.ABSENT and reason else sign}
