"""Judges the school office's lists: the office decides, but what teachers wrote stays."""

from msgspec.structs import replace

from app.domain.access import AccessRequest
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import NEVER, Attendance, FinalMark, Lesson, Mark, Record, Subject
from app.ids import OperationId
from app.judging.asked import listed
from app.judging.verdicts import SAME, Outcome, Rows, Verdict, Written


def judge_lists(wanted: tuple[Record, ...], written: Written, rows: Rows) -> Verdict:
    """Put the office's rows; what teachers wrote since (marks, attendance, topics, homework) stays as it is."""
    changed = tuple(
        fresh
        for record in wanted
        if (fresh := _fresh(record, rows.of(type(record), record.id), written.id)) is not None
    )
    return Verdict(Outcome.APPLIED, changed) if changed else SAME


def _fresh(record: Record, found: Record | None, token: OperationId) -> Record | None:
    fresh = replace(record, token=token)
    if isinstance(fresh, Lesson):
        fresh = _with_texts_kept(fresh, found if isinstance(found, Lesson) else None, token)
    if isinstance(fresh, Subject) and isinstance(found, Subject) and not fresh.scale:
        # lists of subjects do not name scales: the one that was chosen stays
        fresh = replace(fresh, scale=found.scale)
    if isinstance(fresh, AccessRequest):
        fresh = listed(fresh, found if isinstance(found, AccessRequest) else None)
    if isinstance(fresh, ExcuseProposal):
        fresh = listed(fresh, found if isinstance(found, ExcuseProposal) else None)
    if found is None:
        return fresh
    if isinstance(found, Mark | Attendance | FinalMark) or replace(fresh, token=found.token) == found:
        return None
    return fresh


def _with_texts_kept(fresh: Lesson, found: Lesson | None, token: OperationId) -> Lesson:
    """Return the lesson with the texts that somebody wrote; one that nobody has written yet is the office's to give."""
    given = replace(
        fresh,
        topic_token=token if fresh.topic else NEVER,
        homework_token=token if fresh.homework else NEVER,
    )
    if found and found.topic_token != NEVER:
        given = replace(given, topic=found.topic, topic_token=found.topic_token, plan_item=found.plan_item)
    if found and found.homework_token != NEVER:
        given = replace(
            given,
            homework=found.homework,
            homework_token=found.homework_token,
            homework_links=found.homework_links,
            homework_due=found.homework_due,
        )
    return given
