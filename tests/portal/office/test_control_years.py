"""«Ведение журналов» of a past year: what was lacking at the end of a period, named by it, and nothing of it now."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from app.domain.keeping import JournalFacts
from app.domain.periods import YEAR, closing_id
from app.domain.records import (
    NEVER,
    Assignment,
    Closing,
    Lesson,
    Mark,
    PlanItem,
    Record,
    Term,
    Work,
)
from app.domain.regulations import Setting
from app.ids import JournalId, LessonId, MarkId, PupilId, WorkId, WorkTypeId
from portal.office.control_keeping import KeptSchool, Wanted
from portal.office.control_kept import KeptCounts
from portal.office.figures_reading import ClosingSchool
from tests.closing_school import (
    ABRAMOV,
    ALGEBRA,
    BEGINS,
    BELOVA,
    ERSHOVA,
    PE,
    QUARTER_ENDS,
    SECOND,
    SEVENTH,
    SIGNED,
    VLASOV,
    YEAR_ENDS,
    ZHUKOV,
    ZUYEVA,
    closing_school,
    lesson_id,
)
from tests.portal.archive.past_school import YEAR as LONG_AGO
from tests.portal.archive.past_school import past_records
from tests.portal.office.closing_office import ClosingOffice, closing_portal, rows_of
from tests.portal.office.control_office import deputy_of
from tests.portal.office.people_office import words
from tests.portal.office.turn_office import MAY
from tests.portal.office.turned_school import (
    OCTOBER,
    PAST,
    PRESENT,
    begin_new_year,
    of_present,
    options,
    turn,
    whole_year,
)
from tests.small_school import ANNA, BORIS

AUTUMN, WINTER = QUARTER_ENDS.isoformat(), YEAR_ENDS.isoformat()
DECEMBER = LessonId("algebra-december")
FIRST_LESSON, SECOND_LESSON, THIRD_LESSON = (lesson_id(ALGEBRA, *day) for day in ((9, 7), (10, 5), (10, 12)))
PAGES = ("/control/journals", "/control/table")


def written() -> Iterator[Record]:
    """Yield the closing school in which Boris has taught algebra so far, with a lesson of it in December.

    Two lessons a week, five marks a term. First quarter: three lessons were held, the second with a topic, the third
    with homework; the plan's first hour was given at the second, four were due, the cancelled lesson's too. Abramov has
    five marks, Belova four and one that weighs nothing, Vlasov three, as many as two of three lessons ask for, the
    others none. In December everybody has five but Belova and Vlasov.
    """
    for row in whole_year():
        if isinstance(row, Lesson) and row.id == SECOND_LESSON:
            yield replace(row, topic="Тема 1", topic_token=SIGNED)
        elif isinstance(row, Lesson) and row.id == THIRD_LESSON:
            yield replace(row, homework="№ 5", homework_token=SIGNED)
        elif not (isinstance(row, Assignment) and row.journal == ALGEBRA):
            yield row
    yield Lesson(DECEMBER, NEVER, ALGEBRA, date(2026, 12, 7), 3, "1")
    yield Work(WorkId("for-nothing"), SIGNED, ALGEBRA, FIRST_LESSON, WorkTypeId("own"), "", 0)
    yield from (PlanItem(f"item-{n}", NEVER, ALGEBRA, n, "", f"Тема {n}", 1, "") for n in range(1, 7))
    yield from marks(FIRST_LESSON, ABRAMOV, 5)
    yield from marks(FIRST_LESSON, BELOVA, 4)
    yield from marks(FIRST_LESSON, BELOVA, 1, WorkId("for-nothing"))
    yield from marks(THIRD_LESSON, VLASOV, 3)
    for who in (ABRAMOV, ERSHOVA, ZHUKOV, ZUYEVA):
        yield from marks(DECEMBER, who, 5)
    yield Assignment("anna-then", NEVER, ALGEBRA, ANNA, BEGINS, QUARTER_ENDS)
    yield Assignment("boris-then", NEVER, ALGEBRA, BORIS, date(2026, 10, 26), None)


def marks(at: LessonId, who: PupilId, count: int, work: WorkId | None = None) -> Iterator[Mark]:
    for n in range(count):
        yield Mark(MarkId(f"{at}-{who}-{work}-{n}"), SIGNED, ALGEBRA, at, who, work, "4", BORIS)


@pytest.fixture
def office(empty_school: Path, tmp_path: Path) -> Iterator[ClosingOffice]:
    """The office in May, before the turn."""
    with closing_portal(empty_school, tmp_path, *written()) as opened:
        yield opened.at(MAY)


@pytest.fixture
def turned(office: ClosingOffice) -> ClosingOffice:
    """The office in the autumn after the turn."""
    office.write(*begin_new_year(turn(office)))
    return office.at(OCTOBER)


def asked(period: str = "", year: int = PAST) -> str:
    return f"?year={year}&period={period}&all=1"


def table(office: ClosingOffice, query: str) -> dict[tuple[str, str], list[str]]:
    """Return the rows of the file by class and subject: the teachers, what is lacking, since when, lessons."""
    _, *rows = rows_of(office.get(f"/control/table{query}"))
    return {(row[0], row[1]): row[2:] for row in rows}


def facts(office: ClosingOffice, today: date, year: int = 0, period: str = "") -> dict[JournalId, JournalFacts]:
    with office.portal.engine.connect() as connection:
        closing = ClosingSchool(connection, office.portal.school, today, year)
        found = KeptSchool(closing, KeptCounts(), closing.chosen(period) if year else None)
        return {each.id: each.facts for each in found.keeping(Wanted())}


@pytest.mark.parametrize(
    ("period", "algebra"),
    [
        # three lessons, two without a topic, two without homework; of six pupils Abramov and Vlasov have enough
        (AUTUMN, ["Громова А. И.", "", "2", "2", "4", "3", "", "", "3", "3"]),
        # the lesson of December; Belova and Vlasov have none; four of six without a mark for the quarter
        (WINTER, ["Седов Б.", "", "1", "1", "2", "4", "4", "", "1", "1"]),
        # both together; only Abramov had enough both times
        (YEAR, ["Седов Б.", "", "3", "3", "5", "4", "4", "", "4", "4"]),
    ],
)
def test_a_past_period_is_counted_as_worked_out_by_hand(turned: ClosingOffice, period: str, algebra: list[str]) -> None:
    assert table(turned, asked(period))["7Б", "Алгебра"] == algebra


def test_the_last_period_has_what_was_counted_before_the_turn(office: ClosingOffice) -> None:
    before = facts(office, MAY)
    assert len({str(each) for each in before.values()}) > 3
    office.write(*begin_new_year(turn(office)), *past_records())
    for today in (MAY, OCTOBER):
        assert facts(office, today, PAST, WINTER) == before


def test_nothing_of_the_past_is_in_the_present(turned: ClosingOffice, empty_school: Path, tmp_path: Path) -> None:
    rows = table(turned, "?all=1")
    assert ("8А", "Алгебра") in rows
    assert rows == table(turned, asked(year=PRESENT))
    with closing_portal(empty_school, tmp_path / "new", *of_present(turned)) as fresh:
        assert rows == table(fresh.at(OCTOBER), "?all=1")


def test_lessons_stay_empty_over_a_term_without_any(turned: ClosingOffice) -> None:
    """English 1 was empty in September and not taught after; English 2 was empty too, until somebody was ill in it."""
    september = "09.09.2026"
    year, autumn = (table(turned, asked(period)) for period in (YEAR, AUTUMN))
    first, second = ("7Б (англ. 1)", "Английский язык"), ("7Б (англ. 2)", "Английский язык")
    assert [(rows[key][1], rows[key][7]) for rows in (autumn, year) for key in (first, second)] == [
        ("1", september),
        ("1", september),
        ("1", september),
        ("", ""),
    ]


def test_lessons_at_the_very_end_of_a_period_are_not_late(turned: ClosingOffice) -> None:
    """Of the last seven days nobody could say at the end of the period that they are late."""
    days = {"10-18": date(2026, 10, 18), "10-19": date(2026, 10, 19), "10-20": date(2026, 10, 20)}
    for name, day in days.items():
        turned.portal.put(Lesson(LessonId(f"pe-{name}"), NEVER, PE, day, 7, "1", cancelled=name != "10-20"))
    assert table(turned, asked(AUTUMN))["7Б", "Физическая культура"][1] == ""
    turned.portal.put(Lesson(LessonId("pe-10-19"), NEVER, PE, days["10-19"], 7, "1"))
    assert table(turned, asked(AUTUMN))["7Б", "Физическая культура"][1] == "2"


def test_marks_of_a_period_that_is_closed_are_not_waited_for(turned: ClosingOffice) -> None:
    turned.write(Closing(closing_id(SECOND, SEVENTH), NEVER, SECOND, SEVENTH, True, "", ANNA))
    assert table(turned, asked(WINTER))["7Б", "Алгебра"][6] == ""
    assert table(turned, asked(YEAR))["7Б", "Алгебра"][6] == "4"


def test_a_period_has_the_classes_that_had_it(turned: ClosingOffice) -> None:
    """Class 10 has half-years: nothing of it ended in October."""
    autumn, year = turned.get(f"/control/journals{asked(AUTUMN)}"), turned.get(f"/control/journals{asked(YEAR)}")
    assert options(autumn, "class") == ["все", "1А", "5А", "7А", "7Б"]
    assert options(year, "class") == ["все", "1А", "5А", "7А", "7Б", "10А"]
    assert {key for key, _ in table(turned, asked(YEAR))} - {key for key, _ in table(turned, asked(AUTUMN))} == {"10А"}
    assert options(autumn, "teacher") == ["все", "Громова А. И.", "Седов Б."]
    assert options(year, "teacher") == ["все", "Седов Б."]


def test_a_past_year_opens_whole_and_the_present_as_ever(turned: ClosingOffice) -> None:
    page = turned.get(f"/control/journals?year={PAST}")
    assert options(page, "year") == ["2026/27", "2027/28"]
    assert options(page, "period") == ["Учебный год", "I четверть", "II четверть, I полугодие"]
    assert "Ведение журналов: 2026/27 учебный год" in words(page)
    usual = turned.get("/control/journals")
    assert options(usual, "year") == ["2027/28", "2026/27"]
    assert options(usual, "period") == []
    assert re.findall(r"<h1[^>]*>([^<]*)<", usual) == ["Ведение журналов"]
    assert usual == turned.get(f"/control/journals?year={PRESENT}") == turned.get("/control/journals?year=&period=x")


def test_the_heading_and_the_rules_are_those_of_the_period(turned: ClosingOffice) -> None:
    page = turned.get(f"/control/journals{asked(AUTUMN)}")
    title = "Ведение журналов: I четверть, 2026/27 учебный год"
    assert re.findall(r"<h1[^>]*>([^<]*)<", page) == [title]
    assert f"<title>{title}" in page
    said = words(page)
    assert "если первому из них к концу периода было уже 7 дней." in said
    assert "по вчерашний день" not in said
    assert "сегодняшние уроки ещё не считаются" not in said
    assert "по вчерашний день" in words(turned.get("/control/journals"))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (f"?year={PAST}", "vedenie-zhurnalov-2026-27-year.csv"),
        (asked(AUTUMN), f"vedenie-zhurnalov-2026-27-{AUTUMN}.csv"),
        ("", "vedenie-zhurnalov.csv"),
        (f"?year={PRESENT}&period=year", "vedenie-zhurnalov.csv"),
    ],
)
def test_the_file_is_called_by_a_past_year(turned: ClosingOffice, query: str, name: str) -> None:
    answer = turned.portal.client.get(f"{turned.home}/control/table{query}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_the_file_has_what_the_page_shows(turned: ClosingOffice) -> None:
    page = turned.get(f"/control/journals?year={PAST}&period={AUTUMN}&class={SEVENTH}&teacher={ANNA}")
    assert "7Б Алгебра" in words(page)
    assert "7Б Физическая культура" not in words(page)
    (link,) = re.findall(r'href="([^"]*/control/table[^"]*)"', page)
    query = link.replace("&amp;", "&").partition("/control/table")[2]
    assert query == f"?all=1&year={PAST}&period={AUTUMN}&class={SEVENTH}&teacher={ANNA}"
    assert list(table(turned, query)) == [("7Б", "Алгебра")]


def test_what_is_asked_for_stays_one_part_of_the_address(turned: ClosingOffice) -> None:
    (link,) = re.findall(r'href="([^"]*/control/table[^"]*)"', turned.get("/control/journals?class=a%26year%3D1999"))
    assert link.endswith("?all=1&amp;class=a%26year%3D1999")


def test_a_class_and_a_teacher_are_asked_for_within_the_year(turned: ClosingOffice) -> None:
    """The list of years stands alone: what was chosen in one year says nothing in another."""
    page = turned.get(f"/control/journals{asked(AUTUMN)}")
    years, chosen = re.findall(r'<form class="from".*?</form>', page, re.DOTALL)
    assert re.findall(r'name="([^"]*)"', years) == ["year"]
    assert re.findall(r'name="([^"]*)"', chosen) == ["year", "period", "class", "teacher", "all"]
    assert f'type="hidden" name="year" value="{PAST}"' in chosen


def test_a_year_that_there_is_not_is_not_found(turned: ClosingOffice) -> None:
    for path in PAGES:
        for year in ("2025", "2028", "0", "-1", "-2026", "02026", "٢٠٢٦", "2026/27", "x", "<b>", "9" * 5_000):
            answer = turned.portal.client.get(turned.home + path, params={"year": year})
            assert (answer.status_code, "Страница не найдена" in answer.text) == (404, True), (path, year)


def test_a_school_without_a_past_has_nothing_to_choose(office: ClosingOffice) -> None:
    page = office.get("/control/journals")
    assert options(page, "year") == []
    assert "прошлый учебный год" not in page


def test_a_year_without_terms_says_so(empty_school: Path, tmp_path: Path) -> None:
    without = [each for each in past_records() if not isinstance(each, Term)]
    with closing_portal(empty_school, tmp_path, *closing_school(), *without) as opened:
        office = opened.at(MAY)
        page = office.get(f"/control/journals?year={LONG_AGO}")
        assert "в этом году четверти не были заданы" in words(page)
        assert options(page, "year") == ["2024/25", "2026/27"]
        assert table(office, f"?year={LONG_AGO}") == {}


def test_a_mark_that_a_past_year_gets_later_counts_at_once(turned: ClosingOffice) -> None:
    assert table(turned, asked(AUTUMN))["7Б", "Алгебра"][4] == "4"
    turned.portal.put(*marks(SECOND_LESSON, BELOVA, 1))
    assert table(turned, asked(AUTUMN))["7Б", "Алгебра"][4] == "3"


def test_counts_of_both_years_are_kept_side_by_side(turned: ClosingOffice) -> None:
    paths = [f"/control/journals{query}" for query in ("", asked(YEAR), asked(AUTUMN), asked(WINTER))]
    before = [turned.get(path) for path in paths]
    said: list[str] = []
    event.listen(turned.portal.serving, "before_cursor_execute", lambda *each: said.append(str(each[2])))
    assert [turned.get(path) for path in paths] == before
    assert said
    assert not [each for each in said if "FROM mark" in each or "FROM lesson" in each]


def test_a_first_class_has_no_marks_to_lack_in_the_past_either(turned: ClosingOffice) -> None:
    assert table(turned, asked(YEAR))["1А", "Алгебра"][4:7] == ["", "", ""]
    turned.write(Setting("unmarked_grades", NEVER, "0"))
    assert table(turned, asked(YEAR))["1А", "Алгебра"][6] == "1"


def test_a_deputy_head_reads_a_past_year(turned: ClosingOffice) -> None:
    said = deputy_of(turned.portal).said(f"/control/journals?year={PAST}")
    assert "Ведение журналов: 2026/27 учебный год" in said
