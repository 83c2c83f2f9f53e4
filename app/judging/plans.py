"""Judges a journal's calendar-thematic plan, put as a whole; the later word counts."""

from msgspec.structs import replace

from app.domain.records import Journal, PlanItem
from app.ids import ID_BYTES
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.planning import PlanLine, PlanPut

MOST_ITEMS = 500
"""More than any subject has lessons in a year."""

MOST_HOURS = 99

ID_LENGTH = ID_BYTES * 2
"""Characters that an item's id may have."""


def judge_plan(args: PlanPut, written: Written, rows: Rows) -> Verdict:
    """Judge a plan: items of another journal are never touched, those that it does not name are removed."""
    if rows.of(Journal, args.journal) is None:
        return rejected("no_journal")
    if flaw := _flaw(args):
        return flaw
    known = {item.id: item for item in rows.plan(args.journal)}
    foreign = (rows.of(PlanItem, line.id) for line in args.items if line.id not in known)
    if any(item is not None for item in foreign):
        return rejected("no_item")
    wanted = [_item(line, args, written) for line in args.items]
    named = {line.id for line in args.items}
    gone = [
        replace(item, removed=True, token=written.id)
        for key, item in known.items()
        if key not in named and not item.removed
    ]
    changed = [item for item in wanted if not _is_same(item, known.get(item.id))]
    return Verdict(Outcome.APPLIED, (*changed, *gone)) if changed or gone else SAME


def _flaw(args: PlanPut) -> Verdict | None:
    """Return why a plan cannot be kept, None where it can."""
    if len(args.items) > MOST_ITEMS:
        return rejected("too_many")
    if len({line.id for line in args.items}) < len(args.items):
        return rejected("twice")
    if not all(0 < len(line.id) <= ID_LENGTH for line in args.items):
        return rejected("bad_id")
    if any(max(len(line.topic), len(line.section), len(line.control)) > TEXT_LIMIT for line in args.items):
        return rejected("too_long")
    fits = all(1 <= line.hours <= MOST_HOURS and 1 <= line.number <= MOST_ITEMS for line in args.items)
    return None if fits else rejected("bad_hours")


def _item(line: PlanLine, args: PlanPut, written: Written) -> PlanItem:
    return PlanItem(
        id=line.id,
        token=written.id,
        journal=args.journal,
        number=line.number,
        section=line.section,
        topic=line.topic,
        hours=line.hours,
        control=line.control,
    )


def _is_same(item: PlanItem, found: PlanItem | None) -> bool:
    return found is not None and replace(item, token=found.token) == found
