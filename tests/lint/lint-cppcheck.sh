#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# cppcheck finds nothing. What did not change since the last run is not read
# again. It cannot follow a struct that a callee fills in (ctuuninitvar); the
# compilers and clang-tidy can. What it would have instead of readdir is withdrawn.
#
# usage: lint-cppcheck.sh [TREE]
cd "${1:-.}" || exit 2
cache=${BUILD:-${TMPDIR:-/tmp}}/cppcheck
mkdir -p "$cache"

if found=$(cppcheck --quiet -j 2 --std=c11 --language=c -Ilib --error-exitcode=1 \
    --enable=warning,performance,portability --inline-suppr --library=posix \
    --suppress=missingIncludeSystem --suppress=toomanyconfigs --suppress=ctuuninitvar \
    --suppress=readdirCalled \
    --template='{file}:{line}: {severity}: {message} [{id}]' \
    --cppcheck-build-dir="$cache" lib tools 2>&1) && [ -z "$found" ]; then
    echo "ok 1 - cppcheck finds nothing"
else
    printf '%s\n' "$found" | sed 's/^/not ok 1 - /'
    exit 1
fi
