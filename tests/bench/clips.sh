#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Prints the folder of the clips that the benches measure on; makes them first
# where they are not there yet. Fails, and says why, where it cannot.
#
# usage: clips.sh
#   DAESA_CLIPS   a folder of clips that were made before
#   DAESA_CORPUS  else: the recordings that they are made from
#   BUILD         where they are put
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-build}

if [ -n "${DAESA_CLIPS:-}" ]; then
    clips=$DAESA_CLIPS
    [ -d "$clips" ] || { echo "DAESA_CLIPS is no folder: $clips" >&2 && exit 1; }
else
    corpus=${DAESA_CORPUS:-$here/../../../shared/corpus}
    maker=$corpus/../bin/make-clips
    clips=$build/bench/clips
    [ -e "$maker" ] || { echo "no recordings at hand (DAESA_CORPUS)" >&2 && exit 1; }
    if [ ! -e "$clips/made" ]; then
        mkdir -p "$clips"
        "$(sh "$here/python.sh")" "$maker" "$corpus" "$clips" >"$build/bench/make-clips.log" 2>&1 ||
            { tail -n 3 "$build/bench/make-clips.log" >&2 && exit 1; }
        touch "$clips/made"
    fi
fi
echo "$clips"
