/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/tags.h"

#include "text/utf8.h"

#include <libavutil/dict.h>

static bool copy_clean(struct daesa_arena *arena, const char *text, struct daesa_str *out)
{
    struct daesa_str s = daesa_str_of(text);
    struct daesa_buf clean = {0};
    if (daesa_utf8_valid(s))
        return daesa_arena_copy(arena, s, out);
    daesa_utf8_add_clean(&clean, s);
    bool ok = !clean.status && daesa_arena_copy(arena, daesa_buf_str(&clean), out);
    daesa_buf_finish(&clean);
    return ok;
}

enum daesa_status daesa_tags_copy(const void *dictionary, struct daesa_arena *arena,
                                  struct daesa_tag **tags, size_t *n_tags)
{
    const AVDictionaryEntry *entry = NULL;
    size_t n = (size_t)av_dict_count(dictionary), i = 0;
    struct daesa_tag *all = daesa_arena_alloc(arena, n, sizeof *all);
    if (!all)
        return DAESA_NO_MEMORY;
    while (i < n && (entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX))) {
        if (!copy_clean(arena, entry->key, &all[i].key) ||
            !copy_clean(arena, entry->value, &all[i].value))
            return DAESA_NO_MEMORY;
        i++;
    }
    *tags = all;
    *n_tags = i;
    return DAESA_OK;
}

struct daesa_str daesa_tag_get(const struct daesa_tag *tags, size_t n_tags,
                               const char *key)
{
    for (size_t i = 0; i < n_tags; i++)
        if (daesa_str_is_nocase(tags[i].key, key))
            return tags[i].value;
    return (struct daesa_str){0};
}
