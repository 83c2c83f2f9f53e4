"""Whose journal this is, and how it reaches its portal."""

from dataclasses import asdict, dataclass, fields

from sqlalchemy import delete, insert, select, update
from typing_extensions import override

from app.ids import ReplicaId, SchoolId, TeacherId
from app.store.tables import identity
from app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Profile:
    """One teacher on one PC. portal_key: pinned. author_seed: Ed25519; keys in base64url.

    token: opens the portal itself, or, of a PC that was signed in, brings what opens; empty after signing out.
    """

    address: str
    school: SchoolId
    teacher: TeacherId
    replica: ReplicaId
    token: str
    portal_key: str
    author_seed: str

    @override
    def __repr__(self) -> str:
        return f"Profile(replica={self.replica!r})"


def keep_profile(unit: Unit, *, profile: Profile) -> None:
    """Write down whose journal this is, in place of what stood there."""
    unit.connection.execute(delete(identity))
    unit.connection.execute(insert(identity), asdict(profile))


def keep_token(unit: Unit, *, before: str, token: str) -> None:
    """Write down what opens the portal from now on, where what has opened it before stands."""
    unit.connection.execute(update(identity).where(identity.c.token == before).values(token=token))
    rooted = identity.c.root != "", identity.c.root_token == before
    unit.connection.execute(update(identity).where(*rooted).values(root_token=token))


def read_profile(unit: Unit) -> Profile | None:
    """Return whose journal this is, None before this PC was enrolled."""
    found = unit.connection.execute(select(identity)).one_or_none()
    return None if found is None else Profile(**{each.name: getattr(found, each.name) for each in fields(Profile)})
