#!/bin/bash
# Run once, when the database is made: a role for each side, and the schemas that each owns. What the query side may
# read of the log, the command side grants when it has made the tables (data-records.log.reader).
set -euo pipefail

psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v database="$POSTGRES_DB" \
  -v command_side_password="${COMMAND_SIDE_PASSWORD:?}" -v query_side_password="${QUERY_SIDE_PASSWORD:?}" <<'SQL'
create role command_side login password :'command_side_password';
create role query_side login password :'query_side_password';

revoke all on database :"database" from public;
grant connect on database :"database" to command_side, query_side;

create schema log authorization command_side;
create schema publication authorization command_side;
create schema views authorization query_side;

-- Each generation of the views has a schema of its own.
grant create on database :"database" to query_side;

create extension btree_gin schema views;
create extension pg_trgm schema views;
SQL
