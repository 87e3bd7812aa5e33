/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/array.h"

#include "check.h"

#include <stdlib.h>

static void nothing_becomes_something(void **state)
{
    (void)state;
    size_t cap = 0;
    int *items = daesa_array_grow(NULL, &cap, 0, sizeof *items);
    assert_non_null(items);
    free(items);
    cap = 0;
    items = daesa_array_grow(NULL, &cap, 1, sizeof *items);
    assert_non_null(items);
    assert_true(cap >= 1);
    for (size_t i = 0; i < cap; i++)
        assert_int_equal(items[i], 0);
    free(items);
}

static void what_is_in_it_stays_and_new_room_is_zero(void **state)
{
    (void)state;
    size_t cap = 0;
    uint64_t *items = NULL;
    for (size_t n = 0; n < 10000; n++) {
        size_t before = cap;
        items = daesa_array_grow(items, &cap, n + 1, sizeof *items);
        assert_non_null(items);
        assert_true(cap > n);
        for (size_t i = before; i < cap; i++)
            assert_int_equal(items[i], 0);
        items[n] = n + 1;
    }
    for (size_t n = 0; n < 10000; n++)
        assert_int_equal(items[n], n + 1);
    free(items);
}

static void room_enough_is_left_alone(void **state)
{
    (void)state;
    size_t cap = 0;
    char *items = daesa_array_grow(NULL, &cap, 100, 1);
    size_t had = cap;
    assert_ptr_equal(daesa_array_grow(items, &cap, cap, 1), items);
    assert_ptr_equal(daesa_array_grow(items, &cap, 0, 1), items);
    assert_int_equal(cap, had);
    free(items);
}

static void growth_is_geometric(void **state)
{
    (void)state;
    size_t cap = 0, moves = 0;
    char *items = NULL;
    for (size_t n = 1; n <= 100000; n++) {
        size_t before = cap;
        items = daesa_array_grow(items, &cap, n, 1);
        assert_non_null(items);
        moves += cap != before;
    }
    assert_true(moves < 40);
    free(items);
}

static void a_size_that_overflows_is_refused(void **state)
{
    (void)state;
    size_t cap = 0;
    int *items = daesa_array_grow(NULL, &cap, 4, sizeof *items);
    items[0] = 7;
    size_t had = cap;
    assert_null(daesa_array_grow(items, &cap, SIZE_MAX, sizeof *items));
    assert_null(daesa_array_grow(items, &cap, SIZE_MAX / sizeof *items, sizeof *items));
    assert_null(daesa_array_grow(items, &cap, SIZE_MAX, 1));
    assert_int_equal(cap, had);
    assert_int_equal(items[0], 7);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_becomes_something),
        cmocka_unit_test(what_is_in_it_stays_and_new_room_is_zero),
        cmocka_unit_test(room_enough_is_left_alone),
        cmocka_unit_test(growth_is_geometric),
        cmocka_unit_test(a_size_that_overflows_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
