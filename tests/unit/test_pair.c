/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/pair.h"

#include "check.h"
#include "heard.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[4096];

/* What is in the folder "pairs". */
static const char *const files[] = {
    "pairs/ep1.mp4",     "pairs/ep1.txt",     "pairs/ep1.json",  "pairs/ep1 extra.txt",
    "pairs/sub/EP2.MKV", "pairs/sub/EP2.tsv", "pairs/alone.wav", "pairs/notes.pdf"};

static int enter(void **state)
{
    const char *where = getenv("TMPDIR");
    (void)state;
    snprintf(home, sizeof home, "%s/pair-XXXXXX", where ? where : "/var/tmp");
    return !mkdtemp(home) || chdir(home) || mkdir("pairs", 0700) ||
           mkdir("pairs/sub", 0700);
}

static int leave(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        remove(files[i]);
    return rmdir("pairs/sub") || rmdir("pairs") || chdir("/") || rmdir(home);
}

static void a_folder_without_pairs_is_none(void **state)
{
    struct heard heard = HEARD_INIT;
    struct daesa_manifest jobs = {0};
    (void)state;
    assert_int_equal(daesa_manifest_pair("pairs", &jobs, &heard.sink), DAESA_BAD_INPUT);
    assert_non_null(strstr(heard.text, "error manifest-empty"));
    assert_int_equal(daesa_manifest_pair("pairs", &jobs, NULL), DAESA_BAD_INPUT);
    daesa_manifest_finish(&jobs);
}

static void a_folder_that_is_none_is_an_error(void **state)
{
    struct heard heard = HEARD_INIT;
    struct daesa_manifest jobs = {0};
    (void)state;
    assert_int_equal(daesa_manifest_pair("nowhere", &jobs, &heard.sink), DAESA_IO);
    assert_int_equal(heard.n, 1);
    daesa_manifest_finish(&jobs);
}

static void clips_go_with_what_is_called_alike(void **state)
{
    struct heard heard = HEARD_INIT;
    struct daesa_manifest jobs = {0};
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        fclose(fopen(files[i], "w"));
    assert_int_equal(daesa_manifest_pair("pairs/", &jobs, &heard.sink), DAESA_OK);
    assert_int_equal(jobs.n_jobs, 2);
    check_str(jobs.jobs[0].name, "ep1");
    check_str(jobs.jobs[0].clip, "pairs/ep1.mp4");
    check_str(jobs.jobs[0].transcript, "pairs/ep1.json");
    check_str(jobs.jobs[1].name, "sub/EP2");
    check_str(jobs.jobs[1].transcript, "pairs/sub/EP2.tsv");
    assert_non_null(strstr(heard.text, "note paired 0: goes with pairs/ep1.json"));
    assert_non_null(strstr(heard.text, "warning clip-alone"));
    assert_non_null(strstr(heard.text, "warning transcript-alone"));
    assert_int_equal(heard.n, 4);
    daesa_manifest_finish(&jobs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_without_pairs_is_none),
        cmocka_unit_test(a_folder_that_is_none_is_an_error),
        cmocka_unit_test(clips_go_with_what_is_called_alike),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
