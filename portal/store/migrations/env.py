"""Tells Alembic which connection to work on; run by it, never imported."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
