"""Looks a frozen build over: `python -m tests.frozen_build FOLDER` uses its programs beside keyring and portal."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from resources.paths import HELP, HERE, ICONS, STYLES, TRANSLATIONS
from tests.frozen_windows import use_windows
from tests.keyring_service import private_keyring
from tests.portal_process import PortalProcess, make_template
from ui.crash_log import FILE

DOCTOR_S = 60.0
SOURCES = {".py", ".ts"}
"""What stands beside the windows' files and is not read by them."""

SUFFIX = ".exe" if sys.platform == "win32" else ""


class BadBuildError(Exception):
    """Something of the build is missing, or does not start."""


def main() -> None:
    """Look the folder over that the command line names, and say what was measured."""
    folder = Path(sys.argv[1]).resolve()
    missing = lacking(folder)
    check(not missing, f"files are missing: {missing}")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="frozen-")))
        stack.enter_context(private_keyring(home / "keyring"))
        portal = stack.enter_context(PortalProcess(make_template(home / "portal").copy(home / "served")))
        portal.start()
        surroundings = os.environ | {"PEREMENA_HOME": str(home / "profiles"), "LC_ALL": "C.UTF-8"}
        took = ask_doctor(folder, portal.url, surroundings)
        seen = folder.with_name("windows.png")
        try:
            use_windows(folder / f"peremena{SUFFIX}", portal.data, portal.url, surroundings, seen)
        finally:
            errors = errors_in(home / "profiles")
            check(not errors, f"the windows wrote: {errors}")
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files) // 1_000_000
    say(f"{folder}: {size} MB; peremena-doctor took {took:.1f} s; a mark was typed, and one after a kill: {seen}")


def lacking(folder: Path) -> list[str]:
    """Return what the windows read of our own files and the build does not have."""
    own = (
        path for part in (HELP, ICONS, STYLES, TRANSLATIONS) for path in part.rglob("*") if path.suffix not in SOURCES
    )
    names = (path.relative_to(HERE) for path in own if path.is_file() and "__pycache__" not in path.parts)
    return [str(name) for name in names if not (folder / "_internal" / "resources" / name).exists()]


def ask_doctor(folder: Path, address: str, surroundings: dict[str, str]) -> float:
    """Let the build's own doctor look this PC over; return the seconds that it took."""
    begun = time.monotonic()
    command = [str(folder / f"peremena-doctor{SUFFIX}"), "--address", address]
    done = subprocess.run(command, env=surroundings, cwd=folder, capture_output=True, timeout=DOCTOR_S, check=False)
    told = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
    check(done.returncode == 0 and "Всё в порядке." in told, told)
    return time.monotonic() - begun


def errors_in(home: Path) -> list[str]:
    """Return what the windows have written of errors that nobody expected."""
    return [path.read_text(encoding="utf-8") for path in home.rglob(FILE)]


def check(holds: bool, otherwise: str) -> None:
    """Go on where something holds.

    Raises:
        BadBuildError: it does not.
    """
    if not holds:
        raise BadBuildError(otherwise)


def say(text: str) -> None:
    """Say something on standard output."""
    print(text, flush=True)  # noqa: T201 (the command speaks on standard output)


if __name__ == "__main__":
    main()
