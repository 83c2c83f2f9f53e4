"""Carries a confirmed act out: writes and seals the act, then takes the files away; a kill in between is made good."""

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from nacl.signing import SigningKey
from sqlalchemy import Engine

from app.ids import SchoolId
from app.wire.framing import to_base64
from portal.archive.act_paper import ActWriter
from portal.archive.acts import Act, note_done
from portal.archive.certificate import Certificate, read_certificate
from portal.archive.files import GOING, settle
from portal.archive.keeping_terms import TITLES, year_text
from portal.archive.kept import FORMAT
from portal.archive.reading import local_time, read_school
from portal.archive.sealing import MANIFEST, Manifest, flaws_of, read_manifest, sum_of
from portal.archive.signs import printed
from portal.archive.verifying import ACTS
from portal.auth.keys import read_key
from portal.errors import ArchiveDamagedError
from portal.settings import DataFolder
from portal.store.dialects import reading, writing


class Destroyed(Struct, frozen=True, tag="act", tag_field="kind"):
    """What an act says to programs. records: how many of each kind were in the files. manifest: SHA-256 of the list.

    prepared, confirmed, destroyed: ISO 8601. prepared_by: an account, or the hash of an office link. confirmed_by:
    the teacher who confirmed as deputy head.
    """

    format: str
    id: str
    content: str
    year: int
    ground: str
    files: int
    bytes: int
    records: dict[str, int]
    manifest: str
    kept_until: str
    prepared: str
    prepared_by: str
    confirmed: str
    confirmed_by: str
    destroyed: str


@dataclass(frozen=True, slots=True)
class Shredder:
    """Destroys parts of a school's archives. path: where the years lie."""

    engine: Engine
    school: SchoolId
    path: Path
    key: SigningKey
    certificate: Certificate | None

    def carry_out(self, act: Act, *, now_ms: int) -> None:
        """Carry an act out; doing it again does what is left.

        Raises:
            ArchiveDamagedError: what is to be destroyed is not what was sealed; nothing was destroyed.
        """
        year = self.path / f"{act.year}-{act.year + 1}"
        part, kept = year / act.content, year / ACTS / act.id
        if not kept.is_dir():
            self._write(act, part, kept, now_ms)
        if part.is_dir():
            part.rename(part.with_name(part.name + GOING))
            settle(year)
        shutil.rmtree(part.with_name(part.name + GOING), ignore_errors=True)
        settle(year)
        with writing(self.engine, self.school).begin() as connection:
            note_done(connection, self.school, act.id, now_ms=now_ms)

    def _write(self, act: Act, part: Path, kept: Path, now_ms: int) -> None:
        manifest = read_manifest(part)
        flaw = next(flaws_of(part, manifest, to_base64(self.key.verify_key.encode())), None) if manifest else None
        if manifest is None or flaw:
            raise ArchiveDamagedError(year_text(act.year), flaw.file if flaw else MANIFEST, flaw.why if flaw else "нет")
        with reading(self.engine, self.school).connect() as connection:
            named = read_school(connection, self.school)
        moment = local_time(named, now_ms)
        said = self._said(act, part, manifest, moment)
        writer = ActWriter(named, self.key, self.certificate, moment)
        writer.write(kept, "act", said, self._facts(said, act), of=manifest)

    def _said(self, act: Act, part: Path, manifest: Manifest, moment: datetime) -> Destroyed:
        return Destroyed(
            format=FORMAT,
            id=act.id,
            content=act.content,
            year=act.year,
            ground=act.ground,
            files=len(manifest.files),
            bytes=sum(each.bytes for each in manifest.files),
            records=_counted(part),
            manifest=sum_of(part / MANIFEST),
            kept_until=manifest.keep_until,
            prepared=_iso(act.prepared, moment),
            prepared_by=act.prepared_by,
            confirmed=_iso(act.confirmed or 0, moment),
            confirmed_by=act.confirmed_by,
            destroyed=moment.isoformat(timespec="seconds"),
        )

    def _facts(self, said: Destroyed, act: Act) -> dict[str, Any]:
        return {
            "id": act.id,
            "content": TITLES[act.content],
            "ground": printed(said.ground),
            "files": said.files,
            "bytes": f"{said.bytes:,}".replace(",", " "),
            "records": [[printed(kind), str(count)] for kind, count in said.records.items()],
            "manifest": said.manifest,
            "kept_until": said.kept_until,
            "prepared": [_words(said.prepared), printed(said.prepared_by)],
            "confirmed": [_words(said.confirmed), printed(said.confirmed_by)],
        }


def carry_out(folder: DataFolder, engine: Engine, school: SchoolId, acts: Iterable[Act], *, now_ms: int) -> None:
    """Carry confirmed acts out.

    Raises:
        ArchiveDamagedError: what one is to destroy is not what was sealed; it and those after it are left.
    """
    shredder = Shredder(engine, school, folder.archive(school), read_key(folder.key), read_certificate(folder))
    for act in acts:
        shredder.carry_out(act, now_ms=now_ms)


def _counted(part: Path) -> dict[str, int]:
    """Return how many records of each kind are in a part's files."""
    counts: Counter[str] = Counter()
    for path in sorted(part.glob("*.zip")):
        with zipfile.ZipFile(path) as file, file.open(file.namelist()[0]) as lines:
            counts.update(json.loads(line)["kind"] for line in lines)
    return dict(sorted(counts.items()))


def _iso(moment_ms: int, like: datetime) -> str:
    return datetime.fromtimestamp(moment_ms / 1000, UTC).astimezone(like.tzinfo).isoformat(timespec="seconds")


def _words(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d.%m.%Y %H:%M}"
