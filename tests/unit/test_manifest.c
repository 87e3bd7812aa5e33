/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/manifest.h"

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { N_CLIPS = 40, MAX_PARTS = 7 };

/* Sizes of clips: many short ones, a few long ones. */
static long size_of(size_t clip)
{
    return clip % 10 == 0 ? 100000 : (long)(clip * 7919 % 9000) + 100;
}

static char *path_of(size_t clip, char out[4200])
{
    const char *where = getenv("TMPDIR");
    snprintf(out, 4200, "%s/manifest-%ld-%02zu.wav", where ? where : "/var/tmp",
             (long)getpid(), clip);
    return out;
}

static int make_clips(void **state)
{
    char path[4200];
    (void)state;
    for (size_t i = 0; i < N_CLIPS; i++) {
        FILE *file = fopen(path_of(i, path), "wb");
        if (!file || fclose(file) || truncate(path, size_of(i)))
            return -1;
    }
    return 0;
}

static int remove_clips(void **state)
{
    char path[4200];
    (void)state;
    for (size_t i = 0; i < N_CLIPS; i++)
        remove(path_of(i, path));
    return 0;
}

/* Jobs 0..N_CLIPS - 1, added from `first` on and around. */
static void fill(struct daesa_manifest *manifest, size_t first)
{
    char path[4200], name[8];
    for (size_t i = 0; i < N_CLIPS; i++) {
        size_t clip = (first + i) % N_CLIPS;
        snprintf(name, sizeof name, "%02zu", clip);
        struct daesa_manifest_job job = {.name = daesa_str_of(name),
                                         .clip = daesa_str_of(path_of(clip, path)),
                                         .transcript = daesa_str_of("a.txt")};
        assert_int_equal(daesa_manifest_add(manifest, &job), DAESA_OK);
    }
    assert_int_equal(daesa_manifest_sort(manifest, NULL), DAESA_OK);
}

static void nothing_can_be_parted(void **state)
{
    struct daesa_manifest manifest = {0};
    (void)state;
    assert_int_equal(daesa_manifest_part(&manifest, 1, 3, NULL), DAESA_OK);
    assert_int_equal(manifest.n_jobs, 0);
    assert_int_equal(daesa_manifest_part(&manifest, 0, 3, NULL), DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_manifest_part(&manifest, 4, 3, NULL), DAESA_BAD_ARGUMENT);
    daesa_manifest_finish(&manifest);
    daesa_manifest_finish(NULL);
}

static void parts_are_all_of_it_and_of_one_size(void **state)
{
    (void)state;
    for (size_t n_parts = 1; n_parts <= MAX_PARTS; n_parts++) {
        size_t n_seen[N_CLIPS] = {0};
        long least = 0, most = 0;
        for (size_t part = 1; part <= n_parts; part++) {
            struct daesa_manifest manifest = {0};
            long bytes = 0;
            fill(&manifest, 0);
            assert_int_equal(daesa_manifest_part(&manifest, part, n_parts, NULL),
                             DAESA_OK);
            for (size_t i = 0; i < manifest.n_jobs; i++) {
                const char *name = manifest.jobs[i].name.s;
                size_t clip = (size_t)((name[0] - '0') * 10 + name[1] - '0');
                n_seen[clip]++;
                bytes += size_of(clip);
            }
            least = part == 1 || bytes < least ? bytes : least;
            most = bytes > most ? bytes : most;
            daesa_manifest_finish(&manifest);
        }
        for (size_t i = 0; i < N_CLIPS; i++)
            assert_int_equal(n_seen[i], 1);
        /* They differ by no more than the longest clip. */
        assert_in_range(most - least, 0, 100000);
    }
}

static void the_order_of_the_list_does_not_matter(void **state)
{
    struct daesa_manifest a = {0}, b = {0};
    (void)state;
    fill(&a, 0);
    fill(&b, 23);
    assert_int_equal(daesa_manifest_part(&a, 2, 3, NULL), DAESA_OK);
    assert_int_equal(daesa_manifest_part(&b, 2, 3, NULL), DAESA_OK);
    assert_int_equal(a.n_jobs, b.n_jobs);
    for (size_t i = 0; i < a.n_jobs; i++)
        check_str(a.jobs[i].name, b.jobs[i].name.s);
    daesa_manifest_finish(&a);
    daesa_manifest_finish(&b);
}

static void the_load_that_is_given_counts(void **state)
{
    int64_t loads[N_CLIPS] = {[7] = 100};
    (void)state;
    for (size_t part = 1; part <= 2; part++) {
        struct daesa_manifest manifest = {0};
        fill(&manifest, 0);
        assert_int_equal(daesa_manifest_part(&manifest, part, 2, loads), DAESA_OK);
        assert_int_equal(manifest.n_jobs, part == 1 ? 1 : N_CLIPS - 1);
        check_str(manifest.jobs[0].name, part == 1 ? "07" : "00");
        daesa_manifest_finish(&manifest);
    }
}

static void names_stay_below_the_folder(void **state)
{
    static const struct {
        const char *in;
        bool want;
    } cases[] = {
        {NULL, false}, {"", false},     {"a", true},     {"a/b.c", true},
        {"/a", false}, {"a//b", false}, {"../a", false}, {"a/..", false},
        {".a", false}, {"a/.b", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_row(daesa_manifest_name_valid(daesa_str_of(cases[i].in)) == cases[i].want,
                  cases[i].in ? cases[i].in : "NULL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_can_be_parted),
        cmocka_unit_test(names_stay_below_the_folder),
        cmocka_unit_test(parts_are_all_of_it_and_of_one_size),
        cmocka_unit_test(the_order_of_the_list_does_not_matter),
        cmocka_unit_test(the_load_that_is_given_counts),
    };
    return cmocka_run_group_tests(tests, make_clips, remove_clips);
}
