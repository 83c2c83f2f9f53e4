"""Where the entrance may lead on after a sign-in: to its own pages and nowhere else."""

import re
from urllib.parse import quote

SIGN_IN, CODE, ACCOUNT = "/sign-in", "/sign-in/code", "/account"
ESIA_START, ROLES = "/esia/start", "/roles"
APPLY = "/access"
"""Applications for access to a diary; its pages are a room of their own."""

NEW_APPLICATION = f"{APPLY}/new"

_OURS = re.compile(
    r"(/account|/roles|/device|/access(/[A-Za-z0-9_-]+)?|/oauth/authorize|/diary(/[A-Za-z0-9_-]+){1,4})(\?[A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?"
)
MOST = 2_000


def onward(text: str) -> str:
    """Return where to go after a sign-in: what was asked for where it is a page of ours, else the account's page."""
    return text if len(text) <= MOST and _OURS.fullmatch(text) else ACCOUNT


def leads_to_applying(path: str) -> bool:
    """Return whether a page is one of those on which access is applied for."""
    return path == APPLY or path.startswith(f"{APPLY}/")


def sign_in_for(path: str) -> str:
    """Return the address of the sign-in that leads on to a page."""
    return f"{SIGN_IN}?next={quote(path, safe='')}"


def code_for(path: str) -> str:
    """Return the address where the one-time code is asked, leading on to a page."""
    return f"{CODE}?next={quote(path, safe='')}"
