/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_STREAM_H
#define DAESA_JOB_STREAM_H

#include "job/files.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Subtitles out of clips, and out of the files of subtitles that only FFmpeg reads. */

/* Whether the file at `path` is for FFmpeg: no format of ours knows its content, and
 * FFmpeg does. False for "-" and pipes, which cannot be looked at twice. */
bool daesa_stream_wanted(const char *path);

/* Reads a stream of subtitles of the clip at `path` into a track: the one that is
 * chosen, else the only one of text. Language and title are those of the stream. What
 * is stored as ASS, SubRip or WebVTT is read by the reader of that format and keeps all
 * of it; what FFmpeg decodes comes with its text, its markup and its place.
 * Fails as daesa_subtitle_read (media/subtitle.h) and the readers do. Reports the note
 * `subtitle-stream`, and the warnings `subtitle-no-times` (an event without a start is
 * left out), `subtitle-no-end` (the last of a stream that says no ends) and
 * `subtitle-empty`. */
enum daesa_status daesa_stream_load(const char *path, const struct daesa_load_opts *opts,
                                    struct daesa_track *out, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
