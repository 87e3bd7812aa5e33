/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What is made for wide vectors gives what a plain loop gives, at every length. */
#include "speech/wide.h"

#include "check.h"

#include <math.h>

static void nothing_is_less_than_all(void **state)
{
    (void)state;
    assert_true(isinf(daesa_wide_max(NULL, 0)) && daesa_wide_max(NULL, 0) < 0);
}

static void the_greatest_is_found_wherever_it_is(void **state)
{
    (void)state;
    float v[70];
    for (size_t n = 1; n <= 70; n++)
        for (size_t at = 0; at < n; at++) {
            for (size_t i = 0; i < n; i++)
                v[i] = -1000 - (float)i;
            v[at] = -0.5f;
            assert_float_equal(daesa_wide_max(v, n), -0.5, 0);
        }
}

static void what_cannot_be_is_passed_over(void **state)
{
    (void)state;
    const float v[] = {-INFINITY, -7, -INFINITY};
    assert_float_equal(daesa_wide_max(v, 3), -7, 0);
    assert_true(isinf(daesa_wide_max(v, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_less_than_all),
        cmocka_unit_test(the_greatest_is_found_wherever_it_is),
        cmocka_unit_test(what_cannot_be_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
