"""The help pages: their order, titles and texts, in the language of the windows."""

from functools import cache

from PySide6.QtCore import QLocale

from resources.paths import HELP

PAGES = (
    "first_start",
    "sign_in",
    "unlock",
    "keyless",
    "today",
    "journals",
    "journal",
    "printing",
    "lesson",
    "card",
    "seating",
    "board",
    "presentation",
    "average",
    "term",
    "plan",
    "class_desk",
    "deputy_desk",
    "attention",
    "synchronisation",
    "stick",
    "history",
    "news",
    "finding",
    "looks",
)
"""Names of the pages, in the order of the contents."""

START = "today"
"""What is opened where no place has a page of its own."""

ABOUT_HELP = "finding"
"""What help says of itself."""

RUSSIAN, ENGLISH = "ru", "en"


def language() -> str:
    """Return the language in which help is shown."""
    return RUSSIAN if QLocale().language() is QLocale.Language.Russian else ENGLISH


@cache
def page_text(name: str, spoken: str) -> str:
    """Return a page as Markdown. spoken: RUSSIAN or ENGLISH."""
    return (HELP / spoken / f"{name}.md").read_text(encoding="utf-8")


def page_title(name: str, spoken: str) -> str:
    """Return a page's heading."""
    return page_text(name, spoken).partition("\n")[0].removeprefix("# ")
