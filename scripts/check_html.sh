#!/bin/sh
# Looks at HTML reports as their readers do: axe-core in Chromium (light, dark, 320 px, print), the Nu checker, no
# horizontal scroll at 320 px, whole without script, nothing loaded, no link that leads nowhere, search that works.
#
#   scripts/check_html.sh REPORT.json...
#   scripts/check_html.sh --real
#   scripts/check_html.sh --document EDITION...
#   scripts/check_html.sh --install
#
# Takes reports as `oecheck check --format json` writes them. Each is rendered in its language and in Arabic, from right
# to left. With --real it first makes the reports of the real packages that check_html_packages.tsv names; they lie in
# ../shared/corpus beside the repository, or where CORPUS says, and it ends with 3 without them. With --document it looks
# at the document of each edition (ohe@0.1, or a folder) instead. With --install it only sees to what it needs; it ends
# with 3 where that cannot be had.
#
# Needs Debian or a relative of it, Node.js and Java (which it does not install) and, unless the environment variable
# PYTHON names one, a `python3` that can import oecheck. The first run installs Chromium and the checkers; set TOOLS to
# keep them elsewhere. Ends with 1 if anything is wrong.
set -eu

[ $# -gt 0 ] || { sed -n '2,19s/^# \{0,1\}//p' "$0"; exit 2; }

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
tools=${TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/oecheck/check-html}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
PYTHONPATH="$here/../src${PYTHONPATH:+:$PYTHONPATH}"
export PYTHONPATH

missing() {
    echo "The pages cannot be looked at: $1 cannot be had." >&2
    exit 3
}

for program in node java; do
    command -v $program >/dev/null || missing $program
done
command -v chromium >/dev/null || apt-get install -y --no-install-recommends chromium fonts-noto-core ||
    missing chromium
if [ ! -f "$tools/complete" ]; then
    mkdir -p "$tools"
    npm install --prefix "$tools" --no-audit --no-fund --no-save --fetch-retries=1 --fetch-timeout=60000 \
        axe-core@4.14.1 playwright-core@1.65.1 vnu-jar@26.9.27 || missing "a checker from npm"
    touch "$tools/complete"
fi
[ "$1" != --install ] || exit 0

kind=report
[ "$1" != --document ] || { kind=document; shift; [ $# -gt 0 ] || set -- ohe@0.1; }

if [ "$1" = --real ]; then
    corpus=${CORPUS:-$here/../../shared/corpus}
    set --
    while IFS="$(printf '\t')" read -r package _; do
        [ -f "$corpus/$package" ] || missing "$package"
        report=$work/$(basename "$package").json
        code=0
        "$python" -m oecheck check "$corpus/$package" --lang en --quiet --output "json=$report" || code=$?
        [ $code -le 1 ] || exit $code
        set -- "$@" "$report"
    done <"$here/check_html_packages.tsv"
fi

for report in "$@"; do
    if [ $kind = document ]; then
        "$python" -m oecheck standard docs "$report" >"$work/$(basename "$report").html"
        continue
    fi
    name=$(basename "$report" .json)
    "$python" -m oecheck render "$report" --format html >"$work/$name.html"
    "$python" -m oecheck render "$report" --lang ar --format html >"$work/$name.ar.html"
    grep -q 'dir="rtl"' "$work/$name.ar.html" || { echo "$name: no page from right to left was made" >&2; exit 1; }
done

failed=0
java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$work"/*.html || failed=1
NODE_PATH="$tools/node_modules" node "$here/check_html.cjs" $kind "$work"/*.html || failed=1
exit $failed
