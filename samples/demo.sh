#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# The demonstration: makes the synthetic sample clip, says what is in it, times
# the transcript on it, writes subtitles, and shows how far off they are.
#
# usage: DAESA=PROGRAM demo.sh FOLDER
set -eu

if [ $# -ne 1 ]; then
    echo "usage: DAESA=PROGRAM demo.sh FOLDER" >&2
    exit 2
fi
daesa=${DAESA:-daesa}
samples=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
export LC_ALL=C.UTF-8
cd "$out"

# Shows a command as one would type it, then runs it.
try()
{
    shown=$(printf ' %s' "$@" | sed "s|$samples/||g")
    printf '\n$ daesa%s\n' "$shown" >&2
    "$daesa" "$@"
}

# compare TRACK LINES: the lines of a track of the clip as they were found, beside
# when they are really spoken.
compare()
{
    awk -v track="\"language\": \"$1\"" '
        function seconds(time, part) { split(time, part, ":"); return part[1] * 3600 + part[2] * 60 + part[3] }
        function off(a, b) { return a > b ? a - b : b - a }
        FNR == NR {
            if (/"language"/) inside = index($0, track) > 0
            if (inside && /"id"/) {
                split($0, part, /[:,}] */)
                n++; from[n] = part[4]; to[n] = part[6]
            }
            next
        }
        /^ *#/ { first = FNR; printf "line   spoken at           found at            off by, ms   confidence\n"; next }
        !first { next }
        $2 != "-" {
            a = off(seconds($2), from[$1]); b = off(seconds($3), to[$1])
            printf "%4d   %7.3f - %7.3f   %7.3f - %7.3f   %4.0f  %4.0f   %s\n", $1, from[$1], to[$1],
                seconds($2), seconds($3), a * 1000, b * 1000, $4
            if (a > worst) worst = a
            if (b > worst) worst = b
            next
        }
        { printf "%4d   %7.3f - %7.3f   not found\n", $1, from[$1], to[$1] }
        END { if (first) printf "The furthest edge is %.0f ms off, in synthetic speech; real speech is harder.\n", worst * 1000 }
    ' making-of.times.json "$2"
}

echo "Making the sample clip: synthetic speech by espeak-ng and flite, synthetic pictures."
sh "$samples/make-clip.sh" "$out"
cp "$samples/making-of.json" "$samples/making-of.en.txt" .

try probe making-of.mp4

echo
echo "The Korean lines on the Korean sound, the English ones as subtitles:"
try align making-of.mp4 making-of.json -f -o making-of.timed.json \
    -o making-of.en.srt -o making-of.en.ass -o making-of.en.vtt --lines --progress none >korean.lines
cat korean.lines

echo
echo "Against the times that are known (making-of.times.json):"
compare ko korean.lines

echo
echo "Once timed, any other file is a conversion; here both languages, Korean above:"
try convert making-of.timed.json --text ko,en -f -o making-of.ko-en.ass -o making-of.ko-en.srt

echo
echo "How they look, a picture for each line:"
try preview making-of.mp4 making-of.ko-en.ass -f -o making-of.ko-en.png --progress none

echo
echo "The English lines on the English sound, which flite speaks:"
try align making-of.mp4 making-of.en.txt --lang en -f -o dub.json --lines --progress none >english.lines
cat english.lines
compare en english.lines
rm korean.lines english.lines

echo
echo "All of it is in $out:"
ls -1
