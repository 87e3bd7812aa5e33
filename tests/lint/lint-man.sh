#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Every command has a man page, and scdoc takes every page.
#
# usage: lint-man.sh [TREE]
cd "${1:-.}" || exit 2
bad=0

for page in tools/*.scd; do
    [ -e "$page" ] || continue
    if out=$(scdoc <"$page" 2>&1 >/dev/null) && [ -z "$out" ]; then
        echo "ok 1 - $page"
    else
        printf 'not ok 1 - %s\n# %s\n' "$page" "$out"
        bad=1
    fi
done
for source in tools/cmd_*.c; do
    [ -e "$source" ] || continue
    verb=${source#tools/cmd_}
    verb=${verb%.c}
    case $verb in help | version | completion) continue ;; esac
    if ! head -qn 1 tools/*.scd 2>/dev/null | grep -q "^daesa-$verb(1)"; then
        echo "not ok 1 - tools/cmd_$verb.c has no man page daesa-$verb(1)"
        bad=1
    fi
done
exit $bad
