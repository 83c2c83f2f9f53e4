"""Which help page belongs to the place where the focus is."""

from PySide6.QtWidgets import QWidget

from ui.help.pages import START

PLACES = {
    # before the journal, and over it
    "Entrance": "first_start",
    "FirstStart": "first_start",
    "SignInPage": "sign_in",
    "SignInDialog": "sign_in",
    "UnlockPage": "unlock",
    "NewPinPage": "unlock",
    "ProfilesPage": "unlock",
    "KeylessPage": "keyless",
    "ChangePin": "unlock",
    "Removal": "unlock",
    # pages in tabs
    "TodayView": "today",
    "JournalsView": "journals",
    "JournalView": "journal",
    "FinalsView": "term",
    "PlanView": "plan",
    "AttentionView": "attention",
    "NewsView": "news",
    "ClassDeskView": "class_desk",
    "DeputyDesk": "deputy_desk",
    # beside them, or instead of them
    "LessonPanel": "lesson",
    "CardSheet": "card",
    "SeatingPlan": "seating",
    "LessonTools": "board",
    "PresentationView": "presentation",
    "SyncIndicator": "synchronisation",
    "SyncPanel": "synchronisation",
    # small boxes over a page
    "AbsenceReasonBox": "class_desk",
    "CommentBox": "journal",
    "DebtsBox": "journal",
    "EverybodyBox": "journal",
    "ExplanationBox": "average",
    "FiguresBox": "term",
    "HistoryBox": "history",
    "NamesBox": "class_desk",
    "OffBox": "today",
    "PaletteBox": "finding",
    "PictureBox": "journal",
    "PlaceBox": "deputy_desk",
    "ReasonBox": "journal",
    "RetakeBox": "journal",
    "RiskRulesBox": "class_desk",
    "ToolsBox": "board",
    "WorkBox": "lesson",
    "YearBox": "deputy_desk",
    # what leads through the program itself
    "PrintPreview": "printing",
    "HelpWindow": "finding",
    "KeysHelp": "finding",
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
