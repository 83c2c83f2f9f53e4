"""The diary as a page that is installed: the last seen week opens without a network, where somebody wants that."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import open_browser, open_page, take_shot
from tests.portal.diary.diary_portal import DiaryPortal
from tests.portal.diary.diary_school import MARIA, MONDAY, PETR
from tests.portal.diary.test_access import get
from tests.portal.diary.test_week import SHOTS

KEPT = """
async () => {
  const home = document.documentElement.dataset.home;
  for (let tries = 0; tries < 200; tries += 1) {
    if (await (await caches.open(`week ${home}`)).match("/kept-week")) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser in which scripts run."""
    with open_page(browser, scripts=True) as opened:
        yield opened


def keep(page: Page, home: str) -> None:
    """Let the browser keep the last week, and wait until it does."""
    page.goto(f"{home}/more")
    page.get_by_role("button", name="Хранить последнюю неделю").click()
    expect(page.locator("#kept")).to_contain_text("хранится на этом устройстве")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    assert page.evaluate(KEPT), "the week is kept"


def test_the_manifest_opens_the_own_diary_and_nothing_else(diary: DiaryPortal) -> None:
    answer = get(f"{diary.url(MARIA)}/manifest.webmanifest")
    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    manifest = json.loads(answer.text)
    assert manifest["start_url"] == manifest["scope"] == diary.paths[MARIA]
    assert manifest["display"] == "standalone"
    icon = get(diary.address + manifest["icons"][0]["src"])
    assert (icon.status_code, icon.headers["Content-Type"]) == (200, "image/svg+xml")
    touch = get(diary.address + manifest["icons"][1]["src"])
    assert (touch.headers["Content-Type"], touch.content[:4]) == ("image/png", b"\x89PNG")
    assert f'rel="apple-touch-icon" href="{manifest["icons"][1]["src"]}"' in get(diary.url(MARIA)).text
    assert get(f"{diary.address}/diary/unknown/manifest.webmanifest").status_code == 404


def test_nothing_is_kept_unless_somebody_wants_it(page: Page, diary: DiaryPortal) -> None:
    page.goto(diary.week(MARIA, MONDAY))
    page.goto(f"{diary.url(MARIA)}/more")
    expect(page.locator("#kept")).to_have_text("На этом устройстве ничего не хранится.")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


def test_the_last_seen_week_opens_without_a_network_and_says_so(page: Page, diary: DiaryPortal) -> None:
    home = diary.url(MARIA)
    keep(page, home)
    page.goto(diary.week(MARIA, MONDAY))
    expect(page.locator(".offline")).to_have_count(0)
    page.context.set_offline(offline=True)
    for path in ("", "/day", f"/{MONDAY}"):
        page.goto(f"{home}{path}")
        expect(page.get_by_role("status")).to_contain_text("Нет связи. Показана неделя, сохранённая")
        expect(page.get_by_role("region", name="Понедельник, 7 сентября")).to_contain_text("Алгебра")
    assert page.evaluate("getComputedStyle(document.querySelector('.offline')).borderRadius") == "8px"
    take_shot(page, SHOTS / "diary-offline.png")
    page.context.set_offline(offline=False)
    page.goto(home)
    expect(page.locator(".offline")).to_have_count(0)


def test_what_is_kept_can_be_removed(page: Page, diary: DiaryPortal) -> None:
    home = diary.url(MARIA)
    keep(page, home)
    page.get_by_role("button", name="Больше не хранить").click()
    expect(page.locator("#kept")).to_have_text("На этом устройстве ничего не хранится.")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


def test_one_childs_kept_week_is_not_shown_for_another(page: Page, diary: DiaryPortal) -> None:
    keep(page, diary.url(MARIA))
    page.goto(diary.url(PETR))
    page.context.set_offline(offline=True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(diary.url(PETR))


def test_without_scripts_the_button_is_not_there(browser: Browser, diary: DiaryPortal) -> None:
    with open_page(browser) as page:
        page.goto(f"{diary.url(MARIA)}/more")
        expect(page.get_by_role("button", name="Хранить последнюю неделю")).to_have_count(0)
        expect(page.get_by_role("heading", name="На телефоне и без интернета")).to_be_visible()


def test_no_page_breaks_its_own_policy(page: Page, diary: DiaryPortal) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in ("", "/day", "/term", "/new", "/more"):
        page.goto(f"{diary.url(MARIA)}{path}")
    keep(page, diary.url(MARIA))
    assert told == []
