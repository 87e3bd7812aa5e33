/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/matrix.h"

#include "core/array.h"

#include <stdlib.h>

float *daesa_matrix_row(const struct daesa_matrix *matrix, size_t row)
{
    return matrix->v + row * matrix->n_columns;
}

float *daesa_matrix_add(struct daesa_matrix *matrix, size_t n)
{
    float *v = daesa_array_grow(matrix->v, &matrix->cap, matrix->n_rows + n,
                                matrix->n_columns * sizeof *v);
    if (!v)
        return NULL;
    matrix->v = v;
    float *first = v + matrix->n_rows * matrix->n_columns;
    matrix->n_rows += n;
    return first;
}

void daesa_matrix_finish(struct daesa_matrix *matrix)
{
    if (!matrix)
        return;
    free(matrix->v);
    *matrix = (struct daesa_matrix){.n_columns = matrix->n_columns};
}
