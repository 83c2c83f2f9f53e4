"""P19: with every log at DEBUG, names, marks, PINs, tokens and secret addresses lie in no file, list or title.

The story is a real one: a teacher signs in with a phone, works, locks and comes back; a family and the office read.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from app.vault.profiles import profile_folder
from portal.commands import new_code, new_invitation, new_office_link
from tests.faults.programs import all_facts, windows
from tests.keyring_service import KeyringService
from tests.locked_pcs import Pc
from tests.phone import PASSWORD
from tests.portal_process import PortalProcess, PortalTemplate
from tests.tour.hands import PIN

DEBUGGING = """import logging, os
logging.basicConfig(
    level=logging.DEBUG, filename=os.path.join({folder!r}, f"{{os.getpid()}}.log"), encoding="utf-8", force=True
)
logging.getLogger("started").debug("with every log")
"""
"""What each Python program of the story runs first."""

NAMES = ("Фамилия00", "Фамилия07", "Фамилия29")
"""Pupils of the small school; the demo's own words and the class are no secret."""

ACCESS_TOKEN = re.compile(rb"eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}")
"""What programs show the portal for ten minutes; only they know which it was."""

TIMEOUT_S = 10


@dataclass
class Place:
    """Where the story leaves its traces. own: the database in which the portal keeps names in the open."""

    root: Path
    own: Path

    def files(self) -> Iterator[Path]:
        return (path for path in self.root.rglob("*") if path.is_file())

    def logs(self) -> list[Path]:
        return list((self.root / "logs").iterdir())


def spellings(word: str) -> set[bytes]:
    """Return the bytes in which a text may lie in a file."""
    escaped = word.encode("unicode_escape")
    return {word.encode(), word.encode("utf-16-le"), word.encode("cp1251", "ignore"), escaped, quote(word).encode()}


def found_in(data: bytes, words: Iterable[str]) -> list[str]:
    return [word for word in words if any(each in data for each in spellings(word))]


def leaks(paths: Iterable[Path], words: Iterable[str]) -> list[tuple[str, str]]:
    """Return which of the words lie in which of the files."""
    return [(path.name, word) for path in paths for word in found_in(path.read_bytes(), words)]


def process_list() -> dict[str, bytes]:
    """Return what every process of this PC shows of how it was started, by its id."""
    shown = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                shown[entry.name] = (entry / "cmdline").read_bytes()
            except OSError:
                continue
    return shown


@pytest.fixture
def place(own_folders: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """One folder for homes, temporary files, the portal and the logs of every program that is started."""
    # its name becomes part of the paths of sockets, which have to be short
    with tempfile.TemporaryDirectory(prefix="lk", ignore_cleanup_errors=True) as name:
        root = Path(name)
        for folder in ("site", "logs", "tmp", "home"):
            (root / folder).mkdir()
        (root / "site" / "sitecustomize.py").write_text(DEBUGGING.format(folder=str(root / "logs")))
        monkeypatch.setenv("PYTHONPATH", str(root / "site"))
        monkeypatch.setenv("TMPDIR", str(root / "tmp"))
        for variable in ("HOME", "PEREMENA_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            monkeypatch.setenv(variable, str(root / "home"))
        yield Place(root, root / "portal")


@pytest.fixture
def portal(place: Place, portal_template: PortalTemplate) -> Iterator[PortalProcess]:
    with PortalProcess(portal_template.copy(place.own), by_command=True) as process:
        process.start()
        yield process


def read_by_web(portal: PortalProcess, paths: Iterable[str]) -> None:
    """Open pages as a browser does, right ones and wrong ones."""
    for path in paths:
        for page in (path, f"{path}/people", f"{path}/term", f"{path}/x%00"):
            requests.get(portal.url + page, timeout=TIMEOUT_S)


def secrets_of(pc: Pc) -> set[str]:
    """Return what only the profile's journal knows."""
    opened = pc.unlock()
    profile = opened.profile
    opened.store.close()
    assert profile
    return {text for text in (profile.token, profile.author_seed) if text}


@pytest.mark.timeout(240)
def test_a_whole_story_at_debug_leaves_no_name_no_mark_and_no_secret_behind(
    place: Place, portal: PortalProcess, keyring_service: KeyringService
) -> None:
    invitation, office = new_invitation(portal.data, "anna"), new_office_link(portal.data)
    diary, code = portal.link("7Б", "Фамилия07 Имя"), new_code(portal.data, "boris")
    said = windows("join", portal.url, portal.url + invitation, "anna", PIN)
    assert said["window"] == "main_window"
    facts = all_facts("work_a_while", PIN)
    titles = [seen for what, seen in facts if what == "titles"]
    read_by_web(portal, [office, diary.removeprefix(portal.url), invitation])
    requests.post(
        f"{portal.url}/peremena/1/hello", data=b"x", headers={"Authorization": f"Bearer {code}"}, timeout=TIMEOUT_S
    )
    secrets = {PIN, PASSWORD, code, *(path.rpartition("/")[2] for path in (invitation, office, diary))}
    secrets |= secrets_of(Pc(profile_folder("default")))
    assert len(secrets) >= 7
    shown = {pid: line for pid, line in process_list().items() if b"tests.faults" not in line and b"pytest" not in line}
    assert any(str(portal.data).encode() in line for line in shown.values())
    assert [word for line in shown.values() for word in found_in(line, {*secrets, *NAMES})] == []
    assert titles
    assert [word for title in titles for word in found_in(title.encode(), {*secrets, *NAMES})] == []
    portal.stop()
    assert dict(facts)["marks"].startswith("5")
    assert all("with every log" in log.read_text(encoding="utf-8") for log in place.logs())
    assert len(place.logs()) >= 3
    assert leaks(place.files(), secrets) == []
    assert [path.name for path in place.files() if ACCESS_TOKEN.search(path.read_bytes())] == []
    assert leaks((path for path in place.files() if path.parent != place.own), NAMES) == []


@pytest.mark.parametrize("word", ["Фамилия07", PIN])
@pytest.mark.parametrize("spelt", ["utf-8", "utf-16-le", "cp1251", "unicode_escape"])
def test_a_leak_would_be_found_however_it_is_spelt(tmp_path: Path, word: str, spelt: str) -> None:
    (tmp_path / "x.log").write_bytes(b"before " + word.encode(spelt) + b" after")
    assert leaks(tmp_path.iterdir(), ["another", word]) == [("x.log", word)]
