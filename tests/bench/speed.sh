#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Time and memory of daesa align, the whole process, against the two things that
# nobody can avoid, measured in the same run: decoding the sound to PCM (ffmpeg)
# and speaking the text once (espeak-ng). The best of several runs counts; the
# verdict is by ratio, since seconds say more about the machine.
#
# usage: speed.sh [RUNS]
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-build}
daesa=${DAESA:-$build/daesa}
measure=$build/tests/bench/measure
runs=${1:-5}
talk=ko_tedx_un4qbATrmx8
work=$build/bench
mkdir -p "$work"

clips=$(sh "$here/clips.sh" 2>&1) || {
    echo "speed: skipped: $clips"
    exit 0
}

# 16 kHz, mono, 16 bit
seconds_of()
{
    echo "$(($(wc -c <"$1/audio.wav") / 32000))"
}

language_of()
{
    sed -n 's/.*"language": *"\([^"]*\)".*/\1/p' "$1/ref.json" | head -n 1
}

# Sets align, decode, speak: "wall cpu MiB" each. Lines get a full stop for
# espeak-ng: of a clause longer than its buffer it says only the beginning, and
# lines without punctuation are one clause (of the talk's 3,981 sounds it says
# 2,287 then).
take()
{
    clip=$1 n=$2 lang=$(language_of "$1")
    sed 's/[[:space:]]*$/./' "$clip/lines.txt" >"$work/spoken.txt"
    decode=$("$measure" "$n" ffmpeg -v error -nostdin -i "$clip/audio.wav" -map 0:a:0 \
        -ac 1 -ar 16000 -f f32le -) &&
        speak=$("$measure" "$n" espeak-ng -v "$lang" --stdout -f "$work/spoken.txt") &&
        align=$("$measure" -1 "$n" "$daesa" align -q -f --progress=none "$clip/audio.wav" \
            "$clip/lines.txt" --lang "$lang" -o "$work/speed.json")
}

row()
{
    if ! take "$1" "$3"; then
        echo "$2: failed"
        return
    fi
    echo "$2 $(seconds_of "$1") $(wc -l <"$1/lines.txt") $decode $speak $align" >>"$work/speed"
}

: >"$work/speed"
row "$clips/$talk" talk "$runs"
[ ! -d "$clips/ko_tedx_long" ] || row "$clips/ko_tedx_long" twenty-minutes 2
if python=$(sh "$here/python.sh" 2>/dev/null); then
    [ -e "$work/long/ref.json" ] ||
        "$python" "$here/join-clips.py" 7200 "$work/long" "$clips"/ko_tedx_*
    row "$work/long" two-hours 1
else
    echo "two hours: skipped: no Python to join the clips with"
fi

awk '
    function verdict(name, what, value, op, limit, unit) {
        good = op == "<=" ? value <= limit : value >= limit
        printf "%-16s %-44s %8.2f  %s %-5g %s\n", name, what, value, op, limit, good ? "held" : "MISSED"
    }
    BEGIN {
        printf "%-16s %7s %6s %9s %9s %9s %9s %8s %8s\n", "clip", "audio s", "lines",
            "decode s", "speak s", "align s", "align cpu", "x real", "MiB"
    }
    {
        floor[$1] = $4 + $7
        took[$1] = $10
        pace[$1] = $10 / $2
        memory[$1] = $12
        audio[$1] = $2
        printf "%-16s %7d %6d %9.3f %9.3f %9.3f %9.3f %8.0f %8.1f\n", $1, $2, $3, $4, $7, $10, $11, $2 / $10, $12
    }
    END {
        print ""
        if (!("talk" in took))
            exit 1
        verdict("talk", "times the cost of decoding and speaking once", took["talk"] / floor["talk"], "<=", 4)
        verdict("talk", "times real time", audio["talk"] / took["talk"], ">=", 150)
        if ("twenty-minutes" in took)
            verdict("twenty-minutes", "peak of memory, MiB", memory["twenty-minutes"], "<=", 200)
        if ("two-hours" in took) {
            verdict("two-hours", "peak of memory, MiB", memory["two-hours"], "<=", 500)
            verdict("two-hours", "time per minute, against the talk", pace["two-hours"] / pace["talk"], "<=", 1.5)
        }
    }' "$work/speed"
