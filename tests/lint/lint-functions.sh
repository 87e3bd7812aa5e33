#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Sizes: half of all functions have at most 15 lines, nine in ten at most 45,
# from the first line of the declaration to the closing brace; no file has more
# than 600 lines. Reads the layout that clang-format leaves.
#
# usage: lint-functions.sh [--list] [TREE]
list=
[ "${1:-}" != --list ] || { list=1 && shift; }
cd "${1:-.}" || exit 2

find lib tools -name '*.[ch]' | sort | xargs awk '
    # The first line of a declaration follows a blank line, a comment, a brace,
    # a semicolon or the preprocessor.
    function begins_after(line) {
        return line ~ /^$/ || line ~ /(\*\/|[};])$/ || line ~ /^(#|\/\/| \*)/ || line ~ /^[a-z]+:$/
    }
    FNR == 1 { before = ""; from = 1; inside = 0 }
    !inside && begins_after(before) { from = FNR }
    /^\{$/ { inside = 1 }
    /^\}$/ && inside {
        print FNR - from + 1, FILENAME ":" from
        inside = 0
    }
    { before = $0 }' | sort -n | awk -v list="$list" '
    { size[NR] = $1; place[NR] = $2 }
    END {
        if (!NR) {
            print "not ok 1 - found no functions"
            exit 1
        }
        for (i = NR; list && i > 0; i--)
            print size[i], place[i]
        median = size[int((NR + 1) / 2)]
        ninth = size[int((NR * 9 + 9) / 10)]
        printf "# %d functions: median %d lines, 90 %% <= %d, longest %d (%s)\n",
            NR, median, ninth, size[NR], place[NR]
        print (median <= 15 ? "ok" : "not ok") " 1 - the median function has at most 15 lines"
        print (ninth <= 45 ? "ok" : "not ok") " 2 - nine functions in ten have at most 45 lines"
        for (i = NR; ninth > 45 && i > NR * 0.9; i--)
            print "# " size[i] " lines: " place[i]
        exit median > 15 || ninth > 45
    }'
functions=$?

find lib tools tests -name '*.[ch]' -o -path '*tests/*' -name '*.sh' | sort | xargs wc -l | awk '
    $2 != "total" && $1 > 600 {
        print "not ok 3 - " $2 " has " $1 " lines, more than 600"
        bad = 1
    }
    END {
        if (!bad)
            print "ok 3 - no file has more than 600 lines"
        exit bad
    }' && [ $functions -eq 0 ]
