#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Time of daesa check, the whole process: of a film's 2,000 cues without the clip; with
# a clip, against what finding its shots and decoding its sound cost in the same run;
# and again from the cache, where the clip lasts two hours, with every cue drawn, too; and
# of daesa preview, all cues of these two hours on sheets. The clips are made. The best of
# several runs counts; the verdict with a clip is by ratio.
#
# usage: check.sh [RUNS]
set -u
build=${BUILD:-build}
daesa=${DAESA:-$build/daesa}
measure=$build/tests/bench/measure
runs=${1:-3}
work=$build/bench/check
mkdir -p "$work"

# cues N: one every 3.6 s.
cues()
{
    awk -v n="$1" '
        function stamp(ms) {
            return sprintf("%02d:%02d:%02d,%03d", ms / 3600000, ms / 60000 % 60,
                           ms / 1000 % 60, ms % 1000)
        }
        BEGIN {
            for (i = 0; i < n; i++)
                print i + 1 "\n" stamp(i * 3600 + 200) " --> " stamp(i * 3600 + 2600) \
                    "\nLine " i " says what somebody said\nand goes on in other words.\n"
        }'
}

# Pictures that change, noise over them so that there is something to decode, and sound
# that comes and goes; joined to NAME out of so many parts of a minute.
make_clip()
{
    [ -e "$work/$1" ] && return
    ffmpeg -nostdin -v error -y -f lavfi -t 30 -i "mandelbrot=s=$3:r=25" \
        -f lavfi -t 30 -i "testsrc2=s=$3:r=25" \
        -f lavfi -t 60 -i "anoisesrc=c=pink:a=0.3:r=48000:seed=3" \
        -filter_complex '[0]format=yuv420p[a];[1]format=yuv420p[b];
            [a][b]concat=n=2,noise=alls=6:allf=t[v];[2]tremolo=f=0.3:d=0.99[s]' \
        -map '[v]' -map '[s]' -c:v libx264 -preset veryfast -crf 24 -c:a flac \
        "$work/part.mkv" || return
    i=0
    while [ $i -lt "$2" ]; do
        echo "file part.mkv"
        i=$((i + 1))
    done >"$work/parts"
    ffmpeg -nostdin -v error -y -f concat -i "$work/parts" -c copy "$work/part.$1" &&
        mv "$work/part.$1" "$work/$1"
    rm -f "$work/part.mkv"
}

cues 2000 >"$work/film.srt"
cues 80 >"$work/short.srt"
make_clip short.mkv 5 1280x720 || exit
make_clip film.mkv 120 320x180 || exit
rm -rf "$work/cache"

ours=$("$measure" -1 "$runs" "$daesa" check "$work/film.srt") || exit
echo "$ours" | awk '{
    printf "%-34s %6.3f s, of these processor %.3f s  (wanted: 0.05)\n",
        "2,000 cues, no clip:", $1, $2
}'
shots=$("$measure" "$runs" "$daesa" probe --shots --progress=none "$work/short.mkv") &&
    sound=$("$measure" "$runs" ffmpeg -nostdin -v error -i "$work/short.mkv" -map 0:a:0 \
        -ac 1 -ar 16000 -f f32le -) &&
    ours=$("$measure" -1 "$runs" "$daesa" check "$work/short.srt" --clip "$work/short.mkv" \
        --no-cache --progress=none) || exit
echo "$shots $sound $ours" | awk '{
    printf "%-34s %6.2f s against %.2f s for shots and %.2f s for sound: %.2f times  <= 1.3 %s\n",
        "five minutes, 1280x720:", $7, $1, $4, $7 / ($1 + $4),
        ($7 <= 1.3 * ($1 + $4) ? "held" : "MISSED")
}'
cold=$("$measure" -1 1 "$daesa" check "$work/film.srt" --clip "$work/film.mkv" \
    --cache "$work/cache" --progress=none) &&
    ours=$("$measure" -1 "$runs" "$daesa" check "$work/film.srt" --clip "$work/film.mkv" \
        --cache "$work/cache" --progress=none) || exit
echo "$cold $ours" | awk '{
    printf "%-34s %6.2f s, from the cache %.3f s, of these processor %.3f s  (wanted: 0.3)\n",
        "two hours, 320x180:", $1, $4, $5
}'
drawn=$("$measure" -1 "$runs" "$daesa" check "$work/film.srt" --clip "$work/film.mkv" \
    --cache "$work/cache" --picture --progress=none) &&
    decoded=$("$measure" 1 ffmpeg -nostdin -v error -i "$work/film.mkv" -map 0:v -f null -) &&
    sheets=$("$measure" 1 "$daesa" preview "$work/film.mkv" "$work/film.srt" -q -f \
        -o "$work/sheet.png" --progress=none) || exit
rm -f "$work"/sheet*.png
echo "$drawn $decoded $sheets" | awk '{
    printf "%-34s %6.3f s, of these processor %.3f s, %.0f MiB\n",
        "  and every cue drawn:", $1, $2, $3
    printf "%-34s %6.1f s of processor, %.0f MiB; decoding the film takes %.1f s\n",
        "2,000 pictures on sheets:", $8, $9, $5
}'
