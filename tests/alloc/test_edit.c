/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What is done to a track between reading and writing, out of memory. */
#include "core/retime.h"
#include "format/read.h"
#include "text/rolling.h"
#include "text/strip.h"

#include "../unit/check.h"
#include "failing.h"

static const char rolling[] =
    "1\n00:00:01,000 --> 00:00:02,000\n<i>MINA: one</i>\n\n"
    "2\n00:00:02,000 --> 00:00:03,000\nMINA: one\n[door] two\n\n"
    "3\n00:00:03,000 --> 00:00:04,000\n- MINA: three\n- (laughs)\n";

static enum daesa_status edit(void *context)
{
    (void)context;
    struct daesa_track track = {0};
    struct daesa_format_read_opts opts = {.from = "srt"};
    struct daesa_retime how = {.shift_us = DAESA_SECOND_US};
    unsigned all = DAESA_STRIP_NOTES | DAESA_STRIP_SPEAKERS | DAESA_STRIP_TAGS;
    enum daesa_status st = daesa_format_read(daesa_str_of(rolling), &opts, &track, NULL);
    if (!st)
        st = daesa_track_join_rolling(&track, NULL);
    if (!st)
        st = daesa_track_strip(&track, all, NULL);
    if (!st)
        st = daesa_track_retime(&track, &how, NULL);
    if (!st) {
        assert_int_equal(track.n_cues, 3);
        check_str(track.cues[0].texts[0].plain, "one");
        check_str(track.cues[1].texts[0].plain, "two");
        check_str(track.cues[2].texts[0].plain, "- three");
        assert_int_equal(track.cues[0].start_us, 2 * DAESA_SECOND_US);
    }
    daesa_track_finish(&track);
    return st;
}

static void editing(void **state)
{
    (void)state;
    failing_everywhere("edit", edit, NULL, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(editing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
