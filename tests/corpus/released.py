"""What released programs have written, opened by today's."""

import json
import random
import shutil
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import msgspec

from app.clock import Clock
from app.services.profile import Profile, read_profile
from app.store.opening import open_store
from tests.simulation.network import Network
from tests.simulation.pcs import JOURNAL, KEY, SimulatedPc
from tests.simulation.school import served_from

FOLDER = Path(__file__).parent
RELEASES = ("v1", "v2", "v4")
"""Oldest first; no program of the third schema ever left the house."""
TYPES = {"str": str, "int": int, "bool": bool, "date": date, "None": None}


@dataclass(frozen=True, slots=True)
class Released:
    """A copy of what a release has left: its portal, and a PC that has not been started since."""

    network: Network
    folder: Path
    profile: Profile

    def start(self) -> SimulatedPc:
        """Start today's program on the PC."""
        return SimulatedPc(self.folder / "pc", self.profile, self.network, self.network.chance)


def lay_out(release: str, folder: Path) -> Released:
    """Copy a release's files as a portal's folder and a PC's; the portal is started."""
    (folder / "pc").mkdir(parents=True)
    (folder / "portal").mkdir()
    for name in ("portal.db", "portal.key"):
        shutil.copy(FOLDER / release / name, folder / "portal" / name)
    shutil.copy(FOLDER / release / JOURNAL, folder / "pc" / JOURNAL)
    if (spool := FOLDER / release / "outbox.spool").exists():
        shutil.copy(spool, folder / "pc" / "outbox.spool")
    network = Network(served_from(folder / "portal"), random.Random(0), calm=True)  # noqa: S311 (is not drawn from)
    return Released(network, folder, _profile_of(folder))


def _profile_of(folder: Path) -> Profile:
    copy = Path(shutil.copy(folder / "pc" / JOURNAL, folder / "looked-at.db"))
    store = open_store(copy, KEY, Clock())
    with store.reading() as unit:
        profile = read_profile(unit)
    store.close()
    assert profile is not None
    return profile


def operations_of(release: str) -> list[dict[str, Any]]:
    """Return the release's operations as they stand in its file."""
    lines = (FOLDER / release / "operations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def records_of(release: str) -> Any:
    """Return the union of the kinds of records, with the fields and the strictness that the release had."""
    return reduce(or_, (_struct(tag, fields) for tag, fields in shapes_of(release).items()))


def shapes_of(release: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Return by tag the fields of every kind of record that the release knew: name, type, whether it must be there."""
    text = (FOLDER / release / "shapes.json").read_text(encoding="utf-8")
    return msgspec.json.decode(text, type=dict[str, list[tuple[str, str, bool]]])


def _struct(tag: str, fields: list[tuple[str, str, bool]]) -> type[msgspec.Struct]:
    known = [
        (name, _type(kind)) if needed else (name, _type(kind), msgspec.field(default=None))
        for name, kind, needed in fields
    ]
    return msgspec.defstruct(tag, known, array_like=True, frozen=True, tag=tag, tag_field="tag")


def _type(kind: str) -> Any:
    return reduce(or_, (TYPES[each] for each in reversed(kind.split("|"))))
