/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_TRANSCRIPT_H
#define DAESA_FORMAT_TRANSCRIPT_H

#include "format/json_value.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The pieces of transcript JSON, daesa's own format, which json.c puts together.
 * samples/transcript.schema.json documents it. Keys that it does not know are kept
 * as fields "json:<key>" whose value is the JSON text to the letter. */

/* The names of the span kinds, by enum daesa_span_kind. */
extern const char *const daesa_transcript_spans[DAESA_SPAN_RAW + 1];

/* Reads one item of "lines" into a cue. */
enum daesa_status daesa_transcript_read_line(struct daesa_reader *in,
                                             struct daesa_json_value line,
                                             struct daesa_cue *cue);

/* Reads a member "fields". */
enum daesa_status daesa_transcript_fields(struct daesa_reader *in,
                                          struct daesa_field **fields, size_t *n_fields,
                                          struct daesa_json_value value);

/* "#rrggbb" or "#rrggbbaa" as 0xRRGGBBAA. */
enum daesa_status daesa_transcript_colour(const struct daesa_reader *in,
                                          struct daesa_json_value value, int64_t *out);

/* Writes the whole track. */
enum daesa_status daesa_transcript_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
