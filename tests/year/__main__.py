"""`make year`: a school year of the demo school through the real windows, and an independent reckoning of its marks.

A private keyring, the portal as a process, the desktops of two teachers, a class teacher and a deputy head as
processes, each on a profile of its own; then a spreadsheet of formulas which LibreOffice recomputes, cell by cell
beside what the windows showed. It ends with a non-zero status where anything differs.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.domain.records import Record
from app.ids import SchoolId
from resources.demo.occasions import put, release
from resources.demo.school import FILES, demo_data
from resources.demo.serving import PortalProcess, command
from tests.keyring_service import private_keyring
from tests.year.comparing import compare_portal, compare_windows
from tests.year.imported import read_months
from tests.year.moving import left_behind
from tests.year.notebook import Notebook, load, save
from tests.year.reckoning import OFFICE, reckon
from tests.year.roster import Book, read_books
from tests.year.scenario import DEPUTY_HEAD, RELEASED, WRITERS, YEAR_PLAN
from tests.year.sitting import ADDRESS, NOTEBOOK, SEEN, TIMES, Seen
from tests.year.timing import times_text
from tests.year.workbooks import write_journal, write_results, write_settings

ROOT = Path(__file__).parents[2]
SCREEN = ROOT / "tests" / "tour" / "screen.json"
SITTING_S = 600
NAMED = 10
"""How many differences are named."""


def main() -> int:
    """Play the year and compare; return the exit code."""
    parser = argparse.ArgumentParser(prog="year")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "year")
    parser.add_argument("--demo", type=Path, default=ROOT / "build" / "demo")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.out, ignore_errors=True)
    arguments.out.mkdir(parents=True)
    if shutil.which(OFFICE[0]) is None:
        say("LibreOffice Calc is needed: it recomputes the spreadsheet (on Debian: libreoffice-calc-nogui)")
        return 1
    begun = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="peremena-year-")))
        shutil.copytree(demo_data(arguments.demo), folder / "portal")
        if not play(stack, folder):
            return 1
        differs = tell(folder, arguments.out)
    say(f"{time.monotonic() - begun:.0f} s; {os.path.relpath(arguments.out)}")
    return 1 if differs else 0


def play(stack: ExitStack, folder: Path) -> bool:
    """Play every sitting; return whether all of them went as they should."""
    stack.enter_context(private_keyring(folder / "keyring"))
    release_pupils(folder / "portal")
    portal = PortalProcess(folder / "portal").start()
    stack.callback(portal.kill)
    command("user", "deputy", "--data", str(portal.data), DEPUTY_HEAD)
    (folder / ADDRESS).write_text(portal.url)
    notebook = Notebook()
    read_months(notebook, sources_of(portal.data), FILES)
    save(notebook, folder / NOTEBOOK)
    say(f"portal at {portal.url}; the school's files hold {len(notebook.marks)} marks of these journals")
    return all(sit(folder, number) for number in range(len(YEAR_PLAN)))


def release_pupils(data: Path) -> None:
    """Let the office release some pupils from a subject."""
    books = {(book.school_class, book.subject): book for book in read_books(data).values()}
    for of, place, days in RELEASED:
        book = books[of]
        name = sorted(member.name for member in book.members)[place]
        put(data, partial(released, (book.school_class, name, book.subject), days))


def released(
    who: tuple[str, str, str], days: tuple[date, date], connection: Connection, school: SchoolId
) -> list[Record]:
    """Return the row that says so."""
    return [release(connection, school, who, days, "приказ № 12")]


def sit(folder: Path, number: int) -> bool:
    """Play one sitting in a process of its own; return whether it went as it should."""
    environment = {
        **os.environ,
        # everybody has a PC of their own: one that knows the portal already does not ask for its address
        "PEREMENA_HOME": str(folder / "desktops" / YEAR_PLAN[number].login),
        "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}",
    }
    words = [sys.executable, "-m", "tests.year.desktop", str(folder), str(number)]
    done = subprocess.run(words, check=False, env=environment, cwd=ROOT, timeout=SITTING_S)
    if done.returncode:
        say(f"FAILED: sitting {number} of {YEAR_PLAN[number].login} ended with {done.returncode}")
    return done.returncode == 0


def books_of(data: Path) -> list[Book]:
    """Return the journals that are reckoned again."""
    return [book for book in read_books(data).values() if book.teachers & set(WRITERS)]


def sources_of(data: Path) -> list[Book]:
    """Return the same, and those from which marks came to them with a pupil."""
    books = books_of(data)
    return books + left_behind(books, list(read_books(data).values()))


def tell(folder: Path, out: Path) -> int:
    """Reckon the year again, leave the tables in a folder, and say what differs; return how much does."""
    sources, notebook = sources_of(folder / "portal"), load(folder / NOTEBOOK)
    books = books_of(folder / "portal")
    seen = msgspec.json.decode((folder / SEEN).read_bytes(), type=Seen)
    write_settings(out / "settings.json")
    write_journal(out / "journal.xlsx", books, sources, notebook)
    write_results(out / "results.xlsx", books, seen)
    comparison = compare_windows(books, notebook, reckon(out, books, sources, notebook), seen)
    comparison = comparison.and_also(compare_portal(folder / "portal", books, notebook))
    say(times_text(msgspec.json.decode((folder / TIMES).read_bytes(), type=dict[str, list[float]])))
    for difference in comparison.differences[:NAMED]:
        say(f"DIFFERS: {difference}")
    typed, decided = sum(mark.typed for mark in notebook.marks), len(notebook.decided_marks())
    counts = ", ".join(f"{name} {count}" for name, count in comparison.counts.items())
    say(f"marks typed {typed} (with those of the files {len(notebook.marks)}), final marks set {decided}, {counts}")
    say(f"differences {len(comparison.differences)}")
    return len(comparison.differences)


def say(text: str) -> None:
    """Print a line."""
    print(text, flush=True)  # noqa: T201 (the scenario speaks on standard output)


if __name__ == "__main__":
    raise SystemExit(main())
