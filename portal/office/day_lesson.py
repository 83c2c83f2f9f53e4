"""The page of one lesson of a day: who takes it, whether it is held, when and where; clashes are shown before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec.structs import replace
from sqlalchemy import Connection

from app.domain.bells import NUMBERS
from app.domain.classroom import Substitution, substitution_id
from app.domain.records import NEVER, Lesson, Record
from app.domain.timetable import StandIn, TimetableLesson
from app.ids import OFFICE, LessonId, TeacherId
from portal.admin.calendar import Calendar, read_calendar
from portal.admin.clashing import clash_words
from portal.admin.staff import Staff
from portal.auth.office_links import OfficeVisit
from portal.office.actions import Deed, act
from portal.office.day_moving import (
    PLACE_FIELDS,
    Move,
    move_changes,
    moved_words,
    place_errors,
    place_texts,
    read_move,
    refusal,
    version_of,
)
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.forms import Form
from portal.office.reading import read_school
from portal.office.refusing import MALFORMED, UNKNOWN, PageRefusedError
from portal.office.rule_form import Change
from portal.office.time_wording import weekday_text
from portal.office.timetable_reading import lesson, read_day, read_lessons, read_staff, stand_ins
from portal.store.rows import read_records

FIELDS = ("teacher", "held", "reason", *PLACE_FIELDS)
HELD, CANCELLED = "1", "0"
STEPS = {"save", "join", "edit"}
LONGEST_REASON = 200
NAMES = {
    "teacher": "Кто ведёт",
    "held": "Урок",
    "reason": "Причина",
    "day": "День",
    "number": "Какой урок",
    "room": "Кабинет",
}


@dataclass(frozen=True, slots=True)
class Around:
    """A lesson and what it is decided by. people: who might take it."""

    staff: Staff
    calendar: Calendar
    at: TimetableLesson
    people: tuple[StandIn, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Return what stands in the form as the lesson is now."""
        at = self.at
        held = CANCELLED if at.cancelled else HELD
        teacher = at.substitute.id if at.substitute else ""
        return {"teacher": teacher, "held": held, "reason": at.reason, **place_texts(at)}

    def stand_in(self, texts: Mapping[str, str]) -> StandIn | None:
        """Return who was chosen to take the lesson, None for its own teachers."""
        return next((each for each in self.people if each.person.id == texts["teacher"]), None)

    def is_moved(self, texts: Mapping[str, str]) -> bool:
        """Return whether the place is another one."""
        return any(texts[name] != self.texts[name] for name in PLACE_FIELDS)


def show_lesson(desk: OfficeDesk, visit: OfficeVisit, key: str) -> Response[str]:
    """Show a lesson: who might take it, whether it is held, when and where.

    Raises:
        PageRefusedError: there is no such lesson.
    """
    with desk.reading(visit.school) as connection:
        around = _around(connection, visit, key)
        return _form_page(connection, visit, around, around.texts, {})


def answer_lesson(desk: OfficeDesk, visit: OfficeVisit, key: str, sent: Form) -> Response[str]:
    """Take what is decided about a lesson; what moves it, or meets something, is shown before it is written.

    Raises:
        PageRefusedError: there is no such lesson, the form is not whole, or too much was saved.
    """
    if sent.step not in STEPS or not sent.holds(*FIELDS):
        raise PageRefusedError(MALFORMED)
    desk.take_save(visit)
    with desk.writing(visit.school) as connection:
        around = _around(connection, visit, key)
        texts = {name: " ".join(sent.typed[name].split()) for name in FIELDS}
        if sent.step == "edit":
            return _form_page(connection, visit, around, texts, {})
        errors = {**_errors(around, texts, sent), **place_errors(around.calendar, texts)}
        if not errors:
            return _decided(connection, visit, around, (texts, sent), now_ms=desk.now_ms())
        return _form_page(connection, visit, around, texts, errors)


def _decided(
    connection: Connection, visit: OfficeVisit, around: Around, asked: tuple[dict[str, str], Form], *, now_ms: int
) -> Response[str]:
    texts, sent = asked
    chosen = around.stand_in(texts)
    wanted = (texts, chosen.person if chosen else None)
    move = read_move(connection, visit.school, (around.staff, around.calendar), around.at, wanted)
    comes_back = around.at.cancelled and texts["held"] == HELD
    if around.is_moved(texts) or (comes_back and move.met):
        if refused := refusal(connection, visit.school, around.at, move):
            return _form_page(connection, visit, around, texts, {"day": refused})
        texts["reason"] = texts["reason"] or (moved_words(around.at, move) if around.is_moved(texts) else "")
        changes, met = _changes(around, texts, move), [clash_words(each) for each in move.met]
        version = version_of(texts, changes, met)
        if sent.drawn.get("version") != version:
            shown = {"changes": changes, "met": met, "version": version}
            return _review_page(connection, visit, around, (texts, sent.step), shown)
    at = around.at
    deed = Deed(f"Урок {weekday_text(at.day)}: {at.title}, {at.subject}", _did(around, texts, move))
    number = act(connection, visit, deed, _rows(connection, visit, around, texts, move), now_ms=now_ms)
    return moved(f"{visit.home}/day?on={move.day.isoformat()}&done={number or 0}")


def _around(connection: Connection, visit: OfficeVisit, key: str) -> Around:
    staff = read_staff(connection, visit.school)
    found = read_lessons(connection, visit.school, staff, lesson.c.id == key)
    if not found:
        raise PageRefusedError(UNKNOWN)
    others = read_day(connection, visit.school, staff, found[0].day)
    calendar = read_calendar(connection, visit.school)
    return Around(staff, calendar, found[0], stand_ins(staff, found[0], others))


def _errors(around: Around, texts: Mapping[str, str], sent: Form) -> dict[str, str]:
    errors: dict[str, str] = {}
    now, chosen = around.texts, around.stand_in(texts)
    stays = texts["teacher"] == now["teacher"] or around.is_moved(texts)
    if {name: sent.drawn[name] for name in FIELDS} != now:
        errors["teacher"] = "Пока вы заполняли форму, урок изменили. Проверьте и отправьте ещё раз."
    elif texts["teacher"] and chosen is None:
        errors["teacher"] = "Такого учителя в этот день нет."
    elif chosen and chosen.busy and not stays and sent.step != "join":
        errors["teacher"] = f"{chosen.person.name} в это время ведёт {chosen.busy}. Можно объединить группы."
    if texts["held"] == CANCELLED and not texts["reason"]:
        errors["reason"] = "Напишите, почему урока не будет: это увидят ученики."
    elif texts["held"] == CANCELLED and around.is_moved(texts):
        errors["held"] = "Отменённый урок не переносят: пусть он будет, или оставьте ему прежнее место."
    if len(texts["reason"]) > LONGEST_REASON:
        errors["reason"] = f"Не длиннее {LONGEST_REASON} знаков."
    return errors


def _rows(
    connection: Connection, visit: OfficeVisit, around: Around, texts: Mapping[str, str], move: Move
) -> list[Record]:
    at, now = around.at, around.texts
    rows: list[Record] = []
    # a substitution is of a day: it goes with its lesson
    if texts["teacher"] != now["teacher"] or (texts["teacher"] and move.day != at.day):
        key, teacher = substitution_id(at.id), TeacherId(texts["teacher"])
        rows.append(Substitution(key, NEVER, at.journal, at.id, move.day, teacher, TeacherId(OFFICE)))
    if any(texts[name] != now[name] for name in FIELDS if name != "teacher"):
        cancelled = texts["held"] == CANCELLED
        said = {"cancelled": cancelled, "removed": False, "reason": texts["reason"]}
        place = {"day": move.day, "number": move.number, "room": move.room}
        stored = read_records(connection, visit.school, [(Lesson, LessonId(at.id))])
        rows += [replace(row, token=NEVER, **said, **place) for row in stored]
    return rows


def _changes(around: Around, texts: Mapping[str, str], move: Move) -> tuple[Change, ...]:
    chosen = around.stand_in(texts)
    now = around.at.substitute.name if around.at.substitute else ""
    after = chosen.person.name if chosen else ""
    own = ", ".join(person.name for person in around.staff.teachers(around.at.journal, move.day)) or "никто"
    rows = [
        Change("Кто ведёт", now or own, after or own),
        Change("Урок", "отменён" if around.at.cancelled else "будет", "будет"),
        Change("Причина", around.at.reason, texts["reason"] or "–"),
    ]
    return (*move_changes(around.at, move), *(each for each in rows if each.before != each.after))


def _did(around: Around, texts: Mapping[str, str], move: Move) -> tuple[str, ...]:
    if texts["held"] == CANCELLED:
        return (f"отменён: {texts['reason']}",)
    chosen = around.stand_in(texts)
    moves = tuple(f"{each.title}: {each.before} → {each.after}" for each in move_changes(around.at, move))
    held = ("урок будет",) if around.at.cancelled else ()
    return (*moves, *held, f"ведёт {chosen.person.name}" if chosen else "ведёт свой учитель")


def _review_page(
    connection: Connection,
    visit: OfficeVisit,
    around: Around,
    asked: tuple[Mapping[str, str], str],
    shown: Mapping[str, Any],
) -> Response[str]:
    texts, step = asked
    facts: dict[str, Any] = {
        "action": f"{visit.home}/day/{around.at.id}",
        "at": around.at,
        "typed": texts,
        "drawn": {**around.texts, "version": shown["version"]},
        "step": step,
        **shown,
    }
    return page("day_review.html", visit, read_school(connection, visit.school), facts)


def _form_page(
    connection: Connection, visit: OfficeVisit, around: Around, texts: Mapping[str, str], errors: Mapping[str, str]
) -> Response[str]:
    at, chosen = around.at, around.stand_in(texts)
    facts: dict[str, Any] = {
        "action": f"{visit.home}/day/{at.id}",
        "back": f"{visit.home}/day?on={at.day.isoformat()}",
        "at": at,
        "own": ", ".join(person.name for person in at.teachers),
        "free": [each for each in around.people if not each.busy],
        "busy": [each for each in around.people if each.busy],
        "joins": bool(chosen and chosen.busy and "teacher" in errors),
        "form": {"texts": texts, "errors": errors},
        "drawn": around.texts,
        "failed": bool(errors),
        "names": NAMES,
        "numbers": [(str(n), around.staff.slot(at.slot.shift, at.day, n)) for n in NUMBERS],
        "calendar": around.calendar,
        "moves": around.is_moved(texts) or bool({*PLACE_FIELDS} & {*errors}),
    }
    status = HTTP_422_UNPROCESSABLE_ENTITY if errors else HTTP_200_OK
    return page("day_lesson.html", visit, read_school(connection, visit.school), facts, status=status)
