#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The promises of tests/format/<format>/, from the top folder:
#
#     tests/format/run.sh [--update] [BUILD]
#
#   perfect/  reads and writes back to the byte
#   good/     x reads as x.expect, a transcript JSON
#   lax/      x is accepted, and x.findings lists what was forgiven
#   bad/      x is refused with exit 1, and x.findings says why
#
# and what follows from them: every perfect and good file cut at every byte is read
# or refused; a shifted file shifted back is as it was, to the byte, where its
# times are written in the usual way; every pair of formats keeps what pairs.expect
# says. With --update the expected files are written anew: look at the diff.
# BUILD (default "build") holds libdaesa.a; CC, CFLAGS and LDFLAGS are honoured.
set -u
update=no
[ "${1:-}" = --update ] && { update=yes; shift; }
build=${1:-build}
here=tests/format
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
n=0

fail() {
    echo "FAILED $1: $2"
    failed=$((failed + 1))
}

try=${DAESA_TRY:-$build/tests/try}
if [ -z "${DAESA_TRY:-}" ]; then
    mkdir -p "$build/tests"
    # shellcheck disable=SC2046,SC2086
    ${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Ilib ${CFLAGS:-} ${LDFLAGS:-} \
        -o "$try" $here/try.c "$build/libdaesa.a" \
        $(pkg-config --libs libutf8proc uchardet libcjson) -lm || exit 1
fi

# compare NAME GOT EXPECTED
compare() {
    if [ $update = yes ]; then
        cp "$2" "$3"
    elif ! cmp -s "$2" "$3"; then
        fail "$1" "not as expected:"
        diff "$3" "$2" | head -10
    fi
}

from_of() { # the format's name, by its folder
    basename "$(dirname "$(dirname "$1")")"
}

for f in $here/*/perfect/*; do
    [ -f "$f" ] || continue
    n=$((n + 1))
    if ! "$try" "$f" "$(from_of "$f")" > "$work/out" 2> "$work/err"; then
        fail "$f" "$(tail -1 "$work/err")"
    elif ! cmp -s "$f" "$work/out"; then
        fail "$f" "does not come back to the byte"
    fi
done

for f in $here/*/good/*; do
    case $f in *.expect) continue ;; esac
    [ -f "$f" ] || continue
    n=$((n + 1))
    if "$try" "$f" json relaid=1 > "$work/out" 2> "$work/err"; then
        compare "$f" "$work/out" "$f.expect"
    else
        fail "$f" "$(tail -1 "$work/err")"
    fi
done

for f in $here/*/lax/* $here/*/bad/*; do
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

for f in $here/*/perfect/* $here/*/good/*; do
    case $f in *.expect) continue ;; esac
    [ -f "$f" ] || continue
    n=$((n + 1))
    "$try" "$f" "$(from_of "$f")" cuts=1 > /dev/null 2> "$work/err" ||
        fail "$f" "cut short: $(tail -1 "$work/err")"
done

"$try" $here/pairs.json '' pairs=1 > "$work/out" 2> "$work/err" ||
    fail pairs "$(tail -1 "$work/err")"
compare pairs "$work/out" $here/pairs.expect

echo "format: $n files, $failed failed"
[ $failed -eq 0 ]
