"""Writes docs/texts.md, every Russian text of the windows grouped by screen: python -m tests.texts_page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
TEXTS, PAGE = ROOT / "resources" / "i18n" / "peremena_ru.ts", ROOT / "docs" / "texts.md"
SCREENS = {
    "": "Окно, меню и общие тексты",
    "login": "Вход и PIN",
    "doctor": "Проверка компьютера",
    "today": "Сегодня",
    "journal_list": "Журналы",
    "journal": "Страница журнала",
    "pictures": "Картинки страницы",
    "lessons": "Панель урока",
    "seating": "Рассадка",
    "board": "У доски",
    "presentation": "Показ классу",
    "printing": "Печать",
    "explanation": "Почему такая отметка",
    "finals": "Итоги",
    "plan": "План",
    "pupil_card": "Карточка ученика",
    "class_desk": "Мой класс",
    "deputy_desk": "Завуч",
    "asked": "Просьбы семей",
    "access": "Доступ к дневнику",
    "proposals": "Сообщения родителей о пропусках",
    "history": "История",
    "news": "Что нового",
    "attention": "Требует внимания",
    "sync_panel": "Синхронизация",
    "palette": "Поиск действия",
    "help": "Справка и подсказки",
    "widgets": "Повсюду",
}
"""Rooms of ui/, as a teacher knows them and in the order in which they are met."""

INTRODUCTION = """# Тексты окон

Все русские тексты программы, по экранам — чтобы прочесть их подряд, вслух, как прозу. Правила короткие: говорим
учителю «вы»; сначала что случилось, потом что сделать; без слов из устройства программы; одно дело называется одним
словом повсюду. `{…}` и `%n` — место для имени или числа; несколько форм через ` · ` — для чисел 1, 2 и 5.

Страница пишется из `resources/i18n/peremena_ru.ts`: `python -m tests.texts_page`. Править — там, а не здесь.
"""


def read_texts(path: Path = TEXTS) -> Mapping[str, tuple[str, ...]]:
    """Return the texts of each context, in their order, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name") or ""][" · ".join(dict.fromkeys(forms))] = None
    return {context: tuple(texts) for context, texts in found.items()}


def rooms() -> Mapping[str, str]:
    """Return in which room of ui/ each context is used."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        room = "" if path.parent.name == "ui" else path.parent.name
        for name in re.findall(r'^class (\w+)|(?:translate|NOOP)\(\s*"(\w+)"', path.read_text("utf-8"), re.MULTILINE):
            found.setdefault(name[0] or name[1], room)
    return found


def page_of(texts: Mapping[str, tuple[str, ...]]) -> str:
    """Return the page. texts: of each context."""
    by_room: dict[str, list[str]] = defaultdict(list)
    where = rooms()
    for context in texts:
        by_room[where[context]].append(context)
    return "\n".join([INTRODUCTION, *(line for room in SCREENS for line in _screen(room, by_room[room], texts))])


def _screen(room: str, contexts: list[str], texts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    lines = dict.fromkeys(text for context in sorted(contexts) for text in texts[context])
    yield f"## {SCREENS[room]}\n"
    yield from (f"- {_in_one_line(text)}" for text in lines)
    yield ""


def _in_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ↵ ", text).replace("<", r"\<").replace("*", r"\*")


if __name__ == "__main__":
    PAGE.write_text(page_of(read_texts()), encoding="utf-8")
