/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/tally.h"

#include "core/array.h"
#include "media/cadence.h"

#include <libavformat/avformat.h>
#include <stdlib.h>

#define CLOSE_US INT64_C(250000)

/* A composition segment of Blu-ray subtitles: type 0x16, its size, then eleven
 * bytes of which the last counts the objects on screen. One without objects
 * clears the screen and is no event. */
static bool is_pgs_event(const uint8_t *data, int size)
{
    for (int at = 0; at + 3 <= size;) {
        int length = data[at + 1] << 8 | data[at + 2];
        if (data[at] == 0x16)
            return length >= 11 && at + 14 <= size && data[at + 13] > 0;
        at += 3 + length;
    }
    return true;
}

/* Whether a packet puts something on screen. In MP4 a sample of text without letters only
 * ends the one before. */
static bool is_shown(const AVStream *stream, const AVPacket *packet)
{
    switch (stream->codecpar->codec_id) {
    case AV_CODEC_ID_MOV_TEXT:
        return packet->size > 2 && (packet->data[0] || packet->data[1]);
    case AV_CODEC_ID_HDMV_PGS_SUBTITLE:
        return is_pgs_event(packet->data, packet->size);
    case AV_CODEC_ID_VP8: /* a frame that is only referred to is never shown */
        return packet->size > 0 && (packet->data[0] & 0x10);
    default:
        return true;
    }
}

static int64_t to_us(int64_t time, AVRational base)
{
    int64_t us = av_rescale_q(time, base, AV_TIME_BASE_Q);
    return us > DAESA_TIME_MAX || us < -DAESA_TIME_MAX ? DAESA_TIME_NONE : us;
}

static bool is_moving_picture(const AVStream *stream)
{
    return stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
           !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC);
}

enum daesa_status daesa_tally_count(struct daesa_tally *tally, const void *stream,
                                    const void *packet)
{
    const AVStream *s = stream;
    const AVPacket *p = packet;
    if (p->flags & AV_PKT_FLAG_DISCARD || !is_shown(s, p))
        return DAESA_OK;
    tally->n++;
    int64_t time = p->pts != AV_NOPTS_VALUE ? p->pts : p->dts;
    if (time == AV_NOPTS_VALUE || (time = to_us(time, s->time_base)) == DAESA_TIME_NONE)
        return DAESA_OK;
    int64_t length = p->duration > 0 ? to_us(p->duration, s->time_base) : 0;
    int64_t end = time + (length == DAESA_TIME_NONE ? 0 : length);
    tally->start_us = tally->n_timed && tally->start_us < time ? tally->start_us : time;
    tally->end_us = tally->n_timed && tally->end_us > end ? tally->end_us : end;
    tally->n_timed++;
    if (!is_moving_picture(s))
        return DAESA_OK;
    int64_t *times = daesa_array_grow(tally->times_us, &tally->cap_times,
                                      tally->n_times + 1, sizeof *times);
    if (!times)
        return DAESA_NO_MEMORY;
    tally->times_us = times;
    times[tally->n_times++] = time;
    return DAESA_OK;
}

int64_t daesa_tally_choose(int64_t declared_us, int64_t counted_us, int64_t frame_us)
{
    if (declared_us == DAESA_TIME_NONE)
        return counted_us;
    if (counted_us == DAESA_TIME_NONE)
        return declared_us;
    int64_t off_us = declared_us - counted_us;
    int64_t close_us = frame_us > CLOSE_US ? frame_us : CLOSE_US;
    return off_us <= close_us && off_us >= -close_us ? declared_us : counted_us;
}

static int ascending(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static struct daesa_rate rate_of(AVRational r)
{
    return (struct daesa_rate){r.num, r.den};
}

static void settle_rate(struct daesa_tally *tally, const AVStream *stream,
                        struct daesa_stream *out)
{
    qsort(tally->times_us, tally->n_times, sizeof *tally->times_us, ascending);
    const struct daesa_rate hints[] = {rate_of(stream->avg_frame_rate),
                                       rate_of(stream->r_frame_rate)};
    int64_t tick_us = av_rescale_q(1, stream->time_base, AV_TIME_BASE_Q);
    struct daesa_cadence cadence =
        daesa_cadence_find(tally->times_us, tally->n_times, tick_us, hints, 2);
    if (cadence.kind == DAESA_RATE_UNKNOWN)
        return;
    out->rate_kind = cadence.kind;
    out->average_rate = cadence.average;
    out->real_rate = cadence.real;
    tally->frame_us = cadence.period_us;
    int64_t end_us = tally->times_us[tally->n_times - 1] + cadence.period_us;
    if (tally->end_us < end_us)
        tally->end_us = end_us;
}

void daesa_tally_settle(struct daesa_tally *tally, const void *stream,
                        struct daesa_stream *out)
{
    out->n_packets = tally->n;
    if (tally->n_timed == 0)
        return;
    if (tally->n_times > 1)
        settle_rate(tally, stream, out);
    if (out->start_us == DAESA_TIME_NONE)
        out->start_us = tally->start_us;
    bool is_continuous =
        out->kind == DAESA_STREAM_VIDEO || out->kind == DAESA_STREAM_AUDIO;
    if (out->problem) /* nor can its packets be trusted to be that */
        tally->n_timed = 0;
    bool is_known = tally->n_timed > 0 && tally->end_us > tally->start_us &&
                    2 * tally->n_timed >= tally->n;
    if (is_known && (is_continuous || out->declared_us == DAESA_TIME_NONE))
        out->duration_us = daesa_tally_choose(
            out->declared_us, tally->end_us - tally->start_us, tally->frame_us);
}

void daesa_tally_finish(struct daesa_tally *tally)
{
    if (!tally)
        return;
    free(tally->times_us);
    *tally = (struct daesa_tally){0};
}
