"""Makes a database's files forget what was deleted from its tables."""

from sqlalchemy import Engine

from portal.store.dialects import is_server
from portal.store.tables import metadata


def settle_erased(engine: Engine) -> None:
    """Write a file anew without what was deleted, or take the dead rows out of a server's tables.

    Who reads goes on; in a file nobody writes as long as it lasts, some seconds for each gigabyte.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if is_server(engine):
            for table in metadata.sorted_tables:
                cursor.execute(f'VACUUM "{table.name}"')
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
        cursor.close()
    finally:
        raw.close()
