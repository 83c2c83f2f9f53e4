"""The guided tour: a teacher's lesson through the real windows, offscreen, with real parts around them.

A private keyring, the portal as a process, the desktop as a process that is killed in mid-entry, Chromium for the
parent's diary. Each step prints a line with what it saw and leaves a screenshot; a step that fails ends the tour
with a non-zero exit code.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from resources.demo.school import DEMO, demo_data
from resources.demo.serving import PortalProcess
from tests.browser import open_browser, open_page, take_shot
from tests.keyring_service import private_keyring
from tests.tour.telling import say

ROOT = Path(__file__).parents[2]
SCREEN = Path(__file__).with_name("screen.json")
"""The screen of a classroom PC, for Qt's offscreen platform."""

SCENE_S = 120
"""Longest a scene of the desktop may take; each takes seconds."""


class StepFailedError(Exception):
    """A step did not see what it had to see."""


def main() -> int:
    """Walk through the tour; return the exit code."""
    parser = argparse.ArgumentParser(prog="tour")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "tour")
    parser.add_argument("--demo", type=Path, default=ROOT / "build" / "demo")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.out, ignore_errors=True)
    arguments.out.mkdir(parents=True)
    try:
        with ExitStack() as stack:
            walk(stack, arguments.out, arguments.demo)
    except StepFailedError as failure:
        say("FAILED", str(failure))
        return 1
    say("done", f"screenshots are in {os.path.relpath(arguments.out)}")
    return 0


def walk(stack: ExitStack, out: Path, demo: Path) -> None:
    """Go through the steps one after another.

    Raises:
        StepFailedError: a step did not see what it had to see.
    """
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="peremena-tour-")))
    stack.enter_context(private_keyring(home / "keyring"))
    portal = PortalProcess(shutil.copytree(demo_data(demo), home / "portal")).start()
    stack.callback(portal.kill)
    say("portal", f"serves «{DEMO.school_name}» at {portal.url}")
    desktop = Desktop(home / "profile", out)

    desktop.play("first_start", portal.url, portal.invitation(DEMO.login))
    portal.stop()
    say("portal", "switched off: the lesson is taught without it")
    desktop.play("lesson")
    acknowledged = desktop.play_until_killed("entry", lines=random.randrange(6, 15))  # noqa: S311 (a moment)
    say("kill -9", f"in mid-entry, after {len(acknowledged)} acknowledged marks")
    desktop.play("after_the_kill", *acknowledged)
    portal.start()
    say("portal", "switched on again")
    desktop.play("synchronise")
    with open_browser() as browser:
        read_diary(browser, portal, out)


def read_diary(browser: Browser, portal: PortalProcess, out: Path) -> None:
    """Open the parent's diary and find the lesson in it.

    Raises:
        StepFailedError: something of the lesson is not there.
    """
    number = len(list(out.glob("*.png"))) + 1
    with open_page(browser) as page:
        page.goto(f"{portal.link(DEMO.school_class, DEMO.pupil)}/{DEMO.monday}")
        take_shot(page, out / f"{number:02}-diary.png")
        entry = page.locator(f"#d{DEMO.day} li.lesson").nth(DEMO.number - 1)
        seen = (entry.locator("h3").inner_text(), tuple(entry.locator(".mark").all_inner_texts()))
        text = entry.inner_text()
        entry.screenshot(path=out / f"{number + 1:02}-diary-lesson.png")
    check(seen == (DEMO.subject, DEMO.marks), f"the diary shows {seen}, not {(DEMO.subject, DEMO.marks)}")
    for wanted in (DEMO.topic, DEMO.homework):
        check(wanted in text, f"the diary does not show «{wanted}»")
    say("diary", f"{DEMO.pupil}, {DEMO.subject}: marks {', '.join(DEMO.marks)}; topic and homework are there")


class Desktop:
    """The desktop as a process of its own, one scene after another on the same profile."""

    def __init__(self, home: Path, out: Path) -> None:
        self._environment = {
            **os.environ,
            "PEREMENA_HOME": str(home),
            "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}",
        }
        self._out = out

    def play(self, scene: str, *words: str) -> None:
        """Play a scene to its end.

        Raises:
            StepFailedError: it did not see what it had to see.
        """
        with self._started(scene, words) as process:
            output, _ = process.communicate(timeout=SCENE_S)
            print(output, end="", flush=True)  # noqa: T201 (the tour speaks on standard output)
        check(process.returncode == 0, f"scene {scene} ended with {process.returncode}")

    def play_until_killed(self, scene: str, *, lines: int) -> list[str]:
        """Play a scene and kill it while it goes on; return the entries it had acknowledged."""
        with self._started(scene, ()) as process:
            told = [line.strip() for line, _ in zip(read(process), range(lines), strict=False)]
            process.send_signal(signal.SIGKILL)
            told += [line.strip() for line in read(process)]
        check(process.returncode == -signal.SIGKILL, f"scene {scene} ended by itself with {process.returncode}")
        return [line.removeprefix("acknowledged ") for line in told if line.startswith("acknowledged ")]

    @contextmanager
    def _started(self, scene: str, words: tuple[str, ...]) -> "Iterator[subprocess.Popen[str]]":
        command = [sys.executable, "-m", "tests.tour.desktop", scene, str(self._out), *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self._environment, cwd=ROOT) as process:
            try:
                yield process
            finally:
                process.kill()


def check(seen: bool, wrong: str) -> None:
    """Let the step fail with these words unless it saw what it had to see."""
    if not seen:
        raise StepFailedError(wrong)


def read(process: "subprocess.Popen[str]") -> Iterator[str]:
    """Yield whole lines; the last one is left out where the kill cut it."""
    for line in process.stdout or ():
        if line.endswith("\n"):
            yield line


if __name__ == "__main__":
    raise SystemExit(main())
