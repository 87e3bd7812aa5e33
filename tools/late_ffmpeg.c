/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "late.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

/* Of the version that the headers describe. */
#define FORMAT "libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR)
#define CODEC "libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR)

/* Declarations, which clang-format takes for products. */
/* clang-format off */
LATE(FORMAT, AVFormatContext *, avformat_alloc_context, (void), )
LATE(FORMAT, int, avformat_open_input,
     (AVFormatContext **ps, const char *url, const AVInputFormat *fmt,
      AVDictionary **options),
     ps, url, fmt, options)
LATE_VOID(FORMAT, avformat_close_input, (AVFormatContext **s), s)
LATE(FORMAT, int, avformat_find_stream_info,
     (AVFormatContext *ic, AVDictionary **options), ic, options)
LATE(FORMAT, int, avformat_index_get_entries_count, (const AVStream *st), st)
LATE(FORMAT, const AVIndexEntry *, avformat_index_get_entry,
     (AVStream *st, int idx), st, idx)
LATE(FORMAT, int, avformat_seek_file,
     (AVFormatContext *s, int stream_index, int64_t min_ts, int64_t ts,
      int64_t max_ts, int flags),
     s, stream_index, min_ts, ts, max_ts, flags)
LATE(FORMAT, int, av_seek_frame,
     (AVFormatContext *s, int stream_index, int64_t timestamp, int flags),
     s, stream_index, timestamp, flags)
LATE(FORMAT, int, av_read_frame, (AVFormatContext *s, AVPacket *pkt), s, pkt)
LATE(FORMAT, AVRational, av_guess_sample_aspect_ratio,
     (AVFormatContext *format, AVStream *stream, AVFrame *frame),
     format, stream, frame)
LATE(FORMAT, uint8_t *, av_stream_get_side_data,
     (const AVStream *stream, enum AVPacketSideDataType type, size_t *size),
     stream, type, size)
LATE(FORMAT, int, av_probe_input_buffer2,
     (AVIOContext *pb, const AVInputFormat **fmt, const char *url, void *logctx,
      unsigned offset, unsigned max_probe_size),
     pb, fmt, url, logctx, offset, max_probe_size)
LATE(FORMAT, int, avio_open2,
     (AVIOContext **s, const char *url, int flags, const AVIOInterruptCB *int_cb,
      AVDictionary **options),
     s, url, flags, int_cb, options)
LATE(FORMAT, int, avio_closep, (AVIOContext **s), s)
LATE(FORMAT, int, avio_read, (AVIOContext *s, unsigned char *buf, int size),
     s, buf, size)
LATE(FORMAT, int64_t, avio_seek, (AVIOContext *s, int64_t offset, int whence),
     s, offset, whence)

LATE(CODEC, AVPacket *, av_packet_alloc, (void), )
LATE(CODEC, AVPacket *, av_packet_clone, (const AVPacket *src), src)
LATE_VOID(CODEC, av_packet_free, (AVPacket **pkt), pkt)
LATE_VOID(CODEC, av_packet_unref, (AVPacket *pkt), pkt)
LATE(CODEC, uint8_t *, av_packet_get_side_data,
     (const AVPacket *pkt, enum AVPacketSideDataType type, size_t *size),
     pkt, type, size)
LATE(CODEC, const AVCodec *, avcodec_find_decoder, (enum AVCodecID id), id)
LATE(CODEC, const AVCodecDescriptor *, avcodec_descriptor_get, (enum AVCodecID id), id)
LATE(CODEC, const char *, avcodec_get_name, (enum AVCodecID id), id)
LATE(CODEC, const char *, avcodec_profile_name, (enum AVCodecID codec_id, int profile),
     codec_id, profile)
LATE(CODEC, AVCodecContext *, avcodec_alloc_context3, (const AVCodec *codec), codec)
LATE_VOID(CODEC, avcodec_free_context, (AVCodecContext **avctx), avctx)
LATE(CODEC, int, avcodec_parameters_to_context,
     (AVCodecContext *codec, const AVCodecParameters *par), codec, par)
LATE(CODEC, int, avcodec_open2,
     (AVCodecContext *avctx, const AVCodec *codec, AVDictionary **options),
     avctx, codec, options)
LATE(CODEC, int, avcodec_send_packet,
     (AVCodecContext *avctx, const AVPacket *avpkt), avctx, avpkt)
LATE(CODEC, int, avcodec_receive_frame, (AVCodecContext *avctx, AVFrame *frame),
     avctx, frame)
LATE_VOID(CODEC, avcodec_flush_buffers, (AVCodecContext *avctx), avctx)
LATE(CODEC, int, avcodec_decode_subtitle2,
     (AVCodecContext *avctx, AVSubtitle *sub, int *got_sub_ptr, AVPacket *avpkt),
     avctx, sub, got_sub_ptr, avpkt)
LATE_VOID(CODEC, avsubtitle_free, (AVSubtitle *sub), sub)
/* clang-format on */
