#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The promises of tests/format/<format>/, from the top folder:
#
#     tests/format/run.sh [--update]
#
#   perfect/  reads and writes back to the byte
#   good/     x reads as x.expect, a transcript JSON
#   lax/      x is accepted, and x.findings lists what was forgiven
#   bad/      x is refused with exit 1, and x.findings says why
#
# and what follows from them: every perfect and good file cut at every byte is read
# or refused, every pair of formats keeps what pairs.expect says, and the tables of
# tools/daesa-formats.7.scd say the same. With --update
# the expected files are written anew: look at the diff. BUILD (default "build")
# holds libdaesa.a; CC, CFLAGS and LDFLAGS are honoured.
# shellcheck disable=SC1091,SC2154
set -u
update=no
[ "${1:-}" = --update ] && update=yes
here=tests/format
. tests/format/build.sh
failed=0
n=0

fail() {
    echo "# $1: $2"
    failed=$((failed + 1))
}

# compare NAME GOT EXPECTED
compare() {
    if [ $update = yes ]; then
        cp "$2" "$3"
    elif ! cmp -s "$2" "$3"; then
        fail "$1" "not as expected:"
        diff "$3" "$2" | head -10 | sed "s/^/# /"
    fi
}

from_of() { # the format's name, by its folder
    basename "$(dirname "$(dirname "$1")")"
}

for f in tests/format/*/perfect/*; do
    [ -f "$f" ] || continue
    n=$((n + 1))
    if ! "$try" "$f" "$(from_of "$f")" > "$work/out" 2> "$work/err"; then
        fail "$f" "$(tail -1 "$work/err")"
    elif ! cmp -s "$f" "$work/out"; then
        fail "$f" "does not come back to the byte"
    fi
done

for f in tests/format/*/good/*; do
    case $f in *.expect) continue ;; esac
    [ -f "$f" ] || continue
    n=$((n + 1))
    if "$try" "$f" json relaid=1 > "$work/out" 2> "$work/err"; then
        compare "$f" "$work/out" "$f.expect"
    else
        fail "$f" "$(tail -1 "$work/err")"
    fi
done

for f in tests/format/*/lax/* tests/format/*/bad/*; do
    case $f in *.findings) continue ;; esac
    [ -f "$f" ] || continue
    n=$((n + 1))
    want=0
    case $f in */bad/*) want=1 ;; esac
    "$try" "$f" "$(from_of "$f")" "from=$(from_of "$f")" > "$work/out" 2> "$work/err"
    got=$?
    grep -v "^$f: " "$work/err" > "$work/findings"
    [ $got -eq $want ] || fail "$f" "exit $got instead of $want"
    [ -s "$work/findings" ] || fail "$f" "nothing is said"
    compare "$f" "$work/findings" "$f.findings"
done

for f in tests/format/*/perfect/* tests/format/*/good/*; do
    case $f in *.expect) continue ;; esac
    [ -f "$f" ] || continue
    n=$((n + 1))
    "$try" "$f" "$(from_of "$f")" cuts=1 > /dev/null 2> "$work/err" ||
        fail "$f" "cut short: $(tail -1 "$work/err")"
done

"$try" $here/pairs.json '' pairs=1 > "$work/out" 2> "$work/err" ||
    fail pairs "$(tail -1 "$work/err")"
compare pairs "$work/out" $here/pairs.expect

# The tables of what survives, between two marks of the man page.
page=tools/daesa-formats.7.scd
awk -f $here/survival.awk "$work/out" > "$work/table"
awk -v table="$work/table" '
    /^; end of table/ { off = 0 }
    !off { print }
    /^; table:/ { off = 1; while ((getline row < table) > 0) print row }' $page > "$work/page"
compare "$page" "$work/page" $page

echo "$((n - failed)) passed, $failed failed"
[ $failed -eq 0 ]
