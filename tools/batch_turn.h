/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_TURN_H
#define TOOLS_BATCH_TURN_H

#include "batch_work.h"

#include "job/gather.h"

/* What is known of a job of a batch when it is its turn: what is wanted, what is there,
 * and what an earlier run remembers. */
struct batch_turn {
    struct batch_job what;
    struct batch_files files;
    struct daesa_arena arena;
    struct daesa_state_job before;
    struct daesa_buf options, stamp, outputs; /* as they are now */
};

/* Looks. `others` are what other parts of the batch remember. `turn` is {0}, and finished
 * by the caller in any case. */
enum daesa_status batch_turn_open(const struct batch_args *args,
                                  const struct daesa_manifest_job *job,
                                  struct daesa_state *state,
                                  const struct daesa_gather *others,
                                  struct batch_turn *turn);
void batch_turn_finish(struct batch_turn *turn);

/* Whether an earlier run did it, well or not quite. */
bool batch_turn_was_done(const struct batch_turn *turn);
/* Whether it did, and neither options, inputs nor outputs are others since, by all that
 * can be seen without reading the inputs. */
bool batch_turn_is_over(const struct batch_turn *turn);

/* The first output that is there and is not what an earlier run made, or was begun to
 * make; NULL: none. */
const char *batch_turn_foreign(const struct batch_turn *turn);

/* Removes the findings and the sheet of an earlier run that are not wanted any more and
 * that nobody changed. */
void batch_turn_clear(const struct batch_turn *turn);

/* Tells the request what of it can be kept where the inputs are what they were. */
void batch_turn_ask(const struct batch_turn *turn, struct batch_request *request);

#endif
