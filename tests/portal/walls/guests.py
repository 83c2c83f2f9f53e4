"""Everybody who has a key to a door of the portal, all of one school."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert

from app.domain.records import Pupil
from app.ids import PupilId
from app.operations import MarkAdd, Operation, TopicSet
from portal.auth.authenticator import STEP_MS, code_at
from portal.auth.derived import DerivedKeys
from portal.auth.esia.linking import admit_to_office
from portal.auth.esia.people import Standing, VerifiedPerson
from portal.auth.oauth.access_tokens import CLIENT
from portal.auth.office_links import issue_office_link
from portal.auth.tokens import hash_of, new_link_code
from portal.notices.choosing import CONFIRM, FEED, FEED_WHOLE, STOP, NoticeDoor, new_door
from portal.oneroster.nested import NESTED
from portal.oneroster.objects import COLLECTIONS
from portal.store.dialects import writing
from portal.store.operator_tables import operator_acts
from portal.store.rows import write_records
from portal.store.tables import archives, calendar_feeds, destructions, notice_choices
from tests.portal.access.applying import STATED, Applying, enrol
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader
from tests.portal.doors import Shape
from tests.portal.entrance.people import (
    PASSWORD,
    Browser,
    Person,
    Program,
    a_person,
    a_signed_in_pc,
    authorize_path,
)
from tests.portal.esia.test_families import invited, only_diary
from tests.portal.oneroster.test_service import ASKING, SERVICE
from tests.portal.oneroster.test_service import a_reader as a_program
from tests.portal.pcs import Pc, altered
from tests.portal.test_every_route import ROUTES
from tests.portal.walls.asking import Ask, asked_at
from tests.portal.walls.full_school import CHILD, LATELY, full_records
from tests.portal.walls.pc_asks import ASKED, WRITERS
from tests.small_school import ANNA, BORIS, LESSONS, LOGINS, PUPILS, SUBJECT, WHOLE_YEAR, records

LIST = "Фамилия;Имя;Отчество;Логин\nСедова;Вера;;zinaida\n"
"""What the office pastes as a list."""

LETTERS = "A=5 B=4 C=3"
"""The values of a scale that the office defines: any word would not do, some begin as a sign of absence."""

MAY_MS = int(datetime(2027, 5, 31, 9, tzinfo=UTC).timestamp() * 1000)
"""When the office turns the year."""


HEAD = VerifiedPerson("1000456", Standing.CONFIRMED, "Фамилия", "Имя", "", date(1980, 1, 1))


@dataclass(frozen=True)
class Guest:
    """Somebody with a key. starts: where to begin. headers: what is sent along. ms: when the guest comes.

    within: the beginning of the paths that this guest looks at. typed: into fields, by their names.
    """

    name: str
    starts: tuple[Ask, ...]
    headers: Mapping[str, str]
    ms: int
    within: str = "/"
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Guests:
    """All of them. pcs: of one teacher; the first one has written something."""

    guests: tuple[Guest, ...]
    pcs: tuple[Pc, ...]

    def pcs_at(self, portal: Portal) -> list[Pc]:
        """Return the PCs as they go on at a portal."""
        return [altered(pc, client=portal.client) for pc in self.pcs]


def fill(portal: Portal) -> None:
    """Put something of every kind into the portal's school."""
    with portal.engine.begin() as connection:
        write_records(connection, portal.school, list(full_records()))
        _archive(connection, portal)
        _order(connection, portal)
    enrol(portal)


def let_in(portal: Portal) -> Guests:
    """Give everybody a key."""
    anna, papa = a_person(portal), Person(Browser(portal), "papa")
    assert papa.join(invited(portal, PUPILS[0])).status_code == 200
    more = tuple(_more_pcs(portal, len(WRITERS) * ASKED))
    program, pc = a_signed_in_pc(anna)
    pc.push(Operation(MarkAdd(LESSONS[2], CHILD, None, "5")), Operation(TopicSet("Степени"), ent=LESSONS[2]))
    Applying(papa.browser, applicant="Иванов Сергей Петрович").apply()
    half, waiting = Person(Browser(portal), anna.login), Program(portal)
    half.type_password()
    waiting.wait_for_phone()
    now_ms = portal.clock.ms
    guests = (
        *_staff(portal, now_ms),
        _head(portal, now_ms),
        _readers(portal, now_ms),
        replace(
            _signed_in("family", papa.browser, "/roles", "/account", "/access", only_diary(papa.browser)),
            typed=_typed(**_stated(portal, PUPILS[5])),
        ),
        replace(
            _signed_in("teacher", anna.browser, "/account", "/device", "/roles", authorize_path()),
            typed=_typed(user_code=waiting.device["user_code"], number=waiting.device["number"]),
        ),
        replace(_signed_in("half signed in", half.browser, "/sign-in/code"), typed=_typed(code=anna.recovery[0])),
        _invited(portal),
        _reads_roster(portal, now_ms),
        _asks_tokens(program, now_ms),
        replace(
            _signed_in("anybody", _browser_at(portal, "/sign-in"), *_open_pages()),
            typed=_typed(login=anna.login, password=PASSWORD),
        ),
    )
    return Guests(guests, (pc, *more))


def _more_pcs(portal: Portal, count: int) -> Iterator[Pc]:
    """Yield PCs of Anna, one a second: pages put them in the order in which they came."""
    for _ in range(count):
        portal.clock.ms += 1_000
        yield portal.pc(LOGINS[ANNA])


def _staff(portal: Portal, now_ms: int) -> Iterator[Guest]:
    origin = {"Origin": str(portal.client.base_url).rstrip("/")}
    with portal.engine.begin() as connection:
        for name, teacher, ms in (("office", "", now_ms), ("deputy", BORIS, now_ms), ("office in May", "", MAY_MS)):
            home = issue_office_link(connection, portal.school, "", teacher, now_ms=ms)
            lesson = f"{home}/day/{LATELY}"
            starts = (home, lesson) if name == "office" else (home,)
            if ms == MAY_MS:
                starts = (f"{home}/turn",)
            yield Guest(
                name, tuple(map(asked_at, starts)), origin, ms, starts[0], {"text": LIST, **_typed(values=LETTERS)}
            )


def _head(portal: Portal, now_ms: int) -> Guest:
    """Return somebody of the office who has signed in, and may answer the operator."""
    with portal.engine.begin() as connection:
        account = admit_to_office(connection, portal.school, HEAD, DerivedKeys(portal.key), now_ms=now_ms)
    with writing(portal.engine, portal.school).begin() as connection:
        home = issue_office_link(connection, portal.school, account, now_ms=now_ms)
    origin = {"Origin": str(portal.client.base_url).rstrip("/")}
    return Guest("head", (asked_at(f"{home}/operator"),), origin, now_ms, f"{home}/operator")


def _readers(portal: Portal, now_ms: int) -> Guest:
    """Return somebody with a link to a diary, and with the secret addresses that go with such links."""
    home = a_reader(portal, CHILD).home
    code = new_link_code()
    with portal.engine.begin() as connection:
        link = {"link": hash_of(home.rpartition("/")[2]), "created": now_ms}
        connection.execute(insert(calendar_feeds), {"school_id": portal.school, "code_hash": hash_of(code), **link})
    starts = (
        home,
        *(f"{home}/{word}" for word in ("manifest.webmanifest", "new/all", f"subject/{SUBJECT}", f"term/{WHOLE_YEAR}")),
        f"/calendar/{code}.ics",
        *(f"/notices/{purpose}/{_notice_code(portal, purpose)}" for purpose in (CONFIRM, STOP)),
        *(f"/feed/{_notice_code(portal, purpose)}.atom" for purpose in (FEED, FEED_WHOLE)),
    )
    return Guest("reader", tuple(map(asked_at, starts)), {}, now_ms)


def _notice_code(portal: Portal, purpose: str) -> str:
    """Return a secret address of a link of its own, for which something was chosen."""
    link = hash_of(a_reader(portal, CHILD).home.rpartition("/")[2])
    wish = {"sorts": "marks", "hour": -1, "shows": 1, "names": 1, "told": 0, "failed": ""}
    asked = {"confirmed": None, "asked": 1, "asks": 1, "address": DerivedKeys(portal.key).sealed(b"a@b.example")}
    with portal.engine.begin() as connection:
        connection.execute(insert(notice_choices), {"school_id": portal.school, "link": link, **wish, **asked})
        return new_door(connection, NoticeDoor(portal.school, link, purpose), now_ms=portal.clock.ms)


def _signed_in(name: str, browser: Browser, *starts: str) -> Guest:
    kept = "; ".join(f"{key}={value}" for key, value in browser.cookies.items() if value)
    headers = {"Cookie": kept, "Origin": browser.origin}
    return Guest(name, tuple(map(asked_at, starts)), headers, browser.portal.clock.ms)


def _reads_roster(portal: Portal, now_ms: int) -> Guest:
    """Return a program that asks for each collection, for its first thing, and for what is inside that."""
    program = a_program(portal).sign_in()
    first = {name: next(iter(program.ids(f"/{name}", limit=1)), WHOLE_YEAR) for name in COLLECTIONS}
    paths = [f"/{name}" for name in COLLECTIONS]
    paths += [f"/{name}/{key}" for name, key in first.items()]
    paths += [f"/{name}/{first[name]}/{under}" for name, under in NESTED]
    starts = tuple(asked_at(SERVICE + path) for path in paths)
    return Guest("roster", starts, {"Authorization": f"Bearer {program.token}"}, now_ms)


def _asks_tokens(program: Program, now_ms: int) -> Guest:
    """Return a program that asks for tokens, as the programs of teachers and of the roster do."""
    of_teacher = {
        "/oauth/token": {"grant_type": "refresh_token", "refresh_token": program.tokens["refresh_token"]},
        "/oauth/device_authorization": {"device_name": "Кабинет 214"},
        "/oauth/revoke": {"token": program.tokens["refresh_token"]},
    }
    roster = a_program(program.portal)
    of_roster = {"grant_type": "client_credentials", "client_id": roster.id, "client_secret": roster.secret}
    asks = [Ask("POST", path, (), (("client_id", CLIENT), *fields.items())) for path, fields in of_teacher.items()]
    return Guest("tokens", (*asks, Ask("POST", ASKING, (), tuple(of_roster.items()))), {}, now_ms)


def _typed(**fields: str) -> dict[str, str]:
    return {f"typed.{name}": text for name, text in fields.items()}


def _stated(portal: Portal, pupil: PupilId) -> dict[str, str]:
    """Return what a mother states of a pupil of the small school."""
    (found,) = (each for each in records() if isinstance(each, Pupil) and each.id == pupil)
    child = {"surname": found.surname, "name": found.name, "patronymic": "", "born": f"{found.born:%d.%m.%Y}"}
    return {**STATED, **child, "ground": "mother", "applicant": "Иванова Мария Петровна", "school": portal.school}


def _invited(portal: Portal) -> Guest:
    """Return somebody who has opened an invitation and reads the authenticator's code."""
    path = invited(portal, PUPILS[1])
    browser = _browser_at(portal, path)
    key = browser.page.text.partition('class="key">')[2].partition("<")[0].replace(" ", "")
    code = code_at(base64.b32decode(key + "=" * (-len(key) % 8)), portal.clock.ms // STEP_MS)
    typed = _typed(login="newcomer", password=PASSWORD, again=PASSWORD, code=code)
    return replace(_signed_in("invited", browser, path), typed=typed)


def _browser_at(portal: Portal, path: str) -> Browser:
    """Return a browser of nobody that has seen a page."""
    browser = Browser(portal)
    browser.get(path)
    return browser


def _open_pages() -> Iterator[str]:
    return (route.address() for route in ROUTES if route.door.shape is Shape.OPEN and route.method == "GET")


def _archive(connection: Connection, portal: Portal) -> None:
    """Let a year be archived whose term is over, and an act about a part of it wait for the deputy head."""
    year = {"year": 2019, "done": 1, "total": 1, "turn": 0, "written": 1, "seal": "x", "failed": ""}
    until = {"journals_until": "2025-05-31", "summaries_until": "2025-05-31"}
    connection.execute(insert(archives), {"school_id": portal.school, **year, **until})
    act = {"id": "act-1", "year": 2019, "content": "journals", "ground": "Истёк срок", "prepared": 1}
    by = {"prepared_by": "somebody", "confirmed_by": ""}
    connection.execute(insert(destructions), {"school_id": portal.school, **act, **by})


def _order(connection: Connection, portal: Portal) -> None:
    """Let an act of the operator wait for a second person."""
    act = {"id": "act-2", "command": "user code", "words": '["anna"]', "state": "waiting"}
    by = {"asked": portal.clock.ms, "asked_by": "1001 petrov", "decided": None, "decided_by": ""}
    connection.execute(insert(operator_acts), {"school_id": portal.school, **act, **by})
