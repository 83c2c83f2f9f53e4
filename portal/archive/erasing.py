"""Erases what a year's journals were in the database, the log too, once their papers are destroyed.

Ids, outcomes and the chain stay: by them an operation that comes back from an old disk is known and brings nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from app.domain.calendar_rules import year_span
from app.domain.disputes import HeldEntry
from app.domain.earlier_marks import EarlierMark
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.parts import Part
from app.domain.records import Journal, Record, School, tag_of, types_of
from app.ids import ClassId, JournalId, SchoolId
from app.judging.verdicts import Outcome
from app.operations import RecordsPut, read_args, read_envelope
from portal.archive.act_paper import ActWriter
from portal.archive.acts import Act, note_erased, read_acts
from portal.archive.certificate import read_certificate
from portal.archive.keeping_terms import year_text
from portal.archive.kept import FORMAT
from portal.archive.reading import local_time, read_school
from portal.archive.sealing import MANIFEST, read_manifest
from portal.archive.signs import printed
from portal.archive.verifying import ACTS
from portal.auth.keys import read_key
from portal.errors import ArchiveDamagedError, UndecidedError
from portal.exchange.cursors import read_head
from portal.exchange.scopes import access_part
from portal.settings import DataFolder
from portal.store.dialects import reading, writing
from portal.store.erasing import settle_erased
from portal.store.rows import SLICE
from portal.store.tables import TABLES, effects, office_actions, operations

ERASURE = "erasure"
"""The sort of paper, and how the name of its folder ends."""

_TAG, _EARLIER_TAG = tag_of(ExcuseProposal), f'"{tag_of(EarlierMark)}"'.encode()
_decoded = msgspec.json.Decoder(list[list[Any]]).decode

ERASED = b""
"""Stands in the log for a header and a body that were destroyed."""

_SCHOOL: BindParameter[str] = bindparam("school")
_JOURNAL: BindParameter[str] = bindparam("journal")
_BEFORE: BindParameter[int] = bindparam("before")

_journal, _held, _proposal = TABLES[Journal], TABLES[HeldEntry], TABLES[ExcuseProposal]
_earlier = TABLES[EarlierMark]
_YEAR = select(_journal.c.id).where(_journal.c.school_id == _SCHOOL, _journal.c.year == bindparam("year"))
_UNDECIDED = (
    select(func.count())
    .select_from(_held)
    .where(_held.c.school_id == _SCHOOL, _held.c.journal.in_(_YEAR), _held.c.decision == "")
)
_ROWS: dict[str, Table] = {tag_of(kind): TABLES[kind] for kind in types_of(Part.JOURNAL)}
"""What teachers write, by its kind; a teacher's own notes and plans of rooms are the teacher's to remove."""

_WRITTEN = select(effects.c.seq).where(effects.c.school_id == _SCHOOL, effects.c.part == _JOURNAL)
_WRITTEN_IN_YEAR = select(effects.c.seq).where(effects.c.school_id == _SCHOOL, effects.c.part.in_(_YEAR))
_REFUSED: tuple[ColumnElement[bool], ...] = (
    operations.c.school_id == _SCHOOL,
    operations.c.outcome.in_([Outcome.REJECTED.value, Outcome.SAME.value]),
    operations.c.received < _BEFORE,
    operations.c.body != ERASED,
)
"""Operations that left nothing behind: whose journal they are about is not asked, only when they came."""

_TOLD: tuple[ColumnElement[bool], ...] = _proposal.c.school_id == _SCHOOL, _proposal.c.last <= bindparam("ends")
"""What parents told of absences until the year's end: why a child was ill goes with the signs for which it stood."""

_EARLIER: tuple[ColumnElement[bool], ...] = _earlier.c.school_id == _SCHOOL, _earlier.c.year < bindparam("year")
"""Marks of the tenth class go with the journals of the eleventh in which they counted, a year later or more."""

_PUT = select(operations.c.seq, operations.c.body).where(
    operations.c.school_id == _SCHOOL, operations.c.kind == RecordsPut.KIND[0], operations.c.body != ERASED
)
_TOLD_IDS = select(_proposal.c.id).where(*_TOLD)
_ASKED = select(effects.c.seq, effects.c.rows).where(
    effects.c.school_id == _SCHOOL, effects.c.part.startswith(access_part(ClassId("")))
)
"""What the log's operations have left of all that families ask."""

_OF_SEQS: tuple[ColumnElement[bool], ...] = (
    operations.c.school_id == _SCHOOL,
    operations.c.seq.in_(bindparam("seqs", expanding=True)),
)
_OLD_ACTIONS: tuple[ColumnElement[bool], ...] = (
    office_actions.c.school_id == _SCHOOL,
    office_actions.c.made < _BEFORE,
)

_EMPTY = {operations.c.header: ERASED, operations.c.body: ERASED}
_EMPTY_WRITTEN = update(operations).where(operations.c.school_id == _SCHOOL, operations.c.seq.in_(_WRITTEN))
_EMPTY_REFUSED = update(operations).where(*_REFUSED)
_FORGET_EFFECTS = delete(effects).where(effects.c.school_id == _SCHOOL, effects.c.part == _JOURNAL)
_EMPTY_TOLD = update(operations).where(*_OF_SEQS)
_FORGET_EFFECTS_OF_TOLD = delete(effects).where(
    effects.c.school_id == _SCHOOL, effects.c.seq.in_(bindparam("seqs", expanding=True))
)
_FORGET_TOLD = delete(_proposal).where(*_TOLD)
_FORGET_EARLIER = delete(_earlier).where(*_EARLIER)
_FORGET_ACTIONS = delete(office_actions).where(*_OLD_ACTIONS)


class Erasure(Struct, frozen=True, tag="erasure", tag_field="kind"):
    """What a paper says to programs. id: of the act. records: of each kind, rows that stood in the tables.

    operations: of the log that wrote them. refused: that left nothing and came before the year's end. actions: of the
    office's pages until then. erased: ISO 8601.
    """

    format: str
    id: str
    year: int
    journals: int
    records: dict[str, int]
    operations: int
    refused: int
    actions: int
    erased: str


@dataclass(frozen=True, slots=True)
class Eraser:
    """Erases years of a school. engine: of the database's owner; on a server nobody else may change the log."""

    folder: DataFolder
    engine: Engine
    school: SchoolId

    def erase(self, act: Act, *, now_ms: int) -> Erasure:
        """Erase what an act is about; doing it again does what is left. now_ms: Unix milliseconds.

        Raises:
            UndecidedError: entries in the year's journals wait for a decision; nothing was erased.
            ArchiveDamagedError: the act's own paper is not there; nothing was erased.
        """
        with reading(self.engine, self.school).connect() as connection:
            named = read_school(connection, self.school)
            bound = self._bound(act, named)
            if count := int(connection.execute(_UNDECIDED, bound).scalar_one()):
                raise UndecidedError(year_text(act.year), str(count))
            journals = list(connection.execute(_YEAR, bound).scalars())
            moment = local_time(named, now_ms)
            said = self._said(connection, act, bound, len(journals), moment)
        self._keep(act, said, named, moment)
        self._erase(journals, bound)
        settle_erased(self.engine)
        with writing(self.engine, self.school).begin() as connection:
            note_erased(connection, self.school, act.id, now_ms=now_ms)
        return said

    def _bound(self, act: Act, named: School) -> dict[str, Any]:
        after = year_span(act.year)[1] + timedelta(days=1)
        midnight = datetime.combine(after, time(), local_time(named, 0).tzinfo)
        before = int(midnight.timestamp() * 1000)
        return {"school": self.school, "year": act.year, "before": before, "ends": year_span(act.year)[1]}

    def _said(
        self, connection: Connection, act: Act, bound: dict[str, Any], journals: int, moment: datetime
    ) -> Erasure:
        def count(table: Table, *which: ColumnElement[bool]) -> int:
            return int(connection.execute(select(func.count()).select_from(table).where(*which), bound).scalar_one())

        rows = {
            kind: count(table, table.c.school_id == _SCHOOL, table.c.journal.in_(_YEAR))
            for kind, table in _ROWS.items()
        }
        rows[tag_of(ExcuseProposal)] = count(_proposal, *_TOLD)
        rows[tag_of(EarlierMark)] = count(_earlier, *_EARLIER)
        told = _seqs_beside(connection, bound)
        return Erasure(
            format=FORMAT,
            id=act.id,
            year=act.year,
            journals=journals,
            records={kind: found for kind, found in sorted(rows.items()) if found},
            operations=count(operations, operations.c.school_id == _SCHOOL, operations.c.seq.in_(_WRITTEN_IN_YEAR))
            + len(told),
            refused=count(operations, *_REFUSED),
            actions=count(office_actions, *_OLD_ACTIONS),
            erased=moment.isoformat(timespec="seconds"),
        )

    def _keep(self, act: Act, said: Erasure, named: School, moment: datetime) -> None:
        """Write the paper before the first row goes; a kill in between leaves it, and with it what there was."""
        acts = self.folder.archive(self.school) / f"{act.year}-{act.year + 1}" / ACTS
        kept = acts / f"{act.id}.{ERASURE}"
        if kept.is_dir():
            return
        of = read_manifest(acts / act.id)
        if of is None:
            raise ArchiveDamagedError(year_text(act.year), f"{ACTS}/{act.id}/{MANIFEST}", "не читается")
        facts = {
            "id": act.id,
            "journals": said.journals,
            "records": [[printed(kind), str(count)] for kind, count in said.records.items()],
            "operations": said.operations,
            "refused": said.refused,
            "actions": said.actions,
        }
        writer = ActWriter(named, read_key(self.folder.key), read_certificate(self.folder), moment)
        writer.write(kept, ERASURE, said, facts, of=of)

    def _erase(self, journals: Sequence[JournalId], bound: dict[str, Any]) -> None:
        # journal by journal: others write between two of them
        for journal in journals:
            with writing(self.engine, self.school).begin() as connection:
                read_head(connection, self.school, lock=True)
                mine = {"school": self.school, "journal": journal}
                connection.execute(_EMPTY_WRITTEN.values(_EMPTY), mine)
                connection.execute(_FORGET_EFFECTS, mine)
                for table in _ROWS.values():
                    connection.execute(
                        delete(table).where(table.c.school_id == _SCHOOL, table.c.journal == _JOURNAL), mine
                    )
        with writing(self.engine, self.school).begin() as connection:
            read_head(connection, self.school, lock=True)
            connection.execute(_EMPTY_REFUSED.values(_EMPTY), bound)
            seqs = _seqs_beside(connection, bound)
            for first in range(0, len(seqs), SLICE):
                some: dict[str, Any] = {"school": self.school, "seqs": seqs[first : first + SLICE]}
                connection.execute(_EMPTY_TOLD.values(_EMPTY), some)
                connection.execute(_FORGET_EFFECTS_OF_TOLD, some)
            connection.execute(_FORGET_TOLD, bound)
            connection.execute(_FORGET_EARLIER, bound)
            connection.execute(_FORGET_ACTIONS, bound)


def _seqs_beside(connection: Connection, bound: dict[str, Any]) -> list[int]:
    """Return which operations of the log wrote what belongs to no journal and goes with the year's."""
    return sorted({*_seqs_of_told(connection, bound), *_seqs_of_earlier(connection, bound)})


def _seqs_of_earlier(connection: Connection, bound: dict[str, Any]) -> Iterator[int]:
    """Yield which operations put marks of the tenth class: they travel in no feed, so no effect tells of them."""
    for row in connection.execute(_PUT.execution_options(yield_per=100), bound):
        if _EARLIER_TAG in row.body and any(
            isinstance(each, EarlierMark) and each.year < bound["year"] for each in _put_rows(row.body)
        ):
            yield row.seq


def _put_rows(body: bytes) -> Sequence[Record]:
    args = read_args(read_envelope(body))
    return args.rows if isinstance(args, RecordsPut) else ()


def _seqs_of_told(connection: Connection, bound: dict[str, Any]) -> list[int]:
    """Return which operations of the log tell of absences until the year's end, as parents told of them."""
    told = {(_TAG, key) for key in connection.execute(_TOLD_IDS, bound).scalars()}
    if not told:
        return []
    left = ((row.seq, _decoded(row.rows)) for row in connection.execute(_ASKED, bound))
    return [seq for seq, rows in left if any((row[0], row[1]) in told for row in rows)]


def erase_done(folder: DataFolder, engine: Engine, school: SchoolId, *, now_ms: int) -> list[Erasure]:
    """Erase the years of a school whose journals were destroyed by an act, and return what was erased.

    engine: of the database's owner.

    Raises:
        UndecidedError: entries in a year's journals wait for a decision; that year and later ones are left.
        ArchiveDamagedError: an act's own paper is not there; as above.
    """
    with reading(engine, school).connect() as connection:
        acts = [each for each in read_acts(connection, school) if each.is_to_be_erased]
    return [Eraser(folder, engine, school).erase(each, now_ms=now_ms) for each in acts]
