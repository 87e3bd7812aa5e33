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

struct daesa_place daesa_container_place(const struct daesa_container *container)
{
    return (struct daesa_place){.file = container->path};
}

/* A failure of the system, in its own words. */
static enum daesa_status fail_io(const struct daesa_container *container,
                                 const char *rule, int e)
{
    char words[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(e, words, sizeof words);
    return daesa_fail(container->sink, DAESA_IO, rule, daesa_container_place(container),
                      "cannot open the clip: %s", words);
}

static enum daesa_status fail(const struct daesa_container *container,
                              enum daesa_status status, const char *rule,
                              const char *what)
{
    return daesa_fail(container->sink, status, rule, daesa_container_place(container),
                      "%s", what);
}

/* FFmpeg asks this before it waits for the file. */
static int interrupted(void *opaque)
{
    struct daesa_container *container = opaque;
    if (!container->cancelled)
        container->cancelled =
            !daesa_progress_step(container->progress, container->phase, container->share);
    return container->cancelled;
}

static int open_nothing_else(AVFormatContext *format, AVIOContext **pb, const char *url,
                             int flags, AVDictionary **options)
{
    (void)format, (void)pb, (void)url, (void)flags, (void)options;
    return AVERROR(EPERM);
}

static enum daesa_status check_file(struct daesa_container *container)
{
    struct stat st;
    container->size_bytes = -1;
    if (strcmp(container->path, "-") == 0)
        return DAESA_OK;
    if (stat(container->path, &st)) {
        if (strstr(container->path, "://"))
            return fail(container, DAESA_IO, "clip-missing",
                        "no such file; only files on this machine are read, not URLs");
        return fail_io(container, "clip-missing", AVERROR(errno));
    }
    if (S_ISDIR(st.st_mode))
        return fail(container, DAESA_BAD_INPUT, "clip-is-directory",
                    "this is a directory; name a media file in it");
    if (!S_ISREG(st.st_mode))
        return DAESA_OK;
    container->size_bytes = st.st_size;
    if (st.st_size == 0)
        return fail(container, DAESA_BAD_INPUT, "clip-empty",
                    "the file is empty (0 bytes)");
    return DAESA_OK;
}

static enum daesa_status open_bytes(struct daesa_container *container, AVIOContext **pb)
{
    bool is_stdin = strcmp(container->path, "-") == 0;
    struct daesa_buf url = {0};
    AVDictionary *options = NULL;
    daesa_buf_add_text(&url, is_stdin ? "pipe:0" : "file:");
    daesa_buf_add_text(&url, is_stdin ? "" : container->path);
    if (url.status || av_dict_set(&options, "protocol_whitelist", "file,pipe", 0) < 0) {
        daesa_buf_finish(&url);
        return DAESA_NO_MEMORY;
    }
    AVIOInterruptCB watch = {.callback = interrupted, .opaque = container};
    int e = avio_open2(pb, url.s, AVIO_FLAG_READ, &watch, &options);
    av_dict_free(&options);
    daesa_buf_finish(&url);
    if (container->cancelled)
        return DAESA_CANCELLED;
    if (e < 0)
        return fail_io(container, "clip-unreadable", e);
    return DAESA_OK;
}

/* Whether the first bytes look like text: to tell why a file is no clip. */
static bool looks_like_text(struct daesa_container *container, AVIOContext *pb)
{
    unsigned char head[4096];
    if (container->size_bytes < 0 || avio_seek(pb, 0, SEEK_SET) < 0)
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

static enum daesa_status not_media(struct daesa_container *container, AVIOContext *pb,
                                   const char *format_name)
{
    if (container->cancelled)
        return DAESA_CANCELLED;
    if (looks_like_text(container, pb))
        return fail(container, DAESA_BAD_INPUT, "clip-is-text",
                    "this is a text file, not a clip");
    if (strstr(container->log.first, "moov"))
        return fail(container, DAESA_BAD_INPUT, "clip-no-index",
                    container->size_bytes < 0
                        ? "its index (moov) is at the end, which a pipe cannot reach; "
                          "name the file instead"
                        : "its index (moov) is missing: the recording or download was "
                          "cut off; get the whole file, or repair it");
    return daesa_fail(container->sink, DAESA_BAD_INPUT, "clip-not-media",
                      daesa_container_place(container),
                      "this is no media file that can be read%s%s%s%s%s",
                      format_name ? "; it looks like " : "",
                      format_name ? format_name : "", container->log.first[0] ? " (" : "",
                      container->log.first, container->log.first[0] ? ")" : "");
}

static enum daesa_status find_format(struct daesa_container *container, AVIOContext *pb,
                                     const AVInputFormat **out)
{
    if (av_probe_input_buffer2(pb, out, container->path, NULL, 0, 0) < 0 || !*out ||
        strcmp((*out)->name, "tty") == 0)
        return not_media(container, pb, NULL);
    for (size_t i = 0; i < sizeof refused_formats / sizeof *refused_formats; i++)
        if (strcmp((*out)->name, refused_formats[i]) == 0)
            return daesa_fail(container->sink, DAESA_BAD_INPUT, "clip-is-playlist",
                              daesa_container_place(container),
                              "this (%s) is a list that points to other files, which are "
                              "not followed; name the media file itself",
                              (*out)->name);
    return DAESA_OK;
}

static enum daesa_status open_format(struct daesa_container *container, AVIOContext **pb,
                                     bool ignore_edits)
{
    AVDictionary *options = NULL;
    const AVInputFormat *kind = NULL;
    enum daesa_status st = find_format(container, *pb, &kind);
    if (st)
        return st;
    AVFormatContext *format = avformat_alloc_context();
    if (!format)
        return DAESA_NO_MEMORY;
    format->pb = *pb;
    format->io_open = open_nothing_else;
    format->interrupt_callback = (AVIOInterruptCB){interrupted, container};
    format->protocol_whitelist = av_strdup("file,pipe");
    if (ignore_edits)
        av_dict_set(&options, "ignore_editlist", "1", 0);
    int e = avformat_open_input(&format, container->path, kind, &options);
    av_dict_free(&options);
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (e < 0)
        return not_media(container, *pb, kind->name);
    container->format = format;
    *pb = NULL; /* the format context knows it now */
    return DAESA_OK;
}

static bool is_format(const AVFormatContext *format, const char *name)
{
    return daesa_str_starts(daesa_str_of(format->iformat->name), name);
}

/* Players disagree about it, so whoever times subtitles must know. */
static void note_late_start(const struct daesa_container *container)
{
    const AVFormatContext *format = container->format;
    if (!is_format(format, "matroska,") || format->start_time == AV_NOPTS_VALUE ||
        format->start_time < LATE_US)
        return;
    struct daesa_buf when = {0};
    daesa_time_print(&when, format->start_time);
    daesa_report(container->sink,
                 (struct daesa_finding){.severity = DAESA_NOTE,
                                        .rule = "clip-starts-late",
                                        .place = daesa_container_place(container),
                                        .start_us = format->start_time},
                 "this Matroska file begins at %s; times count from its zero, as VLC and "
                 "browsers do, while mpv calls its beginning 0:00:00",
                 when.s ? when.s : "?");
    daesa_buf_finish(&when);
}

static enum daesa_status find_streams(struct daesa_container *container)
{
    AVFormatContext *format = container->format;
    int e = avformat_find_stream_info(format, NULL);
    if (container->cancelled)
        return DAESA_CANCELLED;
    if (daesa_media_is_out_of_memory(e))
        return DAESA_NO_MEMORY;
    if (format->nb_streams == 0)
        return fail(container, DAESA_BAD_INPUT, "clip-no-streams",
                    "there is no video, audio or subtitle stream in it");
    container->has_timeline = is_format(format, "mov,") || is_format(format, "matroska,");
    if (!container->has_timeline && format->start_time != AV_NOPTS_VALUE)
        container->zero_us = format->start_time;
    note_late_start(container);
    return DAESA_OK;
}

enum daesa_status daesa_container_open(struct daesa_container **out, const char *path,
                                       const struct daesa_container_opts *opts,
                                       struct daesa_sink *sink)
{
    AVIOContext *pb = NULL;
    struct daesa_container *container = calloc(1, sizeof *container);
    if (!container)
        return DAESA_NO_MEMORY;
    *container = (struct daesa_container){
        .path = path, .sink = sink, .progress = opts->progress, .phase = opts->phase};
    daesa_media_log_begin(&container->log);
    enum daesa_status st = check_file(container);
    if (!st)
        st = open_bytes(container, &pb);
    if (!st)
        st = open_format(container, &pb, opts->ignore_edits);
    if (!st && !opts->ignore_edits)
        st = find_streams(container);
    daesa_media_log_end(&container->log);
    avio_closep(&pb);
    if (st)
        daesa_container_close(&container);
    else
        *out = container;
    return st;
}

/* How much of the file's bytes has been read, 0..1; negative where not known. */
static double share_of(const struct daesa_container *container)
{
    const AVFormatContext *format = container->format;
    if (container->size_bytes <= 0)
        return -1;
    double share = (double)avio_tell(format->pb) / (double)container->size_bytes;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Whether an error in av_read_frame is one to try again after. */
static bool can_go_on(struct daesa_container *container, int e)
{
    if (e == AVERROR(EAGAIN))
        return true;
    container->n_read_errors++;
    return e == AVERROR_INVALIDDATA;
}

static enum daesa_status read_packet(struct daesa_container *container, AVPacket *packet,
                                     bool *got)
{
    for (int errors = 0; errors < READ_ERRORS_MAX; errors++) {
        int e = av_read_frame(container->format, packet);
        *got = e >= 0;
        if (container->cancelled) {
            av_packet_unref(packet);
            return DAESA_CANCELLED;
        }
        if (daesa_media_is_out_of_memory(e))
            return DAESA_NO_MEMORY;
        if (e >= 0 || e == AVERROR_EOF || !can_go_on(container, e))
            break;
    }
    return DAESA_OK;
}

enum daesa_status daesa_container_read(struct daesa_container *container, void *packet,
                                       bool *got)
{
    container->share = share_of(container);
    if (container->n_packets++ % PACKETS_PER_STEP == 0 && interrupted(container))
        return DAESA_CANCELLED;
    daesa_media_log_begin(&container->log);
    enum daesa_status st = read_packet(container, packet, got);
    daesa_media_log_end(&container->log);
    return st;
}

void daesa_container_report(const struct daesa_container *container)
{
    if (container->log.n_errors == 0 && container->n_read_errors == 0)
        return;
    daesa_report(container->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = "clip-damaged",
                                        .place = daesa_container_place(container),
                                        .start_us = DAESA_TIME_NONE},
                 "%zu errors in the file, the first: %s",
                 container->log.n_errors ? container->log.n_errors
                                         : (size_t)container->n_read_errors,
                 container->log.first[0] ? container->log.first
                                         : "a part could not be read");
}

void daesa_container_close(struct daesa_container **container)
{
    if (!container || !*container)
        return;
    AVFormatContext *format = (*container)->format;
    AVIOContext *pb = format ? format->pb : NULL;
    daesa_media_log_begin(&(*container)->log);
    avformat_close_input(&format);
    avio_closep(&pb);
    daesa_media_log_end(&(*container)->log);
    free(*container);
    *container = NULL;
}
