#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# A real Slurm on this machine runs samples/batch.slurm over 40 clips while a worker
# and then a whole task are killed; run again, it has made what one run makes, byte for
# byte. Needs Debian's slurmctld, slurmd, slurm-client, munge and procps, and root;
# nothing of them outlives the test. The clips are cut from the synthetic one.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
n_clips=40
n_parts=4

for command in slurmctld slurmd sbatch sinfo squeue munged pgrep; do
    if ! command -v "$command" >/dev/null; then
        echo "ok 1 - an array on a cluster # SKIP there is no $command here"
        exit 0
    fi
done
if [ "$(id -u)" -ne 0 ]; then
    echo "ok 1 - an array on a cluster # SKIP only root can start a Slurm"
    exit 0
fi
program=${DAESA_RELEASE:-${DAESA:-$top/build/daesa}}
# Sockets have short names.
work=$(env -u TMPDIR mktemp -d -t daesa-slurm.XXXXXX) || exit 2
started=
# shellcheck disable=SC2317 # by trap
leave()
{
    for pid in $started; do
        kill "$pid" 2>/dev/null
    done
    for pid in $started; do
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.5
        done
        kill -9 "$pid" 2>/dev/null
    done
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM

# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

# until SECONDS COMMAND...: as soon as it succeeds.
until_true()
{
    left=$(($1 * 5))
    shift
    while ! "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ $left -gt 0 ] || return 1
        sleep 0.2
    done
}

# ---- a cluster of one node ----

# Ports that nobody else is likely to have.
port=$((20000 + $$ % 10000 * 2))
host=$(hostname -s)
unset SLURM_ARRAY_TASK_ID SGE_TASK_ID AWS_BATCH_JOB_ARRAY_INDEX JOB_COMPLETION_INDEX
mkdir -p "$work/munge" "$work/spool" "$work/state" "$work/log"
chmod 755 "$work" "$work/munge"
chmod 700 "$work/log"
head -c 1024 /dev/urandom >"$work/munge.key"
chmod 600 "$work/munge.key"
export SLURM_CONF="$work/slurm.conf"
cat >"$SLURM_CONF" <<END
ClusterName=daesa
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld
SlurmdLogFile=$work/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
ReturnToService=2
MailProg=/bin/true
NodeName=one NodeHostname=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=one Default=YES MaxTime=INFINITE State=UP
END

# begin COMMAND...: in the background, until we end.
begin()
{
    "$@" >"$work/log/$(basename "$1").out" 2>&1 </dev/null &
    started="$! $started"
}

begin munged --force --foreground --key-file="$work/munge.key" \
    --socket="$work/munge/socket" --pid-file="$work/munged.pid" \
    --log-file="$work/log/munged" --seed-file="$work/munged.seed"
until_true 10 test -S "$work/munge/socket"
begin slurmctld -D -c
begin slurmd -D -N one -c
# shellcheck disable=SC2317 # by until_true, as is is_over
is_idle()
{
    [ "$(sinfo -h -o %t)" = idle ]
}
if ! until_true 30 is_idle; then
    echo "# $(tail -n 3 "$work"/log/* 2>&1 | tr '\n' ' ')"
    echo "ok 1 - an array on a cluster # SKIP Slurm does not come up here"
    exit 0
fi
told 0 "Slurm comes up"

# ---- clips, and what one run makes of them ----

cd "$work" || exit 2
sh "$top/samples/make-clip.sh" clip >/dev/null 2>&1
told $? "the sample clip is made"
echo clip,transcript >jobs.csv
cp "$top/samples/making-of.txt" lines.txt
i=0
while [ $i -lt $n_clips ]; do
    i=$((i + 1))
    ffmpeg -v error -i clip/making-of.mp4 -map 0:a:0 -t $((16 + i)) -c copy "$i.mka" \
        </dev/null || bad=1
    echo "$i.mka,lines.txt" >>jobs.csv
done
told $bad "$n_clips clips are cut from it"
"$program" batch jobs.csv -o whole --lang ko --to srt,json -q >whole.log 2>&1
[ "$(find whole -name '*.srt' | wc -l)" -eq $n_clips ]
told $? "one run makes subtitles of all of them" whole.log

# ---- the array ----

# Says which process each task is, then is the program.
mkdir bin pids
cat >bin/daesa <<END
#!/bin/sh
echo \$\$ >"$work/pids/\$SLURM_ARRAY_TASK_ID"
exec "$program" "\$@"
END
chmod 755 bin/daesa
PATH=$work/bin:$PATH
export PATH

submit()
{
    rm -f pids/*
    sbatch --parsable --array="1-$n_parts" --cpus-per-task=1 --mem-per-cpu=0 --time=10 \
        --no-requeue --output="$work/task-%a.log" "$top/samples/batch.slurm" \
        jobs.csv out --lang ko --to srt,json >job 2>sbatch.log
}
# shellcheck disable=SC2317
is_over()
{
    [ -z "$(squeue -h -j "$(cat job)" 2>/dev/null)" ]
}
# The workers of a task at work, as its children.
workers()
{
    [ -s "pids/$1" ] && pgrep -P "$(cat "pids/$1")"
}
# shellcheck disable=SC2317 # by until_true
both_work()
{
    [ -s pids/2 ] && workers 1 && "$program" batch --status out 2>/dev/null | grep -q ' [2-9] running'
}
# An array whose second task is killed, and a worker of the first, while both are at work.
disturbed()
{
    submit && until_true 10 both_work || return
    # shellcheck disable=SC2046
    kill -9 "$(cat pids/2)" $(workers 1) 2>/dev/null
}

# They may be done before they are killed: then all of it once more.
tries=1
while ! disturbed && [ $tries -lt 5 ]; do
    tries=$((tries + 1))
    until_true 120 is_over
    rm -rf out
done
[ $tries -lt 5 ]
told $? "the second task of an array is killed, and a worker of the first" task-1.log
until_true 120 is_over
told $? "the array ends" task-1.log
grep -q 'part 3 of 4 is done, as Slurm says' task-3.log
told $? "a task says which part it does" task-3.log
"$program" batch --status out >status.log 2>&1
grep -q ' 0 failed, [1-9][0-9]* interrupted' status.log
told $? "only what the second task did is interrupted" status.log

submit
until_true 120 is_over
told $? "the same array again ends" task-1.log
"$program" batch --merge out >status.log 2>&1
grep -q "^[0-9]* done, [0-9]* fell short, 0 failed, 0 interrupted" status.log
told $? "all parts are joined, and nothing failed" status.log
diff -r -x .daesa-batch whole out >diff.log 2>&1
told $? "the outputs are those of one run, byte for byte" diff.log
[ -z "$(find out -name '.*.tmp')" ]
told $? "nothing half-written lies about"
"$program" batch jobs.csv -o out --lang ko --to srt,json --json -q >again.log 2>&1
grep -q '"done": 0,.*"skipped": 40' again.log
told $? "one run over it finds all of it done" again.log
exit $bad
