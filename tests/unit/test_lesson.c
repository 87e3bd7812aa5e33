/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/lesson.h"

#include "check.h"

#include <math.h>
#include <string.h>

#define N_NAMES 2

static char names[N_NAMES][12] = {"a", "n"};

/* A reading of two phones whose states are alike, about 0. */
struct read {
    struct daesa_gauss seeds[N_NAMES * DAESA_PHONE_STATES];
    struct daesa_reading reading;
};

static void read_open(struct read *r)
{
    *r = (struct read){.reading = {.names = names, .n_names = N_NAMES}};
    r->reading.seeds = r->seeds;
    for (size_t k = 0; k < N_NAMES * DAESA_PHONE_STATES; k++)
        for (size_t d = 0; d < DAESA_FEATURES; d++)
            r->seeds[k].variance[d] = 1;
}

/* So many frames of a phone, about a value. */
static void hear(struct daesa_lesson *lesson, const char *language, const char *name,
                 int n_frames, float about)
{
    struct daesa_lesson_phone *phone = daesa_lesson_phone(lesson, language, name);
    assert_non_null(phone);
    for (int i = 0; i < n_frames; i++) {
        float frame[DAESA_FEATURES];
        for (size_t d = 0; d < DAESA_FEATURES; d++)
            frame[d] = about + (i % 2 ? 0.5f : -0.5f);
        for (size_t k = 0; k < DAESA_PHONE_STATES; k++)
            daesa_moments_add(&phone->states[k], 1, frame);
    }
}

static void nothing_heard_changes_nothing(void **state)
{
    (void)state;
    struct daesa_lesson lesson = {0};
    struct read r, before;
    read_open(&r);
    before = r;
    assert_int_equal(daesa_lesson_apply(&lesson, "ko", &r.reading), DAESA_OK);
    assert_memory_equal(r.seeds, before.seeds, sizeof r.seeds);
    hear(&lesson, "en", "a", 1000, 3);
    hear(&lesson, "ko", "o", 1000, 3);
    assert_int_equal(daesa_lesson_apply(&lesson, "ko", &r.reading), DAESA_OK);
    assert_memory_equal(r.seeds, before.seeds, sizeof r.seeds);
    assert_false(r.reading.is_taught);
    daesa_lesson_finish(&lesson);
    daesa_lesson_finish(NULL);
}

static void a_phone_that_was_heard_is_what_was_heard(void **state)
{
    (void)state;
    struct daesa_lesson lesson = {0};
    struct read r;
    read_open(&r);
    hear(&lesson, "ko-KR", "a", 1000, 3);
    assert_int_equal(daesa_lesson_apply(&lesson, "ko", &r.reading), DAESA_OK);
    assert_true(r.reading.is_taught);
    assert_true(fabsf(r.seeds[0].mean[0] - 3) < 0.1);
    assert_true(r.seeds[0].variance[0] < 0.3);
    /* The other moves with it, as far as all that was heard is off. */
    assert_true(r.seeds[DAESA_PHONE_STATES].mean[0] > 1);
    assert_true(r.seeds[DAESA_PHONE_STATES].variance[0] > 0.9);
    daesa_lesson_finish(&lesson);
}

static void phones_are_told_by_language_and_name(void **state)
{
    (void)state;
    static const struct {
        const char *language, *name;
        size_t is; /* the number of phones then */
    } rows[] = {
        {"", "", 1},     {"ko", "a", 2},     {"ko-KR", "a", 2}, {"ko_KR", "a", 2},
        {"en", "a", 3},  {"ko", "aː", 4},    {"ko", "a", 4},    {"en-gb-x-rp", "a", 4},
        {"kok", "a", 5}, {"roa/an", "a", 6}, {"", "", 6},
    };
    struct daesa_lesson lesson = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_non_null(daesa_lesson_phone(&lesson, rows[i].language, rows[i].name));
        assert_int_equal(lesson.n_phones, rows[i].is);
    }
    assert_string_equal(lesson.phones[1].language, "ko");
    assert_string_equal(lesson.phones[3].name, "aː");
    daesa_lesson_finish(&lesson);
}

static void lessons_add_up(void **state)
{
    (void)state;
    struct daesa_lesson a = {0}, b = {0};
    hear(&a, "ko", "a", 100, 1);
    hear(&b, "ko", "n", 50, 2);
    hear(&b, "ko", "a", 100, 2);
    assert_int_equal(daesa_lesson_join(&a, &b), DAESA_OK);
    assert_int_equal(a.n_phones, 2);
    assert_true(a.phones[0].states[0].count == 200);
    assert_true(fabs(a.phones[0].states[1].sum[0] - 300) < 1e-6);
    assert_true(a.phones[1].states[2].count == 50);
    /* 250 frames of each of three states, 10 ms each */
    assert_int_equal(daesa_lesson_heard_us(&a), 7500000);
    assert_int_equal(daesa_lesson_heard_us(&(struct daesa_lesson){0}), 0);
    daesa_lesson_finish(&a);
    daesa_lesson_finish(&b);
}

/* A clip of four frames: silence, then three states of the second phone. */
static void lines_that_are_sure_teach(void **state)
{
    (void)state;
    static const struct {
        float confidence;
        size_t n_phones;
    } rows[] = {{0, 0}, {0.69f, 0}, {0.7f, 1}, {1, 1}};
    float features[4 * DAESA_FEATURES] = {0};
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        features[2 * DAESA_FEATURES + d] = 5;
    struct daesa_hearing hearing = {.n = 4, .features = features};
    struct daesa_reading_line line = {.n_phones = 1};
    struct daesa_reading reading = {
        .names = names, .n_names = N_NAMES, .lines = &line, .n_lines = 1};
    uint32_t path[] = {0, 1, 2, 3};
    int32_t phone[] = {-1, 0, 0, 0};
    unsigned first = DAESA_EMIT_FIRST_PHONE + DAESA_PHONE_STATES;
    uint16_t emit[] = {DAESA_EMIT_SILENCE, (uint16_t)first, (uint16_t)(first + 1),
                       (uint16_t)(first + 2)};
    struct daesa_search_place place = {0, 4};
    struct daesa_search search = {.spoken = &reading,
                                  .hearing = &hearing,
                                  .graph = {.n = 4, .phone = phone, .emit = emit},
                                  .path = path,
                                  .places = &place};
    struct daesa_cue cue = {0};
    struct daesa_track track = {.cues = &cue, .n_cues = 1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct daesa_lesson lesson = {0};
        cue.confidence = rows[i].confidence;
        assert_int_equal(daesa_lesson_add(&lesson, "ko", &search, &track), DAESA_OK);
        assert_int_equal(lesson.n_phones, rows[i].n_phones);
        if (lesson.n_phones) {
            assert_string_equal(lesson.phones[0].name, "n");
            assert_true(lesson.phones[0].states[0].sum[0] == 0);
            assert_true(lesson.phones[0].states[1].sum[0] == 5);
            assert_true(lesson.phones[0].states[2].count == 1);
        }
        daesa_lesson_finish(&lesson);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_heard_changes_nothing),
        cmocka_unit_test(a_phone_that_was_heard_is_what_was_heard),
        cmocka_unit_test(phones_are_told_by_language_and_name),
        cmocka_unit_test(lessons_add_up),
        cmocka_unit_test(lines_that_are_sure_teach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
