/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TTML_TIME_H
#define DAESA_FORMAT_TTML_TIME_H

#include "format/xml.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Times of TTML: their expressions, and when each element of a document is active
 * (TTML2, 12; SMIL's time containers as far as TTML has them). */

/* An end that nothing sets. */
#define DAESA_TTML_ENDLESS INT64_MAX

/* What ttp: attributes of the root say of times. */
struct daesa_ttml_clock {
    struct daesa_rate rate; /* frames a second, with the multiplier */
    int32_t nominal;        /* frames that a second of a time code has */
    int32_t sub_frames;     /* of a frame */
    int64_t tick_rate;      /* ticks a second */
    bool smpte;             /* times count frames from the start */
    bool drop;              /* drop-frame (M/NTSC) */
    bool named;             /* the document names its frame rate */
    bool absolute;          /* times do not add up: the lyrics of iTunes */
};

/* Reads the attributes of the root; defaults are TTML's. */
void daesa_ttml_clock_of(const struct daesa_xml_node *root, struct daesa_ttml_clock *out);

/* "00:01:02.5", "00:01:02:12.1", "62.5s", "12f", "100t", "1.5m", "500ms", "1h".
 * `odd` (not NULL) becomes true for what the standard has not but people write:
 * a comma, one-digit minutes, seconds without a unit. False where it is none. */
bool daesa_ttml_time(struct daesa_str text, const struct daesa_ttml_clock *clock,
                     int64_t *us, bool *odd);

/* Whether it is an element of TTML, by its namespace (any of its versions, and
 * none at all), of that local name. */
bool daesa_ttml_is(const struct daesa_xml_node *node, const char *name);
/* Whether a "set" may come at this child or behind it: they stand before what is
 * timed, except in text. False for NULL. Keeps long documents from being walked for
 * each of their paragraphs. */
bool daesa_ttml_may_set(const struct daesa_xml_node *child);
/* Its attribute of that local name in a namespace of TTML, or none; NULL. */
const struct daesa_str *daesa_ttml_get(const struct daesa_xml_node *node,
                                       const char *name);

/* Sets begin_us and end_us of every element below `root` that has a time: regions,
 * body, div, p, span, br, set. An element that is never active has
 * end_us <= begin_us. Nothing lasts longer than its parent. Bad times are
 * findings, and ignored. */
void daesa_ttml_resolve(struct daesa_reader *in, struct daesa_xml_node *root,
                        const struct daesa_ttml_clock *clock);

#ifdef __cplusplus
}
#endif
#endif
