/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Lines against sound that is made of the models themselves: those that are said where
 * they should be stand out, and others do not. */
#include "speech/said.h"

#include "check.h"
#include "speech/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_NAMES = 30, LINES = 24, PHONES = 20, STATE_FRAMES = 3, PAUSE = 40 };
#define LINE_FRAMES ((size_t)PHONES * DAESA_PHONE_STATES * STATE_FRAMES)
#define FRAMES (LINES * (LINE_FRAMES + PAUSE) + PAUSE)

struct play {
    struct daesa_gauss seeds[N_NAMES * DAESA_PHONE_STATES];
    struct daesa_reading_phone phones[LINES * PHONES];
    struct daesa_reading_line lines[LINES];
    struct daesa_search_place places[LINES];
    struct daesa_reading spoken;
    struct daesa_hearing hearing;
};

static uint32_t seed;

static float chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 16777216.0f;
}

static void write_lines(struct play *p)
{
    for (size_t i = 0; i < LINES * PHONES; i++)
        p->phones[i] =
            (struct daesa_reading_phone){.phone = (uint16_t)(chance() * N_NAMES),
                                         .frames = STATE_FRAMES * DAESA_PHONE_STATES,
                                         .word = (uint32_t)(i % PHONES / 5)};
    for (size_t i = 0; i < LINES; i++)
        p->lines[i] = (struct daesa_reading_line){
            .cue = i, .first_phone = i * PHONES, .n_phones = PHONES, .n_words = 4};
}

/* One frame around `mean`; NULL is silence. */
static void sound(struct play *p, const float *mean)
{
    float *z = p->hearing.features + p->hearing.n * DAESA_FEATURES;
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        z[d] = (mean ? mean[d] : d < 13 ? -4 : 0) + 1.2f * (chance() - 0.5f);
    p->hearing.level_db[p->hearing.n++] = mean ? -20 : -60;
}

static void pause(struct play *p)
{
    for (int t = 0; t < PAUSE; t++)
        sound(p, NULL);
}

static void say(struct play *p, size_t line)
{
    for (size_t i = line * PHONES; i < (line + 1) * PHONES; i++)
        for (size_t k = 0; k < (size_t)DAESA_PHONE_STATES * STATE_FRAMES; k++)
            sound(p, p->seeds[p->phones[i].phone * DAESA_PHONE_STATES + k / STATE_FRAMES]
                         .mean);
}

static struct play *open_play(void)
{
    struct play *p = calloc(1, sizeof *p);
    assert_non_null(p);
    seed = 7;
    for (size_t k = 0; k < (size_t)N_NAMES * DAESA_PHONE_STATES; k++)
        for (size_t d = 0; d < DAESA_FEATURES; d++) {
            p->seeds[k].mean[d] = d < 13 ? 4 * chance() - 2 : 0;
            p->seeds[k].variance[d] = 1;
        }
    write_lines(p);
    p->spoken = (struct daesa_reading){.lines = p->lines,
                                       .n_lines = LINES,
                                       .phones = p->phones,
                                       .n_phones = LINES * PHONES,
                                       .n_names = N_NAMES,
                                       .seeds = p->seeds};
    p->hearing =
        (struct daesa_hearing){.features = calloc(FRAMES * DAESA_FEATURES, sizeof(float)),
                               .level_db = calloc(FRAMES, sizeof(float)),
                               .low_db = -60,
                               .high_db = -20};
    assert_true(p->hearing.features && p->hearing.level_db);
    return p;
}

static void close_play(struct play *p)
{
    free(p->hearing.features);
    free(p->hearing.level_db);
    free(p);
}

/* Says line `order[i]` where line i should be. */
static void play_all(struct play *p, const size_t *order)
{
    for (size_t i = 0; i < LINES; i++) {
        size_t from = p->hearing.n;
        pause(p);
        say(p, order[i]);
        p->places[i] = (struct daesa_search_place){from, p->hearing.n};
    }
    pause(p);
}

static void what_is_said_stands_out(void **state)
{
    (void)state;
    struct play *p = open_play();
    size_t order[LINES];
    float said[LINES];
    for (size_t i = 0; i < LINES; i++)
        order[i] = i;
    order[3] = 17; /* something else, and two lines exchanged */
    order[10] = 11;
    order[11] = 10;
    play_all(p, order);
    assert_int_equal(daesa_said_measure(&p->hearing, &p->spoken, p->places, said),
                     DAESA_OK);
    for (size_t i = 0; i < LINES; i++)
        check_row(order[i] == i ? said[i] > 5 : said[i] < 2.5f, "line");
    close_play(p);
}

static void what_cannot_be_told_is_not(void **state)
{
    (void)state;
    struct play *p = open_play();
    size_t order[LINES];
    float said[LINES];
    for (size_t i = 0; i < LINES; i++)
        order[i] = i;
    play_all(p, order);
    p->places[2] = (struct daesa_search_place){0}; /* no place */
    p->places[5].to = p->places[5].from + 30;      /* too short for 60 states */
    p->lines[7].n_phones = 0;                      /* nothing to say */
    p->lines[9].n_phones = 5;                      /* a word */
    assert_int_equal(daesa_said_measure(&p->hearing, &p->spoken, p->places, said),
                     DAESA_OK);
    for (size_t i = 0; i < LINES; i++)
        check_row(!isnan(said[i]) == (i != 2 && i != 7 && i != 9), "line");
    assert_true(isinf(said[5]) && said[5] < 0);
    p->spoken.n_lines = 2; /* with nothing to compare them with */
    p->spoken.n_phones = 2 * PHONES;
    assert_int_equal(daesa_said_measure(&p->hearing, &p->spoken, p->places, said),
                     DAESA_OK);
    assert_true(isnan(said[0]) && isnan(said[1]));
    close_play(p);
}

static void a_chain_goes_through_all_its_phones(void **state)
{
    (void)state;
    struct play *p = open_play();
    struct daesa_emission e = {0};
    struct daesa_phone_chain chain = {0};
    static uint32_t way[FRAMES];
    const float weights[2] = {-0.7f, -0.7f};
    struct daesa_gauss silence[2] = {{.mean = {0}}, {.mean = {0}}};
    double score, same;
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        for (int k = 0; k < 2; k++) {
            silence[k].mean[d] = d < 13 ? -4 : 0;
            silence[k].variance[d] = 1;
        }
    pause(p);
    say(p, 0);
    pause(p);
    e.features = p->hearing.features;
    e.n_frames = p->hearing.n;
    assert_int_equal(daesa_emission_set(&e, p->seeds,
                                        (size_t)N_NAMES * DAESA_PHONE_STATES, silence,
                                        weights),
                     DAESA_OK);
    assert_int_equal(daesa_phone_chain_hear(&chain, &e, 0, p->hearing.n), DAESA_OK);
    assert_int_equal(daesa_phone_chain_string(&chain, p->phones, PHONES), DAESA_OK);
    assert_int_equal(daesa_phone_chain_walk(&chain, way, &score), DAESA_OK);
    same = daesa_phone_chain_score(&chain);
    assert_true(isfinite(score) && score <= same && score >= same);
    assert_int_equal(way[0], 0);
    assert_int_equal(way[p->hearing.n - 1], chain.n - 1);
    assert_false(daesa_phone_chain_is_filler(&chain, 0));
    for (size_t t = 1; t < p->hearing.n; t++)
        assert_true(way[t] >= way[t - 1] && way[t] <= way[t - 1] + 2);
    assert_true(way[PAUSE - 3] == 0 && way[PAUSE + 3] > 0);
    assert_int_equal(daesa_phone_chain_hear(&chain, &e, 0, PHONES), DAESA_OK);
    assert_true(isinf(daesa_phone_chain_score(&chain)));
    daesa_phone_chain_finish(&chain);
    daesa_phone_chain_finish(&chain);
    daesa_phone_chain_finish(NULL);
    daesa_emission_finish(&e);
    close_play(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_goes_through_all_its_phones),
        cmocka_unit_test(what_is_said_stands_out),
        cmocka_unit_test(what_cannot_be_told_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
