"""Which marks of the year that ends are kept of pupils who go from a tenth class to an eleventh one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.domain.earlier_marks import EARLIER_GRADE, EarlierMark, earlier_mark_id
from app.domain.periods import YEAR
from app.domain.records import NEVER, FinalMark, Journal, Membership, Term
from app.domain.year_turn import YearBefore
from app.ids import PupilId


def kept_marks(before: YearBefore, finishing: Mapping[PupilId, str]) -> Iterator[EarlierMark]:
    """Yield the marks of these pupils for the terms and the year. finishing: with the title of the tenth class."""
    places = places_of(before.terms)
    journals = {each.id: each for each in before.journals}
    since = _since(before.memberships)
    found: dict[str, tuple[date, EarlierMark]] = {}
    for each in before.finals:
        journal = journals.get(each.journal)
        if each.pupil in finishing and each.value and each.period in places and journal is not None:
            made = _kept(each, journal, places[each.period], finishing[each.pupil])
            begun = since.get((journal.group, each.pupil), date.min)
            # of two classes or groups in which both set one, that counts in which the pupil was taught last
            if made.id not in found or found[made.id][0] <= begun:
                found[made.id] = begun, made
    yield from (made for _, made in found.values())


def places_of(terms: Iterable[Term]) -> dict[str, str]:
    """Return the periods as EarlierMark has them, by the id of the tenth class's term, and the year's."""
    own = [each for each in terms if each.first_grade <= EARLIER_GRADE <= each.last_grade]
    ordered = sorted(own, key=lambda each: (each.first, each.id))
    return {**{each.id: str(place) for place, each in enumerate(ordered, 1)}, YEAR: YEAR}


def _kept(mark: FinalMark, journal: Journal, period: str, title: str) -> EarlierMark:
    key = earlier_mark_id(mark.pupil, journal.subject, period)
    return EarlierMark(key, NEVER, mark.pupil, journal.subject, journal.year, period, mark.value, title)


def _since(memberships: Iterable[Membership]) -> dict[tuple[str, str], date]:
    """Return since when a pupil is or was in each group, the last time."""
    found: dict[tuple[str, str], date] = defaultdict(lambda: date.min)
    for each in memberships:
        found[each.group, each.pupil] = max(found[each.group, each.pupil], each.first)
    return found
