/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "late.h"

#include <libavutil/channel_layout.h>
#include <libavutil/cpu.h>
#include <libavutil/display.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
#include <libavutil/pixdesc.h>
#include <libavutil/tx.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

/* Of the version that the headers describe. */
#define UTIL "libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR)
#define SOUND "libswresample.so." AV_STRINGIFY(LIBSWRESAMPLE_VERSION_MAJOR)
#define PICTURE "libswscale.so." AV_STRINGIFY(LIBSWSCALE_VERSION_MAJOR)

/* Declarations, which clang-format takes for products. */
/* clang-format off */
LATE(UTIL, void *, av_calloc, (size_t nmemb, size_t size), nmemb, size)
LATE(UTIL, enum AVChannel, av_channel_layout_channel_from_index,
     (const AVChannelLayout *channel_layout, unsigned idx), channel_layout, idx)
LATE(UTIL, int, av_channel_layout_compare,
     (const AVChannelLayout *chl, const AVChannelLayout *chl1), chl, chl1)
LATE(UTIL, int, av_channel_layout_copy,
     (AVChannelLayout *dst, const AVChannelLayout *src), dst, src)
LATE_VOID(UTIL, av_channel_layout_default,
          (AVChannelLayout *ch_layout, int nb_channels), ch_layout, nb_channels)
LATE(UTIL, int, av_channel_layout_describe,
     (const AVChannelLayout *channel_layout, char *buf, size_t buf_size),
     channel_layout, buf, buf_size)
LATE(UTIL, int, av_channel_layout_index_from_channel,
     (const AVChannelLayout *channel_layout, enum AVChannel channel),
     channel_layout, channel)
LATE_VOID(UTIL, av_channel_layout_uninit,
          (AVChannelLayout *channel_layout), channel_layout)
LATE(UTIL, int, av_cpu_count, (void), )
LATE(UTIL, int, av_dict_count, (const AVDictionary *m), m)
LATE_VOID(UTIL, av_dict_free, (AVDictionary **m), m)
LATE(UTIL, AVDictionaryEntry *, av_dict_get,
     (const AVDictionary *m, const char *key, const AVDictionaryEntry *prev,
      int flags),
     m, key, prev, flags)
LATE(UTIL, int, av_dict_set,
     (AVDictionary **pm, const char *key, const char *value, int flags),
     pm, key, value, flags)
LATE(UTIL, double, av_display_rotation_get, (const int32_t matrix[9]), matrix)
LATE(UTIL, AVFrame *, av_frame_alloc, (void), )
LATE_VOID(UTIL, av_frame_free, (AVFrame **frame), frame)
LATE_VOID(UTIL, av_frame_move_ref, (AVFrame *dst, AVFrame *src), dst, src)
LATE(UTIL, int, av_frame_ref, (AVFrame *dst, const AVFrame *src), dst, src)
LATE_VOID(UTIL, av_frame_unref, (AVFrame *frame), frame)
LATE_VOID(UTIL, av_free, (void *ptr), ptr)
LATE(UTIL, const char *, av_get_pix_fmt_name, (enum AVPixelFormat pix_fmt), pix_fmt)
LATE_VOID(UTIL, av_log_default_callback,
          (void *avcl, int level, const char *fmt, va_list vl), avcl, level, fmt, vl)
LATE_VOID(UTIL, av_log_set_callback,
          (void (*callback)(void *, int, const char *, va_list)), callback)
LATE(UTIL, const AVPixFmtDescriptor *, av_pix_fmt_desc_get,
     (enum AVPixelFormat pix_fmt), pix_fmt)
LATE(UTIL, int, av_reduce,
     (int *dst_num, int *dst_den, int64_t num, int64_t den, int64_t max),
     dst_num, dst_den, num, den, max)
LATE(UTIL, int64_t, av_rescale, (int64_t a, int64_t b, int64_t c), a, b, c)
LATE(UTIL, int64_t, av_rescale_q, (int64_t a, AVRational bq, AVRational cq), a, bq, cq)
LATE(UTIL, char *, av_strdup, (const char *s), s)
LATE(UTIL, int, av_strerror,
     (int errnum, char *errbuf, size_t errbuf_size), errnum, errbuf, errbuf_size)
LATE(UTIL, int, av_tx_init,
     (AVTXContext **ctx, av_tx_fn *tx, enum AVTXType type, int inv, int len,
      const void *scale, uint64_t flags),
     ctx, tx, type, inv, len, scale, flags)
LATE_VOID(UTIL, av_tx_uninit, (AVTXContext **ctx), ctx)

LATE(SOUND, int, swr_alloc_set_opts2,
     (struct SwrContext **ps, AVChannelLayout *out_ch_layout,
      enum AVSampleFormat out_sample_fmt, int out_sample_rate,
      AVChannelLayout *in_ch_layout, enum AVSampleFormat in_sample_fmt,
      int in_sample_rate, int log_offset, void *log_ctx),
     ps, out_ch_layout, out_sample_fmt, out_sample_rate, in_ch_layout, in_sample_fmt,
     in_sample_rate, log_offset, log_ctx)
LATE(SOUND, int, swr_convert,
     (struct SwrContext *s, uint8_t **out, int out_count, const uint8_t **in,
      int in_count),
     s, out, out_count, in, in_count)
LATE_VOID(SOUND, swr_free, (struct SwrContext **s), s)
LATE(SOUND, int, swr_get_out_samples,
     (struct SwrContext *s, int in_samples), s, in_samples)
LATE(SOUND, int, swr_init, (struct SwrContext *s), s)
LATE(SOUND, int, swr_set_matrix,
     (struct SwrContext *s, const double *matrix, int stride), s, matrix, stride)

LATE_VOID(PICTURE, sws_freeContext, (struct SwsContext *swsContext), swsContext)
LATE(PICTURE, struct SwsContext *, sws_getCachedContext,
     (struct SwsContext *context, int srcW, int srcH, enum AVPixelFormat srcFormat,
      int dstW, int dstH, enum AVPixelFormat dstFormat, int flags,
      SwsFilter *srcFilter, SwsFilter *dstFilter, const double *param),
     context, srcW, srcH, srcFormat, dstW, dstH, dstFormat, flags, srcFilter, dstFilter,
     param)
LATE(PICTURE, const int *, sws_getCoefficients, (int colorspace), colorspace)
LATE(PICTURE, int, sws_scale,
     (struct SwsContext *c, const uint8_t *const srcSlice[], const int srcStride[],
      int srcSliceY, int srcSliceH, uint8_t *const dst[], const int dstStride[]),
     c, srcSlice, srcStride, srcSliceY, srcSliceH, dst, dstStride)
LATE(PICTURE, int, sws_setColorspaceDetails,
     (struct SwsContext *c, const int inv_table[4], int srcRange,
      const int table[4], int dstRange, int brightness, int contrast, int saturation),
     c, inv_table, srcRange, table, dstRange, brightness, contrast, saturation)
/* clang-format on */
