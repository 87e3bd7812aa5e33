#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Files for translators go through the tools of others and come back with every
# line at its id: GNU gettext's (msgfmt, msgcat, msgen, msgmerge) and the Translate
# Toolkit's (po2xliff, xliff2po), where they are installed. BUILD, CC, CFLAGS and
# LDFLAGS as for run.sh.
# shellcheck disable=SC1091,SC2154
set -u
. tests/format/build.sh
n=0
failed=0

say() { # OK WHAT
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        failed=1
    fi
}

# What a file holds, as a transcript.
holds() {
    "$try" "$1" json relaid=1 2>/dev/null
}

skip() {
    n=$((n + 1))
    echo "ok $n - $1 # SKIP not installed"
}

"$try" tests/format/pairs.json po > "$work/a.po" 2>/dev/null
holds "$work/a.po" > "$work/want"
if command -v msgfmt >/dev/null; then
    msgfmt -o /dev/null "$work/a.po" 2> "$work/err"
    say $? "msgfmt takes what is written"
    msgcat "$work/a.po" > "$work/b.po" && holds "$work/b.po" | cmp -s - "$work/want"
    say $? "msgcat changes nothing"
    msgmerge -q -N "$work/a.po" "$work/a.po" > "$work/c.po" &&
        holds "$work/c.po" | cmp -s - "$work/want"
    say $? "msgmerge changes nothing"
    # Every line gets its own text as translation; none may move.
    msgen "$work/a.po" > "$work/d.po" && "$try" "$work/d.po" csv relaid=1 2>/dev/null |
        grep -q 'line 3,.*at a place,at a place'
    say $? "a translation is found at its id"
    msgcat --sort-output "$work/a.po" > "$work/e.po" &&
        [ "$("$try" "$work/e.po" csv relaid=1 2>/dev/null | sort)" = \
            "$("$try" "$work/a.po" csv relaid=1 2>/dev/null | sort)" ]
    say $? "entries in another order keep their ids and times"
else
    skip "gettext"
fi
if command -v po2xliff >/dev/null && command -v xliff2po >/dev/null; then
    po2xliff "$work/d.po" "$work/d.xlf" >/dev/null 2>&1 && xliff2po "$work/d.xlf" "$work/f.po" >/dev/null 2>&1
    "$try" "$work/f.po" text > "$work/f.txt" 2>/dev/null &&
        "$try" "$work/d.po" text 2>/dev/null | cmp -s - "$work/f.txt"
    say $? "to XLIFF and back by the Translate Toolkit"
else
    skip "translate-toolkit"
fi
exit $failed
