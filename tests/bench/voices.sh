#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# What --voices gains: talks and a reading, with and without music, are cut into clips
# of 10 s to 100 s; each is aligned alone, and from the voice of its talk.
#
# usage: voices.sh [SECONDS...]
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${BUILD:-build}" && pwd)
daesa=${DAESA:-$build/daesa}
work=$build/bench/voices
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

why=$({ python=$(sh "$here/python.sh") && clips=$(sh "$here/clips.sh"); } 2>&1) || {
    echo "voices: skipped: $why"
    exit 0
}
python=$(sh "$here/python.sh")
clips=$(cd "$(sh "$here/clips.sh")" && pwd)
scorer=${DAESA_CORPUS:-$here/../../../shared/corpus}/../bin/score-align
[ -e "$scorer" ] || { echo "voices: skipped: no score-align" && exit 0; }

# The talks of one speaker each that are long enough to cut.
talks()
{
    for clip in "$clips"/ko_tedx_* "$clips"/en_read_ljspeech_F_gaps*; do
        case ${clip##*/} in
        *_long | *+drop | *+extra | *+foreign | *+gaps | *+head | *ljspeech*+music5) ;;
        *) [ ! -e "$clip/ref.json" ] || echo "$clip" ;;
        esac
    done
}

# jobs FOLDER: a manifest of the pieces in it, each with the voice of its talk.
jobs()
{
    echo "clip,transcript,name,language,voice,outputs"
    for piece in "$1"/*/; do
        piece=${piece%/}
        name=${piece##*/}
        lang=$(sed -n 's/.*"language": *"\([^"]*\)".*/\1/p' "$piece/ref.json")
        echo "$piece/audio.wav,$piece/lines.txt,$name,$lang,${name%%=*},json"
    done
}

# score NAME SECONDS: a row of all pieces, whose lines are in out-NAME.
score()
{
    "$python" "$scorer" --json "$work/$1.json" "$work/$2" \
        --cmd "cp '$work/out-$1'/\"\$(basename \"\$(dirname {audio})\")\".json {out}" |
        awk -v name="$1" '
            / FAILED / { failed++ }
            /^= all/ { n = $3; printf "%-24s lines %4d  median %3d ms  <= 100 ms %5.1f %%  <= 500 ms %5.1f %%  off %3d, of these not found %3d\n", name, $3, $4, $6, $8, $9, $10 }
            END { if (failed) printf "%-24s and %d lines of %d clips of which none was found\n", "", all - n, failed }' \
            all="$(cat "$work/$2"/*/lines.txt | grep -c .)" /dev/stdin
}

for seconds in "${@:-10 15 25 40 100}"; do
    for s in $seconds; do
        talks | tr '\n' '\0' | xargs -0 "$python" "$here/cut-clips.py" "$s" "$work/$s"
        jobs "$work/$s" >"$work/voices.csv"
        sed 's/,voice,/,/; s/,[^,]*,json$/,json/' "$work/voices.csv" >"$work/alone.csv"
        "$daesa" batch "$work/alone.csv" -o "$work/out-alone-$s" -q --progress=none >/dev/null 2>&1
        "$daesa" batch "$work/voices.csv" -o "$work/out-voices-$s" -q --progress=none \
            --voices "$work/voices-$s" >/dev/null 2>&1
        echo "clips of $s s and more:"
        score "alone-$s" "$s"
        score "voices-$s" "$s"
        "$python" - "$work/alone-$s.json" "$work/voices-$s.json" <<'END'
import json
import sys

alone, voices = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
names = [name for name in alone if not name.startswith("=")]
off = {name: (alone[name]["off"], voices[name]["off"]) for name in names if name in voices}
worse = ["%s (%d, not %d)" % (name, v, a) for name, (a, v) in off.items() if v > a]
print("  of %d clips %d have fewer lines off with the voice, %d more: %s"
      % (len(off), sum(v < a for a, v in off.values()), len(worse), ", ".join(worse) or "none"))
END
    done
done
