# shellcheck shell=sh disable=SC2034
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# What suites in shell say, one line of TAP for each test: sourced by them. They end by
# "exit $bad".
n=0
bad=0

# told RC WHAT [LOG]: a test, which went well where RC is 0; else with the end of its log.
told()
{
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        [ -z "${3:-}" ] || tail -n 20 "$3" | sed 's/^/# /'
        bad=1
    fi
}

# skipped WHAT WHY
skipped()
{
    n=$((n + 1))
    echo "ok $n - $1 # SKIP $2"
}
