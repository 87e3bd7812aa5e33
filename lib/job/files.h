/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_FILES_H
#define DAESA_JOB_FILES_H

#include "core/track.h"
#include "format/write.h"
#include "layout/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Tracks from files and into files, by the formats' names and extensions. A path
 * of "-" is standard input or standard output. */

struct daesa_load_opts {
    const char *from;       /* name of the format; NULL: by content and extension */
    const char *encoding;   /* NULL: find out */
    const char *language;   /* of texts that name none; NULL: not known */
    struct daesa_rate rate; /* for formats that count frames; {0}: not known */
    const char *class_name; /* only this class of a format that has them; NULL: all */
    bool is_stream_chosen;  /* the file is a clip, and this the stream of it */
    int stream;             /* as daesa_probe numbers them */
    /* One spelling for each name (text/names.h): those of the speakers in the file
     * `names`, a transcript; NULL: of the file that is read. */
    bool unifies_speakers, unifies_texts;
    const char *names;
};

/* Reads `path` into `out`, which must be empty ({0}) and is untouched on failure: a
 * file of subtitles or a transcript, or the subtitles inside a clip (job/stream.h).
 * `opts` may be NULL. Fails as daesa_file_read and daesa_format_read do. */
enum daesa_status daesa_track_load(const char *path, const struct daesa_load_opts *opts,
                                   struct daesa_track *out, struct daesa_sink *sink);

/* Whether a clip and its text may be what their places say. DAESA_BAD_ARGUMENT:
 * `input-swapped`, where the clip is named as a format of text is, and the text is
 * media. */
enum daesa_status daesa_inputs_check(const char *clip, const char *text,
                                     struct daesa_sink *sink);

struct daesa_save_opts {
    const char *const *paths; /* of the outputs, at least one */
    size_t n_paths;
    const char *to; /* name of the format of all of them; NULL: of each by its
                       extension; needed for "-" */
    /* The texts of each cue that are wanted, by BCP 47 tags, the upper first.
     * None: all; but of an output named "name.TAG.ext" only those of the
     * language TAG, where the track has it. */
    const char *const *languages;
    size_t n_languages;
    bool replace;            /* files that exist may be replaced */
    bool keeps_whole_record; /* whatever `languages` says, formats that hold
                                words, languages and lines without times get
                                all of the track */
    struct daesa_rate rate;  /* for formats that count frames; {0}: the track's */
    bool hurries;            /* the disk is not waited for (daesa_file_write_soon) */
    const char *encoding;    /* as in struct daesa_format_write_opts, like the next */
    const char *newline;
    enum daesa_bom bom;
    const char *font; /* likewise: of a new file whose format names one; without
                         commas and control characters */
    /* What subtitles have to keep to: the name of a profile or a file (see
     * job/profile.h); NULL: each text to that of its language. */
    const char *profile;
    /* How else they are laid out; its profile and languages are ignored. */
    struct daesa_layout_opts layout;
};

/* Whether daesa_track_save could be expected to succeed, before the work is done
 * whose results it will save. `inputs` (NULL is skipped) are files that must not
 * be overwritten by any of the outputs.
 *
 * DAESA_BAD_ARGUMENT: `output-twice`, `output-is-input`, `output-no-format`,
 * `font-no-name`.
 * DAESA_NOT_FOUND: unknown format or profile. DAESA_UNSUPPORTED: it cannot be written.
 * DAESA_IO: as daesa_file_check. */
enum daesa_status daesa_track_save_check(const struct daesa_save_opts *opts,
                                         const char *const *inputs, size_t n_inputs,
                                         struct daesa_sink *sink);

/* Whether each of the wanted languages is that of some text of the track.
 * DAESA_NOT_FOUND: `text-no-such-language`, with those that there are. */
enum daesa_status daesa_track_has_texts(const struct daesa_track *track,
                                        const struct daesa_save_opts *opts,
                                        struct daesa_sink *sink);

/* Writes the track to every output. Formats of subtitles get it laid out
 * (layout/layout.h), those that hold lines without times as it is. All outputs
 * are made in memory before the first is written: where one cannot be made,
 * none is written. DAESA_BAD_INPUT: `output-no-times`, or what the formats say. */
enum daesa_status daesa_track_save(const struct daesa_track *track,
                                   const struct daesa_save_opts *opts,
                                   struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
