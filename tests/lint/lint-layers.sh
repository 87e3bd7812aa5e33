#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Layers and doors: what a file may include (lib/README.md).
#
# usage: lint-layers.sh [TREE]
cd "${1:-.}" || exit 2

find lib tools tests -name '*.[ch]' ! -path 'tests/install/*' -print0 2>/dev/null | sort -z |
    xargs -0 awk '
    BEGIN {
        # The folders that a folder of lib/ may include besides its own.
        below["core"] = ""
        below["text"] = "core"
        for (i = split("format media speech layout check render report", f); i; i--)
            below[f[i]] = "core text"
        below["job"] = "core text format media speech layout check render report"

        # Third parties, and the only files that may include them.
        door["^utf8proc\\.h$"] = "^lib/text/[a-z_]*\\.c$"
        door["^uchardet(/|\\.h)"] = "^lib/text/[a-z_]*\\.c$"
        door["^iconv\\.h$"] = "^lib/text/[a-z_]*\\.c$"
        door["^(cjson/)?cJSON\\.h$"] = "^lib/(format/json[a-z_]*|report/[a-z_]*)\\.c$"
        door["^libxml/"] = "^lib/format/xml[a-z_]*\\.c$"
        door["^libavutil/(tx|mem|cpu)\\.h$"] = "^(lib/(media/[a-z_]*|speech/fft)|tools/late_ffmpeg_util)\\.c$"
        door["^(libav|libsw)"] = "^(lib/media/[a-z_]*|tools/late_ffmpeg[a-z_]*)\\.c$"
        door["^espeak-ng/"] = "^(lib/speech/voice[a-z_]*|tools/late_espeak)\\.c$"
        door["^dlfcn\\.h$"] = "^tools/late\\.c$"
        door["^ass/"] = "^(lib/render/[a-z_]*|tools/late_ass)\\.c$"
        door["^png\\.h$"] = "^lib/render/[a-z_]*\\.c$"
        door["^sqlite3\\.h$"] = "^lib/job/state\\.c$"
        door["^cmocka\\.h$"] = "^tests/"

        # C11, POSIX 2008, nothing else. The order of this list says nothing.
        n = split("assert complex ctype errno fenv float inttypes iso646 limits " \
                  "math setjmp signal stdalign stdarg stdatomic stdbool stddef " \
                  "stdint stdio stdlib stdnoreturn string tgmath threads time " \
                  "dirent fcntl ftw glob getopt langinfo libgen poll pthread pwd " \
                  "regex sched spawn strings sys/ioctl sys/mman sys/resource " \
                  "sys/select sys/socket sys/stat sys/time sys/types sys/wait termios unistd", std)
        for (i = 1; i <= n; i++)
            standard[std[i] ".h"] = 1
    }

    function bad(what) {
        print "not ok " ++failed " - " FILENAME ":" FNR ": " what
    }

    function layer(path,   part) {
        split(path, part, "/")
        return part[2]
    }

    # The target of #include "...": in lib/ by folder, beside the file elsewhere.
    function check_own(target,   to) {
        to = target
        if (FILENAME ~ /^tests\// && to ~ /^\.\.\//)
            return
        if (!sub(/\/.*/, "", to)) {
            if (FILENAME ~ /^lib\//)
                bad("\"" target "\" does not say its folder")
            return
        }
        if (!(to in below)) {
            bad("\"" target "\" is in no layer")
            return
        }
        if (FILENAME !~ /^lib\//)
            return
        from = layer(FILENAME)
        if (to != from && (" " below[from] " ") !~ (" " to " "))
            bad("lib/" from " must not include " to "/ (\"" target "\")")
    }

    function check_system(target,   pattern, hits, allowed) {
        for (pattern in door)
            if (target ~ pattern) {
                hits++
                allowed = allowed || FILENAME ~ door[pattern]
            }
        if (hits && !allowed)
            bad("<" target "> is a third party and not behind its door here")
        else if (!hits && !(target in standard))
            bad("<" target "> is neither C, POSIX nor a known third party")
    }

    FNR == 1 && FILENAME ~ /^lib\// && !(layer(FILENAME) in below) {
        bad("lib/" layer(FILENAME) " is no layer")
    }
    FNR == 1 && FILENAME ~ /_internal\.h$/ {
        bad("what is not for everybody is static, not in an _internal.h")
    }
    /^[ \t]*#[ \t]*include/ {
        n_includes++
        if (match($0, /"[^"]*"/))
            check_own(substr($0, RSTART + 1, RLENGTH - 2))
        else if (match($0, /<[^>]*>/))
            check_system(substr($0, RSTART + 1, RLENGTH - 2))
        else
            bad("an include of a macro cannot be checked")
    }
    END {
        if (!failed)
            print "ok 1 - " n_includes " includes keep to the layers and doors"
        exit failed > 0 || !n_includes
    }'
