#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# make install puts a tree somewhere with which a stranger's program compiles,
# links and runs, in C and C++, shared and static; make uninstall leaves nothing.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=${TMPDIR:-/tmp}
stage=$work/stage
CC=${CC:-cc} CXX=${CXX:-c++}
release=${DAESA_RELEASE%/daesa}
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

# make in a shell of its own, as if nobody had called it from make check.
quiet_make()
{
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u CFLAGS make -s -C "$top" BUILD="$release" \
        CFLAGS='-O2 -g -Werror' PREFIX=/opt/daesa DESTDIR="$stage" "$@" >"$work/log" 2>&1
}

flags()
{
    PKG_CONFIG_SYSROOT_DIR=$stage PKG_CONFIG_PATH=$stage/opt/daesa/lib/pkgconfig \
        pkg-config "$@" daesa
}

# Compiles tests/install/embed.c and runs it; the rest are flags.
embed()
{
    what=$1 compiler=$2 language=$3
    shift 3
    {
        rm -f "$work/embed"
        # shellcheck disable=SC2046
        "$compiler" -x "$language" -Wall -Wextra -Werror $(flags --cflags) \
            -o "$work/embed" "$top/tests/install/embed.c" -x none "$@" &&
            LD_LIBRARY_PATH=$stage/opt/daesa/lib "$work/embed" >"$work/out" &&
            printf '0:00:04.800 first\n0:01:02.500 second\n' | cmp - "$work/out"
    } >"$work/log" 2>&1
    told $? "a program in $what" "$work/log"
}

has()
{
    ls -l "$stage/opt/daesa" >"$work/log"
    [ -e "$stage/opt/daesa/$1" ]
    told $? "$1 is installed" "$work/log"
}

quiet_make install
told $? "make install" "$work/log"
[ $bad -eq 0 ] || exit 1

shared=$(flags --libs)
# The archive, and Debian's shared libraries below it.
# shellcheck disable=SC2046
static="-L$stage/opt/daesa/lib -l:libdaesa.a $(pkg-config --libs $(flags --print-requires-private)) -lm -pthread"
for language in c c++; do
    compiler=$CC
    [ $language = c ] || compiler=$CXX
    # shellcheck disable=SC2086
    embed "$language, shared" "$compiler" $language $shared
    # shellcheck disable=SC2086
    embed "$language, static" "$compiler" $language $static
done

# The example of lib/README.md names the file and says what is wrong with it.
sed -n '/^```c$/,/^```$/p' "$top/lib/README.md" | sed '1d;$d' >"$work/example.c"
{
    # shellcheck disable=SC2046,SC2086
    "$CC" -std=c11 -Wall -Wextra -Werror $(flags --cflags) -o "$work/example" \
        "$work/example.c" $shared &&
        ! LD_LIBRARY_PATH=$stage/opt/daesa/lib "$work/example" no-clip.mp4 /dev/null
} >"$work/log" 2>&1 && grep -q '^/dev/null: error: .*\[[a-z-]*\]$' "$work/log"
told $? "the example of lib/README.md" "$work/log"

readelf -d "$stage"/opt/daesa/lib/libdaesa.so >"$work/log" 2>&1
grep -q 'SONAME.*\[libdaesa\.so\.[0-9]*\]' "$work/log"
told $? "the shared library has a SONAME" "$work/log"

"$stage/opt/daesa/bin/daesa" version >"$work/log" 2>&1
grep -q "$(sed -n 's/^VERSION := //p' "$top/Makefile")" "$work/log"
told $? "the program runs and names its version" "$work/log"

flags --modversion >"$work/log" 2>&1
grep -qFx "$(sed -n 's/^VERSION := //p' "$top/Makefile")" "$work/log"
told $? "the pkg-config file names the version" "$work/log"

find "$stage/opt/daesa/include" -name '*.h' -exec grep -n '^#include "' {} + |
    grep -v '"daesa/' >"$work/log"
[ ! -s "$work/log" ]
told $? "installed headers include each other by daesa/" "$work/log"

for page in "$top"/tools/*.scd; do
    [ -e "$page" ] || continue
    name=$(sed -n '1s/^\([^(]*\)(\([0-9]\)).*/\1.\2/p' "$page")
    has "share/man/man${name##*.}/$name"
done
has share/bash-completion/completions/daesa
has share/doc/daesa/samples/profile.schema.json
bash -n "$stage/opt/daesa/share/bash-completion/completions/daesa" >"$work/log" 2>&1
told $? "bash takes the completion" "$work/log"

quiet_make uninstall
find "$stage" ! -type d >"$work/log"
[ ! -s "$work/log" ]
told $? "make uninstall leaves no file" "$work/log"
exit $bad
