/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CORE_TRACK_H
#define DAESA_CORE_TRACK_H

#include "core/arena.h"
#include "core/finding.h"
#include "core/time.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A track is a subtitle file or a transcript in memory: cues in the order of
 * their source, and whatever of the source is not a cue, kept verbatim.
 *
 * All strings of a track lie in its arena (or are literals), are valid UTF-8
 * with "\n" for a line break, hold no NUL, and are never changed in place: to
 * edit is to point to another string. */

/* What a stretch of a text is marked as. `value` and `number` of the span say
 * the rest. */
enum daesa_span_kind {
    DAESA_SPAN_BOLD,
    DAESA_SPAN_ITALIC,
    DAESA_SPAN_UNDERLINE,
    DAESA_SPAN_STRIKE,
    DAESA_SPAN_COLOUR,     /* number: 0xRRGGBBAA, AA = 0xFF is opaque */
    DAESA_SPAN_BACKGROUND, /* number: as above */
    DAESA_SPAN_FONT,       /* value: the family's name */
    DAESA_SPAN_SIZE,       /* value: as the source says it, with its unit */
    DAESA_SPAN_RUBY,       /* value: the annotation over the spanned base */
    DAESA_SPAN_CLASS,      /* value: the class's name, without a dot */
    DAESA_SPAN_VOICE,      /* value: the speaker's name */
    DAESA_SPAN_LANGUAGE,   /* value: a BCP 47 tag */
    DAESA_SPAN_TIME,       /* number: when the text from here on is said, us */
    DAESA_SPAN_RAW,        /* value: markup of the source that is not modelled;
                              it has no width: from == to */
};

/* Bytes [from, to) of the plain text that it belongs to, on character
 * boundaries. Spans of a text are sorted by `from`, then wider first, then in
 * the order of the source; they may nest and overlap. */
struct daesa_span {
    size_t from, to;
    enum daesa_span_kind kind;
    struct daesa_str value;
    int64_t number;
};

/* A piece of the source that the model does not know, kept under its own name:
 * an ASS field, a WebVTT setting, an unknown JSON key (the value is JSON then). */
struct daesa_field {
    struct daesa_str key, value;
};

/* What is said or shown, in one language. */
struct daesa_text {
    struct daesa_str language; /* BCP 47 ("ko", "pt-BR"); empty: not known */
    struct daesa_str plain;    /* without any markup */
    struct daesa_span *spans;
    size_t n_spans;
    struct daesa_field *fields;
    size_t n_fields;
};

/* One spoken word of a cue's first text: bytes [from, to) of its plain text. */
struct daesa_word {
    size_t from, to;
    int64_t start_us, end_us; /* DAESA_TIME_NONE where not known */
    float confidence;         /* 0..1, or negative where not known */
};

/* Where a cue comes from, and the very text of it, so that what was not edited
 * is written back as it was. */
struct daesa_source {
    struct daesa_place place;
    struct daesa_str lead; /* what stands before the cue in its file: comments,
                              styles, blank lines; verbatim */
    struct daesa_str raw;  /* the cue itself, verbatim; empty: none */
    uint64_t digest;       /* daesa_cue_digest when it was read */
};

/* Where on the picture a cue stands. */
struct daesa_position {
    uint8_t anchor; /* 1..9 as on a number pad: 2 is bottom centre, 8 top
                       centre; 0: not said */
    bool placed;    /* x and y are meant */
    float x, y;     /* share of the picture's width and height, 0 at the top
                       left; where the anchor point goes */
};

enum daesa_speech_state {
    DAESA_SPEECH_UNKNOWN = 0, /* nobody has listened */
    DAESA_SPEECH_FOUND,       /* the aligner heard the line at its times */
    DAESA_SPEECH_NOT_FOUND,   /* the line is not spoken in the clip */
};

struct daesa_cue {
    struct daesa_str id;      /* the transcript's or the file's own name of it */
    struct daesa_str speaker; /* empty: not known */
    int64_t start_us, end_us; /* DAESA_TIME_NONE where not known */
    /* Hints for the aligner: the line is spoken not before, not after, or
     * roughly at. DAESA_TIME_NONE where there is none. */
    int64_t after_us, before_us, at_us;
    struct daesa_text *texts; /* the first is in the spoken language where that
                                 one is there */
    size_t n_texts;
    struct daesa_word *words; /* of texts[0]; sorted */
    size_t n_words;
    float confidence; /* 0..1 that the times are right; negative: not known */
    enum daesa_speech_state speech;
    struct daesa_position position;
    struct daesa_str style; /* a name in the track's styles; empty: default */
    struct daesa_field *fields;
    size_t n_fields;
    struct daesa_source source;
    bool comment; /* kept in its place but never shown (ASS "Comment:") */
};

/* A person or a role of the transcript and other spellings of the name. */
struct daesa_speaker {
    struct daesa_str name;
    struct daesa_str *aliases;
    size_t n_aliases;
    struct daesa_field *fields;
    size_t n_fields;
};

/* A named look, as far as formats share it. The source's own description stays
 * in the fields or in the track's head. */
struct daesa_style {
    struct daesa_str name;
    struct daesa_str font;
    float size; /* in units of the track's `height_px`; 0: not said */
    bool bold, italic, underline, strike;
    uint32_t colour; /* 0xRRGGBBAA; 0: not said */
    uint8_t anchor;  /* as in daesa_position */
    struct daesa_field *fields;
    size_t n_fields;
};

struct daesa_track {
    struct daesa_arena arena;
    struct daesa_cue *cues; /* owned; grown by daesa_track_add */
    size_t n_cues;
    size_t cap_cues; /* private */

    const char *format;        /* the name of the format it was read as; a literal, or
                                  NULL for a track made in memory */
    struct daesa_str encoding; /* of the source, "UTF-8"; empty: made in memory */
    bool bom;                  /* the source had a byte order mark */
    const char *newline;       /* "\n", "\r\n", "\r" of the source; NULL: none */
    struct daesa_str head;     /* verbatim, before the first cue */
    struct daesa_str tail;     /* verbatim, after the last cue */

    struct daesa_str title;
    struct daesa_str clip;     /* the file that it belongs to, as written */
    struct daesa_str language; /* spoken in the clip; BCP 47; empty: not known */
    struct daesa_speaker *speakers;
    size_t n_speakers;
    struct daesa_style *styles;
    size_t n_styles;
    struct daesa_field *fields; /* of the file: headers, script info, unknown keys */
    size_t n_fields;
    int32_t width_px, height_px; /* the picture that positions and sizes are
                                    meant for; 0: not said */
    struct daesa_rate rate;      /* frame rate the file names; {0}: none */
};

/* Frees all that the track owns and leaves it empty. NULL is accepted. */
void daesa_track_finish(struct daesa_track *track);

/* Appends a cue whose times and confidence are "not known" and everything else
 * is zero. The pointer is valid until the next append; NULL when memory runs
 * out. */
struct daesa_cue *daesa_track_add(struct daesa_track *track);

/* Makes room for so many cues at once, where that can be guessed: no more of it becomes
 * memory than is used. */
enum daesa_status daesa_track_expect(struct daesa_track *track, size_t n_cues);

/* Appends a text to a cue of the track. `plain` and `language` are copied into
 * the arena. The cue's texts must be none, or all appended by this function:
 * it derives their room from their number. NULL when memory runs out. */
struct daesa_text *daesa_cue_add_text(struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str language, struct daesa_str plain);

/* The same for a `plain` that lies in the track's arena already, or in a literal: it is
 * not copied. */
struct daesa_text *daesa_cue_add_view(struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str language, struct daesa_str plain);

/* Appends a copy of key and value to a list of fields, which must be empty or
 * made by this function alone. */
enum daesa_status daesa_field_add(struct daesa_track *track, struct daesa_field **fields,
                                  size_t *n_fields, struct daesa_str key,
                                  struct daesa_str value);
/* The value of the first field of that name, or NULL. */
const struct daesa_str *daesa_field_get(const struct daesa_field *fields, size_t n_fields,
                                        const char *key);

/* The cue's text in `language`, or NULL. A tag without a region ("pt") finds
 * one with any ("pt-BR"), and the other way round, where there is no exact
 * match; an empty `language` finds the first text. */
const struct daesa_text *daesa_cue_text(const struct daesa_cue *cue,
                                        struct daesa_str language);

/* The text that is said where the speech is in `language`: the one in it, else the
 * first that names no language; NULL where there is none. */
const struct daesa_text *daesa_cue_spoken(const struct daesa_cue *cue,
                                          struct daesa_str language);

/* Puts one of the cue's texts before the others, which keep their order: words are
 * those of the first. */
void daesa_cue_put_first(struct daesa_cue *cue, const struct daesa_text *text);

/* True where start and end are known. */
bool daesa_cue_timed(const struct daesa_cue *cue);

/* A number that changes when anything changes that a writer writes: times,
 * hints, speaker, texts, spans, words, confidence, style, position, fields. It is
 * good within one process only. */
uint64_t daesa_cue_digest(const struct daesa_cue *cue);

/* By how much times of the track may be off because its file rounds them: 10 ms where
 * all of them are whole hundredths of a second, as those of ASS are, else 1 ms. */
int64_t daesa_track_rounding_us(const struct daesa_track *track);

/* Sorts the cues by start, then end, then their order before; cues without a
 * start stay behind the cue that they follow. */
enum daesa_status daesa_track_sort(struct daesa_track *track);

#ifdef __cplusplus
}
#endif
#endif
