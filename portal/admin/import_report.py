"""What an import did: how many things of each kind went in, and every place that did not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.errors import FileError, MissingColumnError, UnreadableFileError
from app.files.guard import Why
from app.files.refusals import Reason, RefusedRow
from app.files.tables import is_strange
from portal.admin.import_clashes import Met, met_words


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import. records: by kind, as they stand in the files. written, unchanged: rows of the store.

    met: what clashes in the timetable by it; it is written nevertheless.
    """

    files: tuple[str, ...]
    records: Mapping[str, int]
    written: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    met: tuple[Met, ...] = ()


WORDS = {
    Reason.EMPTY: "нет значения",
    Reason.BAD_DATE: "не дата",
    Reason.BAD_NUMBER: "не число или число вне допустимых",
    Reason.BAD_TIME: "не время",
    Reason.BAD_CLASS: "не похоже на класс (нужно, например, 7Б)",
    Reason.BAD_MARK: "такой отметки или знака нет",
    Reason.STRANGE: "скрытые или управляющие знаки",
    Reason.TOO_LONG: "слишком длинный текст",
    Reason.TWICE: "уже есть в этих файлах",
    Reason.ELSEWHERE: "в это время ученик уже числится в классе: закройте прежнее зачисление графой «Выбыл»",
    Reason.NAMESAKES: "однофамильцы с тем же именем: допишите дату рождения через запятую",
    Reason.UNKNOWN_KIND: "неизвестный вид",
    Reason.UNKNOWN_CLASS: "такого класса нет",
    Reason.UNKNOWN_GROUP: "такой подгруппы в классе нет",
    Reason.UNKNOWN_SUBJECT: "такого предмета нет в нагрузке",
    Reason.UNKNOWN_TEACHER: "такого учителя нет",
    Reason.UNKNOWN_PUPIL: "такого ученика в классе нет",
    Reason.UNKNOWN_WEEKDAY: "не день недели",
    Reason.UNKNOWN_WORK: "такого вида работы нет",
    Reason.NO_JOURNAL: "в нагрузке нет такого предмета у этого класса или подгруппы",
    Reason.NO_LESSON: "в расписании нет такого урока, или их несколько",
    Reason.NO_TEACHER: "в этот день журнал никому не назначен в нагрузке",
    Reason.NOT_ENROLLED: "в этот день ученик не числится в классе или подгруппе",
    Reason.UNMARKED_GRADE: "в первом классе отметок не ставят",
    Reason.NOT_LAST_GRADE: "отметки за 10 класс вносят ученикам 11 класса",
    Reason.OUTSIDE_YEAR: "эти дни вне учебного года (с 1 сентября по 31 августа)",
    Reason.OVERLAPS: "эти дни уже заняты другим периодом тех же классов или другими каникулами",
    Reason.NO_SCHOOL_DAYS: "в этих днях нет ни одного учебного",
    Reason.TERM_CLOSED: "период закрыт: короче он станет, только если его открыть",
    Reason.UNKNOWN_WEEK: "неделя бывает 1, 2 или никакая",
    Reason.CLASS_BUSY: "у этих учеников в это время уже стоит другой урок",
    Reason.NO_BIRTH: "неизвестна дата рождения: её принимают из таблицы demographics.csv",
    Reason.NOT_TAKEN: "принимаются только учителя (teacher) и ученики (student)",
    Reason.OTHER_SCHOOL: "другая школа",
    Reason.DELETED: "файл никого не удаляет: сделайте это на странице канцелярии",
}
KINDS = {
    "term": "четверти и полугодия",
    "holiday": "каникулы и праздники",
    "bell": "звонки",
    "work_type": "виды работ",
    "subject": "предметы",
    "teacher": "учителя",
    "school_class": "классы",
    "pupil": "ученики",
    "enrolment": "зачисления",
    "group": "классы и подгруппы",
    "membership": "состав подгрупп",
    "journal": "журналы",
    "assignment": "назначения учителей",
    "earlier_mark": "отметки за 10 класс",
    "plan_item": "темы планов",
    "lesson": "уроки",
    "work": "работы",
    "mark": "отметки",
    "attendance": "пропуски и опоздания",
}
FAULTS = {
    Why.MISSING: "такого файла нет, его нельзя открыть, или в папке нет таблиц. Проверьте имя и права.",
    Why.EMPTY: "он пуст. Выгрузите таблицу заново.",
    Why.TOO_LARGE: "он больше любой таблицы школы (16 МБ). Разделите его, например, по классам.",
    Why.OLD_XLS: "это книга старого вида (.xls). Откройте её и сохраните как .xlsx.",
    Why.ENCRYPTED: "он закрыт паролем. Снимите пароль и сохраните снова.",
    Why.HTML: "это веб-страница под именем таблицы. Откройте её в Excel или LibreOffice и сохраните как .xlsx.",
    Why.NOT_A_TABLE: "это не таблица. Сохраните её как .xlsx или .csv.",
    Why.NOT_A_WORKBOOK: "это не книга Excel, хотя имя говорит о ней. Откройте файл и сохраните как .xlsx.",
    Why.DAMAGED: "он повреждён или скопирован не до конца. Скопируйте его ещё раз или сохраните заново.",
    Why.ZIP_BOMB: "внутри него неправдоподобно много данных. Сохраните таблицу заново как .xlsx.",
    Why.BAD_ENTRY: "он устроен не так, как книги Excel. Сохраните таблицу заново как .xlsx.",
    Why.NESTED: "в него вложены другие файлы. Удалите вложения или сохраните таблицу как .csv.",
    Why.DOCTYPE: "он устроен не так, как книги Excel. Сохраните таблицу заново как .xlsx.",
    Why.DIMENSIONS: "в таблице слишком много строк или столбцов. Удалите лишние и сохраните снова.",
    Why.ENCODING: "не ясно, в какой кодировке буквы. Сохраните файл как «CSV UTF-8» или .xlsx.",
    Why.NUL: "в строке {where} не текст. Сохраните таблицу заново как «CSV UTF-8» или .xlsx.",
    Why.QUOTES: "в строке {where} начинается кавычка, которая нигде не закрыта. Исправьте её или сохраните как .xlsx.",
    Why.LONG_LINE: "строка {where} неправдоподобно длинна. Сохраните таблицу заново как .xlsx.",
    Why.SEPARATORS: "в строке {where} графы разделены не так, как в остальных. Сохраните таблицу заново как .xlsx.",
    Why.UNKNOWN_TABLE: "на листе «{where}» нет знакомых заголовков. Какие графы нужны, сказано в docs/import.md.",
    Why.TOO_MANY_REFUSED: (
        "на листе «{where}» слишком много непонятного. Похоже, не хватает списков классов, учеников и нагрузки."
    ),
}
"""Why a file is not taken in, and the way out."""

SHOWN = 200
"""Refused places listed by address; a longer list is read in the file itself, so only their number follows."""


def render(report: ImportReport) -> str:
    """Return the report as lines for the school office, in Russian."""
    lines = [f"Файлов прочитано: {len(report.files)}"]
    lines += [f"  {KINDS.get(kind, kind)}: {count}" for kind, count in report.records.items()]
    lines.append(f"Записано: {report.written}, без изменений: {report.unchanged}")
    lines.append(f"Не принято: {len(report.refused)}")
    lines += [f"  {_place(each)}: {WORDS[each.reason]} — «{_visible(each.text)}»" for each in report.refused[:SHOWN]]
    if len(report.refused) > SHOWN:
        lines += [f"  … и ещё {len(report.refused) - SHOWN}, по причинам:"]
        lines += [f"    {WORDS[reason]}: {count}" for reason, count in _reasons(report.refused[SHOWN:])]
    if report.met:
        lines.append(f"Накладки в расписании: {len(report.met)}. Они записаны как есть, проверьте их:")
        lines += [f"  {words}" for words in met_words(report.met, SHOWN)]
    return "\n".join(lines)


def refusal(error: FileError) -> str:
    """Return why a file was not taken in, and the way out, as sentences for the school office, in Russian."""
    match error:
        case UnreadableFileError():
            said = FAULTS[Why(error.why)].format(where=_visible(error.where) or "?")
            return f"Файл «{_visible(error.name)}»: {said} Ничего не записано."
        case MissingColumnError():
            said = f"в таблице нет графы «{_visible(error.column.capitalize())}». Добавьте её в строку заголовков."
            return f"Файл «{_visible(error.name)}»: {said} Ничего не записано."
        case _:
            return "Файл не удалось прочитать. Ничего не записано."


def _place(each: RefusedRow) -> str:
    sheet = f", лист «{_visible(each.sheet)}»" if each.sheet else ""
    return f"{_visible(each.file)}{sheet}, ячейка {each.column}{each.row}"


def _visible(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" if is_strange(letter) else letter for letter in text)


def _reasons(refused: Sequence[RefusedRow]) -> list[tuple[Reason, int]]:
    return Counter(each.reason for each in refused).most_common()
