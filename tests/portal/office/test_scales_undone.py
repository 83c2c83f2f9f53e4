"""A scale that was taken back stays away: no undoing gives it to a subject again, or takes it from one that has it."""

import html

import pytest
from httpx import Response
from sqlalchemy import select

from app.domain.records import Subject
from app.domain.regulations import MarkScale
from app.domain.scales import FIVE, PASS_FAIL
from portal.admin.scales import read_scales
from portal.store.tables import TABLES
from tests.portal.conftest import Portal
from tests.portal.office.people_office import FIELD, ORIGIN, PeopleOffice, words
from tests.small_school import SUBJECT

LETTERS, OTHERS = "A=5 B=4 C=3", "A=5 B=3"


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    return PeopleOffice(portal)


def sent(office: PeopleOffice, path: str, step: str, fields: dict[str, str]) -> Response:
    data = {"token": office.token, "step": step, **fields}
    address = f"{office.home}/scales/{path}"
    return office.portal.client.post(address, data=data, headers=ORIGIN, follow_redirects=False)


def save(office: PeopleOffice, path: str, **typed: str) -> None:
    """Type into a form of the scales, look at what it would do and save it."""
    page = office.portal.client.get(f"{office.home}/scales/{path}").text
    drawn = {f"drawn.{name}": html.unescape(text) for kind, name, text in FIELD.findall(page) if kind == "drawn"}
    looked = sent(office, path, "check", {**drawn, **{f"typed.{name}": text for name, text in typed.items()}})
    assert looked.status_code == 200, words(looked.text)
    kept = {f"{kind}.{name}": html.unescape(text) for kind, name, text in FIELD.findall(looked.text)}
    assert sent(office, path, "save", kept).status_code == 303


def define(office: PeopleOffice, values: str = LETTERS) -> None:
    save(office, "new", name="Буквы", values=values)


def give(office: PeopleOffice, scale: str) -> None:
    save(office, f"of/{SUBJECT}", scale=scale)


def letters(office: PeopleOffice) -> str:
    (found,) = office.rows(MarkScale)
    return found.id


def scale_of(office: PeopleOffice) -> str:
    """Return what the scale of algebra is called."""
    with office.portal.engine.connect() as connection:
        found = read_scales(connection, office.portal.school)
    return next(each.name for each in found if "Алгебра" in each.subjects)


def refusal(office: PeopleOffice, number: int) -> str:
    """Try to undo an action; return what is said against it."""
    answer = office.undo(number)
    assert answer.status_code == 409, answer.status_code
    return words(answer.text)


def undone(office: PeopleOffice, number: int) -> None:
    assert office.undo(number).status_code == 303


def test_a_scale_that_was_given_up_and_taken_back_does_not_come_back_with_its_name(office: PeopleOffice) -> None:
    define(office)
    give(office, letters(office))
    give(office, FIVE.name)
    undone(office, 1)
    assert "Шкалы предмета больше нет: «Буквы». Сначала задайте её снова." in refusal(office, 3)
    define(office, OTHERS)
    assert scale_of(office) == "5"
    assert [each.scale for each in office.rows(Subject, id=SUBJECT)] == [FIVE.name]


def test_what_was_given_up_is_had_again_once_the_scale_is_there_again(office: PeopleOffice) -> None:
    define(office)
    give(office, letters(office))
    give(office, FIVE.name)
    undone(office, 1)
    define(office)
    undone(office, 3)
    assert scale_of(office) == "Буквы"


def test_a_scale_that_was_defined_anew_is_not_taken_from_who_has_it(office: PeopleOffice) -> None:
    """Its row was there when it was defined anew, though it held nothing: it is new all the same."""
    define(office)
    undone(office, 1)
    define(office, OTHERS)
    give(office, letters(office))
    assert "На это уже опирается: 1 предмет." in refusal(office, 2)
    assert scale_of(office) == "Буквы"
    undone(office, 3)
    undone(office, 2)
    assert [each.scheme for each in office.rows(MarkScale)] == [""]


def test_another_change_of_a_subject_is_undone_whatever_became_of_scales(office: PeopleOffice) -> None:
    """Five points and pass or fail are no scales that anybody takes back."""
    give(office, PASS_FAIL.name)
    give(office, FIVE.name)
    undone(office, 2)
    assert scale_of(office) == PASS_FAIL.name
    with office.portal.engine.connect() as connection:
        assert connection.execute(select(TABLES[MarkScale])).all() == []


def test_values_that_were_changed_are_undone_while_a_subject_has_them(office: PeopleOffice) -> None:
    define(office)
    give(office, letters(office))
    save(office, letters(office), name="Буквы", values=OTHERS)
    undone(office, 3)
    assert [each.scheme for each in office.rows(MarkScale)] == [LETTERS]
    assert scale_of(office) == "Буквы"
