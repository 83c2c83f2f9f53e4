"""Debian's Chromium under Playwright: pages as a person's browser shows them, nothing downloaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PHONE = ViewportSize(width=360, height=740)
"""The narrowest phone that is common among parents, in CSS pixels."""

DESKTOP = ViewportSize(width=1280, height=800)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium and close it at the end; each page belongs in a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, headless=True, args=list(FLAGS), ignore_default_args=["--headless"]
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(
    browser: Browser, *, viewport: ViewportSize = PHONE, dark: bool = False, scripts: bool = False
) -> Iterator[Page]:
    """Open an empty page with storage of its own; scripts: whether the page's JavaScript may run."""
    context = browser.new_context(
        viewport=viewport,
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        locale="ru-RU",
        device_scale_factor=2 if viewport == PHONE else 1,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def take_shot(page: Page, path: Path) -> Path:
    """Keep a picture of the whole page and return where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
    return path
