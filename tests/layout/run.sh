#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Lays lines out by each profile and checks them by the same: none is too long, none
# has too many lines, none is shown too long, and no gap is too small. The English
# lines are those of splits.txt and more-splits.txt; the Korean ones are talks of the
# corpus ($DAESA_CORPUS, default ../shared/corpus). Their times are as long as it takes to
# say them, a pause between them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
talks=${DAESA_CORPUS:-$top/../shared/corpus}/tedx-ko
DAESA=${DAESA:-${BUILD:-build}/daesa}
case $DAESA in /*) ;; *) DAESA=$PWD/$DAESA ;; esac
[ -x "$DAESA" ] || {
    echo "not ok 1 - there is no program $DAESA"
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
n=0

# As CSV: $1 bytes are said in a second.
time_lines() {
    LC_ALL=C awk -v rate="$1" 'BEGIN { print "start,end,text"; at = 1 }
        { gsub(/"/, "\"\""); took = length($0) / rate
          if (took < 0.5) took = 0.5
          printf "%.3f,%.3f,\"%s\"\n", at, at + took, $0
          at += took + (NR % 5) / 4 }'
}

# $1: language. $2: its lines, as CSV.
check_all() {
    for profile in $("$DAESA" list profiles | awk 'NR > 1 { print $1 }'); do
        n=$((n + 1))
        "$DAESA" convert "$2" --lang "$1" --profile "$profile" --to srt -q \
            -o "$work/out.srt" -f 2> "$work/said"
        if [ ! -s "$work/out.srt" ]; then
            sed 's/^/# /' "$work/said"
            echo "not ok $n - $1 by $profile: nothing was written"
            failed=1
            continue
        fi
        "$DAESA" check "$work/out.srt" --profile "$profile" --lines --max-severity none \
            --only line-long,line-count,duration-long,gap-short,time-overlap,time-zero \
            > "$work/found" 2>&1
        if [ -s "$work/found" ]; then
            sed 's/^/# /' "$work/found" | head -20
            echo "not ok $n - $1 by $profile"
            failed=1
        else
            echo "ok $n - $1 by $profile"
        fi
    done
}

cat "$here/splits.txt" "$here/more-splits.txt" | grep -v "^#" | sed "s/|/ /g; s/¦/ /g" | time_lines 16 > "$work/en.csv"
check_all en "$work/en.csv"
if [ -d "$talks" ]; then
    cat "$talks"/*/*.trans.txt | sed 's/^[^ ]* *//; s/\r$//' | grep . |
        time_lines 20 > "$work/ko.csv"
    check_all ko "$work/ko.csv"
else
    n=$((n + 1))
    echo "ok $n - Korean talks # SKIP no $talks"
fi
exit $failed
