"""Opens the way to ESIA for a portal whose operator has set it up."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from app.ids import SchoolId
from portal.auth.esia.connector import Connector
from portal.auth.esia.errors import SignerError
from portal.auth.esia.settings import FILE, read_settings
from portal.errors import BadEsiaSettingsError
from portal.store.dialects import listing
from portal.store.tables import schools


@dataclass(frozen=True, slots=True)
class EsiaGate:
    """ESIA as a portal uses it. school: whose office groups of access open, None where the portal has many schools."""

    connector: Connector
    school: SchoolId | None


def open_gate(folder: Path, engine: Engine) -> EsiaGate | None:
    """Return the way to ESIA, None where the portal works without.

    Raises:
        BadEsiaSettingsError: the settings, a key, the certificate or OpenSSL's engine cannot be used.
    """
    settings = read_settings(folder)
    if settings is None:
        return None
    try:
        connector = Connector(settings)
    except (SignerError, ValueError, OSError) as error:
        raise BadEsiaSettingsError(str(folder / FILE)) from error
    with listing(engine).connect() as connection:
        found = connection.execute(select(schools.c.school_id)).scalars().all()
    return EsiaGate(connector, SchoolId(found[0]) if len(found) == 1 else None)
