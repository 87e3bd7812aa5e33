/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/evidence.h"

#include "check.h"

#include <stdlib.h>

static void empty_and_null_are_accepted(void **state)
{
    (void)state;
    struct daesa_evidence evidence = {0};
    daesa_evidence_finish(NULL);
    daesa_evidence_finish(&evidence);
    daesa_evidence_finish(&evidence);
    assert_null(evidence.speech);
}

static void finishing_frees_and_empties(void **state)
{
    (void)state;
    struct daesa_evidence evidence = {
        .speech = calloc(2, sizeof(struct daesa_interval)),
        .n_speech = 2,
        .shots_us = calloc(3, sizeof(int64_t)),
        .n_shots = 3,
        .frames_us = calloc(4, sizeof(int64_t)),
        .n_frames = 4,
        .end_us = 5,
    };
    daesa_evidence_finish(&evidence);
    assert_null(evidence.speech);
    assert_null(evidence.shots_us);
    assert_null(evidence.frames_us);
    assert_int_equal(evidence.n_speech + evidence.n_shots + evidence.n_frames, 0);
    assert_int_equal(evidence.end_us, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_and_null_are_accepted),
        cmocka_unit_test(finishing_frees_and_empties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
