"""Takes in a journal's sheet: a column is a lesson with its work, a row is a pupil, a cell holds marks and absence."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.attendance import MOST_MINUTES, attendance_id
from app.domain.entries import Typed, parse_entry
from app.domain.records import NEVER, Attendance, Journal, Lesson, Mark, Pupil, SchoolClass, Work
from app.domain.scales import FIVE, Scale
from app.errors import BadMinutesError, UnknownMarkError
from app.files.headed import Table, as_day, leaving_out, shown
from app.files.refusals import Reason, RefusedRow
from app.files.tables import Value
from app.ids import MarkId, PupilId, TeacherId, WorkId, derived
from portal.admin.import_books import Books, full_name
from portal.admin.import_lists import LAST_NUMBER, class_of, journal_of

CODES = {"уп": "у", "нп": "н", "от": "н", "оп": "о"}
"""Signs that other gradebooks export: excused, unexcused, absent, late."""

LESSON_ROW, WORK_ROW = "урок", "вид работы"
"""What stands in the pupils' column before the lessons' numbers and the kinds of work."""

NOT_LESSONS = frozenset({"ср. балл", "ср.балл", "средний балл", "средняя", "средняя отметка", "итог", "итоговая"})
"""Columns that other gradebooks compute."""

UNMARKED_GRADE = 1
"""A first class is not marked. Source: the federal standard of primary school."""

_BORN = re.compile(r"(.+?),\s*(\d{1,2}\.\d{1,2}\.\d{4})")
_PARTED = re.compile(r"[\s/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A lesson's column. author: who had the journal on that day. work: None for answers at the lesson."""

    index: int
    lesson: Lesson
    author: TeacherId
    work: Work | None


@dataclass(frozen=True, slots=True)
class Page:
    """A journal's sheet and whose it is.

    labels: the rows of numbers and works. pupils: of the class, by name. scale: of the subject's marks.
    """

    books: Books
    table: Table
    school_class: SchoolClass
    journal: Journal
    labels: dict[str, int]
    pupils: dict[str, set[PupilId]]
    scale: Scale

    @property
    def name_column(self) -> int:
        """Return the index of the column in which the pupils stand."""
        return self.table.columns["ученик"]

    def value(self, row: int, column: int) -> Value:
        """Return what stands there."""
        return self.table.sheet.value(row, column)

    def labelled(self, label: str, column: int) -> str:
        """Return what stands in a labelled row, empty where the sheet has no such row."""
        return shown(self.value(self.labels[label], column)) if label in self.labels else ""


def take_journal(books: Books, table: Table, refused: list[RefusedRow]) -> None:
    """Take in a sheet; the columns, rows and cells that are refused are added to *refused*, the others count."""
    with leaving_out(refused):
        page = _page(books, table)
        columns = list(_columns(page, refused))
        for row, pupil in _rows(page, refused):
            for column in columns:
                if page.value(row, column.index) is not None:
                    with leaving_out(refused):
                        _take_cell(page, row, pupil, column)


def parse_cell(text: str, scale: Scale = FIVE) -> Typed:
    """Read a cell as any gradebook exports it. scale: of the subject's marks.

    Raises:
        UnknownMarkError: a part is neither a mark nor a sign; a debt «точка» is none, for it has no date here.
        BadMinutesError: nobody is late by so many minutes.
    """
    known = " ".join(CODES.get(part.lower(), part) for part in _PARTED.split(text))
    typed = parse_entry(known, scale, MOST_MINUTES)
    if typed.owes:
        raise UnknownMarkError(text)
    return typed


def _page(books: Books, table: Table) -> Page:
    school_class = class_of(books, table.above)
    journal = journal_of(books, table.above, school_class)
    labels: dict[str, int] = {}
    for line in table.lines():
        label = shown(line.value("ученик")).lower()
        if label not in {LESSON_ROW, WORK_ROW}:
            break
        labels[label] = line.row
    pupils: dict[str, set[PupilId]] = defaultdict(set)
    for enrolment in books.enrolments[school_class.id].values():
        pupil = books.pupils[enrolment.pupil]
        for name in (full_name(pupil), f"{pupil.surname} {pupil.name}".lower()):
            pupils[name].add(pupil.id)
    return Page(books, table, school_class, journal, labels, pupils, books.scale_of(journal.subject))


def _columns(page: Page, refused: list[RefusedRow]) -> Iterator[Column]:
    taken: set[tuple[str, str]] = set()
    below = page.table.sheet.rows[page.table.heading + 1 :]
    for index, heading in enumerate(page.table.sheet.rows[page.table.heading]):
        is_filled = any(index < len(row) and row[index] is not None for row in below)
        is_own = index in {page.table.columns["№"], page.name_column} or shown(heading).lower() in NOT_LESSONS
        if is_own or not is_filled:
            continue
        with leaving_out(refused):
            column = _column(page, index)
            place = column.lesson.id, column.work.id if column.work else ""
            if place in taken:
                page.table.refuse(page.table.heading, index, Reason.TWICE)
            taken.add(place)
            if column.work:
                page.books.add(column.work)
            yield column


def _column(page: Page, index: int) -> Column:
    heading = page.table.heading
    day = as_day(page.value(heading, index), page.books.year)
    if day is None:
        page.table.refuse(heading, index, Reason.BAD_DATE)
    lesson = page.books.lesson_on(page.journal.id, day, _number(page, index))
    if lesson is None:
        page.table.refuse(heading, index, Reason.NO_LESSON)
    author = page.books.teacher_of(page.journal.id, day)
    if author is None:
        page.table.refuse(heading, index, Reason.NO_TEACHER)
    return Column(index, lesson, author, _work(page, index, lesson))


def _number(page: Page, index: int) -> int | None:
    text = page.labelled(LESSON_ROW, index)
    if not text:
        return None
    if text not in map(str, range(LAST_NUMBER + 1)):
        page.table.refuse(page.labels[LESSON_ROW], index, Reason.BAD_NUMBER)
    return int(text)


def _work(page: Page, index: int, lesson: Lesson) -> Work | None:
    name = page.labelled(WORK_ROW, index).lower()
    if not name:
        return None
    kind = page.books.work_types.get(name)
    if kind is None:
        page.table.refuse(page.labels[WORK_ROW], index, Reason.UNKNOWN_WORK)
    key = WorkId(derived("work", lesson.id, kind.id))
    return Work(key, NEVER, lesson.journal, lesson.id, kind.id, "", kind.weight)


def _rows(page: Page, refused: list[RefusedRow]) -> Iterator[tuple[int, PupilId]]:
    taken: set[PupilId] = set()
    for line in page.table.lines():
        entered = any(value is not None for value in page.table.sheet.rows[line.row][page.name_column :])
        if line.row in page.labels.values() or not entered:
            continue
        with leaving_out(refused):
            pupil = _pupil(page, line.row, line.needed("ученик"))
            if pupil in taken:
                line.refuse("ученик", Reason.TWICE)
            taken.add(pupil)
            yield line.row, pupil


def _pupil(page: Page, row: int, text: str) -> PupilId:
    dated = _BORN.fullmatch(text)
    name, born = (dated[1], as_day(dated[2], page.books.year)) if dated else (text, None)
    named = [page.books.pupils[each] for each in page.pupils.get(name.lower(), ())]
    fitting: list[Pupil] = [each for each in named if dated is None or each.born == born]
    if not fitting:
        page.table.refuse(row, page.name_column, Reason.UNKNOWN_PUPIL)
    if len(fitting) > 1:
        page.table.refuse(row, page.name_column, Reason.NAMESAKES)
    return fitting[0].id


def _take_cell(page: Page, row: int, pupil: PupilId, column: Column) -> None:
    if not page.books.is_member(page.journal.group, pupil, column.lesson.day):
        page.table.refuse(row, column.index, Reason.NOT_ENROLLED)
    try:
        typed = parse_cell(shown(page.value(row, column.index)), page.scale)
    except (UnknownMarkError, BadMinutesError):
        page.table.refuse(row, column.index, Reason.BAD_MARK)
    if typed.marks and page.school_class.grade == UNMARKED_GRADE:
        page.table.refuse(row, column.index, Reason.UNMARKED_GRADE)
    entered: list[Mark | Attendance] = [*_marks(typed, pupil, column), *_attendance(typed, pupil, column)]
    if any(_is_known(page.books, each) for each in entered):
        page.table.refuse(row, column.index, Reason.TWICE)
    for each in entered:
        page.books.add(each)


def _marks(typed: Typed, pupil: PupilId, column: Column) -> Iterator[Mark]:
    lesson, work = column.lesson, column.work.id if column.work else None
    cell = derived("mark", lesson.id, pupil, work or "")
    for n, value in enumerate(typed.marks, 1):
        # of one length, so that sorting by id keeps the order of the cell
        yield Mark(MarkId(f"{cell}.{n:02}"), NEVER, lesson.journal, lesson.id, pupil, work, value, column.author)


def _attendance(typed: Typed, pupil: PupilId, column: Column) -> Iterator[Attendance]:
    if typed.absence is not None:
        lesson = column.lesson
        key = attendance_id(lesson.id, pupil)
        yield Attendance(key, NEVER, lesson.journal, lesson.id, pupil, typed.absence, typed.minutes, column.author)


def _is_known(books: Books, record: Mark | Attendance) -> bool:
    """Return whether the files said something of this already; the same absence in two works' columns is one."""
    found = books.added[type(record)].get(record.id)
    return found is not None and not (isinstance(record, Attendance) and found == record)
