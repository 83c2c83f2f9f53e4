"""What an archive keeps of a journal, field by field, and what it leaves out, with the reason."""

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from app.domain.classroom import CarriedMark, Debt, DiaryRead, LessonNote, Remark, Seating, Substitution
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.records import (
    Assignment,
    Attendance,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    PlanItem,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
    tag_of,
)
from app.domain.regulations import MarkScale

FORMAT = "peremena-archive/1"
"""Of the machine-readable files; a field is added under the same name, a change of meaning takes a new number."""

COMMENT = "comment"
"""What a revision, a conflict or a held entry is about where it is about words to the family."""

EXCUSE = "excuse"
"""What a revision is about where an absence has got another paper, or another reason from what a portal had lost."""

ABSENCES = frozenset({"attendance", EXCUSE})
"""What a revision or a held entry is about where its reason is what a paper is called."""

KEPT: dict[type[Record], tuple[str, ...]] = {
    Term: ("id", "name", "ordinal", "first", "last"),
    WorkType: ("id", "name", "short", "weight"),
    Subject: ("id", "name", "short", "scale"),
    MarkScale: ("id", "name", "scheme"),
    Teacher: ("id", "surname", "name", "patronymic"),
    SchoolClass: ("id", "grade", "letter", "teacher"),
    Group: ("id", "school_class", "name"),
    Journal: ("id", "group", "subject", "year", "hours"),
    Assignment: ("id", "teacher", "first", "last"),
    Substitution: ("id", "lesson", "day", "teacher", "author"),
    Pupil: ("id", "surname", "name", "patronymic", "born"),
    Membership: ("id", "group", "pupil", "first", "last"),
    Lesson: (
        "id",
        "day",
        "number",
        "room",
        "cancelled",
        "removed",
        "reason",
        "topic",
        "homework",
        "homework_links",
        "homework_due",
    ),
    Work: ("id", "lesson", "type", "title", "weight", "annulled"),
    Mark: ("id", "lesson", "pupil", "work", "value", "author", "wall", "annulled", "reason", "retakes", "late"),
    CarriedMark: ("id", "pupil", "day", "value", "weight", "title", "source", "original", "retaken", "annulled"),
    FinalMark: ("id", "journal", "pupil", "period", "value", "average", "reason", "author"),
    Attendance: ("id", "lesson", "pupil", "code", "minutes", "author", "excuse"),
    Debt: ("id", "lesson", "pupil", "work", "until", "author"),
    Revision: (
        *("id", "entity", "lesson", "pupil", "period", "field", "before", "after", "reason", "author", "wall"),
        *("before_author", "before_wall", "before_minutes", "after_minutes"),
    ),
    HeldEntry: (
        *(
            "id",
            "entity",
            "lesson",
            "pupil",
            "period",
            "field",
            "before",
            "value",
            "ground",
            "reason",
            "author",
            "wall",
        ),
        *("decision", "decided_by", "answer", "before_minutes", "value_minutes"),
    ),
    Conflict: ("id", "entity", "lesson", "pupil", "field", "value", "author", "wall", "resolved"),
}
"""Fields of each kind of record in a machine-readable file, in the order in which the kinds stand there."""

LEFT_OUT: dict[type[Record], str] = {
    Remark: "words to the family: no part of a journal that a school has to keep",
    DiaryRead: "who of a family has read what: no part of the journal",
    LessonNote: "a teacher's own note",
    Seating: "a teacher's own plan of the room",
    PlanItem: "the plan is a paper of its own; what of it was taught stands in the lessons' topics",
}
"""Kinds of records of a journal, or of a teacher's own, that are not kept, and why."""


class Head(Struct, frozen=True, tag="archive", tag_field="kind"):
    """The first line of a machine-readable file. as_of: seq of the portal's last operation that it knows of.

    year: the calendar year in which the school year begins. made: ISO 8601. content: "journal" or "summary".
    """

    format: str
    content: str
    school: str
    year: int
    made: str
    as_of: int


def line_of(record: Record) -> dict[str, object]:
    """Return a record as a line of a machine-readable file says it."""
    kind = type(record)
    return {"kind": tag_of(kind), **to_builtins({name: getattr(record, name) for name in KEPT[kind]})}


def is_kept(record: Record) -> bool:
    """Return whether a record of a journal is kept: not what is about words to the family or a paper."""
    if isinstance(record, Revision) and record.field == EXCUSE and "\n" in record.before:
        return False
    if isinstance(record, Revision | HeldEntry | Conflict):
        return record.field != COMMENT
    return type(record) in KEPT


def without_paper(record: Record) -> Record:
    """Return a record as it is kept: of an absence the sign alone; what its paper is called is close to health data."""
    if isinstance(record, Revision | HeldEntry) and record.field in ABSENCES:
        return replace(record, reason="")
    return record
