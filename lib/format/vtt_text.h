/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_VTT_TEXT_H
#define DAESA_FORMAT_VTT_TEXT_H

#include "core/arena.h"
#include "format/markup.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The text of a WebVTT cue, parsed as the W3C's "WebVTT cue text parsing rules"
 * say, into the tree that they describe, and from there into spans. */

enum daesa_vtt_node_kind {
    DAESA_VTT_ROOT,
    DAESA_VTT_TEXT,
    DAESA_VTT_TIME,
    DAESA_VTT_CLASS, /* <c> */
    DAESA_VTT_ITALIC,
    DAESA_VTT_BOLD,
    DAESA_VTT_UNDERLINE,
    DAESA_VTT_RUBY,
    DAESA_VTT_RUBY_TEXT, /* <rt> */
    DAESA_VTT_VOICE,
    DAESA_VTT_LANGUAGE,
    DAESA_VTT_IGNORED, /* not in the standard's tree: a tag that means nothing */
};

struct daesa_vtt_node {
    enum daesa_vtt_node_kind kind;
    struct daesa_str text;    /* of text; the annotation of voice and language; the
                                 tag of what is ignored */
    struct daesa_str classes; /* as written: "first.second" */
    int64_t time_us;
    struct daesa_vtt_node *parent, *first, *last, *next;
};

/* Parses a text into a tree in the arena; `*out` is its root. */
enum daesa_status daesa_vtt_parse(struct daesa_arena *arena, struct daesa_str text,
                                  struct daesa_vtt_node **out);

/* Takes a WebVTT timestamp off the front of `*text`: "mm:ss.ttt" or
 * "hh:mm:ss.ttt", hours of two digits or more. False, and nothing changed, where
 * there is none. */
bool daesa_vtt_take_time(struct daesa_str *text, int64_t *us);
/* Appends hh:mm:ss.ttt. */
void daesa_vtt_add_time(struct daesa_buf *buf, int64_t us);

/* Adds the text of `body` to the cue. A voice that says all of it becomes the
 * cue's speaker. Classes that are the standard's colours ("yellow", "bg_blue")
 * become colours, and so do "colour-rrggbb" and "background-rrggbb", which the
 * writer makes. */
enum daesa_status daesa_vtt_read_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str body, struct daesa_str language);

/* Appends a text with tags and references. Blank lines, which would end the cue,
 * are left out; returns how many. `raw`: raw spans are WebVTT tags: write them. */
size_t daesa_vtt_write_text(struct daesa_buf *out, const struct daesa_text *text,
                            bool raw);

/* Appends "<tag value>"; the value is the tag's annotation, in one line and escaped. */
void daesa_vtt_add_annotated(struct daesa_buf *out, const char *tag,
                             struct daesa_str value);

/* The name of the standard's colour class, or NULL. */
const char *daesa_vtt_colour_name(int64_t rgba);

#ifdef __cplusplus
}
#endif
#endif
