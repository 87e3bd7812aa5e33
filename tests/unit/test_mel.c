/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The Fourier transform and the log-mel spectra made with it. */
#include "speech/fft.h"
#include "speech/mel.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECOND 16000

static float *tone(int rate_hz, double hz, size_t n)
{
    float *samples = calloc(n, sizeof *samples);
    assert_non_null(samples);
    for (size_t i = 0; i < n; i++)
        samples[i] = (float)(0.5 * sin(2 * acos(-1) * hz * (double)i / rate_hz));
    return samples;
}

static void a_tone_has_its_power_in_its_bin(void **state)
{
    (void)state;
    struct daesa_fft *fft = NULL;
    float power[257];
    assert_int_equal(daesa_fft_open(&fft, 512), DAESA_OK);
    float *in = daesa_fft_input(fft);
    double energy = 0, sum = 0;
    for (int i = 0; i < 512; i++) {
        in[i] = (float)cos(2 * acos(-1) * 32 * i / 512);
        energy += in[i] * in[i];
    }
    daesa_fft_power(fft, power);
    for (int i = 0; i <= 256; i++) {
        sum += power[i] * (i == 0 || i == 256 ? 1 : 2);
        if (i != 32)
            assert_true(power[i] < 1e-3f);
    }
    assert_true(fabs(power[32] - 256.0 * 256.0) < 1);
    assert_true(fabs(sum / 512 - energy) < 1e-2); /* Parseval */
    daesa_fft_close(&fft);
    assert_null(fft);
    daesa_fft_close(&fft);
}

static struct daesa_matrix heard(int rate_hz, const float *samples, size_t n, size_t part)
{
    struct daesa_mel *mel = NULL;
    struct daesa_matrix out = {.n_columns = DAESA_MEL_BANDS};
    assert_int_equal(daesa_mel_open(&mel, rate_hz), DAESA_OK);
    for (size_t at = 0; at < n; at += part)
        assert_int_equal(
            daesa_mel_feed(mel, samples + at, n - at < part ? n - at : part, &out),
            DAESA_OK);
    daesa_mel_close(&mel);
    assert_null(mel);
    return out;
}

static void frames_come_every_ten_milliseconds(void **state)
{
    (void)state;
    static const struct {
        int rate_hz;
        size_t n, want;
    } rows[] = {{16000, 0, 0},      {16000, 399, 0},   {16000, 400, 1},
                {16000, 559, 1},    {16000, 560, 2},   {16000, 16000, 98},
                {22050, 22050, 98}, {48000, 48000, 98}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        float *samples = tone(rows[i].rate_hz, 440, rows[i].n + 1);
        struct daesa_matrix m = heard(rows[i].rate_hz, samples, rows[i].n, 1 << 20);
        assert_int_equal(m.n_rows, rows[i].want);
        daesa_matrix_finish(&m);
        free(samples);
    }
}

static void how_the_sound_is_cut_does_not_matter(void **state)
{
    (void)state;
    static const size_t parts[] = {1, 7, 160, 401, 8191, 8192, 8193};
    float *samples = tone(SECOND, 700, 2 * SECOND);
    struct daesa_matrix want = heard(SECOND, samples, 2 * SECOND, 2 * SECOND);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct daesa_matrix got = heard(SECOND, samples, 2 * SECOND, parts[i]);
        assert_int_equal(got.n_rows, want.n_rows);
        assert_memory_equal(got.v, want.v,
                            want.n_rows * DAESA_MEL_BANDS * sizeof *want.v);
        daesa_matrix_finish(&got);
    }
    daesa_matrix_finish(&want);
    free(samples);
}

/* The band whose middle is nearest to `hz`, from the formula of mel.h. */
static size_t band_of(double hz)
{
    double low = 1127 * log(1 + 60 / 700.0), high = 1127 * log(1 + 7600 / 700.0);
    double at = (1127 * log(1 + hz / 700) - low) / (high - low) * (DAESA_MEL_BANDS + 1);
    return (size_t)(at + 0.5) - 1;
}

static void a_tone_is_loudest_in_its_band_at_every_rate(void **state)
{
    (void)state;
    static const int rates[] = {16000, 22050, 44100, 48000};
    static const double tones[] = {300, 1000, 2500, 6000};
    for (size_t r = 0; r < 4; r++)
        for (size_t k = 0; k < 4; k++) {
            float *samples = tone(rates[r], tones[k], (size_t)rates[r]);
            struct daesa_matrix m =
                heard(rates[r], samples, (size_t)rates[r], (size_t)rates[r]);
            const float *row = daesa_matrix_row(&m, 50);
            size_t best = 0;
            for (size_t b = 1; b < DAESA_MEL_BANDS; b++)
                best = row[b] > row[best] ? b : best;
            assert_true(best + 1 >= band_of(tones[k]) && best <= band_of(tones[k]) + 1);
            daesa_matrix_finish(&m);
            free(samples);
        }
}

static void reset_forgets_what_was_fed(void **state)
{
    (void)state;
    struct daesa_mel *mel = NULL;
    struct daesa_matrix a = {.n_columns = DAESA_MEL_BANDS}, b = a;
    float *samples = tone(SECOND, 440, SECOND), *other = tone(SECOND, 3000, SECOND);
    assert_int_equal(daesa_mel_open(&mel, SECOND), DAESA_OK);
    assert_int_equal(daesa_mel_feed(mel, samples, SECOND, &a), DAESA_OK);
    daesa_mel_reset(mel);
    assert_int_equal(daesa_mel_feed(mel, other, 333, &b), DAESA_OK);
    daesa_mel_reset(mel);
    assert_int_equal(daesa_mel_feed(mel, samples, SECOND, &b), DAESA_OK);
    assert_int_equal(a.n_rows, b.n_rows);
    assert_memory_equal(a.v, b.v, a.n_rows * DAESA_MEL_BANDS * sizeof *a.v);
    daesa_mel_close(&mel);
    daesa_matrix_finish(&a);
    daesa_matrix_finish(&b);
    free(samples);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tone_has_its_power_in_its_bin),
        cmocka_unit_test(frames_come_every_ten_milliseconds),
        cmocka_unit_test(how_the_sound_is_cut_does_not_matter),
        cmocka_unit_test(a_tone_is_loudest_in_its_band_at_every_rate),
        cmocka_unit_test(reset_forgets_what_was_fed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
