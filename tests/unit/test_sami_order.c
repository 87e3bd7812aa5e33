/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/sami_order.h"

#include "check.h"

#define NONE SIZE_MAX

static void classes_find_their_places(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        size_t n;
        struct daesa_sami_change changes[6]; /* ms, end_ms, class, first, n, order */
        size_t places[3];
    } rows[] = {
        {"nothing is shown", 1, {{0, 0, 0, 0, 0, NONE}}, {0, 1, 2}},
        {"by time", 2, {{1, 5, 2, 0, 1, 0}, {2, 4, 1, 0, 1, 1}}, {2, 1, 0}},
        {"by the texts of a cue", 2, {{1, 5, 0, 0, 1, 1}, {1, 5, 1, 0, 1, 0}}, {1, 0, 2}},
        {"a cue of two before one that is earlier",
         3,
         {{1, 2, 0, 0, 1, 0}, {3, 5, 1, 0, 1, 1}, {3, 5, 0, 0, 1, 2}},
         {1, 0, 2}},
        {"other ends make no cue of two",
         3,
         {{1, 2, 0, 0, 1, 0}, {3, 5, 1, 0, 1, 1}, {3, 6, 0, 0, 1, 2}},
         {0, 1, 2}},
        {"what clears makes none",
         3,
         {{1, 3, 0, 0, 1, 0}, {3, 5, 1, 0, 1, 1}, {3, 5, 0, 0, 0, NONE}},
         {0, 1, 2}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_sami_change changes[6];
        size_t places[DAESA_SAMI_MAX_CLASSES] = {0};
        memcpy(changes, rows[i].changes, sizeof changes);
        daesa_sami_order(changes, rows[i].n, 3, places);
        check_row(memcmp(places, rows[i].places, sizeof rows[i].places) == 0,
                  rows[i].what);
    }
    size_t none[DAESA_SAMI_MAX_CLASSES] = {0};
    daesa_sami_order(NULL, 0, 0, none);
    assert_int_equal(none[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_find_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
