/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence_pack.h"
#include "job/pack.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

#define KEY UINT64_C(0x0123456789ABCDEF)

static void expect_equal(const struct daesa_evidence *a, const struct daesa_evidence *b)
{
    assert_int_equal(a->start_us, b->start_us);
    assert_int_equal(a->end_us, b->end_us);
    assert_int_equal(a->width_px, b->width_px);
    assert_int_equal(a->height_px, b->height_px);
    assert_int_equal(a->is_stretched, b->is_stretched);
    assert_int_equal(a->n_speech, b->n_speech);
    assert_int_equal(a->n_shots, b->n_shots);
    assert_int_equal(a->n_frames, b->n_frames);
    assert_true(!a->speech == !b->speech && !a->shots_us == !b->shots_us &&
                !a->frames_us == !b->frames_us);
    if (a->n_speech)
        assert_memory_equal(a->speech, b->speech, a->n_speech * sizeof *a->speech);
    if (a->n_shots)
        assert_memory_equal(a->shots_us, b->shots_us, a->n_shots * sizeof *a->shots_us);
    if (a->n_frames)
        assert_memory_equal(a->frames_us, b->frames_us,
                            a->n_frames * sizeof *a->frames_us);
}

static void what_was_packed_comes_back(void **state)
{
    (void)state;
    struct daesa_interval speech[] = {{-5, 7}, {1000000, INT64_MAX - 1}};
    int64_t shots[] = {40000, 80000, 1}, frames[] = {INT64_MIN, 0, 40000, INT64_MAX};
    const struct daesa_evidence rows[] = {
        {0},
        {.speech = speech, .shots_us = shots, .frames_us = frames},
        {.speech = speech,
         .n_speech = 2,
         .shots_us = shots,
         .n_shots = 3,
         .frames_us = frames,
         .n_frames = 4,
         .start_us = -1,
         .end_us = INT64_MAX,
         .width_px = 720,
         .height_px = INT32_MAX,
         .is_stretched = true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct daesa_buf bytes = {0};
        struct daesa_evidence back = {0};
        daesa_evidence_pack(&rows[i], KEY, &bytes);
        assert_int_equal(daesa_evidence_unpack(daesa_buf_str(&bytes), KEY, &back),
                         DAESA_OK);
        expect_equal(&rows[i], &back);
        daesa_evidence_finish(&back);
        assert_int_equal(daesa_evidence_unpack(daesa_buf_str(&bytes), KEY + 1, &back),
                         DAESA_BAD_INPUT);
        daesa_buf_finish(&bytes);
    }
}

/* The checksum that belongs to changed bytes: so that more than it is tried. */
static void sign(char *bytes, size_t n)
{
    uint64_t sum = daesa_fnv(DAESA_FNV_START, bytes, n - 8);
    for (int i = 0; i < 8; i++)
        bytes[n - 8 + (size_t)i] = (char)(sum >> 8 * i & 0xFF);
}

static void whatever_is_damaged_is_refused(void **state)
{
    (void)state;
    int64_t times[] = {0, 40000, 80000};
    struct daesa_interval speech[] = {{1, 2}};
    struct daesa_evidence evidence = {.speech = speech,
                                      .n_speech = 1,
                                      .shots_us = times,
                                      .n_shots = 3,
                                      .frames_us = times,
                                      .n_frames = 3};
    struct daesa_buf bytes = {0};
    daesa_evidence_pack(&evidence, KEY, &bytes);
    for (size_t n = 0; n < bytes.len; n++) {
        struct daesa_evidence back = {0};
        struct daesa_str cut = daesa_str_slice(daesa_buf_str(&bytes), 0, n);
        assert_int_equal(daesa_evidence_unpack(cut, KEY, &back), DAESA_BAD_INPUT);
        bytes.s[n] ^= 0x10;
        assert_int_equal(daesa_evidence_unpack(daesa_buf_str(&bytes), KEY, &back),
                         DAESA_BAD_INPUT);
        sign(bytes.s, bytes.len);
        if (!daesa_evidence_unpack(daesa_buf_str(&bytes), KEY, &back))
            daesa_evidence_finish(&back);
        bytes.s[n] ^= 0x10;
        sign(bytes.s, bytes.len);
    }
    daesa_buf_finish(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_back),
        cmocka_unit_test(whatever_is_damaged_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
