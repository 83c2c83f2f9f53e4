"""«Кто смотрел»: what the audit has of a child, for whom it is, and how much of others it tells: nobody's name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection, func, select, update

from app.domain.classroom import Duty
from app.domain.records import NEVER, Enrolment, Membership
from app.ids import PupilId, SchoolId
from portal.auth.auditing import DAY_MS, JOURNALS, Event, Happened, note_read
from portal.diary.reader_pages import BEGINNINGS, OF_ONE, OF_SCHOOL, WITHOUT_PUPILS, page_of
from portal.diary.readers import SIZE
from portal.diary.readings import Opened, Readings
from portal.office.access_reading import PAGE_WORDS
from portal.office.desk import PERSONAL
from portal.office.people_pages import DEEDS, VIEWS
from portal.office.turn_views import PAGES as TURN_PAGES
from portal.oneroster.programs import add_program, list_programs
from portal.refusals import Code, RefusedError
from portal.rights import Role
from portal.store.tables import diary_readings
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader, words_of
from tests.portal.entrance.people import Browser, Person
from tests.portal.esia.test_families import account_of, invited, only_diary
from tests.portal.office.people_office import PeopleOffice
from tests.portal.portal_school import CLASS_8A, STRANGERS
from tests.small_school import BEGINS, BORIS, CLASS, GROUP, PUPILS

CHILD, NEIGHBOUR = PUPILS[0], PUPILS[1]
LINE = re.compile(r"<li(?: class=\"own\")?><b>(.*?)</b><span>(.*?)</span><time>(.*?)</time>", re.DOTALL)
Line = tuple[str, str, str]


def a_parent(portal: Portal, login: str, pupil: PupilId = CHILD, role: Role = Role.PARENT) -> tuple[Browser, str]:
    """Return a browser in which somebody of a family is signed in, and the path of the diary."""
    person = Person(Browser(portal), login)
    assert person.join(invited(portal, pupil, role)).status_code == 200
    return person.browser, only_diary(person.browser)


def lines(browser: Browser, home: str, page: str = "") -> list[Line]:
    """Return who looked at what and when, as the page says it."""
    answer = browser.get(f"{home}/readers{page}")
    assert answer.status_code == 200, answer.text
    return [tuple(" ".join(re.sub(r"<[^>]*>", " ", part).split()) for part in row) for row in LINE.findall(answer.text)]  # type: ignore[misc]


def without_times(found: list[Line]) -> list[tuple[str, str]]:
    return [(who, what) for who, what, _ in found]


def test_all_that_showed_the_child_stands_there_and_nothing_that_did_not(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    father, other_home = a_parent(portal, "papa")
    office = PeopleOffice(portal)
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))

    def later() -> None:
        portal.clock.ms += 1_000

    for path in (f"/pupil/{CHILD}", f"/class/{CLASS}", f"/group/{GROUP}", "", f"/reason/{CHILD}"):
        later()
        office.get(path)
    for path in (f"/pupil/{NEIGHBOUR}", f"/class/{CLASS_8A}", "/teachers"):
        later()
        office.get(path)
    later()
    portal.pc("boris").hello()
    later()
    a_reader(portal, CHILD).get()
    later()
    a_reader(portal, NEIGHBOUR).get()
    later()
    father.get(other_home)
    later()
    mother.get(home)
    assert without_times(lines(mother, home)) == [
        ("вы", "дневник"),
        ("родитель", "дневник"),
        ("по ссылке, которую выдала школа", "дневник"),
        ("завуч Седов Б.", "все журналы школы, на компьютер завуча обо всей школе"),
        ("канцелярия, по ссылке", "причина пропусков"),
        ("канцелярия, по ссылке", "список классов и поиск ученика обо всей школе"),
        ("канцелярия, по ссылке", "состав группы о классе или группе"),
        ("канцелярия, по ссылке", "список класса о классе или группе"),
        ("канцелярия, по ссылке", "карточка ученика"),
    ]
    said = words_of(mother.get(f"{home}/readers").text)
    assert "papa" not in said
    assert "Не записывается" in said


def test_of_a_class_and_of_the_school_only_the_childs_own_days_are_told(portal: Portal) -> None:
    portal.put(
        Enrolment(f"enrolment-{CHILD}", NEVER, CHILD, CLASS_8A, BEGINS, None, "1"),
        Membership(f"member-{CHILD}", NEVER, GROUP, CHILD, BEGINS, BEGINS),
    )
    mother, home = a_parent(portal, "mama")
    office = PeopleOffice(portal)
    for path in (f"/class/{CLASS}", f"/group/{GROUP}", f"/class/{CLASS_8A}"):
        office.get(path)
    with portal.engine.begin() as connection:
        before = portal.clock.ms - 60 * DAY_MS
        note_read(connection, portal.school, Event(Happened.READ, "boris", JOURNALS), now_ms=before)
    portal.clock.ms += 1_000
    assert without_times(lines(mother, home)) == [
        ("вы", "дневник"),
        ("канцелярия, по ссылке", "список класса о классе или группе"),
    ]


def test_a_program_an_operator_and_a_former_deputy_are_called_what_they_are(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, BEGINS))
    own = account_of(portal)
    with portal.engine.begin() as connection:
        add_program(connection, portal.school, "Столовая", now_ms=portal.clock.ms)
        (program,) = list_programs(connection, portal.school)
        for n, (account, subject) in enumerate(
            (
                (program.id, "oneroster/users"),
                ("", "people/class/" + CLASS),
                (BORIS, JOURNALS),
                ("", "region/year"),
                (own, "people"),
            )
        ):
            told = Event(Happened.READ, account, subject)
            note_read(connection, portal.school, told, now_ms=portal.clock.ms - (n + 1) * 1000)
    assert without_times(lines(mother, home))[1:] == [
        ("программа «Столовая»", "списки школы, переданы программе обо всей школе"),
        ("оператор портала, командой", "список класса о классе или группе"),
        ("сотрудник школы Седов Б.", "все журналы школы, на компьютер завуча обо всей школе"),
        ("вы", "список классов и поиск ученика обо всей школе"),
    ]


def test_every_line_is_told_once_whatever_the_page(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    with portal.engine.begin() as connection:
        for n in range(SIZE + 5):
            read = Event(Happened.READ, "boris", f"people/pupil/{CHILD}")
            note_read(connection, portal.school, read, now_ms=portal.clock.ms - (n + 1) * DAY_MS)
    first, second = lines(mother, home), lines(mother, home, "?page=2")
    assert (len(first), len(second)) == (SIZE, 6)
    assert not set(first) & set(second)
    assert first[0][:2] == ("вы", "дневник")
    assert [lines(mother, home, f"?page={text}") for text in ("0", "-1", "x", "²", "99999")] == [first] * 5
    assert lines(mother, home, "?page=9999") == []


def test_who_has_no_right_to_it_hears_what_is_said_of_no_page(portal: Portal) -> None:
    """A link that is nobody's own, another family, and whom the school has ended get the words of an unknown link."""
    mother, home = a_parent(portal, "mama")
    stranger, _ = a_parent(portal, "stranger", STRANGERS[0])
    unknown = portal.client.get("/diary/unknown/readers")
    link = a_reader(portal, CHILD)
    answers = [link.get("/readers"), stranger.get(f"{home}/readers")]
    assert {(each.status_code, each.text) for each in answers} == {(404, unknown.text)}
    assert "видит родитель, который вошёл на портал" in link.text("/more")
    assert f'href="{home}/readers"' in mother.get(f"{home}/more").text


def test_a_pupil_sees_it_too(portal: Portal) -> None:
    pupil, home = a_parent(portal, "pupil", role=Role.PUPIL)
    parent, parents_home = a_parent(portal, "mama")
    parent.get(parents_home)
    portal.clock.ms += 1_000
    assert without_times(lines(pupil, home)) == [("вы", "дневник"), ("родитель", "дневник")]
    assert sorted(without_times(lines(parent, parents_home))) == [("вы", "дневник"), ("ученик", "дневник")]


def noted(portal: Portal) -> int:
    with portal.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(diary_readings)).scalar_one()


def test_a_diary_is_noted_once_a_day_for_each_link_and_not_by_a_form(portal: Portal) -> None:
    one, two = a_reader(portal, CHILD), a_reader(portal, CHILD)
    one.send("/more", {"token": "x", "step": "beside"})
    assert noted(portal) == 0
    for path in ("", "/term", "/day", ""):
        one.get(path)
    two.get()
    assert noted(portal) == 2
    portal.clock.ms += DAY_MS
    one.get()
    assert noted(portal) == 3
    a_reader(portal, CHILD).portal.client.get("/diary/unknown")
    assert noted(portal) == 3


def test_a_page_is_shown_though_nothing_can_be_written_and_noted_the_next_time(portal: Portal) -> None:
    is_busy = True

    @contextmanager
    def writing(_school: SchoolId) -> Iterator[Connection]:
        if is_busy:
            raise RefusedError(Code.THROTTLED, retry_after_s=1)
        with portal.engine.begin() as connection:
            yield connection

    readings, opened = Readings(writing, portal.clock.now_ms), Opened(portal.school, CHILD, "a link", "")
    assert not readings.note(opened)
    is_busy = False
    assert [readings.note(opened), readings.note(opened)] == [True, True]
    assert noted(portal) == 1
    with portal.engine.begin() as connection:
        connection.execute(update(diary_readings).values(link="another"))
    readings.note(replace(opened, link="a link"))
    assert noted(portal) == 1


def test_every_page_of_the_office_that_names_people_is_known_to_it() -> None:
    """A new page has to say here whether it shows pupils."""
    people = {"people" if not word else f"people/{word}" for word in (*VIEWS, *DEEDS)}
    turn = {"turn" if not word else f"turn/{word}" for word, _ in TURN_PAGES}
    asked = people | turn | {each for each in PERSONAL if "/" in each}
    known = {*OF_ONE, *OF_SCHOOL, *WITHOUT_PUPILS, *(each.rstrip("/") for each in BEGINNINGS)}
    assert asked - known == set()
    assert {each.partition("/")[0] for each in known} >= set(PAGE_WORDS) - {"figures"}
    assert not {*OF_ONE, *OF_SCHOOL} & WITHOUT_PUPILS
    assert [page_of(each) for each in (*OF_SCHOOL, *(f"{page}/key" for page in OF_ONE))]
