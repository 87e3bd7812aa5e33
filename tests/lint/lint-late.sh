#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The program starts without the libraries that tools/late_*.c load when they are
# needed, so every function of theirs that is called has its line there.
#
# usage: lint-late.sh [PROGRAM]
build=${BUILD:-build}
program=${1:-$build/daesa}

needed=$(readelf -d "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p')
if [ -z "$needed" ]; then
    echo "not ok 1 - $program needs no libraries at all"
    exit 1
fi
bad=$(echo "$needed" | grep -E '^lib(av[a-z]*|sw[a-z]*|ass|espeak-ng)\.')
if [ -n "$bad" ]; then
    echo "not ok 1 - $(echo "$bad" | paste -s -d' ') bound at the start: tools/late_*.c lacks a function"
    exit 1
fi
echo "ok 1 - $(echo "$needed" | wc -l) libraries are bound at the start, none that can wait"
