"""What a person does on the phone, done at once in the portal's database; the pages have tests of their own."""

import time
from pathlib import Path

from sqlalchemy import select

from app.domain.records import Teacher
from app.ids import SchoolId
from portal.auth.oauth.codes import approve, find_waiting
from portal.auth.oauth.grants import Wanted
from portal.settings import find_folder
from portal.store.dialects import NO_SCHOOL, listing, writing
from portal.store.opening import open_engine
from portal.store.tables import TABLES, schools

ACCOUNT = "account-of-{login}"


def let_in(data: Path, user_code: str, login: str, school: SchoolId | None = None) -> None:
    """Let the program that shows this code in, for this teacher.

    data: the portal's folder. school: which one, None where there is one only.
    """
    engine = open_engine(find_folder(data).url)
    try:
        if school is None:
            with listing(engine).connect() as connection:
                school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        with writing(engine, school).begin() as connection:
            teachers = TABLES[Teacher].c
            person = connection.execute(
                select(teachers.id).where(teachers.school_id == school, teachers.login == login)
            ).scalar_one()
        with writing(engine, NO_SCHOOL).begin() as connection:
            waiting = find_waiting(connection, user_code, now_ms=time.time_ns() // 1_000_000)
            assert waiting is not None, user_code
            assert approve(connection, waiting, Wanted(ACCOUNT.format(login=login), school, person, waiting.name))
    finally:
        engine.dispose()
