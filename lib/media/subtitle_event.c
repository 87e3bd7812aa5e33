/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/subtitle_event.h"

#include "core/array.h"
#include "media/log.h"
#include "media/sample.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/intreadwrite.h>
#include <stdlib.h>
#include <string.h>

/* More than the longest film has, and than readers take. */
#define MAX_EVENTS ((size_t)4 << 20)
/* What goes on in the next sample is among as many events, which is more than are ever
 * shown at once; and it begins where it ended, but for rounding. */
#define MAX_AT_ONCE 64
#define ROUNDING_US 1000

struct daesa_subtitle_events {
    struct daesa_subtitle *out;
    AVCodecContext *decoder; /* NULL: the packets hold text */
    enum daesa_sample_kind sampled;
    AVRational time_base;
    struct daesa_subtitle_event *items;
    size_t n, cap;
};

static struct daesa_str bytes_of(const uint8_t *data, size_t n)
{
    /* Some muxers end texts with a NUL, and leave what is behind it. */
    const uint8_t *end = data && n ? memchr(data, 0, n) : NULL;
    return (struct daesa_str){(const char *)data, end    ? (size_t)(end - data)
                                                  : data ? n
                                                         : 0};
}

/* ---- opening ---- */

static bool is_webvtt(const AVCodecParameters *par)
{
    struct daesa_str extra = bytes_of(par->extradata, (size_t)par->extradata_size);
    return par->codec_id == AV_CODEC_ID_WEBVTT ||
           (par->codec_id == AV_CODEC_ID_NONE && daesa_str_starts(extra, "WEBVTT"));
}

/* A VSFilter header's end: what follows are the events. */
static enum daesa_status take_header(struct daesa_subtitle *out, struct daesa_str header)
{
    return daesa_arena_copy(&out->arena, header, &out->header) ? DAESA_OK
                                                               : DAESA_NO_MEMORY;
}

static enum daesa_status open_decoder(struct daesa_subtitle_events *e,
                                      const AVCodecParameters *par, const char *encoding)
{
    const AVCodec *codec = avcodec_find_decoder(par->codec_id);
    AVDictionary *options = NULL;
    if (!codec)
        return DAESA_UNSUPPORTED;
    e->decoder = avcodec_alloc_context3(codec);
    if (!e->decoder || avcodec_parameters_to_context(e->decoder, par) < 0)
        return DAESA_NO_MEMORY;
    e->decoder->pkt_timebase = e->time_base;
    if (encoding && av_dict_set(&options, "sub_charenc", encoding, 0) < 0)
        return DAESA_NO_MEMORY;
    /* Teletext comes as pictures unless it is asked for as text. */
    if (par->codec_id == AV_CODEC_ID_DVB_TELETEXT &&
        (av_dict_set(&options, "txt_format", "ass", 0) < 0 ||
         av_dict_set(&options, "txt_page", "subtitle", 0) < 0))
        return DAESA_NO_MEMORY;
    int error = avcodec_open2(e->decoder, codec, &options);
    av_dict_free(&options);
    if (daesa_media_is_out_of_memory(error))
        return DAESA_NO_MEMORY;
    if (error < 0)
        return DAESA_UNSUPPORTED;
    e->out->is_decoded = true;
    return take_header(e->out, bytes_of(e->decoder->subtitle_header,
                                        (size_t)e->decoder->subtitle_header_size));
}

enum daesa_status daesa_subtitle_events_open(struct daesa_subtitle_events **events,
                                             const void *stream, const char *encoding,
                                             struct daesa_subtitle *out)
{
    const AVStream *from = stream;
    const AVCodecParameters *par = from->codecpar;
    struct daesa_str extra = bytes_of(par->extradata, (size_t)par->extradata_size);
    struct daesa_subtitle_events *e = calloc(1, sizeof *e);
    enum daesa_status status = DAESA_OK;
    if (!e)
        return DAESA_NO_MEMORY;
    e->out = out;
    e->time_base = from->time_base;
    e->sampled = daesa_sample_kind(stream);
    if (e->sampled) {
        out->markup =
            e->sampled == DAESA_SAMPLE_TTML ? DAESA_SUBTITLE_TTML : DAESA_SUBTITLE_VTT;
    } else if (par->codec_id == AV_CODEC_ID_SUBRIP && !encoding) {
        out->markup = DAESA_SUBTITLE_SRT;
    } else if (is_webvtt(par)) {
        out->markup = DAESA_SUBTITLE_VTT;
        status = take_header(out, extra);
    } else if (par->codec_id == AV_CODEC_ID_ASS && !encoding) {
        status = take_header(out, extra);
    } else {
        status = open_decoder(e, par, encoding);
    }
    if (status)
        daesa_subtitle_events_close(&e);
    else
        *events = e;
    return status;
}

/* ---- taking ---- */

static enum daesa_status add(struct daesa_subtitle_events *e,
                             struct daesa_subtitle_event event)
{
    if (e->n >= MAX_EVENTS)
        return DAESA_LIMIT;
    struct daesa_subtitle_event *items =
        daesa_array_grow(e->items, &e->cap, e->n + 1, sizeof *items);
    if (!items)
        return DAESA_NO_MEMORY;
    e->items = items;
    if (!daesa_arena_copy(&e->out->arena, event.text, &event.text) ||
        !daesa_arena_copy(&e->out->arena, event.id, &event.id) ||
        !daesa_arena_copy(&e->out->arena, event.settings, &event.settings))
        return DAESA_NO_MEMORY;
    items[e->n++] = event;
    return DAESA_OK;
}

static int64_t clamp(int64_t us)
{
    return us > DAESA_TIME_MAX    ? DAESA_TIME_MAX
           : us < -DAESA_TIME_MAX ? -DAESA_TIME_MAX
                                  : us;
}

static void set_times(const struct daesa_subtitle_events *e, const AVPacket *packet,
                      int64_t zero_us, struct daesa_subtitle_event *event)
{
    int64_t at = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    event->start_us = event->end_us = DAESA_TIME_NONE;
    if (at == AV_NOPTS_VALUE)
        return;
    event->start_us = clamp(av_rescale_q(at, e->time_base, AV_TIME_BASE_Q) - zero_us);
    if (packet->duration > 0)
        event->end_us =
            clamp(event->start_us +
                  av_rescale_q(packet->duration, e->time_base, AV_TIME_BASE_Q));
}

/* "ReadOrder,Layer,..." of ASS in packets: the order, and what follows. */
static void take_order(struct daesa_subtitle_event *event)
{
    size_t comma = daesa_str_find_char(event->text, ',');
    long long n = 0;
    if (daesa_str_to_count(daesa_str_slice(event->text, 0, comma), INT32_MAX, &n))
        event->order = n;
    event->text = daesa_str_from(event->text, comma + 1);
}

/* Matroska keeps settings and id of a WebVTT cue in a block addition, a line each. */
static void take_addition(const AVPacket *packet, struct daesa_subtitle_event *event)
{
    size_t n = 0;
    const uint8_t *data =
        av_packet_get_side_data(packet, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, &n);
    struct daesa_str rest, line = {0};
    if (!data || n < 8 || AV_RB64(data) != 1)
        return;
    rest = bytes_of(data + 8, n - 8);
    if (daesa_str_next_line(&rest, &line))
        event->settings = line;
    if (daesa_str_next_line(&rest, &line))
        event->id = line;
}

static void take_webvtt(const AVPacket *packet, struct daesa_subtitle_event *event)
{
    size_t n = 0;
    const uint8_t *data =
        av_packet_get_side_data(packet, AV_PKT_DATA_WEBVTT_SETTINGS, &n);
    event->settings = bytes_of(data, n);
    data = av_packet_get_side_data(packet, AV_PKT_DATA_WEBVTT_IDENTIFIER, &n);
    event->id = bytes_of(data, n);
    take_addition(packet, event);
}

static enum daesa_status take_text(struct daesa_subtitle_events *e,
                                   const AVPacket *packet, int64_t zero_us)
{
    struct daesa_subtitle_event event = {
        .text = bytes_of(packet->data, (size_t)packet->size)};
    set_times(e, packet, zero_us, &event);
    if (e->out->markup == DAESA_SUBTITLE_ASS)
        take_order(&event);
    if (e->out->markup == DAESA_SUBTITLE_VTT)
        take_webvtt(packet, &event);
    return add(e, event);
}

/* Whether an event is one of the last ones, which goes on. */
static bool goes_on(struct daesa_subtitle_events *e,
                    const struct daesa_subtitle_event *event)
{
    for (size_t i = e->n; i > 0 && e->n - i < MAX_AT_ONCE; i--) {
        struct daesa_subtitle_event *before = &e->items[i - 1];
        if (before->order != event->order || before->end_us == DAESA_TIME_NONE ||
            before->end_us < event->start_us - ROUNDING_US ||
            before->end_us > event->start_us + ROUNDING_US ||
            !daesa_str_equal(before->text, event->text) ||
            !daesa_str_equal(before->id, event->id) ||
            !daesa_str_equal(before->settings, event->settings))
            continue;
        before->end_us = event->end_us;
        return true;
    }
    return false;
}

/* The cues of a sample; `order` is their source's number as long as they are joined. */
static enum daesa_status take_cues(struct daesa_subtitle_events *e,
                                   const AVPacket *packet, int64_t zero_us, size_t *n_bad)
{
    struct daesa_str boxes = {(const char *)packet->data, (size_t)packet->size};
    struct daesa_sample_cue cue;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_sample_next(&boxes, &cue, n_bad)) {
        struct daesa_subtitle_event event = {.text = cue.text,
                                             .id = cue.id,
                                             .settings = cue.settings,
                                             .order =
                                                 cue.has_source ? cue.source : INT64_MIN};
        set_times(e, packet, zero_us, &event);
        if (event.start_us == DAESA_TIME_NONE || !goes_on(e, &event))
            status = add(e, event);
    }
    return status;
}

static enum daesa_status take_document(struct daesa_subtitle_events *e,
                                       const AVPacket *packet, int64_t zero_us)
{
    struct daesa_subtitle_event event = {
        .text = {(const char *)packet->data, (size_t)packet->size}};
    set_times(e, packet, zero_us, &event);
    return add(e, event);
}

/* Whether an event of ASS shows nothing: its eighth comma ends it. */
static bool is_empty(struct daesa_str text)
{
    for (int i = 0; i < 8; i++)
        text = daesa_str_from(text, daesa_str_find_char(text, ',') + 1);
    return daesa_str_trim(text).len == 0;
}

/* The rectangles of a decoded event stand one below the other. */
static enum daesa_status take_rects(struct daesa_subtitle_events *e,
                                    const AVSubtitle *subtitle,
                                    struct daesa_subtitle_event event)
{
    enum daesa_status status = DAESA_OK;
    for (unsigned i = 0; i < subtitle->num_rects && !status; i++) {
        const AVSubtitleRect *rect = subtitle->rects[i];
        if (!rect->ass || is_empty(daesa_str_of(rect->ass)))
            continue;
        event.text = daesa_str_of(rect->ass);
        take_order(&event);
        event.order = (int64_t)e->n;
        status = add(e, event);
    }
    return status;
}

static enum daesa_status decode(struct daesa_subtitle_events *e, AVPacket *packet,
                                int64_t zero_us, size_t *n_bad)
{
    AVSubtitle subtitle = {0};
    struct daesa_subtitle_event event = {0};
    int got = 0;
    int error = avcodec_decode_subtitle2(e->decoder, &subtitle, &got, packet);
    if (daesa_media_is_out_of_memory(error))
        return DAESA_NO_MEMORY;
    *n_bad += error < 0;
    if (error < 0 || !got)
        return DAESA_OK;
    set_times(e, packet, zero_us, &event);
    if (subtitle.pts != AV_NOPTS_VALUE && packet->pts == AV_NOPTS_VALUE)
        event.start_us = clamp(subtitle.pts - zero_us);
    /* An unknown duration of -1 comes out as nearly 2^32. */
    if (event.start_us != DAESA_TIME_NONE && subtitle.end_display_time &&
        subtitle.end_display_time < INT32_MAX)
        event.end_us = clamp(event.start_us + (int64_t)subtitle.end_display_time * 1000);
    enum daesa_status status = take_rects(e, &subtitle, event);
    avsubtitle_free(&subtitle);
    return status;
}

enum daesa_status daesa_subtitle_events_take(struct daesa_subtitle_events *events,
                                             const void *packet, int64_t zero_us,
                                             size_t *n_bad)
{
    const AVPacket *from = packet;
    if (from && events->sampled == DAESA_SAMPLE_VTT)
        return take_cues(events, from, zero_us, n_bad);
    if (from && events->sampled == DAESA_SAMPLE_TTML)
        return take_document(events, from, zero_us);
    if (!events->decoder)
        return from ? take_text(events, from, zero_us) : DAESA_OK;
    AVPacket *copy = from ? av_packet_clone(from) : av_packet_alloc();
    if (!copy)
        return DAESA_NO_MEMORY;
    enum daesa_status status = decode(events, copy, zero_us, n_bad);
    av_packet_free(&copy);
    return status;
}

/* ---- the end ---- */

static int by_order(const void *left, const void *right)
{
    const struct daesa_subtitle_event *a = left, *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->start_us < b->start_us ? -1 : a->start_us > b->start_us;
}

static int by_start(const void *left, const void *right)
{
    const struct daesa_subtitle_event *a = left, *b = right;
    if (a->start_us != b->start_us)
        return a->start_us < b->start_us ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void number(struct daesa_subtitle_event *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        items[i].order = (int64_t)i;
}

/* What says no end is shown until the next event. */
static void end_at_next(struct daesa_subtitle_event *items, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (items[i].end_us == DAESA_TIME_NONE &&
            items[i + 1].start_us > items[i].start_us)
            items[i].end_us = items[i + 1].start_us;
}

enum daesa_status daesa_subtitle_events_end(struct daesa_subtitle_events *events,
                                            struct daesa_subtitle *out)
{
    struct daesa_subtitle_event *items =
        daesa_arena_alloc(&out->arena, events->n, sizeof *items);
    if (!items)
        return DAESA_NO_MEMORY;
    if (events->n)
        memcpy(items, events->items, events->n * sizeof *items);
    bool is_ordered = out->markup == DAESA_SUBTITLE_ASS && !out->is_decoded;
    if (!is_ordered)
        number(items, events->n);
    if (events->n)
        qsort(items, events->n, sizeof *items, by_start);
    end_at_next(items, events->n);
    if (events->n && is_ordered)
        qsort(items, events->n, sizeof *items, by_order);
    out->events = items;
    out->n_events = events->n;
    return DAESA_OK;
}

void daesa_subtitle_events_close(struct daesa_subtitle_events **events)
{
    if (!events || !*events)
        return;
    avcodec_free_context(&(*events)->decoder);
    free((*events)->items);
    free(*events);
    *events = NULL;
}
