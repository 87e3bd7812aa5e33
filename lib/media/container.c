/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/container.h"

#include "core/buf.h"

#include <errno.h>
#include <libavformat/avformat.h>
#include <libavutil/mem.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Errors in a row without a packet, after which a file is given up. */
#define READ_ERRORS_MAX 16
#define PACKETS_PER_STEP 16
/* A start that is late enough to see. */
#define LATE_US INT64_C(100000)

/* What opens other files or the network by what a stranger's file says, draws
 * text as a picture, or takes a name for a pattern. */
static const char *const refused_formats[] = {
    "concat", "concatf", "dash",
    "hls",    "image2",  "imf",
    "rtsp",   "sdp",     "webm_dash_manifest",
};

struct daesa_place daesa_container_place(const struct daesa_container *source)
{
    return (struct daesa_place){.file = source->path};
}

/* A failure of the system, in its own words. */
static enum daesa_status fail_io(const struct daesa_container *source, const char *rule,
                                 int e)
{
    char words[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(e, words, sizeof words);
    return daesa_fail(source->sink, DAESA_IO, rule, daesa_container_place(source),
                      "cannot open the clip: %s", words);
}

static enum daesa_status fail(const struct daesa_container *source,
                              enum daesa_status status, const char *rule,
                              const char *what)
{
    return daesa_fail(source->sink, status, rule, daesa_container_place(source), "%s",
                      what);
}

/* FFmpeg asks this before it waits for the file. */
static int interrupted(void *opaque)
{
    struct daesa_container *source = opaque;
    if (!source->cancelled)
        source->cancelled =
            !daesa_progress_step(source->progress, source->phase, source->share);
    return source->cancelled;
}

static int open_nothing_else(AVFormatContext *format, AVIOContext **pb, const char *url,
                             int flags, AVDictionary **options)
{
    (void)format, (void)pb, (void)url, (void)flags, (void)options;
    return AVERROR(EPERM);
}

static enum daesa_status check_file(struct daesa_container *source)
{
    struct stat st;
    source->size_bytes = -1;
    if (strcmp(source->path, "-") == 0)
        return DAESA_OK;
    if (stat(source->path, &st)) {
        if (strstr(source->path, "://"))
            return fail(source, DAESA_IO, "clip-missing",
                        "no such file; only files on this machine are read, not URLs");
        return fail_io(source, "clip-missing", AVERROR(errno));
    }
    if (S_ISDIR(st.st_mode))
        return fail(source, DAESA_BAD_INPUT, "clip-is-directory",
                    "this is a directory; name a media file in it");
    if (!S_ISREG(st.st_mode))
        return DAESA_OK;
    source->size_bytes = st.st_size;
    if (st.st_size == 0)
        return fail(source, DAESA_BAD_INPUT, "clip-empty", "the file is empty (0 bytes)");
    return DAESA_OK;
}

static enum daesa_status open_bytes(struct daesa_container *source, AVIOContext **pb)
{
    bool is_stdin = strcmp(source->path, "-") == 0;
    struct daesa_buf url = {0};
    AVDictionary *options = NULL;
    daesa_buf_add_text(&url, is_stdin ? "pipe:0" : "file:");
    daesa_buf_add_text(&url, is_stdin ? "" : source->path);
    if (url.status || av_dict_set(&options, "protocol_whitelist", "file,pipe", 0) < 0) {
        daesa_buf_finish(&url);
        return DAESA_NO_MEMORY;
    }
    AVIOInterruptCB watch = {.callback = interrupted, .opaque = source};
    int e = avio_open2(pb, url.s, AVIO_FLAG_READ, &watch, &options);
    av_dict_free(&options);
    daesa_buf_finish(&url);
    if (source->cancelled)
        return DAESA_CANCELLED;
    if (e < 0)
        return fail_io(source, "clip-unreadable", e);
    return DAESA_OK;
}

/* Whether the first bytes look like text: to tell why a file is no clip. */
static bool looks_like_text(struct daesa_container *source, AVIOContext *pb)
{
    unsigned char head[4096];
    if (source->size_bytes < 0 || avio_seek(pb, 0, SEEK_SET) < 0)
        return false;
    int n = avio_read(pb, head, sizeof head), odd = 0;
    if (n >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) ||
                   (head[0] == 0xFE && head[1] == 0xFF && head[2] < 0x20)))
        return true;
    for (int i = 0; i < n; i++) {
        if (head[i] == 0)
            return false;
        odd += head[i] < 0x20 && !strchr("\t\n\f\r\x1b", head[i]);
    }
    return n > 0 && odd * 100 <= n;
}

static enum daesa_status not_media(struct daesa_container *source, AVIOContext *pb,
                                   const char *format_name)
{
    if (source->cancelled)
        return DAESA_CANCELLED;
    if (looks_like_text(source, pb))
        return fail(source, DAESA_BAD_INPUT, "clip-is-text",
                    "this is a text file, not a clip");
    if (strstr(source->log.first, "moov"))
        return fail(source, DAESA_BAD_INPUT, "clip-no-index",
                    source->size_bytes < 0
                        ? "its index (moov) is at the end, which a pipe cannot reach; "
                          "name the file instead"
                        : "its index (moov) is missing: the recording or download was "
                          "cut off; get the whole file, or repair it");
    return daesa_fail(source->sink, DAESA_BAD_INPUT, "clip-not-media",
                      daesa_container_place(source),
                      "this is no media file that can be read%s%s%s%s%s",
                      format_name ? "; it looks like " : "",
                      format_name ? format_name : "", source->log.first[0] ? " (" : "",
                      source->log.first, source->log.first[0] ? ")" : "");
}

static enum daesa_status find_format(struct daesa_container *source, AVIOContext *pb,
                                     const AVInputFormat **out)
{
    if (av_probe_input_buffer2(pb, out, source->path, NULL, 0, 0) < 0 || !*out ||
        strcmp((*out)->name, "tty") == 0)
        return not_media(source, pb, NULL);
    for (size_t i = 0; i < sizeof refused_formats / sizeof *refused_formats; i++)
        if (strcmp((*out)->name, refused_formats[i]) == 0)
            return daesa_fail(source->sink, DAESA_BAD_INPUT, "clip-is-playlist",
                              daesa_container_place(source),
                              "this (%s) is a list that points to other files, which are "
                              "not followed; name the media file itself",
                              (*out)->name);
    return DAESA_OK;
}

static enum daesa_status open_format(struct daesa_container *source, AVIOContext **pb,
                                     bool ignore_edits)
{
    AVDictionary *options = NULL;
    const AVInputFormat *kind = NULL;
    enum daesa_status st = find_format(source, *pb, &kind);
    if (st)
        return st;
    AVFormatContext *format = avformat_alloc_context();
    if (!format)
        return DAESA_NO_MEMORY;
    format->pb = *pb;
    format->io_open = open_nothing_else;
    format->interrupt_callback = (AVIOInterruptCB){interrupted, source};
    format->protocol_whitelist = av_strdup("file,pipe");
    if (ignore_edits)
        av_dict_set(&options, "ignore_editlist", "1", 0);
    int e = avformat_open_input(&format, source->path, kind, &options);
    av_dict_free(&options);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (e < 0)
        return not_media(source, *pb, kind->name);
    source->format = format;
    *pb = NULL; /* the format context knows it now */
    return DAESA_OK;
}

static bool is_format(const AVFormatContext *format, const char *name)
{
    return daesa_str_starts(daesa_str_of(format->iformat->name), name);
}

/* Players disagree about it, so whoever times subtitles must know. */
static void note_late_start(const struct daesa_container *source)
{
    const AVFormatContext *format = source->format;
    if (!is_format(format, "matroska,") || format->start_time == AV_NOPTS_VALUE ||
        format->start_time < LATE_US)
        return;
    struct daesa_buf when = {0};
    daesa_time_print(&when, format->start_time);
    daesa_report(source->sink,
                 (struct daesa_finding){.severity = DAESA_NOTE,
                                        .rule = "clip-starts-late",
                                        .place = daesa_container_place(source),
                                        .start_us = format->start_time},
                 "this Matroska file begins at %s; times count from its zero, as VLC and "
                 "browsers do, while mpv calls its beginning 0:00:00",
                 when.s ? when.s : "?");
    daesa_buf_finish(&when);
}

static enum daesa_status find_streams(struct daesa_container *source)
{
    AVFormatContext *format = source->format;
    int e = avformat_find_stream_info(format, NULL);
    if (source->cancelled)
        return DAESA_CANCELLED;
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (format->nb_streams == 0)
        return fail(source, DAESA_BAD_INPUT, "clip-no-streams",
                    "there is no video, audio or subtitle stream in it");
    source->has_timeline = is_format(format, "mov,") || is_format(format, "matroska,");
    if (!source->has_timeline && format->start_time != AV_NOPTS_VALUE)
        source->zero_us = format->start_time;
    note_late_start(source);
    return DAESA_OK;
}

enum daesa_status daesa_container_open(struct daesa_container **out, const char *path,
                                       const struct daesa_container_opts *opts,
                                       struct daesa_sink *sink)
{
    AVIOContext *pb = NULL;
    struct daesa_container *source = calloc(1, sizeof *source);
    if (!source)
        return DAESA_NO_MEMORY;
    *source = (struct daesa_container){
        .path = path, .sink = sink, .progress = opts->progress, .phase = opts->phase};
    daesa_media_log_begin(&source->log);
    enum daesa_status st = check_file(source);
    if (!st)
        st = open_bytes(source, &pb);
    if (!st)
        st = open_format(source, &pb, opts->ignore_edits);
    if (!st && !opts->ignore_edits)
        st = find_streams(source);
    daesa_media_log_end(&source->log);
    avio_closep(&pb);
    if (st)
        daesa_container_close(&source);
    else
        *out = source;
    return st;
}

/* How much of the file's bytes has been read, 0..1; negative where not known. */
static double share_of(const struct daesa_container *source)
{
    const AVFormatContext *format = source->format;
    if (source->size_bytes <= 0)
        return -1;
    double share = (double)avio_tell(format->pb) / (double)source->size_bytes;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Whether an error in av_read_frame is one to try again after. */
static bool can_go_on(struct daesa_container *source, int e)
{
    if (e == AVERROR(EAGAIN))
        return true;
    source->n_read_errors++;
    return e == AVERROR_INVALIDDATA;
}

static enum daesa_status read_packet(struct daesa_container *source, AVPacket *packet,
                                     bool *got)
{
    for (int errors = 0; errors < READ_ERRORS_MAX; errors++) {
        int e = av_read_frame(source->format, packet);
        *got = e >= 0;
        if (source->cancelled) {
            av_packet_unref(packet);
            return DAESA_CANCELLED;
        }
        if (daesa_media_is_out_of_memory(e))
            return DAESA_NO_MEMORY;
        if (e >= 0 || e == AVERROR_EOF || !can_go_on(source, e))
            break;
    }
    return DAESA_OK;
}

enum daesa_status daesa_container_read(struct daesa_container *source, void *packet,
                                       bool *got)
{
    source->share = share_of(source);
    if (source->n_packets++ % PACKETS_PER_STEP == 0 && interrupted(source))
        return DAESA_CANCELLED;
    daesa_media_log_begin(&source->log);
    enum daesa_status st = read_packet(source, packet, got);
    daesa_media_log_end(&source->log);
    return st;
}

void daesa_container_report(const struct daesa_container *source)
{
    if (source->log.n_errors == 0 && source->n_read_errors == 0)
        return;
    daesa_report(source->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = "clip-damaged",
                                        .place = daesa_container_place(source),
                                        .start_us = DAESA_TIME_NONE},
                 "%zu errors in the file, the first: %s",
                 source->log.n_errors ? source->log.n_errors
                                      : (size_t)source->n_read_errors,
                 source->log.first[0] ? source->log.first : "a part could not be read");
}

void daesa_container_close(struct daesa_container **source)
{
    if (!source || !*source)
        return;
    AVFormatContext *format = (*source)->format;
    AVIOContext *pb = format ? format->pb : NULL;
    daesa_media_log_begin(&(*source)->log);
    avformat_close_input(&format);
    avio_closep(&pb);
    daesa_media_log_end(&(*source)->log);
    free(*source);
    *source = NULL;
}
