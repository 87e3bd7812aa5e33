/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The search in sound that is made of the models themselves: where every line is
 * is known to the frame. */
#include "speech/search.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum { N_NAMES = 30, STATE_FRAMES = 2, PAUSE = 40, MOST_LINES = 200, MOST_PHONES = 24 };
#define MOST_FRAMES (MOST_LINES * (MOST_PHONES * 3 * STATE_FRAMES + PAUSE) + PAUSE)

/* Written lines are in the text, said ones in the sound. */
struct play {
    struct daesa_reading_phone *phones;
    struct daesa_reading_line *lines;
    struct daesa_search_place *places; /* where the lines are */
    struct daesa_gauss seeds[N_NAMES * DAESA_PHONE_STATES];
    struct daesa_reading reading;
    struct daesa_hearing hearing;
    size_t n_phones; /* of a line */
};

static uint32_t seed;

static float chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (float)(seed >> 8) / 16777216.0f;
}

static void open_play(struct play *p, size_t n_phones)
{
    memset(p, 0, sizeof *p);
    seed = 11;
    p->n_phones = n_phones;
    p->phones = calloc(MOST_LINES * MOST_PHONES, sizeof *p->phones);
    p->lines = calloc(MOST_LINES, sizeof *p->lines);
    p->places = calloc(MOST_LINES, sizeof *p->places);
    p->hearing.features = calloc((size_t)MOST_FRAMES * DAESA_FEATURES, sizeof(float));
    p->hearing.level_db = calloc(MOST_FRAMES, sizeof(float));
    assert_true(p->phones && p->lines && p->places && p->hearing.features &&
                p->hearing.level_db);
    for (size_t k = 0; k < N_NAMES * DAESA_PHONE_STATES; k++)
        for (size_t d = 0; d < DAESA_FEATURES; d++) {
            p->seeds[k].mean[d] = d < 13 ? 4 * chance() - 2 : 0;
            p->seeds[k].variance[d] = 1;
        }
    p->reading = (struct daesa_reading){
        .lines = p->lines, .phones = p->phones, .n_names = N_NAMES, .seeds = p->seeds};
    p->hearing.low_db = -60;
    p->hearing.high_db = -20;
}

static void close_play(struct play *p)
{
    free(p->phones);
    free(p->lines);
    free(p->places);
    free(p->hearing.features);
    free(p->hearing.level_db);
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

/* The next line, of phones that nobody chose. */
static void add(struct play *p, bool is_written, bool is_said)
{
    struct daesa_reading *r = &p->reading;
    size_t from = p->hearing.n;
    for (size_t i = 0; i < p->n_phones; i++) {
        uint16_t phone = (uint16_t)(chance() * N_NAMES);
        for (size_t k = 0; is_said && k < DAESA_PHONE_STATES * STATE_FRAMES; k++)
            sound(p, p->seeds[phone * DAESA_PHONE_STATES + k / STATE_FRAMES].mean);
        if (is_written)
            p->phones[r->n_phones + i] = (struct daesa_reading_phone){
                phone, DAESA_PHONE_STATES * STATE_FRAMES, (uint32_t)(i / 4)};
    }
    if (is_written) {
        if (is_said)
            p->places[r->n_lines] = (struct daesa_search_place){from, p->hearing.n};
        p->lines[r->n_lines] =
            (struct daesa_reading_line){r->n_lines, r->n_phones, p->n_phones, 0, 0};
        r->n_lines++;
        r->n_phones += p->n_phones;
    }
    if (is_said)
        pause(p);
}

static size_t apart(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* How many lines are not within `most` frames of where they are. */
static size_t count_wrong(const struct play *p, const struct daesa_search *s, size_t most)
{
    size_t wrong = 0;
    for (size_t i = 0; i < p->reading.n_lines; i++) {
        struct daesa_search_place want = p->places[i], got = s->places[i];
        wrong += (want.to == 0) != (got.to == 0) || apart(want.from, got.from) > most ||
                 apart(want.to, got.to) > most;
    }
    return wrong;
}

static size_t search_play(struct play *p, bool single_threaded)
{
    struct daesa_search s = {.spoken = &p->reading,
                             .hearing = &p->hearing,
                             .single_threaded = single_threaded};
    assert_int_equal(daesa_search_run(&s), DAESA_OK);
    size_t wrong = count_wrong(p, &s, 3);
    daesa_search_finish(&s);
    return wrong;
}

static void lines_are_found_to_the_frame(void **state)
{
    (void)state;
    struct play p;
    open_play(&p, 12);
    pause(&p);
    for (int i = 0; i < 8; i++)
        add(&p, true, true);
    assert_int_equal(search_play(&p, false), 0);
    assert_int_equal(search_play(&p, true), 0);
    close_play(&p);
}

static void speech_that_is_not_written_moves_nothing(void **state)
{
    (void)state;
    struct play p;
    open_play(&p, 12);
    pause(&p);
    for (int i = 0; i < 12; i++)
        add(&p, i % 4 != 1, true);
    assert_int_equal(search_play(&p, false), 0);
    close_play(&p);
}

static void a_line_that_is_not_said_is_left_out(void **state)
{
    (void)state;
    struct play p;
    open_play(&p, 12);
    pause(&p);
    for (int i = 0; i < 12; i++)
        add(&p, true, i != 5);
    assert_int_equal(search_play(&p, false), 0);
    close_play(&p);
}

/* More text than the coarse walk can see at once, and a stretch of speech in the
 * middle of it that is not written, and another that is not said. */
static void long_texts_survive_long_gaps(void **state)
{
    (void)state;
    struct play p;
    open_play(&p, MOST_PHONES);
    pause(&p);
    for (int i = 0; i < 170; i++)
        add(&p, i < 60 || i >= 75, i < 120 || i >= 124);
    assert_in_range(search_play(&p, false), 0, 1);
    close_play(&p);
}

static void hints_bind(void **state)
{
    (void)state;
    struct play p;
    open_play(&p, 12);
    pause(&p);
    for (int i = 0; i < 3; i++)
        add(&p, true, true);
    struct daesa_search_hint hints[3] = {
        {0, SIZE_MAX}, {p.hearing.n, SIZE_MAX}, {0, SIZE_MAX}};
    struct daesa_search s = {.spoken = &p.reading, .hearing = &p.hearing, .hints = hints};
    assert_int_equal(daesa_search_run(&s), DAESA_NOT_FOUND);
    daesa_search_finish(&s);
    daesa_search_finish(NULL);
    hints[1].from = p.places[1].from - 10;
    struct daesa_search again = {
        .spoken = &p.reading, .hearing = &p.hearing, .hints = hints};
    assert_int_equal(daesa_search_run(&again), DAESA_OK);
    assert_int_equal(count_wrong(&p, &again, 3), 0);
    daesa_search_finish(&again);
    close_play(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_found_to_the_frame),
        cmocka_unit_test(speech_that_is_not_written_moves_nothing),
        cmocka_unit_test(a_line_that_is_not_said_is_left_out),
        cmocka_unit_test(long_texts_survive_long_gaps),
        cmocka_unit_test(hints_bind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
