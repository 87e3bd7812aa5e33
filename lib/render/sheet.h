/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_RENDER_SHEET_H
#define DAESA_RENDER_SHEET_H

#include "core/buf.h"
#include "core/image.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A contact sheet: pictures of one size in rows, each with a line of text below. */
struct daesa_sheet {
    struct daesa_image image;
    int32_t cell_width_px, cell_height_px; /* of a picture */
    int32_t columns, rows;
    int32_t n;              /* pictures that are on it */
    struct daesa_buf texts; /* private: ASS events */
};

/* Makes an empty sheet. Its sizes are at least 1. Fails as daesa_image_make. */
enum daesa_status daesa_sheet_make(struct daesa_sheet *out, int32_t cell_width_px,
                                   int32_t cell_height_px, int32_t columns, int32_t rows);

/* Puts a picture, made to fit, and its text on the next place. DAESA_LIMIT: the sheet is
 * full. DAESA_NO_MEMORY. */
enum daesa_status daesa_sheet_add(struct daesa_sheet *sheet,
                                  const struct daesa_image *picture,
                                  struct daesa_str text);

/* Writes the texts on the sheet, once, when all pictures are there. */
enum daesa_status daesa_sheet_end(struct daesa_sheet *sheet);

/* Frees all. NULL is accepted. */
void daesa_sheet_finish(struct daesa_sheet *sheet);

#ifdef __cplusplus
}
#endif
#endif
