#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Makes the sample clip, offline: a SYNTHETIC one, by speech synthesisers and
# signal generators, since the video that the sample is about is not ours to give.
#
# usage: make-clip.sh FOLDER
#
# FOLDER/making-of.mp4 has several shots and two sound tracks: Korean by espeak-ng
# with voices, speeds and pitches that the aligner does not use, played through
# filters that move its formants, and English by flite. Both have chatter between
# the lines that no transcript has, a music bed and the noise of a room.
# FOLDER/making-of.times.json says when each line is really spoken and where the
# cuts are.
set -eu

if [ $# -ne 1 ]; then
    echo "usage: make-clip.sh FOLDER" >&2
    exit 2
fi
out=$1
mkdir -p "$out"
parts=$out/parts.$$
rm -rf "$parts"
mkdir "$parts"
trap 'rm -rf "$parts"' EXIT
trap 'exit 130' INT TERM

rate=24000
export LC_ALL=C.UTF-8

# What is said, in its order: id of the line ("-" is chatter), seconds of pause
# before it, voice, speed and pitch of espeak-ng, words.
korean()
{
    cat <<'TABLE'
-|1.2|ko+Antonio|150|38|자, 다들 준비됐나요? 카메라 한번 확인해 주세요.
weird|1.1|ko+m5|158|44|이거 좀 이상할 것 같은데.
-|0.7|ko+Annie|170|60|어머, 벌써부터 웃으면 어떡해.
do-it|0.6|ko+f3|150|62|해 줘요! 나한테 해 준 게 하나도 없잖아요. 원래 대본에 머리를 쓰다듬는 장면이 있었는데, 머리도 안 쓰다듬어 줬어요. 나한테는 아무것도 안 해 줘요.
not-like-that|0.5|ko+m5|164|46|그런 게 아니라니까. 그건 없어요.
-|0.9|ko+Michael|145|35|조명 조금만 왼쪽으로 옮길게요.
just-do-it|0.4|ko+f5|166|50|그냥 한번 해 주세요.
cry|0.8|ko+f3|140|66|나 울 거예요. 쌓인 게 정말 많단 말이에요.
-|1.6|ko+Antonio|160|40|좋아요, 그 느낌으로 다시 한번 갑시다. 조용히 해 주세요.
lips|1.3|ko+Alex|148|36|상수 입술이 앞으로 나온 것 같은데요.
-|0.8|ko+Annie|168|58|다음 장면 준비하겠습니다.
TABLE
}

# The same, with a voice of flite and a tempo.
english()
{
    cat <<'TABLE'
-|1.0|awb|0.97|All right everybody, is the camera ready for this one?
weird|1.3|rms|1.00|I feel like this will be weird.
-|0.6|slt|1.12|Look at him, he is laughing already.
do-it|0.7|slt|0.97|Do it! You have done nothing for me. He didn't even stroke my head, although there was originally a scene in the script where he stroked my head. You never do anything for me.
not-like-that|0.5|rms|1.06|It's not like that. It's not.
-|0.9|kal|1.00|Move the lamp a little to the left, please.
just-do-it|0.4|awb|1.05|Just do it for her.
cry|0.9|slt|0.94|I'm going to cry. I have a lot of stuff piled up.
-|1.4|awb|1.00|Good, keep that feeling and do it once more. Quiet now.
lips|1.2|kal|1.03|I think Sang-soo's lips moved forward to.
-|0.9|slt|1.08|We will set up the next scene.
TABLE
}

# Silence before and after the voice goes away, so that the times are exact.
trim='silenceremove=start_periods=1:start_threshold=-50dB:start_silence=0'
trim="$trim,areverse,$trim,areverse"

ff()
{
    ffmpeg -nostdin -hide_banner -loglevel error -y "$@"
}

# say_ko VOICE SPEED PITCH TEXT FILE: played a little faster or slower than it was
# spoken, which moves the formants as another throat would.
say_ko()
{
    espeak-ng -v "$1" -s "$2" -p "$3" -w "$parts/said.wav" -- "$4"
    ff -i "$parts/said.wav" -af "asetrate=22050*1.04,aresample=$rate,atempo=0.97,$trim,\
equalizer=f=1800:t=q:w=1:g=-3,equalizer=f=350:t=q:w=1:g=2,volume=0.8" -ac 1 -f s16le "$5"
}

# say_en VOICE TEMPO TEXT FILE
say_en()
{
    printf '%s\n' "$3" >"$parts/said.txt"
    ff -f lavfi -i "flite=textfile=$parts/said.txt:voice=$1" \
        -af "aresample=$rate,atempo=$2,$trim,volume=0.8" -ac 1 -f s16le "$4"
}

# Adds $2 seconds of silence to the raw samples $1.
pause()
{
    samples=$(awk -v s="$2" -v r=$rate 'BEGIN { printf "%d", s * r }')
    head -c $((samples * 2)) /dev/zero >>"$1"
}

seconds()
{
    awk -v b="$(wc -c <"$1")" -v r=$rate 'BEGIN { printf "%.4f", b / 2 / r }'
}

# speak LANGUAGE: builds $parts/LANGUAGE.raw and a list "id start end".
speak()
{
    track=$parts/$1.raw
    : >"$track"
    : >"$parts/$1.times"
    while IFS='|' read -r id gap voice a b c; do
        if [ "$1" = ko ]; then
            say_ko "$voice" "$a" "$b" "$c" "$parts/piece.raw"
        else
            say_en "$voice" "$a" "$b" "$parts/piece.raw"
        fi
        pause "$track" "$gap"
        start=$(seconds "$track")
        cat "$parts/piece.raw" >>"$track"
        [ "$id" = - ] || echo "$id $start $(seconds "$track")" >>"$parts/$1.times"
    done
    pause "$track" 1.5
}

korean | speak ko
english | speak en

# The shots: their first frames at 24000/1001 frames a second.
cuts='0 71 166 290 431 560 702 851 985 1160'
length=$(awk -v a="$(seconds "$parts/ko.raw")" -v b="$(seconds "$parts/en.raw")" \
    'BEGIN { printf "%.3f", (a > b ? a : b) }')
frames=$(awk -v s="$length" 'BEGIN { printf "%d", s * 24000 / 1001 + 1 }')

shots()
{
    # shellcheck disable=SC2086
    set -- $cuts "$frames"
    n=0
    while [ $# -gt 1 ]; do
        [ "$1" -lt "$frames" ] || break
        last=$2
        [ "$last" -le "$frames" ] || last=$frames
        n=$((n + 1))
        echo "$n $1 $((last - $1))"
        shift
    done
}

# A background that nobody takes for another: each shot has its own colours, and
# something in it moves.
picture()
{
    case $(($1 % 3)) in
    0) echo "testsrc2=s=640x360:r=24000/1001,hue=h=$(($1 * 67))" ;;
    1) echo "gradients=s=640x360:r=24000/1001:seed=$1:speed=0.02:nb_colors=3" ;;
    2) echo "smptehdbars=s=640x360:r=24000/1001,hue=h=$(($1 * 67)),rotate=0.05*sin(t)" ;;
    esac
}

graph='' labels=''
shots >"$parts/shots"
while read -r n _ count; do
    graph="$graph$(picture "$n"),trim=end_frame=$count,setpts=PTS-STARTPTS,format=yuv420p,\
setsar=1,drawbox=x=20:y=20:w=$((n * 40)):h=12:color=white:t=fill[v$n];"
    labels="${labels}[v$n]"
done <"$parts/shots"
graph="$graph${labels}concat=n=$(wc -l <"$parts/shots"):v=1:a=0[v]"

# A slow chord that comes and goes, and a room.
music='0.030*sin(2*PI*220*t)+0.026*sin(2*PI*277.18*t)+0.024*sin(2*PI*329.63*t)'
music="($music+0.020*sin(2*PI*110*t)*(0.5+0.5*sin(2*PI*2*t)))*(0.55+0.45*sin(2*PI*t/7))"
bed="aevalsrc='$music':s=48000:d=$length,aformat=channel_layouts=mono"
room="anoisesrc=color=pink:seed=7:amplitude=0.012:r=48000:d=$length"

for language in ko en; do
    ff -f s16le -ar $rate -ac 1 -i "$parts/$language.raw" -f lavfi -i "$bed" \
        -f lavfi -i "$room" -filter_complex "[0]aresample=48000,apad=whole_dur=${length}[a];\
[a][1][2]amix=inputs=3:normalize=0:duration=first[m]" \
        -map '[m]' -ac 2 -t "$length" "$parts/$language.wav"
done

ff -filter_complex "$graph" -map '[v]' -c:v libx264 -preset veryfast -crf 30 -g 48 \
    -bitexact "$parts/video.mp4"
ff -i "$parts/video.mp4" -i "$parts/ko.wav" -i "$parts/en.wav" -map 0:v -map 1:a -map 2:a \
    -c:v copy -c:a aac -b:a 96k -metadata title='Making of (synthetic)' \
    -metadata:s:a:0 language=kor -metadata:s:a:1 language=eng \
    -metadata:s:a:0 handler_name='Korean (espeak-ng)' -metadata:s:a:1 handler_name='English (flite)' \
    -disposition:a:0 default -disposition:a:1 dub -bitexact -movflags +faststart \
    "$parts/making-of.mp4"

lines()
{
    awk -v n="$(wc -l <"$1")" '{
        printf "        {\"id\": \"%s\", \"start\": %s, \"end\": %s}%s\n", $1, $2, $3, (NR < n ? "," : "")
    }' "$1"
}

{
    echo '{'
    echo '  "note": "Synthetic: the lines are spoken by espeak-ng and flite.",'
    echo '  "clip": "making-of.mp4",'
    awk 'NR > 1 { cuts = cuts (NR > 2 ? ", " : "") sprintf("%.4f", $2 * 1001 / 24000) }
        END { print "  \"cuts\": [" cuts "]," }' "$parts/shots"
    echo '  "tracks": ['
    printf '    {\n      "language": "ko",\n      "lines": [\n'
    lines "$parts/ko.times"
    printf '      ]\n    },\n    {\n      "language": "en",\n      "lines": [\n'
    lines "$parts/en.times"
    printf '      ]\n    }\n  ]\n}\n'
} >"$parts/making-of.times.json"

mv "$parts/making-of.times.json" "$parts/making-of.mp4" "$out"
