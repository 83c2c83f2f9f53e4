"""Writes the archive of a school year: paper by paper, each whole or not there; what was stopped is gone on with."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from nacl.signing import SigningKey
from sqlalchemy import Connection, Engine

from app.domain.records import Journal, School, SchoolClass
from app.domain.year_turn import title_of
from app.ids import SchoolId
from app.wire.framing import to_base64
from portal.archive.certificate import Certificate
from portal.archive.files import HALF, HALF_DONE, make_folder, settle, write_whole
from portal.archive.journal_paper import JournalPaper
from portal.archive.keeping_terms import JOURNALS, SUMMARIES, TITLES, Terms, year_text
from portal.archive.kept import FORMAT, Head
from portal.archive.lines import class_lines, journal_lines
from portal.archive.printing import HERE, Printer
from portal.archive.reading import YearSchool, read_class, read_journal, read_school, read_year
from portal.archive.sealing import MANIFEST, Manifest, files_of, flaws_of, read_manifest, seal
from portal.archive.signs import day_text, printed
from portal.archive.summary_paper import summary_facts
from portal.archive.turns import Written
from portal.errors import ArchiveDamagedError, NoSuchYearError
from portal.exchange.cursors import read_head
from portal.store.dialects import reading

PLAN, README = "plan.json", "README.txt"

MACHINE = "machine.jsonl"
MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file in a ZIP: the same archive gives the same bytes."""

Told = Callable[[int, int], None]
"""Is told how many papers are there, of how many."""


class Plan(Struct, frozen=True):
    """As of when an archive is written. made: ISO 8601 with zone. chain: of the portal's last operation."""

    made: str
    as_of: int
    chain: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be archived, and with what. path: the folder that there will be. made: now, by the school's clocks."""

    engine: Engine
    school: SchoolId
    year: int
    path: Path
    key: SigningKey
    certificate: Certificate | None
    terms: Terms
    made: datetime


class Archive:
    """An archive that is being written, in a folder beside the one that there will be."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.folder = order.path.with_name(order.path.name + HALF_DONE)
        with reading(order.engine, order.school).connect() as connection:
            self._found = read_year(connection, order.school, order.year)
            self._named = read_school(connection, order.school)
            head = read_head(connection, order.school)
        if not self._found.journals:
            raise NoSuchYearError(year_text(order.year))
        self._plan = self._gone_on_with(Plan(order.made.isoformat(timespec="seconds"), head.seq, head.chain))
        self._printer = Printer(self.made)

    @property
    def made(self) -> datetime:
        """The moment that stands in all papers."""
        return datetime.fromisoformat(self._plan.made)

    @cached_property
    def papers(self) -> list["Paper"]:
        """The papers that belong into the archive, each part numbered from 1 on."""
        journals = [Paper(JOURNALS, n, each) for n, each in enumerate(self._found.ordered(), 1)]
        return journals + [Paper(SUMMARIES, n, each) for n, each in enumerate(self._found.taught_classes(), 1)]

    def write(self, told: Told) -> None:
        """Write what is not there yet, seal the parts, read everything back, and give the folder its name.

        Raises:
            ArchiveDamagedError: something does not read back as it was written; the folder is thrown away.
        """
        for done, paper in enumerate(self.papers):
            told(done, len(self.papers))
            if not all(path.is_file() for path in paper.paths(self.folder)):
                self._write(paper)
        told(len(self.papers), len(self.papers))
        for part in (JOURNALS, SUMMARIES):
            self._seal(part)
        self._prove()
        (self.folder / PLAN).unlink()
        settle(self.folder)
        self.folder.rename(self.order.path)
        settle(self.order.path.parent)

    def _gone_on_with(self, plan: Plan) -> Plan:
        """Return the plan of what was begun where nothing was written in the school since; else begin anew."""
        try:
            begun = msgspec.json.decode((self.folder / PLAN).read_bytes(), type=Plan)
        except (OSError, msgspec.DecodeError):
            begun = None
        if begun is not None and (begun.as_of, begun.chain) == (plan.as_of, plan.chain):
            for left in self.folder.rglob(f"*{HALF}"):
                left.unlink()
            return begun
        shutil.rmtree(self.folder, ignore_errors=True)
        for part in (JOURNALS, SUMMARIES):
            make_folder(self.folder / part)
        write_whole(self.folder / PLAN, msgspec.json.encode(plan))
        return plan

    def _write(self, paper: "Paper") -> None:
        pdf, zipped = paper.paths(self.folder)
        with reading(self.order.engine, self.order.school).connect() as connection:
            as_of = read_head(connection, self.order.school).seq
            if isinstance(paper.of, Journal):
                template, (machine, facts) = "journal", self._journal(connection, paper.of, as_of)
            else:
                template, (machine, facts) = "summary", self._class(connection, paper.of, as_of)
        write_whole(zipped, packed(machine))
        write_whole(pdf, self._signed(self._printer.print(template, facts | self._common(pdf.name, as_of), machine)))

    def _journal(self, connection: Connection, journal: Journal, as_of: int) -> tuple[bytes, dict[str, Any]]:
        kept = read_journal(connection, self.order.school, journal)
        machine = journal_lines(self._head("journal", as_of), self._found, kept)
        return machine, JournalPaper(self._found, kept, self._named.zone).facts()

    def _class(self, connection: Connection, mine: SchoolClass, as_of: int) -> tuple[bytes, dict[str, Any]]:
        kept = read_class(connection, self.order.school, self._found, mine)
        return class_lines(self._head("summary", as_of), self._found, kept), summary_facts(self._found, kept)

    def _head(self, content: str, as_of: int) -> Head:
        return Head(FORMAT, content, self._named.name, self.order.year, self._plan.made, as_of)

    def _common(self, name: str, as_of: int) -> dict[str, Any]:
        return common_facts(self._named, self.order.year, self.made, as_of) | {"file": name}

    def _signed(self, pdf: bytes) -> bytes:
        return self.order.certificate.sign(pdf) if self.order.certificate else pdf

    def _seal(self, part: str) -> None:
        folder, key = self.folder / part, to_base64(self.order.key.verify_key.encode())
        until = self.order.terms.keep_until(part, self.order.year)
        facts = {
            "title": TITLES[part],
            "keep": f"по {day_text(until)}",
            "key": key,
            "certificate": printed(self.order.certificate.subject) if self.order.certificate else "нет",
            "documents": [each.row(self._found) for each in self.papers if each.part == part],
        }
        contents = self._printer.print("contents", facts | self._common("contents.pdf", self._plan.as_of))
        write_whole(folder / "contents.pdf", self._signed(contents))
        write_whole(folder / README, (HERE / README).read_bytes())
        seal(folder, self._manifest(part, until, key), self.order.key)
        settle(folder)

    def _manifest(self, part: str, until: date, key: str) -> Manifest:
        return Manifest(
            format=FORMAT,
            content=part,
            school=self.order.school,
            school_name=self._named.name,
            year=self.order.year,
            made=self._plan.made,
            as_of=self._plan.as_of,
            keep_until=until.isoformat(),
            key=key,
            certificate=self.order.certificate.print if self.order.certificate else "",
            files=files_of(self.folder / part),
        )

    def _prove(self) -> None:
        """Read every file back from the disk."""
        trusted = to_base64(self.order.key.verify_key.encode())
        for part in (JOURNALS, SUMMARIES):
            manifest = read_manifest(self.folder / part)
            flaw = next(flaws_of(self.folder / part, manifest, trusted), None) if manifest else None
            if manifest is None or flaw:
                shutil.rmtree(self.folder, ignore_errors=True)
                where, why = (flaw.file, flaw.why) if flaw else (MANIFEST, "не читается")
                raise ArchiveDamagedError(year_text(self.order.year), f"{part}/{where}", why)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of an archive. number: in its part, from 1 on."""

    part: str
    number: int
    of: Journal | SchoolClass

    def paths(self, folder: Path) -> tuple[Path, Path]:
        """Return where its two files lie: for people, and for programs; the second is there before the first."""
        return folder / self.part / f"{self.number:04}.pdf", folder / self.part / f"{self.number:04}.zip"

    def row(self, found: YearSchool) -> list[str]:
        """Return its line in the contents."""
        title = found.title(self.of) if isinstance(self.of, Journal) else f"Сводная ведомость {title_of(self.of)}"
        return [str(self.number), printed(title), f"{self.number:04}.pdf", f"{self.number:04}.zip"]


def common_facts(named: School, year: int, made: datetime, as_of: int) -> dict[str, Any]:
    """Return what every paper shows of the school and of the moment."""
    return {
        "school": printed(named.name),
        "year": year_text(year),
        "as_of": as_of,
        "made": f"{made:%d.%m.%Y %H:%M}",
        "date": [made.year, made.month, made.day],
    }


def written_at(path: Path, at_ms: int) -> Written:
    """Return what the portal remembers of an archive whose two parts are whole."""
    digest, until = hashlib.sha256(), []
    for part in (JOURNALS, SUMMARIES):
        content = (path / part / MANIFEST).read_bytes()
        digest.update(content)
        until.append(date.fromisoformat(msgspec.json.decode(content, type=Manifest).keep_until))
    return Written(digest.hexdigest(), (until[0], until[1]), at_ms)


def packed(machine: bytes) -> bytes:
    """Return a machine-readable file as it lies in an archive."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo(MACHINE, MOMENT), machine, zipfile.ZIP_DEFLATED)
    return content.getvalue()
