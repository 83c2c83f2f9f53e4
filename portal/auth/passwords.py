"""Passwords of accounts: what may be one, and how the portal knows it again without keeping it."""

import threading
import unicodedata

from nacl import pwhash
from nacl.exceptions import CryptoError

MIN_LENGTH, MAX_LENGTH = 10, 200
FEWEST_SIGNS = 5
"""Different signs of a password; «1111111111» is none."""

AT_ONCE = 4
"""Passwords that are looked at together: each takes 64 MiB and a core for a moment."""

_turns = threading.Semaphore(AT_ONCE)


def flaw_of(password: str, login: str) -> str:
    """Return what is wrong with a password that somebody wants to have, empty where nothing is."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        return f"Пароль: от {MIN_LENGTH} до {MAX_LENGTH} знаков."
    if len(set(password.casefold())) < FEWEST_SIGNS or login.casefold() in password.casefold():
        return "Такой пароль легко угадать: в нём мало разных знаков или есть логин."
    return ""


def hash_password(password: str) -> str:
    """Return what is kept of a password: Argon2id, 64 MiB, with a salt of its own."""
    with _turns:
        stored = pwhash.argon2id.str(_plain(password), pwhash.argon2id.OPSLIMIT_INTERACTIVE, _MEMORY)
    return stored.decode("ascii")


def is_password(stored: str, password: str) -> bool:
    """Return whether this is the password; where nothing is stored, the same work is done for nothing."""
    with _turns:
        try:
            right: bool = pwhash.verify((stored or _NOBODYS).encode("ascii"), _plain(password))
        except CryptoError:
            return False
    return right and bool(stored)


def _plain(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password[:MAX_LENGTH]).encode("utf-8", "surrogatepass")


_MEMORY = pwhash.argon2id.MEMLIMIT_INTERACTIVE
_NOBODYS = "$argon2id$v=19$m=65536,t=2,p=1$0MOdMDJKCTR7isvDJe63/A$u8rVg9nkxN93PhMRQNQxStbNytTudIp72Vk1WLOuLc8"
"""Of a password that was drawn and forgotten: made here at each start it would cost a fifth of it."""
