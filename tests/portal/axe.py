"""Asks axe-core what is wrong with a page for people who see, hear or move otherwise."""

from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """Return what breaks a rule on the page that is shown, each with the place where it stands first."""
    found = cast("dict[str, Any]", Axe().run(page).response)
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]
