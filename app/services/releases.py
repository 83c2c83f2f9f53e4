"""Who is released from what, read once for a page."""

from sqlalchemy import select

from app.domain.releases import Releases
from app.store.tables import release
from app.store.unit import Unit

_RELEASES = select(release.c.pupil, release.c.subject, release.c.first, release.c.last)


def read_releases(unit: Unit) -> Releases:
    """Return the releases of everybody whose journals are here; they are few."""
    return Releases(unit.connection.execute(_RELEASES))
