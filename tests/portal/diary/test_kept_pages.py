"""Pages of the diary that are kept as they were drawn: nobody is ever shown one that has changed since."""

import asyncio
import gzip
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from app.domain.attendance import Absence
from app.domain.records import NEVER, Enrolment, Group, Holiday, Journal, Lesson, Membership, Pupil, Teacher
from app.ids import GroupId, JournalId, LessonId, PupilId, TeacherId
from app.operations import AttendanceSet, DebtSet, HomeworkSet, MarkAdd, Operation, RemarkAdd, TopicSet
from portal.diary import kept_pages
from portal.diary.kept_pages import KeptPages
from portal.diary.opening import Visit
from portal.store.change_signs import ChangeSign
from portal.store.dialects import is_server, reading
from portal.store.tables import links
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.pcs import Pc
from tests.small_school import BEGINS, CLASS, GROUP, LESSONS, PUPILS, SUBJECT

IVANOV, OTHER = PUPILS[:2]
MONDAY = LESSONS[0]
WEEK = f"/{BEGINS}"


@dataclass
class Desk:
    """The kept pages over a portal's database, and how often a page was drawn. today: what the portal's clock says."""

    portal: Portal
    code: str
    drawn: int = 0
    now: datetime = field(default_factory=lambda: datetime(2026, 9, 1, 9, tzinfo=UTC))
    is_week: bool = True

    def __post_init__(self) -> None:
        engine = self.portal.serving
        self.kept = KeptPages(reading(engine), ChangeSign(engine), lambda: self.now)

    def ask(self, address: str = "week") -> str | None:
        """Return a page."""
        packed = asyncio.run(self.kept.page(address, self.code, self._draw, is_week=self.is_week))
        return None if packed is None else gzip.decompress(packed).decode()

    def _draw(self, visit: Visit) -> str:
        self.drawn += 1
        return f"{visit.owner.name} {visit.today} {self.drawn}"


@pytest.fixture
def reader(portal: Portal) -> Reader:
    return a_reader(portal, IVANOV)


@pytest.fixture
def desk(portal: Portal, reader: Reader) -> Desk:
    return Desk(portal, reader.home.rpartition("/")[2])


def test_a_page_is_drawn_once_while_nothing_changes(desk: Desk) -> None:
    assert desk.ask() == desk.ask()
    assert desk.drawn == 1


def test_what_stands_in_others_journals_leaves_a_week_as_it_is(portal: Portal, desk: Desk) -> None:
    group, journal = GroupId("others"), JournalId("others")
    portal.put(Group(group, NEVER, CLASS, "2"), Journal(journal, NEVER, group, SUBJECT, BEGINS.year, 5))
    first = desk.ask()
    portal.put(Lesson(LessonId("theirs"), NEVER, journal, BEGINS, 1, "201"))
    assert desk.ask() == first


def test_a_new_name_in_the_roster_draws_the_page_anew(portal: Portal, desk: Desk) -> None:
    first = desk.ask()
    portal.put(Pupil(PupilId("new"), NEVER, "Новый", "Ученик", "", date(2013, 1, 1), "m"))
    assert desk.ask() != first


@pytest.mark.parametrize("is_week", [True, False])
def test_an_entry_in_a_journal_of_the_pupil_draws_the_page_anew(desk: Desk, anna: Pc, is_week: bool) -> None:
    desk.is_week = is_week
    first = desk.ask()
    anna.push(Operation(MarkAdd(MONDAY, OTHER, None, "4")))
    assert desk.ask() != first


def test_behind_many_entries_of_others_a_page_is_drawn_anew(
    desk: Desk, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.ask()
    monkeypatch.setattr(kept_pages, "MOST_EFFECTS", 0)
    portal.put(Teacher(TeacherId("new"), NEVER, "Петрова", "Анна", "", "petrova"))
    assert desk.ask() != first


def test_the_next_day_is_another_page(desk: Desk) -> None:
    assert desk.ask() == "Имя 2026-09-01 1"
    desk.now += timedelta(hours=11, minutes=59)
    assert desk.ask() == "Имя 2026-09-01 1"
    desk.now += timedelta(minutes=1)
    assert desk.ask() == "Имя 2026-09-02 2"


def test_pages_that_nobody_asks_for_are_forgotten_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST", 2)
    for address in ("a", "b", "c", "a", "c"):
        desk.ask(address)
    assert desk.drawn == 4


def test_a_revoked_link_opens_no_kept_page(portal: Portal, desk: Desk) -> None:
    assert desk.ask()
    with portal.engine.begin() as connection:
        connection.execute(update(links).values(revoked=1))
    assert desk.ask() is None


def test_the_sign_of_a_file_changes_with_every_commit_and_with_nothing_else(portal: Portal) -> None:
    sign = ChangeSign(portal.serving)
    before = sign.read()
    if is_server(portal.serving):
        assert before is None
        return
    with reading(portal.serving).connect() as connection:
        connection.execute(links.select())
    assert sign.read() == before
    with portal.engine.begin() as connection:
        connection.execute(update(links).values(revoked=None))
    a_reader(portal, IVANOV)
    assert sign.read() != before


WRITTEN = (
    Operation(MarkAdd(MONDAY, IVANOV, None, "4")),
    Operation(AttendanceSet(MONDAY, IVANOV, Absence.ILL, 0)),
    Operation(TopicSet("Новая тема"), ent=MONDAY, base=NEVER),
    Operation(HomeworkSet("Новое задание"), ent=MONDAY, base=NEVER),
    Operation(RemarkAdd(MONDAY, IVANOV, praise=False, text="Новое замечание")),
    Operation(DebtSet(MONDAY, IVANOV, None, BEGINS + timedelta(7))),
)


@pytest.mark.parametrize("written", WRITTEN, ids=lambda each: type(each.args).__name__)
@pytest.mark.parametrize("page", [WEEK, f"/day/{BEGINS}"])
def test_what_a_teacher_writes_stands_on_the_next_page(reader: Reader, anna: Pc, page: str, written: Operation) -> None:
    before = [reader.text(page) for _ in range(2)]
    anna.push(written)
    after = [reader.text(page) for _ in range(2)]
    assert len(set(before)) == len(set(after)) == 1
    assert before[0] != after[0]


@pytest.mark.parametrize("page", [WEEK, f"/day/{BEGINS}", "/term"])
def test_what_the_office_enters_stands_on_the_next_page(portal: Portal, reader: Reader, page: str) -> None:
    before = reader.text(page)
    portal.put(Pupil(IVANOV, NEVER, "Иванов", "Иоанн", "", date(2013, 1, 1), "m"))
    named = reader.text(page)
    assert "Иоанн" in named
    assert named != before


def test_a_holiday_stands_on_the_next_page(portal: Portal, reader: Reader) -> None:
    before = reader.text(WEEK)
    portal.put(Holiday("h", NEVER, "День города", BEGINS, BEGINS))
    assert "День города" not in before
    assert "День города" in reader.text(WEEK)


def test_lessons_of_a_group_end_on_the_next_page_with_the_membership(portal: Portal, reader: Reader) -> None:
    assert "Алгебра" in reader.text(WEEK)
    portal.put(Membership(f"member-{IVANOV}", NEVER, GROUP, IVANOV, BEGINS, BEGINS - timedelta(1)))
    assert "Алгебра" not in reader.text(WEEK)


def test_a_diary_put_beside_stands_on_the_next_page(reader: Reader) -> None:
    assert "Сестра" not in reader.text(WEEK)
    address = "https://school.example/diary/" + "a" * 32
    assert reader.send("/more", {"step": "beside", "name": "Сестра", "address": address}).status_code == 303
    assert "Сестра" in reader.text(WEEK)


def test_a_pupil_who_has_left_has_no_page_at_once(portal: Portal, reader: Reader) -> None:
    assert reader.get(WEEK).status_code == 200
    portal.put(Enrolment(f"enrolment-{IVANOV}", NEVER, IVANOV, CLASS, BEGINS, BEGINS, "1"))
    assert reader.get(WEEK).status_code == 404


def test_a_browser_that_cannot_unpack_is_sent_the_same_page(portal: Portal, reader: Reader) -> None:
    plain = portal.client.get(f"{reader.home}{WEEK}", headers={"accept-encoding": "identity"})
    packed = reader.get(WEEK)
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
