"""Groups of access that make a teacher, or a deputy head: given by a school's head, for whom the school has invited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.classroom import Duty
from app.domain.records import NEVER
from portal.auth.families import invite_family
from portal.rights import Role
from portal.store.sign_in_tables import identities
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Person, a_signed_in_pc
from tests.portal.esia.entrants import DEPUTY, TEACHER, Entrant, an_invitation
from tests.portal.esia.schools import Schools, two_schools
from tests.portal.office.people_office import PeopleOffice
from tests.sandbox_process import Sandbox
from tests.small_school import ANNA, BEGINS, BORIS, PUPILS

MOROZOVA, PETROVA = "1000000101", "1000000102"
STAFF = (
    '[schools."Школа № 7"]\nogrn = "1027700000012"\n'
    'groups = { PEREMENA_TEACHER = "teacher", PEREMENA_DEPUTY = "deputy_head" }\n'
)


@pytest.fixture
def school(school_data: Path, sandbox: Sandbox) -> Iterator[Schools]:
    """The first school's head says by groups who teaches and who is a deputy head; the lyceum's says nothing."""
    with two_schools(school_data, sandbox, STAFF) as found:
        yield found


@pytest.fixture(autouse=True)
def _given_back(sandbox: Sandbox) -> Iterator[None]:
    yield
    (sandbox.folder / "withdrawn").unlink(missing_ok=True)


def withdraw(sandbox: Sandbox, *taken: tuple[str, str]) -> None:
    """Let the head take groups of access away."""
    lines = (f"{oid} {group}" for oid, group in taken)
    (sandbox.folder / "withdrawn").write_text("\n".join(lines), encoding="utf-8")


def teachers(portal: Portal) -> list[tuple[str, bool]]:
    """Return as whom somebody teaches here or has taught, and whether it lasts."""
    wanted = select(identities.c.person, identities.c.ended).where(
        identities.c.school_id == portal.school, identities.c.kind == "teacher"
    )
    with portal.engine.connect() as connection:
        return sorted((row.person, row.ended is None) for row in connection.execute(wanted))


def duties(portal: Portal) -> list[Duty]:
    return sorted(PeopleOffice(portal).rows(Duty), key=lambda each: each.id)


def leads_to_control(entrant: Entrant) -> bool:
    return 'value="control ' in entrant.browser.get("/account").text


def test_a_group_makes_a_deputy_head_of_a_teacher_whom_the_school_has_invited(school: Schools) -> None:
    deputy = school.entrant(DEPUTY)
    assert deputy.join("boris").status_code == 303
    (duty,) = duties(school.portal)
    assert (duty.teacher, duty.role, duty.last) == (BORIS, "deputy_head", None)
    assert leads_to_control(deputy)
    assert len(school.portal.pc("boris").hello().parts) > len(school.portal.pc("anna").hello().parts)
    again = school.entrant(DEPUTY)
    again.enter()
    assert duties(school.portal) == [duty], "signing in once more changes nothing"


def test_without_an_invitation_a_group_makes_nobody_a_deputy_head(school: Schools) -> None:
    assert school.entrant(DEPUTY).enter().status_code == 403
    assert (duties(school.portal), teachers(school.portal)) == ([], [])


def test_what_the_head_has_taken_back_ends_at_the_next_sign_in_and_comes_back_with_the_group(school: Schools) -> None:
    portal, sandbox = school.portal, school.sandbox
    deputy = school.entrant(DEPUTY)
    deputy.join("boris")
    path = deputy.browser.send("/account", control_step(deputy)).headers["location"]
    assert portal.client.get(path).status_code == 200
    withdraw(sandbox, (PETROVA, "PEREMENA_DEPUTY"))
    assert leads_to_control(deputy), "ESIA is asked at a sign-in"
    again = school.entrant(DEPUTY)
    assert again.enter().status_code == 303
    assert not leads_to_control(again)
    assert portal.client.get(path).status_code == 404
    assert teachers(portal) == [(BORIS, True)]
    withdraw(sandbox)
    back = school.entrant(DEPUTY)
    back.enter()
    assert leads_to_control(back)
    assert len(duties(portal)) == 1


def control_step(entrant: Entrant) -> str:
    shown = entrant.browser.get("/account").text
    return "control " + shown.partition('value="control ')[2].partition('"')[0]


def test_a_duty_that_the_school_has_given_is_none_of_the_heads(school: Schools) -> None:
    school.portal.put(Duty("duty", NEVER, ANNA, "deputy_head", BEGINS, None))
    teacher = school.entrant(TEACHER)
    teacher.join("anna")
    assert leads_to_control(teacher)
    assert [(each.id, each.last) for each in duties(school.portal)] == [("duty", None)]


def test_a_teacher_without_the_group_is_not_let_in_and_the_invitation_holds(school: Schools) -> None:
    withdraw(school.sandbox, (MOROZOVA, "PEREMENA_TEACHER"))
    query = an_invitation(school.portal, "anna")
    teacher = school.entrant(TEACHER)
    refused = teacher.enter(query)
    assert (refused.status_code, "группу доступа учителя" in refused.text) == (403, True)
    assert (teacher.is_in, teachers(school.portal)) == (False, [])
    withdraw(school.sandbox)
    assert teacher.enter(query).status_code == 303
    assert teachers(school.portal) == [(ANNA, True)]


def test_a_teacher_whose_group_is_taken_away_is_none_and_the_programs_end_but_a_parent_stays_one(
    school: Schools,
) -> None:
    portal, sandbox = school.portal, school.sandbox
    teacher = school.entrant(TEACHER)
    teacher.join("anna")
    with portal.engine.begin() as connection:
        path = invite_family(connection, portal.school, PUPILS[0], Role.PARENT, now_ms=portal.clock.ms)
    assert teacher.enter(f"?join={path.removeprefix('/join/')}").status_code == 303
    program, signed_in = a_signed_in_pc(Person(teacher.browser, ""))
    by_code = portal.pc("anna")
    assert by_code.hello().parts
    assert signed_in.hello().parts
    withdraw(sandbox, (MOROZOVA, "PEREMENA_TEACHER"))
    again = school.entrant(TEACHER)
    assert again.enter().status_code == 303
    assert teachers(portal) == [(ANNA, False)]
    assert [each.ask("exchange", each.batch([])).status for each in (by_code, signed_in)] == [401, 401]
    assert program.refresh().status_code == 400
    shown = again.browser.get("/roles").headers.get("location", "")
    assert shown.startswith("/diary/"), "who is a parent here reads the child's diary as before"
    withdraw(sandbox)
    school.entrant(TEACHER).enter()
    assert teachers(portal) == [(ANNA, False)], "the school lets in again, by an invitation"
    assert school.entrant(TEACHER).enter(an_invitation(portal, "anna")).status_code == 303
    assert teachers(portal) == [(ANNA, True)]


def test_of_a_school_whose_head_says_nothing_by_groups_a_teacher_stays_one(school: Schools) -> None:
    teacher = school.entrant(TEACHER)
    assert teacher.enter(school.invitation(school.lyceum, "vera")).status_code == 303
    withdraw(school.sandbox, (MOROZOVA, "PEREMENA_TEACHER"))
    assert school.entrant(TEACHER).enter().status_code == 303
    assert school.rows("teacher") == [school.lyceum]
    with school.portal.engine.connect() as connection:
        assert connection.execute(select(identities.c.ended).where(identities.c.kind == "teacher")).scalar() is None


def test_two_groups_taken_away_at_once_leave_nothing(school: Schools) -> None:
    deputy = school.entrant(DEPUTY)
    deputy.join("boris")
    withdraw(school.sandbox, (PETROVA, "PEREMENA_TEACHER"))
    school.entrant(DEPUTY).enter()
    assert teachers(school.portal) == [(BORIS, False)]
    (duty,) = duties(school.portal)
    assert duty.last is not None
    assert duty.last < duty.first, "of who teaches no more nothing is left of the duty either"
