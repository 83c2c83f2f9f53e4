"""A copy of the database to read from: it takes the families' reading, and nobody can tell, whatever happens to it."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from litestar.testing import TestClient
from sqlalchemy import event, update

from app.domain.records import NEVER, Teacher
from app.ids import SchoolId, TeacherId
from app.operations import MarkAdd, Operation
from portal.commands import make_portal
from portal.endpoints import Dependencies
from portal.exchange.office import put_records
from portal.far_reading import COOKIE
from portal.settings import DataFolder
from portal.store.standby import MOST_LAG_S, Standby
from portal.store.tables import links, schools
from tests.portal.conftest import NOW_MS, Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.oneroster.test_service import a_reader as a_program
from tests.portal.pcs import Pc
from tests.portal.portal_school import school_records
from tests.portal_database import Cluster, Copy, copied, following, owned, running_cluster
from tests.portal_process import PortalProcess
from tests.small_school import BEGINS, LESSONS, PUPILS
from tests.waiting import until

pytestmark = pytest.mark.on_server

IVANOV, OTHER = PUPILS[:2]
MONDAY = "2026-08-31"


@dataclass
class Seconds:
    """A clock in the hands of a test."""

    now: float = field(default_factory=time.monotonic)

    def __call__(self) -> float:
        return self.now


@dataclass
class Far:
    """A copy of a portal's database, and what is known of it."""

    copy: Copy
    standby: Standby
    clock: Seconds
    asked: list[str] = field(default_factory=list)

    def caught_up(self) -> None:
        """Wait until it has everything."""
        place = self.standby.place()
        until(lambda: self.looked() and self.standby.is_fit(place))

    def looked(self) -> bool:
        self.standby.look()
        return True

    def looked_later(self) -> bool:
        self.clock.now += 1
        return self.looked()

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Let it receive everything and show nothing of it, as one does that is behind."""
        self.caught_up()
        self.copy.say("SELECT pg_wal_replay_pause()")
        try:
            yield
        finally:
            self.copy.say("SELECT pg_wal_replay_resume()")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of these tests' own, small enough to be copied."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="module")
def copy(cluster: Cluster) -> Iterator[Copy]:
    with following(cluster) as running:
        yield running


@pytest.fixture(scope="module")
def followed_template(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("school") / "data"
    make_portal(path, "Школа № 7", year=2026, zone="Europe/Moscow", server=cluster.new())
    engine = owned(path)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(schools.select()).one().school_id)
        put_records(connection, school, tuple(school_records()), received_ms=NOW_MS)
    engine.dispose()
    return path


@pytest.fixture
def school_data(cluster: Cluster, copy: Copy, followed_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh copy of the school's folder, for the portal of these tests."""
    data = copied(followed_template, tmp_path / "followed")
    yield data
    cluster.drop(DataFolder(data).url.database or "")


@pytest.fixture
def far(portal: Portal, copy: Copy) -> Iterator[Far]:
    """The copy, from which the portal reads what families read."""
    clock = Seconds()
    standby = Standby(portal.serving, copy.at(portal.folder.url), clock)
    found = Far(copy, standby, clock)
    event.listen(
        standby.connected, "before_cursor_execute", lambda _c, _cursor, statement, *_: found.asked.append(statement)
    )
    facts = Dependencies(portal.serving, portal.key, now_ms=portal.clock.now_ms, standby=standby)
    assert isinstance(portal.client, TestClient)
    portal.client.app.state.desks.open(facts)
    found.caught_up()
    found.asked.clear()
    yield found
    standby.close()


@pytest.fixture
def reader(portal: Portal, far: Far) -> Reader:
    found = a_reader(portal, IVANOV)
    far.caught_up()
    return found


def a_mark(value: str) -> Operation:
    return Operation(MarkAdd(LESSONS[0], IVANOV, None, value))


def has_mark(reader: Reader) -> bool:
    """Return whether the first week shows one."""
    answer = reader.get(f"/{BEGINS}")
    assert answer.status_code == 200
    return 'class="mark' in answer.text.partition("<body>")[2].replace('class="marks"', "")


def test_families_pages_come_from_the_copy(reader: Reader, anna: Pc, far: Far) -> None:
    with far.held_back():
        anna.push(a_mark("5"))
        assert not has_mark(reader)
        assert far.asked
    far.caught_up()
    assert has_mark(reader)


def test_signing_in_writing_and_the_exchange_do_not(portal: Portal, anna: Pc, far: Far) -> None:
    far.asked.clear()
    anna.push(a_mark("5"))
    anna.pull()
    anna.hello()
    portal.pc("boris")
    assert portal.client.get("/sign-in").status_code == 200
    assert far.asked == []


def test_who_said_that_it_was_read_sees_it_at_once(portal: Portal, reader: Reader, far: Far) -> None:
    with far.held_back():
        answer = reader.read("week", MONDAY)
        assert answer.status_code == 303
        assert COOKIE in answer.cookies
        assert "Прочитано 21 сентября" in reader.text(f"/{MONDAY}")
        portal.client.cookies.clear()
        assert "Прочитано 21 сентября" not in reader.text(f"/{MONDAY}")
    far.caught_up()
    assert "Прочитано 21 сентября" in reader.text(f"/{MONDAY}")


def test_who_has_looked_at_what_is_new_does_not_see_it_as_new_again(reader: Reader, far: Far) -> None:
    """Looking writes too, though nothing is sent: how much is new stands on every page."""
    with far.held_back():
        assert COOKIE in reader.get("/new").cookies
        far.asked.clear()
        assert reader.get(f"/{MONDAY}").status_code == 200
        assert far.asked == []


def test_a_child_just_linked_opens_at_once(portal: Portal, far: Far) -> None:
    with far.held_back():
        found = a_reader(portal, OTHER)
        assert found.get().status_code == 200
    assert a_reader(portal, OTHER).get("/nothing-here").status_code == 404


def test_a_link_that_was_withdrawn_is_closed_at_once(portal: Portal, reader: Reader, far: Far) -> None:
    assert reader.get().status_code == 200
    with far.held_back():
        with portal.engine.begin() as connection:
            connection.execute(update(links).values(revoked=1))
        assert reader.get().status_code == 404
        assert reader.get("/more").status_code == 404


def test_a_program_is_told_by_the_copy_what_is_in_it_and_never_what_is_old(portal: Portal, far: Far) -> None:
    program = a_program(portal).sign_in()
    program.ids("/teachers")
    far.caught_up()
    with far.held_back():
        portal.put(Teacher(TeacherId("new"), NEVER, "Новикова", "Ольга", "", "olga"))
        assert "new" in program.ids("/teachers")
    far.caught_up()
    portal.put(Teacher(TeacherId("newer"), NEVER, "Новейшая", "Ольга", "", "newer"))
    far.caught_up()
    far.asked.clear()
    assert "newer" in program.ids("/teachers")
    assert any("teacher" in statement for statement in far.asked)


def test_a_copy_that_is_far_behind_is_not_read_from(portal: Portal, reader: Reader, anna: Pc, far: Far) -> None:
    with far.held_back():
        anna.push(a_mark("5"))
        begun = far.clock.now
        until(lambda: far.looked_later() and not far.standby.is_fit())
        assert far.clock.now - begun > MOST_LAG_S
        assert has_mark(reader)
        assert re.fullmatch(r"ok\nreplica \d+ s behind\n", portal.client.get("/health").text)
    far.caught_up()
    assert portal.client.get("/health").text == "ok\n"


def test_a_copy_of_which_nothing_was_heard_is_not_read_from(reader: Reader, far: Far) -> None:
    assert far.standby.is_fit()
    far.clock.now += 60
    assert not far.standby.is_fit()
    far.asked.clear()
    assert reader.get().status_code == 200
    assert far.asked == []


def test_where_nothing_is_written_nothing_is_late(far: Far) -> None:
    for _ in range(3):
        far.clock.now += 3600
        far.caught_up()
    assert far.standby.lag_s == 0


def test_a_copy_that_stops_in_the_middle_is_not_missed(portal: Portal, reader: Reader, far: Far) -> None:
    seen: list[int] = []
    ending = threading.Event()

    def read_on() -> None:
        while not ending.is_set():
            seen.append(reader.get(f"/{MONDAY}").status_code)
            seen.append(reader.get("/more").status_code)

    threads = [threading.Thread(target=read_on) for _ in range(4)]
    for each in threads:
        each.start()
    until(lambda: len(seen) > 20)
    far.copy.stop()
    try:
        before = len(seen)
        until(lambda: len(seen) > before + 20)
        # whoever met it first has told the others: none of them waits for it again
        assert not far.standby.is_fit()
        far.standby.look()
        assert portal.client.get("/health").text == "ok\nreplica away\n"
    finally:
        far.copy.start()
        ending.set()
        for each in threads:
            each.join()
    assert set(seen) == {200}
    far.caught_up()
    assert far.standby.is_fit()


def test_a_server_that_follows_nobody_is_no_copy(portal: Portal, far: Far) -> None:
    for stranger in (portal.folder.url, portal.folder.url.set(database="postgres")):
        standby = Standby(portal.serving, stranger)
        standby.look()
        assert standby.lag_s is None
        standby.close()


def test_a_copy_of_another_database_is_none(portal: Portal) -> None:
    with running_cluster() as other, following(other) as copy:
        standby = Standby(portal.serving, copy.at(other.at("postgres").portal))
        standby.look()
        assert standby.lag_s is None
        standby.close()


def test_workers_read_from_it_and_tell_how_it_is(portal: Portal, copy: Copy, far: Far) -> None:
    home = a_reader(portal, IVANOV).home
    far.caught_up()
    address = copy.at(portal.folder.url).render_as_string(hide_password=False)
    words = ("--read-from", address, "--metrics", "127.0.0.1:0")
    with PortalProcess(portal.folder.path, workers=2, words=words) as process:
        process.start()
        page = f"{process.url}{home}/{MONDAY}"
        until(lambda: requests.get(f"{process.url}/health", timeout=5).text == "ok\n")
        assert {requests.get(page, timeout=5).status_code for _ in range(20)} == {200}
        copy.stop()
        try:
            assert {requests.get(page, timeout=5).status_code for _ in range(20)} == {200}
            until(lambda: requests.get(f"{process.url}/health", timeout=5).text == "ok\nreplica away\n")
        finally:
            copy.start()
        until(lambda: requests.get(f"{process.url}/health", timeout=5).text == "ok\n")
