"""How the pages of control look to a deputy head and to the office, and that axe-core finds nothing on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize
from sqlalchemy import insert, select

from app.domain.classroom import Duty
from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Pupil, Record, Subject
from app.ids import ReplicaId, SchoolId, text_of
from app.operations import MarkAdd, MarkSet, Operation, Session, to_bytes
from portal.auth.accounts import link_person
from portal.auth.office_links import issue_office_link
from portal.exchange.appending import append
from portal.exchange.cursors import read_head
from portal.exchange.office import put_records
from portal.exchange.scopes import read_rights
from portal.exchange.unpacking import Sender, Sent, sent_by
from portal.rights import Role
from portal.store.operator_tables import operator_acts
from portal.store.tables import schools
from tests.browser import DESKTOP, PHONE, open_page, take_shot
from tests.portal.axe import violations
from tests.portal.office.clocked_portal import ClockedPortal, served
from tests.portal.office.office_portal import SHOTS, press
from tests.portal_database import copied, owned
from tests.small_school import ANNA, BEGINS, BORIS, CLASS, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

REASON = "Ошибка при вводе: контрольная проверена заново"
LONG = "Римская-Корсакова-Вознесенская"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
PATHS = {
    "held": "/control",
    "decided": "/control/decided",
    "journals": "/control/journals",
    "events": "/control/events",
    "operator": "/operator",
    "start": "",
}


@dataclass(frozen=True)
class Control:
    """A portal with entries that wait. deputy, office: addresses of their pages."""

    portal: ClockedPortal
    deputy: str
    office: str


@pytest.fixture(scope="module")
def control(school_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Control]:
    data = copied(school_template, tmp_path_factory.mktemp("control") / "school")
    with served(data) as portal:
        portal.at("2026-11-24")
        engine, now_ms = owned(data), portal.clock.ms
        with engine.begin() as connection:
            school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
            put_records(connection, school, tuple(_records()), received_ms=now_ms)
            session = Session(ReplicaId(text_of(bytes(16))), ANNA, "boot", "2026-11-24T10:12:00+03:00")
            sender = Sender(school, Role.TEACHER, session, read_rights(connection, school, ANNA))
            given = _sent(session, 1, [Operation(MarkAdd(LESSONS[n], PUPILS[n], None, "3")) for n in range(3)])
            append(connection, sender, read_head(connection, school, lock=True), given, received_ms=now_ms)
            closed = Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, True, "", BORIS)
            put_records(connection, school, (closed,), received_ms=now_ms)
            asked = [Operation(MarkSet("5", REASON), ent=each.id, base=each.id) for each in given]
            late = _sent(session, 4, [*asked, Operation(MarkAdd(LESSONS[5], PUPILS[4], None, "4"))])
            append(connection, sender, read_head(connection, school, lock=True), late, received_ms=now_ms)
            connection.execute(insert(operator_acts), [{"school_id": school, **act} for act in _acts(now_ms)])
            link_person(connection, "account-of-boris", school, BORIS, now_ms=now_ms)
            deputy = issue_office_link(connection, school, "account-of-boris", BORIS, now_ms=now_ms)
            office = issue_office_link(connection, school, now_ms=now_ms)
        engine.dispose()
        yield Control(portal, portal.url + deputy, portal.url + office)


def _acts(now_ms: int) -> Iterator[dict[str, object]]:
    """Yield acts of the operator: two that wait, one with a long name, and one that was refused."""
    for number, (command, words, state) in enumerate(
        (
            ("user link", f'["7Б", "{LONG} Александра-Виктория Константиновна"]', "waiting"),
            ("office link", '[""]', "waiting"),
            ("user invite", '["anna"]', "refused"),
        )
    ):
        decided = {"decided": None, "decided_by": ""} if state == "waiting" else {"decided": now_ms, "decided_by": "x"}
        asked = {"id": f"act-{number}", "asked": now_ms, "asked_by": "1001 petrov"}
        yield {"command": command, "words": words, "state": state, **asked, **decided}


def _sent(session: Session, first: int, batch: list[Operation]) -> list[Sent]:
    return sent_by(session, first, [to_bytes(each, base=each.base, ms=0) for each in batch])


def _records() -> Iterator[Record]:
    yield Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None)
    yield Pupil(PUPILS[1], NEVER, LONG, "Александра-Виктория", "Константиновна", BEGINS.replace(year=2013), "f")
    yield Subject(SUBJECT, NEVER, "Родная литература (русская) и смысловое чтение", "Лит.")


@pytest.mark.parametrize("who", ["deputy", "office"])
@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, False), (DESKTOP, True)], ids=["phone", "desktop-dark"])
def test_every_page_of_control_reads_well(
    control: Control, browser: Browser, who: str, viewport: ViewportSize, dark: bool
) -> None:
    said = {}
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for name, path in PATHS.items():
            page.goto(getattr(control, who) + path)
            for each in page.locator("summary").all():
                each.click()
            take_shot(page, SHOTS / f"control-{name}-{who}-{'dark' if dark else 'phone'}.png")
            if wrong := violations(page):
                said[name] = wrong
            if not page.evaluate(FITS):
                said[name] = ["wider than the screen"]
    assert said == {}


def test_a_deputy_head_decides_by_the_keyboard_without_scripts(control: Control, browser: Browser) -> None:
    with open_page(browser, viewport=PHONE) as page:
        page.goto(f"{control.deputy}/control")
        page.get_by_role("checkbox").first.focus()
        page.keyboard.press("Space")
        press(page, "Отклонить отмеченные")
        assert "нужен ответ учителю" in page.inner_text("main")
        assert page.get_by_role("checkbox").first.is_checked()
        take_shot(page, SHOTS / "control-fault.png")
        page.get_by_label("Ответ учителю").fill("Нет основания")
        press(page, "Отклонить отмеченные")
        assert "Отклонено: 1 запись" in page.inner_text("main")
        page.get_by_role("link", name="Решённое").click()
        page.wait_for_url("**/decided")
        assert "Нет основания" in page.inner_text("main")
