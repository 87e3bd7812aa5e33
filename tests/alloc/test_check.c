/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Checking and mending say so when memory runs out, and leak nothing. */
#include "failing.h"

#include "check/check.h"
#include "core/file.h"
#include "core/known.h"
#include "format/read.h"
#include "job/mend.h"
#include "report/checked.h"
#include "report/diff.h"
#include "report/findings_read.h"
#include "speech/said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char faults[] =
    "1\r\n00:00:01,000 --> 00:00:01,100\r\nCafe\xCC\x81 <i>open\r\n\r\n"
    "2\n00:00:03,000 --> 00:00:05,000\nMy friend Jeonghna  says that this line is far "
    "too long for it...\n\n"
    "3\n00:00:04,000 --> 00:00:06,000\n- Yes.\n- No.\n\n"
    "4\n00:00:20,000 --> 00:00:22,000\nOne.\n\n"
    "5\n00:00:24,000 --> 00:00:26,000\nTwo.\n\n"
    "6\n00:00:27,000 --> 00:00:29,000\nThree.\n";

static struct daesa_interval speech[] = {
    {1000000, 2000000}, {3000000, 5000000}, {8000000, 12000000}, {20000000, 22000000}};
static const struct daesa_str names[] = {{"Jeonghan", 8}};

static struct daesa_check_opts opts_of(void)
{
    static const struct daesa_evidence evidence = {
        .speech = speech, .n_speech = 4, .end_us = 60000000};
    return (struct daesa_check_opts){.evidence = &evidence,
                                     .names = names,
                                     .n_names = 1,
                                     .profile =
                                         daesa_profile_find(daesa_str_of("netflix-en")),
                                     .file = "a.srt",
                                     .bytes = daesa_str_of(faults)};
}

static enum daesa_status check_it(void *context)
{
    struct daesa_check_opts opts = opts_of();
    return daesa_check(context, &opts, NULL);
}

static void checking(void **state)
{
    (void)state;
    struct daesa_track track = {0};
    assert_int_equal(daesa_format_read(daesa_str_of(faults),
                                       &(struct daesa_format_read_opts){.file = "a.srt"},
                                       &track, NULL),
                     DAESA_OK);
    failing_everywhere("checking", check_it, &track, 5);
    daesa_track_finish(&track);
}

static enum daesa_status mend_it(void *context)
{
    struct daesa_check_opts opts = opts_of();
    struct daesa_check_job job = {.path = context, .profile = opts.profile};
    struct daesa_mended mended = {0};
    enum daesa_status st = daesa_mend_subtitles(&job, &mended, NULL, NULL);
    assert_true(!st || !mended.bytes.s);
    daesa_mended_finish(&mended);
    return st;
}

static void mending(void **state)
{
    (void)state;
    char path[512];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/daesa-alloc.srt", folder ? folder : "/tmp");
    assert_int_equal(daesa_file_write(path, daesa_str_of(faults), true, NULL), DAESA_OK);
    failing_everywhere("mending", mend_it, path, 50);
    remove(path);
}

/* Twenty lines of twenty phones, in sound that is only noise. */
enum { LINES = 20, PHONES = 20, NAMES = 8, LINE_FRAMES = 90 };

struct noise {
    struct daesa_gauss seeds[NAMES * DAESA_PHONE_STATES];
    struct daesa_reading_phone phones[LINES * PHONES];
    struct daesa_reading_line lines[LINES];
    struct daesa_search_place places[LINES];
    float features[LINES * LINE_FRAMES * DAESA_FEATURES], level_db[LINES * LINE_FRAMES];
};

static void make_noise(struct noise *noise)
{
    for (size_t i = 0; i < sizeof noise->features / sizeof *noise->features; i++)
        noise->features[i] = (float)(i * 7919 % 101) / 50 - 1;
    for (size_t i = 0; i < (size_t)NAMES * DAESA_PHONE_STATES; i++)
        for (size_t d = 0; d < DAESA_FEATURES; d++) {
            noise->seeds[i].mean[d] = (float)(i * d % 7) / 4;
            noise->seeds[i].variance[d] = 1;
        }
    for (size_t i = 0; i < (size_t)LINES * PHONES; i++)
        noise->phones[i] = (struct daesa_reading_phone){
            .phone = (uint16_t)(i * 31 % 17 % NAMES), .frames = 3};
    for (size_t i = 0; i < LINES; i++) {
        noise->lines[i] = (struct daesa_reading_line){
            .cue = i, .first_phone = i * PHONES, .n_phones = PHONES, .n_words = 1};
        noise->places[i] =
            (struct daesa_search_place){i * LINE_FRAMES, (i + 1) * LINE_FRAMES};
    }
}

static enum daesa_status compare_it(void *context)
{
    struct noise *noise = context;
    float said[LINES];
    struct daesa_reading spoken = {.lines = noise->lines,
                                   .n_lines = LINES,
                                   .phones = noise->phones,
                                   .n_phones = (size_t)LINES * PHONES,
                                   .n_names = NAMES,
                                   .seeds = noise->seeds};
    struct daesa_hearing hearing = {.n = (size_t)LINES * LINE_FRAMES,
                                    .features = noise->features,
                                    .level_db = noise->level_db};
    return daesa_said_measure(&hearing, &spoken, noise->places, said);
}

static void comparing(void **state)
{
    (void)state;
    static struct noise noise;
    make_noise(&noise);
    failing_everywhere("comparing", compare_it, &noise, 20);
}

static enum daesa_status report_it(void *context)
{
    (void)context;
    struct daesa_finding_list list = {0}, known = {0};
    struct daesa_track track = {0};
    struct daesa_check_opts opts = opts_of();
    struct daesa_buf diff = {0};
    size_t n = 0;
    daesa_finding_list_open(&list);
    enum daesa_status st = daesa_format_read(
        daesa_str_of(faults), &(struct daesa_format_read_opts){.file = "a.srt"}, &track,
        NULL);
    if (!st)
        st = daesa_check(&track, &opts, &list.sink);
    if (!st)
        st = list.status;
    if (!st)
        st = daesa_finding_list_sort(&list);
    if (!st)
        st = daesa_known_remove(&list, &known, &n);
    if (!st) {
        daesa_diff_print(&diff, "a", daesa_str_of("1\n2\n"), daesa_str_of("1\n3\n"),
                         true);
        st = diff.status;
    }
    daesa_buf_finish(&diff);
    daesa_finding_list_finish(&list);
    daesa_track_finish(&track);
    return st;
}

static void keeping_and_comparing(void **state)
{
    (void)state;
    failing_everywhere("reporting", report_it, NULL, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checking),
        cmocka_unit_test(mending),
        cmocka_unit_test(comparing),
        cmocka_unit_test(keeping_and_comparing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
