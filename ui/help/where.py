"""Which help page belongs to the place where the focus is."""

from PySide6.QtWidgets import QWidget

from ui.help.pages import START

PLACES = {
    "HistoryBox": "history",
    "ExplanationBox": "average",
    "SyncPanel": "synchronisation",
    "SyncIndicator": "synchronisation",
    "LessonPanel": "lesson",
    "TodayView": "today",
    "JournalsView": "journals",
    "JournalView": "journal",
    "FinalsView": "term",
    "PlanView": "plan",
    "ClassDeskView": "class_desk",
    "DeputyDesk": "deputy_desk",
    "AttentionView": "attention",
    "NewsView": "news",
    "PaletteBox": "finding",
    "Entrance": "first_start",
}
"""By the name of a widget's class: a class itself would load every window before the first one is shown."""


def page_at(*widgets: QWidget | None) -> str:
    """Return the help page of the first of the widgets that is in a place with a page of its own."""
    for widget in widgets:
        above = widget
        while above is not None:
            if page := PLACES.get(type(above).__name__):
                return page
            above = above.parentWidget()
    return START
