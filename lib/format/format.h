/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_FORMAT_H
#define DAESA_FORMAT_FORMAT_H

#include "core/finding.h"
#include "core/track.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The table of formats. One file of this folder holds one format: the standard
 * it follows, its reader, its writer and its row. To add a format is to add
 * such a file, name its row in format.c, and fill tests/format/<name>/.
 *
 * How bytes become a track: read.h. How a track becomes bytes: write.h. */

/* What a format can hold of a track, as bits. What it cannot hold is reported
 * by the writing door (write.h) for all formats alike. */
enum daesa_holds {
    DAESA_HOLDS_TIMES = 1 << 0,     /* start and end; cues without are left out */
    DAESA_HOLDS_UNTIMED = 1 << 1,   /* cues without times as well */
    DAESA_HOLDS_SPEAKERS = 1 << 2,  /* who speaks */
    DAESA_HOLDS_WORDS = 1 << 3,     /* the time of every word */
    DAESA_HOLDS_LANGUAGES = 1 << 4, /* several texts of a cue, told apart */
    DAESA_HOLDS_ANCHOR = 1 << 5,    /* top, bottom, left, right */
    DAESA_HOLDS_PLACE = 1 << 6,     /* x and y on the picture */
    DAESA_HOLDS_STYLES = 1 << 7,    /* named styles */
    DAESA_HOLDS_IDS = 1 << 8,       /* names of cues */
    DAESA_HOLDS_COMMENTS = 1 << 9,  /* cues that are not shown */
    DAESA_HOLDS_SURENESS = 1 << 10, /* confidence, speech state */
    DAESA_HOLDS_HINTS = 1 << 11,    /* after, before, at */
    DAESA_HOLDS_TITLE = 1 << 12,
    DAESA_HOLDS_BREAKS = 1 << 13, /* line breaks inside a text */
    DAESA_HOLDS_SPEECH = 1 << 14, /* its times are those of speech, not of what is
                                     shown: nothing is laid out for it */
};

/* The bit of a span kind in `spans` of a format. */
#define DAESA_SPAN_BIT(kind) (1u << (kind))

struct daesa_reader;
struct daesa_writer;

struct daesa_format {
    const char *name;       /* short, lower case: "srt" */
    const char *title;      /* for people: "SubRip" */
    const char *extensions; /* without dots, separated by spaces, the usual one
                               first; NULL: none */
    const char *prefix;     /* of its own fields: "ass" of "ass:Layer" */
    unsigned holds;         /* enum daesa_holds */
    unsigned spans;         /* DAESA_SPAN_BIT of the markup that it can hold */
    int64_t unit_us;        /* the resolution of its times */
    const char *charset;    /* its usual encoding where it is not Unicode; NULL */
    bool binary;            /* the reader takes bytes, not text */
    bool no_blank_lines;    /* a blank line ends a text */
    bool marks_lines;       /* its markup is that of whole lines */
    bool strict_lines;      /* "\r\r\n" is two line breaks, and NULs at the end
                               of the file are text */
    bool writes_bom;        /* new files begin with a byte order mark */
    bool references;        /* "&#1234;" may stand for a character */

    /* How surely `text` (the decoded beginning of a file, or its bytes where
     * `binary`) is this format: 0 not at all, 100 beyond doubt. 50 and more
     * outweigh the file's extension. */
    int (*sniff)(struct daesa_str text);
    /* NULL where the format cannot be read, or written. */
    enum daesa_status (*read)(struct daesa_reader *in);
    enum daesa_status (*write)(struct daesa_writer *out);
};

/* All formats, sorted by name. `i` counts from 0; NULL past the end. */
const struct daesa_format *daesa_format_at(size_t i);

/* By name or extension, ASCII case apart; NULL where there is none. */
const struct daesa_format *daesa_format_find(struct daesa_str name);

/* By the extension of a file's name; NULL where it has none that is known, or
 * `file` is NULL. A file named "-" has none. Of formats that share an extension
 * it is the one that is called so, else the one that names it earliest. */
const struct daesa_format *daesa_format_of_file(const char *file);

/* Whether the extension of the file's name is one of the format's. */
bool daesa_format_bears(const struct daesa_format *format, const char *file);

/* By content and the file's name together: content that is beyond doubt wins
 * over the name, the name over content that is not. `bytes` is the file, `text`
 * its beginning decoded. `file` may be NULL. NULL where neither tells. */
const struct daesa_format *daesa_format_guess(struct daesa_str bytes,
                                              struct daesa_str text, const char *file);

/* Reports that no format is called `name`, and which one could be meant; returns
 * DAESA_NOT_FOUND. */
enum daesa_status daesa_format_unknown(const char *name, const char *file,
                                       struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
