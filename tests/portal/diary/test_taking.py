"""«Скачать данные»: all that the diary says of the child in a year, nothing of anybody else, harmless, and told of."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from msgspec.structs import replace

from app.domain.attendance import attendance_id
from app.domain.classroom import CarriedMark, Release, Remark
from app.domain.earlier_marks import NOT_GIVEN, EarlierMark
from app.domain.records import (
    NEVER,
    Attendance,
    FinalMark,
    Journal,
    Lesson,
    Mark,
    Pupil,
    Record,
    Subject,
    Work,
)
from app.ids import JournalId, LessonId, MarkId, ProposalId, PupilId, SubjectId, WorkId
from portal.diary.forms import form_token
from portal.rights import Role
from tests.excuse_proposals import a_proposal
from tests.portal.conftest import Portal
from tests.portal.diary.reader import a_reader
from tests.portal.diary.test_readers import a_parent, lines, without_times
from tests.portal.entrance.people import Browser
from tests.portal.office.control_office import ControlOffice
from tests.portal.office.people_office import words
from tests.portal.portal_school import CONTROL, STRANGERS
from tests.small_school import ALGEBRA, ANNA, BEGINS, GROUP, LESSONS, PUPILS, WHOLE_YEAR

CHILD, NEIGHBOUR = PUPILS[0], PUPILS[1]
HOSTILE = '=HYPERLINK("http://evil.example";"Нажми")'
FOREIGN = "Чужое"
"""Stands in all that is not for the family of the child."""

PAST = JournalId("past-algebra")


def taken(browser: Browser, home: str, year: str = "2026", **fields: str) -> httpx.Response:
    """Press «Скачать»."""
    token = {"token": form_token(home.removeprefix("/diary/")), "year": year, **fields}
    kept = "; ".join(f"{name}={value}" for name, value in browser.cookies.items() if value)
    return browser.portal.client.post(f"{home}/data", data=token, headers={"Cookie": kept}, follow_redirects=False)


def tables(answer: httpx.Response) -> dict[str, list[list[str]]]:
    """Return the tables of the file by their names."""
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        texts = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    return {
        name.removesuffix(".csv"): list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
        for name, text in texts.items()
        if name.endswith(".csv")
    }


def a_mark(lesson: LessonId, pupil: PupilId, value: str, **more: object) -> Mark:
    key = MarkId(f"{lesson}-{pupil}-{value}-{len(more)}")
    return Mark(key, NEVER, ALGEBRA, lesson, pupil, None, value, ANNA, **more)  # type: ignore[arg-type]


def written() -> Iterator[Record]:
    """Yield what is written of the child, and around it."""
    at = (ALGEBRA, LESSONS[0])
    yield Work(WorkId("control-1"), NEVER, *at, CONTROL, "Степени", 4)
    first = Mark(MarkId("mark-1"), NEVER, *at, CHILD, WorkId("control-1"), "2", ANNA, comment=HOSTILE)
    yield first
    yield Mark(MarkId("mark-2"), NEVER, *at, CHILD, WorkId("control-1"), "5", ANNA, retakes=first.id)
    yield a_mark(LESSONS[1], CHILD, "4", comment=FOREIGN, comment_private=True)
    yield a_mark(LESSONS[1], CHILD, "3", annulled=True, comment=FOREIGN, reason=FOREIGN)
    yield a_mark(LESSONS[1], NEIGHBOUR, "2", comment=FOREIGN)
    yield CarriedMark("extract", NEVER, ALGEBRA, CHILD, BEGINS, "5", 2, "Диктант", "Школа № 2", MarkId(""))
    yield CarriedMark("copy", NEVER, ALGEBRA, CHILD, BEGINS, "5", 2, FOREIGN, "7А", MarkId("there"))
    for n, (code, excuse) in enumerate((("б", "б"), ("н", ""), ("", ""), ("о", "")), 2):
        key = attendance_id(LESSONS[n], CHILD)
        minutes, paper = (7 if code == "о" else 0), (("справка № 5", date(2026, 9, 7)) if excuse else ("", None))
        yield Attendance(key, NEVER, ALGEBRA, LESSONS[n], CHILD, code, minutes, ANNA, False, excuse, *paper)
    other = attendance_id(LESSONS[2], NEIGHBOUR)
    yield Attendance(other, NEVER, ALGEBRA, LESSONS[2], NEIGHBOUR, "б", 0, ANNA, excuse="б", document=FOREIGN)
    yield Release("release", NEVER, CHILD, "algebra", date(2026, 9, 4), date(2026, 9, 4), "7-о")
    yield FinalMark("final", NEVER, ALGEBRA, CHILD, WHOLE_YEAR, "4", "4.36", FOREIGN, ANNA)
    yield FinalMark("year", NEVER, ALGEBRA, CHILD, "year", "н/а", "", "", ANNA)
    yield FinalMark("others", NEVER, ALGEBRA, NEIGHBOUR, "year", "5", "", FOREIGN, ANNA)
    for key, pupil, text, annulled in (("r1", CHILD, "-5 минут", False), ("r2", CHILD, FOREIGN, True)):
        yield Remark(key, NEVER, *at, pupil, praise=False, text=text, author=ANNA, annulled=annulled)
    yield Remark("r3", NEVER, *at, NEIGHBOUR, praise=True, text=FOREIGN, author=ANNA)


def test_all_that_the_diary_says_of_the_child_and_nothing_of_others(portal: Portal) -> None:
    of_neighbour = replace(a_proposal("other", NEIGHBOUR), document=FOREIGN)
    portal.put(*written(), replace(a_proposal(), decision="declined", answer="'=1"), of_neighbour)
    mother, home = a_parent(portal, "mama")
    answer = taken(mother, home)
    found = tables(answer)
    assert [row[4:] for row in found["otmetki"][1:]] == [
        ["Контрольная работа «Степени»", "4", "2", "пересдана", f"'{HOSTILE}"],
        ["Контрольная работа «Степени»", "4", "5", "пересдача", ""],
        ["Ответ на уроке", "", "4", "", ""],
        ["Диктант", "2", "5", "из другой школы: Школа № 2", ""],
    ]
    assert [row[0] for row in found["otmetki"][1:]] == ["01.09.2026", "01.09.2026", "02.09.2026", "01.09.2026"]
    assert [row[4:] for row in found["propuski"][1:]] == [
        ["Болел(а)", "болезнь", "справка № 5", "07.09.2026"],
        ["Освобождён(а)", "", "", ""],
        ["Опоздал(а) на 7 мин", "", "", ""],
    ]
    assert [row[2:] for row in found["itogi"][1:]] == [["Учебный год", "4", ""], ["Год", "н/а", "не аттестован(а)"]]
    assert [row[2:] for row in found["soobshcheniya"][1:]] == [
        ["болезнь, справка № 5 от 14.09.2026", "Иванова Мария Петровна, мама", "не принято: '=1"],
    ]
    assert [row[4:] for row in found["zamechaniya"][1:]] == [["замечание", "'-5 минут"]]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        every = "".join(packed.read(name).decode() for name in packed.namelist())
    assert FOREIGN not in every
    assert "Фамилия00 Имя" in every
    assert "Фамилия01" not in every
    assert answer.headers["content-disposition"] == 'attachment; filename="dnevnik-2026.zip"'


def a_past_year() -> Iterator[Record]:
    """Yield a journal of the past year with a mark in it."""
    yield Subject(SubjectId("old"), NEVER, "Природоведение", "Прир")
    yield Journal(PAST, NEVER, GROUP, SubjectId("old"), 2025, 2)
    yield Lesson(LessonId("past-lesson"), NEVER, PAST, date(2025, 9, 3), 1, "")
    yield Mark(MarkId("past"), NEVER, PAST, LessonId("past-lesson"), CHILD, None, "3", ANNA)


def test_each_year_has_a_file_of_its_own_and_no_other_year_is_there(portal: Portal) -> None:
    earlier = replace(a_proposal(), first=date(2026, 6, 1))
    portal.put(*written(), *a_past_year(), replace(earlier, id=ProposalId("earlier")), a_proposal())
    portal.put(a_proposal("other", NEIGHBOUR))
    mother, home = a_parent(portal, "mama")
    page = mother.get(f"{home}/data").text
    assert page.count("<option") == 2
    assert page.index("2026/2027") < page.index("2025/2026")
    past = tables(taken(mother, home, "2025"))
    assert [row[2:7] for row in past["otmetki"][1:]] == [["Природоведение", "7Б", "Ответ на уроке", "", "3"]]
    assert [len(rows) for rows in past.values()] == [2, 1, 1, 1, 2]
    assert [row[0] for row in past["soobshcheniya"][1:]] == ["01.06.2026"]
    unknown = portal.client.get("/diary/unknown").text
    for year in ("2024", "", "x", "²", "9" * 30):
        refused = taken(mother, home, year)
        assert (refused.status_code, refused.text) == (404, unknown)


def test_an_eleventh_class_takes_its_marks_of_the_tenth_along(portal: Portal) -> None:
    marks = (("1", "3"), ("2", NOT_GIVEN), ("year", "н/а"), ("3", ""))
    rows = [
        EarlierMark(f"{who}-{period}", NEVER, who, SubjectId("algebra"), 2025, period, value, source)
        for who, source in ((CHILD, "-10Б"), (NEIGHBOUR, FOREIGN))
        for period, value in marks
    ]
    portal.put(*written(), *a_past_year(), *rows)
    mother, home = a_parent(portal, "mama")
    assert tables(taken(mother, home))["desyatyy-klass"][1:] == [
        ["Алгебра", "1-й период", "3", "", "'-10Б"],
        ["Алгебра", "2-й период", "–", "предмет не изучался", "'-10Б"],
        ["Алгебра", "Год", "н/а", "не аттестован(а)", "'-10Б"],
    ]
    assert "desyatyy-klass" not in tables(taken(mother, home, "2025"))


def test_who_may_not_take_it_hears_what_is_said_of_no_page(portal: Portal) -> None:
    """A link that is nobody's own, another family and a pupil of thirteen; the page of more does not offer it."""
    _, home = a_parent(portal, "mama")
    stranger, _ = a_parent(portal, "stranger", STRANGERS[0])
    pupil, own = a_parent(portal, "pupil", role=Role.PUPIL)
    link, unknown = a_reader(portal, CHILD), portal.client.get("/diary/unknown").text
    refused = [
        link.get("/data"),
        link.send("/data", {"year": "2026"}),
        stranger.get(f"{home}/data"),
        taken(stranger, home),
        pupil.get(f"{own}/data"),
        taken(pupil, own),
    ]
    assert {(each.status_code, each.text) for each in refused} == {(404, unknown)}
    for more in (link.get("/more").text, pupil.get(f"{own}/more").text):
        assert "Скачать данные" not in more


def test_a_pupil_of_eighteen_takes_it(portal: Portal) -> None:
    portal.put(Pupil(CHILD, NEVER, "Фамилия00", "Имя", "", date(2008, 9, 21), "m"), *written())
    pupil, home = a_parent(portal, "pupil", role=Role.PUPIL)
    assert f'href="{home}/data"' in pupil.get(f"{home}/more").text
    assert len(tables(taken(pupil, home))["otmetki"]) == 5


def test_each_file_is_told_of_and_a_refused_one_is_not(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    father, others = a_parent(portal, "papa")
    assert taken(mother, home, token="0" * 64).status_code == 403
    assert taken(mother, home, "2024").status_code == 404
    assert [taken(mother, home).status_code for _ in range(2)] == [200, 200]
    said = [who for who, what in without_times(lines(father, others)) if what == "данные скачаны файлом"]
    assert said == ["родитель", "родитель"]
    assert ("вы", "данные скачаны файлом") in without_times(lines(mother, home))
    events = words(ControlOffice(portal, teacher="").get("/control/events"))
    assert events.count("данные ученика скачаны семьёй: Фамилия00 Имя") == 2


def test_files_are_not_made_without_end(portal: Portal) -> None:
    mother, home = a_parent(portal, "mama")
    father, others = a_parent(portal, "papa")
    statuses = [taken(mother, home).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [503]
    assert taken(father, others).status_code == 200
    assert len(lines(mother, home)) == 12


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_reckon_with_stays_text(portal: Portal, text: str) -> None:
    portal.put(a_mark(LESSONS[1], CHILD, "4", comment=text))
    mother, home = a_parent(portal, "mama")
    assert tables(taken(mother, home))["otmetki"][1][-1] == f"'{text}"
