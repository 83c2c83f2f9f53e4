"""Who is at the keyboard of the server: commands know an operator by the own account of the operating system."""

import getpass
import os
from pathlib import Path

LOGIN_UID = Path("/proc/self/loginuid")
"""Who signed in to the server, on Linux; `su` and `sudo` leave it as it was."""

UNKNOWN = str(2**32 - 1)
"""What stands there where nobody signed in: in a container, for a service."""


def operator_now() -> str:
    """Return number and name of who has signed in to the server; of somebody who became root, who that was before."""
    number = _signed_in() or os.environ.get("SUDO_UID", "") or str(getattr(os, "getuid", lambda: "")())
    return f"{number} {_name_of(number)}"


def is_same(one: str, other: str) -> bool:
    """Return whether two operators are one person, by their numbers."""
    return one.partition(" ")[0] == other.partition(" ")[0]


def _signed_in() -> str:
    try:
        found = LOGIN_UID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
    return "" if found == UNKNOWN else found


def _name_of(number: str) -> str:
    try:
        import pwd  # noqa: PLC0415 (Windows has none)

        return pwd.getpwuid(int(number)).pw_name
    except (ImportError, KeyError, ValueError):
        return os.environ.get("SUDO_USER", "") or getpass.getuser()
