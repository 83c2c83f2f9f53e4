"""How many marks go with pupils into other journals of their subjects, said before a change of groups is saved."""

from collections import Counter
from collections.abc import Sequence

from app.domain.collation import russian_key
from app.domain.records import Membership
from portal.exchange.following import following
from portal.office.people_reading import People


def following_words(people: People, planned: Sequence[Membership]) -> tuple[str, ...]:
    """Return how many marks will count in the new journals of their subjects; nothing where there are none.

    planned: the times in groups as they shall be.
    """
    rows = following(people.connection, people.school, {each.pupil for each in planned}, planned)
    counts = Counter(people.subjects[people.journals[each.journal].subject].name for each in rows if not each.annulled)
    listed = ", ".join(f"{name}: {counts[name]}" for name in sorted(counts, key=russian_key))
    return (f"В новом журнале учтутся прежние отметки этого года — {listed}.",) if listed else ()
