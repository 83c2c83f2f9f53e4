"""What an archive holds: read back from the zip alone it is what the portal's tables hold, cell by cell."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.parts import Part
from app.domain.records import NEVER, FinalMark, Group, Journal, Record, SchoolClass, tag_of, types_of
from app.ids import ClassId, GroupId, JournalId, LessonId, OperationId, ReplicaId, SubjectId, TeacherId
from portal.archive.commands import archive_path, write_year
from portal.archive.kept import KEPT, LEFT_OUT, is_kept
from portal.archive.reading import WRITTEN, read_year, read_years
from portal.archive.turns import read_progress
from portal.errors import ArchiveThereError, NoSuchYearError, YearNotOverError
from portal.store.dialects import reading
from portal.store.tables import TABLES
from tests.portal.archive.past_school import NAMES, PAST_ALGEBRA, PAST_PUPILS, YEAR
from tests.portal.archive.reader import lines_of, of_kind
from tests.portal.conftest import Portal

JOURNAL, SUMMARY = "journals/0001.zip", "summaries/0001.zip"


NOT_KEPT = {
    *("school_id", "token", "topic_token", "homework_token", "comment_token", "excuse_token", "replica", "kind"),
    *("comment", "comment_private", "document", "document_day", "filled", "plan_item", "also"),
    *("seen_by", "witnessed"),
}
"""Columns of a journal's tables that an archive leaves out: the exchange's own, words to the family, papers of illness.

A column that is new is kept, or somebody has decided that it is not."""


def rows_of(portal: Portal, kind: type[Record]) -> dict[str, dict[str, Any]]:
    """Return what the portal's table has of the journal, as JSON says it."""
    table = TABLES[kind]
    statement = select(table).where(table.c.school_id == portal.school, table.c.journal == PAST_ALGEBRA)
    with portal.engine.connect() as connection:
        found = connection.execute(statement).mappings().all()
    return {
        row["id"]: {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        for row in found
    }


@pytest.mark.parametrize("kind", WRITTEN, ids=tag_of)
def test_a_journal_is_read_back_from_the_zip_cell_by_cell(past: Portal, written: Path, kind: type[Record]) -> None:
    there = rows_of(past, kind)
    if kind in {Revision, HeldEntry, Conflict}:
        kept = (
            each for each in there if there[each]["field"] != "comment" and "\n" not in there[each].get("before", "")
        )
        there = {key: there[key] for key in kept}
    for row in there.values():
        if row.get("field") in {"attendance", "excuse"}:
            row["reason"] = ""
    read = of_kind(lines_of(written / JOURNAL), tag_of(kind))
    # each line is of one journal and need not say which, but a summary's
    left_out = NOT_KEPT if kind is FinalMark else NOT_KEPT | {"journal"}
    assert read == {key: {name: row[name] for name in row if name not in left_out} for key, row in there.items()}


def test_the_past_year_has_something_of_most_kinds(past: Portal) -> None:
    full = {kind for kind in WRITTEN if rows_of(past, kind)}
    assert {tag_of(kind) for kind in set(WRITTEN) - full} == {"substitution"}


def test_names_come_back_as_they_were_whatever_they_look_like(written: Path) -> None:
    pupils = of_kind(lines_of(written / JOURNAL), "pupil")
    assert {key: (each["surname"], each["name"], each["patronymic"]) for key, each in pupils.items()} == dict(
        zip(PAST_PUPILS, NAMES, strict=True)
    )


def test_a_summary_sheet_has_the_final_marks_of_the_class(past: Portal, written: Path) -> None:
    lines = lines_of(written / SUMMARY)
    marks = of_kind(lines, "final_mark")
    assert {(each["pupil"], each["period"], each["value"]) for each in marks.values()} == {
        (row["pupil"], row["period"], row["value"]) for row in rows_of(past, TYPES["final_mark"]).values()
    }
    assert len(of_kind(lines, "pupil")) == len(PAST_PUPILS)


TYPES = {tag_of(kind): kind for kind in get_args(Record)}


def test_words_to_the_family_are_not_kept(written: Path) -> None:
    text = json.dumps(lines_of(written / JOURNAL), ensure_ascii=False)
    assert "Разговаривал" not in text
    assert "Молодец" not in text
    assert set(of_kind(lines_of(written / JOURNAL), "revision")) == {"revision-1", "revision-4"}


def test_papers_of_illness_are_not_kept(past: Portal, written: Path) -> None:
    revisions = rows_of(past, Revision)
    assert "справка 095/у" in revisions["revision-3"]["before"]
    assert revisions["revision-4"]["reason"] == "справка 095/у"
    assert rows_of(past, HeldEntry)["held-paper"]["reason"] == "справка 096/у"
    text = json.dumps(lines_of(written / JOURNAL), ensure_ascii=False)
    assert "справка" not in text


def test_a_reason_that_a_portal_had_lost_is_kept() -> None:
    """Of it a revision tells the sign alone."""
    change = OperationId("back")
    lost = Revision(
        *(change, change, PAST_ALGEBRA, "sign", LessonId("l"), None, "", "excuse", "", "б", ""),
        *(TeacherId("t"), ReplicaId("pc"), ""),
    )
    assert is_kept(lost)
    assert not is_kept(replace(lost, before="б\n\n", after="б\n\nсправка"))


def test_every_kind_of_record_of_a_journal_is_kept_or_left_out_with_a_reason() -> None:
    of_journals = {*types_of(Part.JOURNAL), *types_of(Part.OWN)}
    assert of_journals - KEPT.keys() - LEFT_OUT.keys() == set()
    assert KEPT.keys() & LEFT_OUT.keys() == set()


def test_files_are_called_by_numbers_and_are_for_their_owner_alone(written: Path) -> None:
    names = {str(path.relative_to(written)) for path in written.rglob("*") if path.is_file()}
    assert names == {
        f"{part}/{name}"
        for part in ("journals", "summaries")
        for name in ("0001.pdf", "0001.zip", "README.txt", "contents.pdf", "manifest.json", "manifest.sig")
    }
    assert {path.stat().st_mode & 0o077 for path in written.rglob("*")} == {0}


def test_a_year_is_written_once(past: Portal, written: Path, write: Callable[[], Path]) -> None:
    before = {path: path.read_bytes() for path in written.rglob("*") if path.is_file()}
    with pytest.raises(ArchiveThereError):
        write()
    assert {path: path.read_bytes() for path in written.rglob("*") if path.is_file()} == before
    with reading(past.serving, past.school).connect() as connection:
        assert read_progress(connection, past.school)[YEAR].written is not None


def test_a_year_that_is_not_over_is_not_archived(past: Portal) -> None:
    with pytest.raises(YearNotOverError):
        write_year(past.folder, past.serving, past.school, 2026, now_ms=past.clock.now_ms)
    with pytest.raises(NoSuchYearError):
        write_year(past.folder, past.serving, past.school, 2019)
    assert not archive_path(past.folder, past.school, 2019).with_name("2019-2020.new").exists()


def test_what_a_turn_of_the_year_that_was_taken_back_left_is_no_year(past: Portal) -> None:
    key, group = ClassId("taken-back"), GroupId("taken-back-all")
    past.put(SchoolClass(key, NEVER, 8, "Б", 1, None, -1), Group(group, NEVER, key, ""))
    past.put(Journal(JournalId("taken-back-algebra"), NEVER, group, SubjectId("algebra"), 2027, 5))
    with reading(past.serving, past.school).connect() as connection:
        assert 2027 not in read_years(connection, past.school)
        assert not read_year(connection, past.school, 2027).journals
        assert read_year(connection, past.school, YEAR).journals
