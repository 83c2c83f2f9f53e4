"""«Итоги» of a past year: the figures that it had before the turn, named by it, and nothing of it in the new one."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.records import Journal, School, Term
from app.ids import JournalId
from portal.office.timetable_reading import read_staff
from tests.closing_school import ABRAMOV, BEFORE, QUARTER_ENDS, SEVENTH, closing_school, final
from tests.portal.archive.past_school import PAST_CLASS, past_records
from tests.portal.archive.past_school import YEAR as LONG_AGO
from tests.portal.office.closing_office import ClosingOffice, closing_portal
from tests.portal.office.control_office import deputy_of
from tests.portal.office.people_office import words
from tests.portal.office.test_figures_pages import row, statements
from tests.portal.office.turn_office import MAY
from tests.portal.office.turned_school import (
    KEYS,
    OCTOBER,
    PAST,
    PATHS,
    PRESENT,
    begin_new_year,
    of_present,
    options,
    read_said,
    turn,
    whole_year,
)

AUTUMN = QUARTER_ENDS.isoformat()
TITLES = {"": "Итоги", "/journals": "Итоги по журналам", "/missed": "Пропуски"}


@pytest.fixture
def office(empty_school: Path, tmp_path: Path) -> Iterator[ClosingOffice]:
    """The office in May, before the turn."""
    with closing_portal(empty_school, tmp_path, *whole_year()) as opened:
        yield opened.at(MAY)


@pytest.fixture
def turned(office: ClosingOffice) -> ClosingOffice:
    """The office in the autumn after the turn, in which everybody has missed a lesson and has a mark already."""
    office.write(*begin_new_year(turn(office)))
    return office.at(OCTOBER)


def status(office: ClosingOffice, path: str) -> int:
    return office.portal.client.get(office.home + path).status_code


def test_the_figures_of_a_past_year_are_those_that_it_had(office: ClosingOffice) -> None:
    """Classes, levels, the school, all journals with teachers, what waits, what was missed, and the file.

    The school has a year before that one, too; 7Б is worked out in test_figures_numbers.
    """
    before = {key: read_said(office, key) for key in KEYS}
    assert len(set(before.values())) == len(KEYS)
    assert "7Б не выставлено 2 отметки в 1 журнале, период не закрыт" in before[AUTUMN].waits
    office.write(*begin_new_year(turn(office)), *past_records())
    for day in (MAY, OCTOBER):
        after = office.at(day)
        assert {key: read_said(after, key, PAST) for key in KEYS} == before
        asked = f"?year={PAST}&period={AUTUMN}"
        seventh = ["7Б", "6", "1", "1", "1", "1", "1", "2", "1", "50,00", "75,00", "64,29", "4,11"]
        assert row(after.get(f"/figures{asked}"), "7Б") == seventh
        assert row(after.get(f"/figures/missed{asked}"), "7Б") == ["7Б", "8", "6", "2", "2", "2"]


def test_nothing_of_the_past_is_in_the_figures_of_the_present(
    turned: ClosingOffice, empty_school: Path, tmp_path: Path
) -> None:
    """The same as in a school that has no past. 8А: five pupils miss five journals' lessons, Belova's PE left out."""
    assert len(options(turned.get("/figures"), "period")) == len(KEYS)
    with closing_portal(empty_school, tmp_path / "new", *of_present(turned)) as fresh:
        new = fresh.at(OCTOBER)
        for key in ("2027-10-24", "2027-12-29", "year"):
            said = read_said(turned, key)
            assert said == read_said(new, key)
            assert said == read_said(turned, key, PRESENT)
    assert row(turned.get("/figures/missed?period=year"), "8А") == ["8А", "5", "24", "–", "–", "24"]


def test_the_journals_of_a_year_are_its_own(turned: ClosingOffice) -> None:
    years = {each.id: each.year for each in turned.rows(Journal)}
    with turned.portal.engine.connect() as connection:
        for asked, year in ((PAST, PAST), (0, PRESENT)):
            found = read_staff(connection, turned.portal.school, asked).journals
            assert set(found) == {key for key, each in years.items() if each == year}


def test_classes_are_called_as_they_were_then(turned: ClosingOffice) -> None:
    past, present = (words(turned.get(f"/figures/missed{asked}")) for asked in (f"?year={PAST}", ""))
    assert re.findall(r"\b\d+[А-Я]\b", past.split("Класс Учеников")[1]) == ["1А", "5А", "7А", "7Б", "10А"]
    assert re.findall(r"\b\d+[А-Я]\b", present.split("Класс Учеников")[1])[:5] == ["1А", "2А", "6А", "7А", "8А"]
    assert f'id="{BEFORE}"' in turned.get(f"/figures/journals?year={PAST}")
    assert f'id="{BEFORE}"' not in turned.get("/figures/journals")


def test_a_past_year_opens_whole_and_the_present_as_ever(turned: ClosingOffice) -> None:
    page = turned.get(f"/figures?year={PAST}")
    assert options(page, "year") == ["2026/27", "2027/28"]
    assert options(page, "period") == ["Учебный год", "I четверть", "II четверть, I полугодие"]
    usual = turned.get("/figures")
    assert options(usual, "year")[0] == "2027/28"
    assert options(usual, "period")[0] == "I четверть"
    assert usual == turned.get(f"/figures?year={PRESENT}") == turned.get("/figures?year=&period=")


@pytest.mark.parametrize(("path", "title"), TITLES.items())
def test_a_past_year_is_named_in_the_heading(turned: ClosingOffice, path: str, title: str) -> None:
    for asked, names in ((f"&period={AUTUMN}", "I четверть, "), ("", "")):
        page = turned.get(f"/figures{path}?year={PAST}{asked}")
        said = f"{title}: {names}2026/27 учебный год"
        assert re.findall(r"<h1[^>]*>([^<]*)<", page) == [said]
        assert f"<title>{said}" in page
    assert "2026/27 учебный год" not in turned.get(f"/figures{path}")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (f"?year={PAST}", "itogi-2026-27-year.csv"),
        (f"?year={PAST}&period={AUTUMN}", f"itogi-2026-27-{AUTUMN}.csv"),
        (f"?year={PRESENT}&period=year", "itogi-year.csv"),
        ("?period=2027-10-24", "itogi-2027-10-24.csv"),
    ],
)
def test_the_file_is_called_by_a_past_year(turned: ClosingOffice, asked: str, name: str) -> None:
    answer = turned.portal.client.get(f"{turned.home}/figures/table{asked}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_the_year_stays_from_page_to_page_and_leads_to_no_page_of_the_present(turned: ClosingOffice) -> None:
    for path in PATHS:
        page = turned.get(f"/figures{path}?year={PAST}&period={AUTUMN}")
        main = page.partition("<main")[2]
        links = {each.replace("&amp;", "&").removeprefix(turned.home) for each in re.findall(r'href="([^"]+)"', main)}
        own = {each.partition("#")[0].partition("?")[2] for each in links if each.startswith("/figures")}
        assert own == {f"year={PAST}&period={AUTUMN}", ""}
        assert f"/figures{path}" in links
        assert not [each for each in links if each.startswith("/people")]
        assert all(status(turned, each.partition("#")[0]) == 200 for each in links if each.startswith("/"))


def test_a_past_year_says_that_its_journals_are_only_read(turned: ClosingOffice) -> None:
    page = words(turned.get(f"/figures?year={PAST}&period={AUTUMN}"))
    assert "Что осталось не готово Осталось: 1 класс." in page
    assert "Год закончен: его журналы только читают." in page
    assert "Отметки выставляет учитель журнала" not in page
    assert "Год закончен" not in words(turned.get("/figures"))


def test_a_year_that_there_is_not_is_not_found(turned: ClosingOffice) -> None:
    years = ("2025", "2028", "1999", "0", "-1", "-2026", "+2026", "02026", "٢٠٢٦", "2026/27", "x", "<b>", "9" * 5_000)
    for path in (*PATHS, "/table"):
        for year in years:
            answer = turned.portal.client.get(f"{turned.home}/figures{path}", params={"year": year})
            assert (answer.status_code, "Страница не найдена" in answer.text) == (404, True), (path, year)


def test_a_school_without_a_past_has_nothing_to_choose(office: ClosingOffice) -> None:
    assert options(office.get("/figures"), "year") == []
    assert status(office, f"/figures?year={PAST}") == 200
    assert status(office, f"/figures?year={PRESENT}") == 404


def test_a_turn_that_was_taken_back_leaves_no_year_behind(office: ClosingOffice) -> None:
    before = {key: read_said(office, key) for key in KEYS}
    turning = turn(office)
    assert options(office.get("/figures"), "year") == ["2027/28", "2026/27"]
    assert turning.undo(1).status_code == 303
    assert options(office.get("/figures"), "year") == []
    assert {key: read_said(office, key) for key in KEYS} == before
    assert status(office, f"/figures?year={PRESENT}") == 404


def test_a_mark_that_a_past_year_gets_later_is_counted_in_it_alone(turned: ClosingOffice) -> None:
    present = read_said(turned, "year")
    turned.write(final(JournalId("j-algebra"), ABRAMOV, "year", "2"))
    page = turned.get(f"/figures?year={PAST}")
    assert row(page, "7Б")[6] == "2"
    assert f"/figures/journals?year={PAST}&amp;period=year#{SEVENTH}" in page
    assert read_said(turned, "year") == present


def test_a_deputy_head_reads_a_past_year(turned: ClosingOffice) -> None:
    assert "Итоги: 2026/27 учебный год" in deputy_of(turned.portal).said(f"/figures?year={PAST}")


@pytest.mark.parametrize("path", ["", "/journals", "/missed", "/table"])
def test_a_past_year_asks_the_store_no_more_than_a_present_one(turned: ClosingOffice, path: str) -> None:
    past = statements(turned, f"{path}?year={PAST}")
    assert past <= statements(turned, f"{path}?year={PRESENT}&period=year")
    assert past <= 25


def test_years_long_ago_are_read_as_they_were(empty_school: Path, tmp_path: Path) -> None:
    """6Б of 2024: 5 and two 3 on the last day; 4 of one who had left is the journal's, not the class's.

    Class: quality 1 : 3, СОУ (100 + 36 + 36) : 3 = 57.33, mean 11 : 3. Journal: quality 2 : 4, СОУ 236 : 4 = 59,
    mean 15 : 4 = 3.75. Missed: н, б, у; the fourth was late.
    """
    with closing_portal(empty_school, tmp_path, *closing_school(), *past_records()) as opened:
        office = opened.at(MAY)
        asked = f"?year={LONG_AGO}"
        assert options(office.get(f"/figures{asked}"), "year") == ["2024/25", "2026/27"]
        sixth = ["6Б", "3", "1", "–", "–", "2", "–", "–", "–", "33,33", "100,00", "57,33", "3,67"]
        assert row(office.get(f"/figures{asked}"), "6Б") == sixth
        journals = office.get(f"/figures/journals{asked}").partition(f'id="{PAST_CLASS}"')[2]
        algebra = ["Алгебра Ёжикова О.", "1", "1", "2", "–", "–", "–", "–", "50,00", "100,00", "59,00", "3,75"]
        assert row(journals, "Алгебра") == algebra
        assert row(office.get(f"/figures/missed{asked}"), "6Б") == ["6Б", "4", "3", "1", "1", "1"]
        assert status(office, "/figures?year=2025") == 404


def test_a_year_without_terms_says_so_and_another_can_be_chosen(empty_school: Path, tmp_path: Path) -> None:
    without = [each for each in past_records() if not isinstance(each, Term)]
    with closing_portal(empty_school, tmp_path / "past", *closing_school(), *without) as opened:
        office = opened.at(MAY)
        for path in (*PATHS, "/table"):
            page = office.get(f"/figures{path}?year={LONG_AGO}")
            assert "в этом году четверти не были заданы" in words(page)
            assert f'href="{office.home}/year"' not in page.partition("<main")[2]
            assert options(page, "year") == ["2024/25", "2026/27"]
    with closing_portal(empty_school, tmp_path / "present", *past_records()) as office:
        page = office.get("/figures")
        assert "не заданы четверти" in words(page)
        assert options(page, "year") == ["2026/27", "2024/25"]
        assert row(office.get(f"/figures?year={LONG_AGO}"), "6Б")[1] == "3"


def test_each_of_several_years_has_its_own_terms(turned: ClosingOffice) -> None:
    """In the summer after the turn, before a day of the new year, the new one is the present one already."""
    turned.write(*past_records())
    summer = turned.at(date(2027, 7, 1))
    assert [each.year for each in summer.rows(School)] == [PRESENT]
    assert options(summer.get("/figures"), "year") == ["2027/28", "2026/27", "2024/25"]
    quarters = ["Учебный год", "I четверть", "II четверть, I полугодие"]
    assert options(summer.get(f"/figures?year={PAST}"), "period") == quarters
    assert sorted(options(summer.get("/figures"), "period")) == sorted(quarters)
    halves = ["Учебный год", "I полугодие", "II полугодие"]
    assert options(summer.get(f"/figures?year={LONG_AGO}"), "period") == halves
