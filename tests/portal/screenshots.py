"""Draws the portal's pages into a folder, one of each sort, as the demo school has them: what docs show and eyes judge.

Pages are found by their links, so that later ones are drawn too: families' on a phone, the office's on a screen.
"""

import base64
import re
import shutil
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, Page, ViewportSize
from sqlalchemy import select

from app.columns import record_of
from app.domain.records import Pupil
from app.ids import SchoolId
from portal.auth.authenticator import STEP_MS, code_at
from portal.auth.families import invite_family
from portal.auth.links import find_pupil
from portal.auth.oauth.access_tokens import CLIENT
from portal.rights import Role
from portal.settings import DataFolder
from portal.store.dialects import listing, writing
from portal.store.opening import open_engine
from portal.store.rows import fields_of
from portal.store.tables import TABLES, schools
from resources.demo.school import DEMO, ROOT, demo_data
from resources.demo.serving import command
from tests.browser import DESKTOP, open_browser, open_page
from tests.phone import PASSWORD, press
from tests.portal.office.clocked_portal import ClockedPortal, home_of, served

PHONE = ViewportSize(width=390, height=844)
"""A common one, a pixel for each of CSS: pictures for a page of docs."""

TALLEST = 1_200
"""CSS pixels of a page that are drawn: what is below looks like what is above."""

WORD = re.compile(r"[a-z]+(-[a-z]+)*")
"""What a step of an address is that is no id, day or code."""

OTHER = "Гринберг Илья"
"""A second pupil of the demonstration's class, for whom a parent applies."""

FILLED = "2026-11-16"
"""Monday of the last week in which all teachers have written."""

TURNED = "2027-05-31"
"""The day on which the turn of the year is prepared."""

LIST = (
    "Класс\tФамилия\tИмя\tОтчество\tДата рождения\tПол\n"
    "7Б\tЩукин\tМарк\tОлегович\t14.05.2013\tм\n"
    "7Д\tЖуков\tТимур\t\t02.05.2013\tм\n"
    "7Б\tЕгорова\tМила\tИгоревна\t31.02.2013\tж\n"
)
"""A list of which one row can be taken."""

FILES = {"table", "sheet"}
"""Last steps of addresses that are saved, besides those with a dot."""


def main(folder: Path) -> None:
    """Draw everything anew, as it is at noon of the demonstration's day."""
    with TemporaryDirectory() as scratch, ExitStack() as stack:
        # a school of its own: what a parent tells and asks for here is nothing that the demonstration keeps
        data = Path(shutil.copytree(demo_data(ROOT / "build" / "screenshots-portal"), Path(scratch) / "portal"))
        portal = stack.enter_context(served(data))
        browser = stack.enter_context(open_browser())
        portal.at(DEMO.day)
        draw_doors(browser, folder / "entrance", portal)
        draw_family(browser, folder, portal)
        draw_office(browser, folder / "office", portal)
        portal.at(TURNED)
        draw_turn(browser, folder / "office", portal)


def draw_doors(browser: Browser, folder: Path, portal: ClockedPortal) -> None:
    """Draw the sign-in, and what an invited teacher is shown."""
    with open_page(browser, viewport=PHONE) as page:
        page.goto(f"{portal.url}/sign-in")
        shoot(page, folder / "sign-in.png")
        page.goto(path_of(portal, "user", "invite", DEMO.login))
        shoot(page, folder / "invitation.png")
        join(page, portal, DEMO.login)
        shoot(page, folder / "recovery.png")
        for name in ("account", "device"):
            page.goto(f"{portal.url}/{name}")
            shoot(page, folder / f"{name}.png")
        draw_approval(page, folder, portal)


def draw_approval(page: Page, folder: Path, portal: ClockedPortal) -> None:
    """Draw what a teacher's phone shows behind the QR code of the program, until the program is let in."""
    asked = {"client_id": CLIENT, "device_name": "Кабинет 214"}
    waiting = httpx.post(f"{portal.url}/oauth/device_authorization", data=asked, trust_env=False).json()
    page.goto(waiting["verification_uri_complete"])
    page.get_by_label("Две цифры с экрана компьютера").fill(waiting["number"])
    shoot(page, folder / "device-asked.png")
    press(page, "Подключить")
    shoot(page, folder / "device-connected.png")


def draw_family(browser: Browser, folder: Path, portal: ClockedPortal) -> None:
    """Draw what a parent sees who has joined, told of an absence and applied for another child."""
    school, (child, other) = children(portal)
    with open_page(browser, viewport=PHONE) as page:
        with writing(open_engine(DataFolder(portal.data).url), school).begin() as connection:
            invitation = invite_family(connection, school, child.id, Role.PARENT, now_ms=portal.clock.ms)
        page.goto(f"{portal.url}{invitation}")
        shoot(page, folder / "entrance" / "invitation-of-a-parent.png")
        join(page, portal, "elkina")
        page.goto(f"{portal.url}/roles")
        home = page.url
        page.goto(f"{home}/absence")
        fill(page, {"first": DEMO.monday, "last": DEMO.day, "proposer": "Ёлкина Марина Юрьевна, мама"})
        page.get_by_label("болезнь").check()
        shoot(page, folder / "diary" / "absence-filled.png")
        press(page, "Отправить")
        draw_application(page, folder / "access", f"{portal.url}/access", other)
        page.goto(f"{portal.url}/account")
        shoot(page, folder / "entrance" / "account-of-a-parent.png")
        draw(page, folder / "diary", f"{home}/{FILLED}")
        with open_page(browser, viewport=DESKTOP, dark=True) as wide:
            wide.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # as they were given
            draw(wide, folder / "diary-wide", f"{home}/{FILLED}")


def draw_application(page: Page, folder: Path, address: str, child: Pupil) -> None:
    """Draw the application for access to a diary, from its form to where it waits for the school."""
    page.goto(f"{address}/new")
    page.get_by_label("мать", exact=True).check()
    stated = {"surname": child.surname, "name": child.name, "patronymic": child.patronymic}
    typed = {
        "applicant": "Ёлкина Марина Юрьевна",
        **stated,
        "born": f"{child.born:%d.%m.%Y}",
        "class": DEMO.school_class,
    }
    fill(page, {f"typed.{name}": text for name, text in typed.items()})
    page.get_by_label("Сведения верны").check()
    for name, button in (("form", "Проверить заявление"), ("review", "Отправить заявление")):
        shoot(page, folder / f"{name}.png")
        press(page, button)
    shoot(page, folder / "sent.png")
    page.goto(address)
    shoot(page, folder / "list.png")


def draw_office(browser: Browser, folder: Path, portal: ClockedPortal) -> None:
    """Draw the office's pages, and those that a form leads to."""
    home = home_of(portal)
    with open_page(browser, viewport=DESKTOP) as page:
        draw(page, folder, home)
        page.goto(f"{home}/day")
        page.get_by_label("Кого нет").select_option(label=short(DEMO.teacher))
        press(page, "Показать")
        shoot(page, folder / "day-of-a-teacher.png")
        page.get_by_role("link", name="Решить").first.click()
        shoot(page, folder / "day-one.png")
        page.goto(f"{home}/people/import")
        page.get_by_label("Или вставьте из таблицы").fill(LIST)
        press(page, "Проверить список")
        shoot(page, folder / "people-import-looked.png")
        page.goto(f"{home}/timetable")
        page.get_by_role("link", name=DEMO.school_class, exact=True).click()
        page.locator("td a", has_text="Вторник, 1 урок").click()
        lesson = page.locator("[name='typed.journal-0']")
        lesson.select_option(value=lesson.locator("option", has_text=DEMO.subject).get_attribute("value"))
        press(page, "Проверить изменения")
        shoot(page, folder / "timetable-looked.png")


def draw_turn(browser: Browser, folder: Path, portal: ClockedPortal) -> None:
    """Draw the turn of the year, as it is prepared in May."""
    home = f"{home_of(portal)}/turn"
    with open_page(browser, viewport=DESKTOP) as page:
        page.goto(home)
        for name in pages_from(page, urlsplit(home).path):
            shoot(page, folder / f"turn-{name}.png")
        page.goto(home)
        press(page, "Посмотреть всё целиком")
        shoot(page, folder / "turn-review.png")


def draw(page: Page, folder: Path, begin: str) -> None:
    """Draw a page and one of each sort that its links lead to."""
    page.goto(begin)
    home = "/".join(urlsplit(begin).path.split("/")[:3])
    for name in pages_from(page, home):
        shoot(page, folder / f"{name}.png")


def path_of(portal: ClockedPortal, *words: str) -> str:
    """Return the address that a command hands out. words: the command and what it is told, without the folder."""
    kind, step, *facts = words
    printed = command(kind, step, "--data", str(portal.data), *facts)
    return portal.url + printed.strip().splitlines()[-1]


def join(page: Page, portal: ClockedPortal, login: str) -> None:
    """Make an account by the invitation that is open, with a code of the portal's own time."""
    text = page.locator(".key").inner_text().replace(" ", "")
    secret = base64.b32decode(text + "=" * (-len(text) % 8))
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль, от 10 знаков").fill(PASSWORD)
    page.get_by_label("Пароль ещё раз").fill(PASSWORD)
    page.get_by_label("Код из приложения").fill(code_at(secret, portal.clock.ms // STEP_MS))
    press(page, "Создать учётную запись")


def children(portal: ClockedPortal) -> tuple[SchoolId, list[Pupil]]:
    """Return the school, and two pupils of the demonstration's class: the one that is shown, and another."""
    engine = open_engine(DataFolder(portal.data).url)
    table = TABLES[Pupil]
    with listing(engine).connect() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
    with writing(engine, school).begin() as connection:
        found = [find_pupil(connection, school, DEMO.school_class, each) for each in (DEMO.pupil, OTHER)]
        rows = [connection.execute(select(*fields_of(Pupil)).where(table.c.id == each)).one() for each in found]
    engine.dispose()
    return school, [record_of(Pupil, row) for row in rows]


def fill(page: Page, typed: Mapping[str, str]) -> None:
    """Type into fields, by their names."""
    for name, text in typed.items():
        page.locator(f"[name='{name}']").fill(text)


def short(name: str) -> str:
    """Return a teacher as lists have one: «Морозова Е. С.»."""
    surname, *given = name.split()
    return " ".join([surname, *(f"{each[0]}." for each in given)])


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
    page.evaluate("scrollTo(0, 0)")
    before = page.viewport_size or DESKTOP
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": before["width"], "height": min(max(height, before["height"]), TALLEST)})
    page.screenshot(path=path)
    page.set_viewport_size(before)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
