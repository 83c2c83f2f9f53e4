"""The machine-readable file of a journal or of a class's summary: JSON lines, each saying what it is."""

from collections.abc import Iterable, Iterator

import msgspec

from app.domain.records import Record
from portal.archive.kept import Head, line_of
from portal.archive.reading import KeptClass, KeptJournal, YearSchool


def journal_lines(head: Head, found: YearSchool, kept: KeptJournal) -> bytes:
    """Return the file of a journal: the lists that it names, then what was written in it."""
    journal = kept.journal
    mine, subject = found.class_of(journal), found.subjects[journal.subject]
    lists: list[Iterable[Record]] = [
        found.terms_of(mine.grade),
        found.work_types,
        [subject],
        [found.scales[subject.scale]] if subject.scale in found.scales else [],
        _teachers(found),
        [mine, found.groups[journal.group], journal],
        kept.assignments,
        kept.pupils,
        kept.memberships,
    ]
    return _file(head, [*lists, *kept.written.values()])


def class_lines(head: Head, found: YearSchool, kept: KeptClass) -> bytes:
    """Return the file of a class's summary sheet."""
    subjects = {each.subject for each in kept.journals}
    lists: list[Iterable[Record]] = [
        found.terms_of(kept.school_class.grade),
        [found.subjects[each] for each in sorted(subjects)],
        _teachers(found),
        [kept.school_class],
        {each.group: found.groups[each.group] for each in kept.journals}.values(),
        kept.journals,
        kept.pupils,
        kept.marks,
    ]
    return _file(head, lists)


def _teachers(found: YearSchool) -> list[Record]:
    """Return all teachers of the school: whoever has ever corrected something is among them."""
    return sorted(found.teachers.values(), key=lambda each: each.id)


def _file(head: Head, lists: Iterable[Iterable[Record]]) -> bytes:
    return b"".join(msgspec.json.encode(line) + b"\n" for line in _lines(head, lists))


def _lines(head: Head, lists: Iterable[Iterable[Record]]) -> Iterator[object]:
    yield head
    for records in lists:
        yield from map(line_of, records)
