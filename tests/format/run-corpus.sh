#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Reads every subtitle file of the corpus ($DAESA_CORPUS, default ../shared/corpus)
# that is in a format we read, and writes it back unedited: each is read or refused
# with something said, none crashes, and at least 95 in 100 of those that are read
# come back to the byte. BUILD, CC, CFLAGS and LDFLAGS as for run.sh.
# shellcheck disable=SC1091,SC2154
set -u
subs=${DAESA_CORPUS:-../shared/corpus}/subs
[ -d "$subs" ] || { echo "ok 1 - files of the wild # SKIP no $subs"; exit 0; }
. tests/format/build.sh
failed=0
n=0
for format in srt ass ssa vtt ttml stl scc sami sbv microdvd mpl2 tmplayer; do
    files=0 same=0 refused=0
    case $format in
    vtt) find "$subs" -type f \( -name '*.vtt' -o -name '*.webvtt' -o -path '*/webvtt/*' \) ;;
    ttml) find "$subs" -type f \( -name '*.ttml' -o -name '*.dfxp' -o -name '*.xml' \) ;;
    sami) find "$subs" -type f \( -name '*.smi' -o -name '*.sami' \) ;;
    microdvd) find "$subs" -type f -name '*.sub' ;;
    mpl2) find "$subs" -type f -name '*mpl2*.txt' ;;
    tmplayer) find "$subs" -type f -name '*.tmp' ;;
    *) find "$subs" -type f -name "*.$format" ;;
    esac > "$work/list"
    while IFS= read -r file; do
        from=
        [ $format = vtt ] && from=from=vtt
        "$try" "$file" "" "$from" > "$work/out" 2> "$work/err"
        case $? in
        0)
            files=$((files + 1))
            if cmp -s "$file" "$work/out"; then
                same=$((same + 1))
            elif ! [ -s "$work/err" ]; then
                echo "# $file: differs and nothing is said"
                failed=$((failed + 1))
            fi
            ;;
        1)
            refused=$((refused + 1))
            [ -s "$work/err" ] || { echo "# $file: refused in silence"; failed=$((failed + 1)); }
            ;;
        *)
            echo "# $file: crashed"
            failed=$((failed + 1))
            ;;
        esac
    done < "$work/list"
    said="$format: $files read, $same to the byte, $refused refused"
    n=$((n + 1))
    if [ $failed -eq 0 ] && [ $((same * 100)) -ge $((files * 95)) ]; then
        echo "ok $n - $said"
    else
        echo "not ok $n - $said, $failed wrong"
    fi
    bad=$((${bad:-0} + failed))
    failed=0
done
[ "$bad" -eq 0 ]
