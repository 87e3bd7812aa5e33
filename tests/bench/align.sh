#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Accuracy of daesa align on real speech: a row for each clip, then groups; then all of it
# cut into clips of some 14 seconds; then two hours of clips joined.
#
# usage: align.sh [NAME-PATTERN...]
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-build}
daesa=${DAESA:-$build/daesa}
mkdir -p "$build/bench"

why=$({ python=$(sh "$here/python.sh") && clips=$(sh "$here/clips.sh"); } 2>&1) || {
    echo "accuracy: skipped: $why"
    exit 0
}
python=$(sh "$here/python.sh")
clips=$(sh "$here/clips.sh")
scorer=${DAESA_CORPUS:-$here/../../../shared/corpus}/../bin/score-align
[ -e "$scorer" ] || { echo "accuracy: skipped: no score-align" && exit 0; }

"$python" "$scorer" --json "$build/bench/align.json" \
    --cmd "$daesa align --progress=none {audio} {text} --lang {lang} -o {out}" "$clips" "$@"
[ $# -eq 0 ] || exit 0

# The clips that hold lines enough, but for the one that is others joined.
long_enough()
{
    for clip in "$clips"/*/; do
        case $clip in *_long/) continue ;; esac
        [ "$(grep -c . "$clip/lines.txt")" -lt 16 ] || echo "${clip%/}"
    done
}

short=$build/bench/short
[ -e "$short/made" ] || {
    rm -rf "$short" && mkdir -p "$short" &&
        long_enough | xargs "$python" "$here/cut-clips.py" 14 "$short" && touch "$short/made"
}
"$python" "$scorer" --cmd "$daesa align --progress=none -f {audio} {text} --lang {lang} -o {out}" \
    "$short" | awk -v all="$(cat "$short"/*/lines.txt | grep -c .)" '
        / FAILED / { failed++ }
        /^= all/ { print "some 14 s each:"; print; n = $3 }
        END { print "and " all - n " lines of " failed + 0 " clips of which none was found" }'

long=$build/bench/long
[ -e "$long/ref.json" ] || "$python" "$here/join-clips.py" 7200 "$long" "$clips"/ko_tedx_*
"$python" "$scorer" --cmd "$daesa align --progress=none -f {audio} {text} --lang {lang} -o {out}" \
    "$build/bench" long
