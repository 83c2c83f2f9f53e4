"""The words of the pages of control: what an entry is about and why it waits, what is lacking in a journal."""

from datetime import datetime

from app.domain.attendance import Absence, sign_told, told_sign
from app.domain.attention import About
from app.domain.keeping import JournalKeeping, Lack
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.rules import MarkingRules
from app.domain.witnesses import WITNESS
from app.judging.held import ACCEPTED, REFUSED, WITHDRAWN
from portal.diary.term_wording import count_words
from portal.office.control_held import HeldRow
from portal.office.time_wording import day_text

NOTHING = "пусто"
WITHOUT_SIDES = {About.CLOSING, About.DECISION, About.DEBT, About.OTHER}
"""What has no values to compare."""

ABOUT_WORDS = {
    About.MARK: "Отметка",
    About.COMMENT: "Комментарий к отметке",
    About.ATTENDANCE: "Посещаемость",
    About.EXCUSE: "Причина пропуска",
    About.TOPIC: "Тема урока",
    About.HOMEWORK: "Домашнее задание",
    About.FINAL_MARK: "Итоговая отметка",
    About.WORK: "Работа на уроке",
    About.CLOSING: "Закрытие периода",
    About.DECISION: "Решение о двух записях",
    About.REMARK: "Замечание",
    About.DEBT: "Долг",
    About.ACCESS: "Доступ к дневнику",
    About.OTHER: "Запись",
}
PERIOD_WORDS = {YEAR: "год", EXAM: "экзамен", FINAL: "итог"}
GROUNDS = {
    "term_closed": "Учебный период закрыт: отметки в нём не меняются без завуча.",
    "window_closed": "Запись пришла на портал позже установленного школой срока правки.",
    "right_ended": "В день, к которому относится запись, её автор не был учителем этого журнала.",
    "year_over": "Учебный год закончен: его журналы только читают.",
    "no_term": "Учебного периода, за который ставят отметку, на портале нет: портал могли вернуть к резервной копии, "
    "сделанной раньше. Принять запись можно, когда период снова внесён.",
    WITNESS: "Портал возвращали к резервной копии, и эта запись пропала; её видели компьютеры учителей. Вопрос "
    "снимется сам, если компьютер автора пришлёт её снова.",
    "unknown_kind": "Этот портал ещё не знает такого вида записи.",
}
DECISIONS = {ACCEPTED: "принято", REFUSED: "отклонено", WITHDRAWN: "отозвано автором"}
SIGNS = {
    Absence.ABSENT: "н — отсутствует",
    Absence.ILL: "б — болен",
    Absence.EXCUSED: "у — уважительная причина",
    Absence.LATE: "о — опоздание",
    Absence.RELEASED: "осв — освобождён",
}
LACKS = {
    Lack.EMPTY: "Пустые уроки",
    Lack.NO_TOPIC: "Без темы",
    Lack.NO_HOMEWORK: "Без ДЗ",
    Lack.FEW_MARKS: "Мало отметок",
    Lack.PLAN: "Отстаёт от КТП",
    Lack.NO_FINAL: "Без итогов",
}
ENTRIES = ("запись", "записи", "записей")
JOURNALS = ("журнал", "журнала", "журналов")
MINUTES = ("минуту", "минуты", "минут")
DAYS = ("день", "дня", "дней")
MORE_HOURS = ("часа", "часов", "часов")
"""After «больше»."""


def entries_words(count: int) -> str:
    """Return how many entries: «3 записи»."""
    return count_words(count, ENTRIES)


def journals_words(count: int) -> str:
    """Return how many journals: «3 журнала»."""
    return count_words(count, JOURNALS)


def rules_words(rules: MarkingRules, *, is_past: bool = False) -> dict[Lack, str]:
    """Return the school's rule by which each kind of lack is counted. is_past: in a period of a past year."""
    days, hours = count_words(rules.empty_days, DAYS), count_words(rules.plan_tolerance, MORE_HOURS)
    past = {
        Lack.EMPTY: "последние уроки подряд без единой отметки и пропуска, если первому из них к концу периода было "
        f"уже {days}.",
        Lack.NO_TOPIC: "уроки периода без темы.",
        Lack.FEW_MARKS: "ученики, у которых отметок меньше, чем требует правило школы за четверть, триместр или "
        "полугодие; за год — хотя бы в одном из них. У новых учеников — со дня их прихода; отметки с весом 0 не "
        "считаются.",
        Lack.PLAN: f"на сколько часов уроки к концу периода отстали от плана; показывается, если больше {hours}.",
        Lack.NO_FINAL: "ученики без итоговой отметки за период, если он не закрыт; за год — без годовой.",
    }
    return {
        Lack.EMPTY: f"последние уроки подряд без единой отметки и пропуска, если первому из них уже {days}.",
        Lack.NO_TOPIC: "уроки этого периода по вчерашний день без темы.",
        Lack.NO_HOMEWORK: "уроки, где о домашнем задании не сказано ничего, даже «не задано».",
        Lack.FEW_MARKS: "ученики, у которых отметок меньше, чем требует правило школы за прошедшую часть периода, "
        "у новых учеников — со дня их прихода; отметки с весом 0 не считаются.",
        Lack.PLAN: f"на сколько часов уроки отстали от плана; показывается, если больше {hours}.",
        Lack.NO_FINAL: "ученики без итоговой отметки за период, срок которой наступает в течение недели или уже "
        "прошёл.",
    } | (past if is_past else {})


def place_words(row: HeldRow) -> str:
    """Return what an entry is about and where: «Отметка · 24.11.2026, урок 2»."""
    at = f"{day_text(row.day)}, урок {row.number}" if row.day else ""
    return " · ".join(filter(None, (ABOUT_WORDS[row.about], PERIOD_WORDS.get(row.period, row.period), at)))


def ground_words(row: HeldRow) -> str:
    """Return why the portal holds an entry."""
    return GROUNDS.get(row.entry.ground, "Портал отложил запись до решения завуча.")


def value_words(about: About, value: str) -> str:
    """Return a value in words also where there is none."""
    if about is About.ATTENDANCE:
        sign, minutes = sign_told(value)
        text = SIGNS[sign] if sign else "присутствует"
        return f"{text} на {count_words(minutes, MINUTES)}" if minutes else text
    if about is About.EXCUSE:
        return SIGNS[Absence(value)] if value else "без причины"
    return value or NOTHING


def sides_of(row: HeldRow) -> tuple[tuple[str, str], ...]:
    """Return what stood, what stands now where that is other, and what is asked for; none where there are none."""
    if row.about in WITHOUT_SIDES:
        return ()
    entry = row.entry
    sides = told_sign(entry.before, entry.before_minutes), row.shown, told_sign(entry.value, entry.value_minutes)
    before, now, wanted = (value_words(row.about, each) for each in sides)
    also = (("Сейчас", now),) if now != before and not row.entry.decision else ()
    return (("Было", before), *also, ("Просят", wanted))


def author_words(row: HeldRow) -> str:
    """Return who wrote an entry and on which PC, or whose PCs had seen it."""
    if row.entry.ground == WITNESS:
        author = row.author or "Автор в записи не указан"
        return f"{author}; видели компьютеры: {', '.join(row.seen_by)}" if row.seen_by else author
    author = row.author or "Учитель, которого больше нет в списках"
    return f"{author}, компьютер «{row.pc}»" if row.pc else author


def wall_words(row: HeldRow) -> str:
    """Return when it was written by the clock of its PC, empty where that says nothing that can be read."""
    try:
        at = datetime.fromisoformat(row.entry.wall)
    except ValueError:
        return ""
    return f"{at:%d.%m.%Y, %H:%M}"


def decision_words(row: HeldRow) -> str:
    """Return how an entry was decided and by whom."""
    if (row.entry.ground, row.entry.decision) == (WITNESS, WITHDRAWN):
        return "прислано автором заново или отозвано"
    words = DECISIONS.get(row.entry.decision, row.entry.decision)
    return words if row.entry.decision == WITHDRAWN else f"{words}: {row.judge or 'завуч'}"


def lack_cells(keeping: JournalKeeping) -> tuple[str, ...]:
    """Return how much is lacking of each kind, in the order of LACKS; empty where nothing is."""
    return tuple(str(keeping.lacking.get(lack) or "") for lack in LACKS)


def since_words(keeping: JournalKeeping) -> str:
    """Return since when the lessons are empty, empty where they are not late."""
    since = keeping.facts.empty_since
    return f"с {day_text(since)}" if since and Lack.EMPTY in keeping.lacking else ""
