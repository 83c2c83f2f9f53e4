"""What there is to say where a page has nothing to show; each sentence names a way out."""

from PySide6.QtCore import QCoreApplication


def empty_page_text(*, pupils: int, lessons: int, whole_year: bool) -> str:
    """Return why a journal's page is empty, nothing where it is not. whole_year: no shorter period is shown."""
    translate = QCoreApplication.translate
    if not pupils:
        return nobody_text()
    if lessons:
        return ""
    if whole_year:
        return translate(
            "Empty",
            "This journal has no lessons yet. The school office makes the timetable; "
            "it comes here with the next synchronisation (F5).",
        )
    return translate("Empty", "There are no lessons in this period. Choose another one above, or the whole year.")


def nobody_text() -> str:
    """Return what is said of a class or a group without pupils."""
    return QCoreApplication.translate(
        "Empty",
        "Nobody is in this class or group yet. The school office enters the pupils; "
        "they come here with the next synchronisation (F5).",
    )


def no_terms_text() -> str:
    """Return what is said of a class whose year has no terms."""
    return QCoreApplication.translate(
        "Empty",
        "This class has no terms yet. The school office enters them; "
        "they come here with the next synchronisation (F5).",
    )
