"""Pupils as the rows of a page: by name, and namesakes told apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import distinct, func, select

from app.domain.collation import russian_key
from app.domain.pages import PupilRow
from app.domain.records import Pupil
from app.ids import JournalId, PupilId
from app.store.rows import AnyRow
from app.store.tables import journal, membership, pupil
from app.store.unit import Unit

COLUMNS = (pupil.c.id, pupil.c.surname, pupil.c.name, pupil.c.patronymic, pupil.c.born)
"""What a statement brings of each pupil, whatever else it brings."""

_IN_GROUPS = pupil.join(membership, membership.c.pupil == pupil.c.id)
_alike = (
    select(membership.c.group, pupil.c.surname, pupil.c.name)
    .select_from(_IN_GROUPS)
    .group_by(membership.c.group, pupil.c.surname, pupil.c.name)
    .having(func.count(distinct(pupil.c.id)) > 1)
    .subquery()
)
_NAMESAKES = (
    select(journal.c.id.label("journal"), *COLUMNS)
    .select_from(_IN_GROUPS)
    .join(_alike, (_alike.c.surname == pupil.c.surname) & (_alike.c.name == pupil.c.name))
    .join(journal, (journal.c.group == _alike.c.group) & (journal.c.group == membership.c.group))
)


def pupil_rows(rows: Iterable[AnyRow], titles: Mapping[PupilId, str] | None = None) -> tuple[PupilRow, ...]:
    """Return pupils by name, each once; those of one surname and name by patronymic, or by birth date.

    rows: with COLUMNS. titles: of which class each one is, where they are of several.
    """
    of_class = titles or {}
    found = {
        row.id: (PupilRow(row.id, row.surname, row.name, row.patronymic, of_class.get(row.id, "")), row.born)
        for row in rows
    }
    names = Counter(who.short_name for who, _ in found.values())
    whole = Counter(who.full_name for who, _ in found.values())
    told = (
        who
        if names[who.short_name] == 1
        else replace(who, told_apart=who.patronymic if whole[who.full_name] == 1 else f"({born:%d.%m.%Y})")
        for who, born in found.values()
    )
    return tuple(sorted(told, key=name_key))


class Namesakes:
    """Who is called as another pupil of the same journal, in any of those on this PC."""

    def __init__(self, unit: Unit) -> None:
        found: dict[str, list[AnyRow]] = defaultdict(list)
        for row in unit.connection.execute(_NAMESAKES):
            found[row.journal].append(row)
        self._names = {(at, each.id): each.short_name for at, rows in found.items() for each in pupil_rows(rows)}

    def name(self, at: JournalId | None, who: AnyRow | Pupil) -> str:
        """Return what a pupil is called in a text about a journal: as the journal's own page says it."""
        return self._names.get((at or "", who.id)) or f"{who.surname} {who.name}".rstrip()


def name_key(person: PupilRow) -> tuple[str, ...]:
    """Return what pupils are sorted by."""
    names = (person.surname, person.name, person.patronymic, person.told_apart)
    return (*map(russian_key, names), person.id)
