#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Speed of conversion, against others in the same run: a SubRip file of 100,000
# cues to ASS against ffmpeg and against a Python script around python3-srt where
# that is installed; how fast such a file is read; time and memory of each format
# that is read, from 100,000 cues; and 10,000 small files as a tree. Processor time
# is compared, not the clock: others may be at work.
#
# usage: convert.sh [RUNS]
set -u
build=${BUILD:-build}
daesa=${DAESA:-$build/daesa}
measure=$build/tests/bench/measure
runs=${1:-5}
work=$build/bench/convert
python=${DAESA_PYTHON:-/usr/bin/python3}
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

# cues N: as many, of one or two lines, one in five in italics.
cues()
{
    awk -v n="$1" '
        function stamp(ms) {
            return sprintf("%02d:%02d:%02d,%03d", ms / 3600000, ms / 60000 % 60,
                           ms / 1000 % 60, ms % 1000)
        }
        BEGIN {
            for (i = 1; i <= n; i++) {
                t = i * 2317
                print i "\n" stamp(t) " --> " stamp(t + 1500 + i % 700)
                line = "Line " i " says what somebody said"
                print i % 5 ? line : "<i>" line "</i>"
                if (i % 3)
                    print "and goes on below in as many words."
                print ""
            }
        }'
}

# compare WHAT OURS OTHER WANT: "wall cpu MiB" each; how many times faster we are.
compare()
{
    echo "$1 $2 $3 $4" | awk '{
        printf "%-34s %6.3f s against %6.3f s: %5.1f times as fast (wanted: %d)\n",
            $1, $3, $6, $6 / $3, $8
    }'
}

cues 100000 >"$work/long.srt"
size=$(wc -c <"$work/long.srt")
ours=$("$measure" "$runs" "$daesa" convert "$work/long.srt" -f -q -o "$work/long.ass") || exit
echo "$ours $size" | awk '{
    printf "%-34s %5.1f MB, %.2f s, %.0f MiB: %.1f times the file (wanted: under 12)\n",
        "100,000 cues, SubRip to ASS:", $4 / 1e6, $1, $3, $3 * 1048576 / $4
}'
if command -v ffmpeg >/dev/null; then
    theirs=$("$measure" "$runs" ffmpeg -v error -y -i "$work/long.srt" "$work/theirs.ass") || exit
    compare against-ffmpeg: "$ours" "$theirs" 5
else
    echo "  against ffmpeg: skipped, not installed"
fi
# It does the same work: what it writes is the same to the byte.
cat >"$work/convert.py" <<'EOF'
import re
import sys
import unicodedata

import srt

HEAD = """[Script Info]
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: None
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,sans-serif,60,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,96,96,54,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
END = re.compile(r"(\{\\[bius]0\}|\{\\c\})+$")
TAG = re.compile(r"<(/?)([bius])>|<font color=\"#(..)(..)(..)\">|(</font>)|(\{)(?!\\)|(\\)(?=[Nnh{}])")

def code(m):
    if m[2]:
        return "{\\%s%d}" % (m[2], not m[1])
    if m[3]:
        return "{\\c&H%s%s%s&}" % (m[5].upper(), m[4].upper(), m[3].upper())
    if m[6]:
        return "{\\c}"
    return "\\{" if m[7] else "\\\u2060"

def stamp(time):
    cs = ((time.days * 86400 + time.seconds) * 1000000 + time.microseconds + 5000) // 10000
    return "%d:%02d:%02d.%02d" % (cs // 360000, cs // 6000 % 60, cs // 100 % 60, cs % 100)

data = open(sys.argv[1], "rb").read()
try:
    text = data.decode("utf-8-sig")
except UnicodeDecodeError:
    text = data.decode("cp949", "replace")
text = unicodedata.normalize("NFC", text)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write(HEAD)
    for cue in srt.parse(text, ignore_errors=True):
        if cue.end < cue.start:
            print("%d: ends before it starts" % cue.index, file=sys.stderr)
        body = END.sub("", TAG.sub(code, cue.content).replace("\n", "\\N"))
        out.write("Dialogue: 0,%s,%s,Default,,0,0,0,,%s\n" % (stamp(cue.start), stamp(cue.end), body))
EOF
if "$python" -c 'import srt' 2>/dev/null; then
    theirs=$("$measure" 2 "$python" "$work/convert.py" "$work/long.srt" "$work/theirs.ass") || exit
    cmp "$work/long.ass" "$work/theirs.ass" || exit
    compare against-python3-srt: "$ours" "$theirs" 40
else
    echo "  against python3-srt: skipped, not installed"
fi
echo "reading SubRip, one core:          $("$build/tests/bench/read" "$((runs * 2))" "$work/long.srt") MB/s (wanted: 150)"

# Plain text has no times, and what cannot be held is not the question here.
for format in ass audacity csv ebu-tt-d json lrc microdvd mpl2 po sami sbv srt ssa scc stl \
    textgrid tmplayer ttml vtt whisper xliff xliff2; do
    "$daesa" convert "$work/long.srt" -f -q --to "$format" --fps 25 -o "$work/as.$format" \
        2>"$work/words" || exit
    size=$(wc -c <"$work/as.$format")
    ours=$("$measure" 1 "$daesa" convert "$work/as.$format" -f -q --from "$format" --fps 25 \
        --to vtt -o "$work/read.vtt" 2>"$work/words") || exit
    echo "$ours $size $format" | awk '{
        printf "%-34s %5.1f MB, %.2f s, %4.0f MiB: %4.1f times the file (wanted: under 12)\n",
            $5 " to WebVTT:", $4 / 1e6, $2, $3, $3 * 1048576 / $4
    }'
    rm "$work/as.$format"
done

mkdir "$work/tree"
cues 20 >"$work/small.srt"
for folder in $(seq 100); do
    mkdir "$work/tree/$folder"
    for file in $(seq 100); do cat "$work/small.srt" >"$work/tree/$folder/$file.srt"; done
done
"$daesa" convert "$work/tree" -o "$work/out" --to ass -j 2 2>"$work/words" || exit
echo "10,000 files, two processes:       $(sed 's/.*(\([0-9]*\) a second).*/\1/' "$work/words") files a second (wanted: 2000)"
