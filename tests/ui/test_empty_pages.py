"""A class without pupils, a journal without lessons, no timetable: each page says so, and what can be done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTabBar, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Assignment,
    Attendance,
    Enrolment,
    Journal,
    Lesson,
    Mark,
    Membership,
    Record,
    School,
    Teacher,
    Term,
    Work,
)
from app.ids import JournalId
from tests.builders import FeedOf, a_store
from tests.timetable_school import timetable_school
from tests.ui.awkward_school import EMPTY, WITHOUT_LESSONS, awkward_school
from tests.ui.every_screen import SCHOOL_MONDAY, opened
from tests.ui.keyboard import typed
from tests.ui.shown_school import ALGEBRA, GEOMETRY, NOW, TODAY, shown_school
from ui.desks import DESKS
from ui.finals.finals_table import FinalsTable
from ui.journal.marks_table import MarksTable
from ui.main_window import MainWindow
from ui.theme import LIGHT, apply_theme

NOBODY, NO_LESSONS, ANOTHER = "группе пока никого нет", "пока нет уроков", "Выберите выше другой период"
OF_PUPILS = (Membership, Enrolment, Mark, Attendance, Work)


@pytest.fixture
def shown(app: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """The window over a school that lacks something."""
    rows: tuple[Record, ...] = tuple(request.param)
    now = SCHOOL_MONDAY if rows and rows[-1] in tuple(timetable_school()) else NOW
    store = a_store(tmp_path, rows=rows)
    window = opened(app, store, tmp_path, now)
    yield window
    window.close()
    window.deleteLater()
    # what the window has put off must not read a journal that is closed
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    store.close()
    apply_theme(app, LIGHT)


def over(*rows: Record) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("shown", [rows], indirect=True, ids=[""])


def without(*kinds: type[Record]) -> tuple[Record, ...]:
    return tuple(each for each in shown_school() if not isinstance(each, kinds))


def table(window: QWidget, name: str) -> QWidget:
    found = [each for each in window.findChildren(QWidget, name) if each.isVisible()]
    assert len(found) == 1, name
    return found[0]


def said(window: QWidget, name: str) -> str:
    """Return what a table says in place of its cells, empty for nothing; a reader of the screen hears the same."""
    shown = table(window, name)
    note = shown.findChild(QLabel, f"{name}_note")
    assert note is not None
    spoken = QAccessible.queryAccessibleInterface(shown).text(QAccessible.Text.Description)
    if note.isVisible():
        assert spoken == note.text()
        assert note.heightForWidth(note.width()) <= note.height()
    return note.text() if note.isVisible() else ""


def told(window: QWidget, place: int, name: str) -> str:
    """Return what a part of the class's page says in place of its list; the whole sentence is seen."""
    tabs = window.findChild(QTabBar, "class_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(place)
    QApplication.processEvents()
    label = table(window, name)
    assert isinstance(label, QLabel)
    assert label.heightForWidth(label.width()) <= label.height()
    return label.text()


@over(*awkward_school())
def test_a_journal_says_why_it_is_empty_and_what_can_be_done(shown: MainWindow) -> None:
    shown.workspace.open_journal(EMPTY)
    assert NOBODY in said(shown, "journal_table")
    assert "F5" in said(shown, "journal_table")
    shown.workspace.open_journal(WITHOUT_LESSONS)
    assert ANOTHER in said(shown, "journal_table")
    term = next(each for each in shown.findChildren(QComboBox, "journal_term") if each.isVisible())
    term.setCurrentIndex(term.count() - 1)
    term.activated.emit(term.count() - 1)
    assert NO_LESSONS in said(shown, "journal_table")
    shown.workspace.open_journal(ALGEBRA)
    assert said(shown, "journal_table") == ""


@over(*awkward_school())
def test_the_panel_beside_a_journal_without_lessons_is_not_about_another_classs_lesson(shown: MainWindow) -> None:
    shown.workspace.open_journal(ALGEBRA)
    assert table(shown, "lesson_topic").isVisible()
    shown.workspace.open_journal(WITHOUT_LESSONS)
    topics = [each for each in shown.findChildren(QLineEdit, "lesson_topic") if each.isVisible()]
    assert topics == [], "what is typed would be written into the class of another page"
    shown.workspace.open_journal(ALGEBRA)
    assert table(shown, "lesson_topic").isVisible()


@over(*shown_school())
def test_the_panel_is_about_the_journal_that_was_opened_from_the_list(shown: MainWindow) -> None:
    title = shown.findChild(QLabel, "lesson_title")
    assert title is not None
    for journal, words in ((ALGEBRA, "7Б  Алгебра"), (GEOMETRY, "7Б  Геометрия"), (ALGEBRA, "7Б  Алгебра")):
        shown.workspace.open_journal(journal)
        assert title.text() == words


@over(*awkward_school())
def test_the_results_of_a_group_without_pupils_say_so(shown: MainWindow) -> None:
    shown.workspace.open_finals_of(EMPTY)
    assert shown.findChild(FinalsTable) is not None
    assert NOBODY in said(shown, "finals_table")
    shown.workspace.open_finals_of(ALGEBRA)
    assert said(shown, "finals_table") == ""


@over(*without(*OF_PUPILS))
def test_the_pages_of_a_class_without_pupils_say_so(shown: MainWindow) -> None:
    shown.workspace.open_desk(next(each for each in DESKS if each.name == "class_desk"))
    tabs = shown.findChild(QTabBar, "class_tabs")
    assert tabs is not None
    for place, name in ((1, "class_absences"), (4, "class_weeks")):
        tabs.setCurrentIndex(place)
        QApplication.processEvents()
        assert NOBODY in said(shown, name)
    for place, name in ((0, "class_empty"), (2, "risk_empty"), (3, "remarks_empty")):
        assert NOBODY in told(shown, place, name)


@over(*without(Term, Lesson))
def test_the_pages_of_a_class_without_terms_say_so(shown: MainWindow) -> None:
    shown.workspace.open_desk(next(each for each in DESKS if each.name == "class_desk"))
    for place, name in ((0, "class_empty"), (2, "risk_empty")):
        assert "учебные периоды ещё не заданы" in told(shown, place, name)


@over(*without(Lesson, Mark, Attendance, Work))
def test_the_pages_of_a_class_without_lessons_say_what_is_so(shown: MainWindow) -> None:
    shown.workspace.open_desk(next(each for each in DESKS if each.name == "class_desk"))
    assert "уроков нет" in told(shown, 0, "class_empty")
    assert "в зоне риска никого нет" in told(shown, 2, "risk_empty")
    assert told(shown, 3, "remarks_empty") == "Записей пока нет."


@over(*without(Term, Lesson, *OF_PUPILS))
def test_a_class_without_terms_is_counted_in_a_whole_sentence(shown: MainWindow) -> None:
    shown.workspace.open_desk(next(each for each in DESKS if each.name == "class_desk"))
    tabs = shown.findChild(QTabBar, "class_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(2)
    count = shown.findChild(QLabel, "risk_count")
    assert count is not None
    assert count.text() == "В зоне риска: 0 учеников"


@over(*(each for each in shown_school() if isinstance(each, School | Teacher)))
def test_the_day_says_that_there_is_no_timetable_yet(shown: MainWindow) -> None:
    why = shown.findChild(QLabel, "today_why")
    assert why is not None
    assert why.text().startswith("Уроков у вас пока нет.")


@over(*shown_school())
def test_after_the_last_lesson_the_year_is_over(shown: MainWindow) -> None:
    shown.workspace.go(0, TODAY.replace(year=2027, month=6, day=8))
    why = shown.findChild(QLabel, "today_why")
    assert why is not None
    assert why.text().startswith("Учебный год закончен")


@over(*timetable_school())
def test_a_filter_that_meets_no_journal_says_how_to_widen_it(shown: MainWindow, qtbot: QtBot) -> None:
    shown.workspace.open_desk(next(each for each in DESKS if each.name == "deputy_desk"))
    parts = shown.findChild(QTabWidget, "deputy_parts")
    assert parts is not None
    parts.setCurrentIndex(1)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: said(shown, "keeping_table") == "")
    search = table(shown, "keeping_search")
    typed(search, "ъъъ")
    assert "очистите поле поиска" in said(shown, "keeping_table")


@over(*(each for each in timetable_school() if not isinstance(each, Assignment | Journal)))
def test_a_school_without_journals_blames_no_filter(shown: MainWindow, qtbot: QtBot) -> None:
    shown.workspace.open_desk(next(each for each in DESKS if each.name == "deputy_desk"))
    parts = shown.findChild(QTabWidget, "deputy_parts")
    assert parts is not None
    parts.setCurrentIndex(1)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: "журналов пока нет" in said(shown, "keeping_table"))


def test_pupils_and_lessons_that_come_later_take_the_sentence_away(app: QApplication, tmp_path: Path) -> None:
    everything = tuple(shown_school())
    store = a_store(tmp_path, rows=tuple(each for each in everything if not isinstance(each, Membership)))
    window = opened(app, store, tmp_path, NOW)
    window.workspace.open_journal(JournalId(ALGEBRA))
    assert NOBODY in said(window, "journal_table")
    FeedOf(store).send(*(each for each in everything if isinstance(each, Membership)))
    window.workspace.close_tab(2)
    window.workspace.open_journal(ALGEBRA)
    assert said(window, "journal_table") == ""
    marks = table(window, "journal_table")
    assert isinstance(marks, MarksTable)
    assert marks.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) is False
    window.close()
    window.deleteLater()
    store.close()
