/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* usage: read N FILE
 *
 * Reads the bytes of FILE into a track N times, in memory, and prints how fast the
 * quickest was in millions of bytes a second of processor time. */
#include "format/read.h"
#include "core/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double read_once(struct daesa_str bytes, const char *file)
{
    struct daesa_track track = {0};
    struct daesa_format_read_opts opts = {.file = file};
    double before_s = cpu_s();
    if (daesa_format_read(bytes, &opts, &track, NULL))
        exit(EXIT_FAILURE);
    double took_s = cpu_s() - before_s;
    daesa_track_finish(&track);
    return took_s;
}

int main(int argc, char **argv)
{
    struct daesa_buf bytes = {0};
    double best_s = 1e9;
    long long n;
    if (argc != 3 || !daesa_str_to_count(daesa_str_of(argv[1]), 1000, &n) ||
        daesa_file_read(argv[2], 0, &bytes, NULL))
        return EXIT_FAILURE;
    for (; n > 0; n--) {
        double took_s = read_once(daesa_buf_str(&bytes), argv[2]);
        best_s = took_s < best_s ? took_s : best_s;
    }
    printf("%.0f\n", (double)bytes.len / best_s / 1e6);
    daesa_buf_finish(&bytes);
    return EXIT_SUCCESS;
}
