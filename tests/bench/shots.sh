#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Time of daesa probe --shots, the whole process, against FFmpeg's own search for
# shot changes in the same clip and the same run. The clips are made: pictures
# that change, noise over them so that there is something to decode. The best of
# several runs counts; the verdict is by ratio.
#
# usage: shots.sh [RUNS]
set -u
build=${BUILD:-build}
daesa=${DAESA:-$build/daesa}
measure=$build/tests/bench/measure
runs=${1:-5}
work=$build/bench/shots
mkdir -p "$work"

# make NAME CODER...: thirty seconds at 1280x720
make_clip()
{
    out=$work/$1
    shift
    [ -e "$out" ] ||
        ffmpeg -nostdin -v error -y -f lavfi -t 15 -i mandelbrot=s=1280x720:r=25 \
            -f lavfi -t 15 -i testsrc2=s=1280x720:r=25 \
            -filter_complex '[0]format=yuv420p[a];[1]format=yuv420p[b];[a][b]concat=n=2,noise=alls=6:allf=t' \
            "$@" "$out.part.mkv" && mv "$out.part.mkv" "$out"
}

row()
{
    scdet=$("$measure" "$runs" ffmpeg -nostdin -v error -i "$work/$1" -vf scdet -f null -) &&
        shots=$("$measure" "$runs" "$daesa" probe --shots --progress=none "$work/$1") ||
        return
    echo "$1 $2 $scdet $shots"
}

[ -e "$work/h264.mkv" ] || make_clip h264.mkv -c:v libx264 -preset medium -crf 22 || exit
[ -e "$work/mpeg4.mkv" ] || make_clip mpeg4.mkv -c:v mpeg4 -bf 2 -q:v 4 || exit
[ -e "$work/vp8.mkv" ] || make_clip vp8.mkv -c:v libvpx -deadline realtime -b:v 4M || exit
{
    row h264.mkv 1.5
    row mpeg4.mkv 1
    row vp8.mkv 1
} | awk '
    BEGIN { printf "%-10s %10s %10s %8s\n", "clip", "scdet s", "shots s", "times" }
    {
        printf "%-10s %10.3f %10.3f %8.2f  >= %-4g %s\n", $1, $3, $6, $3 / $6, $2,
            ($3 / $6 >= $2 ? "held" : "MISSED")
    }'
