/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/mono.h"

#include "core/array.h"
#include "media/mix.h"

#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libswresample/swresample.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 4096
#define CHANNELS_MAX 64
#define RATE_MAX_HZ 1000000
/* Far past full scale: a broken float codec, not loud sound. */
#define SANE 16.0f

struct daesa_mono {
    int32_t out_hz, in_hz;
    int format;             /* of the frames, an AVSampleFormat */
    AVChannelLayout layout; /* of the frames */
    SwrContext *split;      /* frames to `planes` */
    SwrContext *resample;   /* planes[0] to `queue` */
    bool is_surround;       /* two planes, the centre and the sides, else one */
    struct daesa_mix mix;
    float *planes[2];
    size_t cap_planes[2];
    float *queue; /* [queue_at, n_queue) is yet to be taken */
    size_t queue_at, n_queue, cap_queue;
};

enum daesa_status daesa_mono_open(struct daesa_mono **out, int32_t rate_hz)
{
    struct daesa_mono *mono = calloc(1, sizeof *mono);
    if (!mono)
        return DAESA_NO_MEMORY;
    mono->out_hz = rate_hz;
    *out = mono;
    return DAESA_OK;
}

int32_t daesa_mono_input_hz(const struct daesa_mono *mono)
{
    return mono->in_hz;
}

static bool has(const AVChannelLayout *layout, enum AVChannel channel)
{
    return av_channel_layout_index_from_channel(layout, channel) >= 0;
}

/* What each channel adds to the two planes. */
static void weigh(const AVChannelLayout *layout, bool is_surround, double *matrix)
{
    int n = layout->nb_channels, n_heard = 0;
    for (int i = 0; i < n; i++)
        n_heard += av_channel_layout_channel_from_index(layout, (unsigned)i) !=
                   AV_CHAN_LOW_FREQUENCY;
    for (int i = 0; i < n; i++) {
        enum AVChannel c = av_channel_layout_channel_from_index(layout, (unsigned)i);
        bool is_bass = c == AV_CHAN_LOW_FREQUENCY && n_heard > 0;
        matrix[i] = is_bass ? 0 : 1.0 / (n_heard ? n_heard : n);
        if (is_surround) {
            matrix[i] = c == AV_CHAN_FRONT_CENTER;
            matrix[n + i] = c == AV_CHAN_FRONT_LEFT || c == AV_CHAN_FRONT_RIGHT ? 0.5 : 0;
        }
    }
}

static enum daesa_status open_split(struct daesa_mono *mono, const AVFrame *frame,
                                    AVChannelLayout *layout)
{
    double matrix[2 * CHANNELS_MAX] = {0};
    AVChannelLayout out = AV_CHANNEL_LAYOUT_MONO, two = AV_CHANNEL_LAYOUT_STEREO;
    mono->is_surround = has(layout, AV_CHAN_FRONT_CENTER) &&
                        has(layout, AV_CHAN_FRONT_LEFT) &&
                        has(layout, AV_CHAN_FRONT_RIGHT);
    if (mono->is_surround)
        out = two;
    weigh(layout, mono->is_surround, matrix);
    if (swr_alloc_set_opts2(&mono->split, &out, AV_SAMPLE_FMT_FLTP, frame->sample_rate,
                            layout, frame->format, frame->sample_rate, 0, NULL) < 0)
        return DAESA_BAD_INPUT;
    if (swr_set_matrix(mono->split, matrix, layout->nb_channels) < 0 ||
        swr_init(mono->split) < 0)
        return DAESA_BAD_INPUT;
    return DAESA_OK;
}

static enum daesa_status open_resample(struct daesa_mono *mono, int32_t in_hz)
{
    AVChannelLayout one = AV_CHANNEL_LAYOUT_MONO;
    if (swr_alloc_set_opts2(&mono->resample, &one, AV_SAMPLE_FMT_FLT, mono->out_hz, &one,
                            AV_SAMPLE_FMT_FLT, in_hz, 0, NULL) < 0)
        return DAESA_NO_MEMORY;
    return swr_init(mono->resample) < 0 ? DAESA_BAD_INPUT : DAESA_OK;
}

/* `layout`, or a usual one for its number of channels where it names none. */
static bool name_channels(const AVChannelLayout *layout, AVChannelLayout *out)
{
    if (layout->nb_channels < 1 || layout->nb_channels > CHANNELS_MAX)
        return false;
    if (layout->order != AV_CHANNEL_ORDER_UNSPEC)
        return av_channel_layout_copy(out, layout) >= 0;
    av_channel_layout_default(out, layout->nb_channels);
    return true;
}

enum daesa_status daesa_mono_adapt(struct daesa_mono *mono, const void *frame)
{
    const AVFrame *f = frame;
    AVChannelLayout layout = {0};
    if (mono->split && f->format == mono->format && f->sample_rate == mono->in_hz &&
        av_channel_layout_compare(&f->ch_layout, &mono->layout) == 0)
        return DAESA_OK;
    if (f->sample_rate < 1 || f->sample_rate > RATE_MAX_HZ ||
        !name_channels(&f->ch_layout, &layout))
        return DAESA_BAD_INPUT;
    swr_free(&mono->split);
    enum daesa_status st = open_split(mono, f, &layout);
    av_channel_layout_uninit(&layout);
    if (!st && f->sample_rate != mono->in_hz) {
        st = mono->resample ? daesa_mono_drain(mono) : DAESA_OK;
        swr_free(&mono->resample);
        if (!st)
            st = open_resample(mono, f->sample_rate);
    }
    if (!st && av_channel_layout_copy(&mono->layout, &f->ch_layout) < 0)
        st = DAESA_NO_MEMORY;
    if (st) {
        swr_free(&mono->split);
        return st;
    }
    mono->format = f->format;
    mono->in_hz = f->sample_rate;
    return DAESA_OK;
}

static bool grow(float **samples, size_t *cap, size_t need)
{
    float *grown = daesa_array_grow(*samples, cap, need, sizeof *grown);
    if (grown)
        *samples = grown;
    return grown != NULL;
}

/* Through the resampler into the queue; no samples means that none will come. */
static enum daesa_status put(struct daesa_mono *mono, const float *samples, size_t n)
{
    const uint8_t *in[1] = {(const uint8_t *)samples};
    if (mono->queue_at == mono->n_queue)
        mono->queue_at = mono->n_queue = 0;
    int room = swr_get_out_samples(mono->resample, (int)n);
    if (room < 0 ||
        !grow(&mono->queue, &mono->cap_queue, mono->n_queue + (size_t)room + 1))
        return DAESA_NO_MEMORY;
    uint8_t *out[1] = {(uint8_t *)(mono->queue + mono->n_queue)};
    int got = swr_convert(mono->resample, out, room, samples ? in : NULL, (int)n);
    if (got < 0)
        return DAESA_NO_MEMORY;
    mono->n_queue += (size_t)got;
    return DAESA_OK;
}

static void make_sane(float *samples, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(samples[i] < SANE && samples[i] > -SANE))
            samples[i] = 0;
}

enum daesa_status daesa_mono_frame(struct daesa_mono *mono, const void *frame,
                                   int64_t skip)
{
    const AVFrame *f = frame;
    int n_planes = mono->is_surround ? 2 : 1;
    size_t n = (size_t)f->nb_samples, from = skip < f->nb_samples ? (size_t)skip : n;
    for (int i = 0; i < n_planes; i++)
        if (!grow(&mono->planes[i], &mono->cap_planes[i], n + 1))
            return DAESA_NO_MEMORY;
    uint8_t *out[2] = {(uint8_t *)mono->planes[0], (uint8_t *)mono->planes[1]};
    int got = swr_convert(mono->split, out, f->nb_samples,
                          (const uint8_t **)f->extended_data, f->nb_samples);
    if (got < 0)
        return DAESA_BAD_INPUT;
    n = (size_t)got;
    for (int i = 0; i < n_planes; i++)
        make_sane(mono->planes[i], n);
    if (mono->is_surround)
        daesa_mix_run(&mono->mix, mono->in_hz, mono->planes[0], mono->planes[1], n,
                      mono->planes[0]);
    return from < n ? put(mono, mono->planes[0] + from, n - from) : DAESA_OK;
}

enum daesa_status daesa_mono_silence(struct daesa_mono *mono, int64_t n, int64_t *done)
{
    static const float zeros[CHUNK];
    *done = n < CHUNK ? n : CHUNK;
    return put(mono, zeros, (size_t)*done);
}

enum daesa_status daesa_mono_drain(struct daesa_mono *mono)
{
    return mono->resample ? put(mono, NULL, 0) : DAESA_OK;
}

size_t daesa_mono_take(struct daesa_mono *mono, float *samples, size_t max)
{
    size_t n = mono->n_queue - mono->queue_at;
    n = n < max ? n : max;
    if (n)
        memcpy(samples, mono->queue + mono->queue_at, n * sizeof *samples);
    mono->queue_at += n;
    return n;
}

void daesa_mono_close(struct daesa_mono **mono)
{
    if (!mono || !*mono)
        return;
    swr_free(&(*mono)->split);
    swr_free(&(*mono)->resample);
    av_channel_layout_uninit(&(*mono)->layout);
    free((*mono)->planes[0]);
    free((*mono)->planes[1]);
    free((*mono)->queue);
    free(*mono);
    *mono = NULL;
}
