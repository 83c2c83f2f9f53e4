"""Letters of notices, from the page on which a family chooses to the mail server that takes them."""

import logging
from collections.abc import Callable
from dataclasses import fields

import pytest
from sqlalchemy import Connection, update
from typing_extensions import override

from app.domain.classroom import Duty
from app.domain.records import NEVER, Enrolment
from app.ids import PupilId
from app.operations import MarkAdd, MarkAnnul, Operation, RemarkAdd, RemarkAnnul
from app.planning import LessonCancel
from portal.notices.queueing import Waiting, take_letters_turn
from portal.notices.sending import Sender
from portal.notices.timing import SETTLE
from portal.store.dialects import reading
from portal.store.tables import links, notice_choices, notice_doors, notice_letters
from tests.portal.conftest import Portal
from tests.portal.notices.conftest import ADDRESS, HOUR_MS, MINUTE_MS, SENDER, Family, path_in
from tests.portal.notices.post_office import PostOffice, text_of
from tests.portal.pcs import Pc
from tests.portal.portal_school import TEST
from tests.small_school import BEGINS, BORIS, CLASS, LESSONS, PUPILS

IVANOV, OTHER = PUPILS[:2]
MONDAY = LESSONS[0]
SOON_MS = int(SETTLE.total_seconds() * 1000)
DAY_MS = 24 * HOUR_MS


def give(pc: Pc, value: str = "5", pupil: PupilId = IVANOV) -> Operation:
    """Give a mark and return what gave it."""
    operation = Operation(MarkAdd(MONDAY, pupil, TEST, value))
    pc.push(operation)
    return operation


def test_an_address_gets_no_news_before_it_has_confirmed(family: Family, anna: Pc) -> None:
    family.choose(**{"sort-marks": "1"})
    give(anna)
    family.send(SOON_MS)
    assert [letter["Subject"] for letter in family.office.letters] == ["Дневник: подтвердите адрес"]
    assert "mo…@family.example" in family.page()


def test_a_letter_without_details_says_only_that_there_is_something(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    assert family.send(SOON_MS) == 1
    (letter,) = family.office.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == (ADDRESS, SENDER, "Дневник: есть новое")
    whole = letter.as_string() + text_of(letter)
    assert not any(word in whole for word in ("Алгебра", "Контрольная", "Имя", "Фамилия", " 5"))
    assert family.reader.home not in whole


def test_a_letter_with_details_tells_what_and_the_name_only_where_chosen(family: Family, anna: Pc) -> None:
    family.subscribe(shows="1", names="1")
    give(anna)
    anna.push(Operation(RemarkAdd(MONDAY, IVANOV, praise=False, text='Забыл <b>"тетрадь"</b>')))
    family.send(SOON_MS)
    (text,) = family.office.texts()
    assert "Имя: в дневнике есть новое." in text
    assert "— Алгебра, 1 сентября: 5. Контрольная работа" in text
    assert 'Замечание. Забыл <b>"тетрадь"</b>' in text
    html = family.office.letters[0].get_body(("html",))
    assert html is not None
    assert "&lt;b&gt;" in html.get_content()
    assert "<b>" not in html.get_content()


def test_news_wait_for_more_and_go_in_one_letter(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna, "5")
    assert family.send(SOON_MS - 1) == 0
    give(anna, "4")
    assert family.send(1) == 1
    assert family.send(SOON_MS) == 0


def test_what_was_taken_back_before_the_letter_is_in_none(family: Family, anna: Pc) -> None:
    family.subscribe(shows="1")
    give(anna)
    family.send()
    anna.push(
        Operation(MarkAnnul("Ошибка"), ent=anna.ids[-1], base=anna.ids[-1]),
        Operation(RemarkAdd(MONDAY, IVANOV, praise=False, text="Шумел")),
    )
    anna.push(Operation(RemarkAnnul(), ent=anna.ids[-1]))
    assert waiting(family.portal) == 1
    assert family.send(SOON_MS) == 0
    assert waiting(family.portal) == 0


def test_a_mark_that_was_told_and_is_taken_back_is_told_again(family: Family, anna: Pc) -> None:
    family.subscribe(shows="1")
    give(anna)
    mark = anna.ids[-1]
    family.send(SOON_MS)
    anna.push(Operation(MarkAnnul("Ошибка"), ent=mark, base=mark))
    family.send(SOON_MS)
    assert "Отметка снята: 5" in family.office.texts()[-1]


def test_only_the_sorts_that_were_chosen_are_told(family: Family, anna: Pc, portal: Portal) -> None:
    assert family.choose(**{"sort-changes": "1", "shows": "1"}) == 303
    family.confirm()
    give(anna)
    assert family.send(SOON_MS) == 0
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    coming = LESSONS[25]
    portal.pc("boris").push(Operation(LessonCancel(cancelled=True, reason="Карантин"), ent=coming))
    assert family.send(SOON_MS) == 1
    (text,) = family.office.texts()
    assert "отменён" in text
    assert "Контрольная" not in text


def test_another_childs_marks_are_nobodys_letter(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna, pupil=OTHER)
    assert family.send(SOON_MS) == 0
    assert waiting(family.portal) == 0


def test_at_night_nothing_is_sent_and_the_morning_brings_it(family: Family, anna: Pc) -> None:
    family.subscribe()
    # 17:13 in Moscow, and then 22:30
    family.portal.clock.ms += 5 * HOUR_MS + 17 * MINUTE_MS
    give(anna)
    assert family.send(SOON_MS) == 0
    assert family.send(8 * HOUR_MS) == 0
    assert family.send(HOUR_MS) == 1


def test_a_letter_that_the_night_has_overtaken_waits_for_the_morning(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.send()
    family.portal.clock.ms += 6 * HOUR_MS
    assert family.sender.round() == 0
    assert waiting(family.portal) == 1
    assert family.send(9 * HOUR_MS) == 1


def test_a_letter_of_the_day_comes_at_its_hour_with_all_of_the_day(family: Family, anna: Pc) -> None:
    family.subscribe(hour="19", shows="1")
    for value in "54":
        give(anna, value)
        assert family.send(SOON_MS) == 0
    assert family.send(HOUR_MS) == 0
    assert family.send(HOUR_MS) == 1
    (text,) = family.office.texts()
    assert ": 5. " in text
    assert ": 4. " in text


def test_a_server_that_is_away_gets_every_letter_once_it_is_back(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    port, family.office.port = family.office.port, 1
    family.sender = family.new_sender()
    assert family.send(SOON_MS) == 0
    assert waiting(family.portal) == 1
    family.office.port = port
    family.sender = family.new_sender()
    assert family.send(2 * MINUTE_MS) == 1
    assert family.send(DAY_MS) == 0


def test_a_server_that_is_away_is_left_alone_for_longer_each_time(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.office.contents = "421 Service shutting down"
    family.send(SOON_MS)
    family.office.contents = ""
    assert family.send(MINUTE_MS) == 0
    assert family.send(2 * MINUTE_MS) == 1


def test_an_address_that_is_refused_for_good_gets_nothing_more_and_the_family_is_told(family: Family, anna: Pc) -> None:
    family.subscribe()
    family.office.recipients = "550 No such box"
    give(anna)
    assert family.send(SOON_MS) == 0
    assert waiting(family.portal) == 0
    assert "Ящик mo…@family.example не принимает письма." in family.page()
    family.office.recipients = ""
    give(anna, "3")
    assert family.send(SOON_MS) == 0


def test_an_address_that_is_put_off_for_days_is_given_up(family: Family, anna: Pc) -> None:
    family.subscribe()
    family.office.recipients = "451 Try later"
    give(anna)
    family.send(SOON_MS)
    for _ in range(30):
        family.send(4 * HOUR_MS)
    assert waiting(family.portal) == 0
    assert "не принимает письма" in family.page()


def test_a_letter_that_was_put_off_goes_out_later(family: Family, anna: Pc) -> None:
    family.subscribe()
    family.office.recipients = "451 Try later"
    give(anna)
    assert family.send(SOON_MS) == 0
    family.office.recipients = ""
    assert family.send() == 0
    assert family.send(2 * MINUTE_MS) == 1


def test_one_press_ends_the_letters_and_forgets_the_address(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.send(SOON_MS)
    (letter,) = family.office.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = path_in(letter["List-Unsubscribe"], "stop")
    assert path == path_in(text_of(letter), "stop")
    assert family.portal.client.get(path).status_code == 200
    assert kept(family.portal) == (1, 1)
    form = {"content": "List-Unsubscribe=One-Click", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
    assert family.portal.client.post(path, **form).status_code == 200  # type: ignore[arg-type]  # as a form is sent
    assert kept(family.portal) == (0, 0)
    assert family.portal.client.post(path).status_code == 404
    give(anna, "2")
    assert family.send(SOON_MS) == 0


def test_who_has_the_link_can_end_the_letters_too(family: Family) -> None:
    family.subscribe()
    assert family.reader.send("/notices", {"step": "stop"}).status_code == 303
    assert kept(family.portal) == (0, 0)


def test_a_revoked_link_ends_the_letters_and_forgets_the_address(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.send()
    with family.portal.engine.begin() as connection:
        connection.execute(update(links).values(revoked=1))
    assert family.send(SOON_MS) == 0
    assert kept(family.portal) == (0, 0)


def test_a_pupil_who_has_left_is_in_no_letter(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.portal.put(Enrolment(f"enrolment-{IVANOV}", NEVER, IVANOV, CLASS, BEGINS, BEGINS, "1"))
    assert family.send(SOON_MS) == 0
    assert kept(family.portal) == (0, 0)


def test_an_address_of_a_confirmation_is_good_once_and_for_three_days(family: Family) -> None:
    family.choose()
    family.send()
    path = path_in(family.office.texts()[-1], "confirm")
    assert family.portal.client.get(path).status_code == 200
    assert family.portal.client.post(path).status_code == 200
    assert family.portal.client.post(path).status_code == 404
    family.choose("father@family.example")
    family.send()
    late = path_in(family.office.texts()[-1], "confirm")
    family.portal.clock.ms += 3 * DAY_MS
    assert family.portal.client.post(late).status_code == 404


def test_a_stranger_gets_no_second_letter_at_once(family: Family) -> None:
    family.choose("stranger@example.com")
    family.send()
    assert (
        "уже отправлено"
        in family.reader.send("/notices", {"step": "save", "address": "other@example.com", "hour": "-1"}).text
    )
    assert family.send(4 * MINUTE_MS) == 0
    assert family.choose("other@example.com") == 200
    assert family.send(MINUTE_MS) == 0
    assert family.choose("other@example.com") == 303


def test_a_change_of_what_is_chosen_asks_no_confirmation_anew(family: Family, anna: Pc) -> None:
    family.subscribe()
    assert family.choose("", **{"sort-marks": "1", "shows": "1"}) == 303
    give(anna)
    family.send(SOON_MS)
    assert "Контрольная работа" in family.office.texts()[-1]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "мама",
        "a@b",
        "a b@c.ru",
        "a@b.ru\nBcc: x@y.ru",
        "<a@b.ru>",
        "a@b.ru, c@d.ru",
        f"{'a' * 250}@b.ru",
        '"a"@b.ru',
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(family: Family, address: str) -> None:
    answer = family.reader.send("/notices", {"step": "save", "address": address, "hour": "-1"})
    assert answer.status_code == 200
    assert "Это не адрес электронной почты." in answer.text
    assert kept(family.portal) == (0, 0)


def test_the_address_lies_sealed_in_the_database(family: Family) -> None:
    family.subscribe()
    with reading(family.portal.engine, family.portal.school).connect() as connection:
        (row,) = connection.execute(notice_choices.select()).all()
    assert b"family.example" not in row.address


class Dying(Sender):
    """A sender whose process is killed as soon as a letter is in the post office."""

    office: PostOffice

    @override
    def _note(self, letter: Waiting, write: Callable[[Connection], None]) -> bool:
        if self.office.letters:
            raise KeyboardInterrupt
        return super()._note(letter, write)


def test_a_process_that_dies_between_sending_and_noting_sends_the_same_letter_once_more(
    family: Family, anna: Pc
) -> None:
    family.subscribe()
    give(anna)
    family.send()
    family.portal.clock.ms += SOON_MS
    killed = Dying(**{each.name: getattr(family.new_sender(), each.name) for each in fields(Sender) if each.init})
    killed.office = family.office
    with pytest.raises(KeyboardInterrupt):
        killed.round()
    assert family.send(2 * MINUTE_MS) == 1
    first, second = family.office.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert family.send(SOON_MS) == 0


def test_two_processes_take_turns_and_send_each_letter_once(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.send()
    family.portal.clock.ms += SOON_MS
    assert sum(sender.round() for sender in (family.new_sender(), family.sender, family.new_sender())) == 1
    assert len(family.office.letters) == 1


def test_a_process_that_was_killed_holds_its_turn_for_two_minutes_only(family: Family, anna: Pc) -> None:
    family.subscribe()
    give(anna)
    family.send()
    family.portal.clock.ms += SOON_MS
    with family.portal.engine.begin() as connection:
        assert take_letters_turn(connection, family.portal.school, "killed", now_ms=family.portal.clock.ms)
    assert family.sender.round() == 0
    assert family.send(2 * MINUTE_MS) == 1


def test_no_log_holds_an_address_or_a_name(family: Family, anna: Pc, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        family.subscribe(shows="1", names="1")
        give(anna)
        for trouble in ("451 Later", "550 Never"):
            family.office.recipients = trouble
            family.send(DAY_MS)
    ours = "\n".join(each.getMessage() for each in caplog.records if not each.name.startswith("mail"))
    assert "a letter was refused for good" in ours
    assert not any(word in ours for word in (ADDRESS, "family.example", "Фамилия", "Имя", "Алгебра", "/notices/stop/"))


def kept(portal: Portal) -> tuple[int, int]:
    """Return how many choices and how many addresses to end them are there."""
    with reading(portal.engine, portal.school).connect() as connection:
        choices = connection.execute(notice_choices.select()).all()
        doors = connection.execute(notice_doors.select().where(notice_doors.c.purpose == "stop")).all()
    return len(choices), len(doors)


def waiting(portal: Portal) -> int:
    """Return how many letters wait."""
    with reading(portal.engine, portal.school).connect() as connection:
        return len(connection.execute(notice_letters.select()).all())
