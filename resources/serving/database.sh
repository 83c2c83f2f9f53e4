#!/bin/sh
# Run once by the database's container, as it is made: the two roles and the database that docs/operations.md asks for.
set -eu
given=${SECRETS:-/run/secrets}
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner="$(cat "$given/owner")" --set portal="$(cat "$given/portal")" <<'SQL'
CREATE ROLE peremena_owner LOGIN PASSWORD :'owner';
CREATE ROLE peremena LOGIN PASSWORD :'portal';
CREATE DATABASE peremena OWNER peremena_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
SQL
