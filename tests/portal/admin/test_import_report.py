"""What the school's office reads after an import: Russian, with addresses and a way out."""

from pathlib import Path

import pytest

from app.domain.attendance import Absence
from app.errors import FileError, MissingColumnError, UnreadableFileError
from app.files.guard import Why
from app.files.refusals import Reason, RefusedRow
from portal.admin.import_marks import CODES
from portal.admin.import_report import KINDS, ImportReport, refusal, render
from portal.admin.import_tables import NEEDED
from tests.portal.admin.school_files import LISTS, take_alone

DOCUMENT = Path(__file__).parents[3] / "docs" / "import.md"
WRONG_MARK = RefusedRow("Журнал 7Б.xlsx", "Алгебра", 12, "F", Reason.BAD_MARK, "5-")


def a_report(*refused: RefusedRow) -> ImportReport:
    return ImportReport(("Журнал 7Б.xlsx",), {"pupil": 25, "mark": 310}, 300, 35, refused)


def test_the_report_says_what_went_in_and_what_did_not() -> None:
    assert render(a_report(WRONG_MARK)).splitlines() == [
        "Файлов прочитано: 1",
        "  ученики: 25",
        "  отметки: 310",
        "Записано: 300, без изменений: 35",
        "Не принято: 1",
        "  Журнал 7Б.xlsx, лист «Алгебра», ячейка F12: такой отметки или знака нет — «5-»",
    ]


def test_a_long_list_ends_in_sums() -> None:
    lines = render(a_report(*[WRONG_MARK] * 260)).splitlines()
    assert lines[-2:] == ["  … и ещё 60, по причинам:", "    такой отметки или знака нет: 60"]
    assert len(lines) < 220


def test_hidden_characters_are_shown_not_obeyed() -> None:
    text = render(a_report(RefusedRow("a.csv", "", 2, "A", Reason.STRANGE, "Орлова\u202e\x1b[2J")))
    assert text.endswith("ячейка A2: скрытые или управляющие знаки — «Орлова\\u202e\\u001b[2J»")


def test_every_kind_that_can_go_in_has_a_russian_name() -> None:
    assert set(take_alone(*LISTS.values()).books.counts()) <= set(KINDS)


@pytest.mark.parametrize("why", Why)
def test_every_fault_of_a_file_is_a_russian_sentence_with_a_way_out(why: Why) -> None:
    said = refusal(UnreadableFileError("Список.xlsx", why, "12"))
    assert said.startswith("Файл «Список.xlsx»: ")
    assert said.endswith(". Ничего не записано.")
    assert why.value not in said
    assert said.count(".") > 2
    assert "{" not in said


def test_a_missing_column_is_named() -> None:
    assert "нет графы «Логин»" in refusal(MissingColumnError("Учителя.xlsx", "логин"))


def test_any_other_fault_still_says_that_nothing_was_written() -> None:
    assert refusal(FileError()).endswith("Ничего не записано.")


def test_the_office_can_read_which_columns_each_table_needs() -> None:
    text = DOCUMENT.read_text(encoding="utf-8").lower()
    assert [heading for needed in NEEDED.values() for heading in needed if heading not in text] == []


def test_the_office_can_read_which_signs_a_cell_takes() -> None:
    text = DOCUMENT.read_text(encoding="utf-8").lower()
    assert [sign for sign in (*CODES, *filter(None, Absence)) if sign not in text] == []
