/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SAMI_SCAN_H
#define DAESA_FORMAT_SAMI_SCAN_H

#include "format/html.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tags, comments and paragraphs of a SAMI file, as its players find them. */

/* Where the scan of a text stands: {text} is its start. */
struct daesa_sami_scan {
    struct daesa_str text;
    size_t at;
    bool no_comment_end; /* private: there is no "-->" any more */
    /* private: the SYNC that paragraphs belong to */
    struct daesa_str sync, start, until;
    struct daesa_str class_name;
    int n_before;  /* paragraphs of the SYNC before this one */
    bool has_sync; /* private */
};

/* A tag, or a comment. */
struct daesa_sami_mark {
    size_t begin, end; /* in the text */
    struct daesa_html_tag tag;
    bool comment;
    bool unclosed; /* it lacks its ">" or "-->" */
};

/* Takes the next tag or comment at or after scan->at and moves behind it; false
 * where there is none. A tag without ">" ends at the next "<" or line end if it is
 * one that a file cannot do without (SYNC, P). */
bool daesa_sami_next_mark(struct daesa_sami_scan *scan, struct daesa_sami_mark *out);

/* What a class shows from a SYNC on. */
struct daesa_sami_piece {
    struct daesa_str raw;  /* from SYNC, or P where it is a further one, to the next */
    struct daesa_str mark; /* the tag of the paragraph; empty: there is none */
    struct daesa_str body; /* its text, with tags */
    struct daesa_str class_name;   /* empty: not said */
    struct daesa_str start, until; /* as written; empty: not said */
    bool source;                   /* ID=Source: who speaks */
    bool first;                    /* of its SYNC */
    bool unclosed;                 /* a tag of it lacks its ">" */
    bool open_comment;             /* a comment of it lacks its "-->" */
    size_t n_comments;
};

/* Takes the next piece; false where there is none. What stands before the first
 * SYNC, and behind </BODY>, belongs to none. */
bool daesa_sami_next_piece(struct daesa_sami_scan *scan, struct daesa_sami_piece *out);

/* The bytes of `text` before its first SYNC, and those before "</BODY>" or
 * "</SAMI>"; text.len where there is none. */
size_t daesa_sami_first_sync(struct daesa_str text);
size_t daesa_sami_closing(struct daesa_str text);

/* The bytes at the start of `text` that can be the name of a class: letters, digits,
 * "-" and "_", and what is not ASCII. */
size_t daesa_sami_word(struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
