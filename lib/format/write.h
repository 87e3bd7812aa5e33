/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_WRITE_H
#define DAESA_FORMAT_WRITE_H

#include "core/buf.h"
#include "core/profile.h"
#include "format/format.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The door through which every file goes out: reports what the target cannot
 * hold, calls the format's writer, and turns its text into the line ends and the
 * encoding that are wanted. */

enum daesa_bom {
    DAESA_BOM_AUTO = 0, /* as the source had it for the same format, else as is
                           usual for the format */
    DAESA_BOM_YES,
    DAESA_BOM_NO,
};

struct daesa_format_write_opts {
    const char *to;   /* name of the format; NULL: by the extension of `file`, else
                         the format that the track was read as */
    const char *file; /* name of the output, for findings and its extension */
    /* Which texts of a cue are written, and in which order, by BCP 47 tags; in
     * formats that cannot tell languages apart they are stacked. n_languages 0:
     * all, in their own order. A text that names no language is taken where a
     * cue has no other. */
    const char *const *languages;
    size_t n_languages;
    const char *newline; /* "\n", "\r\n" or "\r"; NULL: as in the source for the
                            same format, else "\n" */
    enum daesa_bom bom;
    const char *encoding;   /* NULL: that of the source for the same format, else
                               UTF-8 */
    struct daesa_rate rate; /* for formats that count frames; {0}: the track's */
    const char *font;       /* for formats that name one; NULL: by the script */
    /* For formats that count on a picture, of tracks that do not say on which: that
     * of the clip as shown, upright and with square pixels; 0, 0: not known. */
    int32_t width_px, height_px;
    bool is_stretched; /* the clip's pixels are coded as others than square */
    const struct daesa_profile *profile; /* sizes and margins make room for its lines;
                                            NULL: for those of each language's own */
    /* When each frame of the clip is shown, sorted: a format whose clock is coarser
     * rounds to what shows on the right frame (core/frame.h). n_frames 0: not
     * known. */
    const int64_t *frames_us;
    size_t n_frames;
};

/* Appends the track as a file to `out` (which stays as it was on failure).
 * `opts` may be NULL. An unedited track goes back into its own format byte for
 * byte; of an edited one all that was not edited stays as it was.
 *
 * What the target cannot hold is a finding: one for each kind of thing, at the
 * first cue that has it, with the number of cues. It is a warning where people
 * would see or miss it (markup, positions, texts), a note where they would not
 * (word times, confidence, comments). Times are rounded to the format's unit,
 * once, to the nearest where opts->frames_us does not say better. */
enum daesa_status daesa_format_write(const struct daesa_track *track,
                                     const struct daesa_format_write_opts *opts,
                                     struct daesa_buf *out, struct daesa_sink *sink);

/* What a format's writer works on. */
struct daesa_writer {
    const struct daesa_format *format;
    const struct daesa_format_write_opts *opts; /* never NULL */
    const struct daesa_track *track;
    struct daesa_buf *out; /* text with "\n"; bytes where the format is binary */
    struct daesa_sink *sink;
    bool same;       /* the track was read as this very format */
    size_t i_before; /* private: the cue written before, plus one */
};

/* A warning about a cue of the track, or about the whole where `cue` is NULL. */
void daesa_writer_report(const struct daesa_writer *out, enum daesa_severity severity,
                         const char *rule, const struct daesa_cue *cue,
                         const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Takes what reading a piece of the source again came to, and whether it succeeded:
 * lack of memory becomes the output's status, so that it is not taken for an
 * edited cue. */
bool daesa_writer_reread(struct daesa_writer *out, enum daesa_status status);

/* True where the cue can be written as its source has it: same format, nothing
 * edited. */
bool daesa_writer_unedited(const struct daesa_writer *out, const struct daesa_cue *cue);

/* True where the track has every cue of its source, in its order and no other:
 * then what counts cues (SRT) may leave the counters alone. */
bool daesa_writer_whole(const struct daesa_writer *out);

/* Writes what stood before the cue in its source (comments, blank lines) and
 * sees that a cue that is new or was moved is set off by a blank line. To be
 * called for every cue that is written, in their order. `blank` is false for
 * formats of one line a cue. */
void daesa_writer_lead(struct daesa_writer *out, const struct daesa_cue *cue, bool blank);

/* What a format adds to daesa_writer_cues. */
struct daesa_writer_style {
    /* At the head of a new file; NULL: nothing. */
    void (*head)(struct daesa_writer *out, void *user);
    void (*cue)(struct daesa_writer *out, const struct daesa_cue *cue, void *user);
    void *user;
    bool blank; /* blank lines set cues apart */
};

/* Writes the whole track: head and tail as they were where the format is the same,
 * cues as they were where nothing was edited. Cues without times, and those that are
 * not shown, are left out of formats that cannot hold them (`holds`). */
void daesa_writer_cues(struct daesa_writer *out, const struct daesa_writer_style *style);

/* The texts to write of a cue, at most `max`, by opts->languages. Returns their
 * number. */
size_t daesa_writer_texts(const struct daesa_writer *out, const struct daesa_cue *cue,
                          const struct daesa_text **texts, size_t max);
#define DAESA_WRITER_MAX_TEXTS 16

/* Appends those texts to `buf`, without markup, one above the other: for formats
 * that cannot tell languages apart. */
void daesa_writer_stack(const struct daesa_writer *out, const struct daesa_cue *cue,
                        struct daesa_buf *buf);

/* For formats whose file is one document rather than a row of cues: calls `write`
 * for the whole file, and puts the source in its place where that, read again and
 * written, comes to the same: then nothing was edited. The reader must have kept
 * its text in the track's `head`. */
enum daesa_status daesa_writer_document(struct daesa_writer *out,
                                        void (*write)(struct daesa_writer *out));

/* What the style of a cue says where the format cannot hold styles: where the cue
 * stands, unless it says that itself, and whether it is in italics. */
struct daesa_position daesa_writer_position(const struct daesa_writer *out,
                                            const struct daesa_cue *cue);
bool daesa_writer_italic(const struct daesa_writer *out, const struct daesa_cue *cue);

#ifdef __cplusplus
}
#endif
#endif
