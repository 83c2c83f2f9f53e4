"""Why a file cannot be read, as the end of a sentence; one text for each kind that the guard tells apart."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "Files"

_NOT_A_TABLE = str(QT_TRANSLATE_NOOP("Files", "it is not an XLSX or CSV table"))
_DAMAGED = str(QT_TRANSLATE_NOOP("Files", "it is damaged"))
_UNSAFE = str(QT_TRANSLATE_NOOP("Files", "it holds something that a table has no need of"))
_TOO_LARGE = str(QT_TRANSLATE_NOOP("Files", "it is too large"))

WHY: dict[str, str] = {
    "missing": str(QT_TRANSLATE_NOOP("Files", "it is not there")),
    "empty": str(QT_TRANSLATE_NOOP("Files", "it is empty")),
    "too_large": _TOO_LARGE,
    "old_xls": str(QT_TRANSLATE_NOOP("Files", "it is of the old XLS format: save it as XLSX")),
    "encrypted": str(QT_TRANSLATE_NOOP("Files", "it is protected by a password")),
    "html": str(QT_TRANSLATE_NOOP("Files", "it is a web page, not a table: save it as XLSX")),
    "not_a_table": _NOT_A_TABLE,
    "not_a_workbook": _NOT_A_TABLE,
    "damaged": _DAMAGED,
    "zip_bomb": _UNSAFE,
    "bad_entry": _UNSAFE,
    "nested": _UNSAFE,
    "doctype": _UNSAFE,
    "dimensions": _TOO_LARGE,
    "encoding": str(QT_TRANSLATE_NOOP("Files", "its letters are in an unknown encoding")),
    "nul": _DAMAGED,
    "quotes": str(QT_TRANSLATE_NOOP("Files", "a quotation mark is not closed in it")),
    "long_line": _TOO_LARGE,
    "separators": str(QT_TRANSLATE_NOOP("Files", "its columns are separated in several ways")),
    "unknown_table": str(QT_TRANSLATE_NOOP("Files", "nobody knows a table with such headings")),
    "too_many_refused": str(QT_TRANSLATE_NOOP("Files", "most of its rows cannot be understood")),
}
"""By the value of app.files.guard.Why."""


def why_text(why: str, where: str) -> str:
    """Return why a file cannot be read, with the place where one is known."""
    text = QCoreApplication.translate(CONTEXT, WHY.get(why, _DAMAGED))
    return f"{text} ({where})" if where else text
