"""A deputy head at the portal's pages of control, and entries that wait for the decision."""

from dataclasses import dataclass
from datetime import date

import httpx
from typing_extensions import override

from app.domain.classroom import Duty
from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing
from app.ids import MarkId, OperationId, TeacherId
from app.operations import MarkAdd, MarkSet, Operation
from portal.auth.office_links import issue_office_link
from portal.office.forms import form_token
from tests.portal.conftest import Portal
from tests.portal.office.people_office import words
from tests.portal.office.time_office import TimeOffice
from tests.portal.pcs import Pc
from tests.small_school import BEGINS, BORIS, CLASS, LESSONS, PUPILS, WHOLE_YEAR

REASON = "ошибка при вводе"


@dataclass
class ControlOffice(TimeOffice):
    """A deputy head with a link, somebody of the office where teacher is empty."""

    teacher: str = BORIS
    account: str = ""

    @override
    def __post_init__(self) -> None:
        with self.portal.engine.begin() as connection:
            self.home = issue_office_link(
                connection, self.portal.school, self.account, self.teacher, now_ms=self.portal.clock.ms
            )

    def said(self, path: str) -> str:
        """Return what a page says."""
        return words(self.get(path))

    def decide(self, step: str, *entries: OperationId, answer: str = "") -> str:
        """Tick entries and press a button; return the page that comes."""
        typed = {**{f"in.{each}": "1" for each in entries}, "answer": answer}
        answered = self.post("/control", step, typed)
        if answered.status_code == 303:
            return words(self.portal.client.get(answered.headers["location"]).text)
        return f"{answered.status_code} {words(answered.text)}"

    def post(self, path: str, step: str, typed: dict[str, str]) -> httpx.Response:
        """Send a form of a page, ticked as a browser does: only what is ticked is sent."""
        fields = {"token": self.token} | {f"typed.{name}": text for name, text in typed.items()}
        return self.send(path, fields, step)

    @property
    def token(self) -> str:
        """What the forms of these pages hold."""
        return form_token(self.home.rpartition("/")[2])


def deputy_of(portal: Portal, *, last: date | None = None) -> ControlOffice:
    """Make Boris a deputy head and return him at his pages."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, last))
    return ControlOffice(portal)


def close_year(portal: Portal) -> None:
    portal.put(Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, True, "", TeacherId("")))


def open_year(portal: Portal) -> None:
    portal.put(Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, False, "", TeacherId("")))


def asks(portal: Portal, anna: Pc, value: str = "5", *, pupil: int = 0) -> tuple[MarkId, OperationId]:
    """Let Anna give a three, close the year, and ask for another mark; return the mark and the entry that is held."""
    open_year(portal)
    anna.push(Operation(MarkAdd(LESSONS[0], PUPILS[pupil], None, "3")))
    mark = anna.ids[-1]
    close_year(portal)
    assert anna.verdicts(Operation(MarkSet(value, REASON), ent=mark, base=mark)) == [("held", "term_closed")]
    return MarkId(mark), anna.ids[-1]
