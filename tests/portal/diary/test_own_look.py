"""axe-core finds nothing on the pages that open by a person's own sign-in, and none scrolls sideways on a phone."""

import re
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, ViewportSize

from app.domain.classroom import Duty
from app.domain.records import NEVER, Teacher
from app.ids import ProposalId
from portal.diary.drawing import STYLE
from tests.browser import DESKTOP, PHONE, open_browser, open_page
from tests.excuse_proposals import a_proposal
from tests.portal.axe import violations
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader
from tests.portal.diary.test_readers import CHILD, a_parent
from tests.portal.office.people_office import PeopleOffice
from tests.small_school import BEGINS, BORIS, CLASS

LINKED = re.compile(r'<link rel="stylesheet"[^>]*>')
OTHERS = re.compile(r"<link [^>]*>|<script[^>]*></script>")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)])
def test_nothing_is_wrong_with_them(portal: Portal, browser: Browser, viewport: ViewportSize, dark: bool) -> None:
    long_named = Teacher(BORIS, NEVER, "Константинопольский-Преображенский", "Борис", "Александрович", "boris")
    portal.put(long_named, Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    long = replace(a_proposal(), document="Ы" * 60, proposer="Константинопольская-Преображенская Александра, опекун")
    declined = replace(long, id=ProposalId("declined"), decision="declined", answer="Был на уроках во все эти дни")
    portal.put(long, declined)
    mother, home = a_parent(portal, "mama")
    for path in (f"/pupil/{CHILD}", f"/class/{CLASS}", ""):
        PeopleOffice(portal).get(path)
    portal.pc("boris").hello()
    a_reader(portal, CHILD).get()
    said = {}
    with open_page(browser, viewport=viewport, dark=dark, scripts=True) as page:
        for path in ("/readers", "/data", "/more", "/absence"):
            text = LINKED.sub(lambda _: f"<style>{STYLE.text}</style>", mother.get(home + path).text)
            page.set_content(OTHERS.sub("", text))
            sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if wrong := [*violations(page), *(["it scrolls sideways"] if sideways else [])]:
                said[path] = wrong
    assert said == {}
