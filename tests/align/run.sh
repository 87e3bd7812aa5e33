#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# What the aligner promises, on whole clips: real speech where recordings are at
# hand ($DAESA_CORPUS), within a stated tolerance; else the synthetic sample clip,
# whose times are known because it was made with them.
#
# usage: run.sh
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# The program as users get it, where there is one: the sanitizers make it slow.
DAESA=${DAESA_RELEASE:-${DAESA:-$top/build/daesa}}
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-align.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export LC_ALL=C.UTF-8
cd "$work" || exit 2
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

align()
{
    "$DAESA" align -q -f --progress none "$@" 2>err
}

# The times of the lines of a JSON file in order, "start end", "- -" where a line
# has none. What is deeper in than a line's own fields (words) does not count.
spoken()
{
    "$DAESA" convert -q "$1" --to tsv -o - 2>>err | awk -F '\t' '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { s = $column["start"]; e = $column["end"]; print s == "" ? "-" : s, e == "" ? "-" : e }'
}

# known LANGUAGE: when the lines of the sample clip are spoken in it.
known()
{
    awk -v track="\"language\": \"$1\"" '
        /"language"/ { inside = index($0, track) > 0 }
        inside && /"id"/ { gsub(/[^0-9. ]/, " "); print $(NF - 1), $NF }' clip/making-of.times.json
}

# near WANT GOT SECONDS LEAST: at least LEAST of 100 edges are so near; says which
# are not.
near()
{
    paste -d ' ' "$1" "$2" | awk -v most="$3" -v least="$4" '
        function seconds(t, p, n, i, s) { n = split(t, p, ":"); for (i = 1; i <= n; i++) s = s * 60 + p[i]; return s + 0 }
        function far(a, b) { if (b == "" || b == "-") return 1; a = seconds(a) - seconds(b); return a > most || -a > most }
        NF { edges += 2; off = far($1, $3) + far($2, $4); wrong += off }
        off { print "line " NR ": want " $1 " " $2 ", got " $3 " " $4 }
        END { exit !(edges && wrong * 100 <= edges * (100 - least)) }' >far
}

sh "$top/samples/make-clip.sh" clip >/dev/null 2>&1 || {
    echo "not ok 1 - the sample clip is made"
    exit 1
}
clip=clip/making-of.mp4
grep -v "^#" "$top/samples/making-of.en.txt" | sed "/^$/d" >lines.txt
lines=lines.txt
known en >want

align "$clip" "$lines" --lang en -o all.json
spoken all.json >got
near want got 0.2 100
told $? "all lines of the synthetic clip are found" far

# Each word begins where the one before ends, but for real pauses, and is as long as a word.
sed -n 's/^ *{"text": "\([^"]*\)", "start": \([0-9.]*\), "end": \([0-9.]*\),.*/\1 \2 \3/p' all.json >words
awk '$2 < before - 0.001 && $2 > before - 9 { print "goes back: " $0 }
    $2 - before > 0 && $2 - before <= 0.12 { print "a gap that is none: " $0 }
    length($1) > 4 && $3 - $2 < 0.05 { print "too short: " $0 }
    { before = $3; n++ }
    END { if (n < 60) print n " words" }' words >odd
[ ! -s odd ]
told $? "the words of a line follow each other" odd

# Two of the six lines are said in the clip and are not in the text.
sed '2d;4d' "$lines" >few.txt
sed '2d;4d' want >few.want
align "$clip" few.txt --lang en -o few.json
spoken few.json >got
near few.want got 0.25 100
told $? "speech that nobody transcribed does not move the lines around it" far

# A line that nobody says stands between lines that are said.
sed '3i Zebras queue quietly behind the yellow bulldozer every Wednesday.' "$lines" >more.txt
align "$clip" more.txt --lang en -o more.json
spoken more.json >got
sed -n 3p got | grep -q '^- -$'
told $? "a line that is not said gets no time" got
sed '3d;7d' got >rest
sed 6d want >rest.want
near rest.want rest 0.25 100
told $? "a line that is not said does not move those around it" far

align "$clip" "$lines" --lang en -o again.json
cmp -s all.json again.json
told $? "two runs give the same bytes"

# Hints bind: the fifth line may not begin before 27 s, the first not after 8 s.
sed '5s/^/[00:00:28] /' "$lines" >hint.txt
align "$clip" hint.txt --lang en -o hint.json
spoken hint.json >got
near want got 0.25 100
told $? "a rough time in the text does no harm where it is right" far

# Sounds in which nothing is said: an end, no crash, and nobody is sure.
for sound in 'anullsrc=r=16000:cl=mono' 'anoisesrc=r=16000:a=0.1:seed=1' 'sine=440:r=16000'; do
    for seconds in 0.02 0.3 20; do
        ffmpeg -v error -y -f lavfi -i "$sound" -t "$seconds" -c:a pcm_s16le none.wav
        rm -f none.json
        timeout 60 "$DAESA" align -q -f --progress none none.wav "$lines" --lang en -o none.json \
            >out 2>err
        rc=$?
        [ $rc -le 1 ] || echo "$sound $seconds: ended with $rc"
        [ ! -e none.json ] || sed -n 's/.*"confidence": \([0-9.]*\).*/\1/p' none.json |
            awk -v what="$sound $seconds" '$1 > 0.9 { print what ": a line is sure: " $1 }'
    done
done >wrong
[ ! -s wrong ]
told $? "silence, noise and a tone, short and long: nothing is found with confidence" wrong

# real NAME LANGUAGE SECONDS SHARE: a recording of the corpus; SHARE of 100 edges
# are within SECONDS.
real()
{
    folder=${DAESA_CORPUS:+$DAESA_CORPUS/clips/$1}
    what="$1: $4 of 100 edges within $3 s"
    if [ ! -d "$folder" ]; then
        skipped "$what" "no corpus"
        return
    fi
    sound=$(find "$folder" -type f ! -name '*.json' ! -name '*.txt' | head -n 1)
    sed -n 's/^   "text": "\(.*\)",*$/\1/p' "$folder/ref.json" >real.txt
    awk '/^   "start":/ { s = $2 + 0 } /^   "end":/ { print s, $2 + 0 }' "$folder/ref.json" >real.want
    align "$sound" real.txt --lang "$2" -o real.json
    spoken real.json >got
    near real.want got "$3" "$4"
    told $? "$what" far
}

real de_single_leopard de 0.2 100
real en_read_austen en 0.2 100
real en_read_2spk_harvard en 0.2 90
real en_read_ljspeech_F_gaps en 0.2 100
real en_short_cards en 0.2 90
real ko_read_myrecord ko 0.2 100
real ko_single_leopard ko 0.2 100
exit "$bad"
