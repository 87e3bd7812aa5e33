/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/buf.h"

#include "check.h"

#include <string.h>

static void an_empty_buffer_is_zero(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    check_str(daesa_buf_str(&buf), "");
    daesa_buf_cut(&buf, 0);
    daesa_buf_cut(&buf, 5);
    daesa_buf_drop(&buf, 5);
    assert_null(buf.s);
    daesa_buf_finish(&buf);
    daesa_buf_finish(&buf);
    daesa_buf_finish(NULL);
}

static void appends_follow_each_other(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_buf_add_text(&buf, NULL);
    daesa_buf_add_text(&buf, "");
    daesa_buf_add(&buf, (struct daesa_str){0});
    assert_int_equal(buf.len, 0);
    daesa_buf_add_text(&buf, "one");
    daesa_buf_add_char(&buf, ' ');
    daesa_buf_printf(&buf, "%d %s", 2, "three");
    daesa_buf_printf(&buf, "%s", "");
    check_str(daesa_buf_str(&buf), "one 2 three");
    assert_int_equal(buf.s[buf.len], '\0');
    assert_int_equal(buf.status, DAESA_OK);
    daesa_buf_finish(&buf);
}

static void a_nul_is_a_byte_like_others(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_buf_add(&buf, (struct daesa_str){"a\0b", 3});
    daesa_buf_add_char(&buf, '\0');
    assert_int_equal(buf.len, 4);
    assert_memory_equal(buf.s, "a\0b\0", 5);
    daesa_buf_finish(&buf);
}

static void it_grows_through_every_size(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    for (size_t i = 0; i < 5000; i++) {
        daesa_buf_add_char(&buf, (char)('a' + i % 26));
        assert_int_equal(buf.len, i + 1);
        assert_int_equal(buf.s[buf.len], '\0');
    }
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(buf.s[i], (char)('a' + i % 26));
    daesa_buf_finish(&buf);
}

static void cutting_keeps_the_front(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_buf_add_text(&buf, "hello");
    daesa_buf_cut(&buf, 9);
    check_str(daesa_buf_str(&buf), "hello");
    daesa_buf_cut(&buf, 2);
    check_str(daesa_buf_str(&buf), "he");
    assert_string_equal(buf.s, "he");
    daesa_buf_add_text(&buf, "y");
    check_str(daesa_buf_str(&buf), "hey");
    daesa_buf_cut(&buf, 0);
    check_str(daesa_buf_str(&buf), "");
    daesa_buf_finish(&buf);
}

static void dropping_keeps_the_back(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_buf_add_text(&buf, "hello");
    daesa_buf_drop(&buf, 0);
    check_str(daesa_buf_str(&buf), "hello");
    daesa_buf_drop(&buf, 3);
    assert_string_equal(buf.s, "lo");
    daesa_buf_add_text(&buf, "t");
    check_str(daesa_buf_str(&buf), "lot");
    daesa_buf_drop(&buf, 9);
    check_str(daesa_buf_str(&buf), "");
    daesa_buf_finish(&buf);
}

static void the_maximum_is_exact(void **state)
{
    (void)state;
    struct daesa_buf buf = {.max = 4};
    daesa_buf_add_text(&buf, "abcd");
    assert_int_equal(buf.status, DAESA_OK);
    daesa_buf_add_text(&buf, "");
    assert_int_equal(buf.status, DAESA_OK);
    daesa_buf_add_char(&buf, 'e');
    assert_int_equal(buf.status, DAESA_LIMIT);
    check_str(daesa_buf_str(&buf), "abcd");
    daesa_buf_finish(&buf);
    assert_int_equal(buf.status, DAESA_OK);
    assert_int_equal(buf.max, 4);
    daesa_buf_printf(&buf, "%s", "abcde");
    assert_int_equal(buf.status, DAESA_LIMIT);
    daesa_buf_finish(&buf);
}

static void the_default_maximum_holds(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    /* Not constants, or the compiler warns of what the limit keeps from happening. */
    volatile size_t too_long = DAESA_BUF_MAX + 1, longest = SIZE_MAX;
    daesa_buf_add(&buf, (struct daesa_str){"x", too_long});
    assert_int_equal(buf.status, DAESA_LIMIT);
    daesa_buf_finish(&buf);
    daesa_buf_add_char(&buf, 'x');
    daesa_buf_add(&buf, (struct daesa_str){"x", longest});
    assert_int_equal(buf.status, DAESA_LIMIT);
    check_str(daesa_buf_str(&buf), "x");
    daesa_buf_finish(&buf);
}

static void the_first_failure_sticks(void **state)
{
    (void)state;
    struct daesa_buf buf = {.max = 3};
    daesa_buf_add_text(&buf, "ab");
    daesa_buf_add_text(&buf, "cde");
    daesa_buf_add_text(&buf, "c");
    daesa_buf_add_char(&buf, 'c');
    daesa_buf_printf(&buf, "%s", "c");
    check_str(daesa_buf_str(&buf), "ab");
    assert_int_equal(buf.status, DAESA_LIMIT);
    daesa_buf_finish(&buf);
}

static void room_is_made_at_once_and_within_the_maximum(void **state)
{
    (void)state;
    struct daesa_buf buf = {.max = 8};
    char *room = daesa_buf_room(&buf, 5);
    assert_non_null(room);
    memset(room, 'a', 3);
    daesa_buf_grew(&buf, 3);
    check_str(daesa_buf_str(&buf), "aaa");
    assert_true(daesa_buf_room(&buf, 2) == buf.s + 3);
    daesa_buf_add_text(&buf, "defgh");
    check_str(daesa_buf_str(&buf), "aaadefgh");
    assert_non_null(daesa_buf_room(&buf, 0));
    assert_null(daesa_buf_room(&buf, 1));
    assert_int_equal(buf.status, DAESA_LIMIT);
    daesa_buf_finish(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_zero),
        cmocka_unit_test(appends_follow_each_other),
        cmocka_unit_test(a_nul_is_a_byte_like_others),
        cmocka_unit_test(it_grows_through_every_size),
        cmocka_unit_test(cutting_keeps_the_front),
        cmocka_unit_test(dropping_keeps_the_back),
        cmocka_unit_test(the_maximum_is_exact),
        cmocka_unit_test(the_default_maximum_holds),
        cmocka_unit_test(the_first_failure_sticks),
        cmocka_unit_test(room_is_made_at_once_and_within_the_maximum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
