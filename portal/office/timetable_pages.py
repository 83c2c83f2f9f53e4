"""The pages of the timetable: classes, the week of one, and a place of it to be filled, changed or cleared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.bells import NUMBERS
from app.ids import ClassId, JournalId
from portal.admin.calendar import Calendar, read_calendar
from portal.admin.staff import Staff, TaughtJournal
from portal.auth.office_links import OfficeVisit
from portal.office.actions import Deed, act
from portal.office.calendar_form import day_of
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.rule_form import UNSAVED
from portal.office.time_wording import day_text, lessons_words, weekday_name
from portal.office.timetable_changes import (
    Fate,
    Spell,
    read_fate,
    read_free,
    read_meetings,
    taught_days,
    wanted_lessons,
)
from portal.office.timetable_form import (
    ENTRIES,
    FIELDS,
    SPAN_FIELDS,
    PlaceForm,
    asked_place,
    entry_texts,
    entry_words,
    met_words,
    span_texts,
)
from portal.office.timetable_reading import lesson, read_lessons, read_staff
from portal.office.timetable_week import Spot, Standing, sample_days, standing_week

WEEKDAYS = range(1, 7)
STEPS = {"check", "edit", "save"}
FREE_DAYS = 4
"""Days ahead on which a room or a teacher has to be free to be named: two of each week."""


@dataclass(frozen=True, slots=True)
class Board:
    """What the pages of one class know. first: the day from which on the week is shown."""

    calendar: Calendar
    staff: Staff
    journals: tuple[TaughtJournal, ...]
    today: date
    first: date
    week: Mapping[Spot, Sequence[Standing]]

    @property
    def title(self) -> str:
        """Return the class's name."""
        return f"{self.journals[0].grade}{self.journals[0].letter}"


def show_classes(desk: OfficeDesk, visit: OfficeVisit) -> Response[str]:
    """Show the classes whose timetable can be changed."""
    with desk.reading(visit.school) as connection:
        staff = read_staff(connection, visit.school)
        found = {each.school_class: each for each in staff.journals.values()}
        classes = sorted(found.values(), key=lambda each: (each.grade, each.letter))
        return page("timetable.html", visit, read_school(connection, visit.school), {"classes": classes})


def show_week(desk: OfficeDesk, visit: OfficeVisit, key: str, asked: Mapping[str, str]) -> Response[str]:
    """Show the week of a class. asked: "from", the day from which on, and "saved".

    Raises:
        PageRefusedError: there is no such class with a journal.
    """
    with desk.reading(visit.school) as connection:
        board = _board(connection, visit, ClassId(key), day_of(asked.get("from", "")), desk.now_ms())
        facts: dict[str, Any] = {
            "board": board,
            "key": key,
            "weekdays": WEEKDAYS,
            "numbers": _numbers(board),
            "words": lambda each: entry_words(each, board.staff.journals),
            "slot": _slots(board),
            "week_now": board.calendar.week(board.first),
            "loads": _loads(board),
            "saved": asked.get("saved") == "1",
        }
        return page("timetable_week.html", visit, read_school(connection, visit.school), facts)


def show_place(desk: OfficeDesk, visit: OfficeVisit, at: tuple[str, str, str], first: str) -> Response[str]:
    """Show a place of a week to be changed. at: class, weekday and number. first: the day from which on, or empty.

    Raises:
        PageRefusedError: there is no such place.
    """
    spot = _spot(at)
    with desk.reading(visit.school) as connection:
        board = _board(connection, visit, spot[0], day_of(first), desk.now_ms())
        texts = {**span_texts(board.first, board.calendar.last), **entry_texts(board.week.get(spot[1:], ()))}
        return _form_page(connection, visit, board, spot, PlaceForm(texts, {}))


def answer_place(desk: OfficeDesk, visit: OfficeVisit, at: tuple[str, str, str], sent: Form) -> Response[str]:
    """Answer a form of a place: what its button asks for.

    Raises:
        PageRefusedError: there is no such place, the form is not whole, or too much was saved.
    """
    spot = _spot(at)
    if sent.step not in STEPS or not all(name in sent.typed for name in (*SPAN_FIELDS, *FIELDS)):
        raise PageRefusedError(MALFORMED)
    with desk.answering(visit, saves=sent.step == "save") as connection:
        return _answered(connection, visit, spot, sent, now_ms=desk.now_ms())


def _answered(
    connection: Connection, visit: OfficeVisit, spot: tuple[ClassId, int, int], sent: Form, *, now_ms: int
) -> Response[str]:
    board = _board(connection, visit, spot[0], day_of(sent.drawn.get("first", "")), now_ms)
    spell, entries, form = asked_place(sent, board.calendar, board.journals, spot, board.today)
    if any(sent.drawn.get(name) != text for name, text in entry_texts(board.week.get(spot[1:], ())).items()):
        form = PlaceForm(
            form.texts, {**form.errors, "journal-0": f"Пока вы заполняли форму, это место изменили. {UNSAVED}"}
        )
    if sent.step == "edit" or form.errors:
        return _form_page(connection, visit, board, spot, form)
    days = taught_days(board.calendar, board.journals[0].grade, spell)
    wanted = wanted_lessons(board.calendar, days, entries)
    fate = read_fate(connection, visit.school, board.staff, wanted, spell)
    if not fate.rows:
        return _form_page(connection, visit, board, spot, form, unchanged=True)
    said = _said(fate)
    if sent.step == "save":
        title = f"Расписание {board.title}: {weekday_name(spell.weekday).lower()}, {spell.number} урок"
        act(connection, visit, Deed(title, said), fate.rows, now_ms=now_ms)
        return moved(f"{visit.home}/timetable/{spot[0]}?from={spell.first.isoformat()}&saved=1")
    met = read_meetings(connection, visit.school, board.staff, fate, wanted)
    facts: dict[str, Any] = {
        "action": _address(visit, spot),
        "board": board,
        "spell": spell,
        "entries": [entry_words(each, board.staff.journals) for each in entries],
        "fate": fate,
        "said": said,
        "met": [met_words(each) for each in met],
        "title_of": lambda each: board.staff.journals[each.journal].label,
        "typed": form.texts,
        "drawn": {**sent.drawn},
    }
    return page("timetable_review.html", visit, read_school(connection, visit.school), facts)


def _said(fate: Fate) -> tuple[str, ...]:
    counted = (
        ("появится", len(fate.created)),
        ("сменит кабинет", len(fate.changed)),
        ("исчезнет", len(fate.removed)),
        ("останется как отменённый: в нём уже есть записи", len(fate.left)),
        ("не изменится: его уже отменили или перенесли", len(fate.untouched)),
    )
    return tuple(f"{words}: {lessons_words(count)}" for words, count in counted if count)


def _board(connection: Connection, visit: OfficeVisit, key: ClassId, first: date | None, now_ms: int) -> Board:
    staff = read_staff(connection, visit.school)
    journals = staff.of_class(key)
    if not journals:
        raise PageRefusedError(UNKNOWN)
    calendar = read_calendar(connection, visit.school)
    today = today_in(connection, visit.school, now_ms)
    begin = min(max(first or today, calendar.first), calendar.last)
    days = sample_days(calendar, journals[0].grade, begin)
    shown = {day for each in days.values() for day in each}
    where = lesson.c.journal.in_([each.id for each in journals]), lesson.c.day.in_(shown)
    lessons = read_lessons(connection, visit.school, staff, *where)
    return Board(calendar, staff, journals, today, begin, standing_week(lessons, days))


def _numbers(board: Board) -> range:
    """Return the lessons that the page has rows for: those that stand and the bells', one more at the end."""
    shift = board.journals[0].shift
    rung = [number for number in NUMBERS if board.staff.bells.times(board.first, shift, number)[0]]
    used = [number for _, number in board.week]
    return range(min([1, *used]), min(max([6, *rung, *used]) + 1, NUMBERS.stop - 1) + 1)


def _slots(board: Board) -> Mapping[int, str]:
    shift = board.journals[0].shift
    return {number: "–".join(filter(None, board.staff.bells.times(board.first, shift, number))) for number in NUMBERS}


def _loads(board: Board) -> list[tuple[TaughtJournal, float]]:
    """Return the journals of which there are more or fewer lessons a week than hours."""
    held: dict[JournalId, float] = {}
    for entries in board.week.values():
        for each in entries:
            held[each.journal] = held.get(each.journal, 0) + (0.5 if each.week else 1)
    return [(each, held.get(each.id, 0)) for each in board.journals if held.get(each.id, 0) != each.hours]


def _spot(at: tuple[str, str, str]) -> tuple[ClassId, int, int]:
    key, weekday, number = at
    if not (weekday in set("123456") and number in set(map(str, NUMBERS))):
        raise PageRefusedError(UNKNOWN)
    return ClassId(key), int(weekday), int(number)


def _address(visit: OfficeVisit, spot: tuple[ClassId, int, int]) -> str:
    return f"{visit.home}/timetable/{spot[0]}/{spot[1]}/{spot[2]}"


def _form_page(  # noqa: PLR0913, PLR0917 (what a page shows)
    connection: Connection,
    visit: OfficeVisit,
    board: Board,
    spot: tuple[ClassId, int, int],
    form: PlaceForm,
    unchanged: bool = False,  # noqa: FBT001, FBT002 (said by its name)
) -> Response[str]:
    spell = Spell(*spot, board.first, board.calendar.last)
    near = taught_days(board.calendar, board.journals[0].grade, spell)[:FREE_DAYS]
    rooms, people = read_free(connection, visit.school, board.staff, spell, near)
    facts: dict[str, Any] = {
        "action": _address(visit, spot),
        "back": f"{visit.home}/timetable/{spot[0]}?from={board.first.isoformat()}",
        "board": board,
        "spell": spell,
        "form": form,
        "drawn": {"first": board.first.isoformat(), **entry_texts(board.week.get(spot[1:], ()))},
        "entries": ENTRIES,
        "rooms": rooms,
        "people": people,
        "teachers": {
            each.id: ", ".join(p.name for p in board.staff.teachers(each.id, board.first)) for each in board.journals
        },
        "near": [day_text(day) for day in near],
        "failed": bool(form.errors),
        "unchanged": unchanged,
        "names": {"first": "С какого дня", "last": "По какой день"}
        | {f"journal-{n}": f"{n + 1}-я строка, урок" for n in ENTRIES}
        | {f"room-{n}": f"{n + 1}-я строка, кабинет" for n in ENTRIES},
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if form.errors else HTTP_200_OK
    return page("timetable_form.html", visit, read_school(connection, visit.school), facts, status=status)
