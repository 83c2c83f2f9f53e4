"""The long proofs: `python -m tests.faults --cuts 1000 --damages 500 --inputs 10000`; prints seeds and figures."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.damages import Verdict, damaged_starts, false_alarms, make_profiles
from tests.faults.power_checks import Check, journal_wrong, portal_wrong, wrong_after_cuts
from tests.properties.codecs import READERS, wrong_reads

PROGRAMS: tuple[tuple[str, str, Check], ...] = (
    ("tests.faults.recorded_typing", "400", journal_wrong),
    ("tests.faults.recorded_portal", "150", portal_wrong),
)


def main() -> int:
    """Run them; return 1 where a promise is broken, or where a control does not break it."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--cuts", type=int, default=1_000)
    parser.add_argument("--damages", type=int, default=500)
    parser.add_argument("--inputs", type=int, default=10_000)
    options = parser.parse_args()
    kept = [_cut(*each, options.cuts) for each in PROGRAMS]
    kept += [_damage(options.damages), _read(options.inputs)]
    return 0 if all(kept) else 1


def _cut(program: str, written: str, check: Check, count: int) -> bool:
    """P2, and its control."""
    lost, control = _count(program, (written,), check, count), _count(program, (written, "normal"), check, count // 4)
    _tell(f"P2 {program}: {lost} of {count} power cuts lost something; unsynced {control} of {count // 4}")
    return not lost and control > 0


def _count(program: str, words: tuple[str, ...], check: Check, count: int) -> int:
    with tempfile.TemporaryDirectory(prefix="power") as folder:
        found = list(wrong_after_cuts(program, Path(folder) / "disk", *words, count=count, check=check))
    if "normal" not in words:
        for wrong in filter(None, found):
            _tell(wrong)
    return sum(map(bool, found))


def _damage(count: int) -> bool:
    """P5."""
    seed = random.SystemRandom().randrange(1 << 32)
    with tempfile.TemporaryDirectory(prefix="damage") as name:
        profiles = make_profiles(Path(name))
        found = Counter(damaged_starts(profiles, Path(name), count, seed))
        alarms = false_alarms(profiles, Path(name), count // 10)
    wrong = [each for each in found if isinstance(each, str)]
    for each in wrong:
        _tell(each)
    detected, harmless = found[Verdict.DETECTED], found[Verdict.HARMLESS]
    _tell(f"P5: of {count} damages, seed {seed}, {detected} detected, {harmless} harmless, {len(wrong)} lost something")
    _tell(f"P5: {alarms} false alarms at {count // 10} whole folders")
    return not wrong and not alarms


def _read(count: int) -> bool:
    """P15."""
    seed = random.SystemRandom().randrange(1 << 32)
    found = [wrong for reader in READERS for wrong in wrong_reads(reader, count, seed)]
    for wrong in found:
        _tell(wrong)
    _tell(f"P15: {count} inputs for each of {len(READERS)} readers, seed {seed}: {len(found)} unhandled")
    return not found


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 (the run's report)


if __name__ == "__main__":
    sys.exit(main())
