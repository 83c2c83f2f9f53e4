"""Slot R at the portal: it opens for the same teacher with a fresh code or sign-in, for nobody else, and is noted."""

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from app.ids import ReplicaId, SchoolId, TeacherId
from app.wire.framing import from_base64, to_base64
from app.wire.messages import RecoverAnswer, RecoverAsk, ReplicaAnswer
from app.wire.recovery import Entrusted, entrust, open_answer
from portal.auth.auditing import Happened, read_events
from portal.limits import TRIES
from tests.portal.conftest import Portal
from tests.portal.entrance.people import a_person, a_program, a_signed_in_pc
from tests.portal.pcs import Heard, Pc

KEY, PC = bytes(range(32)), ReplicaId("pc-1")


def ask(portal: Portal, code: str, slot: bytes, asker: PrivateKey | None = None) -> Heard:
    """Ask as the desktop does."""
    key = (asker or PrivateKey.generate()).public_key
    return portal.stranger().ask("recover", RecoverAsk(code, to_base64(slot), to_base64(bytes(key))))


def slot_of(portal: Portal, teacher: str = "anna", school: str = "") -> bytes:
    """Return what a PC entrusts to the portal."""
    whose = Entrusted(SchoolId(school) if school else portal.school, TeacherId(teacher), PC, KEY)
    return entrust(whose, portal.key.verify_key)


def test_the_same_teacher_gets_the_key_and_only_the_asker_can_read_it(portal: Portal) -> None:
    asker = PrivateKey.generate()
    answer = ask(portal, portal.code("anna"), slot_of(portal), asker).body(RecoverAnswer)
    assert open_answer(from_base64(answer.answer), asker) == KEY
    assert KEY not in from_base64(answer.answer)


def test_what_was_given_back_is_noted_by_ids(portal: Portal) -> None:
    ask(portal, portal.code("anna"), slot_of(portal))
    with portal.engine.connect() as connection:
        (event,) = read_events(connection, portal.school)
    assert (event.kind, event.account, event.subject) == (Happened.RECOVERED, "anna", PC)


def test_another_teacher_another_school_and_a_stranger_portal_get_nothing_and_the_code_stays_good(
    portal: Portal,
) -> None:
    code = portal.code("boris")
    stranger = entrust(Entrusted(portal.school, TeacherId("boris"), PC, KEY), SigningKey.generate().verify_key)
    for slot in (slot_of(portal, "anna"), slot_of(portal, "boris", "elsewhere"), stranger):
        assert ask(portal, code, slot).refusal == ("not_found", "body.slot")
    with portal.engine.connect() as connection:
        assert not read_events(connection, portal.school)
    assert portal.stranger().enrol(code).body(ReplicaAnswer).teacher == "boris"


def test_a_code_serves_once(portal: Portal) -> None:
    code = portal.code("anna")
    assert ask(portal, code, slot_of(portal)).status == 200
    assert ask(portal, code, slot_of(portal)).refusal[0] == "wrong_code"


def test_guessing_is_throttled_as_at_the_enrolment(portal: Portal) -> None:
    answers = [ask(portal, "AAAA-AAAA", slot_of(portal)) for _ in range(TRIES + 1)]
    assert answers[0].refusal[0] == "wrong_code"
    assert answers[-1].refusal[0] == "throttled"


def test_what_is_no_slot_and_no_key_is_refused_by_name(portal: Portal) -> None:
    heard = portal.stranger().ask("recover", RecoverAsk(portal.code("anna"), "§", "§"))
    assert heard.refusal == ("malformed", "body.slot")
    large = portal.stranger().ask(
        "recover",
        RecoverAsk(portal.code("anna"), to_base64(bytes(5000)), to_base64(bytes(PrivateKey.generate().public_key))),
    )
    assert large.refusal == ("too_large", "body.slot")


def ask_signed_in(pc: Pc, slot: bytes, token: str) -> Heard:
    """Ask as a desktop does whose teacher has just signed in. pc: as it calls itself."""
    pc.token = token
    return pc.ask("recover", RecoverAsk("", to_base64(slot), to_base64(bytes(PrivateKey.generate().public_key))))


def test_a_new_sign_in_opens_the_own_slot_and_no_other_teachers(portal: Portal) -> None:
    token = a_program(a_person(portal)).tokens["access_token"]
    assert ask_signed_in(portal.stranger(), slot_of(portal), token).status == 200
    assert ask_signed_in(portal.stranger(), slot_of(portal, "boris"), token).refusal == ("not_found", "body.slot")


def test_a_sign_in_that_names_another_pc_or_has_ended_opens_no_slot(portal: Portal) -> None:
    program, pc = a_signed_in_pc(a_person(portal))
    token = program.tokens["access_token"]
    assert ask_signed_in(portal.stranger(), slot_of(portal), token).refusal == ("malformed", "replica.id")
    assert ask_signed_in(pc, slot_of(portal), token).status == 200
    program.end(token)
    assert ask_signed_in(pc, slot_of(portal), token).refusal[0] == "signed_out"
    assert ask_signed_in(portal.stranger(), slot_of(portal), "").refusal[0] == "signed_out"
