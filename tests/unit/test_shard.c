/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/shard.h"

#include "check.h"

/* The environment of the case at hand: names and values in turn, ended by NULL. */
static const char *const *environment;

static char *variable(const char *name)
{
    for (const char *const *at = environment; *at; at += 2)
        if (strcmp(*at, name) == 0)
            return (char *)at[1];
    return NULL;
}

static void reads_parts(void **state)
{
    static const struct {
        const char *in;
        enum daesa_shard_result result;
        size_t part, n_parts;
    } cases[] = {
        {NULL, DAESA_SHARD_WRONG, 9, 9},   {"", DAESA_SHARD_WRONG, 9, 9},
        {"1/1", DAESA_SHARD_READ, 1, 1},   {"3/8", DAESA_SHARD_READ, 3, 8},
        {"all", DAESA_SHARD_READ, 0, 0},   {"0/8", DAESA_SHARD_WRONG, 9, 9},
        {"9/8", DAESA_SHARD_WRONG, 9, 9},  {"3", DAESA_SHARD_WRONG, 9, 9},
        {"/", DAESA_SHARD_WRONG, 9, 9},    {"1/2/3", DAESA_SHARD_WRONG, 9, 9},
        {"-1/2", DAESA_SHARD_WRONG, 9, 9}, {"1/100001", DAESA_SHARD_WRONG, 9, 9},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daesa_shard shard = {9, 9, NULL};
        assert_int_equal(daesa_shard_read(daesa_str_of(cases[i].in), &shard),
                         cases[i].result);
        assert_int_equal(shard.part, cases[i].part);
        assert_int_equal(shard.n_parts, cases[i].n_parts);
    }
}

#define SLURM(index, first, last, step, count)                                           \
    "SLURM_ARRAY_TASK_ID", index, "SLURM_ARRAY_TASK_MIN", first, "SLURM_ARRAY_TASK_MAX", \
        last, "SLURM_ARRAY_TASK_STEP", step, "SLURM_ARRAY_TASK_COUNT", count
#define SGE(index, first, last, step)                                     \
    "SGE_TASK_ID", index, "SGE_TASK_FIRST", first, "SGE_TASK_LAST", last, \
        "SGE_TASK_STEPSIZE", step
#define AWS(index, size) \
    "AWS_BATCH_JOB_ARRAY_INDEX", index, "AWS_BATCH_JOB_ARRAY_SIZE", size

static void takes_parts_from_array_jobs(void **state)
{
    static const struct {
        const char *in[12];
        enum daesa_shard_result result;
        size_t part, n_parts;
        const char *by, *why; /* a piece of it */
    } cases[] = {
        {{NULL}, DAESA_SHARD_NONE, 9, 9, NULL, NULL},
        {{"SLURM_JOB_ID", "12"}, DAESA_SHARD_NONE, 9, 9, NULL, NULL},
        {{SLURM("1", "1", "8", "1", "8")}, DAESA_SHARD_READ, 1, 8, "Slurm", NULL},
        {{SLURM("8", "1", "8", "1", "8")}, DAESA_SHARD_READ, 8, 8, "Slurm", NULL},
        {{SLURM("0", "0", "7", "1", "8")}, DAESA_SHARD_READ, 1, 8, "Slurm", NULL},
        {{SLURM("30", "10", "50", "20", "3")}, DAESA_SHARD_READ, 2, 3, "Slurm", NULL},
        {{SLURM("3", "1", "7", "1", "3")}, DAESA_SHARD_WRONG, 9, 9, NULL, "has gaps"},
        {{SLURM("4", "1", "7", "2", "4")}, DAESA_SHARD_WRONG, 9, 9, NULL, "none of the"},
        {{SLURM("x", "1", "7", "2", "4")},
         DAESA_SHARD_WRONG,
         9,
         9,
         NULL,
         "is 'x', which"},
        {{"SLURM_ARRAY_TASK_ID", "3"}, DAESA_SHARD_WRONG, 9, 9, NULL, "_TASK_COUNT"},
        {{SLURM("9", "1", "8", "1", "8")}, DAESA_SHARD_WRONG, 9, 9, NULL, "beyond"},
        {{SLURM("1", "1", "200000", "1", "")}, DAESA_SHARD_WRONG, 9, 9, NULL, "beyond"},
        {{SGE("undefined", "undefined", "undefined", "undefined")},
         DAESA_SHARD_NONE,
         9,
         9,
         NULL,
         NULL},
        {{SGE("7", "1", "20", "3")}, DAESA_SHARD_READ, 3, 7, "Grid Engine", NULL},
        {{SGE("1", "1", "1", "1")}, DAESA_SHARD_READ, 1, 1, "Grid Engine", NULL},
        {{SGE("7", "1", "20", "0")}, DAESA_SHARD_WRONG, 9, 9, NULL, "none of the"},
        {{AWS("0", "5")}, DAESA_SHARD_READ, 1, 5, "AWS Batch", NULL},
        {{AWS("4", "5")}, DAESA_SHARD_READ, 5, 5, "AWS Batch", NULL},
        {{AWS("5", "5")}, DAESA_SHARD_WRONG, 9, 9, NULL, "beyond"},
        {{AWS("5", "-5")}, DAESA_SHARD_WRONG, 9, 9, NULL, "_ARRAY_SIZE is '-5'"},
        {{"JOB_COMPLETION_INDEX", "0"},
         DAESA_SHARD_WRONG,
         9,
         9,
         NULL,
         "but DAESA_SHARDS"},
        {{"JOB_COMPLETION_INDEX", "0", "DAESA_SHARDS", "4"},
         DAESA_SHARD_READ,
         1,
         4,
         "Kubernetes",
         NULL},
        {{"JOB_COMPLETION_INDEX", "4", "DAESA_SHARDS", "4"},
         DAESA_SHARD_WRONG,
         9,
         9,
         NULL,
         "beyond"},
        {{"DAESA_SHARDS", "4"}, DAESA_SHARD_NONE, 9, 9, NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daesa_shard shard = {9, 9, NULL};
        struct daesa_buf why = {0};
        environment = cases[i].in;
        assert_int_equal(daesa_shard_of_array(variable, &shard, &why), cases[i].result);
        assert_int_equal(shard.part, cases[i].part);
        assert_int_equal(shard.n_parts, cases[i].n_parts);
        if (cases[i].by)
            assert_string_equal(shard.by, cases[i].by);
        if (cases[i].why)
            assert_non_null(strstr(why.s, cases[i].why));
        else
            assert_int_equal(why.len, 0);
        daesa_buf_finish(&why);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_parts),
        cmocka_unit_test(takes_parts_from_array_jobs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
