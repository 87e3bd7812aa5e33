/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "convert.h"

#include "command.h"
#include "values.h"

#include "text/nearest.h"
#include "text/strip.h"

#include <stdlib.h>
#include <string.h>

static const char *const newlines[] = {"cr", "crlf", "lf", NULL};
static const char *const newline_bytes[] = {"\r", "\r\n", "\n"};
static const char *const boms[] = {"no", "yes", NULL};
static const char *const strips[] = {"notes", "speakers", "tags", NULL};
static const unsigned strip_bits[] = {DAESA_STRIP_NOTES, DAESA_STRIP_SPEAKERS,
                                      DAESA_STRIP_TAGS};

const char *const *convert_newlines(void)
{
    return newlines;
}

const char *const *convert_boms(void)
{
    return boms;
}

const char *const *convert_strips(void)
{
    return strips;
}

/* Adds the bit of one word; false where it is none. */
static bool add_strip(const char *word, unsigned *bits, struct daesa_buf *why)
{
    for (size_t i = 0; strips[i]; i++)
        if (strcmp(word, strips[i]) == 0) {
            *bits |= strip_bits[i];
            return true;
        }
    const char *nearest = daesa_nearest(word, strips);
    daesa_buf_printf(why, "strip: '%s' is not a value; ", word);
    if (nearest)
        daesa_buf_printf(why, "did you mean '%s'?", nearest);
    else
        daesa_buf_add_text(why, "it takes notes, speakers, tags");
    return false;
}

static bool read_strip(const struct text_list *list, unsigned *bits,
                       struct daesa_buf *why)
{
    bool ok = true;
    for (size_t i = 0; ok && i < list->n; i++) {
        struct text_list words = {0};
        ok = values_split("strip", list->items[i], &words, why);
        for (size_t j = 0; ok && j < words.n; j++)
            ok = add_strip(words.items[j], bits, why);
        text_list_finish(&words);
    }
    return ok;
}

/* "25:23.976" into both rates. */
static bool read_pace(const char *text, struct daesa_retime *out, struct daesa_buf *why)
{
    struct daesa_str all = daesa_str_of(text);
    size_t colon = daesa_str_find_char(all, ':');
    if (!text || (daesa_rate_parse(daesa_str_slice(all, 0, colon), &out->from) &&
                  daesa_rate_parse(daesa_str_from(all, colon + 1), &out->to)))
        return true;
    daesa_buf_printf(why, "rate: '%s' is not a pair of rates; it takes 25:23.976", text);
    return false;
}

static bool read_retime(const struct convert_args *args, struct daesa_rate rate,
                        struct daesa_retime *out, struct daesa_buf *why)
{
    bool has_fps = args->from_fps || args->to_fps;
    if (has_fps && args->rate)
        daesa_buf_add_text(why, "rate: says the same as from-fps and to-fps; give one");
    else if (has_fps && !(args->from_fps && args->to_fps))
        daesa_buf_add_text(why, args->from_fps ? "from-fps: needs to-fps, too"
                                               : "to-fps: needs from-fps, too");
    else
        return values_rate("from-fps", args->from_fps, &out->from, why) &&
               values_rate("to-fps", args->to_fps, &out->to, why) &&
               read_pace(args->rate, out, why) &&
               values_time("shift", args->shift, rate, &out->shift_us, why);
    return false;
}

static const char *newline_of(const char *name)
{
    for (size_t i = 0; name && newlines[i]; i++)
        if (strcmp(name, newlines[i]) == 0)
            return newline_bytes[i];
    return NULL;
}

bool convert_apply(const struct convert_args *args, struct daesa_convert_opts *opts,
                   struct daesa_buf *why)
{
    struct daesa_rate fps = {0};
    *opts = (struct daesa_convert_opts){
        .load = {.from = args->from,
                 .encoding = args->encoding,
                 .language = args->language,
                 .class_name = args->class_name,
                 .is_stream_chosen = args->stream >= 0,
                 .stream = args->stream},
        .edit = {.joins_rolling = args->joins_rolling,
                 .only_language = args->only_language},
        .save = {.to = args->to,
                 .replace = args->replace,
                 .encoding = args->to_encoding,
                 .newline = newline_of(args->newline)},
    };
    if (args->bom)
        opts->save.bom = strcmp(args->bom, "yes") == 0 ? DAESA_BOM_YES : DAESA_BOM_NO;
    if (!values_rate("fps", args->fps, &fps, why))
        return false;
    opts->load.rate = opts->save.rate = fps;
    return read_strip(&args->strip, &opts->edit.strip, why) &&
           read_retime(args, fps, &opts->edit.retime, why);
}
