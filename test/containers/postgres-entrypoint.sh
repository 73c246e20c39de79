#!/bin/sh
# What the official image does with its environment, for an image made of Debian's own package.
set -eu
bin=$(echo /usr/lib/postgresql/*/bin)
data=/var/lib/postgresql/varde
if [ ! -s "$data/PG_VERSION" ]; then
  install -d -o postgres -g postgres -m 700 "$data"
  printf '%s' "$POSTGRES_PASSWORD" > /tmp/password
  chown postgres /tmp/password
  runuser -u postgres -- "$bin/initdb" -D "$data" -U "${POSTGRES_USER:-postgres}" --pwfile=/tmp/password \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$data/pg_hba.conf"
  db=${POSTGRES_DB:-postgres}
  if [ "$db" != postgres ]; then
    echo "create database \"$db\"" |
      runuser -u postgres -- "$bin/postgres" --single -D "$data" postgres >/dev/null
  fi
fi
[ "${1:-}" = postgres ] && shift
exec runuser -u postgres -- "$bin/postgres" -D "$data" -c listen_addresses='*' "$@"
