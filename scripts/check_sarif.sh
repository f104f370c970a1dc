#!/bin/sh
# Has SARIF reports judged by the multitool of those who keep the format: 0 errors is the aim.
#
#   scripts/check_sarif.sh REPORT.json...
#   scripts/check_sarif.sh --install
#
# Takes reports as `oecheck check --format json` writes them. Before it believes a "no error", it shows the judge a
# damaged report, which has to be found out. With --install it only sees to what it needs; it ends with 3 where that
# cannot be had.
#
# Needs npm and, unless the environment variable PYTHON names one, a `python3` that can import oecheck. The first run
# installs the multitool; set TOOLS to keep it elsewhere. Ends with 1 if anything is wrong.
set -eu

[ $# -gt 0 ] || { sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 2; }

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
tools=${TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/oecheck/check-sarif}
judge=$tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
PYTHONPATH="$here/../src${PYTHONPATH:+:$PYTHONPATH}"
export PYTHONPATH DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

missing() {
    echo "The SARIF reports cannot be judged: $1 cannot be had." >&2
    exit 3
}

command -v npm >/dev/null || missing npm
if [ ! -x "$judge" ]; then
    mkdir -p "$tools"
    npm install --prefix "$tools" --no-audit --no-fund --no-save --fetch-retries=1 --fetch-timeout=60000 \
        --ignore-scripts --loglevel=error @microsoft/sarif-multitool-linux@5.7.0 || missing "the multitool from npm"
    chmod u+x "$judge"
fi
"$judge" version >/dev/null 2>&1 || missing "a machine on which the multitool runs"
[ "$1" != --install ] || exit 0

# Without warnings and notes it tells no errors either, so all are asked for and the errors picked out.
errors() {
    "$judge" validate "$1" --level "Error;Warning;Note" >"$work/told"
    grep -q 'files scanned' "$work/told" || { cat "$work/told" >&2; exit 1; }
    grep ': error ' "$work/told" || true
}

failed=0
for report in "$@"; do
    sarif=$work/$(basename "$report" .json).sarif
    "$python" -m oecheck render "$report" --format sarif >"$sarif"
    sed 's/"ruleIndex":[0-9]*/"ruleIndex":99999/g; s/"startLine":/"startLine":-/g' "$sarif" >"$work/damaged.sarif"
    [ -n "$(errors "$work/damaged.sarif")" ] || { echo "$report: a damaged copy passes too" >&2; exit 1; }
    found=$(errors "$sarif")
    [ -z "$found" ] || { echo "$found"; failed=1; }
    echo "$report: $(printf %s "$found" | grep -c '' || true) errors"
done
exit $failed
