"""Letters about the steps of an application: to an address that has confirmed, without the child, until it is over."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from portal.auth.derived import DerivedKeys
from portal.notices.application_letters import untold_applications
from portal.notices.mail_settings import MailSettings
from portal.notices.sending import Sender
from portal.store.tables import notice_choices, notice_doors, notice_letters
from tests.portal.access.applying import Applying, decide, enrol, requests
from tests.portal.conftest import Portal
from tests.portal.entrance.people import Browser, Person
from tests.portal.esia.test_families import invited
from tests.portal.notices.conftest import HOUR_MS, ISSUER, SENDER, mailing, office, path_in
from tests.portal.notices.post_office import PostOffice, text_of
from tests.small_school import PUPILS

__all__ = ["mailing", "office"]

ADDRESS = "father@family.example"
STEPS = "Заявление о доступе к дневнику"
CONFIRMING = f"{STEPS}: подтвердите адрес"


@dataclass
class Written:
    """Somebody who applies and names an address, and the letters that come. sender: the portal's."""

    applying: Applying
    office: PostOffice
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        portal = self.applying.portal
        settings = MailSettings("127.0.0.1", SENDER, self.office.port, "none")
        self.sender = Sender(portal.serving, DerivedKeys(portal.key), settings, ISSUER, portal.clock.now_ms)

    @property
    def portal(self) -> Portal:
        return self.applying.portal

    def apply(self, *, is_confirmed: bool = True, **stated: str) -> str:
        """Apply with an address, and confirm it; return the path of the application's page."""
        path = str(self.applying.apply(address=ADDRESS, **stated).url.path)
        self.sender.round()
        (letter,) = self.office.letters
        assert letter["Subject"] == CONFIRMING
        assert "как идёт заявление о доступе к дневнику" in text_of(letter)
        if is_confirmed:
            door = path_in(text_of(letter), "confirm")
            assert "как идёт заявление" in self.portal.client.get(door).text
            assert "О каждом шаге заявления" in self.portal.client.post(door).text
        self.office.letters.clear()
        return path

    def sent(self) -> list[str]:
        """Let the sender make a round, and return what the new letters say."""
        self.sender.round()
        texts = self.office.texts()
        self.office.letters.clear()
        return texts


@pytest.fixture
def written(mailing: Portal, office: PostOffice) -> Written:
    papa = Person(Browser(mailing, origin=ISSUER), "papa")
    assert papa.join(invited(mailing, PUPILS[0])).status_code == 200
    enrol(mailing)
    return Written(Applying(papa.browser, applicant="Иванов Сергей Петрович"), office)


def kept(portal: Portal) -> int:
    """Return how much is kept of addresses."""
    with portal.engine.connect() as connection:
        return sum(
            len(connection.execute(select(table)).all()) for table in (notice_choices, notice_doors, notice_letters)
        )


def test_nothing_is_written_before_the_address_has_confirmed(written: Written) -> None:
    written.apply(is_confirmed=False)
    decide(written.portal, requests(written.portal)[0], "granted")
    assert written.sent() == []


def test_each_step_is_told_once_and_no_letter_names_the_child(written: Written) -> None:
    path = written.apply()
    (first,) = written.sent()
    assert "— Заявление принято и проверено, 21 сентября 2026, 17:13" in first
    assert "— Передано в школу" in first
    assert "Школа решит не позже: 22 сентября 2026." in first
    assert f"{ISSUER}{path}" in first
    with written.portal.engine.connect() as connection:
        assert not untold_applications(connection, written.portal.school)
    assert written.sent() == []
    decide(written.portal, requests(written.portal)[0], "granted")
    (second,) = written.sent()
    assert "— Доступ открыт" in second
    assert "Передано" not in second
    assert "не позже" not in second
    assert written.sent() == []
    assert not any(name in first + second for name in ("Иванов", "Пётр", "7Б"))


def test_the_ground_of_a_refusal_stays_on_the_page(written: Written) -> None:
    written.apply()
    written.sent()
    decide(written.portal, requests(written.portal)[0], "refused", "Пётр Иванов живёт с матерью.")
    (text,) = written.sent()
    assert "— Отказано школой" in text
    assert "живёт" not in text


def test_the_address_is_forgotten_once_it_is_over(written: Written) -> None:
    written.apply()
    written.sent()
    assert kept(written.portal) > 0
    decide(written.portal, requests(written.portal)[0], "refused", "Нет документа.")
    assert len(written.sent()) == 1
    assert kept(written.portal) == 0


def test_an_application_that_the_portal_refuses_is_told_too(written: Written) -> None:
    written.apply(name="Никто")
    (text,) = written.sent()
    assert "— Отказано при проверке" in text
    assert kept(written.portal) == 0


def test_a_letter_can_be_stopped_by_one_press(written: Written) -> None:
    written.apply()
    (text,) = written.sent()
    door = path_in(text, "stop")
    assert "писем о заявлении" in written.portal.client.get(door).text
    assert "на странице заявления" in written.portal.client.post(door).text
    assert kept(written.portal) == 0
    decide(written.portal, requests(written.portal)[0], "granted")
    assert written.sent() == []


def test_at_night_a_letter_waits_for_the_morning(written: Written) -> None:
    written.apply()
    written.sent()
    written.portal.clock.ms += 7 * HOUR_MS
    decide(written.portal, requests(written.portal)[0], "granted")
    assert written.sent() == []
    written.portal.clock.ms += 7 * HOUR_MS
    assert len(written.sent()) == 1


def test_the_rounds_for_news_of_diaries_leave_an_application_alone(written: Written) -> None:
    written.apply()
    written.portal.put()
    for _ in range(3):
        enrol(written.portal, "somebody-else", name="Олег")
        written.sender.round()
    assert kept(written.portal) > 0


def test_what_cannot_be_an_address_is_said_at_its_field(written: Written) -> None:
    assert "Это не похоже на адрес почты" in written.applying.check(address="отец").text


def test_a_portal_that_sends_no_letters_asks_for_no_address(father: Applying) -> None:
    assert "Электронная почта" not in father.browser.get("/access/new").text
