/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/mix.h"

#include "check.h"

#define RATE 8000

static float out[10 * RATE];

/* Ten seconds of steady centre and sides, in chunks; `out` is what one hears. */
static void run(struct daesa_mix *mix, float centre, float sides)
{
    static float c[1000], s[1000];
    for (size_t i = 0; i < COUNT(c); i++) {
        c[i] = i % 2 ? centre : -centre;
        s[i] = i % 2 ? sides : -sides;
    }
    for (size_t at = 0; at < COUNT(out); at += COUNT(c))
        daesa_mix_run(mix, RATE, c, s, COUNT(c), out + at);
}

static float level(size_t i)
{
    return out[i] < 0 ? -out[i] : out[i];
}

static void nothing_in_nothing_out(void **state)
{
    (void)state;
    struct daesa_mix mix = {0};
    daesa_mix_run(&mix, RATE, NULL, NULL, 0, NULL);
    run(&mix, 0, 0);
    assert_true(level(0) == 0 && level(COUNT(out) - 1) == 0);
}

static void a_dead_centre_leaves_the_sides(void **state)
{
    (void)state;
    struct daesa_mix mix = {0};
    run(&mix, 0, 0.25f);
    assert_true(level(0) == 0.25f);
    assert_true(level(COUNT(out) - 1) == 0.25f);
}

static void a_hissing_centre_is_dead(void **state)
{
    (void)state;
    struct daesa_mix mix = {0};
    run(&mix, 0.0005f, 0.25f);
    assert_true(level(COUNT(out) - 1) > 0.25f);
}

static void a_speaking_centre_is_heard_alone(void **state)
{
    (void)state;
    struct daesa_mix mix = {0};
    run(&mix, 0.125f, 0.5f);
    assert_true(level(COUNT(out) - 1) == 0.125f);
    assert_true(level(RATE) == 0.125f);
}

static void a_pause_of_the_centre_is_a_pause(void **state)
{
    (void)state;
    struct daesa_mix mix = {0};
    run(&mix, 0.125f, 0.125f);
    run(&mix, 0, 0.125f);
    assert_true(level(COUNT(out) - 1) == 0);
}

static void the_others_fade_without_a_click(void **state)
{
    (void)state;
    struct daesa_mix mix = {0};
    run(&mix, 0.125f, 0.5f);
    for (size_t i = 1; i < COUNT(out); i++) {
        float step = level(i) - level(i - 1);
        assert_true(step < 0.001f && step > -0.001f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_in_nothing_out),
        cmocka_unit_test(a_dead_centre_leaves_the_sides),
        cmocka_unit_test(a_hissing_centre_is_dead),
        cmocka_unit_test(a_speaking_centre_is_heard_alone),
        cmocka_unit_test(a_pause_of_the_centre_is_a_pause),
        cmocka_unit_test(the_others_fade_without_a_click),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
