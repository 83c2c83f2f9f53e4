"""Brings the portal's database to this version's schema, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from portal.store.dialects import is_server
from portal.store.tables import SCHEMA

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Run every step that the database lacks; on failure it stays as it was."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(HERE / "versions").replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not is_server(engine):
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
