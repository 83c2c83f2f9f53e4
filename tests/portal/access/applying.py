"""Somebody who applies for access to a diary, in a browser that keeps no scripts."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

import httpx
from sqlalchemy import select

from app.columns import record_of
from app.domain.access import AccessRequest
from app.domain.records import NEVER, Enrolment, Pupil
from app.ids import PupilId
from app.operations import Operation
from app.planning import AccessDecide
from portal.auth.applications import settle
from portal.exchange.cursors import read_head
from portal.exchange.office import decide_asked
from portal.store.rows import fields_of
from portal.store.tables import TABLES
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser
from tests.portal.esia.entrants import Entrant
from tests.sandbox_process import Sandbox
from tests.small_school import BEGINS, CLASS

CHILD = PupilId("petya")
THIS_YEAR = datetime.now(UTC).year
BORN = date(THIS_YEAR - 10, 3, 12)
"""Some ten years old, in whichever year this is: ESIA's people come in by the clock on the wall."""

STATED = {
    "ground": "father",
    "surname": "Иванов",
    "name": "Пётр",
    "patronymic": "Сергеевич",
    "born": f"{BORN:%d.%m.%Y}",
    "class": "7Б",
    "agreed": "1",
}


def enrol(portal: Portal, key: str = CHILD, born: date = BORN, **facts: str) -> None:
    """Let a pupil be in 7Б: Иванов Пётр Сергеевич unless said otherwise."""
    named = {"surname": "Иванов", "name": "Пётр", "patronymic": "Сергеевич"} | facts
    pupil = Pupil(PupilId(key), NEVER, named["surname"], named["name"], named["patronymic"], born, "m")
    portal.put(pupil, Enrolment(f"enrolment-{key}", NEVER, pupil.id, CLASS, BEGINS, None, "9"))


def requests(portal: Portal) -> list[AccessRequest]:
    """Return the applications that have reached the school, the first one first."""
    table = TABLES[AccessRequest]
    with portal.engine.connect() as connection:
        rows = connection.execute(select(*fields_of(AccessRequest)).order_by(table.c.filed, table.c.id))
        return [record_of(AccessRequest, row) for row in rows]


def decide(portal: Portal, request: AccessRequest, decision: str, answer: str = "") -> str:
    """Decide as the office does; return the outcome."""
    operation = Operation(AccessDecide(decision, answer), request.id, request.token)
    with portal.engine.begin() as connection:
        since = read_head(connection, portal.school).seq
        verdict = decide_asked(connection, portal.school, operation, received_ms=portal.clock.ms)
        settle(connection, portal.school, since=since, now_ms=portal.clock.ms)
    return verdict.outcome.value


@dataclass
class Applying:
    """Somebody at the form. browser: signed in. applicant: the name that is typed, empty where the portal knows it."""

    browser: Browser
    applicant: str = ""

    @property
    def portal(self) -> Portal:
        return self.browser.portal

    def check(self, **stated: str) -> httpx.Response:
        """Fill in the form and have it looked over."""
        assert self.browser.get("/access/new").status_code == 200, self.browser.page.text
        own = {"applicant": self.applicant} if self.applicant else {}
        return self.browser.send("/access/new", "review", **{**STATED, **own, **stated})

    def send(self, **stated: str) -> httpx.Response:
        """Fill in the form, look it over, send it, and return the answer to that."""
        assert self.check(**stated).status_code == 200, self.browser.page.text
        return self.browser.send("/access/new", "send")

    def apply(self, **stated: str) -> httpx.Response:
        """Send an application and return its page."""
        sent = self.send(**stated)
        assert sent.status_code == 303, sent.text
        return self.browser.get(sent.headers["location"])

    def steps(self) -> list[str]:
        """Return the steps on the page that is shown."""
        return re.findall(r"<li><b>([^<]+)</b>", self.browser.page.text.partition('class="steps"')[2])


def applying_as(portal: Portal, sandbox: Sandbox, login: str) -> Applying:
    """Return somebody of ESIA at the form."""
    entrant = Entrant(portal, sandbox, login)
    assert entrant.enter("?next=/access/new").headers["location"] == "/access/new"
    return Applying(entrant.browser)
