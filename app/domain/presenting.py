"""A page that may be seen by the whole class: what would tell one pupil of another is not in it at all."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from msgspec.structs import replace as with_fields

from app.domain.pages import JournalPage, PupilRow, ShownCell, ShownMark, Standing
from app.ids import LessonId, PupilId


class Veil(StrEnum):
    """What is left of a page."""

    NAMES = "names"
    """Given names, and no marks."""
    NUMBERS = "numbers"
    """Numbers instead of names, with the marks."""
    ONE = "one"
    """Numbers, and the marks of one pupil."""


def veiled(page: JournalPage, veil: Veil, who: PupilId | None = None) -> JournalPage:
    """Return a page without surnames, averages, comments, attendance, debts, releases, and what is not sent yet.

    It says that the class has no marks, so that nothing makes room for averages.
    who: whose marks are left where they are those of one pupil.
    """
    labels = given_names(page.pupils) if veil is Veil.NAMES else numbers(page.pupils)
    return replace(
        page,
        pupils=tuple(PupilRow(each.id, labels[each.id], "", "") for each in page.pupils),
        cells=dict(_cells(page.cells, veil, who)),
        averages={},
        is_unmarked=True,
        released={},
        carried={},
    )


def numbers(pupils: Iterable[PupilRow]) -> Mapping[PupilId, str]:
    """Return what pupils are called by their numbers on the page."""
    return {each.id: f"№ {number}" for number, each in enumerate(pupils, 1)}


def given_names(pupils: Iterable[PupilRow]) -> Mapping[PupilId, str]:
    """Return given names with the surname's first letter, as "Иван П."; namesakes by more letters, or by number.

    A whole surname is never among them.
    """
    found: dict[PupilId, str] = {}
    listed = list(pupils)
    for number, each in enumerate(listed, 1):
        others = [other for other in listed if other.id != each.id and other.name == each.name]
        lengths = range(1, len(each.surname))
        alone = (each.surname[:length] for length in lengths if not _shared(each.surname[:length], others))
        beginning = next(alone, None)
        found[each.id] = f"{each.name} {beginning}." if beginning else f"{each.name} № {number}"
    return found


def _shared(beginning: str, others: Iterable[PupilRow]) -> bool:
    return any(other.surname.startswith(beginning) for other in others)


def _cells(
    cells: Mapping[tuple[PupilId, LessonId], ShownCell], veil: Veil, who: PupilId | None
) -> Iterable[tuple[tuple[PupilId, LessonId], ShownCell]]:
    for place, cell in cells.items():
        if cell.counting and (veil is Veil.NUMBERS or (veil is Veil.ONE and place[0] == who)):
            yield place, ShownCell(tuple(map(_bare, cell.counting)))


def _bare(mark: ShownMark) -> ShownMark:
    return with_fields(mark, comment="", standing=Standing.SENT, other="", late=False)
