#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Every header of the library compiles alone, in C and in C++, and can be
# included twice.
#
# usage: lint-headers.sh [TREE]
cd "${1:-.}" || exit 2
CC=${CC:-cc} CXX=${CXX:-c++}
export CC CXX

try()
{
    header=$1 language=$2 compiler=$3
    shift 3
    printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
        "$compiler" -x "$language" -fsyntax-only -Ilib -Wall -Wextra -Wpedantic \
            -Werror "$@" - 2>&1 | sed 's/^/# /' | head -n 8
}

if [ "${2:-}" = --one ]; then
    header=${3#lib/}
    out=$(try "$header" c "$CC" -std=c11)
    out=$out$(try "$header" c++ "$CXX" -std=c++11)
    # Of what only has macros nothing is linked.
    ! grep -q ';$' "$3" || grep -q 'extern "C"' "$3" || out="$out# no extern \"C\""
    if [ -n "$out" ]; then
        printf 'not ok 1 - %s does not compile alone\n%s\n' "$3" "$out"
    else
        echo "ok 1 - $3"
    fi
    exit 0
fi

find lib -name '*.h' | sort |
    xargs -P 2 -n 1 sh "$OLDPWD/tests/lint/lint-headers.sh" . --one |
    awk '{ print } /^not ok/ { bad = 1 } END { exit bad || !NR }'
