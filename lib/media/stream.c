/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/stream.h"

#include "media/sample.h"
#include "media/tags.h"
#include "text/language.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <string.h>

static const enum daesa_stream_kind kinds[] = {
    [AVMEDIA_TYPE_VIDEO] = DAESA_STREAM_VIDEO,
    [AVMEDIA_TYPE_AUDIO] = DAESA_STREAM_AUDIO,
    [AVMEDIA_TYPE_DATA] = DAESA_STREAM_DATA,
    [AVMEDIA_TYPE_SUBTITLE] = DAESA_STREAM_SUBTITLE,
    [AVMEDIA_TYPE_ATTACHMENT] = DAESA_STREAM_ATTACHMENT,
};

static enum daesa_stream_kind kind_of(enum AVMediaType type)
{
    return type >= 0 && type < AVMEDIA_TYPE_NB ? kinds[type] : DAESA_STREAM_OTHER;
}

static struct daesa_rate rate_of(AVRational r)
{
    return r.num > 0 && r.den > 0 ? (struct daesa_rate){r.num, r.den}
                                  : (struct daesa_rate){0};
}

static void set_flags(struct daesa_stream *s, int flags)
{
    s->is_default = flags & AV_DISPOSITION_DEFAULT;
    s->is_forced = flags & AV_DISPOSITION_FORCED;
    s->is_hearing_impaired =
        flags & (AV_DISPOSITION_HEARING_IMPAIRED | AV_DISPOSITION_CAPTIONS);
    s->is_visual_impaired =
        flags & (AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_DESCRIPTIONS);
    s->is_comment = flags & AV_DISPOSITION_COMMENT;
    s->is_original = flags & AV_DISPOSITION_ORIGINAL;
    s->is_dub = flags & AV_DISPOSITION_DUB;
    s->is_effects = flags & (AV_DISPOSITION_CLEAN_EFFECTS | AV_DISPOSITION_KARAOKE |
                             AV_DISPOSITION_NON_DIEGETIC);
    s->is_cover = flags & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS);
}

/* In containers' matrices the angle counts the other way round. */
static void set_rotation(const AVStream *stream, struct daesa_stream *s)
{
    int32_t matrix[9];
    size_t size = 0;
    const uint8_t *data =
        av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (!data || size < sizeof matrix)
        return;
    memcpy(matrix, data, sizeof matrix);
    double angle = av_display_rotation_get(matrix);
    if (!isfinite(angle))
        return;
    s->rotation_deg = (int32_t)((lround(-angle) % 360 + 360) % 360);
    s->is_mirrored = (double)matrix[0] * matrix[4] < (double)matrix[1] * matrix[3];
}

static struct daesa_rate display_aspect(const struct daesa_stream *s)
{
    int num = 0, den = 0;
    int64_t par_num = daesa_rate_known(s->sample_aspect) ? s->sample_aspect.num : 1;
    int64_t par_den = daesa_rate_known(s->sample_aspect) ? s->sample_aspect.den : 1;
    av_reduce(&num, &den, s->width_px * par_num, s->height_px * par_den, INT32_MAX);
    if (s->rotation_deg % 180 == 90)
        return rate_of((AVRational){den, num});
    return rate_of((AVRational){num, den});
}

static const char *field_order(enum AVFieldOrder order)
{
    switch (order) {
    case AV_FIELD_PROGRESSIVE:
        return "progressive";
    case AV_FIELD_TT:
    case AV_FIELD_BT:
        return "top first";
    case AV_FIELD_BB:
    case AV_FIELD_TB:
        return "bottom first";
    default:
        return NULL;
    }
}

static void describe_video(const struct daesa_container *container, AVStream *stream,
                           struct daesa_stream *s)
{
    const AVCodecParameters *par = stream->codecpar;
    s->width_px = par->width;
    s->height_px = par->height;
    s->sample_aspect =
        rate_of(av_guess_sample_aspect_ratio(container->format, stream, NULL));
    set_rotation(stream, s);
    s->display_aspect = display_aspect(s);
    s->average_rate = rate_of(stream->avg_frame_rate);
    s->real_rate = rate_of(stream->r_frame_rate);
    s->field_order = daesa_str_of(field_order(par->field_order));
    s->pixel_format = daesa_str_of(av_get_pix_fmt_name(par->format));
}

static enum daesa_status describe_audio(const AVCodecParameters *par,
                                        struct daesa_arena *arena, struct daesa_stream *s)
{
    char layout[128] = "";
    s->sample_rate_hz = par->sample_rate;
    s->n_channels = par->ch_layout.nb_channels;
    AVChannelLayout usual = {0};
    bool is_plain = par->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC && s->n_channels <= 2;
    if (s->n_channels > 0 && is_plain)
        av_channel_layout_default(&usual, s->n_channels);
    if (s->n_channels > 0)
        av_channel_layout_describe(is_plain ? &usual : &par->ch_layout, layout,
                                   sizeof layout);
    return daesa_arena_copy(arena, daesa_str_of(layout), &s->layout) ? DAESA_OK
                                                                     : DAESA_NO_MEMORY;
}

static const char *problem_of(const AVStream *stream)
{
    const AVCodecParameters *par = stream->codecpar;
    if (par->codec_type != AVMEDIA_TYPE_VIDEO && par->codec_type != AVMEDIA_TYPE_AUDIO &&
        par->codec_type != AVMEDIA_TYPE_SUBTITLE)
        return NULL;
    if (par->codec_id == AV_CODEC_ID_NONE)
        return "its codec is not known";
    if (!avcodec_find_decoder(par->codec_id))
        return "there is no decoder for its codec";
    if (par->codec_type == AVMEDIA_TYPE_AUDIO &&
        (par->sample_rate <= 0 || par->ch_layout.nb_channels <= 0))
        return "its sample rate or channels are not known";
    if (par->codec_type == AVMEDIA_TYPE_VIDEO && (par->width <= 0 || par->height <= 0))
        return "its picture size is not known";
    return NULL;
}

static int64_t to_us(int64_t time, AVRational base)
{
    return time == AV_NOPTS_VALUE ? DAESA_TIME_NONE
                                  : av_rescale_q(time, base, AV_TIME_BASE_Q);
}

static enum daesa_status describe(const struct daesa_container *container,
                                  AVStream *stream, struct daesa_arena *arena,
                                  struct daesa_stream *s)
{
    const AVCodecParameters *par = stream->codecpar;
    const char *sampled = daesa_sample_codec(daesa_sample_kind(stream));
    *s = (struct daesa_stream){
        .index = stream->index,
        .kind = sampled ? DAESA_STREAM_SUBTITLE : kind_of(par->codec_type),
        .codec = daesa_str_of(par->codec_id ? avcodec_get_name(par->codec_id) : sampled),
        .profile = daesa_str_of(avcodec_profile_name(par->codec_id, par->profile)),
        .start_us = to_us(stream->start_time, stream->time_base),
        .duration_us = to_us(stream->duration, stream->time_base),
        .declared_us = to_us(stream->duration, stream->time_base),
        .bit_rate = par->bit_rate,
        .n_packets = -1,
        .problem = problem_of(stream),
    };
    set_flags(s, stream->disposition);
    if (s->kind == DAESA_STREAM_VIDEO)
        describe_video(container, stream, s);
    enum daesa_status st = DAESA_OK;
    if (s->kind == DAESA_STREAM_AUDIO)
        st = describe_audio(par, arena, s);
    if (!st)
        st = daesa_tags_copy(stream->metadata, arena, &s->tags, &s->n_tags);
    s->language = daesa_language_tag(daesa_tag_get(s->tags, s->n_tags, "language"));
    s->title = daesa_tag_get(s->tags, s->n_tags, "title");
    return st;
}

enum daesa_status daesa_streams_describe(const struct daesa_container *container,
                                         struct daesa_arena *arena,
                                         struct daesa_stream **streams, size_t *n_streams)
{
    const AVFormatContext *format = container->format;
    struct daesa_stream *all = daesa_arena_alloc(arena, format->nb_streams, sizeof *all);
    if (!all)
        return DAESA_NO_MEMORY;
    for (unsigned i = 0; i < format->nb_streams; i++) {
        enum daesa_status st = describe(container, format->streams[i], arena, &all[i]);
        if (st)
            return st;
    }
    *streams = all;
    *n_streams = format->nb_streams;
    return DAESA_OK;
}
