#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The lints can fail: each is shown a clean tree, which it must pass, and trees
# with one planted fault, which it must name.
#
# usage: selftest.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=${TMPDIR:-/tmp}/lint-selftest
n=0 failed=0

spdx='/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */'
unset BUILD

clean_tree()
{
    rm -rf "$work"
    mkdir -p "$work/lib/core" "$work/lib/media" "$work/lib/speech" "$work/tools" \
        "$work/samples" "$work/tests/lint" "$work/.ci"
    cp "$top/.clang-format" "$top/.clang-tidy" "$top/.shellcheckrc" "$work"
    cp "$here"/lint-*.sh "$work/tests/lint"
    cat >"$work/lib/core/half.h" <<END
$spdx
#ifndef DAESA_CORE_HALF_H
#define DAESA_CORE_HALF_H

#ifdef __cplusplus
extern "C" {
#endif

/* Half of n, towards zero. */
int daesa_half(int n);

#ifdef __cplusplus
}
#endif
#endif
END
    cat >"$work/lib/core/half.c" <<END
$spdx
#include "core/half.h"

int daesa_half(int n)
{
    return n / 2;
}
END
    cat >"$work/tools/cmd_half.c" <<END
$spdx
#include "core/half.h"

#include <stdio.h>

int main(void)
{
    return printf("%d\\n", daesa_half(4)) < 0;
}
END
    printf 'daesa-half(1)\n\n# NAME\n\ndaesa-half - halve\n' >"$work/tools/daesa-half.1.scd"
    cat >"$work/Makefile" <<'END'
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
define PACKAGES
build gcc cmd:cc compiles
endef
all:
END
    cp "$top/.ci/deps" "$work/.ci/deps"
    cat >"$work/README.md" <<'END'
# half

    $ make
    $ daesa half

| package | for | why |
|---|---|---|
| gcc | build | compiles |

`tools` `lib` `samples` `tests` `lib/core`
END
}

# Runs a lint on the tree; its words are in $out.
lint()
{
    out=$(
        cd "$work" || exit
        case $1 in
        tidy)
            clang-tidy --quiet lib/core/half.c -- -std=c11 -Ilib >lib/core/half.tidy 2>/dev/null
            sh tests/lint/lint-tidy.sh .
            ;;
        calls)
            cc -fPIC -Ilib -c -o half.o lib/core/half.c && ar rcs libhalf.a half.o &&
                cc -shared -o libhalf.so half.o && mkdir -p build/tools &&
                cc -Ilib -c -o build/tools/half.o tools/cmd_half.c &&
                sh tests/lint/lint-calls.sh libhalf.a libhalf.so
            ;;
        late)
            cc -Ilib -o half lib/core/half.c tools/*.c -Wl,--as-needed -lespeak-ng &&
                sh tests/lint/lint-late.sh ./half
            ;;
        *) TMPDIR=$work sh tests/lint/"lint-$1.sh" 2>&1 ;;
        esac
    )
}

result()
{
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        printf '%s\n' "$out" | sed 's/^/# /'
        failed=1
    fi
}

passes()
{
    clean_tree
    lint "$1"
    result $? "lint-$1 passes a clean tree"
}

# Plants a file from stdin and asks that the lint fails with such words.
catches()
{
    clean_tree
    mkdir -p "$work/$(dirname "$2")"
    cat >"$work/$2"
    if lint "$1"; then
        result 1 "lint-$1 catches: $3 (it passed)"
    else
        printf '%s\n' "$out" | grep -q "^not ok.*$3"
        result $? "lint-$1 catches: $3"
    fi
}

source_with()
{
    printf '%s\n%s\n\nint daesa_half(int n)\n{\n%s\n}\n' "$spdx" "$1" "${2:-    return n / 2;}"
}

for name in layers headers functions format words shell tidy cppcheck calls late man docs; do
    passes $name
done

source_with '#include "media/clip.h"' | catches layers lib/core/half.c 'lib/core must not include media/'
source_with '#include "speech/align.h"' | catches layers lib/media/x.c 'lib/media must not include speech/'
source_with '#include "job/align.h"' | catches layers lib/report/x.c 'lib/report must not include job/'
source_with '#include "format/srt.h"' | catches layers lib/text/x.c 'lib/text must not include format/'
source_with '#include "half.h"' | catches layers lib/core/half.c 'does not say its folder'
source_with '#include "misc/half.h"' | catches layers tools/cmd_half.c 'is in no layer'
source_with '' | catches layers lib/misc/half.c 'lib/misc is no layer'
source_with '#include <libavformat/avformat.h>' | catches layers lib/core/half.c 'not behind its door'
source_with '#include <libavcodec/avcodec.h>' | catches layers lib/media/half.h 'not behind its door'
source_with '#include <libavutil/frame.h>' | catches layers lib/speech/fft.c 'not behind its door'
source_with '#include <espeak-ng/speak_lib.h>' | catches layers lib/speech/align.c 'not behind its door'
source_with '#include <cjson/cJSON.h>' | catches layers lib/format/srt.c 'not behind its door'
source_with '#include <cJSON.h>' | catches layers tools/cmd_half.c 'not behind its door'
source_with '#include <windows.h>' | catches layers lib/core/half.c 'neither C, POSIX'
source_with '#include HALF' | catches layers lib/core/half.c 'cannot be checked'
source_with '' | catches layers lib/core/half_internal.h 'not in an _internal.h'

printf '%s\nsize_t daesa_half(void); /* extern "C" */\n' "$spdx" |
    catches headers lib/core/half.h 'does not compile alone'
printf '%s\nint daesa_half(int class); /* extern "C" */\n' "$spdx" |
    catches headers lib/core/half.h 'does not compile alone'
printf '%s\nint daesa_half(int);\n' "$spdx" | catches headers lib/core/half.h 'does not compile alone'
printf '%s\ndouble daesa_half(double); /* extern "C" */\n' "$spdx" |
    catches headers lib/media/half.h 'do not compile together'

source_with '' "$(yes '    n++;' | head -n 46)" | catches functions lib/core/half.c 'nine functions in ten'
{ source_with '' "$(yes '    n++;' | head -n 13)" && source_with '' "$(yes '    n--;' | head -n 13)"; } |
    catches functions lib/core/half.c 'median'
{ source_with ''; yes '' | head -n 600; } | catches functions lib/core/half.c 'more than 600'

source_with '' '  return n/2;' | catches format lib/core/half.c 'run clang-format'

echo 'int x;' | catches words lib/core/half.c 'no SPDX lines'
source_with "/* TO""DO: more */" | catches words lib/core/half.c 'unfinished'
source_with '/* see /home''/me/x */' | catches words lib/core/half.c 'path of one machine'
source_with '' '    return n / 2; ' | catches words lib/core/half.c 'white space'

# shellcheck disable=SC2028
printf '#!/bin/sh\nrm -rf $1/x\n' | catches shell samples/demo.sh 'samples/demo.sh'

source_with '' '    if (n = 2);
    return n;' | catches tidy lib/core/half.c 'warning'
source_with '#include <stdlib.h>' '    int *p = malloc(4);
    return p ? n : *p;' | catches tidy lib/core/half.c 'warning'
source_with '' '    int a[2];
    return a[2] + n;' | catches cppcheck lib/core/half.c 'half.c'

source_with '#include <stdlib.h>' '    exit(n);' | catches calls lib/core/half.c 'calls exit'
source_with '#include <stdlib.h>' '    return (int)strtod("1", 0) + n;' | catches calls lib/core/half.c 'calls strtod'
source_with '#include <stdio.h>' '    return fprintf(stderr, "%d", n);' | catches calls lib/core/half.c 'calls stderr'
source_with '#include <stdlib.h>' '    return system("ls");' | catches calls tools/cmd_half.c 'calls system'
source_with 'int half(int n) { return n; }' | catches calls lib/core/half.c 'shows half'

source_with '#include <espeak-ng/speak_lib.h>' '    return espeak_Cancel() + n;' |
    catches late lib/core/half.c 'libespeak-ng.so.1 bound at the start'

printf 'daesa-half\n' | catches man tools/daesa-half.1.scd 'daesa-half.1.scd'
source_with '' | catches man tools/cmd_whole.c 'no man page daesa-whole(1)'

catches docs README.md 'table of packages' <<'END'
    $ make

| gcc | build | compiles well |
`tools` `lib` `samples` `tests` `lib/core`
END
catches docs README.md 'make chekc' <<'END'
    $ make chekc

| gcc | build | compiles |
`tools` `lib` `samples` `tests` `lib/core`
END
catches docs README.md 'daesa hlaf' <<'END'
    $ daesa hlaf

| gcc | build | compiles |
`tools` `lib` `samples` `tests` `lib/core`
END
catches docs README.md 'lib/speling' <<'END'
| gcc | build | compiles |
`tools` `lib` `samples` `tests` `lib/speling`
END

rm -rf "$work"
exit $failed
