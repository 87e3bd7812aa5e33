#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# clang-tidy, with the checks of .clang-tidy and clang's own warnings. The
# Makefile has run it on what changed and left its findings in the build.
#
# usage: lint-tidy.sh [TREE-OF-FINDINGS]
top=$PWD
cd "${1:-${BUILD:-build}/lint}" || exit 2

find . -name '*.tidy' | sort | xargs awk -v top="$top" '
    FNR == 1 { files++ }
    /(warning|error):/ && !seen[$0]++ {
        sub(top "/", "")
        print "not ok " ++bad " - " $0
    }
    END {
        if (!bad)
            print "ok 1 - clang-tidy finds nothing"
        exit bad > 0
    }'
