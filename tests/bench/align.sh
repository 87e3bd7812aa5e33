#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Accuracy of daesa align on real speech: a row for each clip, then groups; then two
# hours of clips joined.
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
long=$build/bench/long
[ -e "$long/ref.json" ] || "$python" "$here/join-clips.py" 7200 "$long" "$clips"/ko_tedx_*
"$python" "$scorer" --cmd "$daesa align --progress=none -f {audio} {text} --lang {lang} -o {out}" \
    "$build/bench" long
