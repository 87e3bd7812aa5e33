/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_AUDIO_H
#define DAESA_MEDIA_AUDIO_H

#include "core/finding.h"
#include "core/progress.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The dialogue of a clip as one channel of samples, while it streams: memory
 * does not grow with the clip, and a pipe will do.
 *
 * Sample n is at start_us + n / rate_hz on the clip's clock, exactly: the clock
 * that players show, on which edit lists, start offsets and encoder delay are
 * accounted for (media/container.h says where its zero is). Holes in the
 * timestamps, and packets that cannot be decoded, are filled with silence; what
 * overlaps is dropped (media/timeline.h).
 *
 * Of stereo sound one hears the mean of its channels; of surround sound the
 * centre, once it has spoken (media/mix.h); the deep-bass channel never. */
struct daesa_audio;

struct daesa_audio_opts {
    /* Read stream `stream`, by its index in the container from 0, instead of
     * the one that carries the dialogue. */
    bool is_stream_chosen;
    int stream;
    /* The spoken language, BCP 47 or ISO 639; NULL: any. Where streams name
     * their languages and none is this one, the best other is taken and a
     * warning says so (`audio-other-language`). */
    const char *language;
    /* Where that is NULL: languages that the text may be in. A stream that says it is
     * in one of them goes before one that says it is in another. */
    const struct daesa_str *likely;
    size_t n_likely;
    int32_t rate_hz;                 /* of the samples; 0: 16000; 1000..384000 */
    struct daesa_progress *progress; /* phase "decoding"; NULL: nobody watches */
};

struct daesa_audio_info {
    int stream;          /* the one that is read */
    char language[32];   /* that the stream names, BCP 47 where it could be mapped;
                            "" where it names none */
    int32_t rate_hz;     /* of the samples that are given out */
    int64_t start_us;    /* of the first sample, on the clip's clock; >= 0 */
    int64_t duration_us; /* that the container declares, a guess to plan by;
                            DAESA_TIME_NONE where it declares none */
};

/* Opens `path` ("-" is standard input) and decodes as far as the first sample.
 * `path`, `sink` and the progress must live until the audio is closed. Failures
 * are findings: those of daesa_container_open (media/container.h), and
 *
 * DAESA_BAD_ARGUMENT: a rate out of range; no path.
 * DAESA_NOT_FOUND: `clip-no-audio`; `audio-no-such-stream`, which lists the
 * audio streams that there are.
 * DAESA_UNSUPPORTED: `audio-no-decoder`.
 * DAESA_BAD_INPUT: `audio-undecodable`: not one sample came out. */
enum daesa_status daesa_audio_open(struct daesa_audio **out, const char *path,
                                   const struct daesa_audio_opts *opts,
                                   struct daesa_sink *sink);

struct daesa_audio_info daesa_audio_info(const struct daesa_audio *audio);

/* Puts up to `max` of the next samples into `samples` and their number into
 * `*n`; 0 only at the end of the sound. Samples are finite; full scale is -1..1
 * and some clips pass it a little.
 *
 * At the end, once, what was amiss is reported as warnings, each with how much
 * of it there was and where first: `audio-corrupt`, `audio-gaps`,
 * `audio-overlaps`, `audio-time-leaps`, `clip-damaged`, `clip-truncated`, and as
 * a note `audio-short` (the clip goes on for more than five seconds).
 *
 * DAESA_CANCELLED: progress asked to stop. DAESA_NO_MEMORY. */
enum daesa_status daesa_audio_read(struct daesa_audio *audio, float *samples, size_t max,
                                   size_t *n);

/* Closes all and writes NULL; NULL is accepted. */
void daesa_audio_close(struct daesa_audio **audio);

#ifdef __cplusplus
}
#endif
#endif
