"""What is said before much would be removed from this PC."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.services.removing import RIGHT, Removal
from ui.counts import Counts

MOST_LINES = 4
"""Journals that are named; how many more there are is told."""


def question(removals: Sequence[Removal]) -> str:
    """Return what happened and what would go, of questions with one cause."""
    translate = QCoreApplication.translate
    lines = [_line(each) for each in removals[:MOST_LINES]]
    if len(removals) > MOST_LINES:
        lines.append(translate("Sync", "and {count} more").format(count=len(removals) - MOST_LINES))
    return "\n".join([_cause(removals[0]), *(f"• {line}" for line in lines), _comfort(removals)])


def _cause(removal: Removal) -> str:
    translate = QCoreApplication.translate
    if removal.cause == RIGHT:
        return translate(
            "Sync",
            "The school no longer gives you these journals: the year is over, or somebody else keeps them now. "
            "Remove them from this computer? The portal keeps them.",
        )
    return translate("Sync", "The portal holds fewer rows than this computer. Remove here what it does not have?")


def _line(removal: Removal) -> str:
    title = removal.title or QCoreApplication.translate("Sync", "Lists of the school")
    return f"{title}: {Counts().rows(removal.rows)}"


def _comfort(removals: Sequence[Removal]) -> str:
    translate = QCoreApplication.translate
    comfort = translate("Sync", "Entries that wait to be sent stay in any case.")
    if all(each.kept for each in removals):
        comfort += " " + translate("Sync", "You have kept this for now.")
    return comfort
