"""The term page's Russian words: final marks, averages and how they are rounded, missed lessons."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal

from app.domain.absences import DaySums, LessonSums
from app.domain.averages import AverageExplanation
from app.domain.counting import Counting
from app.domain.earlier_marks import NOT_GIVEN
from app.domain.explaining import Line
from app.domain.final_marks import NOT_ASSESSED, RELEASED
from app.domain.finals import MeanExplanation
from app.domain.marks import CENT, SCALE
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.scales import FAILED, PASSED
from portal.diary.debts import DiaryDebt
from portal.diary.wording import BySex, day_words, said_of

PERIODS = {YEAR: "Год", EXAM: "Экзамен", FINAL: "Итоговая"}
"""What the periods that are no terms are called."""

FINAL_MARKS: dict[str, BySex] = {
    NOT_ASSESSED: ("не аттестован", "не аттестована", "не аттестован(а)"),
    RELEASED: ("освобождён", "освобождена", "освобождён(а)"),
    PASSED: ("зачтено", "зачтено", "зачтено"),
    FAILED: ("не зачтено", "не зачтено", "не зачтено"),
}
"""What a mark for a period means that is no number."""

LATE: BySex = ("опоздал", "опоздала", "опоздал(а)")
RELEASED_FROM: BySex = ("освобождён", "освобождена", "освобождён(а)")

UNCOUNTED: dict[Counting, str] = {
    Counting.NOT_IN_FORCE: "не действует",
    Counting.RETAKEN: "пересдана",
    Counting.OFF_SCALE: "не число",
    Counting.WEIGHTLESS: "вес 0",
}
"""Why a mark does not count."""

LONG_QUOTIENT = Decimal("0.0001")
"""To what a quotient is written out that has no end: the third digit behind the comma decides how it is rounded."""

LESSONS = ("урок", "урока", "уроков")
OF_LESSONS = ("урока", "уроков", "уроков")


def number_words(number: Decimal) -> str:
    """Return a number such as «4,36»."""
    return str(number).replace(".", ",")


def quotient_words(why: AverageExplanation) -> str:
    """Return how the average comes about, such as «32 : 7 = 4,5714… ≈ 4,57»; empty where nothing counts."""
    if why.quotient is None or why.average is None:
        return ""
    division = f"{why.sums.products} : {why.sums.weight}"
    return f"{division} = {_quotient(why.quotient, why.average)}"


def _quotient(quotient: Decimal, shown: Decimal) -> str:
    """Return a quotient and what it is shown as, such as «4,5714… ≈ 4,57»."""
    if quotient == shown:
        return number_words(shown)
    written = quotient.quantize(LONG_QUOTIENT, ROUND_DOWN)
    full = number_words(quotient) if written == quotient else f"{number_words(written)}…"
    return f"{full} ≈ {number_words(shown)}"


def rounding_words(why: AverageExplanation) -> str:
    """Return which way the average was rounded; empty where it was not."""
    if why.quotient is None or why.average is None or why.quotient == why.average:
        return ""
    third = int(why.quotient.quantize(CENT / 10, ROUND_DOWN) * 1000) % 10
    way = "вверх" if why.average > why.quotient else "вниз"
    return f"Третья цифра после запятой — {third}: округляем {way}."


def uncounted_words(line: Line) -> str:
    """Return why a mark does not count, empty where it does."""
    return UNCOUNTED.get(line.counting, "")


def course_rows(why: MeanExplanation) -> tuple[tuple[str, str], ...]:
    """Return the marks that an eleventh class's final mark counts, each with what it is called."""
    own = [each.name or PERIODS[each.id].lower() for each, _ in why.parts]
    named = [
        PERIODS[YEAR].lower()
        if place == YEAR
        else own[int(place) - 1]
        if int(place) < len(own)
        else f"{place}-й период"
        for place, _ in why.tenth
    ]
    tenth = ((f"10 класс, {name}", value) for name, (_, value) in zip(named, why.tenth, strict=True))
    return (*tenth, *((f"11 класс, {name}", value) for name, (_, value) in zip(own, why.parts, strict=True)))


def course_mark(value: str) -> str:
    """Return what stands instead of a mark, empty where there is one."""
    return {"": "не внесена", NOT_GIVEN: "не изучался"}.get(value, "")


def mean_words(why: MeanExplanation) -> str:
    """Return how a mean of marks comes about, such as «(3 + 4 + 4) : 3 = 3,6666… ≈ 3,67»; empty without numbers."""
    if why.quotient is None or why.mark.mean is None:
        return ""
    division = f"({' + '.join(map(str, why.numbers))}) : {len(why.numbers)}"
    return f"{division} = {_quotient(why.quotient, why.mark.mean)}"


def mark_class(five: str | None) -> str:
    """Return how a mark is coloured: "m5" to "m1", empty for what is no number of the five-point scale."""
    return f"m{five}" if five in SCALE else ""


def debt_words(debt: DiaryDebt) -> str:
    """Return until when a work is owed."""
    return f"срок прошёл {day_words(debt.until)}" if debt.is_overdue else f"до {day_words(debt.until)}"


def final_words(value: str, sex: str) -> str:
    """Return what a mark for a period means, empty for a number."""
    return said_of(sex, FINAL_MARKS[value]) if value in FINAL_MARKS else ""


def short_day(day: date) -> str:
    """Return a day such as «07.09»."""
    return f"{day.day:02}.{day.month:02}"


def count_words(count: int, forms: tuple[str, str, str]) -> str:
    """Return a number with its word: «1 урок», «3 урока», «11 уроков»."""
    if count % 10 == 1 and count % 100 != 11:  # noqa: PLR2004 (Russian plurals)
        return f"{count} {forms[0]}"
    few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14  # noqa: PLR2004 (Russian plurals)
    return f"{count} {forms[1] if few else forms[2]}"


def released_words(spans: Sequence[tuple[date, date]], sex: str) -> str:
    """Return when the pupil is released, such as «освобождена с 1 сентября по 31 декабря»; empty without a release."""
    days = ", ".join(f"с {day_words(first)} по {day_words(last)}" for first, last in spans)
    return f"{said_of(sex, RELEASED_FROM)} {days}" if days else ""


def missed_words(sums: LessonSums, sex: str) -> str:
    """Return how many lessons were missed and why, were late or without the pupil; empty where there are none."""
    return "; ".join(_missed(sums, sex))


def missed_days_words(sums: DaySums) -> str:
    """Return how many whole days were missed and why; empty where there are none."""
    return f"Целых дней пропущено: {sums.missed} ({_why(sums)})" if sums.missed else ""


def _why(sums: LessonSums | DaySums) -> str:
    reasons = (
        (sums.ill, "по болезни"),
        (sums.excused, "по уважительной причине"),
        (sums.unexcused, "причина не указана"),
    )
    said = [(count, words) for count, words in reasons if count]
    return said[0][1] if len(said) == 1 else ", ".join(f"{words} {count}" for count, words in said)


def _missed(sums: LessonSums, sex: str) -> Iterator[str]:
    if sums.missed:
        yield f"пропуски — {count_words(sums.missed, LESSONS)} ({_why(sums)})"
    if sums.late:
        late = f"{said_of(sex, LATE)} на {count_words(sums.late, LESSONS)}"
        yield f"{late}, всего {sums.minutes} мин" if sums.minutes else late
    if sums.released:
        yield f"{said_of(sex, RELEASED_FROM)} от {count_words(sums.released, OF_LESSONS)}"
