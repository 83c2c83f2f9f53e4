"""The sandbox ESIA in a process of its own, and a person who signs in there with a browser that keeps no scripts."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

READY = "listening on "
STOP_S = 10


@dataclass(frozen=True)
class Sandbox:
    """A sandbox that answers one portal. settings: the portal's esia.toml."""

    url: str
    folder: Path
    settings: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def sign_in(self, address: str, login: str, *, step: str = "agree") -> str:
        """Sign in with a password and the telephone, answer the question, return where the browser is sent."""
        with httpx.Client(base_url=self.url, trust_env=False) as browser:
            ticket = location(browser.get(address))
            browser.post(f"{ticket}/password", data={"login": login, "password": "sandbox"})
            shown = re.search(r'id="sms">(\d{6})', browser.get(f"{ticket}/code").text)
            assert shown, login
            browser.post(f"{ticket}/code", data={"code": shown[1]})
            return location(browser.post(f"{ticket}/consent", data={"step": step}))


@contextmanager
def running_sandbox(folder: Path, portal: str, *, version: str = "current") -> Iterator[Sandbox]:
    """Run a sandbox on a free port until the context ends."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "esia.toml"
    words = ("--folder", str(folder), "--portal", portal, "--settings", str(settings), "--version", version)
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", *words, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        assert line.startswith(READY), line
        yield Sandbox(line.removeprefix(READY).strip(), folder, settings)
    finally:
        process.terminate()
        process.wait(STOP_S)
        if process.stdout:
            process.stdout.close()


def location(answer: httpx.Response) -> str:
    """Return where an answer leads."""
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def path_of(address: str) -> str:
    """Return an address without its host."""
    return urlsplit(address)._replace(scheme="", netloc="").geturl()
