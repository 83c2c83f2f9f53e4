"""The words of the turn of the year: school years, where classes and pupils go, what to look at before."""

from collections import Counter
from collections.abc import Iterator

from app.domain.records import Holiday, Term
from app.domain.year_turn import LEAVES, Fate, Turn, grade_of
from app.domain.year_turned import YearTurned
from portal.archive.keeping_terms import year_text
from portal.diary.term_wording import count_words
from portal.office.calendar_form import said
from portal.office.people_reading import People, full_name
from portal.office.time_wording import day_text
from portal.office.wording import pupils_words

LEAVES_WORDS = "выпуск, выбывают"
CLASSES = ("класс", "класса", "классов")
JOURNALS = ("журнал", "журнала", "журналов")


def target_words(title: str) -> str:
    """Return what a class becomes."""
    return title or LEAVES_WORDS


def fate_words(fate: Fate) -> str:
    """Return what becomes of a pupil."""
    if fate.after == LEAVES:
        return "выбывает"
    return f"{fate.after}, повторно" if fate.repeats else fate.after


def class_options(turned: YearTurned, grade: int) -> tuple[tuple[str, str], ...]:
    """Return where a pupil of a grade may go by itself: the classes of this grade and the next one, or away."""
    near = [each for each in turned.titles if grade_of(each) in {grade, grade + 1}]
    return (*((each, f"{each}, повторно" if grade_of(each) == grade else each) for each in near), ("-", "выбывает"))


def sum_lines(turned: YearTurned) -> tuple[str, ...]:
    """Return what the turn does, a line each."""
    fates = turned.fates
    leave = sum(each.after == LEAVES for each in fates)
    repeat = sum(each.repeats for each in fates)
    kinds = Counter(type(each).__name__ for each in turned.records)
    lines = (
        f"Учебный год: {year_text(turned.year - 1)} → {year_text(turned.year)}",
        f"Классов: {len(turned.before.classes)} → {len(turned.titles)}",
        f"Переводится: {pupils_words(len(fates) - leave - repeat)}",
        f"Остаётся на повторное обучение: {pupils_words(repeat)}" if repeat else "",
        f"Выбывает: {pupils_words(leave)}" if leave else "",
        f"Отметки за 10 класс для аттестата: {kinds['EarlierMark']}" if kinds["EarlierMark"] else "",
        f"Журналов: {kinds['Journal']}, периодов: {len(turned.terms)}, каникул и праздников: {len(turned.holidays)}",
    )
    return tuple(filter(None, lines))


def paper_lines(turn: Turn) -> tuple[str, ...]:
    """Return the order and the last day of who leaves, a line each, where they were said."""
    lines = (
        f"Приказ: {turn.order}" if turn.order else "",
        f"Последний день выбывающих: {day_text(turn.last)}" if turn.last else "",
    )
    return tuple(filter(None, lines))


def fate_lists(turned: YearTurned, people: People) -> dict[str, list[tuple[str, str, bool]]]:
    """Return by the present class who goes where: name, fate, and whether otherwise than the class."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    order = {key: place for place, key in enumerate(people.pupils)}
    for fate in sorted(turned.fates, key=lambda each: (grade_of(each.before), each.before, order[each.pupil])):
        found.setdefault(fate.before, []).append((full_name(people.pupils[fate.pupil]), fate_words(fate), fate.own))
    return found


def flaw_lines(turned: YearTurned) -> dict[str, str]:
    """Return what is wrong with terms and holidays, by the id of the present one."""
    return {key: said(found) for key, found in turned.flaws.items()}


def notices(turned: YearTurned) -> Iterator[str]:
    """Yield what should be looked at before the year turns, though nothing forbids it."""
    filled = Counter(each.after for each in turned.fates)
    empty = [each for each in turned.titles if not filled[each]]
    if empty:
        yield f"Пока без учеников: {', '.join(empty)}. Их зачисляют после поворота, списком или по одному."
    without = [each for each in turned.titles if turned.new_class(each).teacher is None]
    if without:
        yield f"Без классного руководителя: {', '.join(without)}."
    idle = sum(bool(load.hours) and not load.teacher for load in map(turned.load, turned.before.journals))
    if idle:
        yield f"Журналы без учителя: {count_words(idle, JOURNALS)}."
    if not turned.terms:
        yield "В новом году нет ни одного учебного периода."
    lost = {each for each in turned.before.terms if not _is_graded(turned, each)}
    if lost:
        yield f"Периоды, классов которых в новом году нет: {', '.join(sorted({each.name for each in lost}))}."


def _is_graded(turned: YearTurned, term: Term) -> bool:
    return any(term.first_grade <= grade_of(each) <= term.last_grade for each in turned.titles)


def days_words(thing: Term | Holiday) -> str:
    """Return when a term or holidays are."""
    return day_text(thing.first) if thing.first == thing.last else f"{day_text(thing.first)} – {day_text(thing.last)}"
