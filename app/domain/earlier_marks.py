"""Marks of the tenth class «отметки за 10 класс»: of an eleventh class's pupils, whose certificate counts them too.

Source: the ministry's order 546 of 05.10.2020 on certificates.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from msgspec import Struct

from app.domain.parts import Part
from app.domain.periods import YEAR
from app.ids import OperationId, PupilId, SubjectId, derived

EARLIER_GRADE, LAST_GRADE = 10, 11
"""Whose marks are kept for the certificate, and for whose pupils."""

NOT_GIVEN = "–"
"""Instead of a mark that there was none: the subject was not taught then."""

MOST_TERMS = 6
"""Terms of a year in any school; modules are the shortest."""


class EarlierMark(Struct, frozen=True, array_like=True, tag="earlier_mark", tag_field="tag"):
    """A pupil's mark for a period of the tenth class in a subject; the office says it, or the turn of the year.

    year: in which that school year began. period: the term's place in it, from "1", or "year". value: as of a final
    mark, or NOT_GIVEN; empty once taken back. source: the class, such as "10А", or the other school.
    """

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    pupil: PupilId
    subject: SubjectId
    year: int
    period: str
    value: str
    source: str


def earlier_mark_id(pupil: PupilId, subject: SubjectId, period: str) -> str:
    """Return the id of a pupil's mark for a period of the tenth class: there is one, whoever says it."""
    return derived("earlier_mark", pupil, subject, period)


def earlier_periods(terms: int, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the periods of which marks are needed, the year last: as many terms as the eleventh class has.

    known: those of which there are marks; another school may have had more terms.
    """
    places = {int(each) for each in known if each.isdecimal()}
    return (*map(str, range(1, max(terms, *places, 0) + 1)), YEAR)


def listed(known: Mapping[str, str], terms: int) -> tuple[tuple[str, str], ...]:
    """Return each period that is needed with its mark, empty where it is not known. terms: of the eleventh class."""
    return tuple((period, known.get(period, "")) for period in earlier_periods(terms, known))
