/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/fft.h"

#include <libavutil/mem.h>
#include <libavutil/tx.h>
#include <stdlib.h>

struct daesa_fft {
    AVTXContext *context;
    av_tx_fn transform;
    size_t size;
    float *input;
    AVComplexFloat *output;
};

enum daesa_status daesa_fft_open(struct daesa_fft **out, size_t size)
{
    const float scale = 1;
    struct daesa_fft *fft = calloc(1, sizeof *fft);
    if (!fft)
        return DAESA_NO_MEMORY;
    fft->size = size;
    fft->input = av_calloc(size, sizeof *fft->input);
    fft->output = av_calloc(size / 2 + 1, sizeof *fft->output);
    if (!fft->input || !fft->output ||
        av_tx_init(&fft->context, &fft->transform, AV_TX_FLOAT_RDFT, 0, (int)size, &scale,
                   0) < 0) {
        daesa_fft_close(&fft);
        return DAESA_NO_MEMORY;
    }
    *out = fft;
    return DAESA_OK;
}

float *daesa_fft_input(struct daesa_fft *fft)
{
    return fft->input;
}

void daesa_fft_power(struct daesa_fft *fft, float *power)
{
    fft->transform(fft->context, fft->output, fft->input, sizeof(float));
    for (size_t i = 0; i <= fft->size / 2; i++)
        power[i] =
            fft->output[i].re * fft->output[i].re + fft->output[i].im * fft->output[i].im;
}

void daesa_fft_close(struct daesa_fft **fft)
{
    if (!fft || !*fft)
        return;
    av_tx_uninit(&(*fft)->context);
    av_free((*fft)->input);
    av_free((*fft)->output);
    free(*fft);
    *fft = NULL;
}
