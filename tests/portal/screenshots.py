"""Draws the portal's pages into a folder, one of each sort, as the demo school has them: what docs show and eyes judge.

Pages are found by their links, so that later ones are drawn too: families' on a phone, the office's on a screen.
"""

import re
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize

from resources.demo.school import DEMO, ROOT, demo_data
from resources.demo.serving import PortalProcess, command
from tests.browser import DESKTOP, open_browser, open_page

PHONE = ViewportSize(width=390, height=844)
"""A common one, a pixel for each of CSS: pictures for a page of docs."""

TALLEST = 1_200
"""CSS pixels of a page that are drawn: what is below looks like what is above."""

WORD = re.compile(r"[a-z]+(-[a-z]+)*")
"""What a step of an address is that is no id, day or code."""

FILES = {"table", "sheet"}
"""Last steps of addresses that are saved, besides those with a dot."""


def main(folder: Path) -> None:
    """Draw everything anew."""
    data = demo_data(ROOT / "build" / "screenshots-portal")
    with ExitStack() as stack:
        portal = PortalProcess(data, 0).start()
        stack.callback(portal.stop)
        browser = stack.enter_context(open_browser())
        office = portal.url + command("office", "link", "--data", str(data)).strip().splitlines()[-1]
        invited = portal.url + command("user", "invite", "--data", str(data), DEMO.login).strip().splitlines()[-1]
        diary = f"{portal.link(DEMO.school_class, DEMO.pupil)}/{DEMO.monday}"
        draw(browser, folder / "office", office, DESKTOP, dark=False)
        draw(browser, folder / "diary", diary, PHONE, dark=False)
        draw(browser, folder / "diary-wide", diary, DESKTOP, dark=True)
        for name, address in (("sign-in", f"{portal.url}/sign-in"), ("invitation", invited)):
            with open_page(browser, viewport=PHONE) as page:
                page.goto(address)
                shoot(page, folder / "entrance" / f"{name}.png")


def draw(browser: Browser, folder: Path, begin: str, viewport: ViewportSize, *, dark: bool) -> None:
    """Draw a page and one of each sort that its links lead to."""
    with open_page(browser, viewport=viewport, dark=dark) as page:
        page.goto(begin)
        home = "/".join(urlsplit(begin).path.split("/")[:3])
        for name in pages_from(page, home):
            shoot(page, folder / f"{name}.png")


def pages_from(page: Page, home: str) -> Iterator[str]:
    """Open one page of each sort below an address, the present one first, and yield what each is called."""
    waiting, known = deque([page.url]), set[str]()
    while waiting:
        address = waiting.popleft()
        name = sort_of(urlsplit(address).path, home)
        if name in known:
            continue
        known.add(name)
        page.goto(address)
        yield name
        links = page.eval_on_selector_all("a[href]", "found => found.map(each => each.href)")
        waiting.extend(link for link in links if is_page(link, home))


def sort_of(path: str, home: str) -> str:
    """Return what a page is called: the words of its address, a sign for each id."""
    steps = [step for step in path.removeprefix(home).split("/") if step]
    return "-".join(step if WORD.fullmatch(step) else "one" for step in steps) or "start"


def is_page(link: str, home: str) -> bool:
    """Return whether a link leads to a page of the same place."""
    path = urlsplit(link).path
    last = path.rpartition("/")[2]
    return (path == home or path.startswith(f"{home}/")) and "." not in last and last not in FILES


def shoot(page: Page, path: Path) -> None:
    """Keep a picture of a page from its top, in a window that is as tall: what stays in sight stands at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size or DESKTOP
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": before["width"], "height": min(max(height, before["height"]), TALLEST)})
    page.screenshot(path=path)
    page.set_viewport_size(before)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
