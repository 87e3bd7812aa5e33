/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/status.h"

#include "check.h"

#include <string.h>

static void success_is_zero(void **state)
{
    (void)state;
    assert_int_equal(DAESA_OK, 0);
}

static void every_status_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = DAESA_OK; i <= DAESA_FELL_SHORT; i++) {
        const char *name = daesa_status_text((enum daesa_status)i);
        assert_non_null(name);
        assert_true(strlen(name) > 0);
        for (int j = DAESA_OK; j < i; j++)
            assert_string_not_equal(name, daesa_status_text((enum daesa_status)j));
    }
}

static void numbers_that_are_no_status_have_a_name_too(void **state)
{
    (void)state;
    assert_string_equal(daesa_status_text((enum daesa_status)(DAESA_FELL_SHORT + 1)),
                        "unknown status");
    assert_string_equal(daesa_status_text((enum daesa_status) - 1), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(success_is_zero),
        cmocka_unit_test(every_status_has_a_name_of_its_own),
        cmocka_unit_test(numbers_that_are_no_status_have_a_name_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
