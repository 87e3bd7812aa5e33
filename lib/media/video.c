/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/video.h"

#include "media/container.h"
#include "media/stream.h"
#include "media/tally.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/cpu.h>
#include <stdlib.h>
#include <string.h>

/* Rough pictures are not made smaller than this. */
#define ROUGH_WIDTH_PX 320
/* Errors in a row from a decoder that is being emptied. */
#define DRAIN_ERRORS_MAX 16
/* Threads of a decoder for each processor that may pass pictures over, and the most of
 * them: a picture passed over holds a thread in the line of frames as long as one that
 * is decoded, and with one thread for each processor most of them would only wait. */
#define SPARSE_THREADS 4
#define SPARSE_THREADS_MAX 16
/* Frame threads speak on threads that nobody listens on: they are to be silent. */
#define SILENT 100

struct daesa_video {
    struct daesa_container *container;
    struct daesa_video_info info;
    struct daesa_media_log log; /* what the decoder complained of */
    AVStream *stream;
    AVCodecContext *decoder;
    AVPacket *packet;
    AVFrame *frame;
    struct daesa_tally tally;
    int threads;
    enum daesa_video_haste haste;
    bool is_draining, was_moved;
    int n_drain_errors;
};

static void set_haste(struct daesa_video *video)
{
    bool is_whole = video->haste == DAESA_VIDEO_WHOLE;
    video->decoder->skip_loop_filter = is_whole ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    video->decoder->skip_frame =
        video->haste == DAESA_VIDEO_SPARSE ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
}

/* By how many halvings a codec that can shall make its pictures smaller. */
static int lowres(const struct daesa_video *video, const AVCodec *codec)
{
    int n = 0;
    if (video->haste == DAESA_VIDEO_WHOLE)
        return 0;
    while (n < codec->max_lowres && video->info.width_px >> (n + 1) >= ROUGH_WIDTH_PX)
        n++;
    return n;
}

static enum daesa_status no_decoder(const struct daesa_video *video)
{
    return daesa_fail(video->container->sink, DAESA_UNSUPPORTED, "video-no-decoder",
                      daesa_container_place(video->container),
                      "video stream %d (%s) cannot be decoded: %s", video->info.stream,
                      avcodec_get_name(video->stream->codecpar->codec_id),
                      video->log.first[0] ? video->log.first : "FFmpeg refuses it");
}

static int n_threads(const struct daesa_video *video)
{
    int n = av_cpu_count();
    if (video->threads || video->haste != DAESA_VIDEO_SPARSE || n < 2)
        return video->threads;
    return n < SPARSE_THREADS_MAX / SPARSE_THREADS ? n * SPARSE_THREADS
                                                   : SPARSE_THREADS_MAX;
}

static enum daesa_status open_decoder(struct daesa_video *video)
{
    const AVCodecParameters *par = video->stream->codecpar;
    const AVCodec *codec = avcodec_find_decoder(par->codec_id);
    if (!codec)
        return no_decoder(video);
    video->decoder = avcodec_alloc_context3(codec);
    video->packet = av_packet_alloc();
    video->frame = av_frame_alloc();
    if (!video->decoder || !video->packet || !video->frame ||
        avcodec_parameters_to_context(video->decoder, par) < 0)
        return DAESA_NO_MEMORY;
    video->decoder->pkt_timebase = video->stream->time_base;
    video->decoder->thread_count = n_threads(video);
    if (video->threads != 1)
        video->decoder->log_level_offset = SILENT;
    video->decoder->lowres = lowres(video, codec);
    if (video->haste != DAESA_VIDEO_WHOLE)
        video->decoder->flags2 |= AV_CODEC_FLAG2_FAST;
    set_haste(video);
    daesa_media_log_begin(&video->log);
    int e = avcodec_open2(video->decoder, codec, NULL);
    daesa_media_log_end(&video->log);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    return e < 0 ? no_decoder(video) : DAESA_OK;
}

static const struct daesa_stream *choose(const struct daesa_stream *streams, size_t n,
                                         const struct daesa_video_opts *opts)
{
    const struct daesa_stream *best = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct daesa_stream *s = &streams[i];
        if (s->kind != DAESA_STREAM_VIDEO)
            continue;
        if (opts->is_stream_chosen && s->index == opts->stream)
            return s;
        if (!opts->is_stream_chosen && !s->is_cover && !s->problem &&
            (!best || (s->is_default && !best->is_default)))
            best = s;
    }
    return best;
}

/* All but the chosen stream are passed over where the container can. */
static void use_stream(struct daesa_video *video, const struct daesa_stream *chosen)
{
    AVFormatContext *format = video->container->format;
    for (unsigned i = 0; i < format->nb_streams; i++)
        format->streams[i]->discard =
            (int)i == chosen->index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    video->stream = format->streams[chosen->index];
    video->info =
        (struct daesa_video_info){.stream = chosen->index,
                                  .width_px = chosen->width_px,
                                  .height_px = chosen->height_px,
                                  .sample_aspect = chosen->sample_aspect,
                                  .rotation_deg = chosen->rotation_deg,
                                  .is_mirrored = chosen->is_mirrored,
                                  .can_seek = video->container->size_bytes >= 0};
}

static enum daesa_status find_stream(struct daesa_video *video,
                                     const struct daesa_video_opts *opts)
{
    struct daesa_arena arena = {0};
    struct daesa_stream *streams;
    size_t n;
    enum daesa_status st = daesa_streams_describe(video->container, &arena, &streams, &n);
    const struct daesa_stream *chosen = st ? NULL : choose(streams, n, opts);
    if (chosen)
        use_stream(video, chosen);
    else if (!st && opts->is_stream_chosen)
        st = daesa_fail(video->container->sink, DAESA_NOT_FOUND, "video-no-such-stream",
                        daesa_container_place(video->container),
                        "stream %d is not a video stream", opts->stream);
    else if (!st)
        st = daesa_fail(video->container->sink, DAESA_NOT_FOUND, "clip-no-video",
                        daesa_container_place(video->container),
                        "there is no video stream in it that can be decoded");
    daesa_arena_finish(&arena);
    return st;
}

enum daesa_status daesa_video_open(struct daesa_video **out, const char *path,
                                   const struct daesa_video_opts *opts,
                                   struct daesa_sink *sink)
{
    static const struct daesa_video_opts defaults;
    opts = opts ? opts : &defaults;
    if (!path || opts->threads < 0)
        return DAESA_BAD_ARGUMENT;
    struct daesa_video *video = calloc(1, sizeof *video);
    if (!video)
        return DAESA_NO_MEMORY;
    video->haste = opts->haste;
    video->threads = opts->threads;
    struct daesa_container_opts container = {
        .progress = opts->progress, .phase = opts->phase ? opts->phase : "decoding"};
    enum daesa_status st =
        daesa_container_open(&video->container, path, &container, sink);
    if (!st)
        st = find_stream(video, opts);
    if (!st)
        st = open_decoder(video);
    if (st)
        daesa_video_close(&video);
    else
        *out = video;
    return st;
}

struct daesa_video_info daesa_video_info(const struct daesa_video *video)
{
    return video->info;
}

void daesa_video_shown(const struct daesa_video_info *info, int64_t *width_px,
                       int64_t *height_px)
{
    int64_t w = info->width_px, h = info->height_px;
    struct daesa_rate aspect = info->sample_aspect;
    if (daesa_rate_known(aspect) && aspect.num > aspect.den)
        w = av_rescale(w, aspect.num, aspect.den);
    else if (daesa_rate_known(aspect))
        h = av_rescale(h, aspect.den, aspect.num);
    bool is_turned = (info->rotation_deg + 45) / 90 % 2;
    *width_px = is_turned ? h : w;
    *height_px = is_turned ? w : h;
}

void daesa_video_describe(const struct daesa_video *video,
                          struct daesa_evidence *evidence)
{
    int64_t w, h;
    struct daesa_rate aspect = video->info.sample_aspect;
    daesa_video_shown(&video->info, &w, &h);
    if (w < 1 || h < 1 || w > INT32_MAX || h > INT32_MAX)
        return;
    evidence->width_px = (int32_t)w;
    evidence->height_px = (int32_t)h;
    evidence->is_stretched = daesa_rate_known(aspect) && aspect.num != aspect.den;
}

/* The next packet of our stream, counted. */
static enum daesa_status read_packet(struct daesa_video *video, bool *got)
{
    enum daesa_status st;
    do {
        av_packet_unref(video->packet);
        st = daesa_container_read(video->container, video->packet, got);
    } while (!st && *got && video->packet->stream_index != video->info.stream);
    if (!st && *got && !video->was_moved)
        st = daesa_tally_count(&video->tally, video->stream, video->packet);
    return st;
}

static enum daesa_status feed(struct daesa_video *video)
{
    bool got;
    enum daesa_status st = read_packet(video, &got);
    if (st)
        return st;
    video->is_draining = !got;
    int e = avcodec_send_packet(video->decoder, got ? video->packet : NULL);
    av_packet_unref(video->packet);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    video->info.n_corrupt += e < 0 && e != AVERROR_EOF;
    return DAESA_OK;
}

static int64_t clip_time(const struct daesa_video *video, int64_t pts)
{
    if (pts == AV_NOPTS_VALUE)
        return DAESA_TIME_NONE;
    int64_t us = av_rescale_q(pts, video->stream->time_base, AV_TIME_BASE_Q);
    if (us > DAESA_TIME_MAX || us < -DAESA_TIME_MAX)
        return DAESA_TIME_NONE;
    return us - video->container->zero_us;
}

/* Moves the decoder on by one frame or one packet. */
static enum daesa_status step(struct daesa_video *video, bool *got, bool *is_ended)
{
    int e = avcodec_receive_frame(video->decoder, video->frame);
    *got = e >= 0;
    if (*got)
        video->info.n_corrupt += video->frame->decode_error_flags != 0 ||
                                 video->frame->flags & AV_FRAME_FLAG_CORRUPT;
    if (*got)
        return DAESA_OK;
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (e == AVERROR(EAGAIN) && !video->is_draining)
        return feed(video);
    bool is_error = e != AVERROR_EOF && e != AVERROR(EAGAIN);
    video->info.n_corrupt += is_error;
    if (is_error && !video->is_draining)
        return feed(video);
    *is_ended = !is_error || video->n_drain_errors++ >= DRAIN_ERRORS_MAX;
    return DAESA_OK;
}

enum daesa_status daesa_video_next(struct daesa_video *video, const void **frame,
                                   int64_t *time_us)
{
    bool got = false, is_ended = false;
    enum daesa_status st = DAESA_OK;
    daesa_media_log_begin(&video->log);
    while (!st && !got && !is_ended)
        st = step(video, &got, &is_ended);
    daesa_media_log_end(&video->log);
    if (st)
        return st;
    *frame = got ? video->frame : NULL;
    *time_us =
        got ? clip_time(video, video->frame->best_effort_timestamp) : DAESA_TIME_NONE;
    return DAESA_OK;
}

enum daesa_status daesa_video_seek(struct daesa_video *video, int64_t time_us)
{
    AVFormatContext *format = video->container->format;
    if (!video->info.can_seek)
        return DAESA_UNSUPPORTED;
    int64_t at = av_rescale_q(time_us + video->container->zero_us, AV_TIME_BASE_Q,
                              video->stream->time_base);
    daesa_media_log_begin(&video->log);
    int e = avformat_seek_file(format, video->info.stream, INT64_MIN, at, at, 0);
    if (e < 0) /* there is nothing before it: from the beginning, then */
        e = av_seek_frame(format, video->info.stream, at, AVSEEK_FLAG_BACKWARD);
    avcodec_flush_buffers(video->decoder);
    daesa_media_log_end(&video->log);
    video->is_draining = false;
    video->was_moved = true;
    video->n_drain_errors = 0;
    return e < 0 ? DAESA_UNSUPPORTED : DAESA_OK;
}

void daesa_video_hurry(struct daesa_video *video, enum daesa_video_haste haste)
{
    video->haste = haste;
    set_haste(video);
}

static int ascending(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

void daesa_video_take_times(struct daesa_video *video, int64_t **times_us, size_t *n)
{
    struct daesa_tally *tally = &video->tally;
    size_t n_kept = 0;
    if (tally->n_times)
        qsort(tally->times_us, tally->n_times, sizeof *tally->times_us, ascending);
    for (size_t i = 0; i < tally->n_times; i++) {
        int64_t us = tally->times_us[i] - video->container->zero_us;
        if (n_kept == 0 || tally->times_us[n_kept - 1] != us)
            tally->times_us[n_kept++] = us;
    }
    *times_us = tally->times_us;
    *n = n_kept;
    *tally = (struct daesa_tally){0};
}

enum daesa_status daesa_video_skip(struct daesa_video *video)
{
    bool got = true;
    enum daesa_status st = DAESA_OK;
    while (!st && got)
        st = read_packet(video, &got);
    av_packet_unref(video->packet);
    return st;
}

void daesa_video_report(const struct daesa_video *video)
{
    daesa_container_report(video->container);
    if (video->info.n_corrupt == 0)
        return;
    daesa_report(video->container->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = "video-corrupt",
                                        .place = daesa_container_place(video->container),
                                        .start_us = DAESA_TIME_NONE},
                 "%zu pictures of video stream %d are damaged or missing%s%s",
                 video->info.n_corrupt, video->info.stream,
                 video->log.first[0] ? ": " : "", video->log.first);
}

void daesa_video_close(struct daesa_video **video)
{
    if (!video || !*video)
        return;
    daesa_media_log_begin(&(*video)->log);
    avcodec_free_context(&(*video)->decoder);
    av_packet_free(&(*video)->packet);
    av_frame_free(&(*video)->frame);
    daesa_media_log_end(&(*video)->log);
    daesa_tally_finish(&(*video)->tally);
    daesa_container_close(&(*video)->container);
    free(*video);
    *video = NULL;
}
