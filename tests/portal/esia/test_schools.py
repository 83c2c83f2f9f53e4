"""ESIA where a portal has several schools: each opens to whom it has let in, by a group of access or an invitation."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert, select, update

from app.ids import SchoolId
from portal.__main__ import main
from portal.admin.schools import list_schools
from portal.auth.esia.linking import ESIA, OFFICE
from portal.auth.esia.opening import open_gate
from portal.auth.operator_acts import Order, carry_out
from portal.commands import new_code
from portal.errors import ActWaitsError, BadEsiaSettingsError
from portal.limits import TRIES
from portal.settings import DataFolder
from portal.store.dialects import writing
from portal.store.opening import open_engine
from portal.store.sign_in_tables import esia_states, identities
from tests.portal.esia.entrants import OFFICE as OF_SCHOOL_OFFICE
from tests.portal.esia.entrants import TEACHER, Entrant
from tests.portal.esia.schools import (
    COMMON_SYSTEM,
    GROUPS,
    LYCEUM,
    OF_BOTH,
    OF_LYCEUM,
    OF_SCHOOL,
    OGRN,
    OWN,
    OWN_SYSTEM,
    SCHOOL,
    Schools,
    found_lyceum,
    two_schools,
    write_settings,
)
from tests.portal_process import PortalProcess, PortalTemplate
from tests.sandbox_process import Sandbox, path_of
from tests.small_school import ANNA, LOGINS

SOKOLOVA = "1000000103"
"""ESIA's id of who is of the school's office alone."""


@pytest.fixture
def own(school_data: Path, sandbox: Sandbox) -> Iterator[Schools]:
    """The lyceum has a system of its own."""
    with two_schools(school_data, sandbox, OWN_SYSTEM) as found:
        yield found


@pytest.fixture(params=[COMMON_SYSTEM, OWN_SYSTEM], ids=["common", "own"])
def both(school_data: Path, sandbox: Sandbox, request: pytest.FixtureRequest) -> Iterator[Schools]:
    with two_schools(school_data, sandbox, request.param) as found:
        yield found


def offices(entrant: Entrant) -> list[str]:
    """Return the offices that somebody may choose."""
    return re.findall(r'aria-label="Открыть канцелярию: ([^"]+)"', entrant.browser.get("/roles").text)


def opened(entrant: Entrant, school: SchoolId) -> httpx.Response:
    """Choose an office; return its first page, or why it is not opened."""
    entrant.browser.get("/account")
    sent = entrant.browser.send("/roles", f"office {school}")
    return entrant.browser.get(sent.headers["location"]) if sent.status_code == 303 else sent


def test_a_group_of_access_opens_the_school_of_the_head_who_gave_it_and_no_other(both: Schools) -> None:
    school, lyceum = both.portal.school, both.lyceum
    for login, mine, others, name in (
        (OF_SCHOOL_OFFICE, school, lyceum, SCHOOL),
        (OF_LYCEUM, lyceum, school, LYCEUM),
    ):
        clerk = both.in_office(login, mine)
        assert offices(clerk) == [name]
        assert f'<p class="school">{name} · канцелярия' in opened(clerk, mine).text
        refused = opened(clerk, others)
        assert (refused.status_code, "Страницы канцелярии закрыты" in refused.text) == (403, True)
    assert both.rows(OFFICE) == sorted([school, lyceum])


def test_somebody_of_both_offices_chooses(both: Schools) -> None:
    clerk = both.in_office(OF_BOTH, both.portal.school)
    assert clerk.enter(f"?school={both.lyceum}").status_code == 303
    assert offices(clerk) == [LYCEUM, SCHOOL]
    for school, name in ((both.portal.school, SCHOOL), (both.lyceum, LYCEUM)):
        assert f'<p class="school">{name} · канцелярия' in opened(clerk, school).text
    clerk.browser.get("/roles")
    assert clerk.browser.send("/roles", "office").status_code == 403, "nobody said which"


def brought(both: Schools, school: SchoolId) -> None:
    """Let a school's head have given the group to whom has it no more."""
    row = {"school_id": school, "issuer": ESIA, "subject": SOKOLOVA, "kind": OFFICE, "person": ""}
    with both.portal.engine.begin() as connection:
        connection.execute(insert(identities), {**row, "linked": both.portal.clock.ms})


def test_what_the_head_has_taken_back_is_closed_at_the_next_sign_in(both: Schools) -> None:
    clerk = both.in_office(OF_SCHOOL_OFFICE, both.portal.school)
    brought(both, both.lyceum)
    assert offices(clerk) == [LYCEUM, SCHOOL]
    assert clerk.enter(f"?school={both.lyceum}").status_code == 303
    assert offices(clerk) == [SCHOOL]
    assert both.rows(OFFICE) == [both.portal.school]


def test_a_system_says_nothing_of_schools_that_have_another_one(own: Schools) -> None:
    brought(own, own.lyceum)
    clerk = own.in_office(OF_SCHOOL_OFFICE, own.portal.school)
    assert offices(clerk) == [LYCEUM, SCHOOL]
    assert clerk.enter(f"?school={own.lyceum}").status_code == 303
    assert offices(clerk) == [SCHOOL]


def test_an_invitation_opens_the_school_that_gave_it_and_goes_by_its_system(own: Schools) -> None:
    teacher = own.entrant(TEACHER)
    query = own.invitation(own.lyceum, "vera")
    assert "client_id=PEREMENA2&" in teacher.begin(query)
    assert teacher.enter(query).headers["location"] == "/roles"
    assert own.rows("teacher") == [own.lyceum]
    shown = teacher.browser.get("/account").text
    assert (LYCEUM in shown, SCHOOL in shown) == (True, False)
    assert opened(teacher, own.portal.school).status_code == 403
    assert opened(teacher, own.lyceum).status_code == 403
    assert "client_id=PEREMENA&" in teacher.begin(own.invitation(own.portal.school, "anna"))


def test_a_teacher_of_two_schools_is_one_person_and_chooses(both: Schools) -> None:
    teacher = both.entrant(TEACHER)
    for school, login in ((both.lyceum, "vera"), (both.portal.school, "anna")):
        assert teacher.enter(both.invitation(school, login)).status_code == 303
    assert both.rows("account") == [""]
    shown = teacher.browser.get("/roles").text
    assert all(f"учитель, {name}" in shown for name in (SCHOOL, LYCEUM))


@pytest.mark.parametrize("is_named", [True, False])
def test_whom_no_school_has_invited_is_in_none(both: Schools, *, is_named: bool) -> None:
    stranger = both.entrant(TEACHER)
    answer = stranger.enter(f"?school={both.lyceum if is_named else both.portal.school}")
    assert (answer.status_code, "приглашение" in answer.text) == (403, True)
    assert not stranger.is_in
    assert both.rows("account") == []


def test_where_there_are_several_systems_somebody_says_first_for_which_school(own: Schools) -> None:
    visitor = own.entrant(TEACHER).browser
    for _ in range(2 * TRIES):
        assert "В какую школу вы входите?" in visitor.get("/esia/start?next=/device").text
    links = [html.unescape(each) for each in re.findall(r'href="(/esia/start[^"]+)"', visitor.page.text)]
    for link, client in zip(links, ("PEREMENA2", "PEREMENA"), strict=True):
        assert f"client_id={client}&" in visitor.get(link).headers["location"]
    with own.portal.engine.connect() as connection:
        begun = connection.execute(select(esia_states.c.onto, esia_states.c.system)).all()
    assert sorted(tuple(each) for each in begun) == sorted([("/device", own.lyceum), ("/device", "")])


def test_by_one_system_nobody_is_asked_for_which_school(school_data: Path, sandbox: Sandbox) -> None:
    with two_schools(school_data, sandbox, COMMON_SYSTEM) as found:
        clerk = found.entrant(OF_BOTH)
        assert clerk.enter().status_code == 303
        assert offices(clerk) == [LYCEUM, SCHOOL]


def test_an_answer_is_asked_about_by_the_system_that_began(own: Schools) -> None:
    clerk = own.entrant(OF_LYCEUM)
    for other, words in (("", "не приняли запрос"), ("gone", "устарел")):
        path = clerk.answer(f"?school={own.lyceum}")
        with own.portal.engine.begin() as connection:
            connection.execute(update(esia_states).values(system=other))
        answer = clerk.browser.get(path)
        assert (answer.status_code, words in answer.text) == (403, True)
        assert not clerk.is_in


def test_a_school_without_a_system_shows_no_button_and_nobody_comes_to_it(school_data: Path, sandbox: Sandbox) -> None:
    with two_schools(school_data, sandbox, "") as found:
        _without_common(school_data, OWN)
        visitor, school = found.entrant(TEACHER).browser, found.portal.school
        assert visitor.get(f"/esia/start?school={school}").status_code == 404
        query = found.invitation(school, "anna")
        assert visitor.get(f"/esia/start{query}").status_code == 404
        assert "Госуслуги" not in visitor.get("/join/" + query.removeprefix("?join=")).text
        query = found.invitation(found.lyceum, "vera")
        assert "/esia/start?join=" in visitor.get("/join/" + query.removeprefix("?join=")).text
        assert "client_id=PEREMENA2&" in visitor.get("/esia/start").headers["location"]


def _without_common(folder: Path, tables: str) -> None:
    """Leave of the settings what belongs to no one system, and say this of the schools."""
    path = folder / "esia.toml"
    text = path.read_text(encoding="utf-8")
    key = re.search(r'key = "(.*)/system.key"', text)
    assert key
    kept = [line for line in text.splitlines() if line.partition(" ")[0] not in {"client_id", "key", "certificate"}]
    path.write_text("\n".join([*kept, tables.replace("{folder}", key[1])]), encoding="utf-8")


def test_what_is_said_of_the_only_school_opens_none_of_two(school_data: Path, sandbox: Sandbox) -> None:
    only = f'ogrn = "1027700000012"\n[groups]\n{GROUPS.removeprefix("groups = { ").removesuffix(" }")}\n'
    with two_schools(school_data, sandbox, only) as found:
        assert found.entrant(OF_BOTH).enter().status_code == 403
        assert found.rows(OFFICE) == []


def test_two_persons_are_asked_at_the_school_whose_office_has_come(both: Schools) -> None:
    both.in_office(OF_LYCEUM, both.lyceum)

    def order(school: SchoolId) -> str:
        engine = writing(both.portal.serving, school)
        return carry_out(
            engine, school, Order("user code", ("anna",)), lambda _: "done", by="1001 a", now_ms=both.portal.clock.ms
        )

    assert order(both.portal.school) == "done"
    with pytest.raises(ActWaitsError):
        order(both.lyceum)


@pytest.mark.parametrize(
    "tables",
    [
        OF_SCHOOL + OGRN.replace(LYCEUM, "Лицей № 6"),
        OF_SCHOOL + OGRN.replace("1037700000025", "1027700000012"),
        OF_SCHOOL + OGRN + 'host = "https://esia.example"\n',
        OF_SCHOOL + OGRN + 'key = "{folder}/second.key"\n',
        OF_SCHOOL + OWN + 'token_key = "{folder}/esia.pem"\n',
        OF_SCHOOL + OWN.replace("second.pem", "missing.pem"),
        OF_SCHOOL + OGRN.replace('"office"', '"head"'),
        OF_SCHOOL + OF_SCHOOL.replace(SCHOOL, "школа №  7").replace("1027700000012", "1157700000034"),
        "schools = 5\n",
    ],
    ids=["no-such-school", "one-group-of-two", "host", "half-a-system", "key", "file", "role", "twice", "shape"],
)
def test_settings_that_cannot_be_meant_so_are_refused(school_data: Path, sandbox: Sandbox, tables: str) -> None:
    found_lyceum(school_data)
    engine = open_engine(DataFolder(school_data).url)
    write_settings(sandbox, school_data, OWN_SYSTEM)
    assert open_gate(school_data, engine)
    write_settings(sandbox, school_data, tables)
    with pytest.raises(BadEsiaSettingsError):
        open_gate(school_data, engine)
    engine.dispose()


def test_a_school_of_many_needs_a_system_or_a_common_one(school_data: Path, sandbox: Sandbox) -> None:
    found_lyceum(school_data)
    engine = open_engine(DataFolder(school_data).url)
    write_settings(sandbox, school_data, "")
    _without_common(school_data, OWN)
    assert open_gate(school_data, engine)
    write_settings(sandbox, school_data, "")
    _without_common(school_data, OF_SCHOOL + OWN)
    with pytest.raises(BadEsiaSettingsError):
        open_gate(school_data, engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (COMMON_SYSTEM, "Госуслуги: вход настроен"),
        (OF_SCHOOL, f"Госуслуги: вход настроен; канцелярию они не открывают: «{LYCEUM}»"),
        ("", f"Госуслуги: вход настроен; канцелярию они не открывают: «{LYCEUM}», «{SCHOOL}»"),
        (OF_SCHOOL + OGRN.replace(LYCEUM, "Лицей № 6"), "! Госуслуги: настройки в файле esia.toml неполны или неверны"),
        (None, ""),
    ],
    ids=["both", "one", "none", "bad", "without"],
)
def test_the_doctor_says_which_offices_are_opened(
    school_data: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str], tables: str | None, words: str
) -> None:
    found_lyceum(school_data)
    if tables is not None:
        write_settings(sandbox, school_data, tables)
    capsys.readouterr()
    main(["doctor", "--data", str(school_data)])
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "Госуслуги" in line] == ([words] if words else [])


def test_the_real_portal_lets_each_into_the_own_school_alone(
    portal_template: PortalTemplate, tmp_path: Path, sandbox: Sandbox
) -> None:
    data = portal_template.copy(tmp_path / "portal")
    lyceum = found_lyceum(data)
    write_settings(sandbox, data, OWN_SYSTEM)
    with PortalProcess(data) as portal:
        portal.start()
        with httpx.Client(base_url=portal.url, trust_env=False, headers={"Origin": portal.url}) as browser:
            began = browser.get(f"/esia/start?school={lyceum}")
            back = path_of(sandbox.sign_in(began.headers["location"], OF_LYCEUM))
            assert browser.get(back).headers["location"] == "/roles"
            shown = browser.get("/roles").text
            assert (f"Открыть канцелярию: {LYCEUM}" in shown, f"Открыть канцелярию: {SCHOOL}" in shown) == (True, False)
            token = shown.partition('name="token" value="')[2].partition('"')[0]
            engine = open_engine(DataFolder(data).url)
            known = [each.id for each in list_schools(engine)]
            engine.dispose()
            assert len(known) == 2
            for school in known:
                sent = browser.post("/roles", data={"token": token, "step": f"office {school}"})
                assert sent.status_code == (303 if school == lyceum else 403)
        assert new_code(data, LOGINS[ANNA], school=SCHOOL)
        with pytest.raises(ActWaitsError):
            new_code(data, "vera", school=LYCEUM)
