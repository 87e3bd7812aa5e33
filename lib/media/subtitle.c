/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/subtitle.h"

#include "media/container.h"
#include "media/sample.h"
#include "media/stream.h"
#include "media/subtitle_event.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

static unsigned props_of(const AVStream *stream)
{
    const AVCodecDescriptor *descriptor =
        avcodec_descriptor_get(stream->codecpar->codec_id);
    return descriptor ? (unsigned)descriptor->props : 0;
}

static bool is_subtitle(const AVStream *stream)
{
    return stream->codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE ||
           daesa_sample_kind(stream);
}

static bool is_pictures(const AVStream *stream)
{
    return props_of(stream) & AV_CODEC_PROP_BITMAP_SUB;
}

/* "WEBVTT" in Matroska has a name that FFmpeg does not know. */
static bool is_text(const AVStream *stream)
{
    return is_subtitle(stream) && !is_pictures(stream);
}

static const char *kind_of(const AVStream *stream)
{
    enum AVCodecID id = stream->codecpar->codec_id;
    const char *sampled = daesa_sample_codec(daesa_sample_kind(stream));
    if (sampled)
        return sampled;
    return id == AV_CODEC_ID_NONE ? "of an unknown kind" : avcodec_get_name(id);
}

/* ---- which stream ---- */

/* "2 (subrip, ko, "Commentary")" */
static void add_stream(struct daesa_buf *buf, const struct daesa_stream *stream,
                       const AVStream *from)
{
    daesa_buf_printf(buf, "%s%d (%s", buf->len ? ", " : "", stream->index, kind_of(from));
    if (stream->language.len)
        daesa_buf_printf(buf, ", %.*s", DAESA_STR_ARGS(stream->language));
    if (stream->title.len)
        daesa_buf_printf(buf, ", \"%.*s\"", DAESA_STR_ARGS(stream->title));
    daesa_buf_add_char(buf, ')');
}

struct choice {
    const struct daesa_container *container;
    const struct daesa_stream *streams;
    size_t n_streams;
};

static const AVStream *av_stream(const struct choice *choice, size_t i)
{
    const AVFormatContext *format = choice->container->format;
    return format->streams[i];
}

/* The streams for which `is` holds, in words; their number. */
static size_t list(const struct choice *choice, bool (*is)(const AVStream *),
                   struct daesa_buf *buf)
{
    size_t n = 0;
    for (size_t i = 0; i < choice->n_streams; i++)
        if (is(av_stream(choice, i))) {
            add_stream(buf, &choice->streams[i], av_stream(choice, i));
            n++;
        }
    return n;
}

static enum daesa_status refuse_pictures(const struct choice *choice, const char *which)
{
    return daesa_fail(
        choice->container->sink, DAESA_UNSUPPORTED, "subtitle-pictures",
        daesa_container_place(choice->container),
        "the subtitles of stream %s are pictures, not text; reading them "
        "takes character recognition, as Subtitle Edit has it: convert them "
        "there to SubRip first",
        which);
}

/* Nothing that is text. */
static enum daesa_status refuse_none(const struct choice *choice)
{
    struct daesa_buf names = {0};
    enum daesa_status status;
    if (list(choice, is_pictures, &names))
        status = refuse_pictures(choice, names.s ? names.s : "?");
    else
        status = daesa_fail(choice->container->sink, DAESA_NOT_FOUND, "subtitle-none",
                            daesa_container_place(choice->container),
                            "the clip has no subtitle stream; closed captions inside the "
                            "pictures are not read");
    daesa_buf_finish(&names);
    return status;
}

static enum daesa_status refuse_many(const struct choice *choice, const char *rule,
                                     const char *why)
{
    struct daesa_buf names = {0};
    list(choice, is_subtitle, &names);
    enum daesa_status status = daesa_fail(choice->container->sink, DAESA_NOT_FOUND, rule,
                                          daesa_container_place(choice->container),
                                          "%s; choose one with --stream: %s", why,
                                          names.s ? names.s : "there is none");
    daesa_buf_finish(&names);
    return status;
}

static enum daesa_status choose(const struct choice *choice,
                                const struct daesa_subtitle_opts *opts, size_t *out)
{
    struct daesa_buf names = {0};
    size_t found = 0, n = 0;
    if (opts->is_stream_chosen) {
        found = (size_t)opts->stream;
        if (opts->stream < 0 || found >= choice->n_streams ||
            !is_subtitle(av_stream(choice, found)))
            return refuse_many(choice, "subtitle-no-such",
                               "there is no subtitle stream of that number");
        if (is_pictures(av_stream(choice, found))) {
            add_stream(&names, &choice->streams[found], av_stream(choice, found));
            enum daesa_status status = refuse_pictures(choice, names.s ? names.s : "?");
            daesa_buf_finish(&names);
            return status;
        }
        *out = found;
        return DAESA_OK;
    }
    for (size_t i = 0; i < choice->n_streams; i++)
        if (is_text(av_stream(choice, i))) {
            found = i;
            n++;
        }
    if (n == 0)
        return refuse_none(choice);
    if (n > 1)
        return refuse_many(choice, "subtitle-many",
                           "the clip has several streams of subtitles");
    *out = found;
    return DAESA_OK;
}

/* ---- reading ---- */

/* Fonts and the like, which no subtitle file but ASS can hold, and we do not take. */
static void report_attachments(const struct choice *choice)
{
    struct daesa_buf names = {0};
    size_t n = 0;
    for (size_t i = 0; i < choice->n_streams; i++) {
        const AVStream *stream = av_stream(choice, i);
        const AVDictionaryEntry *name =
            av_dict_get(stream->metadata, "filename", NULL, 0);
        if (stream->codecpar->codec_type != AVMEDIA_TYPE_ATTACHMENT)
            continue;
        daesa_buf_printf(&names, "%s%s", n++ ? ", " : "", name ? name->value : "?");
    }
    if (n)
        daesa_report(
            choice->container->sink,
            (struct daesa_finding){.severity = DAESA_NOTE,
                                   .rule = "subtitle-attachments",
                                   .place = daesa_container_place(choice->container),
                                   .start_us = DAESA_TIME_NONE},
            "%zu attached %s in the clip: %s", n, n == 1 ? "file stays" : "files stay",
            names.s ? names.s : "?");
    daesa_buf_finish(&names);
}

static void discard_others(const struct choice *choice, size_t chosen)
{
    const AVFormatContext *format = choice->container->format;
    for (unsigned i = 0; i < format->nb_streams; i++)
        format->streams[i]->discard = i == chosen ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

static enum daesa_status take_packets(struct daesa_container *container, size_t chosen,
                                      struct daesa_subtitle_events *events, size_t *n_bad)
{
    AVPacket *packet = av_packet_alloc();
    enum daesa_status status = packet ? DAESA_OK : DAESA_NO_MEMORY;
    for (bool got = true; !status && got;) {
        status = daesa_container_read(container, packet, &got);
        if (status)
            break;
        daesa_media_log_begin(&container->log);
        if (!got)
            status = daesa_subtitle_events_take(events, NULL, container->zero_us, n_bad);
        else if ((size_t)packet->stream_index == chosen)
            status =
                daesa_subtitle_events_take(events, packet, container->zero_us, n_bad);
        daesa_media_log_end(&container->log);
        av_packet_unref(packet);
    }
    av_packet_free(&packet);
    return status;
}

static enum daesa_status refuse_codec(const struct daesa_container *container,
                                      const AVStream *stream)
{
    return daesa_fail(container->sink, DAESA_UNSUPPORTED, "subtitle-no-decoder",
                      daesa_container_place(container),
                      "FFmpeg cannot decode the subtitles of stream %d (%s)",
                      stream->index, kind_of(stream));
}

static enum daesa_status read_stream(struct daesa_container *container,
                                     const struct daesa_subtitle_opts *opts,
                                     size_t chosen, struct daesa_subtitle *out)
{
    const AVFormatContext *format = container->format;
    const AVStream *stream = format->streams[chosen];
    struct daesa_subtitle_events *events = NULL;
    size_t n_bad = 0;
    daesa_media_log_begin(&container->log);
    enum daesa_status status =
        daesa_subtitle_events_open(&events, stream, opts->encoding, out);
    daesa_media_log_end(&container->log);
    if (status == DAESA_UNSUPPORTED)
        return refuse_codec(container, stream);
    if (!status)
        status = take_packets(container, chosen, events, &n_bad);
    if (!status)
        status = daesa_subtitle_events_end(events, out);
    if (out->markup == DAESA_SUBTITLE_VTT)
        out->stream.codec = daesa_str_of("webvtt");
    out->is_sampled = daesa_sample_kind(stream);
    out->zero_us = container->zero_us;
    if (!status && n_bad)
        daesa_report(container->sink,
                     (struct daesa_finding){.severity = DAESA_WARNING,
                                            .rule = "subtitle-damaged",
                                            .place = daesa_container_place(container),
                                            .start_us = DAESA_TIME_NONE},
                     "%zu events cannot be decoded; they are left out", n_bad);
    daesa_subtitle_events_close(&events);
    return status;
}

const char *daesa_subtitle_probe(const char *path)
{
    struct daesa_container *container = NULL;
    struct daesa_container_opts open = {.ignore_edits = true};
    if (daesa_container_open(&container, path, &open, NULL))
        return NULL;
    const AVFormatContext *format = container->format;
    const char *name = format->iformat->name;
    daesa_container_close(&container);
    return name;
}

enum daesa_status daesa_subtitle_read(const char *path,
                                      const struct daesa_subtitle_opts *opts,
                                      struct daesa_subtitle *out, struct daesa_sink *sink)
{
    struct daesa_subtitle found = {0};
    struct daesa_container *container = NULL;
    struct daesa_stream *streams = NULL;
    size_t n_streams = 0, chosen = 0;
    struct daesa_container_opts open = {.progress = opts->progress, .phase = "reading"};
    enum daesa_status status = daesa_container_open(&container, path, &open, sink);
    if (status)
        return status;
    status = daesa_streams_describe(container, &found.arena, &streams, &n_streams);
    struct choice choice = {container, streams, n_streams};
    if (!status)
        status = choose(&choice, opts, &chosen);
    if (!status) {
        report_attachments(&choice);
        discard_others(&choice, chosen);
        found.stream = streams[chosen];
        status = read_stream(container, opts, chosen, &found);
    }
    if (!status)
        daesa_container_report(container);
    daesa_container_close(&container);
    if (status)
        daesa_subtitle_finish(&found);
    else
        *out = found;
    return status;
}

void daesa_subtitle_finish(struct daesa_subtitle *subtitle)
{
    if (!subtitle)
        return;
    daesa_arena_finish(&subtitle->arena);
    *subtitle = (struct daesa_subtitle){0};
}
