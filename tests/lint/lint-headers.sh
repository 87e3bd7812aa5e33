#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Every header of the library compiles alone, in C and in C++, and can be
# included twice; and so do all that are installed together.
#
# usage: lint-headers.sh [TREE]
cd "${1:-.}" || exit 2
CC=${CC:-cc} CXX=${CXX:-c++}
export CC CXX

# try HEADER...: what compilers have against a file that includes these.
try()
{
    source=$(printf '#include "%s"\n' "$@")
    for compiler in "$CC -x c -std=c11" "$CXX -x c++ -std=c++11"; do
        # shellcheck disable=SC2086 # options
        printf '%s\n' "$source" | $compiler -fsyntax-only -Ilib -Wall -Wextra \
            -Wpedantic -Werror - 2>&1 | sed 's/^/# /' | head -n 8
    done
}

if [ "${2:-}" = --one ]; then
    header=${3#lib/}
    out=$(try "$header" "$header")
    # Of what only has macros nothing is linked.
    ! grep -q ';$' "$3" || grep -q 'extern "C"' "$3" || out="$out# no extern \"C\""
    if [ -n "$out" ]; then
        printf 'not ok 1 - %s does not compile alone\n%s\n' "$3" "$out"
    else
        echo "ok 1 - $3"
    fi
    exit 0
fi

if [ "${2:-}" = --together ]; then
    # shellcheck disable=SC2046 # a list
    out=$(try $(find lib -name '*.h' ! -name '*_short.h' | sort | sed 's|^lib/||'))
    if [ -n "$out" ]; then
        printf 'not ok 1 - all headers do not compile together\n%s\n' "$out"
    else
        echo "ok 1 - all headers together"
    fi
    exit 0
fi

{
    find lib -name '*.h' | sort |
        xargs -P 2 -n 1 sh "$OLDPWD/tests/lint/lint-headers.sh" . --one
    sh "$OLDPWD/tests/lint/lint-headers.sh" . --together
} | awk '{ print } /^not ok/ { bad = 1 } END { exit bad || !NR }'
