"""Starts the real program in a process and reads what its windows say."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTranslator

from app.clock import Clock
from app.errors import GradebookError
from app.vault.derivation import LEAST
from app.vault.profiles import journal_file, profile_folder
from app.vault.vault import Vault
from resources.paths import TRANSLATIONS
from sync.credentials import JournalKeys
from tests.faults.journals import make_journal
from tests.tour.hands import PIN
from ui.error_texts import TEXTS
from ui.login.entering import folder_id
from ui.login.locking import protect

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


def a_profile(name: str = "default") -> Path:
    """Make the profile of an enrolled PC, locked by the tests' PIN; return its journal."""
    journal = an_older_profile(name)
    folder = journal.parent
    protect(folder, Clock(), Vault(folder, folder.name, cost=lambda: LEAST), PIN).store.close()
    return journal


def an_older_profile(name: str = "default") -> Path:
    """Make the profile of an enrolled PC as the releases before PINs left it, its key in the keyring."""
    folder = profile_folder(name)
    folder.mkdir(parents=True, exist_ok=True)
    return make_journal(journal_file(folder), JournalKeys(folder).new_key(folder_id(folder)))
