"""The container's file: what it copies is there and is enough, and what it runs is a portal that tells how it is."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from resources.demo.serving import READY

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")
COPIED = dict(re.findall(r"^COPY ([^-\s]\S*) (\S+)$", TEXT, re.MULTILINE))
PROGRAM = "/opt/peremena/program/"
WAIT_S = 20


def words_of(line: str) -> list[str]:
    """Return the words of a line of the file, which are written as a list. line: how it begins."""
    (found,) = re.findall(rf"^{line} (\[.*\])$", TEXT, re.MULTILINE)
    words: list[str] = json.loads(found)
    return words


def laid_out(folder: Path) -> Path:
    """Return a folder with what the container has of the program, and nothing else."""
    for source, target in COPIED.items():
        if target.startswith(PROGRAM):
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, folder / target.removeprefix(PROGRAM))
    return folder


def test_whatever_is_copied_is_there() -> None:
    assert {"app", "portal", "resources", "requirements/portal.lock"} <= COPIED.keys()
    assert [source for source in COPIED if not (ROOT / source).exists()] == []


def test_nothing_of_it_runs_as_root_or_comes_without_a_hash() -> None:
    assert re.search(r"^USER 10001:10001$", TEXT, re.MULTILINE)
    assert "--require-hashes" in TEXT
    assert not re.search(r"index-url|trusted-host|https?://(?!127\.0\.0\.1)", TEXT)


def test_a_server_gets_nothing_of_the_windows() -> None:
    lock = (ROOT / "requirements" / "portal.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert {"litestar", "sqlalchemy", "sqlcipher3"} <= pinned
    assert not {"pyside6-essentials", "keyring", "requests", "truststore"} & pinned


def test_what_it_runs_is_a_portal_that_tells_how_it_is(tmp_path: Path) -> None:
    program = laid_out(tmp_path)
    environment = {
        **{name: os.environ[name] for name in ("HOME", "PATH")},
        "PYTHONPATH": str(program),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    _, *entry = words_of("ENTRYPOINT")
    data = str(tmp_path / "data")

    def told(words: list[str]) -> list[str]:
        """Return a command of the container with this folder and a port that is free."""
        changed = {"/var/lib/peremena/portal": data, "0.0.0.0": "127.0.0.1", "8470": "0"}  # noqa: S104 (inside it)
        return [sys.executable, "-P", *entry, *(changed.get(word, word) for word in words)]

    init = told(["init", "--data", data, "--school-name", "Школа № 7"])
    subprocess.run(init, check=True, cwd=tmp_path, env=environment, timeout=WAIT_S)
    serve = told(words_of("CMD"))
    with subprocess.Popen(serve, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as portal:
        assert portal.stdout is not None
        address = portal.stdout.readline().removeprefix(READY).strip()
        try:
            *_, check = words_of("    CMD")
            asked = check.replace("http://127.0.0.1:8470", address)
            assert asked != check
            assert subprocess.run([sys.executable, "-c", asked], check=False, timeout=WAIT_S).returncode == 0
        finally:
            portal.terminate()
        assert portal.wait(WAIT_S) == 0
    gone = subprocess.run([sys.executable, "-c", asked], check=False, stderr=subprocess.DEVNULL, timeout=WAIT_S)
    assert gone.returncode != 0
