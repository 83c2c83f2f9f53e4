"""The office plays 31 May and 1 September of the demo school over HTTP, by the pages alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from sqlalchemy import select

from app.domain.movement import is_on
from app.domain.records import Assignment, Enrolment, Journal, Pupil, School, SchoolClass, Term
from app.ids import SchoolId
from portal.commands import import_lists, make_portal
from portal.endpoints import Dependencies
from portal.limits import Tries
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from resources.demo.school import FILES
from tests.portal.answering import answering
from tests.portal.conftest import Clock, Portal
from tests.portal.office.people_office import words
from tests.portal.office.turn_office import MAY, SEPTEMBER, TurnOffice, on
from tests.portal_database import new_database, owned

LISTS = ("Четверти и каникулы.csv", "Звонки.csv", "Учителя.xlsx", "Список учащихся.xlsx", "Нагрузка 2026-2027.csv")
FIRST_FORMERS = "Класс;Фамилия;Имя;Отчество;Дата рождения;Пол;Приказ\n" + "".join(
    f"1А;{surname};{name};;{1 + n:02}.04.2020;;12-у\n"
    for n, (surname, name) in enumerate((("Ёжикова", "Мила"), ("Жуков", "Тимур"), ("Щукин", "Марк")))
)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Portal]:
    """The demo school at the end of its year, without what its teachers wrote."""
    data = tmp_path / "demo"
    make_portal(data, "Школа № 1", year=2026, zone="Europe/Moscow", server=new_database())
    import_lists(data, [Path(FILES) / each for each in LISTS])
    folder, clock, key = DataFolder(data), Clock(), SigningKey.generate()
    serving, engine = open_engine(folder.url), owned(data)
    with engine.connect() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
    with answering(Dependencies(serving, key, Tries(clock.seconds), clock.now_ms)) as client:
        yield Portal(folder, engine, serving, key, client, clock, school)
    engine.dispose()
    serving.dispose()


def enrolled(office: TurnOffice, day: date) -> dict[str, int]:
    """Return how many pupils are of each class on a day, by its title."""
    titles = {each.id: f"{each.grade}{each.letter}" for each in office.rows(SchoolClass)}
    found: dict[str, int] = {}
    for each in office.rows(Enrolment):
        if is_on(each, day):
            title = titles[each.school_class]
            found[title] = found.get(title, 0) + 1
    return found


def prepare(office: TurnOffice) -> tuple[str, str]:
    """Prepare the year: two ninth-formers stay, one pupil repeats; return who stays and who repeats."""
    ninth, seventh = office.titles["9А"], office.titles["7Б"]
    staying = [each.pupil for each in office.rows(Enrolment, school_class=ninth)][:2]
    (repeating, *_) = [each.pupil for each in office.rows(Enrolment, school_class=seventh)]
    assert office.decide("", fresh="1А, 1Б, 10А, 10Б", order="77-у", last="2027-06-25").status_code == 303
    assert office.decide(f"/class/{ninth}", to="-", **{f"p__{each}": "10А" for each in staying}).status_code == 303
    assert office.decide(f"/class/{seventh}", to="8Б", **{f"p__{repeating}": "7А"}).status_code == 303
    return staying[0], repeating


def test_the_thirty_first_of_may_and_the_first_of_september(demo: Portal) -> None:
    office = on(demo, MAY)
    before = enrolled(office, MAY)
    journals = len(office.rows(Journal))
    staying, repeating = prepare(office)
    review = office.said("/turn/review")
    assert "Остаётся на повторное обучение: 1 ученик" in review
    assert "Сделано." in office.turn()
    after = enrolled(office, SEPTEMBER)
    assert after["2А"] == before["1А"]
    assert after["11А"] == before["10А"]
    assert after["10А"] == 2
    assert (after["8Б"], after["7А"]) == (before["7Б"] - 1, before["6А"] + 1)
    assert "9А" in after
    assert sum(after.values()) == sum(before.values()) - before["9А"] - before["9Б"] - before["11А"] - before["11Б"] + 2
    assert len(office.rows(Journal)) > journals
    autumn(demo, staying)
    undone(demo, repeating)


def autumn(demo: Portal, staying: str) -> None:
    """On 1 September: first-formers by a list, a journal and a teacher for the tenth class, a term moved."""
    office = on(demo, SEPTEMBER)
    assert office.send_list("check", text=FIRST_FORMERS).status_code == 200
    assert office.send_list("save", text=FIRST_FORMERS).status_code == 303
    assert enrolled(office, SEPTEMBER)["1А"] == 3
    assert "10А" in office.get(f"/pupil/{staying}")
    ten = office.titles["10А"]
    group = office.get(f"/class/{ten}")
    assert "2 ученика" in group
    year = words(office.page("/year").text)
    assert "Учебный год 2027/2028" in year
    assert "2026" not in year.partition("Учебные периоды")[2].partition("Каникулы")[0]
    (term, *_) = [each for each in office.rows(Term) if each.first == SEPTEMBER]
    assert term.name in year
    journal = office.rows(Journal, year=2027)[0]
    assert office.rows(Assignment, journal=journal.id)


def undone(demo: Portal, repeating: str) -> None:
    """The list stands in the way of taking the turn back; once it is taken back the turn can be."""
    office = on(demo, SEPTEMBER)
    assert office.undo(1).status_code == 409
    assert office.undo(2).status_code == 303
    assert office.undo(1).status_code == 303
    assert office.rows(School)[0].year == 2026
    may = on(demo, MAY)
    assert "7Б" in may.get(f"/pupil/{repeating}")
    assert may.rows(Pupil, id=repeating)
