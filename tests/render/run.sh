#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# What `daesa preview` shows against what FFmpeg burns into the same frame with the
# same libass: 40 dB at least over the box of the text.
# FFmpeg's filter "ass" shapes letters as players do; its "subtitles" does it in libass's
# simple way, without kerning, and so does --simple-shaping.
#
# usage: run.sh
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
DAESA=${DAESA:-$top/build/daesa}
if ! ffmpeg -version >/dev/null 2>&1; then
    echo "ok 1 - previews are what FFmpeg burns # SKIP no ffmpeg"
    exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-render.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2

cat >ko.srt <<'END'
1
00:00:00,500 --> 00:00:02,500
안녕하세요, 여러분.
오늘은 촬영 현장입니다.
END
cat >en.srt <<'END'
1
00:00:00,500 --> 00:00:02,500
Hello there, this is an <i>English</i> line:
AVATAR, Type, Wolf.
END
cat >rtl.srt <<'END'
1
00:00:00,500 --> 00:00:02,500
שלום עולם, זה טקסט
مرحبا بالعالم، هذا نص
END
ffmpeg -nostdin -v error -y -f lavfi -t 3 -i mandelbrot=s=640x360:r=25 -pix_fmt yuv420p \
    -c:v libx264 -preset veryfast plain.mp4 &&
    ffmpeg -nostdin -v error -y -i plain.mp4 -c copy -metadata:s:v rotate=90 turned.mp4 &&
    ffmpeg -nostdin -v error -y -f lavfi -t 3 -i testsrc2=s=720x576:r=25 -vf setsar=64/45 \
        -pix_fmt yuv420p -c:v libx264 -preset veryfast wide.mp4 || exit 2
for subs in ko en rtl; do
    "$DAESA" convert $subs.srt -o $subs.ass || exit 2
done

n=0
bad=0

# box_of CLIP FILTERS: where text was burnt, as "w:h:x:y": what burnt.png has and the
# frame without it has not
box_of()
{
    ffmpeg -nostdin -v error -y -i "$1" -vf "select=gte(t\\,1.2),$2" -frames:v 1 bare.png
    ffmpeg -nostdin -i burnt.png -i bare.png -filter_complex \
        '[0]format=gbrp[a];[1]format=gbrp[b];[a][b]blend=all_mode=difference,format=gray,bbox' \
        -f null - 2>&1 | sed -n 's/.*crop=\([0-9:]*\).*/\1/p'
}

# compare NAME CLIP SUBS WIDTH HEIGHT FILTERS ASS [OPTION]: FILTERS make the picture as
# shown
compare()
{
    n=$((n + 1))
    "$DAESA" preview "$2" "$3.ass" -f -o one.png --at 1.2 --width "$4" --columns 1 \
        --rows 1 -q ${8:+"$8"} &&
        ffmpeg -nostdin -v error -y -i "$2" -vf "select=gte(t\\,1.2),$6,$7" -frames:v 1 \
            burnt.png
    box=$(box_of "$2" "$6")
    decibels=$(ffmpeg -nostdin -i one.png -i burnt.png -filter_complex \
        "[0]crop=$4:$5:8:8,format=gbrp,crop=${box}[a];[1]format=gbrp,crop=${box}[b];[a][b]psnr" \
        -f null - 2>&1 | sed -n 's/.*average:\([^ ]*\).*/\1/p')
    if [ -n "$box" ] && awk -v d="$decibels" 'BEGIN { exit !(d == "inf" || d >= 40) }'; then
        echo "ok $n - $1 # $decibels dB in $box"
    else
        echo "not ok $n - $1: $decibels dB in $box"
        bad=1
    fi
}

rgb='scale=flags=bicubic+accurate_rnd+full_chroma_int,format=gbrp'
wide='scale=1024:576:flags=bicubic+accurate_rnd+full_chroma_int,setsar=1,format=gbrp'
for subs in ko en rtl; do
    compare "$subs on a plain clip" plain.mp4 $subs 640 360 "$rgb" "ass=$subs.ass"
    compare "$subs on a turned clip" turned.mp4 $subs 360 640 "$rgb" "ass=$subs.ass"
    compare "$subs on an anamorphic clip" wide.mp4 $subs 1024 576 "$wide" \
        "ass=$subs.ass:original_size=720x576"
    compare "$subs on a plain clip, simple" plain.mp4 $subs 640 360 "$rgb" \
        "subtitles=$subs.ass" --simple-shaping
    compare "$subs on a turned clip, simple" turned.mp4 $subs 360 640 "$rgb" \
        "subtitles=$subs.ass" --simple-shaping
    compare "$subs on an anamorphic clip, simple" wide.mp4 $subs 1024 576 "$wide" \
        "subtitles=$subs.ass:original_size=720x576" --simple-shaping
done
exit $bad
