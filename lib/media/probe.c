/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/probe.h"

#include "media/container.h"
#include "media/edits.h"
#include "media/stream.h"
#include "media/tags.h"
#include "media/tally.h"
#include "text/utf8.h"

#include <libavformat/avformat.h>
#include <stdlib.h>

/* A difference between header and packets that is worth words. */
#define WRONG_US DAESA_SECOND_US

static int64_t known(int64_t us)
{
    return us == AV_NOPTS_VALUE ? DAESA_TIME_NONE : us;
}

static enum daesa_status describe_chapters(const AVFormatContext *format,
                                           struct daesa_clip *clip)
{
    clip->chapters =
        daesa_arena_alloc(&clip->arena, format->nb_chapters, sizeof *clip->chapters);
    if (!clip->chapters)
        return DAESA_NO_MEMORY;
    for (unsigned i = 0; i < format->nb_chapters; i++) {
        const AVChapter *from = format->chapters[i];
        struct daesa_chapter *chapter = &clip->chapters[clip->n_chapters++];
        struct daesa_tag *tags;
        size_t n;
        if (daesa_tags_copy(from->metadata, &clip->arena, &tags, &n))
            return DAESA_NO_MEMORY;
        chapter->start_us = av_rescale_q(from->start, from->time_base, AV_TIME_BASE_Q);
        chapter->end_us = from->end == AV_NOPTS_VALUE
                              ? DAESA_TIME_NONE
                              : av_rescale_q(from->end, from->time_base, AV_TIME_BASE_Q);
        chapter->title = daesa_tag_get(tags, n, "title");
    }
    return DAESA_OK;
}

static bool copy_name(struct daesa_clip *clip, const char *path)
{
    struct daesa_buf name = {0};
    daesa_utf8_add_clean(&name, daesa_str_of(path));
    bool ok =
        !name.status && daesa_arena_copy(&clip->arena, daesa_buf_str(&name), &clip->name);
    daesa_buf_finish(&name);
    return ok;
}

/* All that the headers say. */
static enum daesa_status describe(const struct daesa_container *container,
                                  struct daesa_clip *clip)
{
    const AVFormatContext *format = container->format;
    bool is_guess = format->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
    clip->container = daesa_str_of(format->iformat->name);
    clip->container_title = daesa_str_of(format->iformat->long_name);
    clip->size_bytes = container->size_bytes;
    clip->start_us = known(format->start_time);
    clip->duration_us = known(format->duration);
    clip->declared_us = is_guess ? DAESA_TIME_NONE : known(format->duration);
    clip->zero_us = container->zero_us;
    clip->bit_rate = format->bit_rate;
    enum daesa_status st = copy_name(clip, container->path) ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st)
        st = daesa_tags_copy(format->metadata, &clip->arena, &clip->tags, &clip->n_tags);
    if (!st)
        st = describe_chapters(format, clip);
    if (!st)
        st = daesa_streams_describe(container, &clip->arena, &clip->streams,
                                    &clip->n_streams);
    if (!st)
        st = daesa_edits_find(container, clip->streams, clip->n_streams);
    return st;
}

/* Streams may appear while packets are read (MPEG-TS): those are not counted. */
static enum daesa_status count_packets(struct daesa_container *container,
                                       struct daesa_tally *tallies, size_t n)
{
    const AVFormatContext *format = container->format;
    AVPacket *packet = av_packet_alloc();
    enum daesa_status st = packet ? DAESA_OK : DAESA_NO_MEMORY;
    bool got = true;
    while (!st && got) {
        st = daesa_container_read(container, packet, &got);
        size_t i = got && !st ? (size_t)packet->stream_index : n;
        if (i < n)
            st = daesa_tally_count(&tallies[i], format->streams[i], packet);
        if (packet)
            av_packet_unref(packet);
    }
    av_packet_free(&packet);
    return st;
}

/* The end of the last picture or sound, from the clock's zero on: what players
 * show as the length. */
static int64_t counted_duration(const struct daesa_clip *clip,
                                const struct daesa_tally *tallies, int64_t *frame_us)
{
    int64_t end_us = clip->zero_us;
    for (size_t i = 0; i < clip->n_streams; i++) {
        const struct daesa_stream *s = &clip->streams[i];
        const struct daesa_tally *tally = &tallies[i];
        bool is_av = s->kind == DAESA_STREAM_VIDEO || s->kind == DAESA_STREAM_AUDIO;
        if (!is_av || s->is_cover || tally->n_timed == 0 || 2 * tally->n_timed < tally->n)
            continue;
        end_us = tally->end_us > end_us ? tally->end_us : end_us;
        *frame_us = tally->frame_us > *frame_us ? tally->frame_us : *frame_us;
    }
    return end_us > clip->zero_us ? end_us - clip->zero_us : DAESA_TIME_NONE;
}

static enum daesa_status count(struct daesa_container *container, struct daesa_clip *clip)
{
    const AVFormatContext *format = container->format;
    size_t n = clip->n_streams;
    struct daesa_tally *tallies = calloc(n, sizeof *tallies);
    if (!tallies)
        return DAESA_NO_MEMORY;
    enum daesa_status st = count_packets(container, tallies, n);
    for (size_t i = 0; i < n && !st; i++)
        daesa_tally_settle(&tallies[i], format->streams[i], &clip->streams[i]);
    int64_t frame_us = 0, counted_us = counted_duration(clip, tallies, &frame_us);
    if (!st && counted_us != DAESA_TIME_NONE)
        clip->duration_us = daesa_tally_choose(clip->declared_us, counted_us, frame_us);
    for (size_t i = 0; i < n; i++)
        daesa_tally_finish(&tallies[i]);
    free(tallies);
    return st;
}

static void warn(const struct daesa_container *container, const char *rule,
                 const char *text)
{
    daesa_report(container->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = rule,
                                        .place = daesa_container_place(container),
                                        .start_us = DAESA_TIME_NONE},
                 "%s", text);
}

static void report_duration(const struct daesa_container *container,
                            struct daesa_clip *clip)
{
    struct daesa_buf text = {0};
    int64_t off_us = clip->declared_us - clip->duration_us;
    if (clip->declared_us == DAESA_TIME_NONE || clip->duration_us == DAESA_TIME_NONE ||
        (off_us <= WRONG_US && off_us >= -WRONG_US))
        return;
    clip->is_damaged |= off_us > 0;
    daesa_buf_add_text(&text, "the header declares a duration of ");
    daesa_time_print(&text, clip->declared_us);
    daesa_buf_add_text(&text, ", what can be read lasts ");
    daesa_time_print(&text, clip->duration_us);
    warn(container, off_us > 0 ? "clip-truncated" : "clip-duration",
         text.s ? text.s : "");
    daesa_buf_finish(&text);
}

static void report(const struct daesa_container *container, struct daesa_clip *clip)
{
    daesa_container_report(container);
    clip->is_damaged = container->log.n_errors > 0 || container->n_read_errors > 0;
    report_duration(container, clip);
    for (size_t i = 0; i < clip->n_streams; i++) {
        const struct daesa_stream *s = &clip->streams[i];
        struct daesa_buf text = {0};
        if (!s->problem)
            continue;
        daesa_buf_printf(&text, "stream %d cannot be decoded: %s", s->index, s->problem);
        warn(container, "stream-undecodable", text.s ? text.s : s->problem);
        daesa_buf_finish(&text);
    }
}

enum daesa_status daesa_probe(const char *path, const struct daesa_probe_opts *opts,
                              struct daesa_clip *clip, struct daesa_sink *sink)
{
    static const struct daesa_probe_opts defaults;
    struct daesa_clip found = {0};
    struct daesa_container *container = NULL;
    opts = opts ? opts : &defaults;
    if (!path)
        return DAESA_BAD_ARGUMENT;
    struct daesa_container_opts open = {.progress = opts->progress, .phase = "reading"};
    enum daesa_status st = daesa_container_open(&container, path, &open, sink);
    if (!st)
        st = describe(container, &found);
    if (!st && !opts->headers_only)
        st = count(container, &found);
    if (!st)
        report(container, &found);
    daesa_container_close(&container);
    if (st)
        daesa_clip_finish(&found);
    else
        *clip = found;
    return st;
}
