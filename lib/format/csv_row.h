/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_CSV_ROW_H
#define DAESA_FORMAT_CSV_ROW_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Records of comma- or tab-separated values after RFC 4180: fields in double
 * quotes may hold separators, line ends and doubled quotes. */

#define DAESA_CSV_MAX_CELLS 64

struct daesa_csv_row {
    struct daesa_str cells[DAESA_CSV_MAX_CELLS]; /* without quotes; line ends "\n" */
    size_t n;
    struct daesa_str raw; /* the record with its line end */
    bool unclosed;        /* a quote was still open at the end of the text */
    bool too_many;        /* more cells than fit; the rest is left out */
};

/* Takes the next record off `*rest`; cells point into it, or into the arena where
 * they had to be changed. `*any` is false at the end. */
enum daesa_status daesa_csv_next(struct daesa_arena *arena, struct daesa_str *rest,
                                 char separator, struct daesa_csv_row *out, bool *any);

/* Appends a cell, in quotes where it needs them. */
void daesa_csv_add(struct daesa_buf *buf, struct daesa_str cell, char separator);

#ifdef __cplusplus
}
#endif
#endif
