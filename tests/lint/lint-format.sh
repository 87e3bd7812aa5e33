#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# clang-format would change nothing.
#
# usage: lint-format.sh [TREE]
cd "${1:-.}" || exit 2

bad=0
for file in $(find lib tools tests -name '*.[ch]' | sort); do
    out=$(clang-format --dry-run -Werror "$file" 2>&1) && continue
    printf 'not ok 1 - run clang-format -i %s\n' "$file"
    printf '%s\n' "$out" | sed 's/^/# /' | head -n 3
    bad=1
done
[ $bad -ne 0 ] || echo "ok 1 - every file has the form of .clang-format"
exit $bad
