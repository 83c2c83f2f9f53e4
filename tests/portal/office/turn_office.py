"""Somebody of the office who turns the year on its pages, as a browser without JavaScript sends their forms."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import httpx

from app.domain.records import Assignment, Enrolment, Group, Journal, Membership, School, SchoolClass, Term
from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice, words

MAY, SEPTEMBER = date(2027, 5, 31), date(2027, 9, 1)
KINDS = (School, Term, SchoolClass, Enrolment, Group, Membership, Journal, Assignment)


@dataclass
class TurnOffice(PeopleOffice):
    """A visitor; every one comes with a new link."""

    def page(self, path: str) -> httpx.Response:
        """Ask for a page of the office."""
        return self.portal.client.get(f"{self.home}{path}")

    def said(self, path: str = "/turn") -> str:
        """Return what a page says."""
        answer = self.page(path)
        assert answer.status_code == 200, words(answer.text)
        return words(answer.text)

    def decide(self, path: str, **typed: str) -> httpx.Response:
        """Fill a form in and press «Запомнить»; two underscores stand for a point."""
        fields = {f"typed.{name.replace('__', '.')}": text for name, text in typed.items()}
        return self.form(path, "save", **fields)

    def form(self, path: str, step: str, **fields: str) -> httpx.Response:
        """Send a form of the turn."""
        headers = {"Origin": str(self.portal.client.base_url).rstrip("/")}
        data = {"token": self.token, "step": step, **fields}
        return self.portal.client.post(f"{self.home}/turn{path}", data=data, headers=headers, follow_redirects=False)

    def turn(self) -> str:
        """Look at all that would be done and do it; return what is said then."""
        looked = self.page("/turn/review").text
        version = looked.partition('name="drawn.version" value="')[2].partition('"')[0]
        answer = self.form("/review", "save", **{"drawn.version": version})
        assert answer.status_code == 303, words(answer.text)
        return words(self.portal.client.get(answer.headers["location"]).text)

    @property
    def titles(self) -> dict[str, str]:
        """Return the ids of the present classes by their titles."""
        return {f"{each.grade}{each.letter}": each.id for each in self.rows(SchoolClass, year=0)}


def on(portal: Portal, day: date) -> TurnOffice:
    """Let it be noon of a day in Moscow and return somebody of the office who comes then."""
    noon = datetime.combine(day, time(12), ZoneInfo("Europe/Moscow")).astimezone(UTC)
    portal.clock.ms = int(noon.timestamp() * 1000)
    return TurnOffice(portal)
