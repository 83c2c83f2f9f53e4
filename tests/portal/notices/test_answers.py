"""What the school answers about an absence that a parent told of: who hears of it, how, and who does not."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from msgspec.structs import replace
from typing_extensions import override

from app.domain.excuse_proposals import ACCEPTED, DECLINED, WITHDRAWN, ExcuseProposal
from app.ids import ProposalId, PupilId, SchoolId
from app.operations import Operation
from app.planning import ProposalDecide
from portal.auth.families import end_family
from portal.diary.forms import form_token
from portal.notices.timing import SETTLE
from portal.rights import Role
from tests.excuse_proposals import a_proposal
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.entrance.people import Browser, Person
from tests.portal.esia.test_families import account_of, invited, only_diary
from tests.portal.notices.conftest import HOUR_MS, ISSUER, Family
from tests.portal.notices.post_office import PostOffice, text_of
from tests.portal.notices.test_feeds import new_feed, titles
from tests.portal.office.people_office import PeopleOffice
from tests.small_school import PUPILS

CHILD = PUPILS[0]
SOON_MS = int(SETTLE.total_seconds() * 1000)
ANSWERS, WHOLE = {"sort-answers": "1"}, {"sort-answers": "1", "shows": "1"}
SAID = "— Сообщение о пропуске: 10–12 сентября 2026: "
HEALTH = ("справка", "болезн", "Иванова")
"""Of what was told: no letter and no feed carries it, however much a family wants to read."""


@dataclass(frozen=True)
class OwnReader(Reader):
    """Somebody who is signed in and reads by the own link."""

    browser: Browser

    @override
    def get(self, path: str = "") -> httpx.Response:
        return self.browser.get(f"{self.home}{path}")

    @override
    def send(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        kept = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items() if value)
        token = form_token(self.home.removeprefix("/diary/"))
        return super().send(path, {"token": token, **fields}, cookie=kept, **headers)


def own_reader(portal: Portal, login: str, role: Role = Role.PARENT, pupil: PupilId = CHILD) -> OwnReader:
    person = Person(Browser(portal, ISSUER), login)
    assert person.join(invited(portal, pupil, role)).status_code == 200
    return OwnReader(portal, only_diary(person.browser), person.browser)


@pytest.fixture
def mother(mailing: Portal, office: PostOffice) -> Family:
    mailing.put(a_proposal())
    return Family(mailing, own_reader(mailing, "mama"), office)


def decide(portal: Portal, decision: str, answer: str = "", key: str = "proposal") -> None:
    """Let the class teacher decide on the own PC, having seen how it stands."""
    (row,) = PeopleOffice(portal).rows(ExcuseProposal, id=key)
    said = Operation(ProposalDecide(decision, answer), ent=ProposalId(key), base=row.token)
    assert portal.pc("anna").verdicts(said) == [("applied", "")]


def told(family: Family) -> Iterator[str]:
    """Yield all that stands in each letter that came, its head too."""
    return (letter.as_string() + text_of(letter) for letter in family.office.letters)


def test_a_decision_brings_a_letter_that_says_only_that_there_is_something(mother: Family) -> None:
    mother.subscribe(**ANSWERS)
    decide(mother.portal, ACCEPTED)
    assert mother.send(SOON_MS - 1) == 0
    assert mother.send(1) == 1
    (letter,) = told(mother)
    assert "В дневнике есть новое." in letter
    assert not any(word in letter for word in ("пропуск", "Сообщение", "принято", "сентября", "Имя", *HEALTH))
    assert mother.send(HOUR_MS) == 0


@pytest.mark.parametrize(
    ("decision", "answer", "said"),
    [(ACCEPTED, "", "принято"), (DECLINED, "Был на уроках", "не принято. Был на уроках")],
)
def test_with_details_it_says_what_was_decided_and_nothing_of_why_the_child_was_away(
    mother: Family, decision: str, answer: str, said: str
) -> None:
    mother.subscribe(**WHOLE)
    decide(mother.portal, decision, answer)
    assert mother.send(SOON_MS) == 1
    (letter,) = told(mother)
    assert f"{SAID}{said}\n" in letter
    assert not any(word in letter for word in HEALTH)


def test_once_a_day_it_comes_at_the_hour_that_the_family_has_chosen(mother: Family) -> None:
    mother.subscribe(**WHOLE, hour="19")
    # the portal's clock stands at 17:13 in Moscow
    decide(mother.portal, ACCEPTED)
    assert mother.send(HOUR_MS) == 0
    assert mother.send(HOUR_MS) == 1
    assert SAID in next(told(mother))


def test_who_does_not_want_answers_gets_none(mother: Family) -> None:
    assert mother.choose(**{"sort-absences": "1", "sort-decisions": "1", "shows": "1"}) == 303
    mother.confirm()
    decide(mother.portal, ACCEPTED)
    assert mother.send(SOON_MS) == 0


def test_what_was_decided_otherwise_before_the_letter_is_told_as_it_stands(mother: Family) -> None:
    mother.subscribe(**WHOLE)
    decide(mother.portal, ACCEPTED)
    mother.send()
    decide(mother.portal, DECLINED, "Справки нет")
    assert mother.send(SOON_MS) == 1
    (letter,) = told(mother)
    assert f"{SAID}не принято. Справки нет" in letter
    assert f"{SAID}принято" not in letter
    decide(mother.portal, ACCEPTED)
    assert mother.send(SOON_MS) == 1


def test_what_waits_or_was_taken_back_by_the_family_is_no_news(mother: Family) -> None:
    mother.subscribe(**WHOLE)
    mother.portal.put(a_proposal("second"), replace(a_proposal("third"), decision=WITHDRAWN))
    assert mother.send(SOON_MS) == 0
    assert "Сообщение о пропуске" not in mother.reader.text("/new/all")


def test_of_another_child_nobody_here_is_told(mother: Family) -> None:
    mother.subscribe(**WHOLE)
    mother.portal.put(a_proposal("other", PUPILS[1]))
    decide(mother.portal, ACCEPTED, key="other")
    assert mother.send(SOON_MS) == 0
    assert "Сообщение о пропуске" not in mother.reader.text("/new/all")


def test_every_parent_hears_and_neither_the_pupil_nor_a_link_that_is_nobodys(
    mother: Family, mailing: Portal, office: PostOffice
) -> None:
    father = own_reader(mailing, "papa")
    others = {"pupil": own_reader(mailing, "pupil", Role.PUPIL), "link": a_reader(mailing, CHILD)}
    feeds = {name: new_feed(each, shows="1") for name, each in {"papa": father, **others}.items()}
    for name, reader in (("papa", father), *others.items()):
        family = Family(mailing, reader, office)
        family.sender = mother.sender
        assert family.choose(f"{name}@family.example", **WHOLE) == 303
        family.confirm()
    decide(mailing, ACCEPTED)
    office.letters.clear()
    mother.send(SOON_MS)
    assert [letter["To"] for letter in office.letters] == ["papa@family.example"]
    assert "Сообщение о пропуске 10–12 сентября 2026: принято" in father.text("/new/all")
    assert titles(mailing, feeds["papa"]) == [SAID.removeprefix("— ") + "принято"]
    for name, reader in others.items():
        assert titles(mailing, feeds[name]) == []
        assert "Сообщение о пропуске" not in reader.text("/new/all")


def test_only_who_can_tell_of_absences_is_asked_whether_answers_shall_be_written_of(mother: Family) -> None:
    assert "Ответы школы" in mother.page()
    assert "Ответы школы" not in own_reader(mother.portal, "pupil", Role.PUPIL).text("/notices")
    assert "Ответы школы" not in a_reader(mother.portal, CHILD).text("/notices")


def test_a_feed_without_details_names_the_sort_alone(mother: Family) -> None:
    path = new_feed(mother.reader)
    decide(mother.portal, DECLINED, "Был на уроках")
    assert titles(mother.portal, path) == ["Ответы школы: Сообщение о пропуске"]


def test_what_is_new_is_counted_on_every_page_until_it_was_looked_at(mother: Family) -> None:
    mother.reader.get("/new")
    assert "Новое 1" not in mother.reader.text("/more")
    decide(mother.portal, ACCEPTED)
    assert "Новое 1" in mother.reader.text("/more")
    assert "принято" in mother.reader.text("/new")


def test_a_parent_whose_access_the_school_has_ended_gets_no_answer(mother: Family) -> None:
    mother.subscribe(**WHOLE)
    portal, account = mother.portal, account_of(mother.portal)
    with portal.engine.begin() as connection:
        assert end_family(connection, SchoolId(portal.school), account, CHILD, now_ms=portal.clock.ms)
    decide(portal, ACCEPTED)
    assert mother.send(SOON_MS) == 0
