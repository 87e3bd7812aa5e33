/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ASS_LINE_H
#define DAESA_FORMAT_ASS_LINE_H

#include "format/read.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The lines of ASS and SSA files: "Key: value", and values in the order of a
 * "Format:" line. */

#define DAESA_ASS_MAX_NAMES 40

/* The names of a Format line, which point into it. */
struct daesa_ass_format {
    struct daesa_str names[DAESA_ASS_MAX_NAMES];
    size_t n;
};

/* Takes the names of "a, b, c"; those past the maximum are left out. */
void daesa_ass_format_parse(struct daesa_str list, struct daesa_ass_format *out);

/* The index of a name, ASCII case apart, or `format->n`. */
size_t daesa_ass_format_find(const struct daesa_ass_format *format, const char *name);

/* "Key: value" with both trimmed; the value's end is not. False without ":". */
bool daesa_ass_key(struct daesa_str line, struct daesa_str *key, struct daesa_str *value);

/* Splits a value at commas into as many parts as the format has names; the last
 * takes the rest with its commas. Returns the number of parts found. Parts are
 * not trimmed. */
size_t daesa_ass_split(struct daesa_str value, const struct daesa_ass_format *format,
                       struct daesa_str parts[DAESA_ASS_MAX_NAMES]);

/* The formats of events and styles where a file names none. */
const char *daesa_ass_event_format(bool ssa);
const char *daesa_ass_style_format(bool ssa);

/* Reads what is not an event: one line of [Script Info] into fields of the track,
 * one "Style:" line into its styles. */
enum daesa_status daesa_ass_read_info(struct daesa_reader *in, struct daesa_str line);
enum daesa_status daesa_ass_read_style(struct daesa_reader *in, struct daesa_str value,
                                       const struct daesa_ass_format *format, bool ssa);

/* Sets the fields of an event on a cue: everything but the text. `*text` is the
 * Text field.
 * `*good_times` is false where a time cannot be read; the cue has none then. */
enum daesa_status daesa_ass_read_event(struct daesa_track *track, struct daesa_str value,
                                       const struct daesa_ass_format *format,
                                       struct daesa_cue *cue, struct daesa_str *text,
                                       bool *good_times);

#ifdef __cplusplus
}
#endif
#endif
