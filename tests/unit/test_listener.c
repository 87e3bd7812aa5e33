/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/listener.h"

#include "check.h"
#include "speech/mel.h"

#include <string.h>

#define RATE_HZ 22050
#define MOST 9000

/* A window of 25 ms is 551 samples, a hop 220.5. */
static const struct {
    size_t n, rows;
} lines[] = {{0, 0},     {1, 0},   {550, 0}, {551, 1},   {770, 1},
             {771, 2},   {991, 2}, {992, 3}, {MOST, 39}, {MOST - 1, 39},
             {8192, 35}, {551, 1}, {0, 0},   {5000, 21}};

#define N_LINES (sizeof lines / sizeof *lines)

static void hear_all(bool has_thread, struct daesa_matrix *log_mel)
{
    static int16_t samples[MOST];
    struct daesa_listener *listener = NULL;
    size_t total = 0, n_rows = 99;
    for (size_t i = 0; i < MOST; i++)
        samples[i] = (int16_t)(i * i % 20011);
    log_mel->n_columns = DAESA_MEL_BANDS;
    assert_int_equal(daesa_listener_open(&listener, RATE_HZ, log_mel, has_thread),
                     DAESA_OK);
    for (size_t i = 0; i < N_LINES; i++) {
        assert_int_equal(daesa_listener_hear(listener, samples, lines[i].n, &n_rows),
                         DAESA_OK);
        assert_int_equal(n_rows, lines[i].rows);
        total += n_rows;
    }
    assert_int_equal(daesa_listener_close(&listener), DAESA_OK);
    assert_null(listener);
    assert_int_equal(log_mel->n_rows, total);
}

static void a_thread_hears_what_the_caller_would(void **state)
{
    (void)state;
    struct daesa_matrix own = {0}, other = {0};
    hear_all(false, &own);
    hear_all(true, &other);
    assert_memory_equal(own.v, other.v, own.n_rows * DAESA_MEL_BANDS * sizeof *own.v);
    daesa_matrix_finish(&own);
    daesa_matrix_finish(&other);
}

static void silence_has_a_spectrum(void **state)
{
    (void)state;
    static const int16_t silence[2000];
    struct daesa_matrix log_mel = {.n_columns = DAESA_MEL_BANDS};
    struct daesa_listener *listener = NULL;
    size_t n_rows;
    assert_int_equal(daesa_listener_open(&listener, RATE_HZ, &log_mel, true), DAESA_OK);
    assert_int_equal(daesa_listener_hear(listener, silence, 2000, &n_rows), DAESA_OK);
    assert_int_equal(daesa_listener_close(&listener), DAESA_OK);
    assert_int_equal(log_mel.n_rows, 7);
    for (size_t i = 0; i < 7 * DAESA_MEL_BANDS; i++)
        assert_true(log_mel.v[i] > -22); /* ln 1e-10 is -23 */
    daesa_matrix_finish(&log_mel);
}

static void nothing_to_hear_is_no_error(void **state)
{
    (void)state;
    struct daesa_matrix log_mel = {.n_columns = DAESA_MEL_BANDS};
    struct daesa_listener *listener = NULL;
    assert_int_equal(daesa_listener_close(NULL), DAESA_OK);
    assert_int_equal(daesa_listener_close(&listener), DAESA_OK);
    assert_int_equal(daesa_listener_open(&listener, RATE_HZ, &log_mel, true), DAESA_OK);
    assert_int_equal(daesa_listener_close(&listener), DAESA_OK);
    assert_int_equal(log_mel.n_rows, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thread_hears_what_the_caller_would),
        cmocka_unit_test(silence_has_a_spectrum),
        cmocka_unit_test(nothing_to_hear_is_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
