#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# No script has anything that shellcheck finds.
#
# usage: lint-shell.sh [TREE]
cd "${1:-.}" || exit 2

scripts=$(grep -rlIE --exclude-dir=build --exclude-dir=.git '^#!/bin/(ba)?sh' . | sort)
if [ -z "$scripts" ]; then
    echo "not ok 1 - found no scripts"
    exit 1
fi
bad=0
for script in $scripts; do
    if found=$(shellcheck -x -f gcc "$script" 2>&1); then
        echo "ok 1 - $script"
    else
        echo "not ok 1 - $script"
        printf '%s\n' "$found" | sed 's/^/# /'
        bad=1
    fi
done
exit $bad
