/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_SUBTITLE_H
#define DAESA_MEDIA_SUBTITLE_H

#include "core/arena.h"
#include "core/clip.h"
#include "core/finding.h"
#include "core/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The events of a stream of text subtitles: in a container (Matroska, MP4, ...), or
 * the only stream of a subtitle file that FFmpeg reads (JACOsub, RealText, PJS, AQTitle,
 * ...). The texts come as they are stored, for the reader of
 * their format; what is stored in no format of text (MP4's timed text, teletext,
 * closed captions as a stream of their own), and what only FFmpeg can read, comes as
 * its decoder puts it, which is ASS. */

enum daesa_subtitle_markup {
    DAESA_SUBTITLE_ASS = 0, /* an event of ASS without its times: "Layer,Style,Name,
                               MarginL,MarginR,MarginV,Effect,Text" */
    DAESA_SUBTITLE_SRT,
    DAESA_SUBTITLE_VTT,
    DAESA_SUBTITLE_TTML, /* samples of MP4: each a document, whose times are the
                            stream's; shown from it is what is in the event's times */
};

struct daesa_subtitle_event {
    int64_t start_us, end_us; /* on the clip's clock; the end is where the next event
                                 begins where the stream says none, and
                                 DAESA_TIME_NONE for the last */
    int64_t order;            /* in the file that the stream was made of, for ASS */
    struct daesa_str text;
    struct daesa_str id, settings; /* of WebVTT */
};

struct daesa_subtitle {
    struct daesa_arena arena; /* holds all that the rest points to */
    struct daesa_stream stream;
    enum daesa_subtitle_markup markup;
    bool is_decoded;         /* FFmpeg's decoder made ASS of it */
    bool is_sampled;         /* out of samples of MP4, without the styles and regions
                                that its description holds for WebVTT */
    int64_t zero_us;         /* of the stream's clock, where the clip's begins */
    struct daesa_str header; /* what comes before the events in a file of the format;
                                empty: nothing */
    struct daesa_subtitle_event *events; /* ASS by `order`, others by their start */
    size_t n_events;
};

struct daesa_subtitle_opts {
    bool is_stream_chosen;
    int stream;           /* its index; where it is chosen */
    const char *encoding; /* of files of text that are not Unicode; NULL: UTF-8 */
    struct daesa_progress *progress; /* phase "reading"; NULL: nobody watches */
};

/* What FFmpeg calls the container or the subtitle file at `path` by its beginning
 * ("jacosub"); a literal. NULL where it knows none. Opens the file and says nothing. */
const char *daesa_subtitle_probe(const char *path);

/* Reads all events of a stream into `out`, which must be {0} and is untouched on
 * failure. Without a choice it must be the only stream of text. Fails as
 * daesa_container_open does, and:
 * DAESA_NOT_FOUND: `subtitle-none` (no subtitle stream at all), `subtitle-no-such` (none
 * of that number), `subtitle-many` (several, which are named).
 * DAESA_UNSUPPORTED: `subtitle-pictures` (a stream of pictures: PGS, VobSub, DVB),
 * `subtitle-no-decoder`.
 * Reports notes: `subtitle-attachments` (fonts that stay in the clip), and as warnings
 * `clip-damaged` and `subtitle-damaged` (an event that cannot be decoded). */
enum daesa_status daesa_subtitle_read(const char *path,
                                      const struct daesa_subtitle_opts *opts,
                                      struct daesa_subtitle *out,
                                      struct daesa_sink *sink);

/* Frees all and leaves it empty. NULL is accepted. */
void daesa_subtitle_finish(struct daesa_subtitle *subtitle);

#ifdef __cplusplus
}
#endif
#endif
