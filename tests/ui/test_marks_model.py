"""The page as a table: well-formed, told in the smallest pieces, readable without eyes."""

from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.attendance import Absence
from app.domain.pages import JournalPage, LessonColumn, PupilRow, ShownCell, ShownMark, ShownWork
from app.ids import JournalId, LessonId, MarkId, OperationId, PupilId, WorkId, WorkTypeId
from tests.ui.shown_school import TODAY
from ui.journal.marks_model import MarksModel
from ui.journal.wording import selection_text

MARIA, PYOTR = PupilId("maria"), PupilId("pyotr")
TUESDAY, FRIDAY = LessonId("tuesday"), LessonId("friday")
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def a_mark(value: str, comment: str = "", weight: int = 1) -> ShownMark:
    return ShownMark(MarkId(value), OperationId("t"), value, WorkId("w") if weight > 1 else None, weight, comment)


def a_lesson(lesson: LessonId, number: int, *, cancelled: bool = False) -> LessonColumn:
    work = ShownWork(WorkId("w"), OperationId("t"), WorkTypeId("control"), "", "Контрольная работа", "К", 4, "#b3261e")
    return LessonColumn(lesson, TODAY, number, cancelled, "Степени", "№ 5", (work,))


def a_page(*lessons: LessonId) -> JournalPage:
    pupils = (PupilRow(MARIA, "Иванова", "Мария", "Олеговна"), PupilRow(PYOTR, "Ёлкин", "Пётр", ""))
    cells = {(MARIA, TUESDAY): ShownCell((a_mark("5"),), Absence.ABSENT)}
    columns = tuple(a_lesson(lesson, number) for number, lesson in enumerate(lessons or (TUESDAY, FRIDAY), 2))
    return JournalPage(JournalId("j"), "7Б", "Алгебра", pupils, columns, cells, {MARIA: Decimal("4.36")})


def test_the_model_is_well_formed(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(MarksModel(a_page()), force_py=True)


def test_a_cell_reads_as_a_sentence() -> None:
    model = MarksModel(a_page())
    assert model.index(0, 0).data(SPOKEN) == "Иванова Мария, 24 ноября, урок 2: 5, отсутствует"
    assert model.index(1, 1).data(SPOKEN) == "Ёлкин Пётр, 24 ноября, урок 3: пусто"


def test_headers_read_as_sentences() -> None:
    model = MarksModel(a_page())
    assert model.headerData(0, DOWN, SPOKEN) == "Иванова Мария, средний балл 4,36"
    assert model.headerData(1, DOWN, SPOKEN) == "Ёлкин Пётр"
    assert model.headerData(0, ACROSS, SPOKEN) == "24 ноября, урок 2, Контрольная работа, Степени"


def test_the_tooltip_tells_work_weight_and_comment() -> None:
    model = MarksModel(a_page())
    model.show_cells({(PYOTR, TUESDAY): ShownCell((a_mark("4", "Молодец", weight=4),))})
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "4 (Контрольная работа, вес 4) · Молодец"


def test_only_the_smallest_rectangle_is_told(qtbot: QtBot) -> None:
    model = MarksModel(a_page())
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_cells({(PYOTR, FRIDAY): ShownCell((a_mark("3"),))})
    first, last = told.args[0], told.args[1]
    assert (first.row(), first.column(), last.row(), last.column()) == (1, 1, 1, 1)
    assert model.index(1, 1).data() == "3"


def test_the_average_of_the_row_is_computed_anew() -> None:
    model = MarksModel(a_page())
    model.show_cells({(MARIA, FRIDAY): ShownCell((a_mark("2", weight=2),))})
    assert model.headerData(0, DOWN) == "Иванова Мария 3,00"


def test_a_cell_of_another_page_changes_nothing(qtbot: QtBot) -> None:
    model = MarksModel(a_page(TUESDAY))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_cells({(MARIA, FRIDAY): ShownCell((a_mark("2"),))})
    assert model.headerData(0, DOWN) == "Иванова Мария 4,36"


def test_the_same_shape_is_no_reset_and_another_is(qtbot: QtBot) -> None:
    model = MarksModel(a_page())
    with qtbot.assertNotEmitted(model.modelReset):
        assert not model.show_page(a_page())
    with qtbot.waitSignal(model.modelReset):
        assert model.show_page(a_page(TUESDAY))
    assert model.columnCount() == 1


def test_a_pupil_is_found_by_the_first_letters_of_surname_or_name() -> None:
    model = MarksModel(a_page())
    assert [model.row_named(text) for text in ("ива", "елк", "Ёл", "пет", "мар", "ванова", "", "щ")] == [
        0,
        1,
        1,
        1,
        0,
        None,
        None,
        None,
    ]


def test_the_selection_tells_count_average_and_distribution() -> None:
    page = a_page().with_cells({(PYOTR, TUESDAY): ShownCell((a_mark("4"), a_mark("5")))})
    assert selection_text(page, [(0, 0), (1, 0), (1, 1)]) == "3 отметки   ·   средний 4,67   ·   5 — 2,  4 — 1"
    assert selection_text(page, [(1, 1)]) == "Отметки не выбраны"


def test_the_tooltip_tells_what_came_late_and_what_was_re_taken() -> None:
    model = MarksModel(a_page())
    late, old = replace(a_mark("4"), late=True), replace(a_mark("2"), retaken=True)
    model.show_cells({(PYOTR, TUESDAY): ShownCell((old, late))})
    first, second = str(model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)).split("\n")
    assert first == "2 (ответ на уроке, вес 1) · пересдано: вместо неё стоит другая отметка"
    assert second == "4 (ответ на уроке, вес 1) · выставлено после срока"
