/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_READ_H
#define DAESA_FORMAT_READ_H

#include "core/buf.h"
#include "format/format.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The door through which every file comes in: finds its encoding and format,
 * turns it into UTF-8 with "\n", and calls the format's reader. */

struct daesa_format_read_opts {
    const char *file;       /* its name, for findings and its extension; NULL: none */
    const char *from;       /* name of the format; NULL: by content and extension */
    const char *encoding;   /* NULL: find out */
    const char *language;   /* BCP 47 of texts that name none, and a help to find
                               the encoding; NULL: not known */
    struct daesa_rate rate; /* frame rate, for formats that count frames and do
                               not say theirs; {0}: not known */
    const char *class_name; /* of formats that keep several languages as classes
                               (SAMI), or channels (SCC: CC1 to CC4): only the
                               cues of this one; NULL: all, or the first channel */
    struct daesa_buf
        *done;        /* where the bytes lie, if the caller needs them no more:
                         it is emptied as soon as they are decoded, or goes over
                         into the track, which spares the memory of the file. NULL: they stay */
    size_t max_bytes; /* 0: 512 MiB */
    size_t max_cues;  /* 0: 4 million */
};

/* Reads the bytes of a file into `out`, which must be empty ({0}) and is
 * untouched on failure. `opts` may be NULL. The track's encoding, byte order mark
 * and line ends are those of the file; a text is in Unicode form C.
 *
 * Whatever is skipped, repaired or guessed is a finding; so is the encoding
 * where it is not plain UTF-8. DAESA_NOT_FOUND: unknown format or encoding.
 * DAESA_BAD_INPUT: not a file of its format. DAESA_LIMIT: too large.
 * DAESA_UNSUPPORTED: the format can only be written. */
enum daesa_status daesa_format_read(struct daesa_str bytes,
                                    const struct daesa_format_read_opts *opts,
                                    struct daesa_track *out, struct daesa_sink *sink);

/* What a format's reader works on. */
struct daesa_reader {
    const struct daesa_format *format;
    const struct daesa_format_read_opts *opts; /* never NULL */
    struct daesa_str text; /* the whole file, in the track's arena: cues may point
                              into it. UTF-8, not normalised, no NUL, no byte
                              order mark at its head. Line ends are "\n" if the
                              file has but one kind; else as they are. */
    struct daesa_track *track;
    struct daesa_sink *sink;
    struct daesa_reader_count {
        const char *rule;
        size_t n;
    } counts[16]; /* private: how often each rule was reported */
};

/* A place in the file being read. */
struct daesa_place daesa_reader_place(const struct daesa_reader *in, int32_t line,
                                      int32_t col);
/* Where `at`, a part of in->text, begins. Costs time in proportion to the text
 * before it: for errors, not for every cue. */
struct daesa_place daesa_reader_locate(const struct daesa_reader *in,
                                       struct daesa_str at);

/* A finding about the file at a line and column (0: not known). After twenty of
 * the same rule (a literal) the rest are counted, and told at the end. */
void daesa_reader_report(struct daesa_reader *in, enum daesa_severity severity,
                         const char *rule, struct daesa_place place, const char *format,
                         ...) __attribute__((format(printf, 5, 6)));

/* Reports a cue that ends before it starts; `what` is the format's word for a cue. */
void daesa_reader_check_order(struct daesa_reader *in, const struct daesa_cue *cue,
                              const char *what);

/* Appends a cue at `line`, with its source's place set. DAESA_LIMIT, reported, at
 * max_cues. */
enum daesa_status daesa_reader_add(struct daesa_reader *in, int32_t line,
                                   struct daesa_cue **out);

/* The language of texts that name none: opts->language or empty. */
struct daesa_str daesa_reader_language(const struct daesa_reader *in);

#ifdef __cplusplus
}
#endif
#endif
