"""Damages one file of a teacher's folder, starts the program on what is left, and says what is wrong then (P5)."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import func, select

from app.clock import Clock
from app.errors import DamagedError
from app.store.backups import COPIES, make_copy, put_back
from app.store.outbox import waiting
from app.store.spool import SPOOL, Spool
from app.store.tables import outbox
from app.store.unit import Store
from tests.faults.entries import after, entry
from tests.faults.journals import KEY, held, make_journal, reopen
from tests.faults.typist import command_of

ENTRIES, COPIED = 40, (12, 25)
"""Entries of a folder that nobody has sent, and behind how many of them a copy of the journal was made."""

PAGE = 4096
MOST_FLIPS = 20

JOURNAL, LOG = "journal.db", "journal.db-wal"


class Verdict(Enum):
    """What became of a damage that broke no promise."""

    DETECTED = "detected"
    HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class Profile:
    """A teacher's folder. ids: of all that was entered, which is nowhere else. killed: the log is not folded."""

    folder: Path
    ids: frozenset[str]
    killed: bool


def make_profiles(folder: Path) -> tuple[Profile, Profile]:
    """Make a folder as a program left it that ended, and one of a program that was killed."""
    at_work = folder / "at-work"
    at_work.mkdir(parents=True)
    store, spool = reopen(make_journal(at_work / JOURNAL)), Spool(at_work)
    for n in range(ENTRIES):
        if n in COPIED:
            make_copy(store, at_work)
        with store.unit() as unit:
            command_of(store, entry(n))(unit)
        spool.keep_up(store)
    ids = frozenset(key for key, _ in held(store)["waiting"])
    killed = Path(shutil.copytree(at_work, folder / "killed"))
    store.close()
    return Profile(at_work, ids, killed=False), Profile(killed, ids, killed=True)


def flipped(data: bytearray, chance: random.Random) -> None:
    """Change some bytes."""
    for _ in range(chance.choice((1, chance.randrange(1, MOST_FLIPS)))):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)


def emptied(data: bytearray, chance: random.Random) -> None:
    """Let a block be full of noughts, as a disk gives what it cannot read."""
    at = chance.randrange(len(data)) // PAGE * PAGE
    data[at : at + PAGE] = bytes(len(data[at : at + PAGE]))


def overwritten(data: bytearray, chance: random.Random) -> None:
    """Let other bytes stand in the middle."""
    at = chance.randrange(len(data))
    data[at : at + 100] = chance.randbytes(len(data[at : at + 100]))


def cut(data: bytearray, chance: random.Random) -> None:
    """Let the end be missing."""
    del data[chance.randrange(len(data)) :]


def misplaced(data: bytearray, chance: random.Random) -> None:
    """Let a block stand where another one belongs."""
    blocks = len(data) // PAGE or 1
    to, of = chance.randrange(blocks) * PAGE, chance.randrange(blocks) * PAGE
    data[to : to + PAGE] = data[of : of + PAGE]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (flipped, emptied, overwritten, cut, misplaced)


def damaged_starts(profiles: tuple[Profile, ...], place: Path, count: int, seed: int) -> Iterator[Verdict | str]:
    """Damage a file so many times, each time of a fresh copy; yield what became of it, or what is wrong.

    place: a folder for the copies.
    """
    chance = random.Random(seed)  # noqa: S311 (a damage wants to be repeated)
    for n in range(count):
        profile, damage = chance.choice(profiles), chance.choice(DAMAGES)
        folder = Path(shutil.copytree(profile.folder, place / "folder"))
        victim = chance.choice(_victims(folder))
        data = bytearray(victim.read_bytes())
        damage(data, chance)
        victim.write_bytes(data)
        found = started(folder, profile)
        about = f"seed {seed}, damage {n}, {victim.relative_to(folder)} {damage.__name__}"
        yield found if isinstance(found, Verdict) else f"{about}: {found}"
        shutil.rmtree(folder)


def false_alarms(profiles: tuple[Profile, ...], place: Path, count: int) -> int:
    """Start on whole folders; return how often something else is said than that they are whole."""
    found = 0
    for n in range(count):
        profile = profiles[n % len(profiles)]
        folder = Path(shutil.copytree(profile.folder, place / "whole"))
        found += started(folder, profile) is not Verdict.HARMLESS
        shutil.rmtree(folder)
    return found


def started(folder: Path, profile: Profile) -> Verdict | str:
    """Start on a folder, put the journal back where it is damaged, and say what is wrong then."""
    journal = folder / JOURNAL
    before, verdict = journal.read_bytes(), Verdict.HARMLESS
    try:
        store = reopen(journal)
    except DamagedError:
        verdict = Verdict.DETECTED
        if journal.read_bytes() != before:
            return "the damaged journal was changed"
        put_back(journal, KEY, Clock())
        if journal.with_suffix(".kept1").read_bytes() != before:
            return "the damaged journal was not kept"
        store = reopen(journal)
    try:
        return _wrong(store, Spool(folder), profile, at_once=verdict is Verdict.HARMLESS) or verdict
    finally:
        store.close()


def _victims(folder: Path) -> list[Path]:
    """Return the files of which one is damaged; the journal's more often than others."""
    copies = sorted((folder / COPIES).glob("*.copy"))
    log = [path for path in (folder / LOG,) if path.exists()]
    return [*(folder / JOURNAL,) * 4, *log * 3, folder / SPOOL, *copies]


def _wrong(store: Store, spool: Spool, profile: Profile, *, at_once: bool) -> str:
    spool.reserve_numbers(store)
    found = held(store)
    here = {key for key, _ in found.pop("waiting")}
    with store.reading() as unit:
        rows = waiting(unit)
    if found != after(rows):
        return f"the journal is not as after {rows} entries"
    if at_once and not profile.killed and rows != ENTRIES:
        return f"{ENTRIES - rows} entries are missing without a word"
    lost = {each.id for each in spool.lost(store)}
    if here | lost != profile.ids:
        return f"{len(profile.ids - here - lost)} entries are nowhere"
    spool.keep_up(store)
    if {each.id for each in spool.read()} != profile.ids:
        return "the spool was not completed"
    with store.unit() as unit:
        command_of(store, entry(ENTRIES))(unit)
        given = unit.connection.execute(select(func.max(outbox.c.n))).scalar_one()
    return "" if given == ENTRIES + 1 else f"the number {given} was given again"
