"""Other diaries that somebody with a link has put beside it: kept sealed, and opened by the link alone."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.secret import SecretBox
from sqlalchemy import ColumnElement, delete, insert, select

from portal.diary.opening import Visit
from portal.store.tables import family_links

MOST = 8
"""Diaries beside one."""

NAME_LIMIT, ADDRESS_LIMIT = 60, 300

LOOPBACK = {"127.0.0.1", "localhost"}
"""Where a portal is tried out, without TLS."""

_PATH = re.compile(r"/diary/[A-Za-z0-9_-]{32}")
_PURPOSE = b"peremena family"


class NotADiaryError(ValueError):
    """An address leads to no diary's page, or there is no room for one more."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another diary. number: among those of the link. address: as it was entered."""

    number: int
    name: str
    address: str


def read_beside(visit: Visit) -> tuple[Beside, ...]:
    """Return the diaries beside a link's own, in the order in which they were put there."""
    rows = visit.connection.execute(
        select(family_links.c.number, family_links.c.sealed).where(*_own(visit)).order_by(family_links.c.number)
    )
    box = _box(visit)
    return tuple(Beside(row.number, *_opened(box, row.sealed)) for row in rows)


def put_beside(visit: Visit, name: str, address: str) -> None:
    """Put a diary beside the link's own. address: of this portal or of another one; name: as the family calls it.

    Raises:
        NotADiaryError: the address is none of a diary, stands there already, or MOST stand there.
    """
    found = diary_address(address)
    there = read_beside(visit)
    if found is None or found.endswith(visit.home) or len(there) >= MOST or found in {each.address for each in there}:
        raise NotADiaryError
    number = max((each.number for each in there), default=0) + 1
    shown = " ".join(name.split())[:NAME_LIMIT] or f"Дневник {number + 1}"
    sealed = bytes(_box(visit).encrypt(json.dumps([shown, found]).encode()))
    row = {"school_id": visit.owner.school_id, "link": visit.link, "number": number, "sealed": sealed}
    visit.connection.execute(insert(family_links), row)


def take_away(visit: Visit, number: str) -> None:
    """Take a diary away from beside the link's own."""
    if number.isdecimal():
        visit.connection.execute(delete(family_links).where(*_own(visit), family_links.c.number == int(number[:9])))


def diary_address(text: str) -> str | None:
    """Return the address of a diary without what stands behind it, None where the text is none."""
    if len(text) > ADDRESS_LIMIT:
        return None
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        return None
    path = _PATH.match(parts.path)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if path is None or not is_safe or not parts.hostname or parts.username is not None:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{path[0]}"


def _own(visit: Visit) -> tuple[ColumnElement[bool], ...]:
    return family_links.c.school_id == visit.owner.school_id, family_links.c.link == visit.link


def _box(visit: Visit) -> SecretBox:
    """Return what seals: its key follows from the link, of which the portal keeps the hash only."""
    key = blake2b(visit.code.encode(), digest_size=SecretBox.KEY_SIZE, key=_PURPOSE, encoder=RawEncoder)
    return SecretBox(key)


def _opened(box: SecretBox, sealed: bytes) -> tuple[str, str]:
    name, address = json.loads(box.decrypt(sealed))
    return str(name), str(address)
