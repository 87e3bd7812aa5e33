/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TTML_WRITE_H
#define DAESA_FORMAT_TTML_WRITE_H

#include "format/ttml_time.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The field of a further text of a cue that holds the id of its own paragraph. */
#define DAESA_TTML_TEXT_ID "ttml:id"

/* Writes the track as TTML, of EBU-TT-D's kind where `ebu`. */
enum daesa_status daesa_ttml_write(struct daesa_writer *out, bool ebu);

/* Writes the source of the track with the texts and times of its cues that were
 * edited in their places: possible where every cue of the source is still there
 * and its paragraphs are simply timed. False, and nothing written, where it is
 * not. */
bool daesa_ttml_patch(struct daesa_writer *out);

/* What the content of a paragraph is written with. */
struct daesa_ttml_dress {
    struct daesa_str prefix; /* before the names of elements: "tt:", or empty */
    bool declare;            /* the styling namespace, in every span */
    struct daesa_str space;  /* its URI, where it is declared */
    bool ebu;                /* looks by reference, as EBU-TT-D wants them */
    unsigned spans;          /* DAESA_SPAN_BIT of those that are written */
};

/* Appends a text as the content of a p: spans, and br for line breaks. */
void daesa_ttml_add_text(struct daesa_buf *buf, const struct daesa_text *text,
                         const struct daesa_ttml_dress *dress);
/* Whether its white space would not survive but for xml:space. */
bool daesa_ttml_needs_space(struct daesa_str plain);

/* Appends a time: with milliseconds, or in frames where the clock counts those. */
void daesa_ttml_add_time(struct daesa_buf *buf, int64_t us,
                         const struct daesa_ttml_clock *clock);

#ifdef __cplusplus
}
#endif
#endif
