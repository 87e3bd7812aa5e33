/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "speech/lesson.h"

#include "core/array.h"
#include "speech/mel.h"

#include <stdlib.h>
#include <string.h>

/* The figures were measured on pieces of talks (tests/bench/voices.sh). */
#define PRIOR_FRAMES 10.0     /* weight of the mapped seeds against what was heard */
#define LEAST_CONFIDENCE 0.7f /* of lines that teach */

/* A name as it stands in a phone: what fits, and zeros behind it. */
static void shorten(const char *text, const char *stop, char out[12])
{
    size_t n = strcspn(text, stop);
    memset(out, 0, 12);
    memcpy(out, text, n < 11 ? n : 11);
}

static struct daesa_lesson_phone *find(const struct daesa_lesson *lesson,
                                       const struct daesa_lesson_phone *like)
{
    for (size_t i = 0; i < lesson->n_phones; i++)
        if (strcmp(lesson->phones[i].name, like->name) == 0 &&
            strcmp(lesson->phones[i].language, like->language) == 0)
            return &lesson->phones[i];
    return NULL;
}

static struct daesa_lesson_phone named(const char *language, const char *name)
{
    struct daesa_lesson_phone phone = {0};
    shorten(language, "-_", phone.language);
    shorten(name, "", phone.name);
    return phone;
}

struct daesa_lesson_phone *daesa_lesson_phone(struct daesa_lesson *lesson,
                                              const char *language, const char *name)
{
    struct daesa_lesson_phone new = named(language, name), *phone = find(lesson, &new);
    if (phone)
        return phone;
    struct daesa_lesson_phone *phones = daesa_array_grow(
        lesson->phones, &lesson->cap_phones, lesson->n_phones + 1, sizeof *phones);
    if (!phones)
        return NULL;
    lesson->phones = phones;
    phone = &phones[lesson->n_phones++];
    *phone = new;
    return phone;
}

static double count_of(const struct daesa_moments *moments, size_t n)
{
    double count = 0;
    for (size_t k = 0; k < n; k++)
        count += moments[k].count;
    return count;
}

enum daesa_status daesa_lesson_apply(const struct daesa_lesson *lesson,
                                     const char *language, struct daesa_reading *reading)
{
    size_t n = reading->n_names * DAESA_PHONE_STATES;
    struct daesa_moments *heard = calloc(n + 1, sizeof *heard);
    struct daesa_gauss *seeds = calloc(n + 1, sizeof *seeds);
    bool ok = heard && seeds;
    for (size_t i = 0; ok && i < reading->n_names; i++) {
        struct daesa_lesson_phone like = named(language, reading->names[i]),
                                  *phone = find(lesson, &like);
        if (phone)
            memcpy(heard + i * DAESA_PHONE_STATES, phone->states, sizeof phone->states);
    }
    if (ok && count_of(heard, n) >= 1) {
        daesa_models_adapt(reading->seeds, heard, n, PRIOR_FRAMES, seeds);
        memcpy(reading->seeds, seeds, n * sizeof *seeds);
        reading->is_taught = true;
    }
    free(seeds);
    free(heard);
    return ok ? DAESA_OK : DAESA_NO_MEMORY;
}

/* The frames of one line. */
static enum daesa_status add_line(struct daesa_lesson *lesson, const char *language,
                                  const struct daesa_search *s, size_t line)
{
    for (size_t t = s->places[line].from; t < s->places[line].to; t++) {
        uint32_t state = s->path[t];
        if (s->graph.phone[state] < 0)
            continue;
        size_t model = s->graph.emit[state] - DAESA_EMIT_FIRST_PHONE;
        struct daesa_lesson_phone *phone = daesa_lesson_phone(
            lesson, language, s->spoken->names[model / DAESA_PHONE_STATES]);
        if (!phone)
            return DAESA_NO_MEMORY;
        daesa_moments_add(&phone->states[model % DAESA_PHONE_STATES], 1,
                          s->hearing->features + t * DAESA_FEATURES);
    }
    return DAESA_OK;
}

enum daesa_status daesa_lesson_add(struct daesa_lesson *lesson, const char *language,
                                   const struct daesa_search *search,
                                   const struct daesa_track *track)
{
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < search->spoken->n_lines; i++)
        if (track->cues[search->spoken->lines[i].cue].confidence >= LEAST_CONFIDENCE)
            st = add_line(lesson, language, search, i);
    return st;
}

enum daesa_status daesa_lesson_join(struct daesa_lesson *lesson,
                                    const struct daesa_lesson *from)
{
    for (size_t i = 0; i < from->n_phones; i++) {
        const struct daesa_lesson_phone *other = &from->phones[i];
        struct daesa_lesson_phone *phone =
            daesa_lesson_phone(lesson, other->language, other->name);
        if (!phone)
            return DAESA_NO_MEMORY;
        for (size_t k = 0; k < DAESA_PHONE_STATES; k++)
            daesa_moments_join(&phone->states[k], &other->states[k]);
    }
    return DAESA_OK;
}

int64_t daesa_lesson_heard_us(const struct daesa_lesson *lesson)
{
    double count = 0;
    for (size_t i = 0; i < lesson->n_phones; i++)
        count += count_of(lesson->phones[i].states, DAESA_PHONE_STATES);
    return (int64_t)count * DAESA_MEL_HOP_US;
}

void daesa_lesson_finish(struct daesa_lesson *lesson)
{
    if (!lesson)
        return;
    free(lesson->phones);
    *lesson = (struct daesa_lesson){0};
}
