#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The man pages say what the program does: every command has its page or its
# place in daesa(1), every option of the program is on its page with its letter,
# its value and nothing else, and every example runs.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
DAESA=${DAESA:-$top/build/daesa}
case $DAESA in /*) ;; *) DAESA=$PWD/$DAESA ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-man.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

verbs=$("$DAESA" help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
for verb in $verbs; do
    page=$top/tools/daesa-$verb.1.scd
    grep -q "^\*$verb\*" "$top/tools/daesa.1.scd"
    told $? "daesa(1) tells of $verb"
    [ -e "$page" ] || continue
    # "-o, --output=FILE" in both.
    "$DAESA" help "$verb" | sed -nE 's/^  (-.,|   ) (--[a-z-]+(=[^ ]+)?).*/\1 \2/p' |
        tr -d ' ' | sort >"$work/program"
    sed -nE 's/^(\*-.\*, )?(\*--[a-z-]+\*.*)/\1\2/p' "$page" | tr -d '*_ ' | sort >"$work/page"
    diff -u "$work/program" "$work/page" | sed 's/^/# /'
    cmp -s "$work/program" "$work/page"
    told $? "daesa-$verb(1) lists the options of the program"
done

# Examples: the lines between ``` that begin with "daesa".
mkdir "$work/bin"
ln -s "$DAESA" "$work/bin/daesa"
PATH=$work/bin:$PATH
export PATH
sh "$top/samples/make-clip.sh" "$work/clip" || exit 2
mv "$work/clip/making-of.mp4" "$work/clip.mp4"
cp "$top/samples/making-of.json" "$work/lines.json"
cp "$top/samples/making-of.txt" "$work/lines.txt"
(cd "$work" && daesa align clip.mp4 lines.json --text en -o clip.srt -o clip.json --quiet) || exit 2
(cd "$work" && daesa convert clip.json -o clip.ko.srt -o clip.en.srt --quiet) || exit 2
cp "$top/samples/making-of.en.txt" "$work/lines.en.txt"
# A film whose stream 3 is subtitles: behind the pictures and two sounds.
ffmpeg -v error -y -i "$work/clip.mp4" -i "$work/clip.srt" -map 0:v -map 0:a -map 1:s \
    -c copy -c:s srt "$work/film.mkv" </dev/null || exit 2

# What examples of daesa batch want: a manifest, a folder that pairs, a run before.
jobs()
{
    printf 'clip,transcript\nclip.mp4,lines.txt\n' >"$work/try/jobs.csv"
    mkdir "$work/try/episodes"
    cp "$work/clip.mp4" "$work/try/episodes/01.mp4"
    cp "$work/lines.txt" "$work/try/episodes/01.txt"
    case $line in *--status*) (cd "$work/try" && daesa batch jobs.csv -o out --lang ko -q) ;; esac
    case $line in *--merge*) ;; *) return ;; esac
    for part in 1 2 3 4; do
        (cd "$work/try" && daesa batch jobs.csv -o part$part --lang ko -q --shard $part/4)
    done
}

for page in "$top"/tools/*.scd; do
    awk '/^```/ { on = !on; next } on && /^daesa/' "$page" >"$work/examples"
    while IFS= read -r line; do
        rm -rf "$work/try"
        mkdir "$work/try"
        cp "$work"/clip.mp4 "$work"/lines.* "$work/try"
        case $line in "daesa align"*) ;; *) cp "$work"/clip.srt "$work"/clip.??.srt "$work"/clip.json "$work/try" ;; esac
        case $line in *film.mkv*) cp "$work/film.mkv" "$work/try" ;; esac
        case $line in "daesa batch"*) jobs ;; esac
        case $line in *season1*) mkdir "$work/try/season1" && cp "$work/clip.srt" "$work/try/season1" ;; esac
        case $line in *"--profile mine.json"*) daesa list profiles --json | grep '"netflix-en"' >"$work/try/mine.json" ;; esac
        # An example that writes what it reads does so where there is another.
        case $line in *"clip.srt -o clip.json"*) rm -f "$work/try/clip.json" ;; esac
        case $line in *"-o clip.en.srt"*) rm -f "$work/try/clip.en.srt" ;; esac
        (cd "$work/try" && eval "$line") </dev/null >"$work/log" 2>&1
        rc=$?
        [ $rc -eq 0 ] || sed 's/^/# /' "$work/log"
        told $rc "$(basename "$page" .scd): $line"
    done <"$work/examples"
done
exit $bad
