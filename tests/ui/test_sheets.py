"""A journal's page on paper: every pupil and every lesson once, whole, with all that tells states apart in black."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from app.domain.attendance import Absence
from app.domain.pages import EMPTY_CELL, JournalPage, ShownCell, ShownDebt, ShownMark, Standing
from app.domain.records import NEVER
from app.errors import UnwritableFileError
from app.ids import MarkId
from app.services.paper_head import read_paper_head
from app.services.reading import read_page
from tests.builders import a_store
from tests.ui.awkward_school import PUPILS, awkward_school
from tests.ui.shown_school import ALGEBRA, BEGINS, ENDS, TODAY
from ui.desk import Desk
from ui.printing.cell_paper import CellPaper
from ui.printing.file_names import DEVICES, FORBIDDEN, file_name
from ui.printing.journal_sheets import Around, JournalSheets
from ui.printing.legend import signs_of
from ui.printing.parting import evenly, parted
from ui.printing.press import save_pdf
from ui.printing.sheet import MARGIN, SHEET, paper_font, write_whole

AROUND = Around("7Б Алгебра", ("II четверть", "Школа № 12"), "Напечатано 24 ноября 2026", "Верно на 24 ноября")


@pytest.fixture
def page(desk: Desk) -> JournalPage:
    """The whole year of 7Б."""
    return desk.page(read_page, ALGEBRA)


def sheets_of(page: JournalPage) -> JournalSheets:
    return JournalSheets(page, AROUND, TODAY)


def picture(sheets: JournalSheets, number: int = 0) -> QImage:
    """Return a sheet as it is drawn, a pixel for each tenth of a millimetre."""
    image = QImage(SHEET.toSize(), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    sheets.draw(painter, number)
    painter.end()
    return image


def with_cell(page: JournalPage, cell: ShownCell, row: int = 0, column: int = 0) -> JournalPage:
    return page.with_cells({(page.pupils[row].id, page.lessons[column].id): cell})


def a_mark(value: str = "4", **facts: object) -> ShownMark:
    return ShownMark(MarkId(f"m{value}{facts}"), NEVER, value, None, 1, **{"comment": "", **facts})  # type: ignore[arg-type]


@given(sizes=st.lists(st.floats(1, 90), max_size=80), room=st.floats(50, 300))
def test_every_column_is_on_one_sheet_whole_and_in_its_order(sizes: list[float], room: float) -> None:
    parts = parted(sizes, room)
    assert [place for part in parts for place in part] == list(range(len(sizes)))
    assert all(len(part) == 1 or sum(sizes[place] for place in part) <= room for part in parts)


@given(count=st.integers(0, 200), most=st.integers(1, 60))
def test_rows_are_parted_evenly_and_none_is_left_out(count: int, most: int) -> None:
    parts = evenly(count, most)
    assert [place for part in parts for place in part] == list(range(count))
    assert max(map(len, parts)) <= most
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_years_page_is_parted_among_sheets_that_hold_every_cell_once(page: JournalPage) -> None:
    sheets = sheets_of(page)
    places = [(row, column) for part in sheets.parts for row in part.rows for column in part.columns]
    assert len(sheets.parts) > 2
    assert sorted(places) == [(row, column) for row in range(28) for column in range(len(page.lessons))]
    assert len(sheets.told) == len(sheets.parts)
    assert sheets.told[0].startswith("ученики 1–28, уроки с 1 сентября")


def test_forty_five_pupils_with_names_of_a_hundred_letters_get_more_sheets_and_nothing_leaves_the_paper(
    tmp_path: Path,
) -> None:
    store = a_store(tmp_path, rows=tuple(awkward_school()))
    sheets = sheets_of(Desk(store).page(read_page, ALGEBRA))
    store.close()
    assert {len(part.rows) for part in sheets.parts} == {PUPILS // 2, PUPILS - PUPILS // 2}
    image = picture(sheets, len(sheets.parts) - 1)
    edge = int(MARGIN) - 4
    rim = [image.pixelColor(x, y).value() for x in range(image.width()) for y in (edge, image.height() - edge)]
    rim += [image.pixelColor(x, y).value() for y in range(image.height()) for x in (edge, image.width() - edge)]
    assert set(rim) == {255}


def test_a_cell_of_twenty_marks_widens_its_column_up_to_the_paper_and_no_further(page: JournalPage) -> None:
    usual = sheets_of(page)
    many = sheets_of(with_cell(page, ShownCell(tuple(a_mark(str(2 + n % 4), comment=str(n)) for n in range(20)))))
    absurd = sheets_of(with_cell(page, ShownCell(tuple(a_mark("5", comment=str(n)) for n in range(200)))))
    assert len(many.parts[0].columns) < len(usual.parts[0].columns)
    assert len(absurd.parts[0].columns) == 1
    image = picture(absurd)
    assert {image.pixelColor(image.width() - int(MARGIN) + 4, y).value() for y in range(image.height())} == {255}


STATES = (
    ShownCell((a_mark(),)),
    ShownCell((a_mark(standing=Standing.WAITING),)),
    ShownCell((a_mark(standing=Standing.HELD),)),
    ShownCell((a_mark(standing=Standing.REFUSED),)),
    ShownCell((a_mark(standing=Standing.CONFLICT),)),
    ShownCell((a_mark(retaken=True),)),
    ShownCell((a_mark(comment="Хорошо"),)),
    ShownCell((a_mark(comment="Спросить", comment_private=True),)),
    ShownCell((a_mark(),), Absence.LATE, 15),
    ShownCell(debts=(ShownDebt(None, TODAY + timedelta(9)),)),
    ShownCell(debts=(ShownDebt(None, TODAY - timedelta(9)),)),
    EMPTY_CELL,
)


def test_each_state_of_a_cell_is_told_by_its_form(page: JournalPage) -> None:
    paper, drawn = CellPaper(page, TODAY), []
    for cell in STATES:
        image = QImage(160, 60, QImage.Format.Format_Mono)
        image.fill(1)
        painter = QPainter(image)
        paper.draw(painter, QRectF(0, 0, 158, 58), cell)
        painter.end()
        drawn.append(bytes(image.constBits()))
    assert len(set(drawn)) == len(STATES)


def test_who_was_not_in_the_group_is_hatched_and_who_is_released_is_said_to_be(page: JournalPage) -> None:
    who, days = page.pupils[0].id, [each.day for each in page.lessons]
    bare = replace(page, cells={}, members={}, released={})
    short, long = ((days[3], days[5]),), ((days[3], days[6]),)
    # both have the same legend: what differs is one cell
    hatched = [picture(sheets_of(replace(bare, members={who: each}))) for each in (short, long)]
    assert hatched[0] != hatched[1]
    released = [picture(sheets_of(replace(bare, released={who: each}))) for each in (short, long)]
    assert released[0] != released[1]


def texts(page: JournalPage) -> list[str]:
    return [each.text for each in signs_of(page, CellPaper(page, TODAY), outside=False)]


def test_the_legend_explains_what_stands_on_the_page_and_nothing_else(page: JournalPage) -> None:
    bare = replace(page, cells={}, lessons=page.lessons[:1])
    assert texts(bare) == []
    assert texts(with_cell(bare, ShownCell(absence=Absence.ILL))) == ["б — болеет"]
    assert texts(with_cell(bare, ShownCell((a_mark(standing=Standing.HELD),)))) == ["на решении завуча"]
    assert "К — Контрольная работа, вес 4" in texts(replace(page, cells={}))


def test_averages_are_left_out_where_a_class_has_no_marks(page: JournalPage) -> None:
    bare = replace(page, cells={}, averages={})
    assert sheets_of(replace(bare, is_unmarked=True)).parts[0].columns.stop > sheets_of(bare).parts[0].columns.stop


@given(text=st.text("абвгд- ", min_size=1, max_size=130))
@example(text="Константинопольская-" * 6)
@example(text="а" * 130)
def test_a_text_of_any_length_is_written_inside_its_area(text: str) -> None:
    area, image = QRectF(40, 40, 620, 42), QImage(700, 120, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    write_whole(painter, area, text, paper_font(8.5))
    fitted = QFontMetricsF(QFont(painter.font()))
    painter.end()
    needed = fitted.boundingRect(area, Qt.TextFlag.TextWrapAnywhere, text)
    assert needed.height() <= area.height(), "what is beside the area would be cut"


def test_the_head_names_the_school_and_whoever_had_the_journal_in_the_period(desk: Desk) -> None:
    head = desk.page(read_paper_head, ALGEBRA, first=BEGINS, last=ENDS)
    assert (head.school, head.teachers) == ("Школа № 12", ("Морозова Е. В.",))
    before = desk.page(read_paper_head, ALGEBRA, first=date(2026, 6, 1), last=date(2026, 6, 30))
    assert before.teachers == ()


@pytest.mark.parametrize("title", ["7Б · англ. 1 Английский язык", "10А, 10Б · Право", "Алгебра/геометрия", "a\\b:c*?"])
def test_a_proposed_name_is_of_a_file_and_not_of_a_path(title: str) -> None:
    name = file_name(title, ".pdf")
    assert Path(name).name == name
    assert not FORBIDDEN & set(name)
    assert name.endswith(".pdf")


@given(title=st.text(max_size=300))
def test_every_system_takes_a_proposed_name(title: str) -> None:
    name = file_name(title, ".pdf")
    stem = name.removesuffix(".pdf")
    assert stem == stem.strip(" .") != ""
    assert len(name.encode()) <= 255
    assert stem.partition(".")[0].strip().casefold() not in DEVICES
    assert all(letter.isprintable() for letter in name)


def test_names_that_are_devices_or_climb_up_are_made_harmless() -> None:
    assert file_name("CON", ".pdf") == "_CON.pdf"
    assert file_name("nul.7Б", ".pdf") == "_nul.7Б.pdf"
    assert file_name("../../etc/passwd", ".pdf") == "-..-etc-passwd.pdf"
    assert file_name("..", ".pdf") == "_.pdf"
    assert file_name("7Б\u202eАлгебра\n", ".pdf") == "7БАлгебра.pdf"


def test_a_pdf_has_a_page_of_a4_across_for_each_sheet(page: JournalPage, tmp_path: Path) -> None:
    sheets = sheets_of(page)
    told: list[int] = []

    def hear(done: int) -> bool:
        told.append(done)
        return True

    assert save_pdf(sheets, tmp_path / "page.pdf", hear)
    written = (tmp_path / "page.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == len(sheets.parts)
    assert written.count(b"/MediaBox [0 0 842.000000 595.000000]") == len(sheets.parts)
    assert told == list(range(1, len(sheets.parts) + 1))


def test_what_is_stopped_or_cannot_be_written_leaves_the_old_file_as_it_was(page: JournalPage, tmp_path: Path) -> None:
    target, stop = tmp_path / "page.pdf", threading.Event()
    target.write_bytes(b"old")
    stop.set()
    assert not save_pdf(sheets_of(page), target, lambda _: not stop.is_set())
    with pytest.raises(UnwritableFileError):
        save_pdf(sheets_of(page), tmp_path / "no folder" / "page.pdf", lambda _: True)
    blocked = tmp_path / "a folder.pdf"
    (blocked / "inside").mkdir(parents=True)
    with pytest.raises(UnwritableFileError):
        save_pdf(sheets_of(page), blocked, lambda _: True)
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".new"] == []
