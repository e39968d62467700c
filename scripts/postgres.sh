#!/bin/sh
# A private PostgreSQL for the tests: its own data, a free loopback port, a password of its own.
#
#   scripts/postgres.sh start [FOLDER]   starts one and prints its address (the same one if it runs)
#   scripts/postgres.sh stop [FOLDER]    stops it and deletes its data
#
# FOLDER is made by `start`; without it, a folder per user under the temporary directory. Works as an
# ordinary user and as root: PostgreSQL refuses to run as root, so root hands over to the user
# `postgres`, or `nobody`. Nothing here is safe for data that matters: it does not wait for the disk.
set -eu

folder=${2:-${TMPDIR:-/tmp}/cairn-postgres-$(id -u)}

fail() {
    echo "postgres.sh: $*" >&2
    exit 1
}

# The newest PostgreSQL of Debian's folders, or the one in PATH.
find_programs() {
    newest=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
    if [ -n "$newest" ]; then
        programs=$(dirname "$newest")
    elif command -v initdb >/dev/null 2>&1; then
        programs=$(dirname "$(command -v initdb)")
    else
        fail "PostgreSQL is not installed (no initdb): apt-get install postgresql"
    fi
}

# Whom the server runs as.
find_user() {
    if [ "$(id -u)" -ne 0 ]; then
        server_user=$(id -un)
    elif id postgres >/dev/null 2>&1; then
        server_user=postgres
    else
        server_user=nobody
    fi
}

as_server() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif command -v setpriv >/dev/null 2>&1; then
        setpriv --reuid="$server_user" --regid="$(id -g "$server_user")" --clear-groups "$@"
    else
        runuser -u "$server_user" -- "$@"
    fi
}

# Only a folder that `start` made is ever deleted.
ours() {
    [ -f "$folder/password" ] && [ -d "$folder/data" ]
}

running() {
    [ -f "$folder/data/PG_VERSION" ] && as_server "$programs/pg_ctl" -D "$folder/data" status >/dev/null 2>&1
}

# A port nobody answers on; the server itself decides whether it is really free.
random_port() {
    number=$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')
    echo $((20000 + number % 40000))
}

start() {
    if running; then
        cat "$folder/address"
        return
    fi
    if ours; then
        rm -rf "$folder"
    elif [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
        fail "$folder holds something else"
    fi
    mkdir -p "$folder"
    chmod 700 "$folder"
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" >"$folder/password"
    [ "$(id -u)" -ne 0 ] || chown -R "$server_user" "$folder"
    cd "$folder" 2>/dev/null || fail "cannot enter $folder"
    as_server test -w "$folder" || fail "the user $server_user cannot write in $folder"

    as_server "$programs/initdb" -D "$folder/data" -U cairn --pwfile="$folder/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync \
        >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; fail "initdb failed"; }

    for attempt in 1 2 3 4 5; do
        port=$(random_port)
        settings="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        settings="$settings -c max_connections=200"
        if as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 \
            -o "$settings" start >/dev/null 2>&1; then
            echo "postgres://cairn:$password@127.0.0.1:$port/postgres" >"$folder/address"
            cat "$folder/address"
            return
        fi
    done
    cat "$folder/server.log" >&2
    fail "the server did not start"
}

stop() {
    if running; then
        as_server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 ||
            fail "the server in $folder did not stop"
    fi
    if ours; then
        rm -rf "$folder"
    fi
}

find_programs
find_user
case "${1:-}" in
start) start ;;
stop) stop ;;
*) fail "use: scripts/postgres.sh start|stop [FOLDER]" ;;
esac
