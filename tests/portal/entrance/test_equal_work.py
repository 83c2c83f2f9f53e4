"""What is not there and what is somebody else's: the same words, and the same work, counted by statements."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import update

from app.ids import PupilId
from app.operations import Args, MarkAdd, Operation, RemarkAdd
from app.wire.messages import DigestsAsk, SnapshotAsk
from portal.auth.accounts import linked_account
from portal.auth.families import read_children
from portal.auth.invitations import read_issued, withdraw_invitation
from portal.auth.links import issue_link
from portal.auth.oauth.server import DEVICE_GRANT
from portal.auth.office_links import end_all_visits, issue_office_link
from portal.auth.tokens import hash_of, new_link_code
from portal.diary.forms import form_token
from portal.form_encoding import ENCODING
from portal.limits import Tries
from portal.notices.choosing import FEED, NoticeDoor, new_door
from portal.rights import Role
from portal.store.dialects import writing
from portal.store.sign_in_tables import device_codes, invitations
from portal.store.tables import links
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader
from tests.portal.entrance.people import Browser, Person, Program, let_in
from tests.portal.entrance.test_signing_in import an_invitation, asked_of
from tests.portal.esia.test_leaving import CHILD, DAY, ends, joined, secret_link, today
from tests.portal.pcs import Pc
from tests.portal.portal_school import PHYSICS, STRANGERS
from tests.portal.rights_school import FOREIGN, OWN, Corner, fill
from tests.portal.rights_school import NOWHERE as AT_NO_PLACE
from tests.portal.test_every_route import ROUTES, Route
from tests.portal.test_rights_cells import EXAMPLES, KINDS, OF_THE_SCHOOL
from tests.small_school import LESSONS, PUPILS

Ask = Callable[[], httpx.Response]
NOWHERE = PupilId("nowhere-000")
OF_OTHERS = ("of others", "of others who left")
"""Links that are the own ones of other families; of one of them the child has left."""


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """How often something may be tried is counted by who asks, whatever is asked for."""
    monkeypatch.setattr(Tries, "take", lambda *_: 0)


@dataclass(frozen=True)
class Heard:
    """All that can be seen of an answer, and what it cost."""

    status: int
    text: str
    headers: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


def heard(portal: Portal, ask: Ask) -> Heard:
    """Ask and measure."""
    with asked_of(portal) as said:
        answer = ask()
    shown = sorted((name, value) for name, value in answer.headers.items() if name not in {"date", "set-cookie"})
    return Heard(answer.status_code, answer.text, tuple(shown), tuple(said))


def revoked(portal: Portal) -> str:
    """Return a link that the school has taken back."""
    path = secret_link(portal)
    mine = links.c.code_hash == hash_of(path.rpartition("/")[2])
    with portal.engine.begin() as connection:
        connection.execute(update(links).where(mine).values(revoked=1))
    return path


@dataclass(frozen=True)
class Doors:
    """visitors: a browser of nobody, of another family, of whose child has left. closed: links of each sort."""

    visitors: dict[str, Browser]
    closed: dict[str, str]


@pytest.fixture
def doors(portal: Portal) -> Doors:
    father, _ = joined(portal, "father", Role.PARENT, PUPILS[2])
    _, of_others = joined(portal, "mother", Role.PARENT, PUPILS[1])
    _, of_who_left = joined(portal, "uncle", Role.PARENT, CHILD)
    closed = {"revoked": revoked(portal), "of who left": secret_link(portal)}
    own = dict(zip(OF_OTHERS, (of_others, of_who_left), strict=True))
    ends(portal, today(portal) - DAY)
    return Doors({"nobody": Browser(portal), "father": father.browser}, closed | own)


PAGES = [route for route in ROUTES if route.path.startswith("/diary/{code:str}")]


def forms(path: str) -> list[str]:
    """Return what is sent to a page: a form that was drawn for its link, and one that was not."""
    code = path.split("/")[2]
    return [urlencode({"token": token, "step": "x"}) for token in (form_token(code), form_token("another"))]


def asks(portal: Portal, route: Route, browser: Browser, link: str) -> list[Heard]:
    """Ask for a page of a diary, or send it forms, as a browser does."""
    path = route.address(link.rpartition("/")[2])
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": ENCODING, "Sec-Fetch-Site": "same-origin"}
    client = portal.client
    if route.method == "GET":
        return [heard(portal, lambda: client.get(path, headers=headers, follow_redirects=False))]
    return [
        heard(
            portal,
            lambda form=form: client.post(path, content=form, headers=headers, follow_redirects=False),  # type: ignore[misc]  # it is a text
        )
        for form in forms(path)
    ]


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_a_link_that_is_closed_is_like_one_that_never_was(portal: Portal, doors: Doors, route: Route) -> None:
    for who, browser in doors.visitors.items():
        unknown = asks(portal, route, browser, f"/diary/{new_link_code()}")
        assert {each.status for each in unknown} == {404}
        assert unknown[1:] in ([], unknown[:1]), "of a form nothing is read, whatever is wrong with it"
        for sort, link in doors.closed.items():
            closed = asks(portal, route, browser, link)
            if who == "nobody" and sort in OF_OTHERS:
                assert {each.status for each in closed} == {303}, "whoever it is for signs in first, and is told then"
            else:
                assert closed == unknown, (who, sort)


def test_the_measure_sees_a_link_that_is_open(portal: Portal, doors: Doors) -> None:
    with portal.engine.begin() as connection:
        link = issue_link(connection, portal.school, PUPILS[4], now_ms=portal.clock.ms)
    (route,) = (each for each in PAGES if str(each) == "GET /diary/{code:str}/more")
    (opened,), (closed,) = (asks(portal, route, doors.visitors["nobody"], each) for each in (link, "/diary/unknown"))
    assert (opened.status, closed.status) == (200, 404)
    assert len(opened.statements) > len(closed.statements) > 0


def drawn_addresses(portal: Portal, pupil: PupilId) -> tuple[str, dict[str, str]]:
    """Let a reader draw the addresses that go with a link; return the link's hash and the addresses by their sort."""
    reader = a_reader(portal, pupil)
    page = reader.send("/more", {"step": "calendar"}).text
    calendar = page.partition("/calendar/")[2].partition(".ics")[0]
    link = hash_of(reader.home.rpartition("/")[2])
    with portal.engine.begin() as connection:
        feed = new_door(connection, NoticeDoor(portal.school, link, FEED), now_ms=portal.clock.ms)
    return link, {"calendar": f"/calendar/{calendar}.ics", "feed": f"/feed/{feed}.atom"}


@pytest.mark.parametrize("what", ["calendar", "feed"])
def test_an_address_whose_diary_is_closed_is_like_one_that_never_was(portal: Portal, what: str) -> None:
    _, of_who_left = drawn_addresses(portal, CHILD)
    link, of_revoked = drawn_addresses(portal, PUPILS[3])
    _, opened = drawn_addresses(portal, PUPILS[4])
    with portal.engine.begin() as connection:
        connection.execute(update(links).where(links.c.code_hash == link).values(revoked=1))
    ends(portal, today(portal) - DAY)
    shape = opened[what].rpartition(".")[2]
    unknown = heard(portal, lambda: portal.client.get(f"/{what}/{new_link_code()}.{shape}"))
    assert unknown.status == 404
    for path in (of_who_left[what], of_revoked[what]):
        assert heard(portal, lambda path=path: portal.client.get(path)) == unknown  # type: ignore[misc]  # it is a text
    assert portal.client.get(opened[what]).status_code == 200


def late(portal: Portal, path: str) -> str:
    """Let an invitation have come too late."""
    mine = invitations.c.code_hash == hash_of(path.rpartition("/")[2])
    with portal.engine.begin() as connection:
        connection.execute(update(invitations).where(mine).values(expires=1))
    return path


@pytest.mark.parametrize("is_sent", [False, True])
def test_an_invitation_that_is_over_is_like_one_that_never_was(
    portal: Portal, person: Person, *, is_sent: bool
) -> None:
    used, withdrawn = an_invitation(portal, "boris"), an_invitation(portal, "vera")
    assert Person(Browser(portal), "boris").join(used).status_code == 200
    with writing(portal.engine, portal.school).begin() as connection:
        (issued,) = read_issued(connection, portal.school, now_ms=portal.clock.ms)
        assert withdraw_invitation(connection, portal.school, issued.key, now_ms=portal.clock.ms)
    for browser in (Browser(portal), person.browser):

        def ask(path: str, browser: Browser = browser) -> Heard:
            browser.get("/sign-in")
            return heard(portal, lambda: browser.send(path, "join", login="x") if is_sent else browser.get(path))

        unknown = ask(f"/join/{new_link_code()}")
        assert unknown.status == 404
        for over in (used, withdrawn, late(portal, an_invitation(portal, "boris"))):
            assert ask(over) == unknown


def test_a_link_to_the_office_that_is_over_is_like_one_that_never_was(portal: Portal) -> None:
    with portal.engine.begin() as connection:
        ended = issue_office_link(connection, portal.school, now_ms=portal.clock.ms)
        end_all_visits(connection, portal.school, now_ms=portal.clock.ms)
        expired = issue_office_link(connection, portal.school, now_ms=1)
    unknown, *over = (
        heard(portal, lambda path=path: portal.client.get(path))  # type: ignore[misc]  # it is a text
        for path in (f"/office/{new_link_code()}", ended, expired)
    )
    assert unknown.status == 404
    assert over == [unknown, unknown]


@dataclass(frozen=True)
class Programs:
    """Programs that wait for nobody any more, by why."""

    over: dict[str, Program]


@pytest.fixture
def programs(portal: Portal, person: Person) -> Programs:
    found = {name: Program(portal) for name in ("let in", "turned away", "late")}
    for program in found.values():
        program.wait_for_phone()
    assert let_in(person, found["let in"]).status_code == 200
    person.browser.get(f"/device?user_code={found['turned away'].device['user_code']}")
    assert person.browser.send("/device", "deny").status_code == 200
    mine = device_codes.c.user_code == found["late"].device["user_code"]
    with portal.engine.begin() as connection:
        connection.execute(update(device_codes).where(mine).values(expires=1))
    return Programs(found)


@pytest.mark.parametrize("step", ["", "find", "approve", "deny"])
def test_a_code_for_which_no_program_waits_is_like_one_that_never_was(
    portal: Portal, person: Person, programs: Programs, step: str
) -> None:
    def ask(code: str) -> Heard:
        person.browser.get("/device")
        if step:
            return heard(portal, lambda: person.browser.send("/device", step, user_code=code, number="11"))
        return heard(portal, lambda: person.browser.get(f"/device?user_code={code}"))

    unknown = ask("BCDF-GHJK")
    assert unknown.status == 404
    for why, program in programs.over.items():
        assert ask(program.device["user_code"]) == unknown, why


def test_a_programs_code_that_is_over_is_like_one_that_never_was(portal: Portal, programs: Programs) -> None:
    def ask(code: str) -> Heard:
        return heard(portal, lambda: Program(portal).ask("/oauth/token", grant_type=DEVICE_GRANT, device_code=code))

    ask("unknown")  # the first question of all makes the key that signs tokens
    unknown = ask("unknown")
    assert unknown.status == 400
    for name in ("let in", "turned away"):
        ask(programs.over[name].device["device_code"])
    for why, program in programs.over.items():
        assert ask(program.device["device_code"]) == unknown, why


def test_a_refresh_token_of_a_school_is_like_one_of_a_school_that_is_not_there(portal: Portal, person: Person) -> None:
    program = Program(portal)
    for token in ("first", f"{portal.school}.unknown"):
        known = heard(portal, lambda token=token: program.refresh(token))  # type: ignore[misc]  # it is a text
    assert known == heard(portal, lambda: program.refresh("zzzz.unknown"))
    assert known.status == 400


@pytest.mark.parametrize("kind", ["mark", "remark"])
def test_a_pupil_of_another_class_is_like_one_who_is_nowhere(portal: Portal, anna: Pc, kind: str) -> None:
    def push(pupil: PupilId) -> tuple[tuple[str, str], list[str]]:
        lesson = LESSONS[1]
        told = MarkAdd(lesson, pupil, None, "5") if kind == "mark" else RemarkAdd(lesson, pupil, True, "Молодец")
        with asked_of(portal) as said:
            (verdict,) = anna.verdicts(Operation(told))
        return verdict, said

    push(PUPILS[0])
    (own, _), (foreign, asked), (nobody, asked_of_nobody) = map(push, (PUPILS[1], STRANGERS[0], NOWHERE))
    assert own == ("applied", "")
    assert foreign == nobody == ("rejected", "no_pupil")
    assert asked == asked_of_nobody
    assert len(asked) > 5


@pytest.mark.parametrize("kind", [each for each in KINDS if each not in OF_THE_SCHOOL], ids=lambda each: each.__name__)
def test_a_thing_of_another_class_is_like_one_that_is_nowhere(portal: Portal, kind: type[Args]) -> None:
    fill(portal)
    teacher = portal.pc("own-teacher")

    def push(at: Corner) -> tuple[list[tuple[str, str]], list[str]]:
        with asked_of(portal) as said:
            verdicts = teacher.verdicts(EXAMPLES[kind](at))
        # kinds of rows are asked for in no order
        return verdicts, sorted(said)

    push(OWN)
    foreign, nowhere = push(FOREIGN), push(AT_NO_PLACE)
    assert foreign == nowhere
    assert {outcome for outcome, _ in foreign[0]} == {"rejected"}


@pytest.mark.parametrize("endpoint", ["snapshot", "digests"])
def test_the_journal_of_another_class_is_like_one_that_is_nowhere(portal: Portal, anna: Pc, endpoint: str) -> None:
    def ask(part: str) -> tuple[int, tuple[str, str], list[str]]:
        wanted = SnapshotAsk(part, "", 10) if endpoint == "snapshot" else DigestsAsk((part,), {})
        with asked_of(portal) as said:
            answer = anna.ask(endpoint, wanted)
        return answer.status, answer.refusal, said

    foreign, nowhere = ask(PHYSICS), ask("nowhere-0")
    assert foreign == nowhere
    assert foreign[0] == 404


def test_the_diary_of_another_familys_child_is_like_that_of_nobody(portal: Portal, person: Person) -> None:
    mother, _ = joined(portal, "mother", Role.PARENT, PUPILS[1])
    with portal.engine.connect() as connection:
        account = linked_account(connection, portal.school, PUPILS[1], Role.PARENT)
        (others,) = read_children(connection, account, now_ms=portal.clock.ms)
    for step in ("diary", "office"):
        keys = (others.key, "0" * len(others.key))
        foreign, nobody = (_pressed(portal, person.browser, f"{step} {key}") for key in keys)
        assert foreign == nobody
        assert nobody.status == (303 if step == "diary" else 403)
    assert _pressed(portal, mother.browser, f"diary {others.key}") != nobody


def _pressed(portal: Portal, browser: Browser, step: str) -> Heard:
    browser.get("/account")
    return heard(portal, lambda: browser.send("/roles", step))
