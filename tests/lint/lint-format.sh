#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# clang-format would change nothing.
#
# usage: lint-format.sh [TREE]
cd "${1:-.}" || exit 2

if [ "${2:-}" = --one ]; then
    shift 2
    for file; do
        out=$(clang-format --dry-run -Werror "$file" 2>&1) && continue
        printf 'not ok 1 - run clang-format -i %s\n# %s\n' "$file" \
            "$(printf '%s\n' "$out" | head -n 1)"
    done
    exit 0
fi

bad=$(find lib tools tests -name '*.[ch]' | sort |
    xargs -P 2 -n 16 sh "$OLDPWD/tests/lint/lint-format.sh" . --one)
if [ -n "$bad" ]; then
    printf '%s\n' "$bad"
    exit 1
fi
echo "ok 1 - every file has the form of .clang-format"
