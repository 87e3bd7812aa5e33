/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_STL_WRITE_H
#define DAESA_FORMAT_STL_WRITE_H

#include "format/stl_block.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the track as EBU STL. */
enum daesa_status daesa_stl_write(struct daesa_writer *out);

/* Where a subtitle stands whose first row is `row` of head->n_rows. */
struct daesa_position daesa_stl_position(const struct daesa_stl_head *head, int row,
                                         int justification, size_t n_lines);

#ifdef __cplusplus
}
#endif
#endif
