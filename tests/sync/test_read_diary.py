"""«Прочитано» on its whole way: the teacher's remark, the family's form, the class teacher's list."""

import re

import requests
from sqlalchemy import select

from app.services.remarks import add_remark, read_remarks_of_class
from portal.auth.links import issue_link
from portal.store.tables import schools
from tests.portal_database import owned
from tests.portal_process import PortalProcess
from tests.small_school import CLASS, LESSONS, PUPILS
from tests.sync.desktops import Desktop

TIMEOUT_S = 10


def test_a_remark_that_was_read_comes_back_to_the_class_teacher(
    anna: Desktop, boris: Desktop, portal_process: PortalProcess
) -> None:
    """Anna is the class teacher; Boris writes."""
    with boris.store.unit() as unit:
        add_remark(unit, lesson=LESSONS[0], pupil=PUPILS[0], praise=False, text="Без тетради")
    boris.round()
    anna.round()
    engine = owned(portal_process.data)
    with engine.begin() as connection:
        school = connection.execute(select(schools.c.school_id)).scalar_one()
        home = portal_process.url + issue_link(connection, school, PUPILS[0], now_ms=0)
    engine.dispose()
    page = requests.get(f"{home}/2026-09-01", timeout=TIMEOUT_S).text
    form = dict(re.findall(r'name="(token|what|key)" value="([^"]+)"', page[page.index("Без тетради") :][:700]))
    requests.post(f"{home}/read", data=form, timeout=TIMEOUT_S).raise_for_status()
    assert read(anna) == ""
    anna.round()
    assert read(anna) != ""


def read(desktop: Desktop) -> str:
    """Return when the remark was read, as the class teacher's list has it."""
    with desktop.store.reading() as unit:
        (remark,) = read_remarks_of_class(unit, CLASS)
    return remark.read
