"""The page of a day: what differs from the timetable, and whose lessons need somebody else."""

from collections.abc import Mapping
from typing import Any

from litestar import Response

from portal.admin.calendar import read_calendar
from portal.auth.office_links import OfficeVisit
from portal.office.actions import read_done
from portal.office.calendar_form import day_of
from portal.office.desk import OfficeDesk
from portal.office.drawing import page
from portal.office.people_reading import today_in
from portal.office.reading import read_school
from portal.office.timetable_reading import read_day, read_staff


def show_day(desk: OfficeDesk, visit: OfficeVisit, asked: Mapping[str, str]) -> Response[str]:
    """Show a day. asked: "on", the day, today without it; "teacher" or "class", whose lessons are listed; "done"."""
    with desk.reading(visit.school) as connection:
        day = day_of(asked.get("on", "")) or today_in(connection, visit.school, desk.now_ms())
        staff = read_staff(connection, visit.school)
        lessons = read_day(connection, visit.school, staff, day)
        people = sorted({(person.name, person.id) for each in lessons for person in each.teachers})
        taught = {each.school_class: f"{each.grade}{each.letter}" for each in staff.ordered}
        chosen, school_class = asked.get("teacher", ""), asked.get("class", "")
        calendar = read_calendar(connection, visit.school)
        facts: dict[str, Any] = {
            "day": day,
            "week": calendar.week(day),
            "holiday": next((each.name for each in calendar.holidays if each.first <= day <= each.last), ""),
            "count": len(lessons),
            "changes": [each for each in lessons if each.substitute or each.cancelled or each.reason],
            "people": people,
            "chosen": chosen,
            "classes": taught,
            "school_class": school_class,
            "own": [
                each
                for each in lessons
                if each.school_class == school_class or any(person.id == chosen for person in each.teachers)
            ],
            "names": lambda each: ", ".join(person.name for person in each.teachers),
            "done": read_done(connection, visit, asked),
        }
        return page("day.html", visit, read_school(connection, visit.school), facts)
