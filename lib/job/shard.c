/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/shard.h"

/* More parts than anybody has machines. */
#define MAX_PARTS 100000
/* Indexes of arrays may begin anywhere. */
#define MAX_INDEX 4000000000

/* The variables of an array job, as their manuals name them: the index, the first and
 * the last one, how far apart they are, and how many there are. NULL: it has none. */
struct array {
    const char *by, *index, *first, *last, *step, *count;
};

static const struct array arrays[] = {
    {"Slurm", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX",
     "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_COUNT"},
    {"Grid Engine", "SGE_TASK_ID", "SGE_TASK_FIRST", "SGE_TASK_LAST", "SGE_TASK_STEPSIZE",
     NULL},
    {"AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX", NULL, NULL, NULL,
     "AWS_BATCH_JOB_ARRAY_SIZE"},
    {"Kubernetes", "JOB_COMPLETION_INDEX", NULL, NULL, NULL, "DAESA_SHARDS"},
};

enum daesa_shard_result daesa_shard_read(struct daesa_str text, struct daesa_shard *out)
{
    size_t slash = daesa_str_find_char(text, '/');
    long long part, n_parts;
    if (daesa_str_is(text, "all")) {
        *out = (struct daesa_shard){0};
        return DAESA_SHARD_READ;
    }
    if (slash == text.len ||
        !daesa_str_to_count(daesa_str_slice(text, 0, slash), MAX_PARTS, &part) ||
        !daesa_str_to_count(daesa_str_from(text, slash + 1), MAX_PARTS, &n_parts) ||
        part < 1 || part > n_parts)
        return DAESA_SHARD_WRONG;
    *out = (struct daesa_shard){.part = (size_t)part, .n_parts = (size_t)n_parts};
    return DAESA_SHARD_READ;
}

/* Grid Engine says "undefined" in jobs that are no arrays. */
static bool is_set(const char *value)
{
    return value && *value && !daesa_str_is(daesa_str_of(value), "undefined");
}

/* A number of a variable; where it is not set, or there is none, `otherwise`. */
static enum daesa_shard_result number(char *(*variable)(const char *), const char *name,
                                      long long max, long long otherwise, long long *out,
                                      struct daesa_buf *why)
{
    const char *value = name ? variable(name) : NULL;
    *out = otherwise;
    if (!is_set(value))
        return DAESA_SHARD_NONE;
    if (daesa_str_to_count(daesa_str_of(value), max, out))
        return DAESA_SHARD_READ;
    daesa_buf_printf(why, "%s is '%s', which is no number up to %lld", name, value, max);
    return DAESA_SHARD_WRONG;
}

static enum daesa_shard_result wrong(struct daesa_buf *why, const struct array *array,
                                     const char *what)
{
    daesa_buf_printf(why, "%s does not tell which part to do: %s", array->by, what);
    return DAESA_SHARD_WRONG;
}

static enum daesa_shard_result read_array(const struct array *array,
                                          char *(*variable)(const char *),
                                          struct daesa_shard *out, struct daesa_buf *why)
{
    long long index, first, last, step, count;
    if (number(variable, array->index, MAX_INDEX, 0, &index, why) == DAESA_SHARD_WRONG ||
        number(variable, array->first, MAX_INDEX, 0, &first, why) == DAESA_SHARD_WRONG ||
        number(variable, array->last, MAX_INDEX, -1, &last, why) == DAESA_SHARD_WRONG ||
        number(variable, array->step, MAX_INDEX, 1, &step, why) == DAESA_SHARD_WRONG ||
        number(variable, array->count, MAX_PARTS, 0, &count, why) == DAESA_SHARD_WRONG)
        return DAESA_SHARD_WRONG;
    if (step < 1 || index < first || (index - first) % step)
        return wrong(why, array, "the index is none of the array's");
    long long spanned = last >= first ? (last - first) / step + 1 : count;
    if (spanned == 0) {
        daesa_buf_printf(why, "%s is set, but %s, the number of parts, is not",
                         array->index, array->count ? array->count : array->last);
        return DAESA_SHARD_WRONG;
    }
    if (count && count != spanned)
        return wrong(why, array, "the array has gaps");
    if (spanned > MAX_PARTS || (index - first) / step >= spanned)
        return wrong(why, array, "the index is beyond the last part");
    *out = (struct daesa_shard){.part = (size_t)((index - first) / step) + 1,
                                .n_parts = (size_t)spanned,
                                .by = array->by};
    return DAESA_SHARD_READ;
}

enum daesa_shard_result daesa_shard_of_array(char *(*variable)(const char *name),
                                             struct daesa_shard *out,
                                             struct daesa_buf *why)
{
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        if (is_set(variable(arrays[i].index)))
            return read_array(&arrays[i], variable, out, why);
    return DAESA_SHARD_NONE;
}
