/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/folds.h"

#include <stdlib.h>

/* Parts that a line of so many phones makes: none where it has none. */
static size_t count_parts(size_t n_phones, size_t part_phones)
{
    size_t whole = n_phones / part_phones, rest = n_phones % part_phones;
    size_t n = whole + (rest >= part_phones - part_phones / 2);
    return n || !n_phones ? n : 1;
}

static void add_line(struct daesa_folds *folds, const struct daesa_reading *spoken,
                     size_t line, size_t n_parts)
{
    const struct daesa_reading_line *l = &spoken->lines[line];
    for (size_t i = 0; i < n_parts; i++) {
        size_t from = l->n_phones * i / n_parts, to = l->n_phones * (i + 1) / n_parts;
        folds->parts[folds->n_parts++] =
            (struct daesa_fold_part){line, l->first_phone + from, to - from};
    }
}

enum daesa_status daesa_folds_make(struct daesa_folds *out,
                                   const struct daesa_reading *spoken, size_t part_phones,
                                   size_t n_adapted, size_t most)
{
    struct daesa_folds folds = {0};
    size_t n = 0;
    for (size_t i = 0; i < spoken->n_lines; i++)
        n += count_parts(spoken->lines[i].n_phones, part_phones);
    folds.parts = calloc(n + 1, sizeof *folds.parts);
    if (!folds.parts)
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < spoken->n_lines; i++)
        add_line(&folds, spoken, i, count_parts(spoken->lines[i].n_phones, part_phones));
    folds.n = n ? n_adapted / n : 0;
    folds.n = folds.n > n ? n : folds.n;
    folds.n = folds.n > most ? most : folds.n;
    folds.n = folds.n < 2 ? 2 : folds.n;
    *out = folds;
    return DAESA_OK;
}

void daesa_folds_finish(struct daesa_folds *folds)
{
    free(folds->parts);
    *folds = (struct daesa_folds){0};
}
