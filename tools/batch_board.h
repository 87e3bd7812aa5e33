/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_BOARD_H
#define TOOLS_BATCH_BOARD_H

#include "batch.h"
#include "batch_told.h"

/* What is shown of a run of a batch: the jobs as they end, how far all is, and the sum.
 */

/* A job that is at work. */
struct batch_running {
    size_t job;
    char phase[16]; /* that was heard last */
};

struct batch_board {
    const struct batch_args *args;
    const struct daesa_manifest *manifest;
    struct console *console;
    struct batch_told *told; /* owned; of each job */
    /* What was done now, well or short; what failed; what was done before; and what fell
     * short, now or before. */
    size_t n_done, n_failed, n_skipped, n_short;
    double sound_s;

    struct daesa_arena arena; /* private, as all that follows */
    struct batch_running *running;
    size_t n_running, cap_running;
    int64_t *loads, load_tried, load_left; /* by which the time that is left is guessed */
    double began_s;
    struct daesa_buf members; /* of JSON */
    bool is_quiet_out;        /* standard output failed */
};

/* `board` is {0}. DAESA_NO_MEMORY. */
enum daesa_status batch_board_open(struct batch_board *board,
                                   const struct batch_args *args,
                                   const struct daesa_manifest *manifest,
                                   struct console *console);
void batch_board_close(struct batch_board *board);

/* A job is at work; is in another phase; is not at work any more, and nothing came of it
 * yet. */
void batch_board_begin(struct batch_board *board, size_t job);
void batch_board_hear(struct batch_board *board, size_t job, struct daesa_str phase);
void batch_board_leave(struct batch_board *board, size_t job);
/* What a job did last; empty where it is not at work. */
const char *batch_board_phase(const struct batch_board *board, size_t job);

/* Counts what became of a job, and tells of it where all are told of. What `told` points
 * to is copied. */
void batch_board_end(struct batch_board *board, size_t job,
                     const struct batch_told *told);

/* Shows how far all is. */
void batch_board_show(struct batch_board *board);

/* Tells what became of all, and writes the report that is wanted. False, and said, where
 * that cannot be written. */
bool batch_board_sum_up(struct batch_board *board);

#endif
