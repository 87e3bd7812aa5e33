/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/laid.h"

#include "core/array.h"
#include "text/count.h"

#include <stdlib.h>

static bool is_base_of(struct daesa_str tag, const char *language)
{
    struct daesa_str base = daesa_str_slice(tag, 0, daesa_str_find_char(tag, '-'));
    return daesa_str_is_nocase(base, language);
}

const struct daesa_profile *daesa_laid_profile(const struct daesa_layout_opts *opts,
                                               const struct daesa_text *texts,
                                               size_t n_texts,
                                               const struct daesa_text *text)
{
    const struct daesa_profile *profile = opts->profile;
    if (!profile)
        return daesa_profile_of_language(text->language);
    if (!*profile->language || is_base_of(text->language, profile->language))
        return profile;
    for (size_t i = 0; i < n_texts; i++)
        if (is_base_of(texts[i].language, profile->language))
            return daesa_profile_of_language(text->language);
    return profile;
}

void daesa_laid_measure(const struct daesa_layout_opts *opts, struct daesa_laid *laid)
{
    laid->profile = NULL;
    laid->need_us = laid->least_us = 0;
    for (size_t i = 0; i < laid->cue.n_texts; i++) {
        const struct daesa_text *text = &laid->cue.texts[i];
        const struct daesa_profile *profile =
            daesa_laid_profile(opts, laid->cue.texts, laid->cue.n_texts, text);
        struct daesa_count count = daesa_count(text->plain, profile->counting);
        int64_t us = daesa_profile_reading_us(profile, count.n_halves, count.n_words);
        laid->profile = laid->profile ? laid->profile : profile;
        laid->need_us = us > laid->need_us ? us : laid->need_us;
        if (profile->min_duration_us > laid->least_us)
            laid->least_us = profile->min_duration_us;
    }
    if (laid->least_us > laid->need_us)
        laid->need_us = laid->least_us;
    if (!laid->profile)
        laid->is_fixed = true;
}

enum daesa_status daesa_laid_add(struct daesa_laid_list *list,
                                 const struct daesa_laid *laid)
{
    struct daesa_laid *items =
        daesa_array_grow(list->items, &list->cap, list->n + 1, sizeof *items);
    if (!items)
        return DAESA_NO_MEMORY;
    list->items = items;
    items[list->n++] = *laid;
    return DAESA_OK;
}

static int by_time(const void *one, const void *other)
{
    const struct daesa_laid *a = one, *b = other;
    if (a->said.start_us != b->said.start_us)
        return a->said.start_us < b->said.start_us ? -1 : 1;
    if (a->said.end_us != b->said.end_us)
        return a->said.end_us < b->said.end_us ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* Cues without a time stay behind the one that they follow: they take its time
 * while the list is sorted. */
void daesa_laid_sort(struct daesa_laid_list *list)
{
    struct daesa_interval before = {-DAESA_TIME_MAX, -DAESA_TIME_MAX};
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].said.start_us == DAESA_TIME_NONE)
            list->items[i].said = before;
        before = list->items[i].said;
        list->items[i].order = i;
    }
    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, by_time);
}
