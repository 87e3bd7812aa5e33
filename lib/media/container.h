/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_CONTAINER_H
#define DAESA_MEDIA_CONTAINER_H

#include "core/finding.h"
#include "core/progress.h"
#include "media/log.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An opened media file, as the probe, the audio reader and whoever reads frames
 * share it.
 *
 * Only the file itself is read, or a pipe ("-" is standard input): a name is
 * never taken for a URL, and a playlist that points to other files (HLS, DASH,
 * concat) cannot open them.
 *
 * The clip's clock is the one that players show and that subtitles are timed
 * by. Edit lists are applied. Its zero, as a time of the container, is
 * `zero_us`:
 * - in containers with a time line of their own (MP4 and MOV, Matroska and
 *   WebM) it is that line's zero, 0: what begins late begins late. So count VLC,
 *   browsers, and for MP4 mpv. In Matroska mpv counts from the first cluster:
 *   where that is late the note `clip-starts-late` says so;
 * - elsewhere timestamps have no zero (MPEG-TS and PS count from anywhere, MP3
 *   counts the encoder's padding): it is the first thing that is presented, the
 *   container's start time. So count mpv and VLC. */
struct daesa_container {
    const char *path;           /* as the user named it; the caller keeps it alive */
    void *format;               /* an AVFormatContext */
    int64_t zero_us;            /* container time at 0 on the clip's clock */
    int64_t size_bytes;         /* -1 where not known */
    bool has_timeline;          /* the container has a zero of its own */
    struct daesa_media_log log; /* what FFmpeg complained of so far */
    struct daesa_sink *sink;
    struct daesa_progress *progress;
    const char *phase;     /* for progress: "decoding", "reading" */
    double share;          /* of the phase, kept up by who reads */
    bool cancelled;        /* progress asked to stop */
    int64_t n_read_errors; /* met while reading packets */
    int64_t n_packets;     /* asked for so far */
};

struct daesa_container_opts {
    struct daesa_progress *progress; /* NULL: nobody watches */
    const char *phase;               /* for progress: "decoding", "reading" */
    /* Read the header only, as if there were no edit lists. For finding out
     * what they do. */
    bool ignore_edits;
};

/* Opens `path` and finds out what its streams are. The source stays where it
 * is until it is closed. Failures are findings:
 *
 * DAESA_IO: `clip-missing`, `clip-unreadable`.
 * DAESA_BAD_INPUT: `clip-is-directory`, `clip-empty`, `clip-is-text` (a text
 * file, whatever its name says), `clip-no-index` (an MP4 whose index is
 * missing, so a recording or download that was cut off), `clip-is-playlist`,
 * `clip-not-media`, `clip-no-streams`.
 * DAESA_CANCELLED: progress asked to stop. DAESA_NO_MEMORY. */
enum daesa_status daesa_container_open(struct daesa_container **out, const char *path,
                                       const struct daesa_container_opts *opts,
                                       struct daesa_sink *sink);

/* Reads the next packet of a stream that is not discarded into `packet`, an
 * AVPacket. `*got` is false at the end. Errors in the middle of a file are
 * counted and passed by; only DAESA_CANCELLED and DAESA_NO_MEMORY fail. */
enum daesa_status daesa_container_read(struct daesa_container *container, void *packet,
                                       bool *got);

/* Reports as the warning `clip-damaged` what FFmpeg complained of while the
 * container was read, if it did. */
void daesa_container_report(const struct daesa_container *container);

/* A place for findings about the whole file. */
struct daesa_place daesa_container_place(const struct daesa_container *container);

/* Closes the file and writes NULL; NULL is accepted. */
void daesa_container_close(struct daesa_container **container);

#ifdef __cplusplus
}
#endif
#endif
