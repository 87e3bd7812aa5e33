/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/arena.h"

#include "check.h"

#include <stdalign.h>
#include <string.h>

static void empty_and_null_are_accepted(void **state)
{
    (void)state;
    struct daesa_arena arena = {0};
    daesa_arena_finish(NULL);
    daesa_arena_finish(&arena);
    assert_non_null(daesa_arena_alloc(&arena, 0, 0));
    assert_non_null(daesa_arena_alloc(&arena, 0, 8));
    assert_non_null(daesa_arena_alloc(&arena, 8, 0));
    daesa_arena_finish(&arena);
    daesa_arena_finish(&arena);
}

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct daesa_arena arena = {0};
    static const char zero[64];
    for (size_t n = 1; n < 64; n++) {
        struct daesa_str copy;
        assert_true(
            daesa_arena_copy(&arena, (struct daesa_str){"\xff\xff\xff", n % 4}, &copy));
        char *at = daesa_arena_alloc(&arena, n, 1);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
        assert_memory_equal(at, zero, n);
        memset(at, 0xff, n);
    }
    daesa_arena_finish(&arena);
}

static void a_product_that_overflows_is_refused(void **state)
{
    (void)state;
    struct daesa_arena arena = {0};
    static const size_t rows[][2] = {
        {SIZE_MAX, 2}, {2, SIZE_MAX},     {SIZE_MAX / 2 + 1, 2},
        {SIZE_MAX, 1}, {SIZE_MAX - 8, 1}, {(size_t)1 << 32, (size_t)1 << 32},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_null(daesa_arena_alloc(&arena, rows[i][0], rows[i][1]));
    struct daesa_str out = {"kept", 4};
    assert_false(daesa_arena_copy(&arena, (struct daesa_str){"x", SIZE_MAX}, &out));
    assert_false(daesa_arena_copy(&arena, (struct daesa_str){"x", SIZE_MAX - 1}, &out));
    check_str(out, "kept");
    assert_non_null(daesa_arena_alloc(&arena, 1, 1));
    daesa_arena_finish(&arena);
}

static void copies_end_in_a_nul(void **state)
{
    (void)state;
    struct daesa_arena arena = {0};
    struct daesa_str out;
    assert_true(daesa_arena_copy(&arena, (struct daesa_str){0}, &out));
    check_str(out, "");
    assert_non_null(out.s);
    assert_int_equal(out.s[0], '\0');
    char text[] = "abcdef";
    assert_true(daesa_arena_copy(&arena, (struct daesa_str){text, 3}, &out));
    text[0] = 'X';
    check_str(out, "abc");
    assert_int_equal(out.s[3], '\0');
    daesa_arena_finish(&arena);
}

static void what_was_given_out_stays_where_it_is(void **state)
{
    (void)state;
    enum { N = 3000 };
    static uint32_t *items[N];
    struct daesa_arena arena = {0};
    for (uint32_t i = 0; i < N; i++) {
        size_t n = i % 97 == 0 ? 9000 : i % 13 + 1;
        items[i] = daesa_arena_alloc(&arena, n, sizeof **items);
        assert_non_null(items[i]);
        for (size_t k = 0; k < n; k++)
            items[i][k] = i;
    }
    for (uint32_t i = 0; i < N; i++)
        for (size_t k = 0; k < (i % 97 == 0 ? 9000 : i % 13 + 1); k++)
            assert_int_equal(items[i][k], i);
    daesa_arena_finish(&arena);
}

static void what_is_larger_than_a_block_fits(void **state)
{
    (void)state;
    struct daesa_arena arena = {0};
    char *large = daesa_arena_alloc(&arena, 5u << 20, 1);
    assert_non_null(large);
    assert_int_equal(large[(5u << 20) - 1], 0);
    memset(large, 1, 5u << 20);
    assert_non_null(daesa_arena_alloc(&arena, 10, 1));
    daesa_arena_finish(&arena);
    assert_null(arena.last);
}

static void what_a_buffer_holds_is_taken_over_where_it_lies(void **state)
{
    (void)state;
    struct daesa_arena arena = {0};
    struct daesa_buf empty = {0}, buf = {.max = 100};
    assert_true(daesa_arena_adopt(&arena, &empty));
    daesa_buf_add_text(&buf, "of others");
    const char *there = buf.s;
    assert_true(daesa_arena_adopt(&arena, &buf));
    assert_null(buf.s);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf.max, 100);
    assert_string_equal(there, "of others");
    daesa_buf_add_text(&buf, "more");
    assert_true(daesa_arena_adopt(&arena, &buf));
    daesa_arena_finish(&arena);
    assert_null(arena.adopted);
}

static void what_lay_in_another_stays_where_it_is(void **state)
{
    (void)state;
    struct daesa_arena into = {0}, from = {0}, empty = {0};
    struct daesa_buf buf = {0};
    struct daesa_str one, two;
    daesa_arena_join(&into, &empty);
    assert_null(into.last);
    assert_true(daesa_arena_copy(&from, daesa_str_of("one"), &one));
    daesa_buf_add_text(&buf, "bytes");
    const char *bytes = buf.s;
    assert_true(daesa_arena_adopt(&from, &buf));
    for (int i = 0; i < 5; i++) { /* into an empty one, then into one with something */
        assert_non_null(daesa_arena_alloc(&from, 5000, 1));
        daesa_arena_join(&into, &from);
        assert_null(from.last);
        assert_true(daesa_arena_copy(&into, daesa_str_of("two"), &two));
        check_str(one, "one");
        check_str(two, "two");
        assert_string_equal(bytes, "bytes");
    }
    daesa_arena_finish(&from);
    daesa_arena_finish(&into);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_and_null_are_accepted),
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(a_product_that_overflows_is_refused),
        cmocka_unit_test(copies_end_in_a_nul),
        cmocka_unit_test(what_was_given_out_stays_where_it_is),
        cmocka_unit_test(what_is_larger_than_a_block_fits),
        cmocka_unit_test(what_a_buffer_holds_is_taken_over_where_it_lies),
        cmocka_unit_test(what_lay_in_another_stays_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
