/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_MARKUP_H
#define DAESA_FORMAT_MARKUP_H

#include "core/buf.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Building a text with spans out of tagged text, and walking one to write it
 * with tags. */

#define DAESA_MARKUP_DEPTH 64

/* A text in the making. {0} is an empty one; one serves many cues. */
struct daesa_markup {
    struct daesa_buf plain;
    struct daesa_span *spans; /* private, as is all below */
    size_t n_spans, cap_spans;
    size_t open[DAESA_MARKUP_DEPTH]; /* spans that are not closed, outermost first */
    size_t n_open;
    struct daesa_arena values; /* copies made by daesa_markup_settle */
    enum daesa_status status;
};

/* Appends to the plain text. */
void daesa_markup_add(struct daesa_markup *markup, struct daesa_str text);

/* Opens a span at the end of the text so far. `value` must stay valid until
 * daesa_markup_end, which copies it. False, and nothing opened, beyond
 * DAESA_MARKUP_DEPTH. */
bool daesa_markup_open(struct daesa_markup *markup, enum daesa_span_kind kind,
                       struct daesa_str value, int64_t number);

/* Closes the innermost open span of the kind; false where there is none. */
bool daesa_markup_close(struct daesa_markup *markup, enum daesa_span_kind kind);
/* How many spans are open, and closing all but the outermost `n`. */
size_t daesa_markup_depth(const struct daesa_markup *markup);
void daesa_markup_close_to(struct daesa_markup *markup, size_t n);

/* Takes spaces and line breaks off the end of the text so far, and of the spans. */
void daesa_markup_trim(struct daesa_markup *markup);

/* A place to come back to: where the text and the spans end now. */
struct daesa_markup_spot {
    size_t from, n_spans;
};
struct daesa_markup_spot daesa_markup_here(const struct daesa_markup *markup);
/* A span over the text from there to the end so far, around those that were opened
 * since. */
void daesa_markup_around(struct daesa_markup *markup, struct daesa_markup_spot spot,
                         enum daesa_span_kind kind, struct daesa_str value);

/* A span over the text from byte `from` to the end so far. */
void daesa_markup_span(struct daesa_markup *markup, size_t from,
                       enum daesa_span_kind kind, struct daesa_str value, int64_t number);

/* Copies the values of all spans so far: what they point to need not outlive this
 * call. */
enum daesa_status daesa_markup_settle(struct daesa_markup *markup);

/* A span without width: DAESA_SPAN_RAW or DAESA_SPAN_TIME. */
void daesa_markup_point(struct daesa_markup *markup, enum daesa_span_kind kind,
                        struct daesa_str value, int64_t number);

/* Closes what is open, adds the text to the cue with its spans sorted (those
 * around nothing are dropped), and empties `markup` for the next one. */
enum daesa_status daesa_markup_end(struct daesa_markup *markup, struct daesa_track *track,
                                   struct daesa_cue *cue, struct daesa_str language);

/* Empties `markup` for the next text; what was built is forgotten. */
void daesa_markup_drop(struct daesa_markup *markup);

/* Frees all and leaves it empty. NULL is accepted. */
void daesa_markup_finish(struct daesa_markup *markup);

/* How a format writes a marked text: called in the order of the text, properly
 * nested. Spans that overlap are closed and opened again. Members may be NULL. */
struct daesa_tagger {
    void (*open)(void *user, struct daesa_buf *out, const struct daesa_span *span);
    /* `outer` are the spans still open, outermost first. */
    void (*close)(void *user, struct daesa_buf *out, const struct daesa_span *span,
                  const struct daesa_span *const *outer, size_t n_outer);
    void (*point)(void *user, struct daesa_buf *out, const struct daesa_span *span);
    /* A piece of the plain text; never empty. `last` is the byte that follows it
     * in the text or 0 at the end. */
    void (*text)(void *user, struct daesa_buf *out, struct daesa_str piece);
    void *user;
};

/* Appends `text` to `out` through the tagger. `text` member NULL appends pieces
 * as they are. */
void daesa_markup_write(const struct daesa_text *text, const struct daesa_tagger *tagger,
                        struct daesa_buf *out);

/* Whether two texts show the same: plain text and spans. */
bool daesa_markup_same(const struct daesa_text *a, const struct daesa_text *b);

#ifdef __cplusplus
}
#endif
#endif
