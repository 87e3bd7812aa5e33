/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_turn.h"

#include "job/digest.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum daesa_status batch_turn_open(const struct batch_args *args,
                                  const struct daesa_manifest_job *job,
                                  struct daesa_state *state,
                                  const struct daesa_gather *others,
                                  struct batch_turn *turn)
{
    struct daesa_buf why = {0};
    bool ok = batch_job_fill(args, job, &turn->what, &why) &&
              batch_name_files(args, job, &turn->what, &turn->files);
    daesa_buf_finish(&why);
    if (!ok)
        return DAESA_NO_MEMORY;
    batch_job_add_options(&turn->options, args, job, &turn->what);
    daesa_digest_stamp(&turn->stamp, turn->files.inputs, turn->files.n_inputs);
    batch_add_outputs(&turn->outputs, &turn->files);
    if (turn->options.status || turn->stamp.status || turn->outputs.status)
        return DAESA_NO_MEMORY;
    enum daesa_status st = daesa_state_get(state, job->name, &turn->arena, &turn->before);
    const struct daesa_gathered *other = daesa_gather_find(others, job->name);
    if (!st && other &&
        (turn->before.outcome == DAESA_STATE_NONE ||
         turn->before.began_s < other->job.began_s))
        turn->before = other->job;
    return st;
}

void batch_turn_finish(struct batch_turn *turn)
{
    batch_files_finish(&turn->files);
    batch_job_finish(&turn->what);
    daesa_arena_finish(&turn->arena);
    daesa_buf_finish(&turn->options);
    daesa_buf_finish(&turn->stamp);
    daesa_buf_finish(&turn->outputs);
}

bool batch_turn_was_done(const struct batch_turn *turn)
{
    return turn->before.outcome == DAESA_STATE_DONE ||
           turn->before.outcome == DAESA_STATE_SHORT;
}

/* Whether the outputs are those that an earlier run made, by the same options. */
static bool is_intact(const struct batch_turn *turn)
{
    return batch_turn_was_done(turn) && turn->before.outputs.len &&
           daesa_str_equal(daesa_buf_str(&turn->options), turn->before.options) &&
           daesa_str_equal(daesa_buf_str(&turn->outputs), turn->before.outputs);
}

bool batch_turn_is_over(const struct batch_turn *turn)
{
    return is_intact(turn) &&
           daesa_str_equal(daesa_buf_str(&turn->stamp), turn->before.stamp);
}

/* Whether an earlier run says of what is at the path that it made that. */
static bool is_ours(const struct batch_turn *turn, const char *path)
{
    struct daesa_buf said = {0};
    batch_add_output(&said, &turn->files, path);
    bool is = said.len &&
              daesa_str_find(turn->before.outputs, said.s) < turn->before.outputs.len;
    daesa_buf_finish(&said);
    return is;
}

const char *batch_turn_foreign(const struct batch_turn *turn)
{
    if (turn->before.outcome == DAESA_STATE_RUNNING ||
        turn->before.outcome == DAESA_STATE_FAILED)
        return NULL;
    for (size_t i = 0; i < turn->files.n_outputs; i++)
        if (access(turn->files.outputs[i], F_OK) == 0 &&
            !is_ours(turn, turn->files.outputs[i]))
            return turn->files.outputs[i];
    return NULL;
}

/* They tell of subtitles that may be made anew, and would bar the way of those that are
 * wanted later. */
void batch_turn_clear(const struct batch_turn *turn)
{
    for (size_t i = 0; i < turn->files.n_unwanted; i++)
        if (is_ours(turn, turn->files.unwanted[i]))
            (void)daesa_preview_remove(turn->files.unwanted[i], 0);
}

/* The first `n` lines of the options. */
static struct daesa_str first_lines(struct daesa_str options, size_t n)
{
    size_t at = 0;
    for (; n && at < options.len; n--)
        at += daesa_str_find_char(daesa_str_from(options, at), '\n') + 1;
    return daesa_str_slice(options, 0, at);
}

static bool is_known(const struct batch_turn *turn, const char *path, size_t n_lines)
{
    return path && is_ours(turn, path) &&
           daesa_str_equal(first_lines(turn->before.options, n_lines),
                           first_lines(daesa_buf_str(&turn->options), n_lines));
}

/* Of what is not quite as it was wanted before, what can be kept. How many findings were
 * too grave is counted again; of a job that fell short nobody knows by what, all is done
 * again. */
void batch_turn_ask(const struct batch_turn *turn, struct batch_request *request)
{
    const struct daesa_state_job *before = &turn->before;
    struct daesa_str lines = batch_why_of_lines(before->message);
    bool is_whole = is_intact(turn);
    bool was_judged_well = lines.len == before->message.len;
    bool is_mystery = before->outcome == DAESA_STATE_SHORT && before->message.len == 0;
    if (before->inputs.len >= sizeof request->inputs ||
        lines.len >= sizeof request->why || !batch_turn_was_done(turn) ||
        (is_mystery && !is_whole))
        return;
    snprintf(request->inputs, sizeof request->inputs, "%.*s",
             DAESA_STR_ARGS(before->inputs));
    snprintf(request->why, sizeof request->why, "%.*s", DAESA_STR_ARGS(lines));
    request->keeps_outputs = true;
    for (size_t i = 0; !is_whole && i < turn->files.n_saved; i++)
        request->keeps_outputs &= is_known(turn, turn->files.outputs[i], 1);
    request->keeps_findings =
        request->keeps_outputs &&
        (is_whole || (was_judged_well && is_known(turn, turn->files.findings, 2)));
    request->keeps_sheet =
        request->keeps_outputs && (is_whole || is_known(turn, turn->files.sheet, 3));
}
