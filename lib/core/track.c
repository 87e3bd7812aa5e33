/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/track.h"

#include "core/array.h"

#include <stdlib.h>
#include <string.h>

void daesa_track_finish(struct daesa_track *track)
{
    if (!track)
        return;
    daesa_arena_finish(&track->arena);
    free(track->cues);
    *track = (struct daesa_track){0};
}

struct daesa_cue *daesa_track_add(struct daesa_track *track)
{
    struct daesa_cue *cues =
        daesa_array_room(track->cues, &track->cap_cues, track->n_cues + 1, sizeof *cues);
    if (!cues)
        return NULL;
    track->cues = cues;
    struct daesa_cue *cue = &cues[track->n_cues++];
    *cue = (struct daesa_cue){.start_us = DAESA_TIME_NONE,
                              .end_us = DAESA_TIME_NONE,
                              .after_us = DAESA_TIME_NONE,
                              .before_us = DAESA_TIME_NONE,
                              .at_us = DAESA_TIME_NONE,
                              .confidence = -1};
    return cue;
}

enum daesa_status daesa_track_expect(struct daesa_track *track, size_t n_cues)
{
    struct daesa_cue *cues =
        daesa_array_room(track->cues, &track->cap_cues, n_cues, sizeof *cues);
    if (!cues)
        return DAESA_NO_MEMORY;
    track->cues = cues;
    /* Each has a text; that so many are there is a generous guess. */
    return daesa_arena_expect(&track->arena, n_cues * sizeof(struct daesa_text) / 2)
               ? DAESA_OK
               : DAESA_NO_MEMORY;
}

/* One more item in an arena array. The room is a power of two and known from
 * the count alone, so the arrays need no capacity of their own. */
static void *arena_grow(struct daesa_arena *arena, void *items, size_t n, size_t size)
{
    if (n != 0 && (n & (n - 1)) != 0)
        return items;
    if (n > SIZE_MAX / 2)
        return NULL;
    void *moved = daesa_arena_alloc(arena, n ? 2 * n : 1, size);
    if (moved && n)
        memcpy(moved, items, n * size);
    return moved;
}

struct daesa_text *daesa_cue_add_text(struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str language, struct daesa_str plain)
{
    struct daesa_str copy;
    return daesa_arena_copy(&track->arena, plain, &copy)
               ? daesa_cue_add_view(track, cue, language, copy)
               : NULL;
}

struct daesa_text *daesa_cue_add_view(struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str language, struct daesa_str plain)
{
    struct daesa_text text = {.plain = plain};
    if (!daesa_arena_copy(&track->arena, language, &text.language))
        return NULL;
    struct daesa_text *texts =
        arena_grow(&track->arena, cue->texts, cue->n_texts, sizeof *texts);
    if (!texts)
        return NULL;
    cue->texts = texts;
    texts[cue->n_texts] = text;
    return &texts[cue->n_texts++];
}

enum daesa_status daesa_field_add(struct daesa_track *track, struct daesa_field **fields,
                                  size_t *n_fields, struct daesa_str key,
                                  struct daesa_str value)
{
    struct daesa_field field;
    if (!daesa_arena_copy(&track->arena, key, &field.key) ||
        !daesa_arena_copy(&track->arena, value, &field.value))
        return DAESA_NO_MEMORY;
    struct daesa_field *grown =
        arena_grow(&track->arena, *fields, *n_fields, sizeof *grown);
    if (!grown)
        return DAESA_NO_MEMORY;
    grown[(*n_fields)++] = field;
    *fields = grown;
    return DAESA_OK;
}

const struct daesa_str *daesa_field_get(const struct daesa_field *fields, size_t n_fields,
                                        const char *key)
{
    for (size_t i = 0; i < n_fields; i++)
        if (daesa_str_is(fields[i].key, key))
            return &fields[i].value;
    return NULL;
}

static struct daesa_str primary(struct daesa_str tag)
{
    size_t end = 0;
    while (end < tag.len && tag.s[end] != '-' && tag.s[end] != '_')
        end++;
    return daesa_str_slice(tag, 0, end);
}

/* The first text of exactly this language, then of the same primary one; n_texts
 * where there is none. */
static size_t find_text(const struct daesa_cue *cue, struct daesa_str language)
{
    for (size_t i = 0; i < cue->n_texts; i++)
        if (daesa_str_equal(cue->texts[i].language, language))
            return i;
    for (size_t i = 0; i < cue->n_texts; i++)
        if (daesa_str_equal(primary(cue->texts[i].language), primary(language)))
            return i;
    return cue->n_texts;
}

const struct daesa_text *daesa_cue_text(const struct daesa_cue *cue,
                                        struct daesa_str language)
{
    size_t i = language.len ? find_text(cue, language) : 0;
    return i < cue->n_texts ? &cue->texts[i] : NULL;
}

const struct daesa_text *daesa_cue_spoken(const struct daesa_cue *cue,
                                          struct daesa_str language)
{
    size_t i = language.len ? find_text(cue, language) : 0;
    if (i == cue->n_texts)
        i = find_text(cue, (struct daesa_str){0});
    return i < cue->n_texts ? &cue->texts[i] : NULL;
}

void daesa_cue_put_first(struct daesa_cue *cue, const struct daesa_text *text)
{
    struct daesa_text first = *text;
    size_t before = (size_t)(text - cue->texts);
    memmove(cue->texts + 1, cue->texts, before * sizeof first);
    cue->texts[0] = first;
}

bool daesa_cue_timed(const struct daesa_cue *cue)
{
    return cue->start_us != DAESA_TIME_NONE && cue->end_us != DAESA_TIME_NONE;
}

int64_t daesa_track_rounding_us(const struct daesa_track *track)
{
    const int64_t ms_us = 1000, cs_us = 10000;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (daesa_cue_timed(cue) && (cue->start_us % cs_us || cue->end_us % cs_us))
            return ms_us;
    }
    return cs_us;
}

/* FNV-1a takes a byte at a time; this takes eight, and folds the upper half down,
 * where the multiplication alone would never carry it. */
static void mix(uint64_t *digest, uint64_t number)
{
    *digest = (*digest ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    *digest ^= *digest >> 32;
}

/* Four numbers that a processor multiplies side by side: each counts by a factor of
 * its own. */
static void mix_four(uint64_t *digest, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    mix(digest, a * UINT64_C(0xBF58476D1CE4E5B9) + b * UINT64_C(0x94D049BB133111EB) +
                    c * UINT64_C(0xD6E8FEB86659FD93) + d * UINT64_C(0xFF51AFD7ED558CCD));
}

/* Their number apart: who mixes in bytes mixes in how many there are. */
static void mix_bytes(uint64_t *digest, struct daesa_str bytes)
{
    uint64_t words[4];
    for (; bytes.len >= sizeof words; bytes = daesa_str_from(bytes, sizeof words)) {
        memcpy(words, bytes.s, sizeof words);
        mix_four(digest, words[0], words[1], words[2], words[3]);
    }
    if (bytes.len == 0)
        return;
    memset(words, 0, sizeof words);
    memcpy(words, bytes.s, bytes.len);
    mix_four(digest, words[0], words[1], words[2], words[3]);
}

static uint64_t bits_of(float number)
{
    uint32_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

static void mix_fields(uint64_t *digest, const struct daesa_field *fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mix_four(digest, fields[i].key.len, fields[i].value.len, 0, 0);
        mix_bytes(digest, fields[i].key);
        mix_bytes(digest, fields[i].value);
    }
}

static void mix_text(uint64_t *digest, const struct daesa_text *text)
{
    mix_four(digest, text->language.len, text->plain.len, text->n_spans, text->n_fields);
    mix_bytes(digest, text->language);
    mix_bytes(digest, text->plain);
    for (size_t i = 0; i < text->n_spans; i++) {
        const struct daesa_span *span = &text->spans[i];
        mix_four(digest, span->from, span->to, (uint64_t)span->number, span->value.len);
        mix(digest, span->kind);
        mix_bytes(digest, span->value);
    }
    mix_fields(digest, text->fields, text->n_fields);
}

static void mix_words(uint64_t *digest, const struct daesa_cue *cue)
{
    for (size_t i = 0; i < cue->n_words; i++) {
        const struct daesa_word *word = &cue->words[i];
        mix_four(digest, word->from, word->to, (uint64_t)word->start_us,
                 (uint64_t)word->end_us);
        mix(digest, bits_of(word->confidence));
    }
}

uint64_t daesa_cue_digest(const struct daesa_cue *cue)
{
    uint64_t digest = UINT64_C(14695981039346656037);
    const struct daesa_position *position = &cue->position;
    mix_four(&digest, cue->id.len, cue->speaker.len, cue->style.len, cue->n_fields);
    mix_four(&digest, (uint64_t)cue->start_us, (uint64_t)cue->end_us, cue->n_texts,
             cue->n_words);
    mix_four(&digest, (uint64_t)cue->after_us, (uint64_t)cue->before_us,
             (uint64_t)cue->at_us, bits_of(cue->confidence));
    mix_four(&digest, cue->speech, cue->comment, position->anchor, position->placed);
    mix_four(&digest, bits_of(position->x), bits_of(position->y), 0, 0);
    mix_bytes(&digest, cue->id);
    mix_bytes(&digest, cue->speaker);
    mix_bytes(&digest, cue->style);
    mix_fields(&digest, cue->fields, cue->n_fields);
    mix_words(&digest, cue);
    for (size_t i = 0; i < cue->n_texts; i++)
        mix_text(&digest, &cue->texts[i]);
    return digest;
}

/* A cue's key for sorting: a cue without a start takes that of the cue before. */
struct sort_key {
    int64_t start_us, end_us;
    size_t index;
};

static int by_time(const void *left, const void *right)
{
    const struct sort_key *a = left, *b = right;
    if (a->start_us != b->start_us)
        return a->start_us < b->start_us ? -1 : 1;
    if (a->end_us != b->end_us)
        return a->end_us < b->end_us ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static struct sort_key *sort_keys(const struct daesa_track *track)
{
    struct sort_key *keys = calloc(track->n_cues, sizeof *keys);
    struct sort_key last = {.start_us = DAESA_TIME_NONE, .end_us = DAESA_TIME_NONE};
    for (size_t i = 0; keys && i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (cue->start_us != DAESA_TIME_NONE)
            last = (struct sort_key){.start_us = cue->start_us, .end_us = cue->end_us};
        keys[i] = last;
        keys[i].index = i;
    }
    return keys;
}

enum daesa_status daesa_track_sort(struct daesa_track *track)
{
    if (track->n_cues < 2)
        return DAESA_OK;
    struct sort_key *keys = sort_keys(track);
    struct daesa_cue *sorted = calloc(track->n_cues, sizeof *sorted);
    if (!keys || !sorted) {
        free(keys);
        free(sorted);
        return DAESA_NO_MEMORY;
    }
    qsort(keys, track->n_cues, sizeof *keys, by_time);
    for (size_t i = 0; i < track->n_cues; i++)
        sorted[i] = track->cues[keys[i].index];
    free(keys);
    free(track->cues);
    track->cues = sorted;
    track->cap_cues = track->n_cues;
    return DAESA_OK;
}
