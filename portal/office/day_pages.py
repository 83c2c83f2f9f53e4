"""The pages of a day: what differs from the timetable, whose lessons need somebody else, one lesson to be decided."""

from collections.abc import Mapping
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec.structs import replace
from sqlalchemy import Connection

from app.domain.classroom import Substitution, substitution_id
from app.domain.records import NEVER, Lesson, Record
from app.domain.timetable import StandIn, TimetableLesson
from app.ids import LessonId, TeacherId
from portal.admin.calendar import read_calendar
from portal.auth.office_links import OfficeVisit
from portal.exchange.office import OFFICE
from portal.office.calendar_form import day_of
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.people_actions import Deed, act
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.time_wording import weekday_text
from portal.office.timetable_reading import Staff, lesson, read_day, read_lessons, read_staff, stand_ins
from portal.store.rows import read_records

FIELDS = ("teacher", "held", "reason")
HELD, CANCELLED = "1", "0"
STEPS = {"save", "join"}
LONGEST_REASON = 200


def show_day(desk: OfficeDesk, visit: OfficeVisit, asked: Mapping[str, str]) -> Response[str]:
    """Show a day. asked: "on", the day, today without it; "teacher", whose lessons are listed; "saved"."""
    with desk.reading(visit.school) as connection:
        day = day_of(asked.get("on", "")) or today_in(connection, visit.school, desk.now_ms())
        staff = read_staff(connection, visit.school)
        lessons = read_day(connection, visit.school, staff, day)
        people = sorted({(person.name, person.id) for each in lessons for person in each.teachers})
        chosen = asked.get("teacher", "")
        calendar = read_calendar(connection, visit.school)
        facts: dict[str, Any] = {
            "day": day,
            "week": calendar.week(day),
            "holiday": next((each.name for each in calendar.holidays if each.first <= day <= each.last), ""),
            "count": len(lessons),
            "changes": [each for each in lessons if each.substitute or each.cancelled or each.reason],
            "people": people,
            "chosen": chosen,
            "own": [each for each in lessons if any(person.id == chosen for person in each.teachers)],
            "names": lambda each: ", ".join(person.name for person in each.teachers),
            "saved": asked.get("saved") == "1",
        }
        return page("day.html", visit, read_school(connection, visit.school), facts)


def show_lesson(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show a lesson: who might take it, and whether it is held.

    Raises:
        PageRefusedError: there is no such lesson.
    """
    with desk.reading(visit.school) as connection:
        staff, at, others = _around(connection, visit, key)
        return _form_page(connection, visit, (at, stand_ins(staff, at, others)), _texts(at), {})


def answer_lesson(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Take who stands in at a lesson, and whether it is held.

    Raises:
        PageRefusedError: there is no such lesson, the form is not whole, or too much was saved.
    """
    if sent.step not in STEPS or not sent.holds(*FIELDS):
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        staff, at, others = _around(connection, visit, key)
        people = stand_ins(staff, at, others)
        texts = {name: " ".join(sent.typed[name].split()) for name in FIELDS}
        errors = _errors(at, people, texts, sent)
        if errors:
            return _form_page(connection, visit, (at, people), texts, errors)
        rows = _rows(connection, visit, at, texts)
        deed = Deed(f"Урок {weekday_text(at.day)}: {at.title}, {at.subject}", (_did(people, texts),))
        act(connection, visit, deed, rows, now_ms=desk.now_ms())
    return moved(f"{visit.home}/day?on={at.day.isoformat()}&saved=1")


def _around(
    connection: Connection, visit: OfficeVisit, key: str
) -> tuple[Staff, TimetableLesson, tuple[TimetableLesson, ...]]:
    staff = read_staff(connection, visit.school)
    found = read_lessons(connection, visit.school, staff, lesson.c.id == key)
    if not found:
        raise PageRefusedError(UNKNOWN)
    others = read_day(connection, visit.school, staff, found[0].day)
    return staff, found[0], others


def _texts(at: TimetableLesson) -> dict[str, str]:
    held = CANCELLED if at.cancelled else HELD
    return {"teacher": at.substitute.id if at.substitute else "", "held": held, "reason": at.reason}


def _errors(at: TimetableLesson, people: tuple[StandIn, ...], texts: Mapping[str, str], sent: Form) -> dict[str, str]:
    errors: dict[str, str] = {}
    chosen = next((each for each in people if each.person.id == texts["teacher"]), None)
    now = _texts(at)
    if dict(sent.drawn) != now:
        errors["teacher"] = "Пока вы заполняли форму, урок изменили. Проверьте и отправьте ещё раз."
    elif texts["teacher"] and chosen is None:
        errors["teacher"] = "Такого учителя в этот день нет."
    elif chosen and chosen.busy and texts["teacher"] != now["teacher"] and sent.step != "join":
        errors["teacher"] = f"{chosen.person.name} в это время ведёт {chosen.busy}. Можно объединить группы."
    if texts["held"] == CANCELLED and not texts["reason"]:
        errors["reason"] = "Напишите, почему урока не будет: это увидят ученики."
    if len(texts["reason"]) > LONGEST_REASON:
        errors["reason"] = f"Не длиннее {LONGEST_REASON} знаков."
    return errors


def _rows(connection: Connection, visit: OfficeVisit, at: TimetableLesson, texts: Mapping[str, str]) -> list[Record]:
    now = _texts(at)
    rows: list[Record] = []
    if texts["teacher"] != now["teacher"]:
        key, teacher = substitution_id(at.id), TeacherId(texts["teacher"])
        rows.append(Substitution(key, NEVER, at.journal, at.id, at.day, teacher, TeacherId(OFFICE)))
    if (texts["held"], texts["reason"]) != (now["held"], now["reason"]):
        cancelled = texts["held"] == CANCELLED
        said = {"cancelled": cancelled, "removed": False, "reason": texts["reason"]}
        stored = read_records(connection, visit.school, [(Lesson, LessonId(at.id))])
        rows += [replace(row, token=NEVER, **said) for row in stored]
    return rows


def _did(people: tuple[StandIn, ...], texts: Mapping[str, str]) -> str:
    if texts["held"] == CANCELLED:
        return f"отменён: {texts['reason']}"
    name = next((each.person.name for each in people if each.person.id == texts["teacher"]), "")
    return f"ведёт {name}" if name else "ведёт свой учитель"


def _form_page(
    connection: Connection,
    visit: OfficeVisit,
    known: tuple[TimetableLesson, tuple[StandIn, ...]],
    texts: Mapping[str, str],
    errors: Mapping[str, str],
) -> Response[str]:
    at, people = known
    chosen = next((each for each in people if each.person.id == texts["teacher"]), None)
    facts: dict[str, Any] = {
        "action": f"{visit.home}/day/{at.id}",
        "back": f"{visit.home}/day?on={at.day.isoformat()}",
        "at": at,
        "own": ", ".join(person.name for person in at.teachers),
        "free": [each for each in people if not each.busy],
        "busy": [each for each in people if each.busy],
        "joins": bool(chosen and chosen.busy and "teacher" in errors),
        "form": {"texts": texts, "errors": errors},
        "drawn": _texts(at),
        "failed": bool(errors),
        "names": {"teacher": "Кто ведёт", "held": "Урок", "reason": "Причина"},
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if errors else HTTP_200_OK
    return page("day_lesson.html", visit, read_school(connection, visit.school), facts, status=status)
