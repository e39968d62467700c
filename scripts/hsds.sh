#!/bin/sh
# Asks the HSDS interface everything its own description allows, and much that it does not
# (schemathesis). Starts a Cairn of its own on a free loopback port, with the shipped directory.
#
#   scripts/hsds.sh [EXAMPLES [WORKERS]]   examples for each operation and phase, 40 when nothing is said;
#                                          operations that are asked at one time, 1 when nothing is said
#
# The line "N generated, N passed" under "Test cases" counts the cases.
#
# Installs schemathesis into target/schemathesis when it is not there (needs python3 with venv).
# CAIRN_TEST_BINARY names the program; target/debug/cairn otherwise.
set -eu
cd "$(dirname "$0")/.."

examples=${1:-40}
workers=${2:-1}
target=${CARGO_TARGET_DIR:-target}
cairn=${CAIRN_TEST_BINARY:-$target/debug/cairn}
# The program takes what begins with CAIRN_ for its own settings.
unset CAIRN_TEST_BINARY
tool=target/schemathesis/bin/schemathesis
folder=$(mktemp -d)
server=

stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT INT TERM

if [ ! -x "$tool" ]; then
    python3 -m venv target/schemathesis
    target/schemathesis/bin/pip install --quiet 'schemathesis==4.32.5'
fi

"$cairn" --data "$folder/data" --listen 127.0.0.1:0 --log error --api-per-minute 4000000000 \
    >"$folder/out" 2>"$folder/log" &
server=$!
tries=0
until address=$(sed -n 's|.*\(http://[0-9.:]*\)/.*|\1|p' "$folder/out") && [ -n "$address" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] && kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.2
done

# 422 is ours for parameters that are each right and do not go together.
cat >"$folder/schemathesis.toml" <<'TOML'
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "304", "404", "422"]
TOML

"$tool" --config-file "$folder/schemathesis.toml" run "$address/hsds/openapi.json" \
    --url "$address/hsds" --phases examples,coverage,fuzzing --max-examples "$examples" --workers "$workers" \
    --generation-deterministic --suppress-health-check all --no-color
if [ -s "$folder/log" ]; then
    echo "the program complained:" >&2
    cat "$folder/log" >&2
    exit 1
fi
