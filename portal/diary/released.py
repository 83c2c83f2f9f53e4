"""From which lessons the pupil is released."""

from sqlalchemy import Connection, select

from app.domain.classroom import Release
from app.domain.releases import Releases
from portal.diary.weeks import DiaryOwner
from portal.store.tables import TABLES

release = TABLES[Release]


def read_releases(connection: Connection, owner: DiaryOwner) -> Releases:
    """Return the pupil's releases."""
    return Releases(
        connection.execute(
            select(release.c.pupil, release.c.subject, release.c.first, release.c.last).where(
                release.c.school_id == owner.school_id, release.c.pupil == owner.pupil
            )
        )
    )
