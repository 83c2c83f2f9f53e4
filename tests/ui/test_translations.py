"""Russian is complete: every text is translated, the built file is current, plurals have their forms."""

import ast
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from resources.paths import TRANSLATIONS
from ui.counts import Counts

ROOT = Path(__file__).parents[2]
TS = TRANSLATIONS / "peremena_ru.ts"
TOOLS = Path(sysconfig.get_path("scripts"))


def messages(path: Path) -> list[tuple[str, ET.Element]]:
    contexts = ET.parse(path).getroot().findall("context")
    return [(context.findtext("name") or "", message) for context in contexts for message in context.findall("message")]


def sources(path: Path) -> set[tuple[str, str]]:
    return {(context, message.findtext("source") or "") for context, message in messages(path)}


def translations(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def test_every_text_has_a_translation() -> None:
    unfinished = [
        message.findtext("source")
        for _, message in messages(TS)
        if message.find("translation[@type]") is not None or not all(translations(message))
    ]
    assert unfinished == []
    assert len(messages(TS)) > 200


def test_a_plural_has_three_forms() -> None:
    plurals = [translations(message) for _, message in messages(TS) if message.get("numerus") == "yes"]
    assert len(plurals) >= 6
    assert [forms for forms in plurals if len(set(forms)) != 3 or not all("%n" in form for form in forms)] == []


def test_a_translation_keeps_the_names_in_braces() -> None:
    def braces(text: str) -> set[str]:
        return {part.partition("}")[0] for part in text.split("{")[1:]}

    lost = [
        message.findtext("source")
        for _, message in messages(TS)
        if any(braces(form) != braces(message.findtext("source") or "") for form in translations(message))
    ]
    assert lost == []


def test_nothing_is_said_in_the_windows_that_is_not_collected(tmp_path: Path) -> None:
    found = tmp_path / "found.ts"
    files = [str(path) for path in sorted((ROOT / "ui").rglob("*.py"))]
    command = [str(TOOLS / "pyside6-lupdate"), "-silent", *files, "-source-language", "en_US", "-ts", str(found)]
    subprocess.run(command, check=True, capture_output=True)
    assert sources(found) == sources(TS)


def test_no_text_stands_where_the_collector_does_not_look() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in {"tr", "translate"}
    ]
    assert hidden == [], "a text inside an f-string is never translated"


def test_the_built_file_is_current(tmp_path: Path) -> None:
    built = tmp_path / "built.qm"
    command = [str(TOOLS / "pyside6-lrelease"), "-silent", str(TS), "-qm", str(built)]
    subprocess.run(command, check=True, capture_output=True)
    assert built.read_bytes() == (TRANSLATIONS / "peremena_ru.qm").read_bytes()


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 отметка"),
        (2, "2 отметки"),
        (5, "5 отметок"),
        (11, "11 отметок"),
        (21, "21 отметка"),
        (112, "112 отметок"),
    ],
)
def test_numbers_take_their_form(count: int, text: str) -> None:
    assert Counts().marks(count) == text


def test_the_buttons_of_qt_are_russian_too() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Отмена"
