"""«Мой класс» by keyboard alone: whole days, reasons, pupils at risk, remarks, and the way into a journal."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.changes import Cell, Changes
from app.domain.periods import final_mark_id
from app.domain.records import NEVER, FinalMark, Record, SchoolClass
from app.domain.regulations import Setting
from app.domain.remarks import ShownRemark
from app.errors import NoAbsencesError, NoLessonsError, NotYoursToWriteError
from app.ids import ClassId
from app.services.class_desk_absences import read_absences
from app.services.reading import read_page
from app.services.remarks import read_remarks_of_class
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.class_school import whole_class
from tests.small_class import (
    ABRAMOV,
    BELOVA,
    CLASS,
    E1_MON,
    ENGLISH_1,
    H_MON,
    H_TUE,
    H_WED,
    HISTORY,
    MONDAY,
    SIGNED,
    TUESDAY,
    VLASOV,
    mark,
    sign,
    small_class,
)
from tests.small_school import ANNA, BORIS
from tests.ui.keyboard import CTRL, SHIFT, pressed, typed
from tests.ui.shown_school import NOW as TODAY_NOW
from tests.ui.test_screens import CONTROLS, SMALL, WIDE, cut, name_of, visible
from ui.class_desk.grid_table import GridTable
from ui.class_desk.remarks_model import AUTHOR, RemarksModel
from ui.class_desk.view import ClassDeskView
from ui.desk import Desk
from ui.journal.marks_table import MarksTable
from ui.journal.view import JournalView
from ui.settings import Settings
from ui.theme import LIGHT

Key = Qt.Key
AROUND = 126
"""Pixels of the window around the page: menu, tabs, the line below."""
ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime(2026, 9, 9, 9, 0, tzinfo=UTC)
ROWS: tuple[Record, ...] = (
    sign(HISTORY, H_MON, ABRAMOV, "о"),
    mark(HISTORY, H_TUE, BELOVA, "4"),
    mark(HISTORY, H_WED, BELOVA, "5"),
    *(mark(HISTORY, lesson, VLASOV, "2") for lesson in (H_MON, H_TUE, H_WED)),
    FinalMark(final_mark_id(HISTORY, ABRAMOV, "t1"), NEVER, HISTORY, ABRAMOV, "t1", "4", "", "", BORIS),
)


@dataclass
class Page:
    """The desk on the screen. opened: journals asked for. refusals: what was refused."""

    view: ClassDeskView
    desk: Desk
    opened: list[tuple[str, str, str]] = field(default_factory=list)
    refusals: list[BaseException] = field(default_factory=list)

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.view.findChild(kind, name)
        assert isinstance(found, QWidget)
        return found

    def label(self, name: str) -> str:
        found = self.find(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text()

    def table(self, name: str) -> GridTable:
        found = self.find(GridTable, name)
        assert isinstance(found, GridTable)
        return found

    def go(self, number: int) -> None:
        """Go to a part of the page by its key."""
        keys = {1: Key.Key_1, 2: Key.Key_2, 3: Key.Key_3, 4: Key.Key_4, 5: Key.Key_5}
        focused = QApplication.focusWidget()
        assert focused is not None
        pressed(focused, keys[number], modifiers=ALT)

    def days(self) -> list[str]:
        """Return Monday's and Tuesday's signs of each pupil as they stand in the journal."""
        page = self.desk.page(read_absences, CLASS, first=MONDAY, last=TUESDAY)
        return [
            "".join(each.absence or "–" for day in (MONDAY, TUESDAY) for each in page.cells[who.id, day].lessons)
            for who in page.pupils
        ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(small_class(*ROWS)))
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> Page:
    desk = Desk(store)
    view = ClassDeskView(desk, LIGHT, lambda: NOW)
    qtbot.addWidget(view)
    shown = Page(view, desk)
    view.journal_wanted.connect(lambda *wanted: shown.opened.append(wanted))
    view.refused.connect(shown.refusals.append)
    view.resize(1000, 560)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(shown.table("class_summary").hasFocus)
    return shown


@pytest.fixture
def absences(page: Page, qtbot: QtBot) -> GridTable:
    """The page of absences with the caret on the first pupil's Monday."""
    page.go(2)
    table = page.table("class_absences")
    qtbot.waitUntil(table.hasFocus)
    table.go((0, 0))
    return table


def shown(table: GridTable, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


def test_the_summary_tells_a_set_mark_from_an_average(page: Page, qtmodeltester: ModelTester) -> None:
    table = page.table("class_summary")
    assert [shown(table, row, 1) for row in range(3)] == ["4", "4,50", "2,00"]
    assert [table.model().index(row, 0).data() for row in range(3)] == ["", "", ""]
    spoken = table.model().index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Белова И, История: ещё не выставлена, средний балл 4,50"
    qtmodeltester.check(table.model())


def test_enter_opens_the_last_mark_of_a_cell(page: Page) -> None:
    table = page.table("class_summary")
    table.go((1, 1))
    pressed(table, Key.Key_Return)
    assert page.opened == [(HISTORY, H_WED, BELOVA)]


def test_another_period_is_chosen_and_stays(page: Page) -> None:
    periods = page.find(QComboBox, "class_period")
    assert isinstance(periods, QComboBox)
    assert periods.currentText() == "I четверть"
    periods.setFocus()
    pressed(periods, Key.Key_Down)
    assert periods.currentText() == "II четверть"
    assert page.table("class_summary").model().columnCount() == 0
    assert page.find(QLabel, "class_empty").isVisible()


def test_who_stands_how_is_told_by_name(page: Page) -> None:
    table = page.table("class_summary")
    pressed(table, Key.Key_F, modifiers=CTRL | SHIFT)
    sheet = page.find(QWidget, "class_names_sheet")
    assert "Абрамов И, Белова И, Власов И" in sheet.toPlainText()  # type: ignore[attr-defined]  # a TextSheet
    pressed(sheet, Key.Key_Escape)
    assert table.hasFocus()


def test_a_letter_fills_the_whole_day_and_tells_what_stayed(page: Page, absences: GridTable) -> None:
    typed(absences, "н")
    assert page.days() == ["он–", "–––", "–––"]
    hint = next(each.text() for each in page.view.findChildren(QLabel, "journal_hint") if each.isVisible())
    assert hint == "1 урок заполнен, 1 уже отмечен учителем"
    assert shown(absences, 0, 0) == "н 1/2"
    page.desk.undo()
    assert page.days() == ["о––", "–––", "–––"]


def test_several_pupils_and_days_are_filled_at_once(page: Page, absences: GridTable) -> None:
    absences.go((1, 0))
    pressed(absences, Key.Key_Down, Key.Key_Right, modifiers=SHIFT)
    typed(absences, "б")
    assert page.days() == ["о––", "ббб", "ббб"]
    assert [shown(absences, row, 0) for row in range(3)] == ["о", "б", "б"]
    pressed(absences, Key.Key_Delete)
    assert page.days() == ["о––", "–––", "–––"]


def test_signs_of_single_lessons_are_left_to_their_teachers(page: Page, absences: GridTable) -> None:
    typed(absences, "ос5")
    assert page.days() == ["о––", "–––", "–––"]
    assert not page.refusals


def test_the_latin_layout_has_the_same_keys(page: Page, absences: GridTable) -> None:
    absences.go((1, 1))
    typed(absences, "e")
    assert page.days()[1] == "––у"


def test_a_day_without_lessons_is_refused_in_words(page: Page, absences: GridTable) -> None:
    absences.go((0, 4))
    typed(absences, "н")
    assert [type(each) for each in page.refusals] == [NoLessonsError]


def test_a_reason_is_given_for_the_chosen_absences_and_taken_back(page: Page, absences: GridTable) -> None:
    absences.go((1, 0))
    typed(absences, "н")
    pressed(absences, Key.Key_F2)
    document = page.find(QLineEdit, "absence_reason_document")
    assert page.label("absence_reason_title") == "Причина для «н»: Белова И, 7 сентября"
    pressed(page.find(QWidget, "absence_reason_ill"), Key.Key_Tab)
    typed(document, "справка № 5")
    pressed(document, Key.Key_Return)
    assert page.days()[1] == "бб–"
    assert absences.hasFocus()
    spoken = absences.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "справка № 5 от 9 сентября" in spoken
    pressed(absences, Key.Key_F2, modifiers=SHIFT)
    assert page.days()[1] == "нн–"


def test_escape_gives_no_reason(page: Page, absences: GridTable) -> None:
    typed(absences, "н")
    pressed(absences, Key.Key_F2)
    pressed(page.find(QLineEdit, "absence_reason_document"), Key.Key_Escape)
    assert page.days()[0] == "он–"
    assert absences.hasFocus()


def test_a_reason_without_an_absence_is_refused(page: Page, absences: GridTable) -> None:
    absences.go((2, 0))
    pressed(absences, Key.Key_F2)
    pressed(page.find(QLineEdit, "absence_reason_document"), Key.Key_Return)
    assert [type(each) for each in page.refusals] == [NoAbsencesError]


def test_enter_opens_the_lesson_of_the_day_with_a_sign(page: Page, absences: GridTable) -> None:
    absences.go((0, 0))
    pressed(absences, Key.Key_Return)
    absences.go((1, 1))
    pressed(absences, Key.Key_Return)
    assert page.opened == [(HISTORY, H_MON, ABRAMOV), (HISTORY, H_TUE, BELOVA)]


def test_weeks_are_turned_and_sums_follow(page: Page, absences: GridTable, qtbot: QtBot) -> None:
    absences.go((1, 0))
    typed(absences, "у")
    assert page.label("class_days") == "7 – 13 сентября"
    first_sum = 5
    assert [shown(absences, 1, first_sum + n) for n in range(6)] == ["2", "", "2", "", "", "1"]
    pressed(absences, Key.Key_Right, modifiers=ALT)
    qtbot.waitUntil(lambda: page.label("class_days") == "14 – 20 сентября")
    assert shown(absences, 1, first_sum) == ""
    summed = page.find(QComboBox, "class_summed")
    assert isinstance(summed, QComboBox)
    summed.setCurrentIndex(1)
    assert shown(absences, 1, first_sum) == "2"
    assert page.label("class_sums").startswith("5А, I четверть: пропущено уроков 2 из 12")


def test_a_month_shows_its_days_with_lessons(page: Page, absences: GridTable) -> None:
    absences.go((2, 1))
    span = page.find(QComboBox, "class_span")
    span.setFocus()
    pressed(span, Key.Key_Down)
    assert page.label("class_days") == "Сентябрь 2026"
    assert absences.caret == (2, 1), "the caret stays on its day"
    pressed(span, Key.Key_Up)
    assert absences.caret == (2, 1)
    pressed(span, Key.Key_Down)
    header = [absences.model().headerData(n, Qt.Orientation.Horizontal) for n in range(absences.model().columnCount())]
    assert header[:3] == ["понедельник, 7 сентября", "вторник, 8 сентября", "среда, 9 сентября"]
    assert len(header) == 3 + 6


def test_pupils_at_risk_have_their_ground_and_their_cell(page: Page, qtbot: QtBot) -> None:
    page.go(3)
    table = page.find(QWidget, "class_risk")
    qtbot.waitUntil(table.hasFocus)
    model = table.model()  # type: ignore[attr-defined]  # a RiskTable
    texts = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert texts == [
        ["Власов И", "История", "Грозит «2»: средний балл 2,00, ниже 2,50"],
        ["", "История", "3 двойки подряд"],
    ]
    pressed(table, Key.Key_Down, Key.Key_Return)
    assert page.opened == [(HISTORY, H_WED, VLASOV)]


def test_the_rules_stand_on_the_page_and_are_kept(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings")
    page.view.keep_in(settings)
    page.go(3)
    qtbot.waitUntil(page.find(QWidget, "class_risk").hasFocus)
    assert "двоек подряд от 3" in page.label("risk_rules")
    pressed(page.find(QWidget, "class_risk"), Key.Key_F2)
    qtbot.waitUntil(page.find(QWidget, "risk_rules_box").isVisible)
    failing, twos = page.find(QDoubleSpinBox, "risk_failing_below"), page.find(QSpinBox, "risk_twos_in_a_row")
    assert isinstance(failing, QDoubleSpinBox)
    assert isinstance(twos, QSpinBox)
    failing.setValue(0)
    twos.setValue(4)
    weak = page.find(QDoubleSpinBox, "risk_weak_below")
    assert isinstance(weak, QDoubleSpinBox)
    weak.setValue(0)
    pressed(page.find(QPushButton, "risk_take"), Key.Key_Return)
    assert page.find(QLabel, "risk_empty").isVisible()
    kept = Settings(tmp_path / "settings").own_risk
    assert kept == {"failing_below": 0, "weak_below": 0, "twos_in_a_row": 4}


def rules_box(page: Page, qtbot: QtBot) -> None:
    """Open the box of the rules."""
    pressed(page.find(QPushButton, "risk_change"), Key.Key_F2)
    qtbot.waitUntil(page.find(QWidget, "risk_rules_box").isVisible)


@pytest.fixture
def stricter(page: Page, store: Store, tmp_path: Path) -> FeedOf:
    """The part of pupils at risk, in a school with rules of its own."""
    page.view.keep_in(Settings(tmp_path / "settings"))
    page.go(3)
    feed = FeedOf(store)
    feed.send(Setting("risk_twos_in_a_row", NEVER, "4"), Setting("risk_not_assessed", NEVER, "0"))
    page.desk.changed.emit(Changes(school=True))
    return feed


def fields_of(page: Page) -> tuple[QSpinBox, QCheckBox]:
    """Return the fields of twos in a row and of «н/а»."""
    twos, check = page.find(QSpinBox, "risk_twos_in_a_row"), page.find(QCheckBox, "risk_not_assessed")
    assert isinstance(twos, QSpinBox)
    assert isinstance(check, QCheckBox)
    return twos, check


def adjust(page: Page, qtbot: QtBot) -> None:
    """Turn the school's rule of twos off and the one of «н/а» on."""
    rules_box(page, qtbot)
    twos, check = fields_of(page)
    twos.setValue(0)
    pressed(check, Key.Key_Space)


@pytest.mark.usefixtures("stricter")
def test_the_rules_begin_from_the_schools(page: Page, qtbot: QtBot) -> None:
    assert "двоек подряд от 4" in page.label("risk_rules")
    assert page.label("risk_rules").endswith("\nВсе правила — как в школе.")
    rules_box(page, qtbot)
    twos, check = fields_of(page)
    assert (twos.value(), check.isChecked()) == (4, False)
    assert page.label("risk_twos_in_a_row_school") == "как в школе"
    adjust(page, qtbot)
    assert page.label("risk_twos_in_a_row_school") == twos.accessibleDescription() == "в школе: 4"
    assert page.label("risk_not_assessed_school") == "в школе: выключено"
    assert page.label("risk_weak_below_school") == "как в школе"


def test_ones_own_rules_are_said_and_the_rest_follows_the_school(
    page: Page, qtbot: QtBot, tmp_path: Path, stricter: FeedOf
) -> None:
    adjust(page, qtbot)
    pressed(page.find(QPushButton, "risk_take"), Key.Key_Return)
    assert page.label("risk_rules").endswith(
        "\nНе как в школе, только на этом компьютере: Двоек подряд — выключено (в школе: 4); "
        "Грозит «н/а» — включено (в школе: выключено)."
    )
    assert Settings(tmp_path / "settings").own_risk == {"twos_in_a_row": 0, "not_assessed": True}
    stricter.send(Setting("risk_weak_below", NEVER, "350"))
    page.desk.changed.emit(Changes(school=True))
    assert "ниже 3,50" in page.label("risk_rules")
    assert "Не как в школе" in page.label("risk_rules")


@pytest.mark.usefixtures("stricter")
def test_as_in_the_school_takes_ones_own_rules_back(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    adjust(page, qtbot)
    pressed(page.find(QPushButton, "risk_take"), Key.Key_Return)
    rules_box(page, qtbot)
    pressed(page.find(QPushButton, "risk_usual"), Key.Key_Space)
    twos, check = fields_of(page)
    assert (twos.value(), check.isChecked()) == (4, False)
    assert page.label("risk_not_assessed_school") == "как в школе"
    pressed(page.find(QPushButton, "risk_take"), Key.Key_Return)
    assert page.label("risk_rules").endswith("\nВсе правила — как в школе.")
    assert Settings(tmp_path / "settings").own_risk == {}


def test_what_the_school_changes_while_the_rules_are_open_is_not_made_ones_own(
    page: Page, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    page.view.keep_in(Settings(tmp_path / "settings"))
    page.go(3)
    rules_box(page, qtbot)
    debts = page.find(QSpinBox, "risk_overdue_debts")
    assert isinstance(debts, QSpinBox)
    debts.setValue(2)
    FeedOf(store).send(Setting("risk_weak_below", NEVER, "350"))
    page.desk.changed.emit(Changes(school=True))
    pressed(page.find(QPushButton, "risk_take"), Key.Key_Return)
    assert "ниже 3,50" in page.label("risk_rules")
    assert Settings(tmp_path / "settings").own_risk == {"overdue_debts": 2}


def test_settings_that_make_no_sense_are_the_schools(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\nrisk_twos_in_a_row=viele\nrisk_weak_below=900\n")
    assert Settings(tmp_path).own_risk == {"weak_below": 500}


def test_a_remark_is_written_for_a_day_and_taken_back(page: Page, qtbot: QtBot) -> None:
    page.go(4)
    text = page.find(QLineEdit, "remark_text")
    assert page.find(QLabel, "remarks_empty").isVisible()
    kind = page.find(QComboBox, "remark_kind")
    kind.setFocus()
    pressed(kind, Key.Key_Down)
    text.setFocus()
    typed(text, "Помог соседу")
    pressed(text, Key.Key_Return)
    (found,) = page.desk.page(read_remarks_of_class, CLASS)
    assert (found.pupil, found.praise, found.text, found.lesson) == (ABRAMOV, True, "Помог соседу", H_WED)
    table = page.find(QWidget, "class_remarks")
    model = table.model()  # type: ignore[attr-defined]  # a RemarksTable
    assert [model.index(0, column).data() for column in range(4)] == [
        "9 сентября, История",
        "Абрамов И",
        "Похвала",
        "Помог соседу",
    ]
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    pressed(table, Key.Key_Delete)
    assert page.desk.page(read_remarks_of_class, CLASS) == ()
    page.desk.undo()
    assert len(page.desk.page(read_remarks_of_class, CLASS)) == 1


def test_a_remark_that_the_family_has_read_says_so_beside_its_author(qapp: QApplication) -> None:
    shown = ShownRemark(
        "r", True, "Помог", HISTORY, H_WED, MONDAY, 1, "История", ABRAMOV, "Абрамов И", "Седов Б.", False
    )
    model = RemarksModel(LIGHT)
    model.show([shown, replace(shown, read="2026-11-24T10:00:00+00:00")])
    authors = [model.index(row, AUTHOR).data() for row in range(2)]
    assert authors[0] == "Седов Б."
    assert authors[1].startswith("Седов Б., ")
    assert authors[1].endswith("24 ноября")


def test_a_part_out_of_sight_is_read_when_it_is_looked_at(page: Page, absences: GridTable, store: Store) -> None:
    page.go(1)
    FeedOf(store).send(sign(ENGLISH_1, E1_MON, ABRAMOV, "н"))
    page.desk.announce(Changes(cells=frozenset({Cell(ENGLISH_1, ABRAMOV, E1_MON)})))
    assert shown(absences, 0, 0) == "о"
    page.go(2)
    assert shown(absences, 0, 0) == "н 1/2"


def test_two_classes_have_a_chooser(page: Page, store: Store, qtbot: QtBot) -> None:
    chooser = page.find(QComboBox, "class_chooser")
    assert isinstance(chooser, QComboBox)
    assert not chooser.isVisible()
    _announce(page, store, SchoolClass(ClassId("6a"), SIGNED, 6, "А", 1, ANNA))
    assert chooser.isVisible()
    chooser.setFocus()
    pressed(chooser, Key.Key_Down)
    assert page.table("class_summary").model().rowCount() == 0
    assert page.find(QLabel, "class_empty").isVisible()


def test_a_class_that_was_given_away_is_said_calmly(page: Page, store: Store) -> None:
    _announce(page, store, SchoolClass(CLASS, SIGNED, 5, "А", 1, BORIS))
    assert page.find(QLabel, "class_none").isVisible()
    assert not page.table("class_summary").isVisible()


def _announce(page: Page, store: Store, record: SchoolClass) -> None:
    FeedOf(store).send(record)
    page.desk.announce(Changes(school=True))


def test_a_journal_of_another_teacher_is_read_and_not_written(page: Page, qtbot: QtBot) -> None:
    view = JournalView(page.desk, HISTORY, LIGHT, now=lambda: NOW)
    qtbot.addWidget(view)
    refusals: list[BaseException] = []
    view.refused.connect(refusals.append)
    view.show_lesson(H_TUE, BELOVA)
    table = view.findChild(MarksTable)
    assert table is not None
    typed(table, "2")
    typed(table, "н")
    pressed(table, Key.Key_Delete)
    assert {type(each) for each in refusals} == {NotYoursToWriteError}
    assert len(refusals) == 3
    cell = page.desk.page(read_page, HISTORY).cells[BELOVA, H_TUE]
    assert ([each.value for each in cell.marks], cell.absence) == (["4"], "")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    a_store(folder, rows=tuple(whole_class())).close()
    return folder


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_every_part_of_a_whole_class_is_named_and_uncut(size: QSize, whole: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Thirty pupils with long names in fifteen subjects."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    opened = a_store(tmp_path)
    view = ClassDeskView(Desk(opened), LIGHT, lambda: TODAY_NOW)
    qtbot.addWidget(view)
    view.resize(size.width(), size.height() - AROUND)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    tabs = view.findChild(QTabBar, "class_tabs")
    assert tabs is not None
    for part in range(tabs.count()):
        tabs.setCurrentIndex(part)
        QApplication.processEvents()
        texts = [each for kind in (QLabel, QAbstractButton) for each in visible(view, kind) if each.property("text")]
        assert [(each.objectName(), each.property("text")) for each in texts if cut(each)] == []
        controls = [each for kind in CONTROLS for each in visible(view, kind)]
        assert controls
        assert [each.objectName() or repr(each) for each in controls if not name_of(each)] == []
    assert view.width() == size.width(), "nothing forces the page to be larger"
    opened.close()
