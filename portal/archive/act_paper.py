"""Writes what is kept of a destruction: a paper for people and a line for programs, sealed like the archive itself."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from nacl.signing import SigningKey

from app.domain.records import School
from app.wire.framing import to_base64
from portal.archive.certificate import Certificate
from portal.archive.files import HALF_DONE, make_folder, settle, write_whole
from portal.archive.kept import FORMAT
from portal.archive.printing import Printer
from portal.archive.sealing import Manifest, files_of, seal
from portal.archive.writing import common_facts, packed

EVER = 9999
"""Acts are kept for good."""


@dataclass(frozen=True, slots=True)
class ActWriter:
    """Writes papers about destruction. certificate: signs them too, None for none. moment: by the school's clocks."""

    school: School
    key: SigningKey
    certificate: Certificate | None
    moment: datetime

    def write(self, kept: Path, sort: str, said: Struct, facts: dict[str, Any], *, of: Manifest) -> None:
        """Write a folder that is whole or not there. sort: of the paper, as its template is called. of: what it was."""
        half = kept.with_name(kept.name + HALF_DONE)
        shutil.rmtree(half, ignore_errors=True)
        make_folder(half)
        machine = msgspec.json.encode(said) + b"\n"
        common = common_facts(self.school, of.year, self.moment, of.as_of) | {"file": "act.pdf"}
        paper = Printer(self.moment).print(sort, common | facts, machine)
        write_whole(half / "act.zip", packed(machine))
        write_whole(half / "act.pdf", self.certificate.sign(paper) if self.certificate else paper)
        seal(half, self._manifest(half, sort, of), self.key)
        half.rename(kept)
        settle(kept.parent)

    def _manifest(self, folder: Path, sort: str, of: Manifest) -> Manifest:
        return Manifest(
            format=FORMAT,
            content=sort,
            school=of.school,
            school_name=of.school_name,
            year=of.year,
            made=self.moment.isoformat(timespec="seconds"),
            as_of=of.as_of,
            keep_until=f"{EVER}-12-31",
            key=to_base64(self.key.verify_key.encode()),
            certificate=self.certificate.print if self.certificate else "",
            files=files_of(folder),
        )
