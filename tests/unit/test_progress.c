/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/progress.h"

#include "check.h"

struct watcher {
    struct daesa_progress progress;
    const char *phase;
    double share;
    int n, stop_after;
};

static bool watch(struct daesa_progress *progress, const char *phase, double share)
{
    struct watcher *w = (struct watcher *)progress;
    w->phase = phase;
    w->share = share;
    return ++w->n < w->stop_after;
}

static void without_a_watcher_work_goes_on(void **state)
{
    (void)state;
    assert_true(daesa_progress_step(NULL, "decoding", 0.5));
}

static void the_watcher_sees_each_step_and_may_stop_it(void **state)
{
    (void)state;
    struct watcher w = {.progress = {watch}, .stop_after = 2};
    assert_true(daesa_progress_step(&w.progress, "decoding", 0.5));
    assert_string_equal(w.phase, "decoding");
    assert_true(w.share == 0.5);
    assert_false(daesa_progress_step(&w.progress, "searching", -1));
    assert_string_equal(w.phase, "searching");
    assert_true(w.share == -1);
    assert_int_equal(w.n, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_watcher_work_goes_on),
        cmocka_unit_test(the_watcher_sees_each_step_and_may_stop_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
