/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* usage: measure [-1] N COMMAND [ARGUMENT...]
 *
 * Runs the command N times, its standard output thrown away, and prints what the
 * quickest run took: wall clock seconds, processor seconds, and the largest peak
 * of memory of any run in MiB. Fails where the command fails; with -1 an exit status
 * of 1, "done, but with findings", is no failure. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

struct run {
    double wall_s, cpu_s;
};

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

/* Of all children so far; the caller takes differences. */
static double children_cpu_s(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/* What goes astray shall fail, not take the machine with it. */
static void bound_memory(void)
{
    struct rlimit limit = {(rlim_t)8 << 30, (rlim_t)8 << 30};
    setrlimit(RLIMIT_AS, &limit);
}

static void become(char **command)
{
    bound_memory();
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
        execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static int run_once(char **command, struct run *out)
{
    double wall_s = now_s(), cpu_s = children_cpu_s();
    pid_t child = fork();
    if (child == 0)
        become(command);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return -1;
    *out = (struct run){now_s() - wall_s, children_cpu_s() - cpu_s};
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
    bool may_find = argc > 1 && strcmp(argv[1], "-1") == 0;
    argv += may_find;
    argc -= may_find;
    long n = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    if (n < 1) {
        fputs("usage: measure [-1] N COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    struct run best = {0};
    for (long i = 0; i < n; i++) {
        struct run run = {0};
        int rc = run_once(argv + 2, &run);
        if (rc != 0 && !(rc == 1 && may_find)) {
            fprintf(stderr, "measure: %s failed: exit status %d\n", argv[2], rc);
            return 1;
        }
        if (i == 0 || run.wall_s < best.wall_s)
            best = run;
    }
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%.3f %.3f %.1f\n", best.wall_s, best.cpu_s, (double)usage.ru_maxrss / 1024);
    return 0;
}
