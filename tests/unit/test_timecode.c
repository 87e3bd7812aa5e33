/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/timecode.h"

#include "check.h"

static void frames_have_names(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        struct daesa_timecode code;
        int64_t frame;
        int part[4];
    } rows[] = {
        {"the first", {25, false}, 0, {0, 0, 0, 0}},
        {"25 a second", {25, false}, 90000, {1, 0, 0, 0}},
        {"30 a second", {30, false}, 1799, {0, 0, 59, 29}},
        {"30 a second, no gap", {30, false}, 1800, {0, 1, 0, 0}},
        {"before the gap", {30, true}, 1799, {0, 0, 59, 29}},
        {"behind the gap", {30, true}, 1800, {0, 1, 0, 2}},
        {"behind the second gap", {30, true}, 3598, {0, 2, 0, 2}},
        {"no gap at ten minutes", {30, true}, 17982, {0, 10, 0, 0}},
        {"an hour", {30, true}, 107892, {1, 0, 0, 0}},
        {"past a day", {25, false}, 25 * 3600 * 30, {30, 0, 0, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int part[4];
        daesa_timecode_of_frame(&rows[i].code, rows[i].frame, part);
        check_row(memcmp(part, rows[i].part, sizeof part) == 0, rows[i].what);
        check_row(daesa_timecode_frame(&rows[i].code, part) == rows[i].frame,
                  rows[i].what);
    }
}

static void every_frame_comes_back_by_its_time(void **state)
{
    (void)state;
    static const struct daesa_timecode codes[] = {{25, false}, {30, false}, {30, true}};
    for (size_t i = 0; i < COUNT(codes); i++)
        for (int64_t frame = 0; frame < 40000; frame++) {
            int name[4], again[4];
            daesa_timecode_of_frame(&codes[i], frame, name);
            daesa_timecode_name(&codes[i], daesa_timecode_us(&codes[i], name), again);
            assert_memory_equal(name, again, sizeof name);
        }
}

static void drop_frame_keeps_to_the_clock(void **state)
{
    (void)state;
    static const struct daesa_timecode drop = {30, true};
    static const int hour[4] = {1, 0, 0, 0};
    assert_int_equal(daesa_timecode_us(&drop, hour), 3599996400);
}

static void frames_that_are_skipped_do_not_exist(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        struct daesa_timecode code;
        int part[4];
        bool want;
    } rows[] = {
        {"the first", {30, true}, {0, 0, 0, 0}, true},
        {"skipped", {30, true}, {0, 1, 0, 1}, false},
        {"behind the gap", {30, true}, {0, 1, 0, 2}, true},
        {"no gap at ten minutes", {30, true}, {0, 10, 0, 0}, true},
        {"no drop-frame", {30, false}, {0, 1, 0, 0}, true},
        {"too many frames", {25, false}, {0, 0, 0, 25}, false},
        {"too many seconds", {25, false}, {0, 0, 60, 0}, false},
        {"past a day", {25, false}, {24, 0, 0, 0}, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(daesa_timecode_exists(&rows[i].code, rows[i].part) == rows[i].want,
                  rows[i].what);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_have_names),
        cmocka_unit_test(every_frame_comes_back_by_its_time),
        cmocka_unit_test(drop_frame_keeps_to_the_clock),
        cmocka_unit_test(frames_that_are_skipped_do_not_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
