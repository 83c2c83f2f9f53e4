"""What a teacher writes about a lesson: its topic, its homework, and a note for oneself."""

from dataclasses import dataclass

from app.changes import Changes
from app.domain.homework import read_links
from app.ids import LessonId, OperationId
from app.operations import HomeworkSet, NoteSet, Operation, TopicSet
from app.services.rights import demand_mine
from app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with a homework. links: web addresses, one a line. due: the lesson it is for, empty for the next."""

    links: str = ""
    due: str = ""


NOTHING_BESIDE = Beside()


def set_topic(unit: Unit, *, lesson: LessonId, topic: str, base: OperationId, plan_item: str = "") -> Changes:
    """Write a lesson's topic. base: token of the topic that was shown when typing began.

    plan_item: the item of the plan that was chosen, empty for a topic of the teacher's own.

    Raises:
        NotYoursToWriteError: another teacher's lesson.
        ChangedSinceError: somebody wrote another one meanwhile.
        TooLongError: the text is longer than a page.
    """
    demand_mine(unit, lesson)
    return unit.record(Operation(TopicSet(topic.strip(), plan_item), ent=lesson, base=base))


def set_homework(
    unit: Unit, *, lesson: LessonId, homework: str, base: OperationId, beside: Beside = NOTHING_BESIDE
) -> Changes:
    """Write what is to be done; all empty says «не задано». base: token of the homework shown when typing began.

    Raises:
        NotYoursToWriteError: another teacher's lesson.
        BadLinkError: a line of the links is no address of a page on the web.
        ChangedSinceError: somebody wrote another one meanwhile.
        TooLongError: the text is longer than a page.
    """
    demand_mine(unit, lesson)
    links = "\n".join(read_links(beside.links))
    return unit.record(Operation(HomeworkSet(homework.strip(), links, beside.due), ent=lesson, base=base))


def set_note(unit: Unit, *, lesson: LessonId, text: str) -> Changes:
    """Write a note about a lesson that nobody else is ever sent; the later word counts.

    Raises:
        TooLongError: the text is longer than a page.
    """
    author = unit.replica.session(unit.connection).author
    return unit.record(Operation(NoteSet(lesson, author, text.strip())))
