#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Processor time and memory of laying out lines by a profile, the whole process: ten
# thousand within a second, in one language or in two at once; twice as many in twice
# of both and a little; and of merging two files by order. Made lines, half of which have
# to be split.
#
# usage: layout.sh [RUNS]
set -u
build=${BUILD:-build}
daesa=${DAESA:-$build/daesa}
measure=$build/tests/bench/measure
runs=${1:-3}
work=$build/bench/layout
mkdir -p "$work"

# lines N: one every 6 s.
lines()
{
    awk -v n="$1" '
        BEGIN {
            print "{\"daesa\": 1, \"language\": \"en\", \"lines\": ["
            for (i = 0; i < n; i++) {
                en = "Line " i " says what somebody said"
                ko = i "번째 줄은 누가 한 말을"
                if (i % 2) {
                    en = en ", because it had to be said, and then it goes on in other words until nobody listens"
                    ko = ko " 전하고, 그래야 했기 때문에, 그다음에는 아무도 듣지 않을 때까지 다른 말로 이어져요"
                }
                printf "{\"id\": \"%d\", \"start\": %d.2, \"end\": %d.8, \"texts\": {\"en\": \"%s.\", \"ko\": \"%s.\"}}%s\n",
                    i, i * 6, i * 6 + 4, en, ko, i + 1 < n ? "," : ""
            }
            print "]}"
        }'
}

for n in 10000 20000; do
    lines "$n" >"$work/$n.json"
    for tongue in en ko; do
        "$daesa" convert "$work/$n.json" -f --only-lang "$tongue" -o "$work/$n.$tongue.txt" 2>/dev/null || exit
    done
done

# twice WHAT LIMIT COMMAND...: of ten thousand lines, then of twenty; N in the command is
# the number.
twice()
{
    seen="$1 $2"
    shift 2
    for n in 10000 20000; do
        seen="$seen $("$measure" -1 "$runs" sh -c "exec $(echo "$*" | sed "s|N|$work/$n|g")" 2>/dev/null)" || return
    done
    echo "$seen"
}

{
    twice english 1 "$daesa" convert N.json -q --text en --profile netflix-en -o - --to srt
    twice korean 1 "$daesa" convert N.json -q --text ko --profile netflix-ko -o - --to srt
    twice both 1 "$daesa" convert N.json -q --text ko,en --profile netflix-en -o - --to ass
    twice by-order 1 "$daesa" merge N.en.txt N.ko.txt --by order --lang en,ko -q -o - --to csv
} | awk '
    BEGIN { printf "%-10s %12s %12s %10s %10s\n", "", "10,000: s", "20,000: s", "MiB", "MiB" }
    {
        held = $4 <= $2 && $7 <= 2.4 * $4 + 0.1 && $8 <= 2.4 * $5
        printf "%-10s %12.2f %12.2f %10.0f %10.0f  <= %d s, linear %s\n", $1, $4, $7, $5, $8, $2,
            held ? "held" : "MISSED"
    }'
