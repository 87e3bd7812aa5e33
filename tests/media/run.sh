#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Odd containers through `daesa probe` and `daesa align`, as people run them: each
# ends in time, with status 0 or 1, says why where it is 1, and writes nothing
# where it has no sound to align.
#
# usage: run.sh
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
DAESA=${DAESA:-$top/build/daesa}
seconds=120
corpus=${DAESA_CORPUS:+$DAESA_CORPUS/media}
if [ ! -d "$corpus" ]; then
    echo "ok 1 - odd containers from the command line # SKIP no corpus"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-media.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
printf 'Hello there.\nThis is a line that nobody says.\n' >"$work/lines.txt"

# try FILE COMMAND...: what is wrong with how the command ended
try()
{
    file=$1
    shift
    timeout $seconds "$@" >"$work/out" 2>"$work/err" </dev/null
    rc=$?
    case $rc in
    0) ;;
    1) grep -q '\]$' "$work/err" || echo "$file: $2 failed and said nothing" ;;
    124) echo "$file: $2 does not end" ;;
    *) echo "$file: $2 ended with $rc" ;;
    esac
    if grep -qE 'Sanitizer|runtime error' "$work/err"; then
        echo "$file: $2: $(grep -m 1 -E 'Sanitizer|runtime error' "$work/err")"
    fi
}

find "$corpus" -type f ! -name PROBE.tsv ! -name '_*' | sort >"$work/files"
while IFS= read -r file; do
    try "$file" "$DAESA" probe "$file"
    rm -f "$work/out.srt"
    try "$file" "$DAESA" align -l en "$file" "$work/lines.txt" -o "$work/out.srt"
    if grep -q 'error: .*\[\(clip\|audio\)-' "$work/err" && [ -e "$work/out.srt" ]; then
        echo "$file: align failed and wrote a file"
    fi
done <"$work/files" >"$work/bad"

n=$(wc -l <"$work/files")
sed 's/^/# /' "$work/bad"
if [ "$n" -eq 0 ] || [ -s "$work/bad" ]; then
    echo "not ok 1 - $n odd containers from the command line"
    exit 1
fi
echo "ok 1 - $n odd containers from the command line"
