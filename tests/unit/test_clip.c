/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/clip.h"

#include "check.h"

static void empty_and_null_are_accepted(void **state)
{
    (void)state;
    struct daesa_clip clip = {0};
    daesa_clip_finish(NULL);
    daesa_clip_finish(&clip);
    daesa_clip_finish(&clip);
    assert_int_equal(clip.n_streams, 0);
}

static void finishing_frees_and_empties(void **state)
{
    (void)state;
    struct daesa_clip clip = {0};
    clip.streams = daesa_arena_alloc(&clip.arena, 2, sizeof *clip.streams);
    clip.n_streams = 2;
    assert_true(daesa_arena_copy(&clip.arena, daesa_str_of("a.mp4"), &clip.name));
    clip.is_damaged = true;
    daesa_clip_finish(&clip);
    assert_null(clip.streams);
    assert_null(clip.arena.last);
    assert_int_equal(clip.n_streams, 0);
    assert_int_equal(clip.name.len, 0);
    assert_false(clip.is_damaged);
}

static void zero_means_not_said(void **state)
{
    (void)state;
    const struct daesa_stream stream = {0};
    assert_int_equal(stream.kind, DAESA_STREAM_OTHER);
    assert_int_equal(stream.rate_kind, DAESA_RATE_UNKNOWN);
    assert_false(daesa_rate_known(stream.average_rate));
    assert_null(stream.problem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_and_null_are_accepted),
        cmocka_unit_test(finishing_frees_and_empties),
        cmocka_unit_test(zero_means_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
