"""Pupils as the rows of a page: by name, and namesakes told apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.collation import russian_key
from app.domain.pages import PupilRow
from app.ids import PupilId
from app.store.rows import AnyRow
from app.store.tables import pupil

COLUMNS = (pupil.c.id, pupil.c.surname, pupil.c.name, pupil.c.patronymic, pupil.c.born)
"""What a statement brings of each pupil, whatever else it brings."""


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


def name_key(person: PupilRow) -> tuple[str, ...]:
    """Return what pupils are sorted by."""
    names = (person.surname, person.name, person.patronymic, person.told_apart)
    return (*map(russian_key, names), person.id)
