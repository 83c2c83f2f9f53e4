"""A family with a link, a mail server on loopback, and the portal's sender with its clock in the hands of a test."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from litestar.testing import TestClient

from portal.api import create_api
from portal.auth.derived import DerivedKeys
from portal.endpoints import Dependencies
from portal.notices.mail_settings import MailSettings
from portal.notices.sending import Sender
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.notices.post_office import PostOffice, open_post_office
from tests.small_school import PUPILS

ISSUER = "https://portal.school.example"
SENDER = "diary@school.example"
ADDRESS = "mother@family.example"
EVERYTHING = {f"sort-{sort}": "1" for sort in ("marks", "remarks", "changes", "decisions")}
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS


@dataclass
class Family:
    """Somebody with a link, and the mail that comes. sender: the portal's."""

    portal: Portal
    reader: Reader
    office: PostOffice
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        self.sender = self.new_sender()

    def new_sender(self) -> Sender:
        """Return a sender as another process of the portal has it."""
        settings = MailSettings("127.0.0.1", SENDER, self.office.port, "none")
        return Sender(self.portal.serving, DerivedKeys(self.portal.key), settings, ISSUER, self.portal.clock.now_ms)

    def choose(self, address: str = ADDRESS, **fields: str) -> int:
        """Send the form of the page; return the status of the answer."""
        return self.reader.send("/notices", {"step": "save", "address": address, "hour": "-1", **fields}).status_code

    def page(self) -> str:
        """Return what the page of notices says."""
        return self.reader.text("/notices")

    def confirm(self) -> None:
        """Open the address of the last letter and press its button."""
        self.send()
        path = path_in(self.office.texts()[-1], "confirm")
        assert self.portal.client.get(path).status_code == 200
        assert self.portal.client.post(path).status_code == 200
        self.office.letters.clear()

    def subscribe(self, **fields: str) -> None:
        """Choose and confirm. fields: nothing for every sort, at once, without details."""
        assert self.choose(**{**EVERYTHING, **fields}) == 303
        self.confirm()

    def send(self, after_ms: int = 0) -> int:
        """Let time pass and the sender make a round; return how many letters went out."""
        self.sender.round()
        self.portal.clock.ms += after_ms
        return self.sender.round()


def path_in(text: str, purpose: str) -> str:
    """Return the path of an address in a letter."""
    found = re.search(rf"{ISSUER}(/notices/{purpose}/[A-Za-z0-9_-]+)", text)
    assert found is not None, text
    return found[1]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


@pytest.fixture
def mailing(portal: Portal) -> Iterator[Portal]:
    """A portal whose operator has named a mail server."""
    facts = Dependencies(portal.serving, portal.key, now_ms=portal.clock.now_ms, issuer=ISSUER, is_mailing=True)
    with TestClient(create_api(facts)) as client:
        yield replace(portal, client=client)


@pytest.fixture
def family(mailing: Portal, office: PostOffice) -> Family:
    return Family(mailing, a_reader(mailing, PUPILS[0]), office)
