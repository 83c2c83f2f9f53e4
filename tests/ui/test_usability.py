"""Thirteen everyday tasks, done by the keys that docs/usability.md names: they do it, in as many as it says."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.services.lesson_page import read_lesson
from app.services.reading import read_page
from app.store.unit import Store
from tests.ui.key_script import Counter, length, play
from tests.ui.shown_school import ALGEBRA, NAMES, TODAY
from ui.desk import Desk
from ui.explanation.sheet import ExplanationSheet
from ui.finals.finals_table import FinalsTable
from ui.journal.marks_table import MarksTable
from ui.login.entering import Opened
from ui.login.profile_acts import ProfileActs
from ui.login.unlock_page import UnlockPage
from ui.main_window import MainWindow
from ui.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "usability.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (\d+) \| (\d+) \|$", re.MULTILINE)
TASK = re.compile(r"^### (\d+)\. (.+?)\n.*?^- «Перемена»: `(.+?)`\n- Calc: `(.+?)`$", re.MULTILINE | re.DOTALL)


STRONG = 2
"""Row of a pupil who has a 4."""


class Task(NamedTuple):
    """A task of the page. ours, calc: how many presses its table says; keys of both as its lines say."""

    name: str
    ours: int
    calc: int
    our_keys: str
    calc_keys: str


def tasks() -> dict[int, Task]:
    text = PAGE.read_text(encoding="utf-8")
    keys = {int(number): (name, ours, calc) for number, name, ours, calc in TASK.findall(text)}
    found = {}
    for number, name, ours, calc in ROW.findall(text):
        named, our_keys, calc_keys = keys[int(number)]
        assert named == name
        found[int(number)] = Task(name, int(ours), int(calc), our_keys, calc_keys)
    return found


TASKS = tasks()


def do(number: int, window: QWidget, app: QApplication) -> int:
    """Do a task by its keys; return how many presses and clicks the window was told."""
    counter = Counter(app)
    play(TASKS[number].our_keys, window, counter)
    return counter.count


@pytest.fixture
def table(window: MainWindow, qtbot: QtBot) -> MarksTable:
    """The lesson that is held now, on the first pupil."""
    window.workspace.open_journal(ALGEBRA)
    found = window.findChild(MarksTable)
    assert found is not None
    qtbot.waitUntil(found.hasFocus)
    found.go((0, next(n for n, each in enumerate(found.marks.page.lessons) if each.day == TODAY)))
    return found


def column(table: MarksTable) -> list[str]:
    caret = table.caret
    assert caret is not None
    return [str(table.model().index(row, caret[1]).data()) for row in range(len(NAMES))]


def test_the_page_tells_of_thirteen_tasks() -> None:
    assert list(TASKS) == list(range(1, 14))


@pytest.mark.parametrize("number", range(1, 14))
def test_the_table_says_how_many_keys_its_lines_have(number: int) -> None:
    task = TASKS[number]
    assert (task.ours, task.calc) == (length(task.our_keys), length(task.calc_keys))
    assert task.ours <= task.calc


def test_1_the_journals_are_opened_by_the_pin(qtbot: QtBot, app: QApplication) -> None:
    page = UnlockPage()
    qtbot.addWidget(page)
    submitted: list[str] = []
    page.submitted.connect(submitted.append)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_profile("Г. А. И.", 0, shut=False, wait_s=0)
    assert do(1, page, app) == TASKS[1].ours
    assert submitted == ["480263"]


def test_2_the_lesson_that_is_held_is_opened(window: MainWindow, app: QApplication, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QListView))
    assert do(2, window, app) == TASKS[2].ours
    assert window.workspace.open_journals == (ALGEBRA,)


def test_3_a_whole_column_is_filled(window: MainWindow, app: QApplication, table: MarksTable) -> None:
    assert do(3, window, app) == TASKS[3].ours
    assert column(table) == ["5"] * 28


def test_4_three_are_absent(window: MainWindow, app: QApplication, table: MarksTable) -> None:
    assert do(4, window, app) == TASKS[4].ours
    assert [row for row, text in enumerate(column(table)) if text] == [3, 10, 19]


def lesson_of(desk: Desk) -> tuple[str, str]:
    lesson = next(each.id for each in desk.page(read_page, ALGEBRA).lessons if each.day == TODAY)
    page = desk.page(read_lesson, lesson)
    assert page is not None
    return page.topic, page.homework


def test_5_the_topic_is_the_plans_next_one(
    window: MainWindow, app: QApplication, table: MarksTable, desk: Desk
) -> None:
    assert do(5, window, app) == TASKS[5].ours
    assert lesson_of(desk)[0]


def test_6_homework_is_set(window: MainWindow, app: QApplication, table: MarksTable, desk: Desk) -> None:
    assert do(6, window, app) == TASKS[6].ours
    assert lesson_of(desk)[1] == "№ 214"


def test_7_a_wrong_mark_is_found_and_corrected(window: MainWindow, app: QApplication, table: MarksTable) -> None:
    row = next(n for n, name in enumerate(NAMES) if name.startswith("Каз"))
    column_of_today = table.caret[1] if table.caret else 0
    table.go((row, column_of_today))
    play("2", window)
    table.go((0, column_of_today))
    assert do(7, window, app) == TASKS[7].ours
    assert column(table)[row] == "4"


@pytest.mark.parametrize(("number", "wanted"), [(8, "За что"), (9, "До «5» нужно")])
def test_8_and_9_the_average_explains_itself_and_says_what_would_make_it_a_5(
    number: int, wanted: str, window: MainWindow, app: QApplication, table: MarksTable
) -> None:
    column_of_today = table.caret[1] if table.caret else 0
    table.go((STRONG, column_of_today))
    assert do(number, window, app) == TASKS[number].ours
    shown = [each for each in window.findChildren(ExplanationSheet) if each.isVisible()]
    assert wanted in shown[0].toPlainText()


def test_10_a_mark_for_everybody_is_undone_at_once(window: MainWindow, app: QApplication, table: MarksTable) -> None:
    assert do(10, window, app) == TASKS[10].ours
    assert column(table) == [""] * 28
    assert len(window.findChildren(MarksTable)) == 1


def test_11_the_terms_marks_are_set_as_proposed(window: MainWindow, app: QApplication, table: MarksTable) -> None:
    assert do(11, window, app) == TASKS[11].ours
    finals = window.findChild(FinalsTable)
    assert finals is not None
    caret = finals.caret
    assert caret is not None
    assert all(str(finals.model().index(row, caret[1]).data()) for row in range(28))


def test_12_the_journal_is_locked(
    window: MainWindow, app: QApplication, table: MarksTable, store: Store, tmp_path: Path
) -> None:
    wanted: list[bool] = []
    acts = ProfileActs(tmp_path, Opened(store, None, complete=True), Settings(tmp_path), Clock(), window)
    window.offer_profile(acts)
    acts.lock_wanted.connect(lambda: wanted.append(True))
    assert do(12, window, app) == TASKS[12].ours
    assert wanted == [True]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The teacher's own folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_13_the_page_is_kept_for_a_printer(
    window: MainWindow, app: QApplication, table: MarksTable, home: Path, qtbot: QtBot
) -> None:
    assert do(13, window, app) == TASKS[13].ours
    qtbot.waitUntil((home / "7Б Алгебра 24.11.2026.pdf").exists)
