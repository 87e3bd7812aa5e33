#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# A batch under which everything gives way: processes are killed, the disk is full or
# cannot be written to, inputs change, the clock goes back, clips are poisoned. After
# the next run the outputs are those of a run that nothing disturbed, byte for byte,
# and nothing half-written lies about.
#
# usage: run.sh [KILLS [SEED]]
#
# KILLS (6) is how many runs are killed at random moments: of each the workers, the parent
# or all; 50 takes some minutes. The clips are cut from the synthetic
# one. File systems are only filled and taken away where root may mount one.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
kills=${1:-6}
seed=${2:-1}
n_clips=12
daesa=${DAESA_RELEASE:-${DAESA:-$top/build/daesa}}
[ -x "$daesa" ] || daesa=${DAESA:-$top/build/daesa}
case $daesa in /*) ;; *) daesa=$PWD/$daesa ;; esac
unset SLURM_ARRAY_TASK_ID SGE_TASK_ID AWS_BATCH_JOB_ARRAY_INDEX JOB_COMPLETION_INDEX
work=$(mktemp -d "${TMPDIR:-/tmp}/daesa-batch.XXXXXX") || exit 2
# shellcheck disable=SC2317 # by trap
leave()
{
    [ ! -d "$work/disk" ] || umount "$work/disk" 2>/dev/null
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 2

# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

# batch OUT OPTION...
batch()
{
    out=$1
    shift
    "$daesa" batch jobs.csv -o "$out" --lang ko --to srt,json -j 2 -q --progress=none "$@"
}

# begin OUT LOG: in the background, as $parent.
begin()
{
    "$daesa" batch jobs.csv -o "$1" --lang ko --to srt,json -j 2 -q --progress=none >"$2" 2>&1 &
    parent=$!
}

# is_whole WHOLE OUT: the same files, and no hidden one but the memory.
is_whole()
{
    diff -r -x .daesa-batch "$1" "$2" >diff.log 2>&1 &&
        [ -z "$(find "$2" -name '.*' ! -name .daesa-batch)" ]
}

# A number below $1 that the seed and $2 decide.
chance()
{
    awk -v n="$1" -v seed=$((seed * 1000 + $2)) 'BEGIN { srand(seed); rand(); print int(rand() * n) }'
}

# ---- clips, and what an undisturbed run makes of them ----

sh "$top/samples/make-clip.sh" clip >make.log 2>&1
told $? "the sample clip is made" make.log
cp "$top/samples/making-of.txt" lines.txt
echo clip,transcript >jobs.csv
i=0
while [ $i -lt $n_clips ]; do
    i=$((i + 1))
    ffmpeg -v error -i clip/making-of.mp4 -map 0:a:0 -t $((14 + i)) -c copy "$i.mka" \
        </dev/null || bad=1
    cp lines.txt "$i.txt"
    echo "$i.mka,$i.txt" >>jobs.csv
done
told $bad "$n_clips clips are cut from it"
began=$(date +%s%N)
batch whole >whole.log 2>&1
took_ms=$((($(date +%s%N) - began) / 1000000))
[ "$(find whole -name '*.srt' | wc -l)" -eq $n_clips ]
told $? "an undisturbed run makes subtitles of all of them" whole.log

# ---- kill -9 ----

# Processes whose parent is $1, but not those that are over.
children()
{
    cat /proc/[0-9]*/stat 2>/dev/null | sed -n "s/^\([0-9]*\) (.*) [^Z] $1 .*/\1/p"
}

k=0
wrong=
while [ $k -lt "$kills" ]; do
    k=$((k + 1))
    rm -rf out
    begin out kill.log
    sleep "$(awk -v ms="$(chance "$took_ms" $k)" 'BEGIN { print ms / 1000 }')"
    # shellcheck disable=SC2046
    case $((k % 3)) in
    0) kill -9 $(children $parent) 2>/dev/null ;;
    1) kill -9 $parent 2>/dev/null ;;
    2) kill -9 $parent $(children $parent) 2>/dev/null ;;
    esac
    wait $parent 2>/dev/null
    batch out >again.log 2>&1
    is_whole whole out || {
        wrong="$wrong $k"
        find out -name '.*' | cat diff.log - again.log >>wrong.log
    }
done
[ -z "$wrong" ]
told $? "$kills times killed, the next run makes what was missing$wrong" wrong.log

rm -rf out
begin out kill.log
sleep 0.3
# shellcheck disable=SC2046
set -- $(children $parent)
kill -9 $parent
wait $parent 2>/dev/null
sleep 0.5
left=0
for pid in "$@"; do
    ! grep -qs '^State:.[^ZX]' "/proc/$pid/status" || left=$((left + 1))
done
[ $# -gt 0 ] && [ $left -eq 0 ]
told $? "workers do not outlive their parent: $left of $# do"

# ---- interrupts ----

rm -rf out
begin out int.log
sleep 0.3
kill -TERM $parent
wait $parent 2>/dev/null
rc=$?
[ $rc -eq 143 ] && [ -z "$(find out -name '.*.tmp')" ]
told $? "an interrupt leaves nothing half-written" int.log
batch out >again.log 2>&1
is_whole whole out
told $? "and the next run does the rest" diff.log

# ---- disks ----

mkdir disk
if mount -t tmpfs -o size=512k daesa disk 2>/dev/null; then
    batch disk/out --shard 1/4 >disk.log 2>&1
    dd if=/dev/zero of=disk/filler bs=1024 2>/dev/null
    batch disk/out >full.log 2>&1
    rc=$?
    [ $rc -eq 1 ] && grep -q 'No space left\|is full' full.log
    told $? "a full disk is said" full.log
    [ -z "$(find disk/out -name '.*.tmp')" ]
    told $? "and leaves nothing half-written"
    # Room for some of it.
    head -c $((1024 * 400)) /dev/zero >disk/filler
    batch disk/out >full.log 2>&1
    rm disk/filler
    batch disk/out >again.log 2>&1
    is_whole whole disk/out
    told $? "with room again the next run does the rest" diff.log

    rm -f disk/out/3.srt disk/out/5.json
    mount -o remount,ro disk
    batch disk/out >ro.log 2>&1
    rc=$?
    [ $rc -eq 1 ] && grep -qi 'read-only' ro.log
    told $? "an output that cannot be written to is said" ro.log
    "$daesa" batch --status disk/out >ro.log 2>&1
    grep -q "^[0-9]* done" ro.log
    told $? "but --status tells of it" ro.log
    mount -o remount,rw disk
    batch disk/out >again.log 2>&1
    is_whole whole disk/out
    told $? "writable again, the next run does the rest" diff.log
    umount disk
else
    skipped "a full disk and one that cannot be written to" "nothing can be mounted here"
fi

# Wherever a file may not grow, as under a quota.
rm -rf out
(
    ulimit -f 1
    batch out
) >quota.log 2>&1
rc=$?
[ $rc -eq 1 ] && [ -z "$(find out -name '.*.tmp')" ]
told $? "files that may not grow leave nothing half-written" quota.log
batch out >again.log 2>&1
is_whole whole out
told $? "and the next run does the rest" diff.log

# ---- inputs ----

rm -rf out
begin out change.log
sleep 0.2
for i in 1 4 7 10; do
    sed '$d' lines.txt >"$i.txt"
    sleep 0.05
done
cp 2.mka 3.mka
wait $parent
batch out >again.log 2>&1
batch changed >whole.log 2>&1
is_whole changed out
told $? "inputs that change while it runs are done anew" diff.log

# The old contents again, with times before those of the changed ones, and of a size
# that is the same: a clock that was set back.
sed 's/Staff/Stuff/' lines.txt >4.txt
batch out >change.log 2>&1
sed 's/Staff/Stiff/' lines.txt >4.txt
touch -d 2001-01-01 4.txt
batch out >again.log 2>&1
rm -rf changed
batch changed >whole.log 2>&1
is_whole changed out
told $? "a changed input with an older time is done anew" diff.log

cat >clock.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
int clock_gettime(clockid_t clock, struct timespec *out)
{
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int rc = real(clock, out);
    if (clock == CLOCK_REALTIME)
        out->tv_sec -= atol(getenv("CLOCK_BACK"));
    return rc;
}
END
if "${CC:-cc}" -shared -fPIC -o clock.so clock.c -ldl >cc.log 2>&1 &&
    ! grep -q __asan_init "$daesa"; then
    rm -rf out
    batch out --shard 1/2 >clock.log 2>&1
    batch out --shard 2/2 >>clock.log 2>&1
    cp lines.txt 7.txt
    CLOCK_BACK=100000 LD_PRELOAD=$work/clock.so batch out >>clock.log 2>&1
    sed '$d' lines.txt >7.txt
    CLOCK_BACK=200000 LD_PRELOAD=$work/clock.so batch out >>clock.log 2>&1
    CLOCK_BACK=300000 LD_PRELOAD=$work/clock.so batch out --json >clock.log 2>&1
    rm -rf changed
    batch changed >whole.log 2>&1
    is_whole changed out
    told $? "a clock that goes back under parts of a batch confuses nothing" diff.log
    grep -q "\"skipped\": $n_clips" clock.log
    told $? "and nothing is done twice" clock.log
else
    skipped "a clock that goes back" "it cannot be turned under this program"
fi

# ---- poison ----

# A clip with bytes changed here and there.
spoil()
{
    # As decimal bytes, since awk has no binary files; sh has no other way to write them.
    od -An -v -tu1 -w1 "$1" | awk -v seed="$2" 'BEGIN { srand(seed) } {
        printf "\\0%o", rand() < 0.002 ? int(rand() * 256) : $1
        if (NR % 64 == 0) print ""
    } END { print "" }' | while IFS= read -r line; do
        printf '%b' "$line"
    done
}

mkdir poison
: >poison/empty.mka
mkfifo poison/fifo.mka
head -c 20000 clip/making-of.mp4 >poison/half.mp4
head -c 3000 2.mka >poison/short.mka
head -c 500 /dev/urandom >poison/noise.mp4
mkdir poison/folder.mka
ln -s nowhere.mka poison/link.mka
spoil 2.mka 3 >poison/spoilt.mka
# The header's duration, in milliseconds, made 30 hours.
cp 2.mka poison/30h.mka
at=$(LC_ALL=C grep -obUaP '\x44\x89\x88' poison/30h.mka | head -n 1)
printf '\101\231\277\314\000\000\000\000' |
    dd of=poison/30h.mka bs=1 seek=$((${at%%:*} + 3)) conv=notrunc 2>/dev/null
head -c 2000 /dev/urandom >poison/garbage.txt
: >poison/nothing.txt
{
    echo clip,transcript
    for clip in poison/*.m*; do echo "$clip,lines.txt"; done
    echo "2.mka,poison/garbage.txt"
    echo "3.mka,poison/nothing.txt"
    echo "12.mka,12.txt"
    echo "11.mka,11.txt"
} >jobs.csv
timeout 120 "$daesa" batch jobs.csv -o sick --lang ko --to srt,json -j 2 --progress=none >sick.log 2>&1
rc=$?
[ $rc -eq 1 ]
told $? "poisoned clips make it fail, and end" sick.log
nameless=
for name in empty fifo half short noise folder link 2 3; do
    grep "^failed .*  $name: ..*" sick.log >/dev/null || nameless="$nameless $name"
done
# What can still be heard of it may be a line.
grep -E '^(failed|short) .*  spoilt: ..*' sick.log >/dev/null || nameless="$nameless spoilt"
[ -z "$nameless" ]
told $? "each is named with its reason$nameless" sick.log
grep -q "30h.mka: .* 30:00:00" sick.log
told $? "so are 30 hours that are not there" sick.log
for i in 11 12; do
    cmp "whole/$i.srt" "sick/$i.srt" && cmp "whole/$i.json" "sick/$i.json"
done >diff.log 2>&1
told $? "the good ones among them are as ever" diff.log
exit $bad
