/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_MATRIX_H
#define DAESA_SPEECH_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of floats that grow at the end: one row a frame. {0} has no rows and no
 * columns; set n_columns before the first row. */
struct daesa_matrix {
    float *v; /* owned; row r begins at v + r * n_columns */
    size_t n_rows, n_columns;
    size_t cap; /* private, in rows */
};

float *daesa_matrix_row(const struct daesa_matrix *matrix, size_t row);

/* Appends `n` zeroed rows; a pointer to the first, valid until the next call,
 * or NULL when memory runs out. */
float *daesa_matrix_add(struct daesa_matrix *matrix, size_t n);

/* Frees the rows; the number of columns stays. NULL is accepted. */
void daesa_matrix_finish(struct daesa_matrix *matrix);

#ifdef __cplusplus
}
#endif
#endif
