#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# What the library calls and what it shows: it never prints, exits or aborts,
# never asks for or sets the locale, and uses no function that cannot be used
# safely; every name it shows begins with daesa_. Neither it nor the program
# hands anything to a shell.
#
# usage: lint-calls.sh [LIBRARY.a [LIBRARY.so]]
build=${BUILD:-build}
archive=${1:-$build/libdaesa.a}
shared=${2:-$(find "$build" -maxdepth 1 -name 'libdaesa.so.*' | head -n 1)}

forbidden='abort|exit|_exit|_Exit|quick_exit|__assert_fail|printf|vprintf|puts|putchar|perror|putc'
forbidden="$forbidden|stdout|stderr|setlocale|strtod|strtof|strtold|atof|atoi|atol|sscanf|__isoc99_sscanf"
forbidden="$forbidden|strcpy|strcat|sprintf|vsprintf|gets|strtok|system|popen|getenv|tmpnam|mktemp"
forbidden="$forbidden|rand|srand|asctime|ctime|gmtime|localtime|strerror"

bad=$(
    nm -A --undefined-only "$archive" |
        sed -nE "s/^[^:]*:([^:]*):.* U ($forbidden)(@.*)?\$/not ok 1 - \1 calls \2/p"
    nm -A --defined-only --extern-only "$archive" |
        sed -nE '/ [A-Za-z] (daesa_|__odr_asan|__asan|\.)/!s/^[^:]*:([^:]*):.* ([^ ]*)$/not ok 1 - \1 shows \2/p'
    find "$build" -path '*/tools/*.o' ! -path '*/release/*' \
        -exec nm -A --undefined-only {} + 2>/dev/null |
        sed -nE 's/^(.*): .* U (system|popen|gets|strcpy|strcat|sprintf)(@.*)?$/not ok 1 - \1 calls \2/p'
    nm -D --defined-only "$shared" |
        sed -nE '/ (daesa_|__odr_asan|__asan)/!s/.* ([^ ]*)$/not ok 1 - the shared library shows \1/p'
)
[ -z "$bad" ] || printf '%s\n' "$bad"
n=$(nm -D --defined-only "$shared" | grep -c ' T daesa_')
if [ "$n" -eq 0 ]; then
    echo "not ok 1 - the shared library shows nothing"
    exit 1
fi
[ -z "$bad" ] || exit 1
echo "ok 1 - $n functions are shown; no forbidden call"
