"""The file of a pupil's data of a school year: tables that a spreadsheet opens, and a page that says what they are."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.domain.attendance import Absence
from app.domain.calendar_rules import year_span
from app.domain.earlier_marks import NOT_GIVEN
from portal.diary.proposal_wording import STATES, reason_words
from portal.diary.proposing import read_proposals
from portal.diary.released import read_releases
from portal.diary.taking_rows import (
    AnyRow,
    absence_rows,
    carried_rows,
    final_rows,
    mark_rows,
    remark_rows,
    tenth_rows,
)
from portal.diary.term_wording import PERIODS, final_words
from portal.diary.weeks import DiaryOwner, DiaryWork
from portal.diary.wording import absence_words, work_words
from portal.spreadsheets import table_text

MADE = (1980, 1, 1, 0, 0, 0)
"""When every part claims to be made: the same data give the same file."""

REASONS = {Absence.ILL.value: "болезнь", Absence.EXCUSED.value: "уважительная причина"}
LESSON_HEADINGS = ("Дата", "Урок", "Предмет", "Класс")
MARKS = (*LESSON_HEADINGS, "За что", "Вес", "Отметка", "Что с ней", "Слово учителя")
ABSENCES = (*LESSON_HEADINGS, "Что отмечено", "Причина", "Документ", "Дата документа")
FINALS = ("Предмет", "Класс", "Период", "Отметка", "Что значит")
REMARKS = (*LESSON_HEADINGS, "Что", "Текст")
TENTH = ("Предмет", "Период", "Отметка", "Что значит", "Откуда")
PROPOSALS = ("С", "По", "Причина", "Кто сообщил", "Решение школы")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of the file. name: of the part, without its ending. title: what the covering page calls it."""

    name: str
    title: str
    headings: Cells
    rows: tuple[Cells, ...]


def data_file(connection: Connection, owner: DiaryOwner, year: int, today: date) -> bytes:
    """Return what is written of a pupil in a school year, as a zip. year: in which it begins. today: for its page."""
    parts: tuple[_Part, ...] = (
        _Part("otmetki", "Отметки", MARKS, tuple(_marks(connection, owner, year))),
        _Part("itogi", "Отметки за периоды", FINALS, tuple(_finals(connection, owner, year))),
        _Part("propuski", "Пропуски и опоздания", ABSENCES, tuple(_absences(connection, owner, year))),
        _Part("zamechaniya", "Замечания и похвала", REMARKS, tuple(_remarks(connection, owner, year))),
        _Part(
            "soobshcheniya", "Сообщения родителей о пропусках", PROPOSALS, tuple(_proposals(connection, owner, year))
        ),
    )
    # no other class's family would know what to make of an empty one
    if tenth := tuple(_tenth(connection, owner, year)):
        parts = (*parts, _Part("desyatyy-klass", "Отметки за 10 класс", TENTH, tenth))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, text in (
            ("o-dannyh.txt", _about(owner, year, today, parts)),
            *((f"{each.name}.csv", table_text(each.headings, each.rows)) for each in parts),
        ):
            part = zipfile.ZipInfo(name, MADE)
            part.compress_type = zipfile.ZIP_DEFLATED
            into.writestr(part, text.encode())
    return packed.getvalue()


def _about(owner: DiaryOwner, year: int, today: date, parts: tuple[_Part, ...]) -> str:
    told = [f"{each.name}.csv – {each.title.lower()}, строк: {len(each.rows)}" for each in parts]
    lines = (
        f"{owner.surname} {owner.name}. {owner.school}.",
        f"Данные из журналов за {year}/{year + 1} учебный год, как они стояли {_day(today)}.",
        "",
        *told,
        "",
        "Таблицы открываются программами для электронных таблиц. Знак ' в начале ячейки значит, что это текст.",
        "Здесь то, что показывает дневник: отметки, которые учитель отменил, и слова учителя не для семьи не входят.",
        "Тем уроков и домашних заданий здесь нет: это записи о классе, а не об ученике.",
        "Это не справка: справку с подписью и печатью выдаёт школа.",
    )
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + "\r\n".join(lines) + "\r\n"


def _marks(connection: Connection, owner: DiaryOwner, year: int) -> Iterator[Cells]:
    for row in mark_rows(connection, owner, year):
        work = None if row.kind is None else DiaryWork(row.kind, row.title, row.weight)
        state = "пересдана" if row.retaken else "пересдача" if row.retakes else ""
        weight = "" if work is None else str(work.weight)
        yield *_lesson(row), work_words(work), weight, row.value, state, row.comment
    for row in carried_rows(connection, owner, year):
        place = _day(row.day), "", row.subject, _class(row)
        yield *place, row.title or work_words(None), str(row.weight), row.value, f"из другой школы: {row.source}", ""


def _finals(connection: Connection, owner: DiaryOwner, year: int) -> Iterator[Cells]:
    for row in final_rows(connection, owner, year):
        period = row.term or PERIODS.get(row.period, row.period)
        yield row.subject, _class(row), period, row.value, final_words(row.value, owner.sex)


def _tenth(connection: Connection, owner: DiaryOwner, year: int) -> Iterator[Cells]:
    for row in tenth_rows(connection, owner, year):
        period = f"{row.period}-й период" if row.period.isdecimal() else PERIODS.get(row.period, row.period)
        means = "предмет не изучался" if row.value == NOT_GIVEN else final_words(row.value, owner.sex)
        yield row.subject, period, row.value, means, row.source


def _absences(connection: Connection, owner: DiaryOwner, year: int) -> Iterator[Cells]:
    releases = read_releases(connection, owner)
    for row in absence_rows(connection, owner, year):
        is_released = releases.covers(owner.pupil, row.subject_id, row.day)
        absence, minutes = (Absence.RELEASED, 0) if is_released else (Absence(row.code), row.minutes)
        reason = "" if is_released else REASONS.get(row.excuse, "")
        said = absence_words(absence, minutes, owner.sex)
        yield *_lesson(row), said, reason, row.document, _day(row.document_day)


def _remarks(connection: Connection, owner: DiaryOwner, year: int) -> Iterator[Cells]:
    for row in remark_rows(connection, owner, year):
        yield *_lesson(row), "похвала" if row.praise else "замечание", row.text


def _proposals(connection: Connection, owner: DiaryOwner, year: int) -> Iterator[Cells]:
    begins, ends = year_span(year)
    for each in reversed(read_proposals(connection, owner)):
        if begins <= each.first <= ends:
            state = f"{STATES[each.decision]}: {each.answer}" if each.answer else STATES[each.decision]
            yield _day(each.first), _day(each.last), reason_words(each), each.proposer, state


def _lesson(row: AnyRow) -> Cells:
    return _day(row.day), str(row.number), row.subject, _class(row)


def _class(row: AnyRow) -> str:
    return f"{row.grade}{row.letter}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y}"
