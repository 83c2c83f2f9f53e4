"""What a teacher writes about a lesson: its topic and its homework."""

from app.changes import Changes
from app.ids import LessonId, OperationId
from app.operations import HomeworkSet, Operation, TopicSet
from app.store.unit import Unit


def set_topic(unit: Unit, *, lesson: LessonId, topic: str, base: OperationId) -> Changes:
    """Write a lesson's topic. base: token of the topic that was shown when typing began.

    Raises:
        ChangedSinceError: somebody wrote another one meanwhile.
        TooLongError: the text is longer than a page.
    """
    return unit.record(Operation(TopicSet(topic.strip()), ent=lesson, base=base))


def set_homework(unit: Unit, *, lesson: LessonId, homework: str, base: OperationId) -> Changes:
    """Write what is to be done for the next lesson. base: token of the homework that was shown when typing began.

    Raises:
        ChangedSinceError: somebody wrote another one meanwhile.
        TooLongError: the text is longer than a page.
    """
    return unit.record(Operation(HomeworkSet(homework.strip()), ent=lesson, base=base))
