/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "preview.h"

#include "values.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 100
#define MAX_ROWS 1000
#define MAX_WIDTH_PX 8000

bool preview_fits(const struct preview_args *args, struct daesa_buf *why)
{
    bool fits = args->columns <= MAX_COLUMNS && args->rows <= MAX_ROWS &&
                args->width <= MAX_WIDTH_PX;
    if (!fits)
        daesa_buf_printf(why,
                         "a sheet has at most %d columns and %d rows of pictures of at "
                         "most %d pixels",
                         MAX_COLUMNS, MAX_ROWS, MAX_WIDTH_PX);
    return fits;
}

void preview_apply(const struct preview_args *args, const struct text_list *languages,
                   struct daesa_preview_job *job)
{
    *job = (struct daesa_preview_job){
        .load = {.from = args->from,
                 .encoding = args->encoding,
                 .language = args->language},
        .output = args->output,
        .replace = args->replace,
        .only_findings = args->findings,
        .languages = languages->items,
        .n_languages = languages->n,
        .width_px = args->width,
        .columns = args->columns,
        .rows = args->rows,
        .guides = args->guides,
        .has_simple_shaping = args->simple_shaping,
    };
}

void preview_wishes_finish(struct preview_wishes *wishes)
{
    free(wishes->ranges);
    free(wishes->times_us);
    text_list_finish(&wishes->languages);
    *wishes = (struct preview_wishes){0};
}

static bool read_range(struct daesa_str part, struct daesa_preview_range *range)
{
    long long from, to;
    size_t dash = daesa_str_find_char(part, '-');
    if (!daesa_str_to_count(daesa_str_slice(part, 0, dash), INT32_MAX, &from) || from < 1)
        return false;
    to = from;
    if (dash < part.len &&
        !daesa_str_to_count(daesa_str_from(part, dash + 1), INT32_MAX, &to))
        return false;
    *range = (struct daesa_preview_range){(size_t)from, (size_t)to};
    return to >= from;
}

/* "3,7-9" */
static bool read_cues(const char *text, struct preview_wishes *out, struct daesa_buf *why)
{
    struct daesa_str rest = daesa_str_of(text);
    if (!text)
        return true;
    out->ranges = calloc(rest.len + 1, sizeof *out->ranges);
    if (!out->ranges)
        return false;
    for (;;) {
        size_t comma = daesa_str_find_char(rest, ',');
        if (!read_range(daesa_str_slice(rest, 0, comma), &out->ranges[out->n_ranges])) {
            daesa_buf_printf(why, "cues: '%s' is not a list of cues; it takes 3,7-9",
                             text);
            return false;
        }
        out->n_ranges++;
        if (comma >= rest.len)
            return true;
        rest = daesa_str_from(rest, comma + 1);
    }
}

static bool read_times(const struct text_list *at, struct preview_wishes *out,
                       struct daesa_buf *why)
{
    out->times_us = calloc(at->n + 1, sizeof *out->times_us);
    bool ok = out->times_us != NULL;
    for (size_t i = 0; ok && i < at->n; i++)
        ok = values_time("at", at->items[i], out->rate, &out->times_us[out->n_times++],
                         why);
    return ok;
}

bool preview_read(const struct preview_args *args, struct preview_wishes *out,
                  struct daesa_buf *why)
{
    return values_rate("fps", args->fps, &out->rate, why) &&
           read_times(&args->at, out, why) && read_cues(args->cues, out, why) &&
           values_split("text", args->text, &out->languages, why);
}
