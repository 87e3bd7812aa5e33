/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ROWS_H
#define DAESA_FORMAT_ROWS_H

#include "format/read.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What formats share whose file is a row of lines, some of which begin a cue. */

/* A file being read line by line. Begun with its first member alone; a copy of it looks
 * ahead. */
struct daesa_rows {
    struct daesa_reader *in;
    int32_t line;          /* of the line taken last, from 1 */
    struct daesa_str rest; /* private, as is all below */
    const char *done;      /* behind the last cue */
    bool begun;
};

/* Takes the next line, without its end; false at the end of the file. */
bool daesa_rows_next(struct daesa_rows *rows, struct daesa_str *line);

/* 90 where one of the first five lines that are not blank begins a cue, as `begins`
 * tells; else 0: for `sniff` of a format. */
int daesa_rows_sniff(struct daesa_str text, bool (*begins)(struct daesa_str line));

/* What lies between `begin`, where a line starts, and the line to come is the cue's
 * own; what is before it and no other cue's leads it. To be called for each cue, in
 * their order. */
void daesa_rows_own(struct daesa_rows *rows, struct daesa_cue *cue, const char *begin);

/* Ends cues that have a start and no end: when the next cue begins, or where that is
 * longer than it takes to read it and `reads` is set, or where there is no next one, by
 * daesa_guess_duration_us. One finding tells how many were ended so. */
void daesa_rows_guess_ends(struct daesa_rows *rows, bool reads);

/* The tail of the file, and the digest of every cue: when all cues are complete. */
void daesa_rows_end(struct daesa_rows *rows);

#ifdef __cplusplus
}
#endif
#endif
