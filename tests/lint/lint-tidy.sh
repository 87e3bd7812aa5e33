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

# Findings about a source that is gone are gone with it.
find . -name '*.tidy' | sort | while read -r found; do
    [ ! -e "$top/${found%.tidy}.c" ] || echo "$found"
done >findings
if [ ! -s findings ]; then
    echo "not ok 1 - clang-tidy was not run"
    exit 1
fi
xargs awk -v top="$top" '
    /(warning|error):/ && !seen[$0]++ {
        sub(top "/", "")
        print "not ok " ++bad " - " $0
    }
    END {
        if (!bad)
            print "ok 1 - clang-tidy finds nothing"
        exit bad > 0
    }' <findings
