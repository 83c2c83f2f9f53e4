"""How journals are kept, in words: the name of each kind of lack, and the rule by which it is counted."""

from PySide6.QtCore import QCoreApplication

from app.domain.keeping import JournalKeeping, Lack
from app.domain.rules import MarkingRules
from ui.journal.wording import day_text


def lack_text(lack: Lack) -> str:
    """Return a kind of lack as the head of its column."""
    translate = QCoreApplication.translate
    return {
        Lack.EMPTY: translate("Deputy", "Empty lessons"),
        Lack.NO_TOPIC: translate("Deputy", "No topic"),
        Lack.NO_HOMEWORK: translate("Deputy", "No homework"),
        Lack.FEW_MARKS: translate("Deputy", "Few marks"),
        Lack.PLAN: translate("Deputy", "Behind the plan"),
        Lack.NO_FINAL: translate("Deputy", "No results"),
    }[lack]


def rule_text(lack: Lack, rules: MarkingRules) -> str:
    """Return the school's rule by which a kind of lack is counted."""
    translate = QCoreApplication.translate
    text = {
        Lack.EMPTY: translate(
            "Deputy",
            "The last lessons in a row without a single mark or absence; counted once the days since the first of them "
            "are {days} or more.",
        ),
        Lack.NO_TOPIC: translate("Deputy", "Lessons of this term until yesterday without a topic."),
        Lack.NO_HOMEWORK: translate(
            "Deputy", "Lessons of this term until yesterday where nothing was said about homework, not even “none”."
        ),
        Lack.FEW_MARKS: translate(
            "Deputy",
            "Pupils who have fewer marks than the school's rule asks for in a term, in the share of its lessons that "
            "has been held since each came, rounded down; marks of weight 0 do not count.",
        ),
        Lack.PLAN: translate(
            "Deputy",
            "Hours of the plan that the lessons until yesterday should have reached and have not; told when they are "
            "more than {hours}.",
        ),
        Lack.NO_FINAL: translate(
            "Deputy",
            "Pupils without a mark for the last term whose marks are expected within a week or were expected already; "
            "not for closed terms.",
        ),
    }[lack]
    return text.format(days=rules.empty_days, hours=rules.plan_tolerance)


def order_text() -> str:
    """Return by what the journals are sorted."""
    return QCoreApplication.translate(
        "Deputy",
        "The worst first: the journals that lack most kinds of entries, among equals those that lack most entries. "
        "With one kind chosen, those that lack most of it.",
    )


def cell_text(keeping: JournalKeeping, lack: Lack) -> str:
    """Return how much of a kind is lacking, empty where nothing is."""
    count = keeping.lacking.get(lack, 0)
    return str(count) if count else ""


def cell_line(keeping: JournalKeeping, lack: Lack) -> str:
    """Return a number with what it counts, empty where nothing is lacking."""
    count = keeping.lacking.get(lack, 0)
    if not count:
        return ""
    translate = QCoreApplication.translate
    line = f"{lack_text(lack)}: {count}"
    if lack is Lack.EMPTY and keeping.facts.empty_since:
        line = translate("Deputy", "{text}, since {day}").format(text=line, day=day_text(keeping.facts.empty_since))
    return line


def spoken(keeping: JournalKeeping) -> str:
    """Return a row as one sentence."""
    lacks = [line for lack in Lack if (line := cell_line(keeping, lack))]
    kept = lacks or [QCoreApplication.translate("Deputy", "nothing is lacking")]
    return ", ".join([f"{keeping.title} {keeping.subject}", *keeping.teachers, *kept])
