"""Starts the real program in a process and reads what its windows say."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTranslator

from app.errors import GradebookError
from app.vault.profiles import journal_file, profile_folder
from resources.paths import TRANSLATIONS
from sync.credentials import JournalKeys
from tests.faults.journals import make_journal
from ui.error_texts import TEXTS
from ui.login.entering import folder_id

Fact = tuple[str, str]
"""What, and what was seen."""


def windows(*words: str) -> dict[str, str]:
    """Use the program as tests.faults.windows does and return the facts that it told, of each kind the last one."""
    return dict(all_facts(*words))


def all_facts(*words: str) -> list[Fact]:
    """Use the program and return everything that it told, in order."""
    command = [sys.executable, "-m", "tests.faults.windows", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=50)
    return [fact(line) for line in done.stdout.splitlines()]


def fact(line: str) -> Fact:
    what, _, seen = line.rstrip("\n").partition(": ")
    return what, seen


@contextmanager
def running_program(*words: str) -> Iterator["subprocess.Popen[str]"]:
    """Start it and leave it open; its standard input and output are pipes."""
    command = [sys.executable, "-m", "tests.faults.windows", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def told(error: GradebookError) -> str:
    """Return the Russian sentence that a teacher reads."""
    translator = QTranslator()
    assert translator.load("peremena_ru", str(TRANSLATIONS))
    return str(translator.translate("Errors", TEXTS[type(error)])).format(**vars(error))


def a_profile() -> Path:
    """Make the profile of an enrolled PC, its key in the keyring; return its journal."""
    folder = profile_folder("default")
    folder.mkdir(parents=True)
    return make_journal(journal_file(folder), JournalKeys(folder).new_key(folder_id(folder)))
