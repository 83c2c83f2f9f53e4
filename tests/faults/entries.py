"""What the typist enters: entry N follows from N alone, so the journal after any number of them is known."""

from dataclasses import dataclass
from enum import Enum

from app.ids import LessonId, PupilId
from tests.small_school import LESSONS, PUPILS


class Kind(Enum):
    """What is typed."""

    MARK = "mark"
    ABSENCE = "absence"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; a topic has no pupil of interest. text: the mark's value, the sign of absence, the topic."""

    kind: Kind
    pupil: PupilId
    lesson: LessonId
    text: str


ROUND = len(PUPILS) * len(LESSONS)
"""After so many entries every cell has had its turn; the next round changes what the last one wrote."""


def entry(n: int) -> Entry:
    """Return the entry number n, from 0; it always differs from what stood there."""
    turn, place = divmod(n, ROUND)
    lesson, pupil = divmod(place, len(PUPILS))
    kind = {0: Kind.TOPIC, 7: Kind.ABSENCE}.get(pupil, Kind.MARK)
    text = {
        Kind.MARK: "5432"[(turn + place) % 4],
        Kind.ABSENCE: "нбу"[turn % 3],
        Kind.TOPIC: f"Тема {lesson} в {turn}-й раз",
    }[kind]
    return Entry(kind, PUPILS[pupil], LESSONS[lesson], text)


def after(count: int) -> dict[str, list[tuple[str, ...]]]:
    """Return what is in the journal after the first *count* entries, as tests.faults.journals.held() does."""
    found: dict[Kind, dict[tuple[str, ...], str]] = {kind: {} for kind in Kind}
    for typed in map(entry, range(max(0, count - ROUND), count)):
        key = (typed.lesson,) if typed.kind is Kind.TOPIC else (typed.lesson, typed.pupil)
        found[typed.kind][key] = typed.text
    marks, absences, topics = (sorted((*key, text) for key, text in found[kind].items()) for kind in Kind)
    return {"marks": marks, "absences": absences, "topics": topics}
