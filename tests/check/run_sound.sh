#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The rules of sound on recordings: subtitles that are right have at most two findings
# in a hundred cues; shifted, stretched, cut and strange ones are named as what they are,
# and so are most lines that are not what is said.
# The clips are those of the benches: DAESA_CLIPS, or what `make bench` has made.
set -u
clips=${DAESA_CLIPS:-${BUILD:-build}/bench/clips}
[ -d "$clips" ] || clips=build/bench/clips
if [ ! -d "$clips" ]; then
    echo "ok 1 - rules of sound on recordings # SKIP no clips (DAESA_CLIPS, or make bench)"
    exit 0
fi
exec /usr/bin/python3 tests/check/sound.py "${DAESA_RELEASE:-build/daesa}" "$clips"
