#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# A batch of 200 jobs over short clips of real speech: on two workers against one;
# what a job costs beside daesa align itself; a manifest of 100,000 jobs, read, split in
# parts; and the memory of the parent over many jobs. The best of several runs counts.
# Two workers against one is by the clock, and says nothing where others are at work:
# the load before is told.
#
# usage: batch.sh [RUNS]
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${BUILD:-build}" && pwd)
daesa=${DAESA:-$build/daesa}
measure=$build/tests/bench/measure
runs=${1:-2}
n_jobs=200
n_many=100000
n_watched=2000
work=$build/bench/batch
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

clips=$(sh "$here/clips.sh" 2>&1) || {
    echo "batch: skipped: $clips"
    exit 0
}

clips=$(cd "$clips" && pwd) # a manifest's paths are seen from its folder

# Clips of 5 s to 2 minutes, again and again.
short_clips()
{
    for clip in "$clips"/*/; do
        size=$(wc -c <"$clip/audio.wav")
        lang=$(sed -n 's/.*"language": *"\([^"]*\)".*/\1/p' "$clip/ref.json" | head -n 1)
        [ "$size" -lt 160000 ] || [ "$size" -gt 4000000 ] || [ -z "$lang" ] ||
            echo "$clip/audio.wav,$clip/lines.txt,$lang"
    done
}

short_clips | awk -v n="$n_jobs" '
    { clip[NR] = $0 }
    END {
        print "clip,transcript,language,name"
        for (i = 0; NR && i < n; i++)
            print clip[i % NR + 1] ",job" i
    }' >"$work/jobs.csv"
[ "$(wc -l <"$work/jobs.csv")" -gt "$n_jobs" ] || {
    echo "batch: skipped: no clips of 5 s to 2 minutes in $clips"
    exit 0
}

# The jobs by daesa align, one process each.
cat >"$work/alone.sh" <<'END'
tail -n +2 "$2/jobs.csv" | while IFS=, read -r clip text lang name; do
    "$1" align -q -f --one-thread --progress=none "$clip" "$text" --lang "$lang" -o "$2/alone/$name.srt" </dev/null
done
exit 0
END

# batch N: N workers, anew each time; 1 is "done, but with findings".
cat >"$work/batch.sh" <<'END'
rm -rf "$2/out$3"
"$1" batch "$2/jobs.csv" -o "$2/out$3" -j "$3" -q --progress=none 2>/dev/null
[ $? -le 1 ]
END

mkdir "$work/alone"
load=$(uptime | sed 's/.*: //; s/,.*//')
if ! two=$("$measure" "$runs" sh "$work/batch.sh" "$daesa" "$work" 2) ||
    ! one=$("$measure" "$runs" sh "$work/batch.sh" "$daesa" "$work" 1) ||
    ! alone=$("$measure" "$runs" sh "$work/alone.sh" "$daesa" "$work" 2>/dev/null); then
    echo "batch: failed"
    exit 1
fi
n_alone=0
differ=0
for i in "$work"/alone/*.srt; do
    n_alone=$((n_alone + 1))
    cmp -s "$i" "$work/out2/${i##*/}" && cmp -s "$i" "$work/out1/${i##*/}" || differ=$((differ + 1))
done

echo "$one $two $alone $n_jobs $(nproc) $n_alone $differ $load" | awk '{
    printf "%d jobs, %d processors: %.2f s with a worker, %.2f s with two, %.2f s (%.2f s of processors) by daesa align\n",
        $10, $11, $1, $4, $7, $8
    printf "%-52s %8.2f\n", "load of the machine before:", $14
    printf "%-52s %8.2f (wanted: 1.8)\n", "times as fast with two workers as with one:", $1 / $4
    printf "%-52s %8.2f ms (wanted: under 20)\n", "a job beside daesa align, of processors:", ($2 - $8) / $10 * 1000
    printf "%-52s %8d of %d\n", "outputs that differ from those of daesa align:", $13, $12
}'

# A manifest as long as an archive has it; a thousandth of it is tried, and fails at once.
awk -v n="$n_many" 'BEGIN {
    print "clip,transcript,name"
    for (i = 0; i < n; i++)
        print "clip.wav,lines.txt,t" i % 100 "/job" i
}' >"$work/many.csv"
echo "no clip" >"$work/clip.wav"
echo "Nobody says this." >"$work/lines.txt"
many=$("$measure" -1 1 "$daesa" batch "$work/many.csv" -o "$work/many" --limit 1 -q --shard 1/1000 --progress=none 2>/dev/null)
echo "$many" | awk -v n="$n_many" '{
    printf "%-52s %8.2f s, %.0f MiB (a thousandth is tried)\n", n " jobs read and split:", $1, $3
}'

# What the parent holds once it is at work, and what at the end of many jobs.
head -n $((n_watched + 1)) "$work/many.csv" >"$work/watched.csv"
"$daesa" batch "$work/watched.csv" -o "$work/watched" -q --progress=none >/dev/null 2>&1 &
parent=$!
first=
while sleep 0.5 && held=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$parent/status" 2>/dev/null) && [ "$held" ]; do
    last=$held
    : "${first:=$held}"
done
wait "$parent"
[ "$first" ] && echo "$first $last" | awk -v n="$n_watched" '{
    printf "%-52s %8.1f MiB, at first %.1f\n", "the parent after " n " jobs:", $2 / 1024, $1 / 1024
}'
exit 0
