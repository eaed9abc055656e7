# cluster.sh - a cluster of PostgreSQL beside what is measured; for scripts that read it in.
# shellcheck shell=sh

pg_as_user() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi; }

# pg_start FOLDER SQL VOUCHERS: a new one in FOLDER/cluster, synchronous_commit on, with what
# postgres.sql makes; PGHOST and its like lead there. 1 where it is not installed.
pg_start()
{
    initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1)
    pg_bin=${initdb%/initdb} pg=$1/cluster
    [ -n "$pg_bin" ] && [ -x "$pg_bin/pgbench" ] || return 1
    mkdir "$pg" && chmod 755 "$1"
    [ "$(id -u)" != 0 ] || chown postgres "$pg"
    pg_as_user "cd $pg && $pg_bin/initdb -D data -A trust" >"$1/postgres.log"
    pg_as_user "cd $pg && $pg_bin/pg_ctl -w -D data -l log -o \"-k $pg -h '' \
        -c max_connections=200 -c shared_buffers=256MB -c synchronous_commit=on \
        -c max_wal_size=4GB\" start" >>"$1/postgres.log"
    export PGHOST="$pg" PGDATABASE=postgres
    [ "$(id -u)" != 0 ] || export PGUSER=postgres
    "$pg_bin/psql" -q -v ON_ERROR_STOP=1 -v count="$3" -f "$2"
}

pg_name() { "$pg_bin/postgres" --version | awk '{ print "PostgreSQL", $3 }'; }

pg_stop() { pg_as_user "$pg_bin/pg_ctl -D $pg/data -m immediate stop" >"$pg.end"; }

# pg_rate SCRIPT CLIENTS SECONDS: whole transactions a second.
pg_rate()
{
    "$pg_bin/pgbench" -n -M prepared -f "$1" -c "$2" -j 1 -T "$3" 2>/dev/null |
        sed -n 's/^tps = \([0-9]*\).*/\1/p'
}
