"""The office's pages of closing figures: what stands first, where its links lead, the file, and who is told."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Group, Subject
from app.ids import GroupId, SubjectId
from tests.closing_school import (
    COMPUTING,
    ERSHOVA,
    FIFTH,
    FIRST,
    PE,
    QUARTER_ENDS,
    SEVENTH,
    TODAY,
    YEAR_ENDS,
    ZUYEVA,
    closing_school,
    final,
)
from tests.portal.office.closing_office import NOW, ClosingOffice, closing_portal, rows_of
from tests.portal.office.people_office import words
from tests.portal.office.test_people_size import more_classes
from tests.small_school import ANNA

AUTUMN = QUARTER_ENDS.isoformat()


@pytest.fixture
def office(empty_school: Path, tmp_path: Path) -> Iterator[ClosingOffice]:
    with closing_portal(empty_school, tmp_path, *closing_school()) as opened:
        yield opened.at(TODAY)


def row(page: str, first: str) -> list[str]:
    """Return the cells of the table's row that begins so."""
    rows = [re.findall(r"<t[hd][^>]*>(.*?)(?=<t[hd]|\n|$)", each, re.DOTALL) for each in page.split("<tr")[1:]]
    said = [[words(f"<body>{cell}") for cell in each] for each in rows]
    return next(each for each in said if each and each[0].startswith(first))


def test_what_is_not_ready_stands_first_with_links_to_where_it_is_done(office: ClosingOffice) -> None:
    page = office.get("/figures")
    waits, classes = page.split('id="classes"')
    assert "Осталось: 1 класс. Не выставлено 2 отметки. Период не закрыт в 1 классе." in words(waits)
    assert "7Б не выставлено 2 отметки в 1 журнале, период не закрыт" in words(waits)
    assert "Информатика не выставлено 2 отметки учитель не назначен" in words(waits)
    links = re.findall(r'href="(/office/[^"]+/people/[^"]+)"', waits)
    assert [each.partition("/people/")[2] for each in links] == ["group/all"]
    assert "Информатика" in words(office.portal.client.get(links[0]).text)
    assert "Основное общее образование" in classes


def test_a_teacher_who_is_waited_for_is_named(office: ClosingOffice) -> None:
    office.write(final(COMPUTING, ZUYEVA, FIRST, "5"), final(PE, ERSHOVA, FIRST, ""))
    waits = office.get("/figures").split('id="classes"')[0]
    assert "Физическая культура не выставлено 1 отметка Седов Б." in words(waits)
    assert "/people/teacher/boris" in waits


def test_a_class_that_has_to_be_closed_only_leads_to_its_page(office: ClosingOffice) -> None:
    office.write(final(COMPUTING, ZUYEVA, FIRST, "5"), final(COMPUTING, ERSHOVA, FIRST, "3"))
    waits = office.get("/figures").split('id="classes"')[0]
    assert "7Б период не закрыт" in words(waits)
    assert f"/people/class/{SEVENTH}" in waits


def test_a_closed_class_with_a_mark_that_is_not_set_still_waits(office: ClosingOffice) -> None:
    office.write(Closing(closing_id(FIRST, SEVENTH), NEVER, FIRST, SEVENTH, True, "", ANNA))
    assert "7Б не выставлено 2 отметки в 1 журнале, хотя период закрыт" in words(office.get("/figures"))


def test_a_period_that_was_opened_again_waits_again(office: ClosingOffice) -> None:
    office.write(Closing(closing_id(FIRST, FIFTH), NEVER, FIRST, FIFTH, False, "ошибка в журнале", ANNA))
    assert "5А период не закрыт" in words(office.get("/figures"))


def test_when_all_is_done_the_page_says_so(office: ClosingOffice) -> None:
    office.write(
        final(COMPUTING, ZUYEVA, FIRST, "5"),
        final(COMPUTING, ERSHOVA, FIRST, "3"),
        Closing(closing_id(FIRST, SEVENTH), NEVER, FIRST, SEVENTH, True, "", ANNA),
    )
    assert "Всё выставлено, период закрыт во всех классах." in words(office.get("/figures"))


def test_the_class_and_the_journal_show_their_figures(office: ClosingOffice) -> None:
    """Worked out in test_figures_numbers."""
    seventh = ["7Б", "6", "1", "1", "1", "1", "1", "2", "1", "50,00", "75,00", "64,29", "4,11"]
    assert row(office.get("/figures"), "7Б") == seventh
    algebra = ["Алгебра Седов Б.", "1", "3", "1", "1", "1", "–", "–", "66,67", "83,33", "50,14", "3,67"]
    journals = office.get("/figures/journals").partition(f'id="{SEVENTH}"')[2]
    assert row(journals, "Алгебра") == algebra
    assert (
        "Учеников 6: отличников 1, хорошистов 1, с одной «4» 1, с одной «3» 1, не успевают 1, не аттестованы 2, "
        "не всё выставлено 1, качество 50,00 %, успеваемость 75,00 %." in words(f"<body>{journals}")
    )
    fifth = words(f"<body>{office.get('/figures/journals')}")
    assert "Учеников 1: с одной «3» 1, качество 0,00 %, успеваемость 100,00 %." in fifth
    assert row(office.get("/figures"), "1А") == ["1А", "1", "без отметок"]
    assert "Учатся без отметок: 1А." in words(office.get("/figures/journals"))


def test_missed_lessons_show_their_reasons(office: ClosingOffice) -> None:
    page = office.get("/figures/missed")
    assert row(page, "7Б") == ["7Б", "8", "6", "2", "2", "2"]
    assert row(page, "Вся школа") == ["Вся школа", "12", "7", "2", "2", "3"]


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (NOW, "I четверть"),
        (date(2026, 10, 26), "I четверть"),
        (date(2026, 12, 27), "I четверть"),
        (date(2026, 12, 28), "II четверть, I полугодие"),
        (date(2027, 6, 1), "II четверть, I полугодие"),
    ],
)
def test_the_page_opens_at_the_last_period_whose_marks_are_due(office: ClosingOffice, day: date, opens: str) -> None:
    """Marks are due two days before the term ends: the second quarter's on 28 December."""
    page = words(office.at(day).get("/figures"))
    assert page.split(" Начало")[0].endswith(f"Итоги: {opens}")


def test_a_period_that_goes_on_says_from_when_its_marks_are_expected(office: ClosingOffice) -> None:
    assert "Период ещё идёт: итоговые отметки ожидаются с 28.12.2026." in words(
        office.get(f"/figures?period={YEAR_ENDS.isoformat()}")
    )
    assert "Период ещё идёт" not in office.get("/figures")


def test_the_year_is_a_period_and_another_word_opens_the_usual_page(office: ClosingOffice) -> None:
    assert "Итоги: Учебный год" in words(office.get("/figures?period=year"))
    assert "Итоги: I четверть" in words(office.get("/figures?period=<b>"))
    assert office.portal.client.get(f"{office.home}/figures/nothing").status_code == 404


def test_a_school_without_terms_is_led_to_them(empty_school: Path, tmp_path: Path) -> None:
    with closing_portal(empty_school, tmp_path) as office:
        for path in ("/figures", "/figures/journals", "/figures/missed", "/figures/table"):
            assert f'href="{office.home}/year"' in office.get(path)


def test_the_file_has_a_row_for_each_journal_class_and_level(office: ClosingOffice) -> None:
    answer = office.portal.client.get(f"{office.home}/figures/table?period={AUTUMN}")
    assert answer.headers["content-disposition"] == f'attachment; filename="itogi-{AUTUMN}.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = rows_of(answer.content.decode("utf-8"))
    assert {len(each) for each in rows} == {len(head)}
    said = [{name: cell for name, cell in zip(head, each, strict=True) if cell} for each in rows]
    algebra = next(each for each in said if each.get("Класс") == "7Б" and each.get("Предмет") == "Алгебра")
    assert (algebra["Учитель"], algebra["«4»"], algebra["Качество, %"]) == ("Седов Б.", "3", "66,67")
    assert "Отличников" not in algebra
    seventh = next(each for each in said if (each["Что"], each.get("Класс")) == ("класс", "7Б"))
    assert (seventh["Учеников"], seventh["Средний балл"], seventh["Период закрыт"]) == ("6", "4,11", "нет")
    assert (seventh["«5»"], seventh["Пропущено уроков"], seventh["По болезни"]) == ("7", "6", "2")
    assert [each["Что"] for each in said[-3:]] == [
        "Начальное общее образование, 1–4 классы",
        "Основное общее образование, 5–9 классы",
        "Вся\N{NO-BREAK SPACE}школа",
    ]
    assert (said[-1]["Учеников"], said[-1]["Пропущено уроков"]) == ("9", "7")


@pytest.mark.parametrize("name", ["=1+1", "+7", "-2", "@cmd", "\tx"])
def test_a_name_that_a_spreadsheet_would_reckon_with_is_text_in_the_file(office: ClosingOffice, name: str) -> None:
    office.write(
        Subject(SubjectId("algebra"), NEVER, name, "А"), Group(GroupId("e1"), NEVER, SEVENTH, 'англ. "1"; <2>')
    )
    found = {each[2] for each in office.table}
    assert f"'{name}" in found
    assert name not in found
    assert 'Английский язык (англ. "1"; <2>)' in found
    assert "<2>" not in office.get("/figures/journals")


def test_only_readings_that_tell_of_illness_are_written_down(office: ClosingOffice) -> None:
    for path in ("", "/journals", "/missed", "/missed"):
        office.get(f"/figures{path}")
    assert words(office.get("/access")).count("пропуски классов") == 1
    office.get("/figures/table")
    assert words(office.get("/access")).count("пропуски классов") == 2


@pytest.mark.parametrize("path", ["", "/journals", "/missed", "/table"])
def test_the_figures_of_a_large_school_ask_the_store_no_more_often(office: ClosingOffice, path: str) -> None:
    small = statements(office, path)
    office.write(*more_classes(38))
    assert statements(office, path) == small
    assert small <= 25


def statements(office: ClosingOffice, path: str) -> int:
    """Return how often the store is asked for a page that was asked for before."""
    asked: list[str] = []
    office.get(f"/figures{path}")

    def count(*facts: object) -> None:
        asked.append(str(facts[2]))

    event.listen(office.portal.serving, "before_cursor_execute", count)
    office.get(f"/figures{path}")
    event.remove(office.portal.serving, "before_cursor_execute", count)
    return len(asked)
