"""What an operation is about, and where the thing stands that it would change: as entries that wait are told."""

from app.domain.access import AccessRequest
from app.domain.attention import About
from app.domain.classroom import Debt, Remark
from app.domain.disputes import Conflict
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import Attendance, Closing, FinalMark, Lesson, Mark, Record, Work
from app.operations import (
    AbsenceExcuse,
    Args,
    AttendanceFill,
    AttendanceSet,
    ConflictResolve,
    DebtSet,
    FinalSet,
    HeldDecide,
    HeldWithdraw,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    RemarkAdd,
    RemarkAnnul,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import AccessDecide, ProposalDecide

ABOUT: dict[type[Args], About] = {
    MarkAdd: About.MARK,
    MarkSet: About.MARK,
    MarkAnnul: About.MARK,
    MarkComment: About.COMMENT,
    AttendanceSet: About.ATTENDANCE,
    TopicSet: About.TOPIC,
    HomeworkSet: About.HOMEWORK,
    FinalSet: About.FINAL_MARK,
    WorkCreate: About.WORK,
    WorkSet: About.WORK,
    WorkAnnul: About.WORK,
    TermClose: About.CLOSING,
    ConflictResolve: About.DECISION,
    HeldDecide: About.DECISION,
    HeldWithdraw: About.DECISION,
    DebtSet: About.DEBT,
    RemarkAdd: About.REMARK,
    RemarkAnnul: About.REMARK,
    AttendanceFill: About.ATTENDANCE,
    AbsenceExcuse: About.EXCUSE,
    AccessDecide: About.ACCESS,
    ProposalDecide: About.PROPOSAL,
}
"""What each kind of operation is about; the others are only told of."""

ABOUT_KIND = {kind.KIND[0]: about for kind, about in ABOUT.items()}
"""The same by the name that a HeldEntry has of it."""

STANDS: dict[About, tuple[type[Record], str]] = {
    About.MARK: (Mark, "value"),
    About.COMMENT: (Mark, "comment"),
    About.ATTENDANCE: (Attendance, "code"),
    About.EXCUSE: (Attendance, "excuse"),
    About.TOPIC: (Lesson, "topic"),
    About.HOMEWORK: (Lesson, "homework"),
    About.FINAL_MARK: (FinalMark, "value"),
    About.WORK: (Work, "title"),
    About.CLOSING: (Closing, ""),
    About.DECISION: (Conflict, ""),
    About.REMARK: (Remark, "text"),
    About.DEBT: (Debt, ""),
    About.ACCESS: (AccessRequest, "decision"),
    About.PROPOSAL: (ExcuseProposal, "decision"),
    About.OTHER: (Lesson, ""),
}
"""In which field of which record the thing stands."""
