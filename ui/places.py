"""Where a teacher was: open pages, tab and day, as ids only; kept over another theme and over a locked time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.ids import JournalId
from ui.desks import DESKS, DeskPage
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Places:
    """The open pages in their order, and the one that is shown."""

    tab: int
    day: date
    journals: tuple[JournalId, ...]
    finals: tuple[JournalId, ...]
    plans: tuple[JournalId, ...]
    desks: tuple[str, ...]
    attention: bool


def places_of(workspace: Workspace) -> Places:
    """Return what is open."""
    tab, day = workspace.place
    return Places(
        tab,
        day,
        workspace.open_journals,
        workspace.open_finals,
        workspace.open_plans,
        workspace.open_desks,
        workspace.is_attention_open,
    )


def reopen(places: Places, workspace: Workspace, open_desk: Callable[[DeskPage], None]) -> None:
    """Open the same pages in a new workspace."""
    if places.attention:
        workspace.open_attention()
    for journal in places.journals:
        workspace.open_journal(journal)
    for journal in places.finals:
        workspace.open_finals_of(journal)
    for journal in places.plans:
        workspace.open_plan_of(journal)
    for page in DESKS:
        if page.name in places.desks:
            open_desk(page)
    workspace.go(places.tab, places.day)
