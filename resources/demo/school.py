"""The demo school: its facts for those who show it, and its portal's data folder, made once from its files."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from resources.demo.serving import make_school

FILES = Path(__file__).parent / "school"
ROOT = Path(__file__).parents[2]
OCCASIONS = (sys.executable, "-m", "resources.demo.occasions")
TABLES = (
    *("portal/store/**/*.py", "app/store/**/*.py", "app/domain/records.py"),
    "resources/demo/occasions.py",
)
"""What the data's shape follows from; a released change of it comes with a migration, one under way may not."""

PROFILE = "profile"
"""Name of the demo teacher's desktop profile, beside the portal's data."""


@dataclass(frozen=True, slots=True)
class Demo:
    """Who and what a demonstration is about.

    day: a Tuesday on which the teacher's lessons are not filled in yet. number, subject: of the class's lesson that is
    shown; now: while it goes on. topic: what the plan has for it. pupil: surname and name of one whose diary is shown.
    pin: of the teacher's profile, no secret here. marks: what the pupil is given there, the second one in addition.
    """

    school_name: str = "Школа № 12 (демонстрационная)"
    login: str = "morozova"
    pin: str = "480263"
    teacher: str = "Морозова Елена Сергеевна"
    school_class: str = "7Б"
    subject: str = "Алгебра"
    number: int = 2
    day: str = "2026-11-24"
    now: str = "2026-11-24T09:25"
    monday: str = "2026-11-23"
    topic: str = "Линейная функция и её график"
    homework: str = "§ 16, № 318, № 320 (1–4). Повторить определение функции"
    pupil: str = "Ёлкин Пётр"
    marks: tuple[str, str] = ("5", "4")


DEMO = Demo()


def demo_data(folder: Path) -> Path:
    """Return the portal's data folder of the demo school below *folder*.

    Where the school's files or the tables changed it is made anew; a desktop's profile there belongs to the old one and
    goes with it.
    """
    data, stamp = folder / "portal", folder / "files.blake2b"
    if not (stamp.exists() and stamp.read_text() == _digest()):
        for old in (data, folder / PROFILE):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        make_school(data, DEMO.school_name, [FILES])
        subprocess.run([*OCCASIONS, str(data)], check=True)  # noqa: S603 (our own program)
        stamp.write_text(_digest())
    return data


def _digest() -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted([*FILES.rglob("*.*"), *(path for pattern in TABLES for path in ROOT.glob(pattern))]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
