/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/pack.h"
#include "job/said_pack.h"

#include "check.h"

#include <math.h>
#include <string.h>

#define KEY UINT64_C(0x0123456789ABCDEF)

static void what_was_packed_comes_back(void **state)
{
    (void)state;
    const float in[] = {NAN, 0, -0.0F, 7.25F, -INFINITY, 1e-30F};
    for (size_t n = 0; n <= COUNT(in); n++) {
        struct daesa_buf bytes = {0};
        float back[COUNT(in)] = {0};
        daesa_said_pack(in, n, KEY, &bytes);
        struct daesa_str s = daesa_buf_str(&bytes);
        assert_int_equal(daesa_said_unpack(s, KEY, back, n), DAESA_OK);
        assert_memory_equal(in, back, n * sizeof *in);
        assert_int_equal(daesa_said_unpack(s, KEY + 1, back, n), DAESA_BAD_INPUT);
        assert_int_equal(daesa_said_unpack(s, KEY, back, n ? n - 1 : 1), DAESA_BAD_INPUT);
        daesa_buf_finish(&bytes);
    }
}

static void whatever_is_damaged_is_refused(void **state)
{
    (void)state;
    const float in[] = {1, NAN, 3};
    struct daesa_buf bytes = {0};
    float back[3];
    assert_int_equal(daesa_said_unpack((struct daesa_str){0}, KEY, back, 3),
                     DAESA_BAD_INPUT);
    daesa_said_pack(in, 3, KEY, &bytes);
    for (size_t i = 0; i < bytes.len; i++) {
        struct daesa_str cut = daesa_str_slice(daesa_buf_str(&bytes), 0, i);
        assert_int_equal(daesa_said_unpack(cut, KEY, back, 3), DAESA_BAD_INPUT);
        bytes.s[i] ^= 1;
        assert_int_equal(daesa_said_unpack(daesa_buf_str(&bytes), KEY, back, 3),
                         DAESA_BAD_INPUT);
        bytes.s[i] ^= 1;
    }
    daesa_buf_finish(&bytes);
}

/* A figure of more than 32 bits under a checksum that fits. */
static void figures_that_are_none_are_refused(void **state)
{
    (void)state;
    struct daesa_buf bytes = {0};
    float back[1];
    daesa_buf_add_text(&bytes, "daesa said 2\n");
    daesa_pack_word(&bytes, KEY);
    daesa_pack_number(&bytes, 1);
    daesa_pack_number(&bytes, UINT64_C(1) << 32);
    daesa_pack_sum(&bytes, 0);
    assert_int_equal(daesa_said_unpack(daesa_buf_str(&bytes), KEY, back, 1),
                     DAESA_BAD_INPUT);
    daesa_buf_finish(&bytes);
}

struct shape {
    const char *language, *first, *second;
    int64_t start_us;
    bool comment;
};

static uint64_t digest(const struct shape *shape)
{
    struct daesa_track track = {0};
    for (int i = 0; i < 2; i++) {
        struct daesa_cue *cue = daesa_track_add(&track);
        assert_non_null(cue);
        cue->start_us = i ? shape->start_us : 0;
        cue->end_us = cue->start_us + 1;
        cue->comment = i && shape->comment;
        assert_non_null(
            daesa_cue_add_text(&track, cue, daesa_str_of("ko"),
                               daesa_str_of(i ? shape->second : shape->first)));
    }
    uint64_t sum = daesa_said_digest(&track, shape->language);
    daesa_track_finish(&track);
    return sum;
}

/* Each differs from each by one thing, the first two by nothing. */
static void whatever_a_comparison_goes_by_changes_the_digest(void **state)
{
    (void)state;
    static const struct shape rows[] = {
        {"ko", "ab", "c", 5, false}, {"ko", "ab", "c", 5, false},
        {"en", "ab", "c", 5, false}, {"ko", "a", "bc", 5, false},
        {"ko", "ab", "d", 5, false}, {"ko", "ab", "c", 6, false},
        {"ko", "ab", "c", 5, true},
    };
    struct daesa_track none = {0};
    assert_true(daesa_said_digest(&none, "ko") != daesa_said_digest(&none, "en"));
    assert_true(digest(&rows[0]) == digest(&rows[1]));
    for (size_t i = 1; i < COUNT(rows); i++)
        for (size_t j = i + 1; j < COUNT(rows); j++)
            assert_true(digest(&rows[i]) != digest(&rows[j]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_back),
        cmocka_unit_test(whatever_is_damaged_is_refused),
        cmocka_unit_test(figures_that_are_none_are_refused),
        cmocka_unit_test(whatever_a_comparison_goes_by_changes_the_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
