#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Licence lines, words of unfinished work, and what belongs to one machine only.
#
# usage: lint-words.sh [TREE]
cd "${1:-.}" || exit 2

sources()
{
    find lib tools tests samples .ci Makefile -type f \( -name '*.[ch]' -o -name '*.sh' \
        -o -name Makefile -o -path .ci/\* -o -name run -o -name '*.scd' \) \
        ! -path 'tests/format/*/*/*' ! -path 'tests/cmd/*/*' 2>/dev/null | sort
}

texts()
{
    find lib tools tests samples .ci README.md CHANGES Makefile .clang* -type f \
        ! -path 'tests/lint/*' ! -path 'tests/format/*/*/*' 2>/dev/null | sort
}

fail()
{
    sed "s/^/not ok 1 - $1: /"
}

unlicensed()
{
    sources | grep -v '\.scd$' | while read -r file; do
        head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' &&
            head -n 4 "$file" | grep -q 'SPDX-FileCopyrightText: The daesa authors' ||
            echo "$file"
    done
}

bad=$(
    unlicensed | fail "no SPDX lines at the head"
    texts | xargs grep -nIwE 'TODO|FIXME|XXX|HACK|not (yet )?implemented' | fail "unfinished"
    texts | xargs grep -nIE '/(work|home|root|tmp|farm|mnt)/[a-z]' | fail "a path of one machine"
    texts | xargs grep -nIE 'https?://[^ ]*(pypi|npmjs|crates|proxy\.golang|maven|deb\.debian)' |
        fail "the address of a registry"
    sources | xargs grep -nE '[[:space:]]+$' | fail "white space at the end of a line"
)
if [ -n "$bad" ]; then
    printf '%s\n' "$bad"
    exit 1
fi
echo "ok 1 - $(sources | wc -l) files have their licence lines and no loose ends"
