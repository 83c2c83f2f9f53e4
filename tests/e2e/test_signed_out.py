"""A PC whose sign-in has ended, by its teacher or by the school: what waits stays, and finds its way."""

import time
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from app.clock import Clock
from app.domain.records import NEVER, School, Teacher
from app.errors import SignedOutError
from app.ids import ReplicaId, SchoolId
from app.services.profile import Profile, read_profile
from app.vault.errors import OtherTeacherError
from app.wire.messages import HelloAsk
from portal.auth.oauth.grants import revoke_replica
from portal.settings import find_folder
from portal.store.dialects import writing
from portal.store.opening import open_engine
from portal.store.rows import write_records
from portal.store.tables import schools
from sync.access import from_journal
from sync.enrolment import enrol
from sync.http_portal import HttpPortal
from sync.sign_in import SignIn
from sync.transport import new_session
from tests.keyring_service import KeyringService
from tests.locked_pcs import MARKS, OTHER_PIN, PIN, Pc, a_pc, signed_in, type_marks, unsent
from tests.portal_process import PortalProcess
from tests.small_school import ANNA
from ui.login.entering import Opened
from ui.login.locking import send_waiting
from ui.login.making import make_profile
from ui.login.regaining import regain, sign_in_anew, sign_out

LYCEUM = SchoolId("lyceum")


@pytest.fixture
def anna(keyring_service: KeyringService, portal_process: PortalProcess, tmp_path: Path) -> Pc:
    return a_pc(tmp_path / "pc" / "default", portal_process, "anna")


def profile_of(opened: Opened) -> Profile:
    with opened.store.reading() as unit:
        found = read_profile(unit)
    assert found
    return found


def revoke(portal: PortalProcess, profile: Profile) -> None:
    """Do what the office's button does."""
    engine = open_engine(find_folder(portal.data).url)
    with writing(engine, profile.school).begin() as connection:
        revoke_replica(connection, profile.school, profile.replica, now_ms=time.time_ns() // 1_000_000)
    engine.dispose()


def test_a_revoked_pc_keeps_what_is_unsent_hands_it_by_courier_and_sends_nothing_twice(
    anna: Pc, portal_process: PortalProcess
) -> None:
    type_marks(anna)
    opened = anna.unlock()
    revoke(portal_process, profile_of(opened))
    with pytest.raises(SignedOutError):
        anna.round(opened)
    assert unsent(opened.store) == MARKS
    sent = send_waiting(anna.folder, Clock())
    assert (sent.waiting, sent.taken) == (MARKS, MARKS)
    assert unsent(opened.store) == MARKS
    with signed_in(portal_process, "anna") as somebody:
        sign_in_anew(opened.store, Clock(), somebody)
    anna.round(opened)
    assert unsent(opened.store) == 0
    opened.store.close()


def test_signing_out_keeps_what_is_unsent_and_the_next_sign_in_sends_it(
    anna: Pc, portal_process: PortalProcess
) -> None:
    type_marks(anna)
    opened = anna.unlock()
    before = profile_of(opened)
    sign_out(opened.store, Clock())
    assert profile_of(opened).token == ""
    with new_session() as session, pytest.raises(SignedOutError):
        SignIn(portal_process.url, session, Clock()).refresh(from_journal(before.token))
    with pytest.raises(SignedOutError):
        anna.round(opened)
    assert unsent(opened.store) == MARKS
    opened.store.close()
    opened = anna.unlock()
    with signed_in(portal_process, "anna") as somebody:
        sign_in_anew(opened.store, Clock(), somebody)
    assert profile_of(opened).replica == before.replica
    anna.round(opened)
    assert unsent(opened.store) == 0
    opened.store.close()


def test_another_teachers_sign_in_is_not_taken_for_an_open_profile(anna: Pc, portal_process: PortalProcess) -> None:
    opened = anna.unlock()
    before = profile_of(opened).token
    with signed_in(portal_process, "boris") as somebody, pytest.raises(OtherTeacherError):
        sign_in_anew(opened.store, Clock(), somebody)
    assert profile_of(opened).token == before
    anna.round(opened)
    opened.store.close()


def add_school(portal: PortalProcess) -> None:
    """Let the portal serve a second school, at which a teacher has the same id and the same login."""
    engine = open_engine(find_folder(portal.data).url)
    with writing(engine).begin() as connection:
        row = connection.execute(select(schools)).mappings().one()
        connection.execute(insert(schools), {**row, "school_id": LYCEUM, "head": 0})
        here = Teacher(ANNA, NEVER, "Другая", "Анна", "", "anna")
        write_records(connection, LYCEUM, [School(LYCEUM, NEVER, "Лицей № 3", "Лицей", 2026, "Europe/Moscow"), here])
    engine.dispose()


def test_the_same_name_at_another_school_of_the_portal_is_not_taken_for_an_open_profile(
    anna: Pc, portal_process: PortalProcess
) -> None:
    type_marks(anna)
    opened = anna.unlock()
    before = profile_of(opened)
    add_school(portal_process)
    with signed_in(portal_process, "anna", LYCEUM) as somebody, pytest.raises(OtherTeacherError):
        sign_in_anew(opened.store, Clock(), somebody)
    assert profile_of(opened) == before
    assert unsent(opened.store) == MARKS
    anna.round(opened)
    assert unsent(opened.store) == 0
    opened.store.close()


def test_the_same_name_at_another_school_opens_no_profile_whose_pin_is_forgotten(
    anna: Pc, portal_process: PortalProcess
) -> None:
    type_marks(anna)
    before = {path.name: path.read_bytes() for path in anna.folder.iterdir() if path.name.startswith("slot-")}
    add_school(portal_process)
    with signed_in(portal_process, "anna", LYCEUM) as somebody, pytest.raises(OtherTeacherError):
        regain(anna.folder, Clock(), anna.vault, OTHER_PIN, somebody)
    assert {path.name: path.read_bytes() for path in anna.folder.iterdir() if path.name in before} == before
    opened = anna.unlock()
    assert unsent(opened.store) == MARKS
    opened.store.close()


def test_a_pc_that_came_by_a_code_goes_on_by_a_sign_in_and_its_old_token_opens_nothing(
    keyring_service: KeyringService, portal_process: PortalProcess, tmp_path: Path
) -> None:
    folder = tmp_path / "default"
    folder.mkdir()
    pc, code = Pc(folder), portal_process.code("anna")

    def enrolling(replica: ReplicaId, seed: bytes) -> Profile:
        return enrol(portal_process.url, code, replica=replica, seed=seed, name="PC", clock=Clock())

    opened = make_profile(folder, Clock(), pc.vault, PIN, enrolling)
    pc.round(opened)
    old = profile_of(opened)
    with pytest.raises(SignedOutError):
        sign_out(opened.store, Clock())
    with signed_in(portal_process, "anna") as somebody:
        sign_in_anew(opened.store, Clock(), somebody)
    assert profile_of(opened).token != old.token
    pc.round(opened)
    with new_session() as session, pytest.raises(SignedOutError):
        HttpPortal(old.address, old, Clock(), session).hello(HelloAsk({}, ()))
    opened.store.close()
