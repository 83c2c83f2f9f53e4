"""«Сообщения о пропусках»: what parents tell of days on which a child is away, and the office's decision on it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.domain.attendance import Absence
from app.domain.excuse_proposals import ACCEPTED, DECLINED, UNDECIDED, WITHDRAWN, ExcuseProposal
from app.ids import OFFICE
from app.judging.reasons import following
from app.operations import Operation
from app.planning import ProposalDecide
from portal.diary.proposal_wording import STATES, days_words, reason_words
from portal.office.people_deeds import DeedPage, Drawn, Field, Planned, Typed, read_choice, read_name
from portal.office.people_reading import People, full_name
from portal.office.people_reasons import LONGEST, SEEN_BY, STAYS, Signed, sign_changes, signs_of
from portal.office.refusing import UNKNOWN, PageRefusedError
from portal.office.rule_form import Change
from portal.office.wording import moment_words

MOST_DECIDED = 50
"""Shown of what was decided, the newest first; a pupil's card has the pupil's own."""

CHOICES = ((ACCEPTED, "Принять: причина встанет на место «н»"), (DECLINED, "Не принимать"))
LATER = "Где «н» появится позже, причину поставит классный руководитель: программа ему об этом скажет."
TAKEN_BACK = "Причины, которые стояли по этому сообщению, будут сняты: вернётся «н»."
TOLD = "Родители прочитают решение в дневнике."

Facts = dict[str, Any]


def proposals_page(people: People, _key: str, _query: Mapping[str, str]) -> Facts:
    """Return what parents have told of absences: what waits for a decision, the first days first, and the decided."""
    shown = [_shown(people, each) for each in people.all(ExcuseProposal) if each.pupil in people.pupils]
    decided = [each for each in shown if each["decision"] not in {UNDECIDED, WITHDRAWN}]
    return {
        "title": "Сообщения о пропусках",
        "waiting": sorted((each for each in shown if not each["decision"]), key=lambda each: each["order"]),
        "decided": sorted(decided, key=lambda each: each["filed"], reverse=True)[:MOST_DECIDED],
    }


def proposals_of(people: People, pupil: str) -> list[Facts]:
    """Return what parents have told of a pupil's absences, the newest first; what they took back is left out."""
    found = [each for each in people.of_pupil(ExcuseProposal, pupil) if each.decision != WITHDRAWN]
    return [_shown(people, each) for each in sorted(found, key=lambda each: (each.filed, each.id), reverse=True)]


def _shown(people: People, proposal: ExcuseProposal) -> Facts:
    title = people.title(proposal.school_class) if proposal.school_class in people.every_class else ""
    pupil = people.pupils.get(proposal.pupil)
    return {
        "id": proposal.id,
        "pupil": ", ".join(filter(None, (full_name(pupil) if pupil else "", title))),
        "days": days_words(proposal),
        "reason": reason_words(proposal),
        "decision": proposal.decision,
        "state": _state(proposal),
        "filed": proposal.filed,
        "order": (proposal.first, proposal.filed, proposal.id),
    }


def _state(proposal: ExcuseProposal) -> str:
    words = STATES[proposal.decision]
    return f"{words}: {proposal.answer}" if proposal.answer else words


def _known(people: People, key: str) -> ExcuseProposal:
    """Return a proposal that can be decided.

    Raises:
        PageRefusedError: there is none, or the family has taken it back.
    """
    found = next((each for each in people.all(ExcuseProposal) if each.id == key), None)
    if found is None or found.decision == WITHDRAWN or found.pupil not in people.pupils:
        raise PageRefusedError(UNKNOWN)
    return found


def _form(people: People, key: str, _typed: Typed) -> Drawn:
    proposal = _known(people, key)
    fields = (
        Field("decision", "Решение", "", "radio", CHOICES, proposal.decision or ACCEPTED),
        Field("answer", "Почему не принято", "Нужно, только если не принимать. Родители это прочитают.", "wide"),
    )
    return Drawn(_title(people, proposal), f"pupil/{proposal.pupil}", fields, tuple(_facts(people, proposal)))


def _facts(people: People, proposal: ExcuseProposal) -> Iterator[str]:
    filed = int(datetime.fromisoformat(proposal.filed).timestamp() * 1000)
    yield f"Причина: {reason_words(proposal)}."
    yield f"Сообщает: {proposal.proposer}, {moment_words(filed, people.facts.zone)}."
    yield f"Сейчас: {_state(proposal)}{_by(people, proposal)}."
    bare = [each.title for each in _signs(people, proposal) if each.row.code == Absence.ABSENT]
    yield f"«Н» без причины в эти дни: {', '.join(bare)}." if bare else "«Н» без причины в эти дни нет."


def _by(people: People, proposal: ExcuseProposal) -> str:
    if not proposal.decided_by:
        return ""
    teacher = people.teachers.get(proposal.decided_by)
    who = "канцелярия" if proposal.decided_by == OFFICE else full_name(teacher) if teacher else "учитель"
    return f" ({who})"


def _plan(people: People, key: str, typed: Typed) -> Planned:
    proposal, errors = _known(people, key), dict[str, str]()
    decision = read_choice(typed, "decision", CHOICES, errors)
    answer = read_name(typed, "answer", errors, most=LONGEST, may_lack=True)
    if decision == DECLINED and not answer:
        errors["answer"] = "Напишите, почему не принято."
    if errors:
        return Planned(errors=errors)
    signs = {each.row.id: each for each in _signs(people, proposal)}
    reasons = tuple(following(decision, proposal, (each.row for each in signs.values())))
    touched = {operation.entity(proposal.token) for operation in reasons}
    sign = Absence(proposal.sign) if decision == ACCEPTED else Absence.ABSENT
    changes = tuple(sign_changes([each for key, each in signs.items() if key in touched], sign))
    return Planned(
        _title(people, proposal),
        f"pupil/{proposal.pupil}",
        reasons=reasons,
        decision=_decided(proposal, decision, answer),
        changes=(*_state_change(proposal, decision, answer), *changes),
        notes=(STAYS, LATER, SEEN_BY) if decision == ACCEPTED else (*((TAKEN_BACK,) if reasons else ()), TOLD),
    )


def _decided(proposal: ExcuseProposal, decision: str, answer: str) -> Operation | None:
    if decision == proposal.decision:
        return None
    said = answer if decision == DECLINED else ""
    return Operation(ProposalDecide(decision, said), ent=proposal.id, base=proposal.token)


def _state_change(proposal: ExcuseProposal, decision: str, answer: str) -> Iterator[Change]:
    if decision != proposal.decision:
        after = f"{STATES[decision]}: {answer}" if decision == DECLINED else STATES[decision]
        yield Change("Решение", _state(proposal), after)


def _signs(people: People, proposal: ExcuseProposal) -> Iterator[Signed]:
    return signs_of(people, proposal.pupil, proposal.first, proposal.last)


def _title(people: People, proposal: ExcuseProposal) -> str:
    return f"Сообщение о пропуске: {full_name(people.pupils[proposal.pupil])}, {days_words(proposal)}"


PROPOSAL_DEEDS = {"proposal": DeedPage(_form, _plan)}
"""By the word in the address."""
