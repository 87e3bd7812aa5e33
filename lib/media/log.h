/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_LOG_H
#define DAESA_MEDIA_LOG_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What FFmpeg says of an input while this thread works on it.
 *
 * FFmpeg has one log for the whole process. The first _begin puts a callback in
 * its place, once, which keeps what is said on a thread between _begin and _end
 * and hands everything else to FFmpeg's own printing, as before. A program that
 * sets a callback of its own after that keeps it; then nothing is caught here
 * and findings lose FFmpeg's words, no more. */
struct daesa_media_log {
    char first[160]; /* the first error, one line of printable UTF-8, or "" */
    size_t n_errors;
    struct daesa_media_log *outer; /* private */
};

/* Catches what FFmpeg says on this thread until _end, which must follow on the
 * same thread. They nest; what was caught before stays in `log`. */
void daesa_media_log_begin(struct daesa_media_log *log);
void daesa_media_log_end(struct daesa_media_log *log);

/* Whether FFmpeg's error code `e` means that memory ran out. FFmpeg also says
 * ENOMEM of a size in a file that nothing could hold: then there is memory left,
 * and it is the file that is wrong. */
bool daesa_media_is_out_of_memory(int e);

#ifdef __cplusplus
}
#endif
#endif
