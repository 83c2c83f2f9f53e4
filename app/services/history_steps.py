"""What this PC knows of the changes of some things: what replaced what, collisions, held entries, and own entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam, literal_column, select, union

from app.clock import claimed_at
from app.columns import record_of
from app.domain.attendance import excuse_told, sign_told, told_sign
from app.domain.attention import About
from app.domain.disputes import Conflict, HeldEntry, Revision, late_by
from app.domain.history import IN_FORCE, Step, in_order
from app.domain.pages import Standing
from app.domain.witnesses import WITNESS
from app.domain.works import told_work
from app.ids import OFFICE, LessonId, OperationId, PupilId, TeacherId
from app.judging.held import ACCEPTED, WITHDRAWN
from app.judging.verdicts import Outcome, Stood
from app.operations import (
    AbsenceExcuse,
    Args,
    AttendanceFill,
    AttendanceSet,
    DebtSet,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
    read_args,
    read_envelope,
    session_in,
)
from app.services.names import short_name
from app.store.outbox import ATTENTION
from app.store.rows import AnyRow
from app.store.tables import conflict, held_entry, identity, outbox, revision, sessions, teacher
from app.store.unit import Unit

R = TypeVar("R", Revision, Conflict)

Cell = tuple[LessonId, PupilId]

_ENTITIES: BindParameter[str] = bindparam("entities", expanding=True)
_REVISIONS = select(revision).where(revision.c.entity.in_(_ENTITIES)).order_by(literal_column("revision.rowid"))
_CONFLICTS = select(conflict).where(conflict.c.entity.in_(_ENTITIES))
_HELD = select(held_entry).where(held_entry.c.entity.in_(_ENTITIES))
_HELD_IN = select(held_entry).where(
    held_entry.c.lesson == bindparam("lesson"), held_entry.c.pupil == bindparam("pupil")
)
_SENT = select(
    outbox.c.n,
    outbox.c.id,
    outbox.c.entity,
    outbox.c.outcome,
    outbox.c.reason,
    outbox.c.asked,
    outbox.c.seen,
    outbox.c.body,
    sessions.c.header,
).join(sessions, sessions.c.boot == outbox.c.boot)
_OWN = union(
    _SENT.where(outbox.c.entity.in_(_ENTITIES)),
    # marks that were never given: the thing that they would be is in no other table
    _SENT.where(outbox.c.outcome.in_(ATTENTION)),
    _SENT.where(outbox.c.outcome.is_(None), outbox.c.asked == 1),
).order_by("n")
_NAMES = select(teacher.c.id, teacher.c.surname, teacher.c.name, teacher.c.patronymic)
_ME = select(identity.c.teacher, identity.c.replica)


_TEXTS: dict[type[Args], tuple[About, str]] = {
    MarkAdd: (About.MARK, "value"),
    MarkSet: (About.MARK, "value"),
    MarkAnnul: (About.MARK, ""),
    MarkComment: (About.COMMENT, "comment"),
    AttendanceFill: (About.ATTENDANCE, "code"),
    AbsenceExcuse: (About.ATTENDANCE, "code"),
    TopicSet: (About.TOPIC, "topic"),
    HomeworkSet: (About.HOMEWORK, "homework"),
    FinalSet: (About.FINAL_MARK, "value"),
    WorkAnnul: (About.WORK, ""),
}
"""What an operation is about, and where it says it; nothing where it takes back."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An operation of this PC. text: what it says. outcome: None while it is not known."""

    id: OperationId
    entity: str
    about: About
    text: str
    wall: str
    outcome: str | None
    ground: str
    asked: bool
    args: Args
    is_withdrawn: bool = False

    @property
    def is_in_force(self) -> bool:
        """Whether it was applied here, confirmed or not."""
        return self.outcome in {None, Outcome.APPLIED.value} and not self.asked


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of some things, by the thing; asked for one of them and what it is about."""

    me: TeacherId
    replica: str
    names: Mapping[str, str]
    revisions: Mapping[tuple[str, About], Sequence[Revision]]
    conflicts: Mapping[tuple[str, About], Sequence[Conflict]]
    held: Mapping[OperationId, HeldEntry]
    own: Mapping[OperationId, OwnEntry]

    def changes(self, entity: str, about: About) -> list[Step]:
        """Return what replaced what, in the order in which it came here."""
        return [self._change(each) for each in self.revisions.get((entity, about), ())]

    def stood_before(self, change: Step) -> Stood:
        """Return what a change replaced."""
        found = next(each for listed in self.revisions.values() for each in listed if each.id == change.id)
        return Stood(_both(found)[0], found.before_author, found.before_wall)

    def first(self, entity: str, about: About, stood: Stood) -> Step:
        """Return the first entry of a thing, which replaced nothing."""
        own = self._own_first(entity, about, stood.text)
        if own is not None:
            return self._decided(self._own_step(own, before=None))
        by = stood.author
        elsewhere = False if by else None
        step = Step(entity, Standing.SENT, None, stood.text, self._name(by), by == self.me, elsewhere, stood.wall)
        return self._decided(step)

    def reasons(self, entity: str, now: str) -> list[Step]:
        """Return the papers that an absence's reason has had, where one gave way to another.

        now: what stands, as told_excuse writes it. A paper that came with its sign is told by the change of the sign.
        """
        changes = in_order(self.changes(entity, About.EXCUSE), now)
        if not changes:
            return []
        signs = [each for each in self.changes(entity, About.ATTENDANCE) if each.standing in IN_FORCE]
        found: list[Step] = []
        for stood, change in zip([change.before or "" for change in changes] + [now], [*changes, None], strict=True):
            if stood and stood != (found[-1].after if found else ""):
                found.append(self._with_its_sign(stood, signs))
            found += [change] if change else []
        return found

    def _with_its_sign(self, paper: str, signs: list[Step]) -> Step:
        """Return the step by which a paper came: that of its sign, each of which is taken once."""
        code, *_ = excuse_told(paper)
        came = next((each for each in signs if sign_told(each.after)[0] is code), None)
        if came is None:
            return Step("", Standing.SENT, None, paper)
        signs.remove(came)
        return replace(came, before=None, after=paper)

    def others(self, entity: str, about: About) -> list[Step]:
        """Return what never came into force: the other sides of collisions, what is held, what was refused."""
        collisions = [self._collision(each) for each in self.conflicts.get((entity, about), ())]
        held = [
            self._held(each)
            for each in self.held.values()
            if each.entity == entity and _about(each.field) is about and each.decision != ACCEPTED
        ]
        kept = [
            self._own_step(own, before="")
            for own in self.own.values()
            if own.entity == entity and own.about is about and self._is_kept(own)
        ]
        return [*collisions, *held, *kept]

    def never_given(self, there: Collection[str]) -> Iterator[tuple[str, About, Step]]:
        """Yield marks and debts that would have been new: held for the deputy head, refused by one or by the portal.

        there: the things of which something stands, or stood.
        """
        for each in self.held.values():
            is_new = each.kind == MarkAdd.KIND[0] or (each.kind == DebtSet.KIND[0] and each.entity not in there)
            if is_new and each.decision != ACCEPTED:
                yield each.id, _about(each.field), self._held(each)
        for own in self.own.values():
            is_new = isinstance(own.args, MarkAdd) or (isinstance(own.args, DebtSet) and own.entity not in there)
            if is_new and self._is_kept(own):
                yield own.id, own.about, self._own_step(own, before=None)

    def _is_kept(self, own: OwnEntry) -> bool:
        kept = own.outcome in {Outcome.HELD.value, Outcome.REJECTED.value} or (own.outcome is None and own.asked)
        return kept and own.id not in self.held

    def _own_first(self, entity: str, about: About, text: str) -> OwnEntry | None:
        if about is About.MARK:
            found = self.own.get(OperationId(entity))
            return found if found and found.is_in_force else None
        told = {each.id for each in self.revisions.get((entity, about), ())}
        return next(
            (
                each
                for each in self.own.values()
                if (each.entity, each.about, each.text) == (entity, about, text)
                and each.is_in_force
                and each.id not in told
            ),
            None,
        )

    def _change(self, row: Revision) -> Step:
        own = self.own.get(row.id)
        private = own is not None and isinstance(own.args, MarkComment) and own.args.private
        # the reason of a sign is the name of a paper: close to health data, and not for everybody who reads the page
        reason = "" if row.field == About.ATTENDANCE else row.reason
        step = Step(
            row.id,
            Standing.WAITING if own and own.outcome is None else Standing.SENT,
            *_both(row),
            self._name(row.author),
            row.author == self.me,
            row.replica == self.replica,
            own.wall if own else row.wall,
            reason,
            private,
            by_office=row.author == OFFICE,
        )
        return self._decided(step)

    def _decided(self, step: Step) -> Step:
        held = self.held.get(OperationId(step.id))
        if held is None or not held.decision:
            return step
        by = self._name(held.decided_by)
        return replace(step, decision=held.decision, decided_by=by, answer=held.answer, ground=held.ground)

    def _own_step(self, own: OwnEntry, *, before: str | None) -> Step:
        standing = Standing.WAITING if own.outcome is None else Standing.SENT
        if self._is_kept(own):
            refused = own.outcome == Outcome.REJECTED or own.is_withdrawn
            standing = Standing.REFUSED if refused else Standing.HELD
        reason = getattr(own.args, "reason", "")
        private = isinstance(own.args, MarkComment) and own.args.private
        name = self._name(self.me)
        step = Step(own.id, standing, before, own.text, name, True, True, own.wall, reason, private, own.ground)  # noqa: FBT003 - mine, from here
        return replace(step, decision=WITHDRAWN) if own.is_withdrawn else step

    def _held(self, row: HeldEntry) -> Step:
        standing = Standing.REFUSED if row.decision else Standing.HELD
        step = Step(
            row.id,
            standing,
            told_sign(row.before, row.before_minutes),
            told_sign(row.value, row.value_minutes),
            self._name(row.author),
            row.author == self.me,
            row.replica == self.replica,
            row.wall,
            row.reason,
            ground=row.ground,
        )
        return self._decided(step)

    def _collision(self, row: Conflict) -> Step:
        mine, here = row.author == self.me, row.replica == self.replica
        value = f"{row.value}\n{row.also}" if row.field == About.EXCUSE and row.value else row.value
        value = told_sign(value, late_by(row))
        return Step(row.id, Standing.CONFLICT, "", value, self._name(row.author), mine, here, row.wall)

    def _name(self, key: str) -> str:
        return self.names.get(key, "")


def known_of(unit: Unit, entities: Sequence[str], *, cell: Cell | None = None) -> Known:
    """Return what is known of things; seven statements. cell: whose marks that were never given are wanted too."""
    bound = {"entities": entities}
    me = unit.connection.execute(_ME).one_or_none()
    revisions = [record_of(Revision, row) for row in unit.connection.execute(_REVISIONS, bound)]
    conflicts = [record_of(Conflict, row) for row in unit.connection.execute(_CONFLICTS, bound)]
    held = [record_of(HeldEntry, row) for row in unit.connection.execute(_HELD, bound)]
    if cell is not None:
        named = {"lesson": cell[0], "pupil": cell[1]}
        held += [record_of(HeldEntry, row) for row in unit.connection.execute(_HELD_IN, named)]
    held = [each for each in held if not (each.ground == WITNESS and each.decision == WITHDRAWN)]
    own = [each for row in unit.connection.execute(_OWN, bound) if (each := _own(row)) is not None]
    things = set(entities)
    return Known(
        me=TeacherId(me.teacher if me else ""),
        replica=me.replica if me else "",
        names={row.id: short_name(row) for row in unit.connection.execute(_NAMES)},
        revisions=_by_thing(revisions),
        conflicts=_by_thing(conflicts),
        held={each.id: each for each in held},
        own={each.id: each for each in own if each.entity in things or _is_in(each, cell)},
    )


def _own(row: AnyRow) -> OwnEntry | None:
    envelope = read_envelope(row.body)
    args = read_args(envelope)
    said = _said(args)
    if said is None:
        return None
    about, text = said
    wall = claimed_at(session_in(row.header).wall, envelope.ms)
    key = OperationId(row.id)
    withdrawn = row.outcome is None and bool(row.asked and row.seen)
    return OwnEntry(key, row.entity, about, text, wall, row.outcome, row.reason, bool(row.asked), args, withdrawn)


def _said(args: Args) -> tuple[About, str] | None:
    if isinstance(args, WorkCreate | WorkSet):
        return About.WORK, told_work(args.type, args.weight, args.title)
    if isinstance(args, AttendanceSet):
        return About.ATTENDANCE, told_sign(args.code, args.minutes)
    if isinstance(args, DebtSet):
        return About.DEBT, args.until.isoformat() if args.until else ""
    found = _TEXTS.get(type(args))
    return None if found is None else (found[0], str(getattr(args, found[1]) if found[1] else ""))


def _is_in(own: OwnEntry, cell: Cell | None) -> bool:
    return isinstance(own.args, MarkAdd | DebtSet) and (own.args.lesson, own.args.pupil) == cell


def _about(field: str) -> About:
    """Return what a field of a Revision, a Conflict or a HeldEntry is about; a reason is about the attendance."""
    return About(field) if field in set(About) else About.ATTENDANCE


def _both(change: Revision) -> tuple[str, str]:
    """Return what stood and what stands then, as a Step tells it."""
    if change.field != About.ATTENDANCE:
        return change.before, change.after
    return told_sign(change.before, change.before_minutes), told_sign(change.after, change.after_minutes)


def _by_thing(rows: Iterable[R]) -> dict[tuple[str, About], list[R]]:
    found: dict[tuple[str, About], list[R]] = defaultdict(list)
    for each in rows:
        found[each.entity, _about(each.field)].append(each)
    return found
