/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/audio.h"

#include "media/container.h"
#include "media/damage.h"
#include "media/dialogue.h"
#include "media/mono.h"
#include "media/stream.h"
#include "media/timeline.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_RATE_HZ 16000
#define RATE_MIN_HZ 1000
#define RATE_MAX_HZ 384000
/* Errors in a row from a decoder that is being emptied. */
#define DRAIN_ERRORS_MAX 16

struct daesa_audio {
    struct daesa_container *container;
    struct daesa_audio_info info;
    int64_t end_us, clip_end_us; /* as declared for the stream and for the clip */
    const AVStream *stream;
    AVCodecContext *decoder;
    AVPacket *packet;
    AVFrame *frame;
    struct daesa_mono *mono;
    struct daesa_timeline timeline;
    struct daesa_timeline_place next; /* what comes before `frame` */
    bool has_frame, is_draining, is_ended, is_reported;
    int n_drain_errors;
    struct daesa_damage damage;
};

/* A time of the container, on the clip's clock. */
static int64_t clip_time(const struct daesa_audio *audio, int64_t pts)
{
    if (pts == AV_NOPTS_VALUE)
        return DAESA_TIME_NONE;
    int64_t us = av_rescale_q(pts, audio->stream->time_base, AV_TIME_BASE_Q);
    if (us > DAESA_TIME_MAX || us < -DAESA_TIME_MAX)
        return DAESA_TIME_NONE;
    return us - audio->container->zero_us;
}

static int64_t now_us(const struct daesa_audio *audio)
{
    int32_t rate_hz = daesa_mono_input_hz(audio->mono);
    return rate_hz ? daesa_timeline_end_us(&audio->timeline, rate_hz) : 0;
}

static void note_corrupt(struct daesa_audio *audio)
{
    daesa_damage_corrupt(&audio->damage, now_us(audio));
}

static enum daesa_status feed_decoder(struct daesa_audio *audio)
{
    bool got;
    enum daesa_status st = daesa_container_read(audio->container, audio->packet, &got);
    if (st)
        return st;
    audio->is_draining = !got;
    if (got && audio->packet->stream_index != audio->info.stream) {
        av_packet_unref(audio->packet);
        return DAESA_OK;
    }
    int e = avcodec_send_packet(audio->decoder, got ? audio->packet : NULL);
    av_packet_unref(audio->packet);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (e < 0 && e != AVERROR_EOF)
        note_corrupt(audio);
    return DAESA_OK;
}

/* Lays the frame that came out of the decoder on the clock. */
static enum daesa_status take_frame(struct daesa_audio *audio)
{
    int32_t before_hz = daesa_mono_input_hz(audio->mono);
    enum daesa_status st = daesa_mono_adapt(audio->mono, audio->frame);
    if (st == DAESA_BAD_INPUT || audio->frame->nb_samples <= 0) {
        note_corrupt(audio);
        return DAESA_OK;
    }
    if (st)
        return st;
    int32_t rate_hz = daesa_mono_input_hz(audio->mono);
    if (before_hz && before_hz != rate_hz)
        daesa_timeline_change_rate(&audio->timeline, before_hz, rate_hz);
    audio->next =
        daesa_timeline_lay(&audio->timeline, rate_hz, clip_time(audio, audio->frame->pts),
                           audio->frame->nb_samples);
    audio->has_frame = true;
    return DAESA_OK;
}

/* Moves the decoder on by one frame or one packet. */
static enum daesa_status decode(struct daesa_audio *audio)
{
    int e = avcodec_receive_frame(audio->decoder, audio->frame);
    if (e >= 0)
        return take_frame(audio);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (e == AVERROR(EAGAIN) && !audio->is_draining)
        return feed_decoder(audio);
    if (e != AVERROR_EOF && e != AVERROR(EAGAIN)) {
        note_corrupt(audio);
        if (!audio->is_draining || audio->n_drain_errors++ < DRAIN_ERRORS_MAX)
            return audio->is_draining ? DAESA_OK : feed_decoder(audio);
    }
    audio->is_ended = true;
    return daesa_mono_drain(audio->mono);
}

static enum daesa_status decode_logged(struct daesa_audio *audio)
{
    daesa_media_log_begin(&audio->damage.log);
    enum daesa_status st = decode(audio);
    daesa_media_log_end(&audio->damage.log);
    return st;
}

/* One step towards more samples. */
static enum daesa_status step(struct daesa_audio *audio)
{
    int64_t done;
    if (!audio->has_frame)
        return decode_logged(audio);
    if (audio->next.silence > 0) {
        enum daesa_status st =
            daesa_mono_silence(audio->mono, audio->next.silence, &done);
        audio->next.silence -= done;
        return st;
    }
    enum daesa_status st = daesa_mono_frame(audio->mono, audio->frame, audio->next.skip);
    av_frame_unref(audio->frame);
    audio->has_frame = false;
    if (st == DAESA_BAD_INPUT) {
        note_corrupt(audio);
        return DAESA_OK;
    }
    return st;
}

static enum daesa_status open_decoder(struct daesa_audio *audio)
{
    const AVCodecParameters *par = audio->stream->codecpar;
    const AVCodec *codec = avcodec_find_decoder(par->codec_id);
    audio->decoder = avcodec_alloc_context3(codec);
    audio->packet = av_packet_alloc();
    audio->frame = av_frame_alloc();
    if (!audio->decoder || !audio->packet || !audio->frame ||
        avcodec_parameters_to_context(audio->decoder, par) < 0)
        return DAESA_NO_MEMORY;
    audio->decoder->pkt_timebase = audio->stream->time_base;
    audio->decoder->thread_count = 1; /* and so it speaks on our thread only */
    daesa_media_log_begin(&audio->damage.log);
    int e = codec ? avcodec_open2(audio->decoder, codec, NULL) : -1;
    daesa_media_log_end(&audio->damage.log);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (e < 0)
        return daesa_fail(audio->container->sink, DAESA_UNSUPPORTED, "audio-no-decoder",
                          daesa_container_place(audio->container),
                          "audio stream %d (%s) cannot be decoded: %s",
                          audio->stream->index, avcodec_get_name(par->codec_id),
                          audio->damage.log.first[0] ? audio->damage.log.first
                                                     : "FFmpeg refuses it");
    return DAESA_OK;
}

/* All but the chosen stream are passed over where the container can. */
static void use_stream(struct daesa_audio *audio, const struct daesa_stream *chosen)
{
    AVFormatContext *format = audio->container->format;
    for (unsigned i = 0; i < format->nb_streams; i++)
        format->streams[i]->discard =
            (int)i == chosen->index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    audio->stream = format->streams[chosen->index];
    audio->info.stream = chosen->index;
    snprintf(audio->info.language, sizeof audio->info.language, "%.*s",
             DAESA_STR_ARGS(chosen->language));
    audio->end_us = DAESA_TIME_NONE;
    audio->clip_end_us = DAESA_TIME_NONE;
    if (chosen->start_us != DAESA_TIME_NONE && chosen->duration_us > 0)
        audio->end_us =
            chosen->start_us + chosen->duration_us - audio->container->zero_us;
    if (format->duration > 0)
        audio->clip_end_us = format->duration;
    audio->info.duration_us = chosen->duration_us > 0  ? chosen->duration_us
                              : audio->clip_end_us > 0 ? audio->clip_end_us
                                                       : DAESA_TIME_NONE;
}

static enum daesa_status find_stream(struct daesa_audio *audio,
                                     const struct daesa_audio_opts *opts)
{
    struct daesa_arena arena = {0};
    struct daesa_stream *streams;
    const struct daesa_stream *chosen;
    size_t n;
    struct daesa_dialogue_wish wish = {.is_stream_chosen = opts->is_stream_chosen,
                                       .stream = opts->stream,
                                       .language = daesa_str_of(opts->language),
                                       .likely = opts->likely,
                                       .n_likely = opts->n_likely};
    enum daesa_status st = daesa_streams_describe(audio->container, &arena, &streams, &n);
    if (!st)
        st = daesa_dialogue_find(streams, n, &wish,
                                 daesa_container_place(audio->container),
                                 audio->container->sink, &chosen);
    if (!st)
        use_stream(audio, chosen);
    daesa_arena_finish(&arena);
    return st;
}

/* Decodes as far as the first sample, whose time is the start. */
static enum daesa_status find_start(struct daesa_audio *audio)
{
    while (!audio->timeline.is_started && !audio->is_ended) {
        audio->has_frame = false;
        enum daesa_status st = decode_logged(audio);
        if (st)
            return st;
    }
    if (!audio->timeline.is_started)
        return daesa_fail(audio->container->sink, DAESA_BAD_INPUT, "audio-undecodable",
                          daesa_container_place(audio->container),
                          "nothing of audio stream %d could be decoded%s%s",
                          audio->info.stream, audio->damage.log.first[0] ? ": " : "",
                          audio->damage.log.first);
    audio->info.start_us = audio->timeline.start_us;
    return DAESA_OK;
}

enum daesa_status daesa_audio_open(struct daesa_audio **out, const char *path,
                                   const struct daesa_audio_opts *opts,
                                   struct daesa_sink *sink)
{
    static const struct daesa_audio_opts defaults;
    opts = opts ? opts : &defaults;
    int32_t rate_hz = opts->rate_hz ? opts->rate_hz : DEFAULT_RATE_HZ;
    if (!path || rate_hz < RATE_MIN_HZ || rate_hz > RATE_MAX_HZ)
        return DAESA_BAD_ARGUMENT;
    struct daesa_audio *audio = calloc(1, sizeof *audio);
    if (!audio)
        return DAESA_NO_MEMORY;
    audio->info.rate_hz = rate_hz;
    struct daesa_container_opts container = {.progress = opts->progress,
                                             .phase = "decoding"};
    enum daesa_status st =
        daesa_container_open(&audio->container, path, &container, sink);
    if (!st)
        st = find_stream(audio, opts);
    if (!st)
        st = open_decoder(audio);
    if (!st)
        st = daesa_mono_open(&audio->mono, rate_hz);
    if (!st)
        st = find_start(audio);
    if (st)
        daesa_audio_close(&audio);
    else
        *out = audio;
    return st;
}

struct daesa_audio_info daesa_audio_info(const struct daesa_audio *audio)
{
    return audio->info;
}

static void report(struct daesa_audio *audio)
{
    const struct daesa_container *container = audio->container;
    struct daesa_place place = daesa_container_place(container);
    if (audio->is_reported)
        return;
    audio->is_reported = true;
    daesa_container_report(container);
    daesa_damage_report(&audio->damage, &audio->timeline, place, container->sink);
    daesa_damage_report_end(now_us(audio),
                            container->has_timeline ? audio->end_us : DAESA_TIME_NONE,
                            audio->clip_end_us, place, container->sink);
}

enum daesa_status daesa_audio_read(struct daesa_audio *audio, float *samples, size_t max,
                                   size_t *n)
{
    size_t got = 0;
    while (got < max) {
        size_t more = daesa_mono_take(audio->mono, samples + got, max - got);
        got += more;
        if (more == 0 && audio->is_ended)
            break;
        enum daesa_status st = more ? DAESA_OK : step(audio);
        if (st)
            return st;
    }
    if (got == 0 && max > 0)
        report(audio);
    *n = got;
    return DAESA_OK;
}

void daesa_audio_close(struct daesa_audio **audio)
{
    if (!audio || !*audio)
        return;
    daesa_media_log_begin(&(*audio)->damage.log);
    avcodec_free_context(&(*audio)->decoder);
    av_packet_free(&(*audio)->packet);
    av_frame_free(&(*audio)->frame);
    daesa_media_log_end(&(*audio)->damage.log);
    daesa_mono_close(&(*audio)->mono);
    daesa_container_close(&(*audio)->container);
    free(*audio);
    *audio = NULL;
}
