#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Runs what people type and compares what they would see.
#
# usage: run.sh [--update] [NAME...]
#
# Each folder <verb>-<sentence>/ here is one test. It holds the script "cmd", which is
# run in a copy of the folder, where "daesa" is the program of $DAESA; and what
# is wanted: expect.out, expect.err and expect.rc, none of them meaning that
# nothing is printed and that the status is 0. $SAMPLES is the folder of samples,
# $CLIP the synthetic sample clip, made when the first test wants it. Where the
# order of lines or a duration is not the program's promise, the script itself
# sorts or cuts them.
#
# --update writes what was seen as what is wanted; read the diff.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
update=
if [ "${1:-}" = --update ]; then
    update=1
    shift
fi
DAESA=${DAESA:-$top/build/daesa}
case $DAESA in /*) ;; *) DAESA=$PWD/$DAESA ;; esac
[ -x "$DAESA" ] || {
    echo "not ok 1 - there is no program $DAESA"
    exit 1
}
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-cmd.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

mkdir "$work/bin"
ln -s "$DAESA" "$work/bin/daesa"
PATH=$work/bin:$PATH
SAMPLES=$top/samples
CLIP=$work/clip/making-of.mp4
export PATH SAMPLES CLIP
unset NO_COLOR COLUMNS POSIXLY_CORRECT
export TERM=dumb LC_ALL=C.UTF-8

cd "$here" || exit 2
[ $# -gt 0 ] || set -- *-*/
n=0
bad=0

# make_clip CMD: the clip where the script wants it.
make_clip()
{
    ! grep -q CLIP "$1" || [ -e "$CLIP" ] || sh "$SAMPLES/make-clip.sh" "$work/clip"
}

# compare WANTED SEEN: shows the difference.
compare()
{
    [ -e "$1" ] || set -- /dev/null "$2"
    diff -u "$1" "$2" >"$work/diff" && return 0
    sed 's/^/# /' "$work/diff"
    return 1
}

keep()
{
    if [ -s "$2" ]; then cp "$2" "$1"; else rm -f "$1"; fi
}

for test in "$@"; do
    test=${test%/}
    n=$((n + 1))
    make_clip "$test/cmd" || exit 2
    rm -rf "$work/here"
    cp -r "$test" "$work/here"
    rm -f "$work"/here/expect.*
    (cd "$work/here" && sh ./cmd) >"$work/out" 2>"$work/err" </dev/null
    rc=$?
    : >"$work/rc"
    [ $rc -eq 0 ] || echo $rc >"$work/rc"
    if [ -n "$update" ]; then
        for part in out err rc; do keep "$test/expect.$part" "$work/$part"; done
    fi
    same=1
    for part in out err rc; do compare "$test/expect.$part" "$work/$part" || same=; done
    if [ -n "$same" ]; then
        echo "ok $n - $test"
    else
        echo "not ok $n - $test"
        bad=1
    fi
done
exit $bad
