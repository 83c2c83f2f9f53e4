"""Histories of a journal's cells and of marks for periods, over their pages."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from app.domain.history import Step, Thread
from app.ids import JournalId
from app.services.history import read_cell_history, read_final_history, read_lesson_history
from ui.desk import Desk
from ui.finals.view import FinalsView
from ui.finals.wording import period_text
from ui.history.showing import HistoryShowing
from ui.journal.view import JournalView
from ui.journal.wording import lesson_text
from ui.theme import Theme


def tell_cells(view: JournalView, desk: Desk, theme: Theme, now: Callable[[], datetime]) -> HistoryShowing:
    """Let a journal's page tell the history of its cells and lessons."""
    showing = HistoryShowing(view, desk, theme, now)

    def show(row: int, column: int) -> None:
        pupil, lesson, area = view.at(row, column)
        query = partial(read_cell_history, pupil=pupil.id, lesson=lesson.id)
        showing.show((pupil.short_name, lesson_text(lesson)), query, area)

    def show_lesson(row: int, column: int) -> None:
        _, lesson, area = view.at(row, column)
        query = partial(read_lesson_history, lesson=lesson.id)
        showing.show((view.title(), lesson_text(lesson)), query, area)

    view.history_wanted.connect(show)
    view.lesson_history_wanted.connect(show_lesson)
    showing.left.connect(view.setFocus)
    showing.refused.connect(view.refused)
    return showing


def tell_finals(
    view: FinalsView, journal: JournalId, desk: Desk, theme: Theme, now: Callable[[], datetime]
) -> HistoryShowing:
    """Let a page of marks for periods tell their history."""
    showing = HistoryShowing(view, desk, theme, now)
    told: dict[str, str] = {}

    def show(row: int, column: int) -> None:
        pupil, period, area = view.at(row, column)
        told["period"] = period.id
        query = partial(read_final_history, journal=journal, pupil=pupil.id, period=period.id)
        showing.show((pupil.short_name, period_text(period)), query, area)

    def bring_back(thread: Thread, step: Step) -> None:
        if thread.pupil is not None:
            view.bring_back(thread.pupil, told["period"], step.after)

    view.history_wanted.connect(show)
    showing.left.connect(view.setFocus)
    showing.refused.connect(view.refused)
    showing.final_wanted.connect(bring_back)
    return showing
