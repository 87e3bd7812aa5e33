#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Reads every subtitle file of the corpus ($DAESA_CORPUS, default ../shared/corpus)
# that is in a format we read, and writes it back unedited: each is read or refused
# with something said, none crashes, and at least 95 in 100 of those that are read
# come back to the byte. Needs the program that tests/format/run.sh builds.
#
#     tests/format/corpus.sh [BUILD]
set -u
try=${DAESA_TRY:-${1:-build}/tests/try}
subs=${DAESA_CORPUS:-../shared/corpus}/subs
[ -d "$subs" ] || { echo "format corpus: skipped, no $subs"; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
for format in srt ass ssa vtt; do
    files=0 same=0 refused=0
    case $format in
    vtt) find "$subs" -type f \( -name '*.vtt' -o -name '*.webvtt' -o -path '*/webvtt/*' \) ;;
    *) find "$subs" -type f -name "*.$format" ;;
    esac > "$work/list"
    while IFS= read -r file; do
        from=
        [ $format = vtt ] && from=from=vtt
        "$try" "$file" '' $from > "$work/out" 2> "$work/err"
        case $? in
        0)
            files=$((files + 1))
            if cmp -s "$file" "$work/out"; then
                same=$((same + 1))
            elif ! [ -s "$work/err" ]; then
                echo "FAILED $file: differs and nothing is said"
                failed=1
            fi
            ;;
        1)
            refused=$((refused + 1))
            [ -s "$work/err" ] || { echo "FAILED $file: refused in silence"; failed=1; }
            ;;
        *)
            echo "FAILED $file: crashed"
            failed=1
            ;;
        esac
    done < "$work/list"
    echo "format corpus: $format: $files read, $same to the byte, $refused refused"
    [ $((same * 100)) -ge $((files * 95)) ] || failed=1
done
exit $failed
