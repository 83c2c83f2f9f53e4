"""Lists of people and timetables taken in on a page: pasted or as a file, what becomes of each row shown before."""

import base64
import binascii
from collections import Counter
from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.earlier_marks import EarlierMark
from app.domain.records import Enrolment, Lesson, Membership, Pupil, Record, SchoolClass, Subject, Teacher, Term, tag_of
from app.errors import FileError, UnreadableFileError
from app.files.csv_in import read_csv
from app.files.guard import Kind, Why, kind_of
from app.files.headed import Table
from app.files.refusals import Reason
from app.files.xlsx_in import read_workbook
from app.ids import SchoolId
from portal.admin.import_clashes import met_words
from portal.admin.import_report import KINDS, WORDS, refusal
from portal.admin.import_tables import tables_of
from portal.admin.previewing import TAKEN, Fate, Preview, RowFate, preview
from portal.auth.office_links import OfficeVisit
from portal.diary.term_wording import count_words
from portal.errors import OfficeError
from portal.office.actions import Deed, act
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.file_forms import Parts
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, PageRefusedError
from portal.oneroster.importing import preview_roster
from portal.oneroster.reading import is_roster, open_roster

MAX_FILE = 2 * 1024 * 1024
"""Bytes; a list of 1,000 pupils has some 200 kB."""

MAX_BYTES = 2 * MAX_FILE
PASTED = "вставленный список"
SHOWN = 400
"""Rows of one fate that are listed; the others are counted."""

ROWS = ("строка", "строки", "строк")
FATES = {
    Fate.REFUSED: "Не будет принято",
    Fate.CHANGED: "Изменится",
    Fate.NEW: "Появится",
    Fate.SAME: "Уже есть, ничего не изменится",
}
"""In the order in which they are shown."""

HINTS = {
    Reason.UNKNOWN_CLASS: ("Если класса ещё нет, сначала заведите его:", "new-class", "Новый класс"),
    Reason.UNKNOWN_TEACHER: ("Если учителя ещё нет, сначала заведите его:", "new-teacher", "Новый учитель"),
}
"""What helps a row that is left out: words, the page's address below those of people, and its name."""

Look = Callable[[Connection, SchoolId], Preview]
"""Says what would become of a file that was read."""


class OtherListError(OfficeError):
    """A list has a page of its own."""

    TEXT = (
        "Здесь принимаются списки учителей, классов, учеников, групп, нагрузка, отметки за 10 класс и расписание. "
        "Остальные таблицы — на своих страницах."
    )


def show_import(desk: OfficeDesk, visit: OfficeVisit) -> Response[str]:
    """Show where a list is pasted or chosen."""
    with desk.reading(visit.school) as connection:
        return _form(connection, visit, "")


def answer_import(desk: OfficeDesk, sent: tuple[OfficeVisit, Parts]) -> Response[str]:
    """Answer a list that was sent: show every row's fate, or take it in.

    Raises:
        PageRefusedError: the form is not whole, or too much was saved.
    """
    visit, parts = sent
    step, (name, content) = parts.texts.get("step", ""), _content(parts)
    if step not in {"check", "save"}:
        raise PageRefusedError(MALFORMED)
    try:
        look = _looking(name, content)
        if step == "check":
            with desk.reading(visit.school) as connection:
                return _shown(connection, visit, look(connection, visit.school), (name, content))
        desk.take_save(visit)
        return _saved(desk, visit, look, name)
    except (FileError, OfficeError) as error:
        fault = refusal(error) if isinstance(error, FileError) else str(error)
    with desk.reading(visit.school) as connection:
        return _form(connection, visit, fault)


def _saved(desk: OfficeDesk, visit: OfficeVisit, look: Look, name: str) -> Response[str]:
    with desk.writing(visit.school) as connection:
        found = look(connection, visit.school)
        taken = sum(row.refused is None for row in found.rows)
        deed = Deed(f"Список «{name}»: {count_words(taken, ROWS)}", tuple(_counted(found.records)))
        number = act(connection, visit, deed, found.every, now_ms=desk.now_ms())
    return moved(f"{visit.home}/people?done={number or 0}")


def _looking(name: str, content: bytes) -> Look:
    """Return what looks at a file, once it is known what it is.

    Raises:
        FileError: it cannot be read.
        OfficeError: it holds other lists.
    """
    if len(content) > MAX_FILE:
        raise UnreadableFileError(name, Why.TOO_LARGE)
    if is_roster(content):
        file = open_roster(name, content)
        return lambda connection, school: preview_roster(connection, school, file)
    tables = _tables(name, content)
    if any(table.kind not in TAKEN for table in tables):
        raise OtherListError
    return lambda connection, school: preview(connection, school, tables)


def _content(parts: Parts) -> tuple[str, bytes]:
    if parts.content:
        return parts.file, parts.content
    if "kept" in parts.texts:
        try:
            return parts.texts.get("name", ""), base64.b64decode(parts.texts["kept"], validate=True)
        except binascii.Error as error:
            raise PageRefusedError(MALFORMED) from error
    return PASTED, parts.texts.get("text", "").strip().encode()


def _tables(name: str, content: bytes) -> list[Table]:
    if not content:
        raise UnreadableFileError(name, Why.EMPTY)
    match kind_of(name, content):
        case Kind.XLSX:
            return tables_of(read_workbook(name, content))
        case Kind.CSV:
            return tables_of([read_csv(name, content)])
        case _:
            raise UnreadableFileError(name, Why.HTML)


def _form(connection: Connection, visit: OfficeVisit, fault: str) -> Response[str]:
    status = HTTP_422_UNPROCESSABLE_ENTITY if fault else HTTP_200_OK
    facts: dict[str, Any] = {"title": "Принять список", "fault": fault, "done": None}
    return page("people_import.html", visit, read_school(connection, visit.school), facts, status=status)


def _shown(connection: Connection, visit: OfficeVisit, found: Preview, kept: tuple[str, bytes]) -> Response[str]:
    fates = {fate: [each for each in found.rows if each.fate is fate] for fate in FATES}
    facts: dict[str, Any] = {
        "title": f"Проверка: {kept[0]}",
        "fates": [
            (fate.value, FATES[fate], len(rows), [(each, _words(each)) for each in rows[:SHOWN]])
            for fate, rows in fates.items()
            if rows
        ],
        "counted": _counted(found.records),
        "files": len({row.file for row in found.rows}),
        "met": met_words(found.met, SHOWN),
        "met_count": len(found.met),
        "hints": [HINTS[why] for why in HINTS if any(row.refused and row.refused.reason is why for row in found.rows)],
        "name": kept[0],
        "kept": base64.b64encode(kept[1]).decode(),
        "done": None,
    }
    return page("people_preview.html", visit, read_school(connection, visit.school), facts)


def _counted(records: tuple[Record, ...]) -> list[str]:
    counts = Counter(tag_of(type(each)) for each in records)
    return [f"{KINDS.get(kind, kind)}: {count}" for kind, count in counts.items()]


def _words(row: RowFate) -> str:
    """Return what a row does, or why it is left out."""
    if row.refused is not None:
        text = f" — «{row.refused.text}»" if row.refused.text else ""
        return f"ячейка {row.refused.column}{row.refused.row}: {WORDS[row.refused.reason]}{text}"
    names = (
        (Term, "период"),
        (Pupil, "ученик"),
        (Teacher, "учитель"),
        (Subject, "предмет"),
        (SchoolClass, "класс"),
        (Enrolment, "зачисление"),
        (Membership, "состав групп"),
        (EarlierMark, "отметки за 10 класс"),
        (Lesson, "уроки"),
    )
    said = [words for kind, words in names if any(isinstance(each, kind) for each in row.touched)]
    return ", ".join(said) or ("нагрузка" if row.touched else "")
